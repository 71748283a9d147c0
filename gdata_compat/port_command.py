"""The commands `gdata-compat port` and `gdata-compat check`."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import _cli_options
from ._extras import needs_extra
from .errors import ExtraMissing

if TYPE_CHECKING:
    from .port.files import Job
    from .port.results import Result

__all__ = ["COMMANDS"]


class _Trouble(click.ClickException):
    """Nothing could be ported or told: status 1 would say that something is to be decided."""

    exit_code = 2


@contextlib.contextmanager
def _tools(what: str) -> Iterator[None]:
    """Import inside what comes with the extra."""
    try:
        with needs_extra(what, "port"):
            yield
    except ExtraMissing as error:
        raise _Trouble(str(error)) from error


@click.command()
@_cli_options.version
@click.option("--write", is_flag=True, help="Change the scripts; what they were stays beside them as .bak.")
@click.option("--diff", "show_diff", is_flag=True, help="Show the diff, also with --write or --output.")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), help="Write the ported scripts below there."
)
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="A .html or .json file."
)
@click.option("--style", type=click.Choice(["install", "import"]), help="How the library is imported.")
@click.option("--encoding", metavar="NAME", help="The encoding of scripts that declare none.")
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes for a folder.")
@click.argument("scripts", nargs=-1, required=True, type=click.Path(path_type=Path))
def port(
    write: bool,
    show_diff: bool,
    output: Path | None,
    report: Path | None,
    style: str | None,
    encoding: str | None,
    jobs: int | None,
    scripts: tuple[Path, ...],
) -> int:
    """Port Python 2 SCRIPTS, or folders of them, to Python 3 and this package by few edits.

    Without --write or --output nothing is changed: the edits are printed as a unified diff. What a person
    must decide goes to standard error. The exit status is 0 for ported, 1 for ported with findings, 2 where
    one of the scripts could not be ported.
    """
    if write and output is not None:
        raise click.UsageError("--write and --output exclude each other: the scripts go to one place")
    if report is not None and report.suffix.lower() not in (".html", ".json"):
        raise click.BadParameter("the name must end in .html or .json", param_hint="'--report'")
    _check_encoding(encoding)
    with _tools("porting"):
        from .port import files
    found = list(files.find_scripts(scripts, skip=output))
    results = _ported(found, style, encoding, jobs)
    targets: set[Path] = set()
    for job, result in zip(found, results, strict=True):
        target = job.path if write else output / job.relative if output else None
        if target in targets:
            result.error = (
                result.error or f"another script went to {target}: give the folder that both are in"
            )
        elif target is not None:
            targets.add(target)
        _deliver(result, target, diff=show_diff or target is None)
    _tell(results, single=len(found) == 1)
    if report is not None:
        _write_report(report, results)
    return max((each.status for each in results), default=0)


def _check_encoding(encoding: str | None) -> None:
    import codecs

    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError as error:
        raise click.BadParameter(f"{encoding!r} is no encoding", param_hint="'--encoding'") from error


def _ported(found: Sequence[Job], style: str | None, encoding: str | None, jobs: int | None) -> list[Result]:
    """Port all scripts, with a progress bar where there are several; in the order of finding."""
    from .port import files

    results: dict[str, Result] = {}
    coming = files.port_files(found, style, encoding, jobs)
    if len(found) == 1:
        return list(coming)
    with click.progressbar(coming, length=len(found), label="scripts", file=sys.stderr) as going:
        for result in going:
            results[result.name] = result
    return [results[job.name] for job in found]


def _deliver(result: Result, target: Path | None, *, diff: bool) -> None:
    """Show the edits of a script, and write it where that is asked for."""
    from .port import files

    if result.error is not None:
        return
    if diff:
        shown = sys.stdout.isatty()
        for line in result.diff():
            # What goes to a file or to patch has the script's own bytes.
            click.echo(line if shown else line.encode(result.encoding, "backslashreplace"))
    if target is not None:
        try:
            kept = files.write_result(result, target)
        except files.WriteRefused as error:
            result.error = str(error)
        else:
            if kept is not None:
                click.echo(f"{target}: ported; as it was: {kept.name}", err=True)


def _tell(results: Sequence[Result], *, single: bool) -> None:
    from .port import reports

    for result in results:
        for line in reports.as_text(result):
            click.echo(line, err=True)
    if not single:
        click.echo(reports.summary(results), err=True)


def _write_report(report: Path, results: Sequence[Result]) -> None:
    from .port import reports

    make = reports.as_html if report.suffix.lower() == ".html" else reports.as_json
    try:
        report.write_text(make(results), encoding="utf-8")
    except OSError as error:
        raise _Trouble(f"the report {report} cannot be written: {error.strerror or error}") from error


@click.command()
@_cli_options.version
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--encoding", metavar="NAME", help="The encoding of scripts that declare none.")
@click.argument("scripts", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(as_json: bool, encoding: str | None, scripts: tuple[Path, ...]) -> int:
    """Say which gdata and atom names SCRIPTS use, which of them are here, and what porting would edit.

    The scripts are read, not run. The exit status is 0 where all is here and nothing is to be decided, 1
    where something is missing or to be decided, 2 where a script cannot be read.
    """
    _check_encoding(encoding)
    with _tools("checking"):
        from .port import checking, files, reports
    checked = []
    for job in files.find_scripts(scripts):
        try:
            if job.error is not None:
                raise OSError(job.error)
            one = checking.check_text(job.path.read_bytes(), job.name, encoding=encoding, path=job.path)
        except OSError as error:
            one = checking.unreadable(job.name, error.strerror or str(error))
        checked.append(one)
        if not as_json:
            for line in reports.check_text_lines(one):
                click.echo(line)
    if as_json:
        click.echo(reports.checks_as_json(checked))
    return max((each.status for each in checked), default=0)


COMMANDS = (port, check)
