"""The feeds of a domain's settings: `/a/feeds/domain/2.0/DOMAIN/SETTING`, and its logo.

Addresses, properties and most values are from the Admin Settings API's guide; what can only be read, and what
verification tells, is from its clients (2.0.18 documents `verifiedMethod`, its author's tool reads
`verificationMethod`: both are told). Nothing here asks the DNS: a verification that is asked for succeeds.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from .. import atom_out, rsa, xml_in
from ..authentication import authorized
from ..domain.admin_settings import Values
from ..domain.model import Domain, EntityDoesNotExist, EntityExists
from ..faults import ProvisioningError
from ..state import state
from ..target import is_web_address
from . import feeds, rules

__all__ = [
    "COUNTS",
    "CREATION_TIME",
    "ROUTE",
    "ROUTING",
    "SCOPE",
    "SETTINGS",
    "Setting",
    "begin",
    "blueprint",
    "checked",
    "kept_values",
    "route_key",
]

#: The scope that opens these feeds.
SCOPE = f"{atom_out.HOST}/a/feeds/domain/"

blueprint = Blueprint("admin_settings", __name__)

#: Returns the code of what is wrong with a value, or None.
_Fault = Callable[[str], int | None]

#: What is told of the most users where there is no limit.
_NO_LIMIT = 2**31 - 1

# A transparent picture of one pixel.
_NO_LOGO = base64.b64decode("R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
_IMAGES = {
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8": "image/jpeg",
}


def _one_of(*values: str) -> _Fault:
    return lambda value: None if value in values else 1801


def _anything(value: str) -> int | None:
    return None


def _language(value: str) -> int | None:
    return None if rules.is_language_tag(value) else 1801


def _organization_name(value: str) -> int | None:
    return None if value.strip() and len(value) <= 255 and value.isprintable() else 1801


def _address_or_nothing(value: str) -> int | None:
    return None if value == "" or rules.is_email_address(value) else 1406


def _uri_or_nothing(value: str) -> int | None:
    return None if value == "" or (len(value) <= 2048 and is_web_address(value)) else 1801


def _networks(value: str) -> int | None:
    """Check masks such as `64.233.187.0/24`, with semicolons between them (the help on single sign-on)."""
    try:
        for mask in value.split(";") if value else ():
            ipaddress.ip_network(mask.strip(), strict=False)
    except ValueError:
        return 1801
    return None


def _is_host(value: str) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return rules.is_domain_name(value)
    return True


def _smart_host(value: str) -> int | None:
    return None if value == "" or _is_host(value) else 1801


def _route_destination(value: str) -> int | None:
    return None if _is_host(value) else 1603


def _image(value: str) -> int | None:
    return None if _image_type(_decoded(value)) else 1801


@dataclass(frozen=True)
class Setting:
    """Which properties a setting has, which of them a change needs, and what it shows where nothing was set.

    What is not `writable` is a fact that only an import sets.
    """

    properties: Mapping[str, _Fault]
    needed: tuple[str, ...] = ()
    initial: Values = field(default_factory=dict)
    writable: bool = True
    readable: bool = True


def _fact(name: str, fault: _Fault = _anything, initial: str = "") -> Setting:
    return Setting({name: fault}, (name,), {name: initial}, writable=False)


_EDITION = _one_of("standard", "premier", "education", "partner")
_SMTP_MODE = _one_of("", "SMTP", "SMTP_TLS")
_ACCOUNT = "accountInformation"
CREATION_TIME = f"{_ACCOUNT}/creationTime"
_LOGO = "appearance/customLogo"
_GATEWAY = "email/gateway"
_SIGNING_KEY = "sso/signingkey"
_VERIFIED = {"verified": "false", "verifiedMethod": "", "verificationMethod": ""}

#: What is counted and never kept.
COUNTS = ("maximumNumberOfUsers", "currentNumberOfUsers")

#: The settings by the ends of their addresses.
SETTINGS = {
    "general/defaultLanguage": Setting(
        {"defaultLanguage": _language}, ("defaultLanguage",), {"defaultLanguage": "en"}
    ),
    "general/organizationName": Setting({"organizationName": _organization_name}, ("organizationName",)),
    **{f"general/{name}": _fact(name) for name in COUNTS},
    f"{_ACCOUNT}/isVerified": _fact("isVerified", rules.boolean_fault, "true"),
    **{f"{_ACCOUNT}/{name}": _fact(name) for name in ("supportPIN", "customerPIN")},
    f"{_ACCOUNT}/edition": _fact("edition", _EDITION, "premier"),
    CREATION_TIME: _fact("creationTime"),
    f"{_ACCOUNT}/countryCode": _fact(
        "countryCode", lambda code: None if len(code) == 2 and code.isalpha() else 1801, "US"
    ),
    f"{_ACCOUNT}/adminSecondaryEmail": Setting(
        {"adminSecondaryEmail": _address_or_nothing}, ("adminSecondaryEmail",), {"adminSecondaryEmail": ""}
    ),
    _LOGO: Setting({"logoImage": _image}, ("logoImage",), readable=False),
    "verification/cname": Setting({"verified": rules.boolean_fault}, ("verified",), _VERIFIED),
    "verification/mx": Setting({"verified": rules.boolean_fault}, ("verified",), _VERIFIED),
    "sso/general": Setting(
        {
            "samlSignonUri": _uri_or_nothing,
            "samlLogoutUri": _uri_or_nothing,
            "changePasswordUri": _uri_or_nothing,
            "enableSSO": rules.boolean_fault,
            "ssoWhitelist": _networks,
            "useDomainSpecificIssuer": rules.boolean_fault,
        },
        initial={
            "samlSignonUri": "",
            "samlLogoutUri": "",
            "changePasswordUri": "",
            "enableSSO": "false",
            "ssoWhitelist": "",
            "useDomainSpecificIssuer": "false",
        },
    ),
    _SIGNING_KEY: Setting({"signingKey": _anything}, ("signingKey",)),
    "email/migration": Setting(
        {"enableUserMigration": rules.boolean_fault},
        ("enableUserMigration",),
        {"enableUserMigration": "false"},
    ),
    _GATEWAY: Setting({"smartHost": _smart_host, "smtpMode": _SMTP_MODE}, ("smartHost",)),
}

#: The setting that is a list, of routes by where they lead and whose mail they take.
ROUTING = "emailrouting"

#: What such a route holds.
ROUTE = Setting(
    {
        "routeDestination": _route_destination,
        "routeRewriteTo": rules.boolean_fault,
        "routeEnabled": rules.boolean_fault,
        "bounceNotifications": rules.boolean_fault,
        "accountHandling": _one_of("allAccounts", "provisionedAccounts", "unknownAccounts"),
    },
    ("routeDestination", "routeRewriteTo", "routeEnabled", "bounceNotifications", "accountHandling"),
)

_DOMAIN = "/a/feeds/domain/2.0/<domain>"
_GROUPS = ", ".join(dict.fromkeys(name.partition("/")[0] for name in SETTINGS))
_SETTING = f"{_DOMAIN}/<any({_GROUPS}):group>/<setting>"


@blueprint.get(_SETTING)
@authorized(SCOPE)
def retrieve(domain: str, group: str, setting: str) -> Response:
    """A setting of the domain, a count of its users, or a fact about its account."""
    name = f"{group}/{setting}"
    if not _known(name).readable:
        raise ProvisioningError((1203, name), detail=f"{name} can be set, not read")
    return _answer(domain, name)


@blueprint.put(_SETTING)
@authorized(SCOPE)
def update(domain: str, group: str, setting: str) -> Response:
    """Set a setting: language, name, logo, single sign-on and its key, verification, gateway, migration."""
    name = f"{group}/{setting}"
    if not _known(name).writable:
        raise ProvisioningError((1304, name), detail=f"{name} can be read, not set")
    values = kept_values(name, checked(_known(name), xml_in.properties(request.get_data())))
    settings = state().domain.admin_settings
    if name == _GATEWAY:
        settings.replace(name, values)
    else:
        settings.put(name, values)
    return _answer(domain, name)


@blueprint.post(f"{_DOMAIN}/{ROUTING}")
@authorized(SCOPE)
def add_route(domain: str) -> Response:
    """A new route for mail to another server, for all addresses, those of users, or the others."""
    values = checked(ROUTE, xml_in.properties(request.get_data()))
    key = route_key(values)
    try:
        state().domain.admin_settings.add(ROUTING, key, values)
    except EntityExists as error:
        raise ProvisioningError(
            (1601, values["routeDestination"]), detail=f"there is a route {key}"
        ) from error
    return feeds.answer(atom_out.property_entry(_url(domain, ROUTING), values, alone=True).encode())


@blueprint.get("/a/cpanel/<domain>/images/logo.gif")
def logo(domain: str) -> Response:
    """The domain's logo, for anybody; one transparent pixel where none was set."""
    if domain.lower() != state().domain.name:
        raise NotFound
    image = _decoded(state().domain.admin_settings.get(_LOGO).get("logoImage", "")) or _NO_LOGO
    answer = Response(image, content_type=_image_type(image))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def begin(domain: Domain, now: float) -> None:
    """Note when a domain was made, `now` in seconds since 1970, unless that is known."""
    made = datetime.fromtimestamp(now, timezone.utc).isoformat(timespec="milliseconds")
    domain.admin_settings.begin(CREATION_TIME, {"creationTime": made.replace("+00:00", "Z")})


