"""Measures what a page of each feed costs in a small domain and in a large one.

    python benchmarks/pages.py [--sizes 1000,100000] [--calls 300] [--database PATH-OR-URL]

For each size a domain is filled with so many users, nicknames, groups, members of one group, e-mail lists,
recipients of one list, organization units and calendar resources; then pages are asked for from all over
the feed, and the lists of one user. The figures are medians in milliseconds of the data alone, without HTTP.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, insert, text

from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database, metadata
from gdata_compat.server.domain.users import User

_CHUNK = 5000


def main() -> None:
    """Fill the domains, measure, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", default="1000,100000")
    parser.add_argument("--calls", type=int, default=300)
    parser.add_argument("--database", help="an empty one; a SQLite file of its own where not given")
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(options.database or f"{folder}/pages.sqlite")
        domains = {size: SqlDomain(database, f"d{size}.example.com") for size in sizes}
        for size, domain in domains.items():
            _fill(database, domain, size)
        _analyze(database)
        columns = {size: _measure(domain, size, options.calls) for size, domain in domains.items()}
        database.close()
    print(f"{'ms a page of 100':28}" + "".join(f"{size:>12,}" for size in sizes) + f"{'last/first':>12}")
    for feed in columns[sizes[0]]:
        figures = [columns[size][feed] for size in sizes]
        shown = "".join(f"{figure:12.3f}" for figure in figures)
        print(f"{feed:28}{shown}{figures[-1] / figures[0]:12.2f}")


def _fill(database: Database, domain: SqlDomain, size: int) -> None:
    started = time.perf_counter()
    domain.users.add_many(User(f"user{n:07}", "Family", "Given") for n in range(size))
    print(f"{size:,} users were added in {time.perf_counter() - started:.1f} s")
    with database.writing() as connection:
        for table, rows in _rows(domain.name, size):
            remaining = iter(rows)
            while chunk := list(islice(remaining, _CHUNK)):
                connection.execute(insert(metadata.tables[table]), chunk)
        _put_users_into_units(connection, domain.name)


def _rows(name: str, size: int) -> Iterator[tuple[str, Iterable[dict[str, Any]]]]:
    """Give what is in a domain besides users, a table at a time: written past the checks, for speed."""
    numbers, domain = range(size), {"domain": name}
    kept = {"name": "Name", "description": "", "email_permission": "Domain"}
    yield (
        "nicknames",
        (
            {"domain": name, "sort_key": f"nick{n:07}@", "name": f"nick{n:07}", "added": float(n)}
            | {"user_domain": name, "username": f"user{n:07}"}
            for n in numbers
        ),
    )
    yield (
        "groups",
        (domain | kept | {"sort_key": f"group{n:07}@", "group_id": f"group{n:07}"} for n in numbers),
    )
    member = {"group_key": "group0000000@", "role": "member", "nested_key": None}
    yield "group_participants", (domain | member | {"address": f"user{n:07}@{name}"} for n in numbers)
    yield "email_lists", (domain | {"sort_key": f"list{n:07}@", "name": f"list{n:07}"} for n in numbers)
    recipient = {"list_key": "list0000000@"}
    yield "email_list_recipients", (domain | recipient | {"address": f"user{n:07}@{name}"} for n in numbers)
    unit = {"name": "Unit", "description": "", "block_inheritance": False, "parent": None}
    yield (
        "org_units",
        (domain | unit | {"path_key": f"unit{n:07}", "path": f"Unit{n:07}"} for n in numbers),
    )
    resource = {"common_name": "Room", "description": "", "kind": "", "email": "room@example.com"}
    yield "calendar_resources", (domain | resource | {"resource_id": f"room{n:07}"} for n in numbers)


def _put_users_into_units(connection: Connection, name: str) -> None:
    first = "(SELECT min(id) FROM org_units WHERE domain = :name)"
    put = f"INSERT INTO org_users (domain, sort_key, unit) SELECT domain, sort_key, {first} FROM users"
    connection.execute(text(f"{put} WHERE domain = :name"), {"name": name})


def _analyze(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("ANALYZE"))


def _measure(domain: SqlDomain, size: int, calls: int) -> dict[str, float]:
    user = f"user{size // 2:07}"
    address = f"{user}@{domain.name}"
    pages: dict[str, tuple[str, Callable[[str], object]]] = {
        "users": ("user", domain.users.page),
        "nicknames": ("nick", domain.nicknames.page),
        "groups": ("group", domain.groups.page),
        "e-mail lists": ("list", domain.email_lists.page),
        "organization units": ("unit", domain.org_units.page),
        "organization users": ("user", domain.org_units.users),
        "calendar resources": ("room", domain.calendar_resources.page),
        "members of a group": ("user", lambda key: domain.groups.participants("group0000000", "member", key)),
        "recipients of a list": ("user", lambda key: domain.email_lists.recipients("list0000000", key)),
        "users of a unit": ("user", lambda key: domain.org_units.users_in("Unit0000000", key)),
        "nicknames of a user": ("nick", lambda key: domain.nicknames.page_of_user(user)),
        "groups of a member": ("group", lambda key: domain.groups.page_of_member(address)),
        "lists of a recipient": ("list", lambda key: domain.email_lists.page_of_recipient(address)),
    }
    return {feed: _median(prefix, page, size, calls) for feed, (prefix, page) in pages.items()}


def _median(prefix: str, page: Callable[[str], object], size: int, calls: int) -> float:
    chance, times = random.Random(0), []
    for _ in range(calls):
        key = f"{prefix}{chance.randrange(size):07}"
        started = time.perf_counter()
        page(key)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    main()
