"""The account of a source: each character that is not white space has one home, and the file that is written says the same."""

from __future__ import annotations

import json
from xml.parsers.expat import ExpatError

import pytest
from typed import Typed, element

from teikit.inventory import Entry, inventory
from teikit.ledger import Ledger, ledger, prove
from teikit.nodes import Node


def account(typed: Typed, tree: Node) -> Ledger:
    return ledger(inventory(tree, typed.source.text), typed.source)


def test_the_entries_are_in_the_order_of_the_source() -> None:
    typed = Typed("[p. 2] Dear friend")
    tree = element("p", typed.text("Dear friend"), element("pb", typed.mark("[p. 2]", "pb")))
    assert account(typed, tree).entries == (Entry(0, 6, "mark", "pb"), Entry(7, 18, "text", "p"))


def test_white_space_needs_no_home() -> None:
    typed = Typed("\n Dear \u2003\n friend\x0c")
    found = account(typed, element("p", typed.text("Dear"), typed.text("friend")))
    assert found.counts == {"text": 10, "mark": 0, "dropped": 0}


def test_a_character_without_a_home_is_a_bug() -> None:
    typed = Typed("Dear friend!")
    with pytest.raises(AssertionError, match=r"'!' at <text>:1:12 has no home"):
        account(typed, element("p", typed.text("Dear friend")))


def test_a_gap_between_homes_is_a_bug() -> None:
    typed = Typed("Dear old friend")
    with pytest.raises(AssertionError, match="' old ' at <text>:1:5 has no home"):
        account(typed, element("p", typed.text("Dear"), typed.text("friend")))


def test_a_character_with_two_homes_is_a_bug() -> None:
    typed = Typed("Dear friend")
    with pytest.raises(AssertionError, match=r"'friend' at <text>:1:6 has two homes"):
        account(typed, element("p", typed.text("Dear friend"), typed.text("friend")))


def test_a_copy_is_no_home() -> None:
    typed = Typed("Dear friend")
    found = account(
        typed, element("div", element("head", typed.copy("friend")), element("p", typed.text("Dear friend")))
    )
    assert (len(found.entries), found.copies) == (1, (Entry(5, 11, "copy", "div/head"),))


def test_what_stands_behind_later_matter_was_moved() -> None:
    typed = Typed("left right below")
    found = account(typed, element("p", typed.text("right"), typed.text("left"), typed.text("below")))
    assert found.moved == (Entry(0, 4, "text", "p"),)


def test_characters_that_xml_forbids_leave_their_text_and_are_dropped() -> None:
    typed = Typed("the\x00 sea\ufffe")
    reason = "a character that XML forbids"
    assert account(typed, element("p", typed.text("the\x00 sea\ufffe"))).entries == (
        Entry(0, 3, "text", "p"),
        Entry(3, 4, "dropped", reason),
        Entry(4, 8, "text", "p"),
        Entry(8, 9, "dropped", reason),
    )


def test_the_json_gives_shares_and_lines() -> None:
    typed = Typed("[p. 2]\nDear friend, the sea is calm here")
    tree = element("p", element("pb", typed.mark("[p. 2]", "pb")), typed.text("Dear friend, the sea is calm here"))
    found = json.loads(account(typed, tree).to_json())
    assert found["shares"] == {"text": 0.84375, "mark": 0.15625, "dropped": 0.0}
    assert [(row["line"], row["became"], row["text"][:6]) for row in found["entries"]] == [
        (1, "pb", "[p. 2]"),
        (2, "p", "Dear f"),
    ]


# The proof


def proof(text: str, written: str) -> bool:
    """Whether a file says what a paragraph of this text says."""
    typed = Typed(text)
    prove(written.encode(), inventory(element("p", typed.text(text)), text))
    return True


def test_the_proof_does_not_look_at_white_space() -> None:
    assert proof("Dear\u2003old friend\n", "<p> Dear old <hi>fri</hi>end</p>")


def test_the_proof_does_not_look_at_characters_that_xml_forbids() -> None:
    assert proof("Dear\x00 friend", "<p>Dear friend</p>")


@pytest.mark.parametrize("written", ["Dear fiend", "Dear friend.", "friend Dear", "Dear"])
def test_a_file_that_says_something_else_is_a_bug(written: str) -> None:
    with pytest.raises(AssertionError, match="the written text differs from the tree"):
        proof("Dear friend", f"<p>{written}</p>")


def test_the_failed_proof_shows_the_place() -> None:
    with pytest.raises(AssertionError, match="'iend', not 'riend'"):
        proof("Dear friend", "<p>Dear fiend</p>")


def test_the_proof_does_not_take_a_file_that_is_not_well_formed() -> None:
    with pytest.raises(ExpatError):
        proof("Dear friend", "<p>Dear friend")
