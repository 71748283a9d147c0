"""Scripts in files and folders: found, ported by several processes, and written so that nothing is lost."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from .engine import port_text
from .results import Result
from .source import MAX_BYTES

__all__ = ["Job", "WriteRefused", "find_scripts", "port_files", "write_result"]

#: Fewer scripts than this are ported faster by one process.
_WORTH_PROCESSES = 24
_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages"})


class WriteRefused(Exception):
    """A ported script cannot be written; the file is as it was."""


@dataclass(frozen=True)
class Job:
    """A script to port: its path, its name in reports, where it goes below an output folder, or an error."""

    path: Path
    name: str
    relative: Path
    error: str | None = None


def find_scripts(paths: Sequence[Path], skip: Path | None = None) -> Iterator[Job]:
    """Give the scripts that paths name: files as they are, of folders all that are Python, each once.

    A link to a folder is not followed, so that no loop is; `skip` is a folder to leave out.
    """
    seen: set[str] = set()
    for path in paths:
        jobs = _below(path, skip) if path.is_dir() else [_job(path, Path(path.name))]
        for job in jobs:
            real = os.path.realpath(job.path)
            if real not in seen:
                seen.add(real)
                yield job


def _job(path: Path, relative: Path) -> Job:
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        dangling = path.is_symlink()
        return Job(
            path, str(path), relative, "a link to a file that is not there" if dangling else "no such file"
        )
    except (OSError, RuntimeError) as error:
        return Job(path, str(path), relative, getattr(error, "strerror", None) or str(error))
    if not stat.S_ISREG(mode):
        return Job(path, str(path), relative, "neither a file nor a folder")
    return Job(path, str(path), relative)


def _below(folder: Path, skip: Path | None) -> Iterator[Job]:
    for where, folders, names in os.walk(folder):
        here = Path(where)
        folders[:] = sorted(
            each
            for each in folders
            if not each.startswith(".")
            and each not in _SKIPPED
            and not _is_same(here / each, skip)
            and not (here / each / "pyvenv.cfg").exists()
        )
        for name in sorted(names):
            path = here / name
            if _is_script(path):
                yield _job(path, path.relative_to(folder))


def _is_same(path: Path, other: Path | None) -> bool:
    return other is not None and other.exists() and path.resolve() == other.resolve()


def _is_script(path: Path) -> bool:
    """Tell whether a file is Python by its name or its first line."""
    if path.suffix in (".py", ".pyw"):
        return True
    if path.suffix or path.name.startswith("."):
        return False
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return False
        with path.open("rb") as file:
            first = file.readline(200)
    except OSError:
        return False
    return first.startswith(b"#!") and b"python" in first


def port_files(
    jobs: Sequence[Job], style: str | None, encoding: str | None, processes: int | None = None
) -> Iterator[Result]:
    """Port scripts and give the results as they come; many are ported by several processes."""
    count = processes or os.cpu_count() or 1
    if count == 1 or len(jobs) < _WORTH_PROCESSES:
        for job in jobs:
            yield _port_job(job, style, encoding)
        return
    with ProcessPoolExecutor(count) as pool:
        futures = {pool.submit(_port_job, job, style, encoding): job for job in jobs}
        for future in as_completed(futures):
            yield _result_of(future, futures[future])


def _result_of(future: Future[Result], job: Job) -> Result:
    try:
        return future.result()
    except Exception as error:  # a process that was killed takes its script along, not the others
        return Result(job.name, b"", b"", error=f"not ported: {type(error).__name__}: {error}")


def _port_job(job: Job, style: str | None, encoding: str | None) -> Result:
    if job.error is not None:
        return Result(job.name, b"", b"", error=job.error)
    try:
        if job.path.stat().st_size > MAX_BYTES:
            with job.path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        else:
            data = job.path.read_bytes()
    except OSError as error:
        return Result(job.name, b"", b"", error=f"cannot be read: {error.strerror or error}")
    try:
        return port_text(data, job.name, style=style, encoding=encoding, path=job.path)
    except Exception as error:
        return Result(
            job.name, data, data, error=f"a bug of the porting command: {type(error).__name__}: {error}"
        )


def write_result(result: Result, path: Path) -> Path | None:
    """Write a ported script, whole or not at all; gives the path under which what was there is kept.

    Raises WriteRefused where the file is read-only, was changed meanwhile, or cannot be written.
    """
    path = Path(os.path.realpath(path))
    try:
        old = path.read_bytes() if path.exists() else None
        if old == result.ported:
            return None
        if old is not None and not path.stat().st_mode & 0o222:
            raise WriteRefused("read-only: make it writable, or write elsewhere by --output")
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = None if old is None else _keep(path, old)
        try:
            _replace(path, result.ported)
        except OSError:
            if kept is not None:
                kept.unlink()
            raise
    except OSError as error:
        raise WriteRefused(f"cannot be written: {error.strerror or error}") from error
    return kept


def _keep(path: Path, old: bytes) -> Path:
    """Keep what is there under a name that nothing has."""
    for number in range(10_000):
        kept = path.with_name(f"{path.name}.bak{f'.{number}' if number else ''}")
        with contextlib.suppress(FileExistsError):
            with kept.open("xb") as file:
                file.write(old)
            kept.chmod(stat.S_IMODE(path.stat().st_mode))
            return kept
    raise WriteRefused(f"ten thousand copies lie beside it: take {path.name}.bak.* away")


def _replace(path: Path, data: bytes) -> None:
    """Write a file anew and put it in the old one's place in one step."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
