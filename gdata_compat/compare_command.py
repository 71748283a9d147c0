"""The command `gdata-compat compare`."""

from __future__ import annotations

import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import _cli_options
from .errors import GdataCompatError

if TYPE_CHECKING:
    from .replay.comparing import Comparison

__all__ = ["compare"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_THERE = click.Path(exists=True, path_type=Path)
_FILE_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Trouble(click.ClickException):
    """Nothing could be compared: status 1 would say that something differs."""

    exit_code = 2


@click.command()
@_cli_options.version
@click.option("--legacy", metavar="PYTHON", help="Run OLD, a script, with the original on this Python 2.7.")
@click.option(
    "--ported", metavar="SCRIPT", type=_THERE, help="The ported script, or folder, beside --legacy."
)
@click.option("--legacy-path", default="", metavar="DIR", help="Where gdata 2.0.18 is for --legacy.")
@click.option("--data", type=_THERE, help="A CSV or JSON file of the domain for both scripts.")
@click.option("--sample", default=3, show_default=True, type=click.IntRange(min=0), metavar="N")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS")
@click.option("--args", default="", metavar="TEXT", help="Arguments of both scripts, as a shell splits them.")
@click.option(
    "--input", "stdin", type=_FILE_THERE, metavar="FILE", help="What both scripts read from a terminal."
)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder; each script works in a copy, an empty one without.",
)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep both recordings there.")
@click.option("--ignore", type=_FILE, help="Rules of differences that do not count.")
@click.option("--volatile", type=_FILE, help="Further parts that differ in every run.")
@click.option("--unordered", is_flag=True, help="Do not mind the order of calls: threads send in any.")
@click.option("--details", is_flag=True, help="Show equal calls, too.")
@click.option("--json", "json_file", type=_FILE, help="Write the report as JSON.")
@click.option("--junit", "junit_file", type=_FILE, help="Write the report as JUnit XML.")
@click.option("--html", "html_file", type=_FILE, help="Write the report as one HTML file.")
@click.argument("old", type=_THERE)
@click.argument("new", type=_THERE, required=False)
def compare(
    legacy: str | None,
    ported: Path | None,
    old: Path,
    new: Path | None,
    ignore: Path | None,
    volatile: Path | None,
    unordered: bool,
    details: bool,
    json_file: Path | None,
    junit_file: Path | None,
    html_file: Path | None,
    **running: Any,
) -> int:
    """Compare two recordings, or folders of them: is what the NEW script does what the OLD one did?

    With --legacy PYTHON OLD is a script of Python 2 and --ported the one that was made of it: both run, each
    on a fresh server with the same domain, and what they did is compared. The exit status is 0 for equal, 1
    for different, 2 for trouble, such as a recording that was cut off.
    """
    from .replay import reports
    from .replay.ignoring import read_rules
    from .replay.volatile import read_volatile

    rules = read_rules(ignore) if ignore else []
    more = read_volatile(volatile) if volatile else []
    with tempfile.TemporaryDirectory() as folder:
        if legacy is not None:
            if ported is None or new is not None:
                raise click.UsageError("--legacy PYTHON takes one OLD script, and --ported the new one")
            recordings = _recorded(legacy, old, ported, Path(folder), **running)
        elif new is None or ported is not None:
            raise click.UsageError(
                "two recordings are compared: OLD and NEW; scripts by --legacy and --ported"
            )
        else:
            recordings = _twins(old, new)
        try:
            done = list(_compared(recordings, details, rules=rules, volatile=more, unordered=unordered))
        except (GdataCompatError, OSError) as error:
            raise _Trouble(str(error)) from error
    writers: dict[str, Callable[[Sequence[Comparison]], str]] = {
        "json": reports.as_json,
        "junit": reports.as_junit,
        "html": reports.as_html,
    }
    for kind, file in (("json", json_file), ("junit", junit_file), ("html", html_file)):
        if file is not None:
            file.write_text(writers[kind](done), encoding="utf-8")
    if len(done) > 1:
        equal = sum(each.status == 0 for each in done)
        click.echo(f"{equal} of {len(done)} are equal")
    return max((each.status for each in done), default=0)


def _compared(
    recordings: Iterator[tuple[str, Path, Path]], details: bool, **how: Any
) -> Iterator[Comparison]:
    from .replay import har, reports
    from .replay.comparing import compare

    for name, one, other in recordings:
        try:
            found = compare(har.read(one), har.read(other), name=name, **how)
        except (GdataCompatError, OSError) as error:
            found = _trouble(name, str(error))
        for line in reports.as_text(found, details=details):
            click.echo(line)
        yield found


def _trouble(name: str, text: str) -> Comparison:
    from .replay.comparing import Comparison

    return Comparison(name, troubles=(text,))


def _twins(old: Path, new: Path, pattern: str = "*.har") -> Iterator[tuple[str, Path, Path]]:
    """Give what belongs together by its name; raises GdataCompatError for a file without its twin."""
    if not old.is_dir() and not new.is_dir():
        yield old.stem, old, new
        return
    if not (old.is_dir() and new.is_dir()):
        raise GdataCompatError(f"{old} and {new}: one is a folder, the other is not")
    names = sorted({path.name for folder in (old, new) for path in folder.glob(pattern)})
    if not names:
        raise GdataCompatError(f"{old} and {new} have no {pattern}")
    for name in names:
        yield name, old / name, new / name


def _recorded(
    legacy: str,
    old: Path,
    new: Path,
    recordings: Path,
    *,
    legacy_path: str,
    data: Path | None,
    sample: int,
    timeout: float | None,
    args: str,
    stdin: Path | None,
    folder: Path | None,
    keep: Path | None,
) -> Iterator[tuple[str, Path, Path]]:
    """Run the scripts one after the other, and give their recordings."""
    from .replay.legacy import Sides, record_side

    sides = Sides(legacy, legacy_path, data, sample, timeout, tuple(shlex.split(args)), stdin, folder)
    sides.check_original()
    recordings = keep or recordings
    recordings.mkdir(parents=True, exist_ok=True)
    scripts = list(_twins(old, new, "*.py"))
    with click.progressbar(scripts, label="scripts", file=sys.stderr) as going:
        for name, one, other in going:
            files = recordings / f"{name}.old.har", recordings / f"{name}.new.har"
            for script, file, is_old in ((one, files[0], True), (other, files[1], False)):
                if script.exists():
                    record_side(sides, script, file, old=is_old)
            yield name, *files
