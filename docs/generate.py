"""Writes the pages of docs/reference that are made from the code: commands, diagnostics, rules and shipped profiles.

Run `python docs/generate.py` after a change to a command, a code or a rule; a test compares the pages with what this makes.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

import click

REFERENCE = Path(__file__).parent / "reference"
sys.path.insert(0, str(Path(__file__).parents[1]))  # the checkout this page is of, whatever else is installed
sys.path.insert(0, str(Path(__file__).parent))

import crosswalk  # noqa: E402

from teikit.cli import COMMANDS, main  # noqa: E402
from teikit.codes import Code, codes, page  # noqa: E402
from teikit.profile import Profile, Rule, profile, profile_names, signs  # noqa: E402
from teikit.shipped import shipped_text  # noqa: E402


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {
        "commands.md": "\n".join(commands()),
        "diagnostics.md": "\n".join(diagnostics()),
        **{f"diagnostics/{each.code}.md": page(each) for each in codes().values()},
        "metadata-formats.md": crosswalk.page(),
        "profiles.md": "\n".join(profiles()),
        "rules.md": "\n".join(rules()),
    }


# The commands


def commands() -> Iterator[str]:
    yield "# Commands\n"
    yield f"{NOTICE}\n"
    yield "Every command takes `--help`, and `teikit --version` prints the version. Findings go to standard error, results to"
    yield "standard output or to files, which appear whole or not at all. Exit codes: 0 clean, 1 findings, 2 cannot work on this.\n"
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        yield from _command(command, f"teikit {name}", "##")


def _command(command: click.Command, name: str, heading: str) -> Iterator[str]:
    """A command, or a group and each of its commands below it."""
    if isinstance(command, click.Group):
        yield f"{heading} {name}\n"
        yield f"{inspect.cleandoc(command.help or '')}\n"
        for inner, each in command.commands.items():
            yield from _command(each, f"{name} {inner}", f"{heading}#")
        return
    arguments = [param for param in command.params if isinstance(param, click.Argument)]
    options = [param for param in command.params if isinstance(param, click.Option)]
    shown = " ".join([name, *["[OPTIONS]"] * bool(options), *(str(argument.metavar) for argument in arguments)])
    yield f"{heading} {name}\n"
    yield f"    {shown}\n"
    yield f"{inspect.cleandoc(command.help or '')}\n"
    if not options:
        return
    yield "| option | what it does |"
    yield "|---|---|"
    for option in options:
        yield f"| `{_cell(', '.join(option.opts) + _value(option))}` | {_cell(option.help or '')}{_default(option)} |"
    yield ""


def _value(option: click.Option) -> str:
    if option.is_flag:
        return ""
    if isinstance(option.type, click.Choice):
        return f" {'|'.join(option.type.choices)}"
    return f" {option.metavar}"


def _default(option: click.Option) -> str:
    return f" Default: `{option.default}`." if option.show_default else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# The diagnostics

DIAGNOSTICS = """\
Whatever teikit has to say about a document carries a code that stays the same from version to version, a sentence, a
place and, where there is something to do, a hint. An *error* is something to put right, a *warning* something to look
at, an *info* something to know. `--fail-on` says from which of them on the exit code is 1. What teikit cannot work on
at all ends the command with 2. `teikit code TK212` prints the page of a code.
"""


def diagnostics() -> Iterator[str]:
    yield "# Diagnostics\n"
    yield f"{NOTICE}\n"
    yield DIAGNOSTICS
    for matter in dict.fromkeys(each.matter for each in codes().values()):
        yield from _matter(matter, [each for each in codes().values() if each.matter == matter])


def _matter(matter: str, members: list[Code]) -> Iterator[str]:
    yield f"## {members[0].code[:3]}: {matter}\n"
    yield "| code | severity | what it means | what to do |"
    yield "|---|---|---|---|"
    for each in members:
        link = f"[{each.code}](diagnostics/{each.code}.md)"
        yield f"| {link} | {each.severity} | {_cell(each.meaning)} | {_cell(each.todo)} |"
    yield ""


# The rules

INTRODUCTION = """\
A rule of a profile says what a convention looks like and what it becomes. The generic profile holds what typed transcripts have in
common; every other profile extends it. Bracket rules are tried on what stands between `[` and `]`, line rules on a line or
paragraph, each in the order of this page; the first that knows the text claims it. What no line rule claims is a
paragraph. A decision whose certainty is below high carries `@cert` and `@resp="#teikit"`.

