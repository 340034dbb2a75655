"""Diagnostics on standard error: a line each, its hint below, in colour on a terminal, and nowhere else."""

from __future__ import annotations

import io
import os
import sys

import pytest

from teikit.diagnostics import Diagnostic, Location, Severity
from teikit.saying import say

FOUND = (
    Diagnostic("TK001", Severity.ERROR, "there is\nno text", Location("a.txt", 1)),
    Diagnostic("TK105", Severity.WARNING, "joined", hint="check  it"),
    Diagnostic("TK110", Severity.INFO, "repaired"),
)
PLAIN = "a.txt:1:1: error TK001: there is no text\nwarning TK105: joined\n  → check it\ninfo TK110: repaired\n"


def test_a_diagnostic_is_a_line_and_its_hint_one_below(capsys: pytest.CaptureFixture[str]) -> None:
    say(FOUND)
    assert capsys.readouterr() == ("", PLAIN)


def test_what_is_less_grave_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    say(FOUND, Severity.ERROR)
    assert capsys.readouterr().err == "a.txt:1:1: error TK001: there is no text\n"


@pytest.mark.skipif(os.name == "nt", reason="older consoles of Windows print the codes of colours")
def test_on_a_terminal_it_is_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = io.StringIO()
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", terminal)
    say(FOUND[:2])
    assert terminal.getvalue() == (
        "\x1b[31ma.txt:1:1: error TK001: there is no text\x1b[0m\n\x1b[33mwarning TK105: joined\x1b[0m\n  → check it\n"
    )


def test_where_standard_error_is_closed_nothing_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    say(FOUND)
    assert capsys.readouterr().out == ""
