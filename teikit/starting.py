"""A profile to start from: everything a profile may say, explained, with nothing switched on that changes a text."""

from __future__ import annotations

import json
import re

from teikit.diagnostics import refusal
from teikit.profile import profile, profile_names
from teikit.profile_checks import CERTAINTIES, HELD, SCOPES, SLOTS

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")

_TEXT = """\
# The conventions of an archive, for `teikit convert --profile {file}`.
# Lines that begin with `#:` are examples: take the sign away, and they are in force.
# `teikit survey FOLDER --profile {file} --format toml` proposes rules, `teikit profile test {file}` tries them.

name = "{name}"
title = {title}
extends = "{extends}"

# The languages of the documents, for the names of months, for greetings and the like.
#: languages = ["en", "de"]

# What is true of all documents and stands in every header.
[header]
#: publisher = "The archive's name"
#: repository = "The archive's name"

# The frame: what the archive's page says around a text. Lines that a pattern of `furniture` matches are left out.
[frame]
#: furniture = ["Back to search"]

# Labels of the frame as typed, and what each holds, which is one of:
{held}
#: [frame.fields]
#: "Reference" = "citation"
#: "Summary" = "abstract"

# A rule for brackets. The pattern has to match all that stands between [ and ]; (?i:…) makes capitals equal. What the
# group `text` matches stays text, the rest becomes the element. Rules are tried in this order, before those of {extends}.
#   scope      {scopes}
#   certainty  {certainties}
#   block      true: it may stand alone, over several lines
# A value of your own for an attribute begins with x-.
#: [bracket.watermark]
#: pattern = '(?i:watermark):\\s*(?P<text>.+)'
#: element = "note"
#: attributes = {{ type = "x-watermark" }}
#: block = true
#: why = "the archive's transcribers report watermarks in this way"
#: examples = ["watermark: a lily"]
#: counter_examples = ["watermark"]

# A rule for lines: the pattern has to match the whole line.
#   slot       {slots}
#   longest    the longest line that is tried
#: [line.receipt]
#: pattern = '(?P<text>Receipt no\\. \\d{{1,5}})'
#: element = "note"
#: attributes = {{ type = "x-receipt" }}
#: slot = "either"
#: longest = 40
#: why = "the registry numbers its receipts"
#: examples = ["Receipt no. 214"]
#: counter_examples = ["Receipt no. 214 was lost"]
"""


def starting_profile(name: str, extends: str = "generic") -> str:
    """The text of a new profile. Raises TeikitError TK502 for a profile to extend that is not there, TK512 for a bad name."""
    if not _NAME.fullmatch(name):
        hint = "use small letters, digits and hyphens, as in town-archive"
        raise refusal("TK512", f"“{name}” cannot be the name of a profile", hint=hint)
    if name in profile_names():
        raise refusal("TK512", f"a profile “{name}” is shipped with teikit", hint="choose another name")
    profile(extends)
    return _TEXT.format(
        file=f"{name}.toml",
        name=name,
        title=json.dumps(name.replace("-", " ").capitalize()),
        extends=extends,
        held="\n".join(_wrapped(sorted(HELD))),
        scopes=", ".join(SCOPES),
        certainties=", ".join(CERTAINTIES),
        slots=", ".join(SLOTS),
    )


def _wrapped(words: list[str]) -> list[str]:
    lines = ["#  "]
    for word in words:
        if len(lines[-1]) + len(word) > 110:
            lines.append("#  ")
        lines[-1] += f" {word}"
    return lines
