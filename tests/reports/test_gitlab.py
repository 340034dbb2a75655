"""GitLab's Code Quality: the fields that it asks for."""

from __future__ import annotations

import json
from pathlib import Path

from reports.findings import every_kind

from teikit.reports import report
from teikit.reports.results import Results


def test_a_row_has_what_gitlab_asks_for(tmp_path: Path) -> None:
    rows = json.loads(report("gitlab", every_kind(tmp_path)))
    assert [{name: value for name, value in row.items() if name != "fingerprint"} for row in rows[1:]] == [
        {
            "description": "there is no <persname> (rename it)",
            "check_name": "TK210",
            "severity": "major",
            "location": {"path": "letters/ä b.xml", "lines": {"begin": 2}},
        },
        {
            "description": "100% twice: a, b",
            "check_name": "TK230",
            "severity": "major",
            "location": {"path": "top.xml", "lines": {"begin": 3}},
        },
        {
            "description": "line\nbroken ]]> \x1b |",
            "check_name": "TK203",
            "severity": "minor",
            "location": {"path": "top.xml", "lines": {"begin": 5}},
        },
    ]
    assert len({row["fingerprint"] for row in rows}) == len(rows) == 4


def test_nothing_found_is_an_empty_array() -> None:
    assert report("gitlab", Results([])) == "[]\n"