def checked(setting: Setting, given: Mapping[str, str]) -> dict[str, str]:
    """Return what was sent and is known, flags in lower case; raises ProvisioningError with all faults."""
    faults = [(1801, name) for name in setting.needed if name not in given]
    values = {name: given[name] for name in setting.properties if name in given}
    found = ((setting.properties[name](value), value) for name, value in values.items())
    faults += [(code, value) for code, value in found if code is not None]
    if faults:
        raise ProvisioningError(*faults)
    flags = {name for name, fault in setting.properties.items() if fault is rules.boolean_fault}
    return {name: value.lower() if name in flags else value for name, value in values.items()}


def kept_values(setting: str, values: Values) -> Values:
    """Return what is kept of the values that were sent; raises ProvisioningError."""
    if setting == _SIGNING_KEY:
        try:
            return rsa.signing_key(values["signingKey"])
        except ValueError as error:  # what was sent may be a private key: it is not told
            raise ProvisioningError((1408, ""), detail=str(error)) from error
    if setting == _GATEWAY:
        host = values["smartHost"]
        return {"smartHost": host, "smtpMode": values.get("smtpMode") or "SMTP"} if host else {}
    if setting.startswith("verification/"):
        method = setting.partition("/")[2].upper() if values["verified"] == "true" else ""
        return {"verified": values["verified"], "verifiedMethod": method, "verificationMethod": method}
    return values


