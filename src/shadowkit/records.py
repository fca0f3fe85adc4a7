"""`dataclass`, as the standard library has it, made faster for classes with slots.

Each method that the standard library writes for such a class is compiled at every start, and the
program has 150 of these classes: that took a fifth of the time of a `check`.  Comparing, hashing,
showing and being frozen need no code of their own for each class, and `__init__` is written when
the first object is made, which most runs never do for most classes.  Type checkers see the
standard library's.
"""

from __future__ import annotations

import dataclasses
import operator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    _OURS = (
        {"slots": True},
        {"frozen": True, "slots": True},
        {"frozen": True, "slots": True, "order": True},
    )

    def dataclass(cls=None, /, **options):
        if cls is None:
            return lambda cls: dataclass(cls, **options)
        if options not in _OURS:
            return dataclasses.dataclass(cls, **options)
        frozen = "frozen" in options
        methods = _FROZEN if frozen else _OPEN
        for method in (*methods, *_ORDER) if "order" in options else methods:
            if method.__name__ not in cls.__dict__:
                setattr(cls, method.__name__, method)
        if not frozen:
            cls.__hash__ = None
        # Without a text of its own a class would get its signature, which takes long to find.
        cls.__doc__ = cls.__doc__ or cls.__name__
        made = dataclasses.dataclass(cls, init=False, repr=False, eq=False, slots=True)
        made.__init__ = _first(made, frozen)
        return made

    def _first(cls, frozen):
        """The `__init__` of the first object, which gives the class its own."""

        def __init__(self, *values, **named):  # noqa: N807
            cls.__init__ = _init(cls, frozen)
            cls.__init__(self, *values, **named)

        return __init__

    def _init(cls, frozen):
        known, head, body = {}, [], []
        for one in dataclasses.fields(cls):
            name = one.name
            value = name
            if one.default_factory is not dataclasses.MISSING:
                known[f"_made_{name}"] = one.default_factory
                known["_missing"] = dataclasses.MISSING
                head.append(f"{name}=_missing")
                value = f"_made_{name}() if {name} is _missing else {name}"
            elif one.default is not dataclasses.MISSING:
                known[f"_default_{name}"] = one.default
                head.append(f"{name}=_default_{name}")
            else:
                head.append(name)
            if frozen:
                # By its slot a field is filled faster than by object.__setattr__.
                known[f"_set_{name}"] = getattr(cls, name).__set__
                body.append(f" _set_{name}(self, {value})")
            else:
                body.append(f" self.{name} = {value}")
        lines = [f"def __init__({', '.join(['self', *head])}):", *(body or [" pass"])]
        exec("\n".join(lines), known)
        return known["__init__"]

    def __eq__(self, other):  # noqa: N807
        if other.__class__ is not self.__class__:
            return NotImplemented
        return _values(self) == _values(other)

    def __hash__(self):  # noqa: N807
        return hash(_values(self))

    def __repr__(self):  # noqa: N807
        values = zip(self.__match_args__, _values(self), strict=True)
        shown = ", ".join(f"{name}={value!r}" for name, value in values)
        return f"{type(self).__qualname__}({shown})"

    def __setattr__(self, name, value):  # noqa: N807
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name):  # noqa: N807
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def _compared(compare):
        def method(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return compare(_values(self), _values(other))

        method.__name__ = f"__{compare.__name__}__"
        return method

    def _values(one):
        return tuple([getattr(one, name) for name in one.__match_args__])

    _OPEN = (__eq__, __repr__)
    _ORDER = tuple(map(_compared, (operator.lt, operator.le, operator.gt, operator.ge)))
    _FROZEN = (*_OPEN, __hash__, __setattr__, __delattr__)


__all__ = ["dataclass"]
