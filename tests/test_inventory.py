"""One walk over a tree finds its leaves, where its nodes begin, and what is to be skipped."""

from __future__ import annotations

import pytest
from typed import Typed, element

from teikit.inventory import Entry, inventory
from teikit.nodes import Dropped, Run, Slice

TYPED = Typed("Dear [p. 2] friend\x00")
MILESTONE = element("pb", TYPED.mark("[p. 2]", "pb"))
COPIED = element("name", TYPED.copy("friend"))
TREE = element("p", "To ", COPIED, TYPED.text("Dear "), MILESTONE, TYPED.text(" friend"), Dropped(18, 19, "forbidden"))
FOUND = inventory(TREE, TYPED.source.text)


def test_entries_name_their_home_and_what_they_became() -> None:
    assert FOUND.entries == [
        Entry(0, 5, "text", "p"),
        Entry(5, 11, "mark", "pb"),
        Entry(11, 18, "text", "p"),
        Entry(18, 19, "dropped", "forbidden"),
    ]


def test_copies_are_told_from_what_has_its_home_there() -> None:
    assert FOUND.copies == [Entry(12, 18, "copy", "p/name")]


def test_what_the_document_says_is_in_its_own_order() -> None:
    assert FOUND.said == ["To ", "friend", "Dear ", " friend"]


def test_a_node_begins_with_its_first_leaf_of_the_source() -> None:
    assert FOUND.starts == {COPIED: None, MILESTONE: 5, TREE: 0}


def test_marks_and_what_was_dropped_are_skipped_backwards() -> None:
    assert FOUND.skipped == {11: 5, 19: 18}


def test_a_run_that_was_left_unread_is_a_bug() -> None:
    with pytest.raises(AssertionError, match="a run was left in div/p"):
        inventory(element("div", element("p", Run("Dear", [Slice(0, 4)]))), "Dear")
