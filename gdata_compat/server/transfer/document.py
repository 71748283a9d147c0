"""A whole domain as one JSON document.

    {"version": 1, "domain": "example.com",
     "org_units": [{"path": "sales", "description": "", "block_inheritance": false}],
     "users": [{"username": "dora", "family_name": "Dorn", "given_name": "Dora", "org_unit": "sales"}],
     "secondary_domains": [...], "secondary_users": [...], "nicknames": [...], "aliases": [...],
     "groups": [...], "group_participants": [...], "email_lists": [...], "calendar_resources": [...],
     "email_settings": [...], "contact_groups": [...], "contacts": [...], "migrated_mail": [...],
     "admin_settings": [...], "audit_keys": [...], "audit_monitors": [...], "audit_requests": [...]}

Each part is a list, of what the dataclasses of `server.domain` hold by the same names; a part and whatever
is not needed may be left out. What a contact holds is XML; photos and messages are in
Base64. A user may have a plain `password`, or a `password_hash` such as `SHA-1$...`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any, get_type_hints

from ..domain.chunks import in_chunks
from ..domain.model import Domain, DomainError
from ..domain.org_units import ROOT, canonical
from ..domain.users import User
from ..faults import ProvisioningError
from .lines import Lines, read_lines
from .pages import all_org_users, all_users
from .part import Part
from .parts import AFTER_USERS, BEFORE_USERS, PARTS
from .report import ImportRefused, Problem, Report, words
from .users import USER_RULES, Advance, UserRow

__all__ = ["VERSION", "count_things", "load_parts", "read_document", "users_of", "write_document"]

VERSION = 1

_USER_FIELDS: dict[str, type] = {**get_type_hints(User), "org_unit": str, "password": str}
_TYPE_NAMES = {
    str: "text",
    bool: "true or false",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "an object",
}
_NAMES = (*BEFORE_USERS, "users", *AFTER_USERS)

_SECRET = {"password", "password_hash"}


def write_document(
    domain: Domain, file: IO[str], *, with_password_hashes: bool = False, advance: Advance = lambda _: None
) -> dict[str, int]:
    """Write everything that a domain holds, one thing a line, and return how many of each part."""
    counts: dict[str, int] = {}
    file.write(f'{{\n"version": {VERSION},\n"domain": {json.dumps(domain.name)}')
    for name in _NAMES:
        items = _users(domain) if name == "users" else PARTS[name].read(domain)
        if not with_password_hashes:
            items = ({k: v for k, v in item.items() if k != "password_hash"} for item in items)
        counts[name] = _write_part(file, name, items, advance)
    file.write("\n}\n")
    return counts


def count_things(domain: Domain) -> int:
    """Return how many things write_document would write."""
    return domain.users.count() + sum(part.count(domain) for part in PARTS.values())


def _write_part(file: IO[str], name: str, items: Iterable[dict[str, Any]], advance: Advance) -> int:
    count = 0
    file.write(f',\n"{name}": [')
    for count, item in enumerate(items, 1):
        file.write(("" if count == 1 else ",") + "\n" + json.dumps(item, ensure_ascii=False))
        advance(1)
    file.write("\n]" if count else "]")
    return count


def _users(domain: Domain) -> Iterator[dict[str, Any]]:
    for user, place in zip(all_users(domain), all_org_users(domain), strict=True):
        item = asdict(user)
        if not user.password_hash:
            del item["password_hash"]
        yield item | ({} if place.path == ROOT else {"org_unit": place.path})


def read_document(path: Path, domain_name: str) -> dict[str, Collection[Any]]:
    """Return the parts of a document; one that is written a thing a line, as exports are, stays in its file.

    Raises ImportRefused where it is none, or another domain's.
    """
    read = read_lines(path) or _whole(path)
    if not isinstance(read, Mapping) or read.get("version") != VERSION:
        text = f'the document has to be an object with "version": {VERSION}'
        raise _refused(path.name, Problem(path.name, "version", "", text))
    own = str(read.get("domain", domain_name)).lower()
    if own != domain_name:
        text = f"the domain is to be {domain_name}: --domain names another"
        raise _refused(path.name, Problem(path.name, "domain", own, text))
    for name, part in read.items():
        if name not in ("version", "domain", *_NAMES):
            raise _refused(path.name, Problem(path.name, "", name, f"the parts are {', '.join(_NAMES)}"))
        if name in _NAMES and not isinstance(part, (list, Lines)):
            raise _refused(path.name, Problem(path.name, name, "", "a part has to be a list"))
    return {name: read.get(name, []) for name in _NAMES}


def _whole(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _refused(path.name, Problem(path.name, "", "", f"this is no JSON: {error}")) from error


def _refused(name: str, problem: Problem) -> ImportRefused:
    return ImportRefused(f"{name} cannot be imported", Report(problems=[problem]))


def users_of(items: Collection[Any], name: str, report: Report) -> Iterator[UserRow]:
    """Give the rows of a document's users; those that are no good go to `report`."""
    for number, item in enumerate(items):
        where = f"{name}, users[{number}]"
        problems = list(_faults(where, item, _USER_FIELDS, ("username",)))
        problems = problems or list(_broken_rules(where, item))
        if problems:
            report.reject("users", problems)
        else:
            yield _user_row(where, item)


