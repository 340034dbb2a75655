"""Any TEI file, or a thousand, held to what a project's settings demand."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from teikit.batches import BATCH, bug, ended_from_outside, in_batches
from teikit.checks import findings
from teikit.checks.association import associated
from teikit.config import Config, Standard
from teikit.diagnostics import Diagnostic, Location, TeikitError
from teikit.tei import TEI, TeiDocument, local
from teikit.triage.suppression import heeded

TEI_SUFFIXES = (".xml", ".tei")

_TEI_ROOTS = frozenset({"TEI", "teiCorpus", "TEI.2"})  # the last before P5; whoever forgot the namespace means them too


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a file.

    `is_tei` is false where it was passed over; `names_none` is true where neither the settings nor the file itself name
    a schema; `trace` is the traceback of a bug.
    """

    path: Path
    diagnostics: tuple[Diagnostic, ...] = ()
    is_tei: bool = True
    names_none: bool = False
    trace: str = ""


def validate(
    file_or_document: TeiDocument | str | os.PathLike[str],
    schema: str | Sequence[str] | None = None,
    *,
    config: Config | None = None,
) -> tuple[Diagnostic, ...]:
    """What the checks find in a TEI file, in the order of its lines; nothing where all is well.

    Left out is what the document's own instructions leave out (`teikit.triage.suppression`). `schema` is one or several: the
    name of a schema, the address of one that was fetched, or the path of a file of RELAX NG in XML syntax or Schematron.
    It wins over what `config` names; without either the file is held against the schemas that it names itself, and if it
    names none against `teikit`. Settings files are not looked for here: `Config.found(path)` does that. Raises
    TeikitError where the file cannot be read or is not well-formed, and where the schema cannot be used.
    """
    document = file_or_document if isinstance(file_or_document, TeiDocument) else TeiDocument.read(file_or_document)
    return judged(document, _settings(config, schema).standard_for(document.path))


def validate_many(
    paths: Iterable[Path],
    schema: str | Sequence[str] | None = None,
    *,
    config: Config | None = None,
    unsure: Collection[Path] = (),
    executor: Executor | None = None,
    jobs: int = 1,
    batch: int = BATCH,
    on_done: Callable[[Checked], None] | None = None,
) -> list[Checked]:
    """What the checks find in each of these files, in their order; one that cannot be read keeps no other from it.

    Files in `unsure` are passed over if they turn out to be XML other than TEI. Runs in batches through `executor`,
    which has `jobs` workers, or in a pool of `jobs` processes, or here if that is 1. `on_done` hears of each file.
    """
    settings = _settings(config, schema)
    work = partial(_all_checked, settings, frozenset(unsure))
    done = []
    for checked in in_batches(list(paths), work, _lost, executor=executor, jobs=jobs, batch=batch):
        done.append(checked)
        if on_done:
            on_done(checked)
    return done


def is_tei(document: TeiDocument) -> bool:
    """Whether this is TEI, or was meant to be: by the namespace of its outermost element, or by that element's name."""
    return str(document.root.tag).startswith(f"{{{TEI}}}") or local(document.root) in _TEI_ROOTS


def _settings(config: Config | None, schema: str | Sequence[str] | None) -> Config:
    schemas = (schema,) if isinstance(schema, str) else tuple(schema or ())
    return (config or Config()).with_standard(Standard(schemas))


def judged(document: TeiDocument, standard: Standard) -> tuple[Diagnostic, ...]:
    """What is found in a document that is held to a standard, less what its own instructions leave out."""
    found = findings(document, standard.schemas, standard.checks, standard.phase)
    return tuple(_weighed(heeded(document, found), standard))


def _weighed(found: Iterable[Diagnostic], standard: Standard) -> Iterator[Diagnostic]:
    """The findings with the severity that the settings give their codes, without those that are off."""
    for diagnostic in found:
        severity = standard.codes.get(diagnostic.code, diagnostic.severity)
        if severity is not None:
            yield diagnostic if severity is diagnostic.severity else diagnostic._replace(severity=severity)


def _all_checked(config: Config, unsure: Collection[Path], paths: list[Path]) -> list[Checked]:
    """Runs in a worker."""
    return [_checked(config, path, path in unsure) for path in paths]


def _checked(config: Config, path: Path, unsure: bool) -> Checked:
    try:
        document = TeiDocument.read(path)
        if unsure and not is_tei(document):
            return Checked(path, is_tei=False)
        standard = config.standard_for(path)
        names_none = not standard.schemas and not associated(document)
        return Checked(path, judged(document, standard), names_none=names_none)
    except TeikitError as error:
        return Checked(path, (_placed(error.diagnostic, path),))
    except Exception as error:
        return Checked(path, (bug(path, error),), trace=traceback.format_exc())


def _placed(diagnostic: Diagnostic, path: Path) -> Diagnostic:
    """A file that cannot be read is a finding of that file, so that no report takes it for a clean one."""
    unread = diagnostic.code == "TK006" and diagnostic.location is None
    return diagnostic._replace(location=Location(str(path), 1)) if unread else diagnostic


def _lost(path: Path) -> Checked:
    return Checked(path, (ended_from_outside(path),))
