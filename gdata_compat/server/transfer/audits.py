"""The audits of a domain, as JSON has them: the public key, the monitors, and what was asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from ..domain.audit import Audit, AuditRequest, Monitor, RequestKind
from ..domain.model import Domain, EntityExists
from ..faults import ProvisioningError
from ..provisioning import audit as rules
from ..provisioning import feeds
from .pages import all_domains, every, name_of, place_of
from .part import Item, Part
from .report import Outcome

__all__ = ["AuditKeys", "AuditRequests", "Monitors"]

_NO_KIND = "an audit is of the kind account or export"


class AuditKeys(Part):
    """The public keys, of the primary domain and of others."""

    fields = {"public_key": str, "domain": str}
    needed = ("public_key",)
    key = "public_key"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for host in all_domains(domain):
            found = domain.audit_of(host).public_key()
            if found:
                yield {"public_key": found} | ({} if host == domain.name else {"domain": host})

    def put(self, domain: Domain, item: Item) -> Outcome:
        rules.check_public_key(item["public_key"])
        host, _ = place_of(domain, f"@{item.get('domain', domain.name)}")
        audit = domain.audit_of(host)
        before = audit.public_key()
        if before == item["public_key"]:
            return Outcome.UNCHANGED
        audit.put_public_key(item["public_key"])
        return Outcome.UPDATED if before else Outcome.CREATED


class Monitors(Part):
    """Who gets copies of whose mail; those that have ended, too."""

    fields = {name: str for name in Monitor.__dataclass_fields__ if name != "number"} | {"number": int}
    needed = ("username", "destination", "begin", "end")
    key = "username"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for host in all_domains(domain):
            last: Monitor | None = None
            while found := domain.audit_of(host).all_monitors(last):
                for each in found:
                    yield {**asdict(each), "username": name_of(domain, host, each.username)}
                last = found[-1]

    def put(self, domain: Domain, item: Item) -> Outcome:
        host, username = place_of(domain, item["username"])
        audit, wanted = domain.audit_of(host), Monitor(**{**item, "username": username})
        for date in (wanted.begin, wanted.end):
            feeds.refuse(rules.date_fault(date), date)
        for level in (wanted.incoming, wanted.outgoing, wanted.drafts, wanted.chats):
            feeds.refuse(rules.level_fault(level), level)
        wanted = replace(wanted, destination=wanted.destination.lower())
        before = audit.monitors(wanted.username, wanted.destination, 1)
        there = [each for each in before if each.destination == wanted.destination]
        if there and replace(wanted, number=wanted.number or there[0].number) == there[0]:
            return Outcome.UNCHANGED
        audit.put_monitor(wanted, limited=False)
        return Outcome.UPDATED if there else Outcome.CREATED


class AuditRequests(Part):
    """What was asked for, with its moments in seconds since 1970; another request with a number stays."""

    fields = {
        "kind": str,
        "number": int,
        **dict.fromkeys(("username", "admin"), str),
        **dict.fromkeys(("requested", "completes"), float),
        **dict.fromkeys(("begin", "end", "search_query"), str),
        **dict.fromkeys(("include_deleted", "headers_only"), bool),
        **dict.fromkeys(("removed", "user_gone"), float),
    }
    needed = ("kind", "number", "username", "admin", "requested", "completes")
    key = "kind"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for host in all_domains(domain):
            for kind in RequestKind:
                for found in every(_pages(domain.audit_of(host), kind), lambda each: str(each.number)):
                    item = {name: getattr(found, name) for name in self.fields}
                    item |= {"kind": kind.value, "username": name_of(domain, host, found.username)}
                    yield {name: value for name, value in item.items() if value is not None}

    def put(self, domain: Domain, item: Item) -> Outcome:
        if item["kind"] not in list(RequestKind):
            raise ProvisioningError((1801, item["kind"]), detail=_NO_KIND)
        host, username = place_of(domain, item["username"])
        audit, kind = domain.audit_of(host), RequestKind(item["kind"])
        wanted = AuditRequest(**{**item, "kind": kind, "username": username})
        for date in (wanted.begin, wanted.end):
            feeds.refuse(rules.date_fault(date) if date else None, date)
        feeds.refuse(1801 if not 0 < wanted.number < 2**31 else None, str(wanted.number))
        there = audit.requests(kind, start=wanted.number, limit=1)
        if there and there[0].number == wanted.number:
            if replace(there[0], token="") != wanted:
                raise EntityExists(str(wanted.number))
            return Outcome.UNCHANGED
        audit.restore_request(wanted)
        return Outcome.CREATED


def _pages(audit: Audit, kind: RequestKind) -> Any:
    return lambda start, limit: audit.requests(kind, start=int(start or 0), limit=limit)
