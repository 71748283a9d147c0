"""The settings of a domain itself, as JSON has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from ..domain.admin_settings import AdminSetting, Values
from ..domain.model import Domain
from ..faults import ProvisioningError
from ..provisioning import admin_settings as rules
from .part import Item, Part
from .report import Outcome

__all__ = ["AdminSettings"]


class AdminSettings(Part):
    """What a domain has set, with the facts that the API only reads; what is counted is not among them."""

    fields = {"setting": str, "key": str, "values": dict}
    needed = ("setting", "values")
    key = "setting"

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        last: AdminSetting | None = None
        while found := domain.admin_settings.page(last):
            yield from map(asdict, found)
            last = found[-1]

    def put(self, domain: Domain, item: Item) -> Outcome:
        name, values, settings = item["setting"], item["values"], domain.admin_settings
        if any(not isinstance(value, str) for value in values.values()):
            raise ProvisioningError((1801, name))
        if name == rules.ROUTING:
            return self._put_route(domain, rules.checked(rules.ROUTE, values))
        if name not in rules.SETTINGS or name.partition("/")[2] in rules.COUNTS:
            raise ProvisioningError((1801, name))
        wanted = rules.kept_values(name, rules.checked(rules.SETTINGS[name], values))
        before = settings.get(name)
        if {**before, **wanted} == before:
            return Outcome.UNCHANGED
        settings.put(name, wanted)
        return Outcome.UPDATED if before else Outcome.CREATED

    def _put_route(self, domain: Domain, route: Values) -> Outcome:
        key = rules.route_key(route)
        if domain.admin_settings.get(rules.ROUTING, key) == route:
            return Outcome.UNCHANGED
        domain.admin_settings.add(rules.ROUTING, key, route)
        return Outcome.CREATED