def route_key(values: Values) -> str:
    """Return what tells one route from another."""
    return f"{values['routeDestination'].lower()} {values['accountHandling']}"


def _known(name: str) -> Setting:
    if name not in SETTINGS:
        raise NotFound
    return SETTINGS[name]


def _answer(domain: str, setting: str) -> Response:
    values = {**SETTINGS[setting].initial, **_computed(setting), **state().domain.admin_settings.get(setting)}
    if setting == _SIGNING_KEY and not values:
        raise EntityDoesNotExist(setting, "no signing key was set")
    return feeds.answer(atom_out.property_entry(_url(domain, setting), values, alone=True).encode())


def _computed(setting: str) -> Values:
    domain = state().domain
    if setting == "general/organizationName":
        return {"organizationName": domain.name}
    if setting == "general/currentNumberOfUsers":
        return {"currentNumberOfUsers": str(domain.accounts.count())}
    if setting == "general/maximumNumberOfUsers":
        limit = domain.accounts.limit
        return {"maximumNumberOfUsers": str(_NO_LIMIT if limit is None else limit)}
    if setting.endswith("PIN"):  # nobody here asks for it: the same for the same domain
        return {setting.partition("/")[2]: str(int(_digest(setting, domain.name), 16) % 10**6).zfill(6)}
    if setting == "verification/cname":
        return {"recordName": f"google{_digest(setting, domain.name)}"}
    return {}


def _url(domain: str, setting: str) -> str:
    return feeds.url("domain", "2.0", domain.lower(), *setting.split("/"))


def _digest(*parts: str) -> str:
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]


def _decoded(text: str) -> bytes:
    """Return what is in Base64, nothing where that is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _image_type(image: bytes) -> str:
    return next((kind for start, kind in _IMAGES.items() if image.startswith(start)), "")
