"""`dataclass`, as the standard library has it, made faster for frozen classes with slots.

Each method that the standard library writes for such a class is compiled at every start, and the
program has 150 of these classes: that took an eighth of the time of a `check`.  Comparing, hashing
and showing need no code of their own for each class.  Type checkers see the standard library's.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, **options):
        if cls is None:
            return lambda cls: dataclass(cls, **options)
        if options != {"frozen": True, "slots": True}:
            return dataclasses.dataclass(cls, **options)
        for method in (__eq__, __hash__, __repr__):
            if method.__name__ not in cls.__dict__:
                setattr(cls, method.__name__, method)
        return dataclasses.dataclass(cls, eq=False, repr=False, **options)

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

    def _values(one):
        return tuple([getattr(one, name) for name in one.__match_args__])


__all__ = ["dataclass"]