def _broken_rules(where: str, item: Mapping[str, Any]) -> Iterator[Problem]:
    for field, fault_of in USER_RULES.items():
        code = fault_of(item[field]) if field in item else None
        if code is not None:
            yield Problem(where, field, "" if field in _SECRET else str(item[field]), words(code))


def _user_row(where: str, item: Mapping[str, Any]) -> UserRow:
    values = {name: item[name] for name in User.__dataclass_fields__ if name in item and name != "username"}
    unit = item.get("org_unit")
    return UserRow(
        where,
        item["username"].lower(),
        values,
        password=item.get("password", ""),
        org_unit=None if unit is None else canonical(unit),
    )


def load_parts(
    domain: Domain,
    document: Mapping[str, Collection[Any]],
    names: Iterable[str],
    file: str,
    report: Report,
    advance: Advance,
) -> None:
    """Put some parts of a document into a domain; what is no good goes to `report`."""
    for name in names:
        for chunk in in_chunks(enumerate(document[name]), PARTS[name].at_once):
            named = [(f"{file}, {name}[{number}]", item) for number, item in chunk]
            _load(domain, name, named, report)
            advance(len(chunk))


def _load(domain: Domain, name: str, named: Sequence[tuple[str, Any]], report: Report) -> None:
    """Put some things of a part into a domain at once; where one is no good, each by itself."""
    part: Part = PARTS[name]
    sound: list[tuple[str, Any]] = []
    for where, item in named:
        problems = list(_faults(where, item, part.fields, part.needed))
        if problems:
            report.reject(name, problems)
        else:
            sound.append((where, item))
    try:
        with domain.together():
            outcomes = part.put_many(domain, [item for _, item in sound])
    except (DomainError, ProvisioningError) as error:
        if len(sound) == 1:
            where, item = sound[0]
            report.reject(name, [Problem.of(where, "", error, item[part.key])])
            return
        for one in sound:  # to learn which
            _load(domain, name, [one], report)
    else:
        for outcome, count in Counter(outcomes).items():
            report.count(name, outcome, count)


def _faults(where: str, item: Any, fields: Mapping[str, type], needed: Iterable[str]) -> Iterator[Problem]:
    if not isinstance(item, dict):
        yield Problem(where, "", "", f"this has to be an object with {', '.join(fields)}")
        return
    for name in needed:
        if name not in item:
            yield Problem(where, name, "", "this is missing")
    for name, value in item.items():
        if name not in fields:
            yield Problem(where, "", name, f"the fields are {', '.join(fields)}")
        elif type(value) is not fields[name]:
            yield Problem(where, name, "", f"this has to be {_TYPE_NAMES[fields[name]]}")
