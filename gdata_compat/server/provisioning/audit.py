"""The feeds of audits: `/a/feeds/compliance/audit/{publickey,mail/monitor,account,mail/export}/DOMAIN/...`.

Properties, dates, states and limits are from the Email Audit API's guide and reference. A monitor copies no
mail, since none comes in here. A request is done after a while, and its file can be downloaded then:
`audit_files` says what it holds.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timezone

from flask import Blueprint, Response, g, request

from .. import atom_out, pgp, xml_in
from ..authentication import authorized
from ..domain.audit import RETENTION, Audit, AuditRequest, Monitor, RequestKind, RequestStatus
from ..domain.model import EntityDoesNotExist
from ..faults import ProvisioningError
from ..state import state
from . import feeds, rules

__all__ = ["FILES", "SCOPE", "blueprint", "check_public_key", "date_fault", "level_fault", "moment"]

#: The scope that opens these feeds.
SCOPE = f"{atom_out.HOST}/a/feeds/compliance/audit/"

#: Where files are downloaded.
FILES = "/a/data/compliance/audit"

blueprint = Blueprint("audit", __name__)

_AUDIT = "/a/feeds/compliance/audit"
_MONITORS = f"{_AUDIT}/mail/monitor/<domain>/<username>"

_DATE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d", re.ASCII)
_LEVELS = ("FULL_MESSAGE", "HEADER_ONLY")
_LONGEST_QUERY = 1000


@blueprint.post(f"{_AUDIT}/publickey/<domain>")
@authorized(SCOPE, secondary=True)
def upload_key(domain: str) -> Response:
    """Set the OpenPGP key of the domain: an RSA key in ASCII armour, in Base64."""
    given = xml_in.properties(request.get_data()).get("publicKey", "")
    check_public_key(given)
    _audit(domain).put_public_key(given)
    url = feeds.url(*_parts("publickey"), domain.lower())
    return feeds.created(atom_out.property_entry(url, {"publicKey": given}, alone=True).encode(), url)


@blueprint.get(_MONITORS)
@authorized(SCOPE, secondary=True)
def retrieve_monitors(domain: str, username: str) -> Response:
    """A page of who gets copies of a user's mail, from the user name `start` on."""
    source = feeds.local_part(domain, username, "user")
    page, found = feeds.page_of(
        _monitor_url(domain, source),
        "start",
        lambda start, limit: _audit(domain).monitors(source, start, limit),
        lambda monitor: monitor.destination,
    )
    return feeds.answer(atom_out.property_feed(page, [_monitor_entry(domain, each) for each in found]))


@blueprint.post(_MONITORS)
@authorized(SCOPE, secondary=True)
def create_monitor(domain: str, username: str) -> Response:
    """A monitor of a user's mail, in the place of one for the same destination."""
    given = xml_in.properties(request.get_data())
    monitor = _monitor(feeds.local_part(domain, username, "user"), given, state().clock())
    made = _audit(domain).put_monitor(monitor)
    url = _monitor_url(domain, made.username, made.destination)
    return feeds.created(_monitor_entry(domain, made, alone=True).encode(), url)


@blueprint.delete(f"{_MONITORS}/<destination>")
@authorized(SCOPE, secondary=True)
def delete_monitor(domain: str, username: str, destination: str) -> Response:
    """Delete a monitor."""
    source = feeds.local_part(domain, username, "user")
    _audit(domain).delete_monitor(source, feeds.local_part(domain, destination, "user"))
    return feeds.deleted()


def _route(rule: str, method: str) -> Callable[[Callable[..., Response]], Callable[..., Response]]:
    """Let a view answer for both kinds of requests."""

    def register(view: Callable[..., Response]) -> Callable[..., Response]:
        for kind in RequestKind:
            address = f"{_AUDIT}/{_PATHS[kind]}/{rule}"
            name = f"{view.__name__}_of_{kind.value}"
            blueprint.add_url_rule(address, name, view, methods=[method], defaults={"kind": kind})
        return view

    return register


_PATHS = {RequestKind.ACCOUNT: "account", RequestKind.EXPORT: "mail/export"}


