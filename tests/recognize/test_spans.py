"""Ranges of a run become elements, nested; where two cross, the later one in precedence is left out."""

from __future__ import annotations

from typed import Typed

from teikit.nodes import Node, Run, Slice
from teikit.recognize.spans import Span, nested

TEXT = "on 2 May 1961 Quill of the Harbour Office wrote"


def over(words: str, element: str, marks: list[tuple[int, int, str]] | None = None, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), element, marks=marks or [])


def markup(*spans: Span, text: str = TEXT) -> str:
    """The paragraph that a text and its spans make."""
    children = nested(Run(text, [Slice(0, len(text))]), spans)
    return Typed(text).markup(Node("p", {}, children)).removeprefix("<p>").removesuffix("</p>")


def test_spans_stand_in_the_order_of_the_text() -> None:
    assert markup(over("Quill", "persName"), over("2 May 1961", "date")) == (
        "on <date>2 May 1961</date> <persName>Quill</persName> of the Harbour Office wrote"
    )


def test_a_span_within_another_is_nested() -> None:
    assert markup(over("2 May", "hi"), over("2 May 1961", "date")) == (
        "on <date><hi>2 May</hi> 1961</date> Quill of the Harbour Office wrote"
    )


def test_of_two_on_the_same_range_the_first_is_the_outer_one() -> None:
    assert markup(over("Quill", "persName"), over("Quill", "hi")) == (
        "on 2 May 1961 <persName><hi>Quill</hi></persName> of the Harbour Office wrote"
    )


def test_the_same_element_is_found_once() -> None:
    assert markup(over("Quill", "persName"), over("Quill", "persName")) == (
        "on 2 May 1961 <persName>Quill</persName> of the Harbour Office wrote"
    )


def test_of_two_that_cross_the_later_one_is_left_out() -> None:
    assert markup(over("1961 Quill", "hi"), over("2 May 1961", "date")) == (
        "on 2 May <hi>1961 Quill</hi> of the Harbour Office wrote"
    )


def test_spans_that_meet_do_not_cross() -> None:
    assert markup(over("2 May 1961 ", "date"), over("Quill", "persName")) == (
        "on <date>2 May 1961</date> <persName>Quill</persName> of the Harbour Office wrote"
    )


def test_an_empty_span_is_left_out() -> None:
    assert markup(Span(3, 3, "gap")) == TEXT


def test_what_was_convention_is_a_mark() -> None:
    text = "we [unclear: sail] on"
    span = over("[unclear: sail]", "unclear", [(3, 13, "unclear"), (17, 18, "unclear")], text)
    assert markup(span, text=text) == "we <unclear>sail</unclear> on"


def test_a_span_that_cuts_a_convention_is_left_out() -> None:
    text = "we [unclear: sail] on"
    span = over("[unclear: sail]", "unclear", [(3, 13, "unclear"), (17, 18, "unclear")], text)
    assert markup(span, over("clear: sail", "hi", text=text), text=text) == "we <unclear>sail</unclear> on"


def test_a_span_over_slices_holds_them_all() -> None:
    columns = "2 May  left\n1961  below"
    run = Run(columns, [Slice(0, 5), Slice(12, 16)])
    assert [child.children for child in nested(run, [Span(0, 10, "date")]) if isinstance(child, Node)] == [
        [Slice(0, 5), Slice(12, 16)]
    ]


def test_among_many_spans_far_ones_and_wide_ones_are_found_to_cross() -> None:
    text = "abcdefgh " * 200
    wide = Span(0, 1700, "seg")
    small = [Span(start, start + 4, "hi") for start in range(0, 1800, 9)]
    crossing = [Span(1695, 1705, "add"), Span(2, 1000, "add")]
    found = nested(Run(text, [Slice(0, len(text))]), [wide, *small, *crossing])
    names = [node.element for child in found if isinstance(child, Node) for node in child.walk()]
    assert (names.count("seg"), names.count("hi"), names.count("add")) == (1, 200, 0)
