"""The command `gdata-compat domain`: data into the database of a server, and out of it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from . import _cli_database, _cli_options
from ._extras import needs_extra

if TYPE_CHECKING:
    from .server.domain.sql import SqlDomain
    from .server.transfer.report import Report

__all__ = ["domain"]

_MOST_PROBLEMS = 50

_IMPORT = "`gdata-compat domain import`"


@click.group()
@_cli_options.version
def domain() -> None:
    """Put users, groups and the rest into a server's database, and take them out."""


_common = _cli_options.with_options(
    click.option("--domain", "name", default="example.com", show_default=True, help="The domain concerned."),
    _cli_database.option,
    _cli_options.version,
)


@domain.command("import")
@_common
@click.option(
    "--format", "kind", type=click.Choice(["csv", "json"]), help="Where the file's ending does not say it."
)
@click.option("--encoding", help="Of a CSV file that is not UTF-8, such as latin-1.")
@click.option("--keep-good", is_flag=True, help="Keep what is good where something is not, not nothing.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(
    name: str, database: str, kind: str | None, encoding: str | None, keep_good: bool, file: Path
) -> int:
    """Import FILE: users as CSV, with the columns of the Admin console's bulk upload, or all as JSON.

    What is there is changed, what is not is added, nothing is deleted; a second time changes nothing.
    Where a line is no good, nothing is kept, unless --keep-good. A plain password takes about 50 ms of a
    processor to hash; digests (SHA-1, MD5) take nothing. A running server goes on to answer, but what
    writes waits until the import is done.
    """
    kind = kind or file.suffix.lower().removeprefix(".")
    if kind not in ("csv", "json"):
        raise click.BadParameter(f"{file.name} may be csv or json: say which", param_hint="'--format'")
    if encoding is not None:
        _check_encoding(encoding)
    with _opened(database, name) as data:
        report = _import(data, file, kind, encoding, keep_good)
    for line in report.lines():
        click.echo(line)
    _show_problems(report)
    return 1 if report.problems else 0


def _import(data: SqlDomain, file: Path, kind: str, encoding: str | None, keep_good: bool) -> Report:
    from .server.transfer import importing
    from .server.transfer.report import ImportRefused

    try:
        if kind == "csv":
            return importing.import_csv(
                data, file, keep_good=keep_good, encoding=encoding, progress=_progress
            )
        return importing.import_json(data, file, keep_good=keep_good, progress=_progress)
    except ImportRefused as error:
        _show_problems(error.report)
        raise


@domain.command("export")
@_common
@click.option(
    "--format", "kind", type=click.Choice(["json", "csv"]), help="Default: the file's ending, or json."
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Default: standard output.")
@click.option(
    "--with-password-hashes",
    is_flag=True,
    help="Export the hashes of passwords, too. WARNING: weak passwords can be found from them.",
)
def export(
    name: str, database: str, kind: str | None, output: Path | None, with_password_hashes: bool
) -> None:
    """Export everything as JSON, or the users as the CSV that the Admin console takes."""
    if kind is None:
        kind = "csv" if output is not None and output.suffix.lower() == ".csv" else "json"
    with _opened(database, name, _IMPORT) as data, _target(output) as file, data.together():
        _export(data, file, kind, with_password_hashes)


def _export(data: SqlDomain, file: IO[str], kind: str, with_password_hashes: bool) -> None:
    from .server.transfer.csv_users import write_users
    from .server.transfer.document import count_things, write_document

    if kind == "csv":
        with _progress("users", data.users.count()) as advance:
            count = write_users(data, file, with_password_hashes=with_password_hashes, advance=advance)
        counts = {"users": count}
    else:
        things = count_things(data) if sys.stderr.isatty() else 0
        with _progress("everything", things) as advance:
            counts = write_document(data, file, with_password_hashes=with_password_hashes, advance=advance)
    found = ", ".join(f"{count} {part}" for part, count in counts.items() if count)
    click.echo(f"exported of {data.name}: {found or 'nothing, since nothing is there'}", err=True)


@contextlib.contextmanager
def _opened(database: str, name: str, made_by: str | None = None) -> Iterator[SqlDomain]:
    with needs_extra("the server", "server"):
        from .server.domain.sql import SqlDomain
        from .server.provisioning import rules
    if not rules.is_domain_name(name):
        raise click.BadParameter(f"{name!r} is no domain name", param_hint="'--domain'")
    with _cli_database.opened(database, made_by=made_by) as opened:
        yield SqlDomain(opened, name)


@contextlib.contextmanager
def _target(output: Path | None) -> Iterator[IO[str]]:
    """Standard output, or a file that only its owner may read and that is there when it is whole."""
    if output is None:
        yield sys.stdout
        return
    part = output.with_name(output.name + ".part")
    try:
        with open(part, "w", encoding="utf-8", newline="", opener=_private) as file:
            yield file
        part.replace(output)
    finally:
        part.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _check_encoding(encoding: str) -> None:
    try:
        "".encode(encoding)
    except LookupError as error:
        raise click.BadParameter(f"{encoding!r} is no encoding", param_hint="'--encoding'") from error


@contextlib.contextmanager
def _progress(label: str, length: int) -> Iterator[Callable[[int], object]]:
    """A progress bar on standard error where that is a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    bar: AbstractContextManager[Any] = click.progressbar(length=length, label=label, file=sys.stderr)
    with bar as shown:
        yield shown.update


def _show_problems(report: Report) -> None:
    for problem in report.problems[:_MOST_PROBLEMS]:
        click.echo(str(problem), err=True)
    more = len(report.problems) - _MOST_PROBLEMS
    if more > 0:
        click.echo(f"... and {more} more", err=True)