@_route("<domain>", "GET")
@authorized(SCOPE, secondary=True)
def retrieve_requests(domain: str, kind: RequestKind) -> Response:
    """A page of the requests since `fromDate`, or of the last three weeks, from the number `start` on."""
    asked = feeds.query("fromDate")
    if asked is not None and date_fault(asked):
        raise ProvisioningError((1407, asked), detail="fromDate is a date: yyyy-MM-dd HH:mm")
    since = state().clock() - RETENTION if asked is None else moment(asked)
    page, found = feeds.page_of(
        feeds.url(*_parts(_PATHS[kind]), domain.lower()),
        "start",
        lambda start, limit: _audit(domain).requests(kind, since, _start(start), limit),
        lambda each: str(each.number),
    )
    if asked is not None:
        page.own_url = atom_out.with_query(page.own_url, fromDate=asked)
        page.next_url = page.next_url and atom_out.with_query(page.next_url, fromDate=asked)
    return feeds.answer(atom_out.property_feed(page, [_request_entry(domain, each) for each in found]))


@_route("<domain>/<username>", "POST")
@authorized(SCOPE, secondary=True)
def create_request(domain: str, username: str, kind: RequestKind) -> Response:
    """Ask for a user's mailbox, or for information on the account; it is done after a while."""
    audit, source = _audit(domain), feeds.local_part(domain, username, "user")
    given = xml_in.properties(request.get_data())
    wanted = _export(source, given) if kind is RequestKind.EXPORT else AuditRequest(kind, source, g.caller)
    if not audit.public_key():
        raise ProvisioningError((1409, ""), detail="no public key was uploaded for the domain")
    made = audit.create_request(wanted)
    return feeds.created(_request_entry(domain, made, alone=True).encode(), _request_url(domain, made))


@_route("<domain>/<username>/<number>", "GET")
@authorized(SCOPE, secondary=True)
def retrieve_request(domain: str, username: str, number: str, kind: RequestKind) -> Response:
    """How far a request is, and where its file is once it is COMPLETED."""
    source = feeds.local_part(domain, username, "user")
    found = _audit(domain).request(kind, source, _number(number))
    return feeds.answer(_request_entry(domain, found, alone=True).encode())


@_route("<domain>/<username>/<number>", "DELETE")
@authorized(SCOPE, secondary=True)
def delete_request(domain: str, username: str, number: str, kind: RequestKind) -> Response:
    """Mark the file of a completed request for removal, a second time remove it."""
    source = feeds.local_part(domain, username, "user")
    _audit(domain).remove_request(kind, source, _number(number))
    return feeds.deleted()


