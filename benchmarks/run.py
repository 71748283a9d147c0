"""Measures this library beside its raw parts and the two old libraries, in one run.

    python benchmarks/run.py [--only parse,serialize,sign,call,import] [--rows 100,10000,100000]
                             [--rounds N] [--json out.json]

Prints a table; README.md in this folder says how to read it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import documents
import peers
import rows
from measure import Figure, Job, import_times, interleaved
from table import Results

_HERE = Path(__file__).resolve().parent
_PAGED_USERS = 10_000


class Run:
    """One run: the contenders that could be had, and the figures so far."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder, self.rounds = folder, rounds
        self.contenders = [peers.the_raw_parts(), peers.ours()]
        self.missing: dict[str, str] = {}
        self.rows: list[rows.Row] = []
        self.figures: dict[str, Mapping[str, Figure]] = {}
        for name, find in (("port", peers.the_port), ("original", peers.the_original)):
            try:
                self.contenders.insert(0, find())
            except peers.Missing as reason:
                self.missing[name] = str(reason)

    def parse(self, sizes: Sequence[int]) -> None:
        """Measure the parse of feeds; the large ones in fewer rounds."""
        small = documents.write_feed(self.folder / "small.xml", 2)
        for size in sizes:
            path = documents.write_feed(self.folder / f"users_{size}.xml", size)
            self._measure(rows.parse_work({size: path}, small), 2 if size > _PAGED_USERS else self.rounds)
            path.unlink()

    def serialize(self) -> None:
        """Measure writing."""
        feed = documents.write_feed(self.folder / "users.xml", documents.PAGE)
        self._measure(rows.serialize_work(feed, documents.PAGE), self.rounds)

    def sign(self) -> None:
        """Measure signing."""
        try:
            key = _rsa_key(self.folder / "key.pem")
        except ImportError:
            key = None
            print("RSA-SHA1 is left out: it needs the extra 'rsa'", file=sys.stderr)
        self._measure(rows.sign_work(key), self.rounds)

    def call(self) -> None:
        """Measure calls to a server on loopback."""
        with _server(self.folder) as told:
            if why := told.get("why_no_tls"):
                print(f"rows with TLS are left out: {why}", file=sys.stderr)
            kinds: tuple[str, ...] = ("plain", "tls", "far")
            ports = {kind: told[kind] for kind in kinds if kind in told}
            self._measure(rows.call_work(ports, _PAGED_USERS), self.rounds, told.get("trusted"))

    def imports(self) -> None:
        """Measure the import, and with it a first call."""
        self.rows += rows.import_rows()
        with _server(self.folder) as told:
            self.figures["import"] = import_times(self.contenders, None, 2 * self.rounds)
            self.figures["first-call"] = import_times(self.contenders, told["plain"], 2 * self.rounds)

    def results(self) -> Results:
        """Give what was measured."""
        return Results(self.rows, self.figures, self.missing)

    def _measure(
        self, work: tuple[list[rows.Row], list[Job]], rounds: int, trusted: str | None = None
    ) -> None:
        self.rows += work[0]
        self.figures |= interleaved(work[1], self.contenders, rounds, trusted)


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[dict[str, Any]]:
    command = [sys.executable, str(_HERE / "loopback.py"), str(folder), str(_PAGED_USERS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        line = process.stdout.readline()  # type: ignore[union-attr]
        if not line:
            raise SystemExit("the server on loopback did not start")
        yield json.loads(line)
        process.stdin.close()  # type: ignore[union-attr]
        # Without its input it ends by itself, after what it is doing.
        process.wait(timeout=30)


def _rsa_key(path: Path) -> Path:
    """Make a key; in a process of its own, since what this one imports the workers would seem to use."""
    source = (
        "import sys\n"
        "from cryptography.hazmat.primitives import serialization as s\n"
        "from cryptography.hazmat.primitives.asymmetric import rsa\n"
        "import jwt\n"
        "key = rsa.generate_private_key(65537, 2048)\n"
        "pem = key.private_bytes(s.Encoding.PEM, s.PrivateFormat.TraditionalOpenSSL, s.NoEncryption())\n"
        "open(sys.argv[1], 'wb').write(pem)\n"
    )
    done = subprocess.run([sys.executable, "-c", source, str(path)], stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise ImportError("cryptography and PyJWT")
    return path


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default=",".join(rows.GROUPS), help="the groups to measure")
    parser.add_argument("--rows", default="100,10000,100000", help="the sizes of the feeds that are parsed")
    parser.add_argument("--rounds", type=int, default=5, help="how often everybody has a turn")
    parser.add_argument("--json", type=Path, help="a file to write the figures to")
    arguments = parser.parse_args()
    arguments.only = arguments.only.split(",")
    if unknown := set(arguments.only) - set(rows.GROUPS):
        parser.error(f"no such group: {', '.join(sorted(unknown))}; there are {', '.join(rows.GROUPS)}")
    try:
        arguments.rows = [int(size) for size in arguments.rows.split(",")]
    except ValueError:
        parser.error("--rows takes numbers with commas between them")
    if arguments.json and not arguments.json.absolute().parent.is_dir():
        parser.error(f"no such folder: {arguments.json.parent}")
    if min(arguments.rows) < 1 or arguments.rounds < 1:
        parser.error("--rows and --rounds take numbers above zero")
    return arguments


def main() -> None:
    """Measure and print."""
    arguments, started = _arguments(), time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), arguments.rounds)
        steps = {
            "parse": lambda: run.parse(arguments.rows),
            "serialize": run.serialize,
            "sign": run.sign,
            "call": run.call,
            "import": run.imports,
        }
        for group in rows.GROUPS:
            if group in arguments.only:
                print(f"{time.monotonic() - started:5.0f} s: {group} ...", file=sys.stderr)
                steps[group]()
    results = run.results()
    print(f"Python {platform.python_version()}, {platform.machine()}, {arguments.rounds} rounds")
    print(results.text())
    print(f"Took {time.monotonic() - started:.0f} s.", file=sys.stderr)
    if arguments.json:
        arguments.json.write_text(json.dumps(results.document(), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
