"""Loads `gdata-compat serve` with signed clients that read and write, and looks for a lost or doubled write.

    python benchmarks/serve_load.py [--seconds 60] [--clients 50] [--servers 1] [--users 1000]
                                    [--database PATH-OR-URL] [--no-log-requests]

Clients run in processes of their own, each on a kept connection: of ten calls five get a user, two a page of
a hundred, three write (create, change, delete; one in four creations is of a name that all clients race
for). Afterwards every user must be as the answers said, and every raced name won once. Ends with status 1
where anything is wrong.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from servers import FEED, Client, Server, user_entry

_PROCESSES = 4
_MIX = ("get",) * 5 + ("page",) * 2 + ("create", "change", "delete")


@dataclass
class Outcome:
    """What a client saw: seconds by kind of call, users as answered, raced names won, and what went wrong."""

    times: dict[str, list[float]] = field(default_factory=dict)
    users: dict[str, str | None] = field(default_factory=dict)
    won: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class Worker:
    """A client with users of its own."""

    def __init__(self, number: int, url: str, keys: dict[str, str], users: int) -> None:
        self.outcome = Outcome()
        self._number, self._client, self._users = number, Client(url, keys), users
        self._chance = random.Random(number)
        self._written = 0
        self._own: list[str] = []

    def run(self, until: float) -> None:
        """Call until a time of time.monotonic()."""
        try:
            while time.monotonic() < until:
                self._one()
        except Exception as error:
            self.outcome.problems.append(f"client {self._number}: {error!r}")
        self._client.close()

    def _one(self) -> None:
        kind = self._chance.choice(_MIX)
        if kind in ("change", "delete") and not self._own:
            kind = "create"
        getattr(self, f"_{kind}")()

    def _get(self) -> None:
        self._call("get", "GET", f"{FEED}/load{self._chance.randrange(self._users):07}", (200,))

    def _page(self) -> None:
        start = f"load{self._chance.randrange(self._users):07}"
        self._call("page", "GET", f"{FEED}?startUsername={start}", (200,))

    def _create(self) -> None:
        self._written += 1
        raced = self._chance.random() < 0.25
        name = f"raced{self._written}" if raced else f"c{self._number}-{self._written}"
        family = f"by {self._number}"
        status = self._call("create", "POST", FEED, (201, 400), user_entry(name, family, "G"))
        if raced and status == 201:
            self.outcome.won.append(name)
        elif not raced and status == 201:
            self._own.append(name)
            self.outcome.users[name] = family
        elif not raced:
            self.outcome.problems.append(f"{name} is said to be there already")

    def _change(self) -> None:
        name, family = self._chance.choice(self._own), f"changed {self._written}"
        self._written += 1
        self._call("change", "PUT", f"{FEED}/{name}", (200,), user_entry(name, family, "G", new=False))
        self.outcome.users[name] = family

    def _delete(self) -> None:
        name = self._own.pop(self._chance.randrange(len(self._own)))
        self._call("delete", "DELETE", f"{FEED}/{name}", (200,))
        self.outcome.users[name] = None

    def _call(
        self, kind: str, method: str, path: str, expected: Sequence[int], body: str | None = None
    ) -> int:
        started = time.perf_counter()
        status, answer = self._client.call(method, path, body)
        self.outcome.times.setdefault(kind, []).append(time.perf_counter() - started)
        if status not in expected:
            raise RuntimeError(f"{method} {path} was answered {status}: {answer}")
        return status


def main() -> int:
    """Run, print the figures, and return 0 if nothing is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--servers", type=int, default=1, help="server processes over the database")
    parser.add_argument("--users", type=int, default=1000, help="users that are there to be read")
    parser.add_argument("--database", help="an empty one; a SQLite file of its own where not given")
    parser.add_argument(
        "--no-log-requests", action="store_true", help="serve without the log, to see what it costs"
    )
    options = parser.parse_args()
    switches = ["--no-log-requests"] if options.no_log_requests else []
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"{folder}/load.sqlite"
        _fill(database, options.users)
        servers = [Server(database, *switches) for _ in range(options.servers)]
        try:
            before = sum(server.cpu_seconds() for server in servers)
            outcomes = _load(servers, options.clients, options.users, options.seconds)
            cpu = sum(server.cpu_seconds() for server in servers) - before
            problems = [problem for outcome in outcomes for problem in outcome.problems]
            problems += _compare(servers[0], outcomes)
        finally:
            for server in servers:
                server.stop()
    _show(outcomes, options.seconds)
    calls = sum(len(times) for outcome in outcomes for times in outcome.times.values())
    print(f"the servers took {cpu / max(calls, 1) * 1000:.2f} ms of CPU time a call")
    print("\n".join(problems[:20]) or "no error, no lost write, no doubled write")
    return 1 if problems else 0


