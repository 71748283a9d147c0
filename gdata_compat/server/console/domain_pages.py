"""The pages about the domain: users, groups, organization units, nicknames, lists, further domains."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import unquote

from flask import Response, request, url_for

from gdata_compat.server.domain.model import EntityDoesNotExist
from gdata_compat.server.domain.org_units import ROOT, OrgUnit, canonical, parent_of
from gdata_compat.server.domain.users import User
from gdata_compat.server.state import State, state
from gdata_compat.server.tool_pages import render

from .views import PAGE, blueprint

__all__: list[str] = []

#: Units that are shown as one tree; of more, those below one unit at a time.
_TREE = 500


class Cell(NamedTuple):
    """A cell of a table: its text, and where it leads."""

    text: str
    link: str = ""


class Row(NamedTuple):
    """A row of a table, and its place on the pages."""

    key: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Part:
    """A part of the domain that is shown as a table, which is searched by how an address begins."""

    title: str
    columns: tuple[str, ...]
    searched: str
    rows: Callable[[State, str, str, int], list[Row]]


def _users(current: State, prefix: str, start: str, limit: int) -> list[Row]:
    found = current.directory.users(prefix, start, limit)
    own = [account.user.username for account in found if account.domain == current.domain.name]
    units = {each.username: each.path for each in current.domain.org_units.find(own)}
    rows = []
    for account in found:
        unit = units.get(account.user.username, "") if account.domain == current.domain.name else ""
        cells = (
            Cell(account.address, url_for("console.domain_user", address=account.address)),
            Cell(f"{account.user.given_name} {account.user.family_name}"),
            Cell(_marks(account.user)),
            Cell(_shown(unit), url_for("console.domain_unit", path=unit) if unit not in ("", ROOT) else ""),
        )
        rows.append(Row(account.address, cells))
    return rows


def _groups(current: State, prefix: str, start: str, limit: int) -> list[Row]:
    rows = []
    for group in current.directory.groups(prefix, start, limit):
        address = f"{group.group_id}@{current.domain.name}"
        link = url_for("console.domain_group", group_id=group.group_id)
        cells = (Cell(address, link), Cell(group.name), Cell(group.description), Cell(group.email_permission))
        rows.append(Row(address, cells))
    return rows


def _nicknames(current: State, prefix: str, start: str, limit: int) -> list[Row]:
    found = current.directory.aliases(prefix, start, limit)
    return [
        Row(
            alias.address,
            (Cell(alias.address), Cell(alias.user, url_for("console.domain_user", address=alias.user))),
        )
        for alias in found
    ]


def _lists(current: State, prefix: str, start: str, limit: int) -> list[Row]:
    rows = []
    for name in current.directory.email_lists(prefix, start, limit):
        address = f"{name}@{current.domain.name}"
        rows.append(Row(address, (Cell(address, url_for("console.domain_list", name=name)),)))
    return rows


def _domains(current: State, prefix: str, start: str, limit: int) -> list[Row]:
    names = (current.domain.name, *current.domain.secondary_domains.names())
    found = (name for name in names if name.startswith(prefix) and name >= start)
    kinds = {current.domain.name: "primary"}
    rows = (Row(name, (Cell(name), Cell(kinds.get(name, "secondary")))) for name in sorted(found))
    return list(islice(rows, limit))


_PARTS = {
    "users": Part("Users", ("User", "Name", "Remarks", "Organization unit"), "User", _users),
    "groups": Part("Groups", ("Group", "Name", "Description", "Who may write to it"), "Group", _groups),
    "nicknames": Part("Nicknames", ("Nickname", "Of"), "Nickname", _nicknames),
    "email-lists": Part("E-mail lists", ("List",), "List", _lists),
    "domains": Part("Domains", ("Domain", "Kind"), "Domain", _domains),
}


@blueprint.get("/domain", defaults={"name": "users"})
@blueprint.get("/domain/<any(groups,nicknames,'email-lists',domains):name>", endpoint="domain_part")
def domain(name: str) -> Response:
    """A page of users, groups, nicknames, e-mail lists or domains."""
    part, prefix, start = (
        _PARTS[name],
        request.args.get("q", "").strip().lower(),
        request.args.get("from", ""),
    )
    rows = part.rows(state(), prefix, start, PAGE + 1)
    return render(
        "console/part.html",
        part=part,
        **_frame(name),
        q=prefix,
        start=start,
        rows=rows[:PAGE],
        following=rows[PAGE].key if len(rows) > PAGE else "",
    )


@blueprint.get("/domain/units")
def domain_units() -> Response:
    """The organization units as a tree."""
    units = state().domain.org_units.page(limit=_TREE + 1)
    if len(units) > _TREE:
        return domain_unit()
    return render("console/units.html", **_frame("units"), tree=_tree(units))


@blueprint.get("/domain/unit")
def domain_unit() -> Response:
    """One organization unit: what is below it, and who is in it."""
    units, path = state().domain.org_units, canonical(request.args.get("path", ROOT))
    unit = OrgUnit(ROOT, state().domain.name) if path == ROOT else units.get(path)
    children = units.children(path, request.args.get("unit"), PAGE + 1)
    members = units.users_in(path, request.args.get("from"), PAGE + 1)
    return render(
        "console/unit.html",
        **_frame("units"),
        unit=unit,
        above=_above(unit.path),
        children=children[:PAGE],
        more_children=children[PAGE].path if len(children) > PAGE else "",
        members=members[:PAGE],
        more_members=members[PAGE].username if len(members) > PAGE else "",
    )


@blueprint.get("/domain/users/<address>")
def domain_user(address: str) -> Response:
    """One user: attributes, nicknames, groups and unit."""
    current = state()
    account = current.domain.accounts.get(address)
    is_own = account.domain == current.domain.name
    return render(
        "console/user.html",
        **_frame("users"),
        account=account,
        is_administrator=current.may_administer(account.address),
        unit=current.domain.org_units.user(account.user.username).path if is_own else None,
        nicknames=current.domain.aliases.page_of_user(account.address, limit=PAGE),
        groups=current.domain.groups.page_of_member(account.address, limit=PAGE),
        lists=current.domain.email_lists.page_of_recipient(account.address, limit=PAGE),
    )


@blueprint.get("/domain/groups/<group_id>")
def domain_group(group_id: str) -> Response:
    """One group with its owners and members."""
    groups, start = state().domain.groups, request.args.get("from")
    group = groups.get(group_id)
    members = groups.participants(group_id, "member", start, PAGE + 1, suspended=True)
    return render(
        "console/group.html",
        **_frame("groups"),
        group=group,
        owners=groups.participants(group_id, "owner", limit=PAGE, suspended=True),
        members=members[:PAGE],
        start=start,
        following=members[PAGE].address if len(members) > PAGE else "",
    )


@blueprint.get("/domain/email-lists/<name>")
def domain_list(name: str) -> Response:
    """One e-mail list with its recipients."""
    lists, start = state().domain.email_lists, request.args.get("from")
    recipients = lists.recipients(name, start, PAGE + 1)
    return render(
        "console/list.html",
        **_frame("email-lists"),
        name=lists.get(name),
        recipients=recipients[:PAGE],
        start=start,
        following=recipients[PAGE] if len(recipients) > PAGE else "",
    )


@blueprint.app_template_test("users_address")
def is_users_address(address: str) -> bool:
    """Tell whether an address is that of a user of the account, whose page can be shown."""
    try:
        state().domain.accounts.get(address)
    except EntityDoesNotExist:
        return False
    return True


def _frame(name: str) -> dict[str, Any]:
    """The parts of the domain, for the navigation, and the one that is shown."""
    links = [("users", url_for("console.domain"))]
    links += [(each, url_for("console.domain_part", name=each)) for each in _PARTS if each != "users"]
    links.insert(2, ("units", url_for("console.domain_units")))
    titles = {each: part.title for each, part in _PARTS.items()} | {"units": "Organization units"}
    return {"current": name, "parts": [(each, titles[each], link) for each, link in links]}


class _Node(NamedTuple):
    unit: OrgUnit
    below: list[Any]


def _tree(units: Sequence[OrgUnit]) -> list[_Node]:
    top: list[_Node] = []
    lists: dict[str, list[_Node]] = {ROOT: top}
    for unit in sorted(units, key=lambda each: each.path.lower().split("/")):
        node = _Node(unit, [])
        lists.get(parent_of(unit.path).lower(), top).append(node)
        lists[unit.path.lower()] = node.below
    return top


def _above(path: str) -> list[str]:
    """Return the paths of the units above, from the top."""
    names = path.split("/") if path != ROOT else []
    return ["/".join(names[:n]) for n in range(1, len(names))]


@blueprint.app_template_filter("unit_name")
def _shown(path: str) -> str:
    """Write a path for people: names as they are, with spaces about the strokes."""
    return "/" if path == ROOT else " / ".join(unquote(name) for name in path.split("/"))


def _marks(user: User) -> str:
    """Say what is special about a user."""
    marks = {
        "administrator": user.admin,
        "suspended": user.suspended,
        "must change the password": user.change_password_at_next_login,
        "has not agreed to the terms": not user.agreed_to_terms,
    }
    return ", ".join(mark for mark, is_set in marks.items() if is_set)
