"""What is measured: the rows of the table, with the goal of each as a ratio of ours to the raw parts.

A row names the job whose figures it shows. Where the raw code of a row is another job's, `raw` names that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from measure import Job

__all__ = ["GROUPS", "Row", "call_work", "import_rows", "parse_work", "serialize_work", "sign_work"]

GROUPS = ("parse", "serialize", "sign", "call", "import")


@dataclass(frozen=True)
class Row:
    """A line of the table: `goals` are alternatives, each met only together with that of the row `pair`."""

    title: str
    job: str
    unit: str
    goals: tuple[float, ...] = ()
    raw: str | None = None
    pair: str | None = None
    key: str = ""

    @property
    def name(self) -> str:
        """What a `pair` names it by."""
        return self.key or self.job


Work = tuple[list[Row], list[Job]]

_FIELDS = {"none": "untouched", "two": "two fields", "all": "every field"}
_BY_WALK = "every field; raw: one walk, no names"
_TIMES: dict[int, dict[str, tuple[float, ...]]] = {
    100: {"none": (1.05,), "two": (1.35,), "all": (1.8,)},
    10_000: {"none": (1.05,), "two": (1.25,), "all": (2.0,)},
    100_000: {"none": (2.8, 1.05), "two": (2.6, 1.5), "all": (2.2, 2.8)},
}
_PEAKS: dict[int, dict[str, tuple[float, ...]]] = {
    10_000: {"none": (1.02,), "two": (1.10,), "all": (1.6,)},
    100_000: {"none": (0.35, 1.6), "two": (0.35, 1.6), "all": (0.35, 1.6)},
}
#: From this many users on, every round is a process of its own, so that one document is in memory at a time.
_LARGE = 50_000
#: Below this many users, the peak of memory is noise.
_SMALL = 5_000


def parse_work(files: Mapping[int, Path], small: Path) -> Work:
    """Parse feeds of several sizes and read none, two or all fields of every entry."""
    rows: list[Row] = []
    jobs: list[Job] = []
    for size, path in files.items():
        work = [_parse_of_size(size, path, small, fields) for fields in (*_FIELDS, "walk")]
        rows += [row for of_field in work for row in of_field[0]]
        jobs += [job for of_field in work for job in of_field[1]]
    # Times before peaks, within a size.
    return sorted(rows, key=lambda row: (_size(row), row.unit == "MB")), jobs


def _size(row: Row) -> int:
    return int(row.job.split("-")[1])


def _parse_of_size(size: int, path: Path, small: Path, fields: str) -> Work:
    key, large = f"parse-{size}-{fields}", size >= _LARGE
    arguments = {"path": str(path), "small": str(small), "fields": fields}
    only = "raw" if fields == "walk" else None
    jobs = [Job(key, "parse", arguments, 1 if large else 20, warm=not large, fresh=large, only=only)]
    peak_of = "parse" + key[5:]
    if not large and size >= _SMALL:
        peak_of += "-peak"
        jobs.append(Job(peak_of, "parse", arguments, warm=False, fresh=True, rounds=1, only=only))
    if fields == "walk":
        goals = _TIMES.get(size, {}).get("all", ())
        pair = f"parse-{size}-all-mb" if large else None
        row = Row(f"parse {size:,}: {_BY_WALK}", f"parse-{size}-all", _unit(size), goals, key, pair, key)
        return [row], jobs
    title, paired = f"parse {size:,}: {_FIELDS[fields]}", large
    goals = _TIMES.get(size, {}).get(fields, ())
    rows = [Row(title, key, _unit(size), goals, pair=f"{key}-mb" if paired else None)]
    if size >= _SMALL:
        goals = _PEAKS.get(size, {}).get(fields, ())
        rows.append(
            Row(f"{title}, peak", peak_of, "MB", goals, pair=key if paired else None, key=f"{key}-mb")
        )
    return rows, jobs


def _unit(size: int) -> str:
    return "s" if size >= _LARGE else "ms"


def serialize_work(feed: Path, entries: int) -> Work:
    """Write a new entry, and a feed that was parsed."""
    jobs = [Job("build", "build", {"loops": 200}, 5, per=200)]
    for state in ("untouched", "read", "all", "edited", "kept"):
        only = "raw" if state == "kept" else None
        arguments = {"path": str(feed), "state": state}
        jobs.append(Job(f"write-{state}", "write", arguments, 20, per=entries, only=only))
    title = "ToString of a parsed feed, an entry: "
    rows = [
        Row("build UserEntry + ToString", "build", "us", (1.0,)),
        Row(title + "untouched", "write-untouched", "us", (0.12,)),
        Row(title + "two fields read", "write-read", "us", (0.35,)),
        Row(title + "every field read", "write-all", "us", (0.35,)),
        Row(title + "edited", "write-edited", "us", (0.35,)),
        Row(title + "untouched; raw: kept tree", "write-untouched", "us", raw="write-kept", key="kept"),
    ]
    return rows, jobs


def sign_work(key: Path | None) -> Work:
    """Sign by both methods; `key` is the file of an RSA key of 2048 bits."""
    jobs = [Job("hmac", "sign", {"method": "HMAC_SHA1", "key": None, "loops": 200}, 5, per=200)]
    rows = [Row("sign HMAC-SHA1", "hmac", "us", (0.25,))]
    if key:
        arguments = {"method": "RSA_SHA1", "key": str(key), "loops": 10}
        jobs.append(Job("rsa", "sign", arguments, 3, per=10))
        rows.append(Row("sign RSA-SHA1 2048", "rsa", "us", (0.011,)))
    return rows, jobs


def call_work(ports: Mapping[str, int], users: int) -> Work:
    """Retrieve one user over and over, and all users page by page; CPU time of the client alone."""
    rows, jobs = [], []
    for name, title, goal in (("plain", "plain", 0.6), ("tls", "TLS", 0.6)):
        if name in ports:
            arguments = {"port": ports[name], "tls": name == "tls", "loops": 200}
            jobs.append(Job(f"call-{name}", "retrieve", arguments, per=200, warm=False))
            rows.append(Row(f"RetrieveUser, {title}, CPU", f"call-{name}", "ms", (goal,)))
    if "far" in ports:
        arguments = {"port": ports["far"], "tls": True, "loops": 1}
        far = Job("call-far", "retrieve", arguments, 10, 2.0, clock="wall", warm=False, rounds=3)
        jobs.append(far)
        rows.append(Row("RetrieveUser, TLS, 20 ms away, p50", "call-far", "ms", (1.02,)))
    for name, title in (("plain", "plain"), ("tls", "TLS")):
        if name in ports:
            arguments = {"port": ports[name], "tls": name == "tls", "users": users}
            jobs.append(Job(f"all-{name}", "retrieve_all", arguments, warm=False))
            rows.append(Row(f"RetrieveAllUsers {users:,}, {title}, CPU", f"all-{name}", "ms", (0.95,)))
    return rows, jobs


def import_rows() -> Iterable[Row]:
    """Give the rows of the import, which takes no worker."""
    return [
        Row("import gdata.apps.service, CPU", "import", "ms", (0.35,)),
        Row("import and first call, CPU", "first-call", "ms", (1.05,)),
    ]