The patterns stand in [teikit/profiles/generic.toml](../../teikit/profiles/generic.toml); how to add one of your own is in
[contributing](../contributing.md).
"""


def rules() -> Iterator[str]:
    chosen = profile("generic")
    yield "# Rules of the generic profile\n"
    yield f"{NOTICE}\n"
    yield INTRODUCTION
    for title, kind in (("Brackets", chosen.brackets), ("Lines", chosen.lines)):
        yield f"## {title}\n"
        for rule in kind:
            yield from _rule(rule)


def _rule(rule: Rule) -> Iterator[str]:
    yield f"### {rule.name}\n"
    yield f"{rule.why[:1].upper()}{rule.why[1:]}.\n"
    if rule.code:
        yield f"- a function: `{rule.code}` in `teikit.recognize`"
    else:
        yield f"- becomes: {_becomes(rule)}"
    if rule.certainty != "high":
        yield f"- certainty: {rule.certainty}"
    if rule.examples:
        yield f"- for example: {_shown(rule.examples)}"
    if rule.counter_examples:
        yield f"- but not: {_shown(rule.counter_examples)}"
    yield ""


def _becomes(rule: Rule) -> str:
    if rule.parts:
        parts = [_tag(part.element, part.attributes) for part in rule.parts.values()]
        return " and ".join(parts)
    where = {"before": ", around the word before it", "glued": ", within the word it completes"}.get(rule.scope, "")
    return _tag(rule.element, rule.attributes) + where


def _tag(element: str, attributes: object) -> str:
    named = "".join(f' {name}="{value}"' for name, value in dict(attributes).items())  # type: ignore[call-overload]
    return f"`<{element}{named}>`"


def _shown(examples: tuple[str, ...]) -> str:
    return ", ".join(f"`{example}`" for example in examples)


# The profiles

PROFILES = """\
A profile holds the conventions of an archive: what its pages look like around a text, and rules for brackets and lines of its
own, besides those of the profile it extends. Where `teikit convert` is given no `--profile`, it takes the one most of whose
signs stand on the page, two at least; else the generic one. Profiles without signs are chosen by name.
"""


def profiles() -> Iterator[str]:
    yield "# Profiles\n"
    yield f"{NOTICE}\n"
    yield PROFILES
    yield "| name | for | extends | told from the page |"
    yield "|---|---|---|---|"
    for name in profile_names():
        chosen = profile(name)
        parent = chosen.parent.name if chosen.parent else ""
        yield f"| [{name}](#{name}) | {chosen.title} | {parent} | {_told(chosen)} |"
    yield ""
    for name in profile_names():
        yield from _profile(profile(name))


def _told(chosen: Profile) -> str:
    if signs(chosen.name):
        return "yes"
    return "no, chosen by name" if chosen.parent else "where no other is"


def _profile(chosen: Profile) -> Iterator[str]:
    yield f"## {chosen.name}\n"
    yield f"{_about(chosen.name)}\n"
    fields = [field for field in chosen.frame.fields + chosen.frame.fields_below if field.label]
    if fields:
        yield "| label on the page | holds |"
        yield "|---|---|"
        for field in fields:
            yield f"| `{_cell(field.label)}` | {field.holds} |"
        yield ""
    if chosen.parent:
        yield from _own_rules(chosen, chosen.parent)


def _about(name: str) -> str:
    """What the file says of itself at its top."""
    lines = shipped_text("profiles", name).splitlines()
    above = lines[: lines.index("")]
    return " ".join(line.removeprefix("#").strip() for line in above[: above.index("#") if "#" in above else None])


def _own_rules(chosen: Profile, parent: Profile) -> Iterator[str]:
    own = [rule for rule in chosen.rules if rule not in parent.rules]
    for rule in own:
        shown = f"; for example {_shown(rule.examples[:2])}" if rule.examples else ""
        yield f"- **{rule.name}**: {rule.why}; becomes {_becomes(rule)}{shown}"
    if own:
        yield ""


NOTICE = "*This page is made by `docs/generate.py` from the code.*"

if __name__ == "__main__":
    for old in (REFERENCE / "diagnostics").glob("*.md"):
        old.unlink()
    (REFERENCE / "diagnostics").mkdir(exist_ok=True)
    for file, text in pages().items():
        (REFERENCE / file).write_text(text, encoding="utf-8")
