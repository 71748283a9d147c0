"""Scripts that act on users and aliases of several domains: ours and the original do and see the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from gdata_compat.gdata.apps.multidomain.client import MultiDomainProvisioningClient
from gdata_compat.server.domain.accounts import Account
from gdata_compat.server.domain.aliases import Alias
from gdata_compat.server.domain.passwords import verify_password
from gdata_compat.server.domain.users import User
from gdata_compat.server.serving import ServerThread
from tests.server.operations import operations

CLIENT = """
import gdata.apps.client
import gdata.apps.multidomain.client
import gdata.apps.multidomain.data
domains = client(gdata.apps.multidomain.client.MultiDomainProvisioningClient)

def told(entry):
    return [entry.email, entry.first_name, entry.last_name, entry.is_admin, entry.suspended,
            entry.change_password_at_next_login, entry.ip_whitelisted, entry.agreed_to_terms]

def pair(entry):
    return [entry.alias_email, entry.user_email]
"""

Observe = Callable[..., Any]

DIGEST = hashlib.sha1(b"dora-password").hexdigest()

A_LIFE = """
made = domains.CreateUser("dora@example.org", "Dora", "Dorn", ARGUMENTS[0], True, hash_function="SHA-1",
                          suspended=False, change_password=True, ip_whitelisted=False)
seen.append(told(made))
seen.append([made.password == ARGUMENTS[0], made.hash_function, made.find_edit_link()])
fetched = domains.RetrieveUser("dora@example.org")
seen.append(told(fetched) == told(made))
seen.append([fetched.password, fetched.hash_function, fetched.quota])
made.first_name, made.suspended = "Dorothea", "true"
seen.append(told(domains.UpdateUser("dora@example.org", made))[1:5])
renamed = domains.RenameUser("dora@example.org", "dorn@example.com")
seen.append([type(renamed).__name__, renamed.new_email])
refused(domains.RetrieveUser, "dora@example.org")
seen.append(pair(domains.RetrieveAlias("dora@example.org")))
refused(domains.CreateUser, "dorn@example.com", "Dora", "Dorn", "dora-password", False)
refused(domains.CreateUser, "dora@example.org", "Dora", "Dorn", "dora-password", False)
refused(domains.RenameUser, "dorn@example.com", "bruno@example.com")
refused(domains.RenameUser, "nobody@example.com", "somebody@example.com")
seen.append(domains.DeleteUser("dorn@example.com").status)
refused(domains.RetrieveUser, "dorn@example.com")
refused(domains.DeleteUser, "dorn@example.com")
refused(domains.UpdateUser, "dorn@example.com", fetched)
refused(domains.CreateUser, "dorn@example.com", "Dora", "Dorn", "dora-password", False)
"""

ALIASES = """
made = domains.CreateAlias("bruno@example.com", "Zed@example.org")
seen.append(pair(made) + [made.find_edit_link()])
domains.CreateAlias("bruno@example.com", "help@example.com")
domains.CreateAlias("alice@example.com", "boss@example.org")
seen.append(pair(domains.RetrieveAlias("zed@example.org")))
seen.append([pair(entry) for entry in domains.RetrieveAllAliases().entry])
seen.append([pair(entry) for entry in domains.RetrieveAllUserAliases("bruno@example.com").entry])
refused(domains.CreateAlias, "bruno@example.com", "zed@example.org")
refused(domains.CreateAlias, "bruno@example.com", "alice@example.com")
refused(domains.CreateAlias, "nobody@example.com", "new@example.org")
refused(domains.CreateAlias, "help@example.com", "new@example.org")
refused(domains.CreateAlias, "bruno@example.com", "new@elsewhere.test")
refused(domains.CreateAlias, "bruno@example.com", "new")
refused(domains.CreateAlias, "bruno@example.com", "a..b@example.org")
refused(domains.CreateAlias, "bruno@example.com", "abuse@example.org")
seen.append(domains.DeleteAlias("zed@example.org").status)
refused(domains.RetrieveAlias, "zed@example.org")
refused(domains.DeleteAlias, "zed@example.org")
refused(domains.RetrieveAllUserAliases, "nobody@example.com")
"""

NICKNAMES = """
apps = client(gdata.apps.client.AppsClient)
apps.CreateNickname("bruno", "bru")
seen.append(pair(domains.RetrieveAlias("bru@example.com")))
domains.CreateAlias("bruno@example.com", "help@example.com")
seen.append(apps.RetrieveNickname("help").login.user_name)
domains.DeleteAlias("bru@example.com")
seen.append([entry.nickname.name for entry in apps.RetrieveNicknames("bruno").entry])
domains.CreateUser("dora@example.com", "Dora", "Dorn", "dora-password", False)
seen.append(apps.RetrieveUser("dora").name.given_name)
user = apps.RetrieveUser("alice")
user.name.given_name = "Alicia"
apps.UpdateUser("alice", user)
seen.append(domains.RetrieveUser("alice@example.com").first_name)
"""

PAGES = """
seen.append([entry.email for entry in domains.RetrieveAllUsers().entry])
everything = domains.RetrieveAllPages(domains.MakeMultidomainAliasProvisioningUri())
seen.append(len(everything.entry))
seen.append(len(domains.RetrieveAllAliases().entry))
page = domains.GetFeed(domains.MakeMultidomainUserProvisioningUri(params={"start": "user050@example.com"}),
                       desired_class=gdata.apps.multidomain.data.UserFeed)
