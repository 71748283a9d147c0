"""Every error code of the reference: a request that provokes it, or why there is none."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.audit import AuditRequest, RequestKind
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.org_units import OrgUnit
from gdata_compat.server.domain.sql.audit import EXPORTS_A_DAY
from gdata_compat.server.domain.users import User
from gdata_compat.server.faults import FAULTS, ONLY_BY_SWITCH
from gdata_compat.server.state import State, state_of
from tests.fix_server import sign_in
from tests.server.test_multidomain import properties
from tests.server.test_users import NEW_USER

DATA = Path(__file__).resolve().parent.parent / "data"
USERS, GROUPS = "/a/feeds/example.com/user/2.0", "/a/feeds/group/2.0/example.com"
NICKNAMES, LISTS = "/a/feeds/example.com/nickname/2.0", "/a/feeds/example.com/emailList/2.0"
SETTINGS, ADMIN = "/a/feeds/emailsettings/2.0/example.com/bruno", "/a/feeds/domain/2.0/example.com"
AUDIT = "/a/feeds/compliance/audit"
KEY = f"{AUDIT}/publickey/example.com"
UNITS = "/a/feeds/orgunit/2.0/CUSTOMER"
PASSWORD = b'password="dora-password"'


@dataclass
class Provoked:
    """A request that is refused; `before` prepares what the server holds, `options` are create_app's."""

    method: str
    path: str
    body: bytes | None = None
    before: Callable[[State], Any] = lambda state: None
    options: dict[str, Any] = field(default_factory=dict)


def new_user(old: bytes, new: bytes) -> Provoked:
    """Create a user with something changed."""
    assert old in NEW_USER
    return Provoked("POST", USERS, NEW_USER.replace(old, new))


def apps(element: str) -> bytes:
    """Write an entry with an element of the first feeds."""
    spaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'"
    return f"<entry {spaces}>{element}</entry>".encode()


def public_key(armour: bytes) -> bytes:
    """Write a public key as the audit's feed takes it."""
    return properties(publicKey=base64.b64encode(armour).decode())


def deleted(state: State) -> None:
    """Delete a user of the name that is created then."""
    state.domain.users.create(User("dora", "D", "D"))
    state.domain.users.delete("dora")


def units(state: State) -> None:
    """Put one unit into another, and bruno into that."""
    state.domain.org_units.create(OrgUnit("a", "a"))
    state.domain.org_units.create(OrgUnit("a/b", "b"))
    state.domain.org_units.move_users(["bruno"], "a/b")


def nested_groups(state: State) -> None:
    """Put one group into another."""
    for name in ("outer", "inner"):
        state.domain.groups.create(Group(name, name))
    state.domain.groups.add("outer", "member", "inner@example.com")


def many_exports(state: State) -> None:
    """Ask for as many mailboxes as may be asked for in a day."""
    state.domain.audit.put_public_key("a key")
    for _ in range(EXPORTS_A_DAY):
        state.domain.audit.create_request(AuditRequest(RequestKind.EXPORT, "bruno", "alice@example.com"))


ROUTE = properties(
    routeDestination="mail.example.org",
    routeRewriteTo="true",
    routeEnabled="true",
    bounceNotifications="true",
    accountHandling="allAccounts",
)
NICKNAME = apps("<apps:nickname name='dd'/><apps:login userName='bruno'/>")
LIST_OF_TWO = "/a/feeds/example.com/emailList/2.0/crew/recipient"

