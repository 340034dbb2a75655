"""A NamedTuple of the house does what typing's does."""

from __future__ import annotations

import pickle

import pytest

from teikit.records import NamedTuple


class Leaf(NamedTuple):
    """A range."""

    start: int
    end: int = 4

    @property
    def length(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"


def test_fields_come_in_their_order_with_their_defaults() -> None:
    assert (Leaf(1), Leaf(start=2, end=3)) == ((1, 4), (2, 3))
    assert (Leaf._fields, Leaf._field_defaults) == (("start", "end"), {"end": 4})
    with pytest.raises(TypeError):
        Leaf()  # type: ignore[call-arg]


def test_what_else_stands_in_its_body_is_kept() -> None:
    assert (Leaf(1).length, str(Leaf(1)), repr(Leaf(1)), Leaf.__doc__) == (3, "1–4", "Leaf(start=1, end=4)", "A range.")


def test_it_can_be_changed_and_sent_to_another_process() -> None:
    assert pickle.loads(pickle.dumps(Leaf(1)._replace(end=9))) == Leaf(1, 9)
