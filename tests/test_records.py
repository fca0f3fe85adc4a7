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


@pytest.mark.parametrize("decorator", [dataclasses.dataclass, records.dataclass])
def test_a_class_that_changes(decorator: Any) -> None:
    @decorator(slots=True)
    class Count:
        words: int
        notes: list[int] = dataclasses.field(default_factory=list)

    one = Count(words=1)
    one.words = 2
    assert one == Count(2) and one.notes is not Count(2).notes
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'words'"):
        Count()
    with pytest.raises(AttributeError):
        one.pages = 1


@pytest.mark.parametrize("decorator", [dataclasses.dataclass, records.dataclass])
def test_a_class_in_order(decorator: Any) -> None:
    @decorator(frozen=True, slots=True, order=True)
    class Place:
        line: int
        column: int = 1

    assert Place(1, 2) < Place(2) <= Place(2) and Place(3) > Place(2) >= Place(2)
    assert sorted([Place(2), Place(1, 2), Place(1)]) == [Place(1), Place(1, 2), Place(2)]
    with pytest.raises(TypeError):
        assert Place(1) < (1, 1)


@pytest.mark.parametrize("decorator", [dataclasses.dataclass, records.dataclass])
def test_a_class_with_more_fields_than_its_base(decorator: Any) -> None:
    @decorator(frozen=True, slots=True)
    class Base:
        id: str
        title: str = ""

    @decorator(frozen=True, slots=True)
    class Longer(Base):
        words: int = 0

    assert Base("a") != Longer("a") == Longer("a", words=0)
    assert repr(Longer("a", "b", 3)).endswith("Longer(id='a', title='b', words=3)")
    assert (Base("a").title, Longer("a").words) == ("", 0)


def test_other_options_are_left_to_the_standard_library() -> None:
    @records.dataclass(order=True)
    class Ordered:
        x: int

    assert Ordered(1) < Ordered(2)
    assert vars(Ordered(1)) == {"x": 1}


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
