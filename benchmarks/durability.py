"""Kills a server in the middle of writes, again and again, and looks for a write that it lost or did by half.

    python benchmarks/durability.py [--kills 100] [--clients 4] [--database PATH-OR-URL] [--seed N]

Clients create, change, rename and delete users as fast as they are answered. A change writes the same number
into two fields; a rename and a deletion change several tables. After each SIGKILL the server is started
again: what was answered must be there, what was on its way must be there whole or not at all. Ends with
status 1 where anything is wrong.
"""

from __future__ import annotations

import argparse
import http.client
import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field

from servers import FEED, Client, Server, user_entry
from sqlalchemy import text

from gdata_compat.server.domain.sql.database import Database

#: What is known of a user: the number in its two fields, None for a user that is gone.
State = int | None


@dataclass
class Writer:
    """A client with users of its own.

    `known` is what was answered last of each name; `pending` what the call that was cut off would have made.
    """

    number: int
    chance: random.Random
    known: dict[str, State] = field(default_factory=dict)
    pending: dict[str, State] = field(default_factory=dict)
    written: int = 0
    problems: list[str] = field(default_factory=list)

    def run(self, url: str, keys: dict[str, str]) -> None:
        """Write until the server is gone."""
        client = Client(url, keys)
        try:
            while not self.problems:
                self._write(client)
        except (OSError, http.client.HTTPException):
            return
        finally:
            client.close()

    def settle(self, found: dict[str, tuple[str, str]]) -> None:
        """Compare with the users that are there; what was cut off becomes known."""
        ends = [{**self.known, **self.pending}, self.known] if self.pending else [self.known]
        mine = {name: fields for name, fields in found.items() if name.startswith(f"w{self.number}-")}
        halves = [name for name, (family, given) in mine.items() if family != given]
        seen = {name: int(family.removeprefix("F")) for name, (family, _) in mine.items()}
        if halves or seen not in [{n: v for n, v in end.items() if v is not None} for end in ends]:
            self.problems.append(f"writer {self.number}: halves {halves}, cut off {self.pending}")
        self.known, self.pending = dict(seen), {}

    def _write(self, client: Client) -> None:
        self.written += 1
        there = [name for name, value in self.known.items() if value is not None]
        kind = self.chance.choice(("create", "change", "rename", "delete")) if there else "create"
        old = self.chance.choice(there) if there else ""
        new = f"w{self.number}-{self.written}"
        method, name, after = {
            "create": ("POST", new, {new: self.written}),
            "change": ("PUT", old, {old: self.written}),
            "rename": ("PUT", new, {old: None, new: self.written}),
            "delete": ("DELETE", old, {old: None}),
        }[kind]
        value = f"F{self.written}"
        body = None if method == "DELETE" else user_entry(name, value, value, new=method == "POST")
        self.pending = dict(after)
        status, answer = client.call(method, FEED if method == "POST" else f"{FEED}/{old}", body)
        if status not in (200, 201):
            self.problems.append(f"{method} {name} was answered {status}: {answer}")
        self.known.update(after)
        self.pending = {}


def main() -> int:
    """Run, print what came out, and return 0 if nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--database", help="an empty one; a SQLite file of its own where not given")
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(10**6)
    with tempfile.TemporaryDirectory() as folder:
        database = options.database or f"{folder}/durability.sqlite"
        return _run(database, options.kills, options.clients, random.Random(seed), seed)


def _run(database: str, kills: int, clients: int, chance: random.Random, seed: int) -> int:
    writers = [Writer(number, random.Random(chance.random())) for number in range(clients)]
    cut, started = 0, time.perf_counter()
    for _ in range(kills):
        _write_and_kill(database, writers, chance.uniform(0.02, 0.4))
        cut += sum(bool(writer.pending) for writer in writers)
        problems = _look(database, writers)
        if problems:
            print("\n".join([f"seed {seed}:", *problems]))
            return 1
    written = sum(writer.written for writer in writers)
    print(
        f"{kills} kills in {time.perf_counter() - started:.0f} s: {written} writes, {cut} of them cut off; "
        "none was lost, doubled or done by half"
    )
    return 0


def _write_and_kill(database: str, writers: list[Writer], seconds: float) -> None:
    server = Server(database)
    threads = [threading.Thread(target=writer.run, args=(server.url, server.keys)) for writer in writers]
    before = sum(writer.written for writer in writers)
    for thread in threads:
        thread.start()
    while sum(writer.written for writer in writers) < before + len(writers) and any(
        thread.is_alive() for thread in threads
    ):
        time.sleep(0.01)
    time.sleep(seconds)
    server.kill()
    for thread in threads:
        thread.join()


def _look(database: str, writers: list[Writer]) -> list[str]:
    """Start the server again, and return what is wrong."""
    server = Server(database)
    client = Client(server.url, server.keys)
    found = {name: (family, given) for name, family, given in client.all_users()}
    client.close()
    server.stop()
    for writer in writers:
        writer.settle(found)
    return [problem for writer in writers for problem in writer.problems] + _broken(database)


def _broken(database: str) -> list[str]:
    """Look into the tables: every user has an address, every address of a user has one."""
    opened = Database(database)
    with opened.reading() as connection:
        users = set(connection.execute(text("SELECT username FROM users")).scalars())
        taken = set(connection.execute(text("SELECT name FROM addresses WHERE kind = 'user'")).scalars())
        is_sqlite = connection.dialect.name == "sqlite"
        check = connection.execute(text("PRAGMA integrity_check")).scalar() if is_sqlite else "ok"
    opened.close()
    problems = [] if check == "ok" else [f"the file is damaged: {check}"]
    return problems + ([f"users and addresses differ: {users ^ taken}"] if users != taken else [])


if __name__ == "__main__":
    sys.exit(main())
