"""The quicker `dataclass` behaves as the standard library's."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from shadowkit import records


def twins() -> list[Any]:
    """The same class made by the standard library and by `records`."""

    def made(decorator: Any) -> Any:
        @decorator(frozen=True, slots=True)
        class Point:
            """A place."""

            x: int
            y: tuple[int, ...] = ()
            z: list[int] = dataclasses.field(default_factory=list)

        return Point

    return [made(dataclasses.dataclass), made(records.dataclass)]


@pytest.mark.parametrize("point", twins(), ids=["standard library", "records"])
def test_a_frozen_class_with_slots(point: Any) -> None:
    one, same, other = point(1, (2,)), point(1, y=(2,)), point(1, (3,))
    assert one == same and one != other and one != (1, (2,), [])
    assert hash(point(1, (), ())) == hash(point(1, z=())) == hash((1, (), ()))
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
    assert repr(one).endswith("Point(x=1, y=(2,), z=[])")
    assert dataclasses.replace(one, y=(3,)) == other
    assert point.__match_args__ == point.__slots__ == ("x", "y", "z")
    assert [field.name for field in dataclasses.fields(one)] == ["x", "y", "z"]
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.x = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.x
    assert not hasattr(one, "__dict__")
    # Other options are left to the standard library.
    class_ = records.dataclass(order=True)(type("Ordered", (), {"__annotations__": {"x": int}}))
    assert class_(1) < class_(2)


def test_a_class_keeps_the_methods_that_it_has() -> None:
    @records.dataclass(frozen=True, slots=True)
    class Word:
        text: str

        def __repr__(self) -> str:
            return self.text

    assert repr(Word("law")) == "law"
    assert Word("law") == Word("law")


def test_classes_of_one_form_are_not_equal() -> None:
    standard, ours = twins()
    assert ours(1) != standard(1)
    assert ours(1) != twins()[1](1)
