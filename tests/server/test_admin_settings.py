"""The settings of a domain: what is kept, what is refused, and where the logo is."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, rsa

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.admin_settings import AdminSetting
from gdata_compat.server.domain.model import EntityExists
from gdata_compat.server.domain.sql import SqlDomain
from gdata_compat.server.domain.sql.database import Database
from gdata_compat.server.events import hide_secrets
from gdata_compat.server.provisioning.admin_settings import SETTINGS
from gdata_compat.server.rsa import signing_key
from gdata_compat.server.state import state_of
from gdata_compat.server.transfer.importing import import_json
from tests.fix_server import SignedClient

CERTIFICATE = (Path(__file__).parent.parent / "data" / "server" / "certificate.pem").read_text()
FEED = "/a/feeds/domain/2.0/example.com"


def entry(**properties: str) -> bytes:
    """Write a property entry."""
    rows = "".join(
        f"<apps:property name='{name}' value={quoteattr(value)}/>" for name, value in properties.items()
    )
    spaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'"
    return f"<entry {spaces}>{rows}</entry>".encode()


def test_values_are_kept_merged_and_replaced(database: Database) -> None:
    """Each database does the same; another domain has its own."""
    settings = SqlDomain(database, "example.com").admin_settings
    settings.begin("sso/general", {"enableSSO": "false"})
    settings.begin("sso/general", {"enableSSO": "never"})
    merged = settings.put("sso/general", {"samlSignonUri": "u"})
    settings.replace("email/gateway", {"smartHost": "a", "smtpMode": "SMTP"})
    settings.replace("email/gateway", {"smartHost": "b"})
    settings.add("emailrouting", "k", {"routeDestination": "c"})
    with pytest.raises(EntityExists):
        settings.add("emailrouting", "k", {"routeDestination": "d"})
    assert merged == {"enableSSO": "false", "samlSignonUri": "u"}
    first = settings.page(limit=1)
    assert [*first, *settings.page(first[-1])] == [
        AdminSetting("email/gateway", "", {"smartHost": "b"}),
        AdminSetting("emailrouting", "k", {"routeDestination": "c"}),
        AdminSetting("sso/general", "", merged),
    ]
    settings.replace("email/gateway", {})
    assert (settings.get("email/gateway"), len(settings.page())) == ({}, 2)
    assert SqlDomain(database, "example.org").admin_settings.page() == []


WRONG = {
    "language": ("general/defaultLanguage", {"defaultLanguage": "English"}, 1801),
    "no language": ("general/defaultLanguage", {}, 1801),
    "name": ("general/organizationName", {"organizationName": "x" * 256}, 1801),
    "line in a name": ("general/organizationName", {"organizationName": "a&#10;b\n"}, 1801),
    "address": ("accountInformation/adminSecondaryEmail", {"adminSecondaryEmail": "a@b"}, 1406),
    "logo in no Base64": ("appearance/customLogo", {"logoImage": "*"}, 1801),
    "logo that is none": ("appearance/customLogo", {"logoImage": "AAAA"}, 1801),
    "verified": ("verification/mx", {"verified": "yes"}, 1801),
    "sign-on address": ("sso/general", {"samlSignonUri": "javascript:alert(1)"}, 1801),
    "logout address": ("sso/general", {"samlLogoutUri": "/out"}, 1801),
    "change address": ("sso/general", {"changePasswordUri": "http://"}, 1801),
    "enable": ("sso/general", {"enableSSO": "on"}, 1801),
    "issuer": ("sso/general", {"useDomainSpecificIssuer": ""}, 1801),
    "masks": ("sso/general", {"ssoWhitelist": "10.0.0.0/8;"}, 1801),
    "key": ("sso/signingkey", {"signingKey": "AAAA"}, 1408),
    "no key": ("sso/signingkey", {"signingKey": ""}, 1408),
    "migration": ("email/migration", {"enableUserMigration": "1"}, 1801),
    "host": ("email/gateway", {"smartHost": "a..b"}, 1801),
    "mode": ("email/gateway", {"smartHost": "a.test", "smtpMode": "smtp"}, 1801),
    "fact": ("accountInformation/countryCode", {"countryCode": "DE"}, 1304),
    "count": ("general/currentNumberOfUsers", {"currentNumberOfUsers": "7"}, 1304),
}


@pytest.mark.parametrize(("setting", "properties", "code"), WRONG.values(), ids=WRONG.keys())
def test_wrong_values_are_refused_and_nothing_is_kept(
    signed: SignedClient, setting: str, properties: dict[str, str], code: int
) -> None:
    """With the API's code, and the setting as it was."""
    before = signed.get(f"{FEED}/{setting}").text
    answer = signed.send("PUT", f"{FEED}/{setting}", entry(**properties))
    assert (answer.status_code, f'errorCode="{code}"' in answer.text) == (400, True)
    assert signed.get(f"{FEED}/{setting}").text == before


ROUTE = {
    "routeDestination": "mx.test",
    "routeRewriteTo": "true",
    "routeEnabled": "true",
    "bounceNotifications": "false",
    "accountHandling": "allAccounts",
}


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("routeDestination", "", 1603),
        ("routeRewriteTo", "x", 1801),
        ("routeEnabled", "x", 1801),
        ("bounceNotifications", "x", 1801),
        ("accountHandling", "someAccounts", 1801),
    ],
)
def test_wrong_routes_are_refused(signed: SignedClient, name: str, value: str, code: int) -> None:
    """Each property is needed, and is looked at."""
    for given in ({**ROUTE, name: value}, {each: ROUTE[each] for each in ROUTE if each != name}):
        answer = signed.send("POST", f"{FEED}/emailrouting", entry(**given))
        expected = code if name in given else 1801
        assert (answer.status_code, f'errorCode="{expected}"' in answer.text) == (400, True)


