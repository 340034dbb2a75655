"""Prefixes of pointers: each is declared by a prefixDef, and what stands behind it fits (chapter 17.2.3)."""

from __future__ import annotations

import re
from typing import NamedTuple

from teikit.checks.examination import Examination
from teikit.checks.pointers import Pointer, pointers
from teikit.diagnostics import Diagnostic, Severity
from teikit.expressions import expression
from teikit.tei import TEI, names

_SCHEME = expression(r"([A-Za-z][A-Za-z0-9+.-]+):(?!//)(.*)")  # psn:MDH
_GROUP = expression(r"\$(\d)")
_KNOWN_SCHEMES = names(
    "about acct ark cid data doi ead file ftp ftps geo git gopher hdl http https info isbn issn jar javascript ldap mailto"
    " mid news nntp oid orcid s3 sftp sms ssh svn tag tel urn uuid view-source ws wss xmldb xmpp xpath"
)


class _Prefix(NamedTuple):
    """A prefixDef; `matches` is None where Python cannot read the pattern, and all fits."""

    matches: re.Pattern[str] | None
    replacement: str

    def name(self, rest: str) -> str | None:
        """The xml:id in this file that a value stands for, if the replacement is `#` and something."""
        found = self.matches.fullmatch(rest) if self.matches else None
        if found is None or not self.replacement.startswith("#"):
            return None
        return _GROUP.sub(
            lambda number: (found[int(number[1])] or "") if int(number[1]) <= len(found.groups()) else "",
            self.replacement[1:],
        )


def prefix_findings(examined: Examination) -> list[Diagnostic]:
    """Prefixes that no prefixDef declares, once each; values that do not fit it, or that it leads to no element with."""
    declared, told, findings = _prefixes(examined), set[str](), []
    for pointer in pointers(examined):
        parts = _SCHEME.fullmatch(pointer.token)
        if parts is None or parts[1].lower() in _KNOWN_SCHEMES:
            continue
        definitions = declared.get(parts[1])
        if definitions is None:
            if parts[1] not in told and examined.targets.complete:
                findings.append(_undeclared(examined, pointer, parts[1]))
            told.add(parts[1])
        elif not any(each.matches is None or each.matches.fullmatch(parts[2]) for each in definitions):
            findings.append(_unfit(examined, pointer, parts[1]))
        else:
            findings += _dangling(examined, pointer, [each.name(parts[2]) for each in definitions])
    return findings


def _prefixes(examined: Examination) -> dict[str, list[_Prefix]]:
    found: dict[str, list[_Prefix]] = {}
    for each in examined.targets.named(f"{{{TEI}}}prefixDef"):
        prefix = _Prefix(_pattern(each.get("matchPattern", "")), each.get("replacementPattern", ""))
        found.setdefault(each.get("ident", ""), []).append(prefix)
    return found


def _pattern(xpath: str) -> re.Pattern[str] | None:
    """A regular expression of XPath, where Python reads it; None, which fits all, where it does not."""
    try:
        return re.compile(xpath) if xpath else None
    except re.error:
        return None


def _undeclared(examined: Examination, pointer: Pointer, prefix: str) -> Diagnostic:
    message = f"no prefixDef says what the prefix “{prefix}:” stands for"
    hint = "declare it in encodingDesc/listPrefixDef, so that a program can follow the pointer"
    return examined.finding("TK252", Severity.WARNING, message, pointer.element, pointer.attribute, hint)


def _unfit(examined: Examination, pointer: Pointer, prefix: str) -> Diagnostic:
    message = f"“{pointer.token}” does not fit the matchPattern of the prefix “{prefix}:”"
    hint = "correct the value, or the prefixDef"
    return examined.finding("TK252", Severity.WARNING, message, pointer.element, pointer.attribute, hint)


def _dangling(examined: Examination, pointer: Pointer, names: list[str | None]) -> list[Diagnostic]:
    """A finding where all that the prefix may stand for is in this file, and is not there."""
    if not examined.targets.complete or not all(names) or any(examined.targets[str(name)] for name in names):
        return []
    message = f"“{pointer.token}” means #{names[0]}, and no element has this xml:id"
    hint = "add it to what is meant, or correct the pointer"
    return [examined.finding("TK250", Severity.ERROR, message, pointer.element, pointer.attribute, hint)]