def check_public_key(encoded: str) -> None:
    """Raise ProvisioningError for what is no public key in Base64; nothing of it is told."""
    try:
        armour = base64.b64decode("".join(encoded.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProvisioningError((1411, ""), detail="the public key is not in Base64") from error
    feeds.refuse(
        pgp.public_key_fault(armour), "", "see RFC 4880: an RSA key in ASCII armour with one user ID"
    )


def date_fault(text: str) -> int | None:
    """Return the code of what is wrong with a date, or None."""
    try:
        moment(text)
    except ValueError:
        return 1801
    return None


def moment(date: str) -> float:
    """Return a date as seconds since 1970; raises ValueError for what is none."""
    if not _DATE.fullmatch(date):
        raise ValueError(date)
    return datetime.strptime(date, "%Y-%m-%d %H:%M").replace(tzinfo=timezone.utc).timestamp()


def level_fault(level: str) -> int | None:
    """Return the code of what is wrong with how much of a message is copied, or None; '' is nothing."""
    return None if level in ("", *_LEVELS) else 1801


def _monitor(username: str, given: Mapping[str, str], now: float) -> Monitor:
    """Read what a monitor is to be; raises ProvisioningError with all that is wrong."""
    destination, begin, end = (given.get(name, "") for name in ("destUserName", "beginDate", "endDate"))
    levels = {name: given.get(f"{name}MonitorLevel", "") for name in _LEVEL_DEFAULTS}
    found = [(rules.username_fault(destination), destination)]
    found += [(date_fault(begin) if begin else None, begin), (date_fault(end), end)]
    found += [(None if level == "NONE" else level_fault(level), level) for level in levels.values()]
    faults = [(code, value) for code, value in found if code is not None]
    if faults:
        raise ProvisioningError(*faults)
    begin = begin or _date(now)
    if moment(begin) < moment(f"{_date(now)[:10]} 00:00"):
        raise ProvisioningError((1801, begin), detail="beginDate has to be today or later")
    if moment(end) <= max(moment(begin), now):
        raise ProvisioningError((1801, end), detail="endDate has to be later than beginDate, and than now")
    incoming, outgoing, drafts, chats = (
        level.replace("NONE", "") or _LEVEL_DEFAULTS[name] for name, level in levels.items()
    )
    return Monitor(username, destination, begin, end, incoming, outgoing, drafts, chats)


#: How much of each kind of mail is copied where nothing is said.
_LEVEL_DEFAULTS = {"incomingEmail": _LEVELS[0], "outgoingEmail": _LEVELS[0], "draft": "", "chat": ""}


def _export(username: str, given: Mapping[str, str]) -> AuditRequest:
    """Read what an export is to be; raises ProvisioningError with all that is wrong."""
    begin, end, deleted, query, level = (
        given.get(name, "")
        for name in ("beginDate", "endDate", "includeDeleted", "searchQuery", "packageContent")
    )
    found = [(date_fault(date) if date else None, date) for date in (begin, end)]
    found += [(rules.boolean_fault(deleted or "false"), deleted), (level_fault(level), level)]
    found.append((1801 if len(query) > _LONGEST_QUERY else None, query))
    faults = [(code, value) for code, value in found if code is not None]
    if faults:
        raise ProvisioningError(*faults)
    with_deleted = deleted.lower() == "true"
    if with_deleted and query:
        raise ProvisioningError((1801, query), detail="searchQuery and includeDeleted exclude each other")
    if begin and end and moment(end) <= moment(begin):
        raise ProvisioningError((1801, end), detail="endDate has to be later than beginDate")
    return AuditRequest(
        RequestKind.EXPORT,
        username,
        g.caller,
        begin=begin,
        end=end,
        include_deleted=with_deleted,
        search_query=query,
        headers_only=level == _LEVELS[1],
    )


def _monitor_entry(domain: str, monitor: Monitor, *, alone: bool = False) -> str:
    levels = {"incomingEmail": monitor.incoming, "outgoingEmail": monitor.outgoing}
    levels |= {"draft": monitor.drafts, "chat": monitor.chats}
    properties = {
        "requestId": str(monitor.number),
        "destUserName": monitor.destination,
        "beginDate": monitor.begin,
        "endDate": monitor.end,
        **{f"{name}MonitorLevel": level for name, level in levels.items() if level},
    }
    url = _monitor_url(domain, monitor.username, monitor.destination)
    return atom_out.property_entry(url, properties, alone=alone)


def _request_entry(domain: str, asked: AuditRequest, *, alone: bool = False) -> str:
    status = asked.status(state().clock())
    properties = {"status": status.value}
    if asked.kind is RequestKind.EXPORT:
        properties["packageContent"] = _LEVELS[asked.headers_only]
        properties["includeDeleted"] = atom_out.boolean(asked.include_deleted)
        optional = {"searchQuery": asked.search_query, "beginDate": asked.begin, "endDate": asked.end}
        properties |= {name: value for name, value in optional.items() if value}
    properties |= {
        "requestId": str(asked.number),
        "userEmailAddress": f"{asked.username}@{domain.lower()}",
        "adminEmailAddress": asked.admin,
        "requestDate": _date(asked.requested),
    }
    if status is not RequestStatus.PENDING:
        properties["completedDate"] = _date(min(asked.completes, asked.user_gone or asked.completes))
        properties["numberOfFiles"] = "1" if status.has_files else "0"
    if status.has_files:
        properties["fileUrl0"] = f"{atom_out.HOST}{FILES}/{asked.token}"
    return atom_out.property_entry(_request_url(domain, asked), properties, alone=alone)


def _audit(domain: str) -> Audit:
    return state().domain.audit_of(domain.lower())


def _parts(path: str) -> tuple[str, ...]:
    return ("compliance", "audit", *path.split("/"))


def _monitor_url(domain: str, *names: str) -> str:
    return feeds.url(*_parts("mail/monitor"), domain.lower(), *(name.lower() for name in names))


def _request_url(domain: str, asked: AuditRequest) -> str:
    return feeds.url(*_parts(_PATHS[asked.kind]), domain.lower(), asked.username, str(asked.number))


def _date(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%d %H:%M")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise EntityDoesNotExist(text)
    return int(text)


def _start(text: str | None) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise ProvisioningError((1407, text))
    return int(text)