seen.append([len(page.entry), page.entry[0].email, page.find_next_link()])
"""

BOB = "https://apps-apis.google.com/a/feeds"
EXISTS, MISSING = (
    ["RequestError", 400, "1300", "EntityExists"],
    ["RequestError", 400, "1301", "EntityDoesNotExist"],
)


@pytest.fixture(autouse=True)
def secondary(server: ServerThread) -> None:
    """The account has a second domain, example.org."""
    server.state.domain.secondary_domains.add("example.org")


def test_a_life_of_a_user(observe: Observe) -> None:
    """Made on a secondary domain, read, changed, renamed into the primary one, deleted; what is refused."""
    dora = ["dora@example.org", "Dora", "Dorn", "true", "false", "true", "false", "false"]
    assert observe(CLIENT + A_LIFE, DIGEST) == [
        dora,
        [True, "SHA-1", f"{BOB}/user/2.0/example.org/dora%40example.org"],
        True,
        [None, None, None],
        ["Dorothea", "Dorn", "true", "true"],
        ["UserRenameRequest", "dorn@example.com"],
        MISSING,
        ["dora@example.org", "dorn@example.com"],
        EXISTS,
        EXISTS,
        EXISTS,
        MISSING,
        200,
        MISSING,
        MISSING,
        MISSING,
        ["RequestError", 400, "1100", "UserDeletedRecently"],
    ]


def test_aliases(observe: Observe) -> None:
    """Made on both domains, read by address, by user and all, deleted, and what is refused."""
    zed = ["zed@example.org", "bruno@example.com"]
    shown = [["boss@example.org", "alice@example.com"], ["help@example.com", "bruno@example.com"], zed]
    assert observe(CLIENT + ALIASES) == [
        [*zed, f"{BOB}/alias/2.0/example.org/zed%40example.org"],
        zed,
        shown,
        [zed, ["help@example.com", "bruno@example.com"]],
        EXISTS,
        EXISTS,
        MISSING,
        MISSING,
        MISSING,
        ["RequestError", 400, "1406", "InvalidEmailAddress"],
        ["RequestError", 400, "1303", "EntityNameNotValid"],
        ["RequestError", 400, "1302", "EntityNameIsReserved"],
        200,
        MISSING,
        MISSING,
        MISSING,
    ]


def test_the_primary_domain_is_one_with_the_other_feeds(observe: Observe) -> None:
    """A nickname is an alias there, an alias a nickname, and users are the same."""
    bru = ["bru@example.com", "bruno@example.com"]
    assert observe(CLIENT + NICKNAMES) == [bru, "bruno", ["help"], "Dora", "Alicia"]


def test_pages_to_the_end(observe: Observe, server: ServerThread) -> None:
    """A hundred a page, sorted by address over the domains."""
    domain = server.state.domain
    for host in ("example.com", "example.org"):
        for number in range(60):
            domain.accounts.create(Account(host, User(f"user{number:03}", "F", "G")))
            domain.aliases.create(Alias(f"nick{number:03}@{host}", f"user{number:03}@example.com"))
    addresses = [f"user{n:03}@{host}" for n in range(60) for host in ("example.com", "example.org")]
    first = ["alice@example.com", "bruno@example.com", "chiara@example.com"]
    assert observe(CLIENT + PAGES) == [
        first + addresses,
        120,
        120,
        [20, "user050@example.com", None],
    ]


def test_a_user_s_password_is_kept_as_its_digest(observe: Observe, server: ServerThread) -> None:
    """The digest that an answer repeats can be sent again, and the password stays the same."""
    script = """
made = domains.CreateUser("dora@example.org", "Dora", "Dorn", ARGUMENTS[0], False, hash_function="SHA-1")
made.last_name = "Dunn"
domains.UpdateUser("dora@example.org", made)
"""
    observe(CLIENT + script, DIGEST)
    dora = server.state.domain.accounts.get("dora@example.org").user
    assert (dora.family_name, verify_password("dora-password", dora.password_hash)) == ("Dunn", True)


def test_a_renamed_user_s_old_address_is_the_first_alias(observe: Observe) -> None:
    """So it was at Google: the library's own test asked for it before an alias that was made later."""
    script = """
domains.RenameUser("bruno@example.com", "zzz@example.com")
domains.CreateAlias("zzz@example.com", "aaa@example.com")
seen.append([pair(entry) for entry in domains.RetrieveAllUserAliases("zzz@example.com").entry])
"""
    first, second = ["bruno@example.com", "zzz@example.com"], ["aaa@example.com", "zzz@example.com"]
    assert observe(CLIENT + script) == [[first, second]]


def test_no_operation_of_the_client_is_left_out() -> None:
    """Every public method that sends a request is in a script above."""
    scripts = A_LIFE + ALIASES + NICKNAMES + PAGES
    assert {name for name in operations(MultiDomainProvisioningClient) if f".{name}" not in scripts} == set()
