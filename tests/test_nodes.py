"""Nodes are walked in document order; a run reads as one text and leads back to the source."""

from __future__ import annotations

from typed import Typed, element

from teikit.nodes import Run, Slice

TYPED = Typed("one [two] three four")
INNER = element("add", TYPED.mark("["), TYPED.text("two"), TYPED.mark("]"))
TREE = element("div", element("p", TYPED.text("one"), INNER, TYPED.text("three")), element("p", TYPED.text("four")))


def test_nodes_come_in_document_order() -> None:
    assert [node.element for node in TREE.walk()] == ["div", "p", "add", "p"]


def test_a_walk_sees_children_that_are_exchanged_on_the_way() -> None:
    tree = element("div", element("p", element("add")))
    seen = []
    for node in tree.walk():
        seen.append(node.element)
        if node.element == "p":
            node.children = [element("del")]
    assert seen == ["div", "p", "del"]


def test_leaves_come_in_document_order() -> None:
    assert [TYPED.source.text[leaf.start : leaf.end] for leaf in TREE.leaves() if not isinstance(leaf, str)] == [
        "one", "[", "two", "]", "three", "four"
    ]  # fmt: skip


def test_the_nodes_of_a_node_leave_its_leaves_out() -> None:
    assert TREE.nodes[0].nodes == [INNER]


# Runs: the right column of "left1  right1 / left2  right2"

COLUMNS = "left1  right1\nleft2  right2"
RIGHT = Run(COLUMNS, [Slice(7, 13), Slice(21, 27)])


def test_a_run_reads_as_one_text() -> None:
    assert (RIGHT.text, len(RIGHT)) == ("right1\nright2", 13)


def test_a_run_may_read_without_anything_between_its_slices() -> None:
    assert Run(COLUMNS, [Slice(7, 12), Slice(21, 27)], "").text == "rightright2"


def test_a_range_of_a_run_is_ranges_of_the_source() -> None:
    assert RIGHT.slices(2, 10) == [Slice(9, 13), Slice(21, 24)]


def test_a_range_within_one_slice_is_one_range() -> None:
    assert RIGHT.slices(7, 12) == [Slice(21, 26)]


def test_an_empty_range_is_no_range() -> None:
    assert (RIGHT.slices(3, 3), Run(COLUMNS, [Slice(0, 5)]).slices(2, 2)) == ([], [])


def test_what_lies_between_two_slices_has_no_place() -> None:
    assert RIGHT.slices(6, 7) == []


def test_a_position_leads_back_to_the_source() -> None:
    assert [RIGHT.offset(position) for position in (0, 5, 6, 7, 12)] == [7, 12, 13, 21, 26]


def test_a_part_of_a_run_is_a_run() -> None:
    part = RIGHT.part(2, 10)
    assert (part.text, part.offset(5)) == ("ght1\nrig", 21)