def test_only_administrators_reach_the_settings() -> None:
    """Everybody else is refused, whoever reads the logo."""
    app = create_app(sample=2, accept_basic=True)
    client, bruno = app.test_client(), ("bruno", "sample-password")
    statuses = {client.get(f"{FEED}/{setting}", auth=bruno).status_code for setting in SETTINGS}
    logo = client.get("/a/cpanel/example.com/images/logo.gif")
    other = client.get("/a/cpanel/example.org/images/logo.gif")
    assert (statuses, logo.status_code, logo.content_type, other.status_code) == (
        {403},
        200,
        "image/gif",
        404,
    )


def test_the_most_users_are_those_of_the_limit() -> None:
    """What `user_limit` says."""
    client = create_app(sample=1, accept_basic=True, user_limit=7).test_client()
    answer = client.get(f"{FEED}/general/maximumNumberOfUsers", auth=("alice", "sample-password"))
    assert b"name='maximumNumberOfUsers' value='7'" in answer.data


def test_a_domain_keeps_the_time_of_its_making(tmp_path: Path) -> None:
    """A server that starts later tells what the first one noted, and what one sets another tells."""
    database = str(tmp_path / "d.sqlite")
    first = create_app(database, sample=1, accept_basic=True, clock=lambda: 1_200_000_000.0)
    second = create_app(database, accept_basic=True)
    alice = ("alice", "sample-password")
    made = second.test_client().get(f"{FEED}/accountInformation/creationTime", auth=alice)
    address = f"{FEED}/general/organizationName"
    first.test_client().put(address, data=entry(organizationName="Sons"), auth=alice)
    told = second.test_client().get(address, auth=alice)
    for app in (first, second):
        state_of(app).database.close()
    assert b"value='2008-01-10T21:20:00.000Z'" in made.data
    assert b"value='Sons'" in told.data


def public_key(key: rsa.RSAPrivateKey | dsa.DSAPrivateKey | ec.EllipticCurvePrivateKey, pem: bool) -> str:
    """Write the public part of a key."""
    encoding = serialization.Encoding.PEM if pem else serialization.Encoding.DER
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    written = key.public_key().public_bytes(encoding, form)
    return written.decode() if pem else base64.b64encode(written).decode()


def test_signing_keys_come_in_several_ways() -> None:
    """PEM as it is or with its line ends lost, Base64 of PEM and of DER; RSA and DSA."""
    key = rsa.generate_private_key(65537, 1024)
    expected = signing_key(public_key(key, pem=False))
    pem = public_key(key, pem=True)
    ways = [pem, pem.replace("\n", " "), base64.encodebytes(pem.encode()).decode()]
    assert [signing_key(each) for each in ways] == [expected] * 3
    assert (
        expected["modulus"]
        == base64.b64encode(key.public_key().public_numbers().n.to_bytes(128, "big")).decode()
    )
    other = signing_key(public_key(dsa.generate_private_key(1024), pem=True))
    assert (other["algorithm"], "yValue" in other, "modulus" in other) == ("DSA", True, False)
    assert signing_key(CERTIFICATE)["algorithm"] == "RSA"


def test_a_private_key_is_refused_and_not_told(signed: SignedClient) -> None:
    """Whoever sends the wrong half sees no part of it again."""
    key = ec.generate_private_key(ec.SECP256R1())
    form, plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, form, plain).decode()
    for wrong in (private, public_key(key, pem=True), "é"):
        with pytest.raises(ValueError, match="signing key"):
            signing_key(wrong)
    answer = signed.send("PUT", f"{FEED}/sso/signingkey", entry(signingKey=private))
    assert (answer.status_code, "PRIVATE" in answer.text) == (400, False)


def test_pins_are_hidden_from_whoever_watches() -> None:
    """As passwords are."""
    shown = hide_secrets("<apps:property name='supportPIN' value='123456'/>")
    assert shown == "<apps:property name='supportPIN' value=\"...\"/>"


def test_facts_are_set_by_an_import_and_counts_are_not(database: Database, tmp_path: Path) -> None:
    """The second time nothing changes."""
    domain, path = SqlDomain(database, "example.com"), tmp_path / "d.json"
    facts = [
        {"setting": "accountInformation/edition", "values": {"edition": "education"}},
        {"setting": "email/gateway", "values": {"smartHost": "a.test"}},
        {"setting": "sso/signingkey", "values": {"signingKey": CERTIFICATE}},
        {"setting": "verification/mx", "values": {"verified": "True"}},
        {"setting": "emailrouting", "values": ROUTE},
    ]
    path.write_text(json.dumps({"version": 1, "admin_settings": facts}))
    done = [import_json(domain, path).lines() for _ in range(2)]
    assert done == [
        ["admin_settings: 5 created, 0 updated, 0 unchanged, 0 rejected"],
        ["admin_settings: 0 created, 0 updated, 5 unchanged, 0 rejected"],
    ]
    assert domain.admin_settings.get("accountInformation/edition") == {"edition": "education"}
