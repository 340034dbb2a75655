"""The template: the styles of a Word file, named as an archivist would look for them."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
# The text area of an A4 page with these margins, in twentieths of a point
WIDTH = 9070
_INK, _PALE, _HAND = "404040", "767676", "1F3864"


class Style(NamedTuple):
    """A paragraph style, or a character style where there is no paragraph; its properties in the order that the schema wants.

    `name` is what Word shows; those it knows keep its own names, so that its navigation and its dialogs find them.
    """

    key: str
    name: str
    paragraph: str | None = None
    run: str = ""
    base: str = "Normal"
    following: str = ""


def _space(before: int, after: int, line: int = 259) -> str:
    """Twentieths of a point before and after; lines as high as 240ths of their letters say."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _indent(left: int, right: int = 0, hanging: int = 0) -> str:
    return f'<w:ind w:left="{left}" w:right="{right}" w:hanging="{hanging}"/>'


def _border(*sides: str, size: int = 6, space: int = 4, colour: str = _INK) -> str:
    edges = (f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>' for side in sides)
    return f"<w:pBdr>{''.join(edges)}</w:pBdr>"


def _colour(colour: str) -> str:
    return f'<w:color w:val="{colour}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


_BOX = _border("top", "left", "bottom", "right")
_BOLD, _ITALIC = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>"
_HEADINGS = ((1, 30, 360), (2, 26, 320), (3, 24, 280), (4, 23, 240), *((level, 22, 200) for level in range(5, 10)))

STYLES: tuple[Style, ...] = (
    Style("Normal", "Normal", _space(0, 120), base=""),
    Style("Title", "Title", f"<w:keepNext/>{_space(0, 120)}", f"{_BOLD}{_size(38)}", following="Normal"),
    Style("Subtitle", "Subtitle", f"<w:keepNext/>{_space(0, 120)}", f"{_ITALIC}{_size(26)}", following="Normal"),
    *(
        Style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:keepLines/>{_space(before, 120)}<w:outlineLvl w:val="{level - 1}"/>',
            f"{_BOLD if level < 5 else _ITALIC}{_size(size)}",
            following="Normal",
        )
        for level, size, before in _HEADINGS
    ),
    Style("Facts", "Edition Facts", f"{_space(0, 20)}{_indent(2268, 0, 2268)}", f"{_colour(_INK)}{_size(19)}"),
    Style("Quote", "Quote", _space(0, 120) + _indent(567, 567)),
    Style("Caption", "caption", f"<w:keepNext/>{_space(120, 60)}", _BOLD),
    Style("TitlePart", "Title Page", f'{_space(0, 120)}<w:jc w:val="center"/>', _size(28)),
    Style("Dateline", "Dateline", f'{_space(60, 120)}<w:jc w:val="right"/>'),
    Style("Address", "Address Block", f"<w:keepLines/>{_space(0, 120)}"),
    Style("FrameLine", "Opener or Closer Line", _space(0, 60)),
    Style("Salute", "Salute", f"<w:keepNext/>{_space(120, 120)}"),
    Style("Byline", "Byline", _space(0, 120), _ITALIC),
    Style("Signed", "Signed", f"<w:keepLines/>{_space(120, 120)}{_indent(4536)}"),
    Style("Trailer", "Trailer", f'{_space(240, 120)}<w:jc w:val="center"/>'),
    Style("Stamp", "Stamp", f"<w:keepLines/>{_BOX}{_space(60, 180)}{_indent(113, 4536)}", _size(20)),
    Style(
        "Handwriting",
        "Handwriting",
        f"{_border('left', size=18, space=8, colour=_HAND)}{_space(60, 180)}{_indent(284)}",
        f"{_ITALIC}{_colour(_HAND)}",
    ),
    Style(
        "NoteBlock",
        "Note Block",
        f"{_border('left', size=12, space=8, colour=_PALE)}{_space(60, 180)}{_indent(284)}",
        _size(20),
    ),
    Style("Verse", "Verse", _space(0, 120) + _indent(567)),
    Style("Speech", "Speaker", f"<w:keepNext/>{_space(60, 0)}"),
    Style("Stage", "Stage Direction", f"{_space(60, 120)}{_indent(567)}"),
    Style("ListParagraph", "List Paragraph", f"{_space(0, 120)}<w:contextualSpacing/>"),
    Style(
        "Furniture",
        "Running Head of the Page",
        f'{_space(60, 60)}<w:jc w:val="center"/>',
        f"{_colour(_PALE)}{_size(18)}",
    ),
    Style("Rule", "Rule", f"{_border('bottom', space=1, colour=_PALE)}{_space(120, 240)}"),
    Style("Spacer", "Spacer", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', _size(4)),
    Style("TableText", "Table Text", _space(20, 20), _size(20)),
    Style(
        "Header",
        "header",
        f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>{_space(0, 0)}',
        f"{_colour(_PALE)}{_size(18)}",
    ),
    Style("FootnoteText", "footnote text", _space(0, 40), _size(18)),
    Style("FootnoteReference", "footnote reference", run='<w:vertAlign w:val="superscript"/>', base=""),
    Style("Hyperlink", "Hyperlink", run='<w:color w:val="0B4A8F"/><w:u w:val="single"/>', base=""),
    Style(
        "Sign", "Word of the Edition", run=f'<w:i w:val="0"/><w:iCs w:val="0"/><w:smallCaps/>{_colour(_PALE)}', base=""
    ),
    Style("PageMark", "Page Mark", run=f"{_colour(_PALE)}{_size(18)}", base=""),
    Style("Handwritten", "Handwritten Words", run=f"{_ITALIC}{_colour(_HAND)}", base=""),
    Style("Code", "Code", run='<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>', base=""),
)
_TABLE = """<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>\
<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>\
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr>\
<w:tblBorders>{edges}</w:tblBorders></w:tblPr></w:style>"""
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def stylesheet(language: str) -> str:
    """The styles part; `language` is that of the text, which Word checks the spelling in."""
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{_PALE}"/>' for edge in _EDGES)
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman"/>'
    lang = f'<w:lang w:val="{escape(language)}"/>' if language else ""
    return (
        f'{DECLARATION}<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(23)}{lang}'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        f"{''.join(map(_style, STYLES))}{_TABLE.format(edges=edges)}{''.join(_contents())}</w:styles>"
    )


def _style(style: Style) -> str:
    kind = "character" if style.paragraph is None else "paragraph"
    default = ' w:default="1"' if style.key == "Normal" else ""
    own = "" if style.name[0].islower() or style.name in _KNOWN else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style.base}"/>' if style.base else ""
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style w:type="{kind}"{default}{own} w:styleId="{style.key}"><w:name w:val="{style.name}"/>{based}{following}'
        f"<w:qFormat/>{paragraph}{run}</w:style>"
    )


_KNOWN = frozenset({"Normal", "Title", "Subtitle", "Quote", "List Paragraph", "Hyperlink"})


def _contents() -> Iterator[str]:
    yield '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
