"""The feeds of mailbox settings: `/a/feeds/emailsettings/2.0/DOMAIN/USER/SETTING[/KEY]`.

Which properties a setting has, which values they take, and which settings can be read is from the Email
Settings API's guide: labels have up to 40 characters, signatures 1,000, a page 25, 50 or 100 conversations.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from flask import Blueprint, Response, request

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.email_settings import EmailSettings, Values
from ..domain.model import Domain
from ..faults import ProvisioningError
from ..state import state
from . import feeds, rules

__all__ = ["LISTS", "SCOPE", "SETTINGS", "Setting", "blueprint", "checked", "delegate_of"]

#: The scope that opens these feeds.
SCOPE = f"{atom_out.HOST}/a/feeds/emailsettings/2.0/"

blueprint = Blueprint("email_settings", __name__)

_Check = Callable[[str], bool]


def _one_of(*values: str) -> _Check:
    return lambda value: value in values


def _at_most(characters: int) -> _Check:
    return lambda value: len(value) <= characters


def _flag(value: str) -> bool:
    return rules.boolean_fault(value) is None


def _date(value: str) -> bool:
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return value == ""


def _address_or_nothing(value: str) -> bool:
    return value == "" or rules.is_email_address(value)


_ACTION = _one_of("KEEP", "ARCHIVE", "DELETE")


@dataclass(frozen=True)
class Setting:
    """Which properties a setting has, which it needs, and what it shows where nothing was set.

    `lacks` says in words what the values together lack, '' for nothing.
    """

    properties: Mapping[str, _Check]
    needed: tuple[str, ...] = ()
    initial: Values = field(default_factory=dict)
    readable: bool = True
    lacks: Callable[[Values], str] = lambda values: ""


def _forwarding_lacks(values: Values) -> str:
    on = values.get("enable") == "true"
    return "forwarding needs forwardTo" if on and not values.get("forwardTo") else ""


def _filter_lacks(values: Values) -> str:
    return "" if values else "a filter needs something to look for"


_OFF = {"enable": "false"}

#: Settings that are one set of values.
SETTINGS = {
    "webclip": Setting({"enable": _flag}, ("enable",), readable=False),
    "forwarding": Setting(
        {"enable": _flag, "forwardTo": _address_or_nothing, "action": _ACTION},
        ("enable",),
        _OFF,
        lacks=_forwarding_lacks,
    ),
    "pop": Setting(
        {"enable": _flag, "enableFor": _one_of("ALL_MAIL", "MAIL_FROM_NOW_ON"), "action": _ACTION},
        ("enable",),
        _OFF,
    ),
    "imap": Setting({"enable": _flag}, ("enable",), _OFF),
    "vacation": Setting(
        {
            "enable": _flag,
            "subject": _at_most(500),
            "message": _at_most(100_000),
            "startDate": _date,
            "endDate": _date,
            "contactsOnly": _flag,
            "domainOnly": _flag,
        },
        ("enable",),
        _OFF,
    ),
    "signature": Setting({"signature": _at_most(1000)}, ("signature",), {"signature": ""}),
    "language": Setting({"language": rules.is_language_tag}, ("language",), readable=False),
    "general": Setting(
        {
            "pageSize": _one_of("25", "50", "100"),
            "shortcuts": _flag,
            "arrows": _flag,
            "snippets": _flag,
            "unicode": _flag,
        },
        readable=False,
    ),
}

#: Settings that are lists, each with the property that is the key of an item.
LISTS = {
    "label": (
        "label",
        Setting({"label": lambda name: len(name.strip()) > 0 and len(name) <= 40}, ("label",)),
    ),
    "filter": (
        "",
        Setting(
            {
                "from": _at_most(1000),
                "to": _at_most(1000),
                "subject": _at_most(1000),
                "hasTheWord": _at_most(1000),
                "doesNotHaveTheWord": _at_most(1000),
                "hasAttachment": _flag,
                "label": _at_most(40),
                "shouldMarkAsRead": _flag,
                "shouldArchive": _flag,
            },
            readable=False,
            lacks=_filter_lacks,
        ),
    ),
    "sendas": (
        "address",
        Setting(
            {
                "name": _at_most(250),
                "address": rules.is_email_address,
                "replyTo": _address_or_nothing,
                "makeDefault": _flag,
            },
            ("name", "address"),
        ),
    ),
    "delegation": ("address", Setting({"address": rules.is_email_address}, ("address",))),
}

_USER = "/a/feeds/emailsettings/2.0/<domain>/<username>"
_VALUES = f"{_USER}/<any({', '.join(SETTINGS)}):setting>"
_ITEMS = f"{_USER}/<any({', '.join(LISTS)}):setting>"


@blueprint.get(_VALUES)
@authorized(SCOPE, secondary=True)
def retrieve(domain: str, username: str, setting: str) -> Response:
    """A setting: forwarding, pop, imap, vacation, signature."""
    if not SETTINGS[setting].readable:
        raise ProvisioningError((1203, setting), detail=f"{setting} can be set, not read")
    values = {**SETTINGS[setting].initial, **_settings(domain).get(username, setting)}
    return _answer(_url(domain, username, setting), values)


@blueprint.put(_VALUES)
@authorized(SCOPE, secondary=True)
def update(domain: str, username: str, setting: str) -> Response:
    """Set webclip, forwarding, pop, imap, vacation, signature, language or general."""
    values = checked(SETTINGS[setting], xml_in.properties(request.get_data()))
    kept = _settings(domain).put(username, setting, values)
    return _answer(_url(domain, username, setting), {**SETTINGS[setting].initial, **kept})


@blueprint.get(_ITEMS)
@authorized(SCOPE, secondary=True)
def retrieve_items(domain: str, username: str, setting: str) -> Response:
    """All labels, send-as addresses or delegates of a user."""
    key, kind = LISTS[setting]
    if not kind.readable:
        raise ProvisioningError((1203, setting), detail=f"{setting} can be added, not read")
    url = _url(domain, username, setting)
    entries = [
        atom_out.property_entry(_url(domain, username, setting, item[key]), item)
        for item in _settings(domain).items(username, setting)
    ]
    return feeds.answer(atom_out.property_feed(atom_out.Page(url, "start", None, None), entries))


@blueprint.post(_ITEMS)
@authorized(SCOPE, secondary=True)
def add_item(domain: str, username: str, setting: str) -> Response:
    """A new label, filter, send-as address or delegate."""
    name, kind = LISTS[setting]
    values = checked(kind, xml_in.properties(request.get_data()))
    if setting == "delegation":
        values = delegate_of(state().domain, domain, values["address"])
    key = values[name] if name else secrets.token_hex(8)
    _settings(domain).add(username, setting, key, values)
    url = _url(domain, username, setting, key)
    return feeds.created(atom_out.property_entry(url, values, alone=True).encode(), url)


@blueprint.delete(f"{_USER}/<any(label, delegation):setting>/<key>")
@authorized(SCOPE, secondary=True)
def remove_item(domain: str, username: str, setting: str, key: str) -> Response:
    """Delete a label or a delegate."""
    settings, name = _settings(domain), LISTS[setting][0]
    there = {item[name] for item in settings.items(username, setting)}
    # 2.0.18 writes a space in a label as '+'.
    settings.remove(username, setting, key if key in there else key.replace("+", " "))
    return feeds.deleted()


def checked(setting: Setting, given: Mapping[str, str]) -> dict[str, str]:
    """Return what was sent and is known, flags in lower case; raises ProvisioningError with all faults."""
    faults = [(1801, "") for name in setting.needed if name not in given]
    values = {name: given[name] for name in setting.properties if name in given}
    faults += [(1801, value) for name, value in values.items() if not setting.properties[name](value)]
    if faults:
        raise ProvisioningError(*faults)
    flags = {name for name, check in setting.properties.items() if check is _flag}
    read = {name: value.lower() if name in flags else value for name, value in values.items()}
    lacking = setting.lacks(read)
    if lacking:
        raise ProvisioningError((1801, ""), detail=lacking)
    return read


def delegate_of(account: Domain, domain: str, address: str) -> dict[str, str]:
    """Return what a delegate is shown as; raises EntityDoesNotExist for who is no user of the domain."""
    local, _, host = address.lower().partition("@")
    if host != domain.lower():
        raise ProvisioningError((1301, address), detail="a delegate is a user of the same domain")
    user = account.users_of(host).get(local)
    return {
        "address": address.lower(),
        "status": "ACCEPTED",
        "delegationId": address.lower(),
        "delegate": f"{user.given_name} {user.family_name}",
    }


def _settings(domain: str) -> EmailSettings:
    return state().domain.email_settings_of(domain.lower())


def _url(domain: str, username: str, setting: str, *keys: str) -> str:
    return feeds.url("emailsettings", "2.0", domain.lower(), username.lower(), setting, *keys)


def _answer(url: str, values: Values) -> Response:
    return feeds.answer(atom_out.property_entry(url, values, alone=True).encode())
