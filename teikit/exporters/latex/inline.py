"""Spans as LaTeX within a paragraph: what TeX reads as a command is escaped, each script has a font, each language a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from teikit.exporters.prose.blocks import Span
from teikit.expressions import expression

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
    "\u00ad": r"\-",
    "\u2028": " ",
    "\u2029": " ",
}
_TABLE = str.maketrans(_SIGNS)
# Characters that the fonts of European books lack, by the font that is looked for; blocks of the Unicode Standard.
_SCRIPTS = {
    "greek": (
        "\u0370-\u03ff\u1f00-\u1fff",
        "Libertinus Serif,Linux Libertine O,CMU Serif,Noto Serif,GFS Didot,DejaVu Serif,FreeSerif,GFS Porson",
    ),
    "han": (
        "\u2e80-\u2fdf\u3000-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff",
        "Noto Serif CJK SC,Source Han Serif SC,Noto Sans CJK SC,FandolSong,Songti SC,SimSun,Droid Sans Fallback",
    ),
    "hangul": (
        "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff",
        "Noto Serif CJK KR,Noto Sans CJK KR,Batang,UnBatang,AppleMyungjo,Noto Serif CJK SC",
    ),
    "hebrew": ("\u0590-\u05ff\ufb1d-\ufb4f", "Noto Serif Hebrew,SBL Hebrew,FreeSerif,DejaVu Sans,Liberation Serif"),
    "arabic": (
        "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe",
        "Amiri,Noto Naskh Arabic,Scheherazade New,DejaVu Sans,FreeSerif",
    ),
    "syriac": ("\u0700-\u074f", "Noto Sans Syriac,Serto Jerusalem,FreeSans,DejaVu Sans"),
    "medieval": (
        "\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f\ua720-\ua7ff\ue000-\uf8ff",
        "Junicode,FreeSerif,DejaVu Serif",
    ),
    "rare": ("\u01b2\u02bb-\u02bf\u2012\u20d0-\u20ff", "Libertinus Serif,CMU Serif,Noto Serif,DejaVu Serif,FreeSerif"),
    "other": (
        "\u0530-\u058f\u0780-\u109f\u10a0-\u10ff\u1200-\u1bff\u2c00-\u2ddf\ua880-\uabff\U00010000-\U00012fff",
        "FreeSerif,Noto Serif,DejaVu Sans,DejaVu Serif",
    ),
    "symbols": (
        "\u2190-\u2bff\U0001d000-\U0001ffff\u2400-\u243f",
        "DejaVu Sans,Noto Sans Symbols 2,FreeSerif,Symbola,Segoe UI Symbol",
    ),
}
# slanted letters are known to European scripts alone
_UPRIGHT = "\\upright"
_SHAPES = {"greek": "", "medieval": "", "rare": "", "han": "\\breakable"}
_RIGHT = {"hebrew", "arabic", "syriac"}
# "Ἀθῆναι ἐστί": runs of one script, with the blanks and signs between two words of it; blanks part Chinese words too
_JOINTS = {"han": ""}
_RUN = {
    name: f"[{signs}](?:[{signs}\u0300-\u036f{_JOINTS.get(name, ' .,:;()’-')}]*[{signs}])?"
    for name, (signs, _) in _SCRIPTS.items()
}
# "а́": few fonts have accents to set on any letter
_RUN["rare"] += r"|\w[\u0300-\u036f]+"
_RUNS = expression("|".join(f"(?P<{name}>{run})" for name, run in _RUN.items()))
_BEYOND = expression(f"[\u0300-\u036f{''.join(signs for signs, _ in _SCRIPTS.values())}]")
_COMMANDS = {
    "italic": "textit",
    "bold": "textbf",
    "hand": "textit",
    "code": "texttt",
    "smallcaps": "textsc",
    "sup": "textsuperscript",
    "sub": "textsubscript",
    "page": "pageturn",
    "spaced": "spacedout",
}
# these cannot be broken at a line's end, so each word has its own
_BY_WORD = {"underline": "underline", "strike": "struck"}
_URL = str.maketrans(
    {
        "\\": "%5C",
        "{": "%7B",
        "}": "%7D",
        "%": r"\%",
        "#": r"\#",
        "^": "%5E",
        "$": "%24",
        '"': "%22",
        " ": "%20",
        "&": r"\&",
    }
)


def escaped(text: str) -> str:
    """The text with its special characters escaped, its quotation marks and hyphens as they are."""
    return text.translate(_TABLE)


class Inline:
    """Writes spans, and remembers for the preamble which scripts and languages it met."""

    def __init__(self) -> None:
        self.scripts: set[str] = set()
        self.languages: set[str] = set()

    def text(self, text: str) -> str:
        """The text escaped, in the fonts of its scripts."""
        if text.isascii() or not _BEYOND.search(text):
            return escaped(text)
        out, end = [], 0
        for found in _RUNS.finditer(text):
            script = found.lastgroup or ""
            self.scripts.add(script)
            said = f"\\{script}{{{escaped(found.group())}}}"
            out += [escaped(text[end : found.start()]), f"\\rightward{{{said}}}" if script in _RIGHT else said]
            end = found.end()
        return "".join((*out, escaped(text[end:])))

    def linked(self, text: str, address: str) -> str:
        return f"\\href{{{address.translate(_URL)}}}{{{self.text(text)}}}" if address else self.text(text)

    def line(self, spans: Sequence[Span], line_break: str, note: dict[str, str]) -> str:
        """The spans of a paragraph; `note` says for each number what stands at its call."""
        return "".join(self._span(span, line_break, note) for span in spans)

    def _span(self, span: Span, line_break: str, note: dict[str, str]) -> str:
        if span.kind == "break":
            return line_break
        if span.kind == "call":
            return note[span.text]
        said = self._worded(span)
        for mark, command in _COMMANDS.items():
            if mark in span.marks:
                said = f"\\{command}{{{said}}}"
        if span.lang and said.strip():
            self.languages.add(span.lang)
            said = f"\\foreignlanguage{{tei-{span.lang}}}{{{said}}}"
        return said

    def _worded(self, span: Span) -> str:
        commands = [command for mark, command in _BY_WORD.items() if mark in span.marks]
        if not commands:
            return self.linked(span.text, span.link)
        said = " ".join(self.text(word) and _wrapped(commands, self.text(word)) for word in span.text.split(" "))
        return f"\\href{{{span.link.translate(_URL)}}}{{{said}}}" if span.link else said

    def provided(self, main: str) -> Iterator[str]:
        """The languages as babel loads them; one that babel does not know is set like its surroundings."""
        if main:
            yield f"\\IfFileExists{{babel-{main}.ini}}{{\\babelprovide[import={main},main]{{tei-main}}}}{{}}"
        for tag in sorted(self.languages):
            yield (
                f"\\IfFileExists{{babel-{tag}.ini}}{{\\babelprovide[import={tag}]{{tei-{tag}}}}}"
                f"{{\\babelprovide{{tei-{tag}}}}}"
            )

    def fonts(self) -> Iterator[str]:
        """The fonts of the scripts that were met."""
        for name, (_, wanted) in _SCRIPTS.items():
            if name in self.scripts:
                options = f",Script={name.capitalize()}" if name in _RIGHT else ""
                yield f"\\fontof{{{name}}}{{{wanted}}}{{{_SHAPES.get(name, _UPRIGHT)}}}{{{options}}}"


def _wrapped(commands: Iterable[str], said: str) -> str:
    for command in commands:
        said = f"\\{command}{{{said}}}"
    return said
