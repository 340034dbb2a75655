"""`teikit schema`: the schemas at hand, and fetching others once for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from teikit.catalogue.cache import Entry


@click.group("schema", subcommand_metavar="list | fetch | remove ...")
def command() -> None:
    """The schemas that `teikit validate` can hold files against: list them, fetch others, remove those again.

    Only `fetch` ever uses the network. What it brings is kept in the user's cache folder, or in the one that TEIKIT_SCHEMAS
    names.
    """


@command.command("list", short_help="List the schemas at hand.")
def list_schemas() -> None:
    """List the shipped schemas and those that were fetched: name, size, where it comes from."""
    from teikit.catalogue.cache import entries
    from teikit.resources import schema_names, schema_path

    rows = [(name, schema_path(name).stat().st_size, "shipped with teikit") for name in schema_names()]
    rows += [(entry.name, entry.size, _origin(entry)) for entry in entries()]
    margin = max(len(name) for name, _, _ in rows)
    for name, size, origin in rows:
        click.echo(f"{click.style(f'{name:{margin}}', bold=True)}  {_sized(size):>8}  {origin}")


@command.command("fetch", short_help="Fetch one with all that it includes.")
@click.argument("what", metavar="NAME|URL|FILE")
@click.option(
    "--as", "known_as", metavar="NAME|URL", help="What the schema is called, if that is not where it comes from."
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for an answer.",
)
def fetch_schema(what: str, known_as: str | None, timeout: float) -> None:
    """Fetch a schema with all that it includes, and keep it, in the place of an older copy.

    NAME is one of the TEI Consortium's, such as tei_all. A FILE that was brought by other means is kept in the same way;
    --as says under which name or address.
    """
    from teikit.catalogue.fetching import fetch

    entry = fetch(what, known_as, timeout=timeout)
    parts = len(entry.sources) - 1
    more = f", {parts} included {'file' if parts == 1 else 'files'}" if parts else ""
    click.echo(f"{entry.name}: {_sized(entry.size)}{more}, kept in {entry.path.parent}")


@command.command("remove")
@click.argument("names", nargs=-1, required=True, metavar="NAME|URL...")
def remove_schemas(names: tuple[str, ...]) -> None:
    """Remove schemas that were fetched."""
    from teikit.catalogue.cache import remove

    for name in names:
        click.echo(f"{remove(name).name} removed")


def _origin(entry: Entry) -> str:
    return entry.address or entry.sources[0]


def _sized(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(size // 1000, 1)} KB"
