"""A file into a domain, all of it or what is good of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from ..domain.model import Domain
from .csv_users import read_users
from .document import load_parts, read_document, users_of
from .parts import AFTER_USERS, BEFORE_USERS
from .report import ImportRefused, Report
from .users import Advance, UserRow, hash_passwords, load_users

__all__ = ["Progress", "import_csv", "import_json", "load"]

#: Shows how far something is: called with what is done and how much there is of it.
Progress = Callable[[str, int], AbstractContextManager[Advance]]


def _silent(label: str, length: int) -> AbstractContextManager[Advance]:
    return nullcontext(lambda _: None)


def import_csv(
    domain: Domain,
    path: Path,
    *,
    keep_good: bool = False,
    encoding: str | None = None,
    progress: Progress = _silent,
) -> Report:
    """Import the users of a CSV file, and return what became of them.

    Nothing is kept where one line is no good, unless `keep_good`. Raises ImportRefused then, and where the
    file cannot be read.
    """
    report = Report()
    rows = _hashed(domain, read_users(path, domain.name, report, encoding), progress)
    with domain.together():
        with progress("users", len(rows)) as advance:
            load_users(domain, rows, report, advance)
        _refuse(report, path, keep_good)
    return report


def import_json(
    domain: Domain, path: Path, *, keep_good: bool = False, progress: Progress = _silent
) -> Report:
    """Import a JSON document, and return what became of all that it holds; see `import_csv`."""
    report = Report()
    document = read_document(path, domain.name)
    rows = _hashed(domain, users_of(document["users"], path.name, report), progress)
    with domain.together():
        with progress("everything", sum(map(len, document.values()))) as advance:
            load_parts(domain, document, BEFORE_USERS, path.name, report, advance)
            load_users(domain, rows, report, advance)
            load_parts(domain, document, AFTER_USERS, path.name, report, advance)
        _refuse(report, path, keep_good)
    return report


def load(domain: Domain, file: Path) -> None:
    """Fill a domain from a CSV or JSON file, by its name; raises ImportRefused with the first problems."""
    read = import_csv if file.suffix.lower() == ".csv" else import_json
    try:
        read(domain, file)
    except ImportRefused as error:
        told = "; ".join(map(str, error.report.problems[:3]))
        raise ImportRefused(f"{file.name} cannot be loaded: {told}", error.report) from error


def _hashed(domain: Domain, read: Iterator[UserRow], progress: Progress) -> list[UserRow]:
    rows = list(read)
    plain = sum(1 for row in rows if row.password)
    if not plain:
        return rows
    with progress("hashing passwords", plain) as advance:
        return hash_passwords(domain, rows, advance)


def _refuse(report: Report, path: Path, keep_good: bool) -> None:
    if report.problems and not keep_good:
        count = len(report.problems)
        found = "1 problem" if count == 1 else f"{count} problems"
        raise ImportRefused(
            f"{found} in {path.name}: nothing was imported; --keep-good imports what is good", report
        )