def _fill(database: str, users: int) -> None:
    from gdata_compat.server.domain.sql import SqlDomain
    from gdata_compat.server.domain.sql.database import Database
    from gdata_compat.server.domain.users import User

    opened = Database(database)
    SqlDomain(opened, "example.com").users.add_many(User(f"load{n:07}", "F", "G") for n in range(users))
    opened.close()


def _load(servers: list[Server], clients: int, users: int, seconds: float) -> list[Outcome]:
    context = multiprocessing.get_context("spawn")
    addresses = [(number, servers[number % len(servers)]) for number in range(clients)]
    work = [(number, server.url, server.keys, users) for number, server in addresses]
    jobs = [(work[n::_PROCESSES], seconds) for n in range(_PROCESSES) if work[n::_PROCESSES]]
    with context.Pool(len(jobs)) as pool:
        return [outcome for outcomes in pool.starmap(run_workers, jobs) for outcome in outcomes]


def run_workers(work: list[tuple[int, str, dict[str, str], int]], seconds: float) -> list[Outcome]:
    """Run clients in threads of this process, and return what they saw."""
    workers = [Worker(*one) for one in work]
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=worker.run, args=(until,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [worker.outcome for worker in workers]


def _compare(server: Server, outcomes: list[Outcome]) -> list[str]:
    """Look at the users that are there, and return what is not as it was answered."""
    client = Client(server.url, server.keys)
    listed = [(name, family) for name, family, _ in client.all_users()]
    client.close()
    found = dict(listed)
    expected = {name: family for outcome in outcomes for name, family in outcome.users.items()}
    won = Counter(name for outcome in outcomes for name in outcome.won)
    problems = [
        f"{name} is listed twice" for name, count in Counter(n for n, _ in listed).items() if count > 1
    ]
    problems += [f"{name} was won by {count} clients" for name, count in won.items() if count > 1]
    problems += [
        f"{name} is {found.get(name)}, not {e}" for name, e in expected.items() if found.get(name) != e
    ]
    raced = {name for name in found if name.startswith("raced")}
    problems += [f"raced names differ: {sorted(raced ^ set(won))}"] if raced != set(won) else []
    unknown = [n for n in found if not n.startswith(("load", "raced")) and n not in expected]
    return problems + ([f"nobody made {unknown}"] if unknown else [])


def _show(outcomes: list[Outcome], seconds: float) -> None:
    kinds: dict[str, list[float]] = {}
    for outcome in outcomes:
        for kind, times in outcome.times.items():
            kinds.setdefault(kind, []).extend(times)
    rows = [*sorted(kinds.items()), ("all", [t for times in kinds.values() for t in times])]
    print(f"{'':8}{'calls':>8}{'/s':>8}{'p50 ms':>9}{'p99 ms':>9}{'max ms':>9}")
    for kind, times in rows:
        if len(times) > 1:
            cuts = statistics.quantiles(times, n=100, method="inclusive")
            figures = [cuts[49] * 1000, cuts[98] * 1000, max(times) * 1000]
            print(
                f"{kind:8}{len(times):8}{len(times) / seconds:8.0f}" + "".join(f"{f:9.1f}" for f in figures)
            )


if __name__ == "__main__":
    sys.exit(main())