PROVOKED = {
    1000: Provoked("POST", USERS, b"<entry"),
    1001: Provoked("GET", USERS, options={"fault_rate": 1.0}),
    1100: Provoked("POST", USERS, NEW_USER, before=deleted),
    1200: Provoked("POST", USERS, NEW_USER, options={"user_limit": 2}),
    1203: Provoked("GET", f"{SETTINGS}/webclip"),
    1300: new_user(b'"dora"', b'"bruno"'),
    1301: Provoked("GET", f"{USERS}/nobody"),
    1302: new_user(b'"dora"', b'"abuse"'),
    1303: Provoked("POST", NICKNAMES, NICKNAME.replace(b"'dd'", b"'d d'")),
    1304: Provoked("PUT", f"{ADMIN}/accountInformation/edition", properties(edition="premier")),
    1305: Provoked("PUT", f"{UNITS}/a", properties(parentOrgUnitPath="a/b"), before=units),
    1306: Provoked("DELETE", f"{UNITS}/a", before=units),
    1307: Provoked("POST", f"{AUDIT}/mail/export/example.com/bruno", properties(), before=many_exports),
    1400: new_user(b'givenName="Dora"', b'givenName=""'),
    1401: new_user(b'familyName="', b'familyName="' + b"x" * 61),
    1402: new_user(PASSWORD, b'password="short"'),
    1403: new_user(b'"dora"', b'"d=ra"'),
    1404: new_user(PASSWORD, PASSWORD + b' hashFunctionName="SHA-512"'),
    1405: new_user(PASSWORD, b'password="abc" hashFunctionName="SHA-1"'),
    1406: Provoked(
        "POST", LIST_OF_TWO, apps("<gd:who email='no address' xmlns:gd='http://schemas.google.com/g/2005'/>")
    ),
    1407: Provoked("GET", f"{USERS}?startUsername={'x' * 101}"),
    1408: Provoked("PUT", f"{ADMIN}/sso/signingkey", properties(signingKey="AAAA")),
    1409: Provoked("POST", f"{AUDIT}/account/example.com/bruno", properties()),
    1411: Provoked("POST", KEY, public_key(b"no key")),
    1412: Provoked("POST", KEY, public_key((DATA / "audit" / "ed.asc").read_bytes())),
    1413: Provoked("POST", KEY, public_key((DATA / "audit" / "two.asc").read_bytes())),
    1500: Provoked(
        "POST",
        LIST_OF_TWO,
        apps("<gd:who email='x@y.test' xmlns:gd='http://schemas.google.com/g/2005'/>"),
        options={"recipient_limit": 0},
    ),
    1501: Provoked("POST", NICKNAMES, NICKNAME, options={"nickname_limit": 0}),
    1601: Provoked("POST", f"{ADMIN}/emailrouting", ROUTE),
    1603: Provoked("POST", f"{ADMIN}/emailrouting", ROUTE.replace(b"mail.example.org", b"a b")),
    1700: Provoked("POST", f"{GROUPS}/inner/member", properties(memberId="outer"), before=nested_groups),
    1701: Provoked("POST", GROUPS, properties(groupId="g", groupName="G", emailPermission="Everybody")),
    1801: Provoked("PUT", f"{SETTINGS}/language", properties(language="?")),
}


def test_every_code_is_provoked_or_told_why_not() -> None:
    """Of the reference's codes none is forgotten, and none is both."""
    assert sorted([*PROVOKED, *ONLY_BY_SWITCH]) == sorted(FAULTS)


@pytest.mark.parametrize("code", PROVOKED)
def test_a_request_provokes_the_code(code: int) -> None:
    """With its reason and its status; a document that is none is the client's fault."""
    provoked = PROVOKED[code]
    app = create_app(sample=2, **provoked.options)
    state = state_of(app)
    state.domain.email_lists.create("crew")
    provoked.before(state)
    client = app.test_client()
    sign_in(client)
    path = provoked.path.replace("CUSTOMER", state.domain.org_units.customer_id)
    answers = [
        client.open(path, method=provoked.method, data=provoked.body) for _ in range(2 if code == 1601 else 1)
    ]
    state.database.close()
    found = re.search(r'errorCode="(\d+)" invalidInput="[^"]*" reason="(\w+)"', answers[-1].text)
    assert found is not None, answers[-1].text
    assert (int(found[1]), found[2]) == (code, FAULTS[code].reason)
    assert answers[-1].status_code == (400 if code == 1000 else FAULTS[code].status)


@pytest.mark.parametrize("code", ONLY_BY_SWITCH)
def test_a_test_may_order_the_others(code: int) -> None:
    """By fail_next."""
    app = create_app()
    state_of(app).failures.fail_next(code)
    answer = app.test_client().get(USERS)
    state_of(app).database.close()
    assert (answer.status_code, f'errorCode="{code}"' in answer.text) == (FAULTS[code].status, True)
