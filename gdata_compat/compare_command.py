"""The command `gdata-compat compare`."""

from __future__ import annotations

import re
import shlex
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import _cli_options
from .errors import GdataCompatError

if TYPE_CHECKING:
    from .replay.comparing import Comparison
    from .replay.har import Recording
    from .replay.legacy import Sides

__all__ = ["compare"]

_FILE = click.Path(dir_okay=False, path_type=Path)
_THERE = click.Path(exists=True, path_type=Path)
_FILE_THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


class _Trouble(click.ClickException):
    """Nothing could be compared, or no report be written: status 1 would say that something differs."""

    exit_code = 2


class _Comparing(click.Command):
    """`compare`, whose every failure has the status 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (GdataCompatError, OSError) as error:
            raise _Trouble(str(error)) from error
        except (click.ClickException, click.Abort, click.exceptions.Exit):
            raise
        except Exception as error:
            if (ctx.obj or {}).get("debug"):
                raise
            raise _Trouble(f"{type(error).__name__}: {error} (--debug shows where)") from error


class _Fault(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A call's number and what it fails with, such as `2:503`."""

    name = "fault"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        found = re.fullmatch(r"([1-9]\d*):(\d{3,4})", str(value))
        if found is None:
            self.fail(f"{value!r} is no fault: NUMBER:CODE, such as 2:503 for the second call", param, ctx)
        return int(found[1]), int(found[2])


@dataclass(frozen=True)
class _Job:
    """Two recordings to compare, by a name; `record` reads or makes them."""

    name: str
    record: Callable[[], tuple[Recording, Recording]]


@click.command(cls=_Comparing)
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
@click.option(
    "--fault-rate",
    default=0.0,
    type=click.FloatRange(0, 1),
    metavar="SHARE",
    help="Share of calls that fail, with 503, on both sides the same.",
)
@click.option(
    "--fail",
    "faults",
    multiple=True,
    type=_Fault(),
    metavar="NUMBER:CODE",
    help="Let a call fail, such as 2:503, on both sides; may be repeated.",
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
    keep: Path | None,
    **running: Any,
) -> int:
    """Compare two recordings, or folders of them: is what the NEW script does what the OLD one did?

    With --legacy PYTHON OLD is a script of Python 2 and --ported the one that was made of it: both run, each
    on a fresh server with the same domain, and what they did is compared. The exit status is 0 for equal, 1
    for different, 2 for trouble, such as a recording that was cut off.

    Rules of --ignore are lines of PART, WHERE, REASON, or METHOD ADDRESS: PART, WHERE, REASON, where * stands
    for anything. Rows of --volatile are lines of PLACE, NAME, REASON.
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
            jobs = _recorded(_sides(legacy, **running), old, ported, keep or Path(folder))
        elif new is None or ported is not None:
            raise click.UsageError(
                "two recordings are compared: OLD and NEW; scripts by --legacy and --ported"
            )
        else:
            jobs = _read(old, new)
        done = _compared(jobs, details, rules=rules, volatile=more, unordered=unordered)
    writers: dict[str, Callable[[Sequence[Comparison]], str]] = {
        "json": reports.as_json,
        "junit": reports.as_junit,
        "html": reports.as_html,
    }
    for kind, file in (("json", json_file), ("junit", junit_file), ("html", html_file)):
        if file is not None:
            file.write_text(writers[kind](done), encoding="utf-8")
    return max((each.status for each in done), default=0)


def _compared(jobs: Sequence[_Job], details: bool, **how: Any) -> list[Comparison]:
    """Compare one after the other, and show each; what one of them cannot do does not keep the others.

    An interrupt ends it, and what was compared until then is reported.
    """
    from .replay.comparing import Comparison, compare
    from .replay.reports.terminal import Terminal

    terminal, interrupted = Terminal(details=details), False
    done: list[Comparison] = []
    with terminal.progress("comparing", len(jobs)) as one_more:
        for job in jobs:
            try:
                found = compare(*job.record(), name=job.name, **how)
            except (GdataCompatError, OSError) as error:
                found = Comparison(job.name, troubles=(str(error),))
            except KeyboardInterrupt:
                left = f"interrupted: {len(done)} of {len(jobs)} were compared"
                found, interrupted = Comparison(job.name, troubles=(left,)), True
            terminal.show(found)
            done.append(found)
            one_more()
            if interrupted:
                break
    if len(done) > 1:
        terminal.show_table(done)
    return done


def _twins(old: Path, new: Path, pattern: str) -> list[tuple[str, Path, Path]]:
    """Give what belongs together by its name; raises GdataCompatError where nothing does."""
    if not old.is_dir() and not new.is_dir():
        return [(old.stem, old, new)]
    if not (old.is_dir() and new.is_dir()):
        raise GdataCompatError(f"{old} and {new}: one is a folder, the other is not")
    names = sorted({path.name for folder in (old, new) for path in folder.glob(pattern)})
    if not names:
        raise GdataCompatError(f"{old} and {new} have no {pattern}: nothing is compared")
    return [(name, old / name, new / name) for name in names]


def _needed(one: Path, other: Path) -> None:
    """Raise GdataCompatError for a file without its twin."""
    for path, twin in ((one, other), (other, one)):
        if not path.exists():
            raise GdataCompatError(f"{twin} has no counterpart: there is no {path}")


def _read(old: Path, new: Path) -> list[_Job]:
    from .replay import har

    if old.samefile(new):
        raise GdataCompatError(f"{old} is compared with itself, which proves nothing: name two recordings")

    def reader(one: Path, other: Path) -> Callable[[], tuple[Recording, Recording]]:
        def read() -> tuple[Recording, Recording]:
            _needed(one, other)
            return har.read(one), har.read(other)

        return read

    return [_Job(name, reader(one, other)) for name, one, other in _twins(old, new, "*.har")]


def _sides(legacy: str, *, args: str, stdin: Path | None, legacy_path: str, **more: Any) -> Sides:
    """Give what both scripts have in common; raises GdataCompatError without the original."""
    from .replay.legacy import Sides

    sides = Sides(legacy, legacy_path, arguments=tuple(shlex.split(args)), input=stdin, **more)
    sides.check_original()
    return sides


def _recorded(sides: Sides, old: Path, new: Path, recordings: Path) -> list[_Job]:
    """Give what runs the scripts, each pair in turn, and keeps their recordings in a folder."""
    from .replay.legacy import record_side

    recordings.mkdir(parents=True, exist_ok=True)

    def recorder(name: str, one: Path, other: Path) -> Callable[[], tuple[Recording, Recording]]:
        def record() -> tuple[Recording, Recording]:
            _needed(one, other)
            made = []
            for script, side in ((one, "old"), (other, "new")):
                made.append(record_side(sides, script, recordings / f"{name}.{side}.har", old=side == "old"))
                if made[-1].script is not None and made[-1].script.ended == "interrupted":
                    raise KeyboardInterrupt
            return made[0], made[1]

        return record

    twins = _twins(old, new, "*.py")
    return [_Job(name, recorder(name, one, other)) for name, one, other in twins]
