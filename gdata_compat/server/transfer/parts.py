"""Everything but users, as JSON has it: a part a class, what it reads of a domain and puts into one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol, TypeVar

from ..domain.calendar_resources import CalendarResource, CalendarResourceChanges
from ..domain.email_settings import EmailSetting
from ..domain.groups import Group, GroupChanges
from ..domain.model import Domain, EntityDoesNotExist, EntityExists
from ..domain.nicknames import Nickname
from ..domain.org_units import ROOT, OrgUnit, OrgUnitChanges, canonical
from ..faults import ProvisioningError
from ..provisioning import calendar_resources as resource_rules
from ..provisioning import email_settings as setting_rules
from ..provisioning import feeds, rules
from ..provisioning import groups as group_rules
from ..provisioning import org_units as unit_rules
from .audits import AuditKeys, AuditRequests, Monitors
from .contacts import ContactGroups, Contacts
from .mail import Mail
from .pages import every
from .part import Item, Part
from .report import Outcome
from .secondary import Aliases, SecondaryDomains, SecondaryUsers
from .settings import AdminSettings
from .users import name_of_unit

__all__ = ["AFTER_USERS", "BEFORE_USERS", "PARTS"]

_T = TypeVar("_T")


class OrgUnits(Part):
    """Units; those above come first."""

    fields = {"path": str, "description": str, "block_inheritance": bool}
    needed = ("path",)
    key = "path"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for unit in every(domain.org_units.page, lambda unit: unit.path):
            yield {name: getattr(unit, name) for name in self.fields}

    def put(self, domain: Domain, item: Item) -> Outcome:
        path = canonical(item["path"])
        feeds.refuse(1303 if path == ROOT else None, path)
        unit = OrgUnit(
            path, name_of_unit(path), item.get("description", ""), item.get("block_inheritance", False)
        )
        unit_rules.changes_of({"name": unit.name, "description": unit.description})
        return _put(domain.org_units, unit, path, OrgUnitChanges, item)


class Nicknames(Part):
    """Nicknames; one that is another user's stays that user's."""

    fields = {"name": str, "username": str}
    needed = ("name", "username")
    key = "name"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        return map(asdict, every(domain.nicknames.page, lambda each: each.name))

    def put(self, domain: Domain, item: Item) -> Outcome:
        name, username = item["name"].lower(), item["username"].lower().removesuffix(f"@{domain.name}")
        feeds.check_name(name)
        try:
            old = domain.nicknames.get(name)
        except EntityDoesNotExist:
            domain.nicknames.create(Nickname(name, username))
            return Outcome.CREATED
        if old.username != username:
            raise EntityExists(name)
        return Outcome.UNCHANGED


class Groups(Part):
    """Groups, without who is in them."""

    fields = {"group_id": str, "name": str, "description": str, "email_permission": str}
    needed = ("group_id", "name")
    key = "group_id"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        return map(asdict, every(domain.groups.page, lambda each: each.group_id))

    def put(self, domain: Domain, item: Item) -> Outcome:
        feeds.refuse(group_rules.id_fault(item["group_id"]), item["group_id"])
        names = {"groupName": "name", "description": "description", "emailPermission": "email_permission"}
        group_rules.changes_of({sent: item[name] for sent, name in names.items() if name in item})
        group = Group(**{**item, "group_id": item["group_id"].lower()})
        return _put(domain.groups, group, group.group_id, GroupChanges, item)


class Participants(Part):
    """Members and owners of groups; whoever is in a group already and is not named stays."""

    fields = {"group_id": str, "members": list, "owners": list}
    needed = ("group_id",)
    key = "group_id"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for group in every(domain.groups.page, lambda each: each.group_id):
            found = {f"{role}s": self._of(domain, group.group_id, role) for role in ("member", "owner")}
            if any(found.values()):
                yield {"group_id": group.group_id} | found

    def put(self, domain: Domain, item: Item) -> Outcome:
        added = 0
        for role in ("member", "owner"):
            there = set(self._of(domain, item["group_id"], role))
            for address in _addresses(domain, item.get(f"{role}s", ())):
                if address not in there:
                    domain.groups.add(item["group_id"], role, address)
                    there.add(address)
                    added += 1
        return Outcome.UPDATED if added else Outcome.UNCHANGED

    def _of(self, domain: Domain, group_id: str, role: str) -> list[str]:
        def page(start: str | None, limit: int) -> Sequence[str]:
            found = domain.groups.participants(group_id, role, start, limit, suspended=True)
            return [each.address for each in found]

        return list(every(page, str))


class EmailLists(Part):
    """E-mail lists and their recipients; who is on a list already and is not named stays."""

    fields = {"name": str, "recipients": list}
    needed = ("name",)
    key = "name"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for name in every(domain.email_lists.page, str):
            yield {"name": name, "recipients": self._on(domain, name)}

    def put(self, domain: Domain, item: Item) -> Outcome:
        name = item["name"].lower()
        feeds.check_name(name)
        outcome = Outcome.UNCHANGED
        try:
            domain.email_lists.get(name)
        except EntityDoesNotExist:
            domain.email_lists.create(name)
            outcome = Outcome.CREATED
        there = set(self._on(domain, name))
        wanted = dict.fromkeys(_addresses(domain, item.get("recipients", ())))
        new = [address for address in wanted if address not in there]
        domain.email_lists.add_recipients(name, new)
        return Outcome.UPDATED if new and outcome is Outcome.UNCHANGED else outcome

    def _on(self, domain: Domain, name: str) -> list[str]:
        return list(every(lambda start, limit: domain.email_lists.recipients(name, start, limit), str))


class CalendarResources(Part):
    """What calendars can book."""

    fields = {"resource_id": str, "common_name": str, "description": str, "kind": str, "email": str}
    needed = ("resource_id",)
    key = "resource_id"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        return map(asdict, every(domain.calendar_resources.page, lambda each: each.resource_id))

    def put(self, domain: Domain, item: Item) -> Outcome:
        feeds.refuse(resource_rules.id_fault(item["resource_id"]), item["resource_id"])
        names = {"resourceCommonName": "common_name", "resourceDescription": "description"}
        names["resourceType"] = "kind"
        resource_rules.changes_of({sent: item[name] for sent, name in names.items() if name in item})
        resource = CalendarResource(**item)
        collection = domain.calendar_resources
        return _put(collection, resource, resource.resource_id, CalendarResourceChanges, item)


class EmailSettings(Part):
    """What users have set for their mailboxes; one on a secondary domain is named by the address."""

    fields = {"username": str, "setting": str, "key": str, "values": dict}
    needed = ("username", "setting", "values")
    key = "username"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for host in (domain.name, *domain.secondary_domains.names()):
            last: EmailSetting | None = None
            while found := domain.email_settings_of(host).page(last):
                for each in found:
                    name = each.username if host == domain.name else f"{each.username}@{host}"
                    yield {**asdict(each), "username": name}
                last = found[-1]

    def put(self, domain: Domain, item: Item) -> Outcome:
        username, _, host = item["username"].lower().partition("@")
        setting, values = item["setting"], item["values"]
        if any(not isinstance(value, str) for value in values.values()):
            raise ProvisioningError((1801, setting))
        settings = domain.email_settings_of(host or domain.name)
        if setting in setting_rules.SETTINGS:
            checked = setting_rules.checked(setting_rules.SETTINGS[setting], values)
            before = dict(settings.get(username, setting))
            if before | checked == before:
                return Outcome.UNCHANGED
            settings.put(username, setting, checked)
            return Outcome.UPDATED if before else Outcome.CREATED
        if setting not in setting_rules.LISTS:
            raise ProvisioningError((1801, setting))
        named_by, kind = setting_rules.LISTS[setting]
        setting_rules.checked(kind, values)
        if setting == "delegation":
            setting_rules.delegate_of(domain, host or domain.name, values["address"])
        key = item.get("key") or values.get(named_by)
        if not key:
            raise ProvisioningError((1801, ""))
        if dict(values) in [dict(each) for each in settings.items(username, setting)]:
            return Outcome.UNCHANGED
        settings.add(username, setting, key, values)
        return Outcome.CREATED


#: The parts by their names in a document, each after those that it names.
PARTS: Mapping[str, Part] = {
    "org_units": OrgUnits(),
    "secondary_domains": SecondaryDomains(),
    "secondary_users": SecondaryUsers(),
    "nicknames": Nicknames(),
    "aliases": Aliases(),
    "groups": Groups(),
    "group_participants": Participants(),
    "email_lists": EmailLists(),
    "calendar_resources": CalendarResources(),
    "email_settings": EmailSettings(),
    "contact_groups": ContactGroups(),
    "contacts": Contacts(),
    "migrated_mail": Mail(),
    "admin_settings": AdminSettings(),
    "audit_keys": AuditKeys(),
    "audit_monitors": Monitors(),
    "audit_requests": AuditRequests(),
}

#: The parts that users need, and those that need users.
BEFORE_USERS = ("org_units",)
AFTER_USERS = tuple(name for name in PARTS if name not in BEFORE_USERS)


class _Collection(Protocol[_T]):
    def get(self, name: str, /) -> _T: ...
    def create(self, entity: _T, /) -> _T: ...
    def update(self, name: str, changes: Any, /) -> _T: ...


def _put(
    collection: _Collection[_T], entity: _T, key: str, changes: Callable[..., Any], item: Item
) -> Outcome:
    try:
        old = collection.get(key)
    except EntityDoesNotExist:
        collection.create(entity)
        return Outcome.CREATED
    names = changes.__dataclass_fields__.keys() & item.keys()  # type: ignore[attr-defined]
    differing = {name: item[name] for name in names if item[name] != getattr(old, name)}
    if not differing:
        return Outcome.UNCHANGED
    collection.update(key, changes(**differing))
    return Outcome.UPDATED


def _addresses(domain: Domain, names: Sequence[Any]) -> Iterator[str]:
    """Give whole addresses; a name without one is the domain's own."""
    for name in names:
        if not isinstance(name, str):
            raise ProvisioningError((1406, str(name)))
        address = feeds.address_in(domain.name, name)
        feeds.refuse(None if rules.is_email_address(address) else 1406, name)
        yield address
