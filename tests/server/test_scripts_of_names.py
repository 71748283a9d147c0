"""Scripts that act on nicknames and e-mail lists: ours and the original do the same, and see the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gdata_compat.gdata.apps.service import AppsService
from gdata_compat.server.domain.groups import Group
from gdata_compat.server.domain.nicknames import Nickname
from gdata_compat.server.domain.users import User, UserChanges
from gdata_compat.server.serving import ServerThread
from tests.fix_server import SignedClient
from tests.server.operations import operations

SERVICE = """
import gdata.apps.client
import gdata.apps.service
apps = service(gdata.apps.service.AppsService)

def names(feed):
    return [entry.title.text for entry in feed.entry]
"""

Observe = Callable[..., Any]

NICKNAMES = """
made = apps.CreateNickname("bruno", "bru")
seen.append([made.nickname.name, made.login.user_name, made.GetEditLink().href])
seen.append(apps.RetrieveNickname("bru").login.user_name)
apps.CreateNickname("bruno", "aaa")
apps.CreateNickname("chiara", "chi")
seen.append(names(apps.RetrieveNicknames("bruno")))
seen.append(names(apps.RetrieveAllNicknames()))
seen.append(names(apps.RetrievePageOfNicknames(start_nickname="bru")))
seen.append([names(page) for page in apps.GetGeneratorForAllNicknames()])
seen.append([names(page) for page in apps.GetGeneratorForAllNicknamesOfAUser("chiara")])
refused(apps.CreateNickname, "bruno", "bru")
refused(apps.CreateNickname, "bruno", "alice")
refused(apps.CreateNickname, "nobody", "new")
refused(apps.CreateNickname, "bruno", "a b")
refused(apps.CreateNickname, "bruno", "abuse")
refused(apps.CreateUser, "bru", "Dorn", "Dora", "dora-password")
seen.append(apps.DeleteNickname("bru"))
refused(apps.RetrieveNickname, "bru")
refused(apps.DeleteNickname, "bru")
refused(apps.RetrieveNicknames, "nobody")
"""

LISTS = """
made = apps.CreateEmailList("staff")
seen.append([made.email_list.name, made.feed_link[0].href])
apps.CreateEmailList("all")
seen.append(apps.RetrieveEmailList("staff").email_list.name)
added = apps.AddRecipientToEmailList("bruno@example.com", "staff")
seen.append([added.who.email, added.who.rel])
apps.AddRecipientToEmailList("guest@elsewhere.test", "staff")
apps.AddRecipientToEmailList("bruno@example.com", "all")
seen.append(names(apps.RetrieveAllRecipients("staff")))
seen.append(names(apps.RetrievePageOfRecipients("staff", start_recipient="c@d.test")))
seen.append([names(page) for page in apps.GetGeneratorForAllRecipients("staff")])
seen.append(names(apps.RetrieveEmailLists("bruno@example.com")))
seen.append(names(apps.RetrieveEmailLists("guest@elsewhere.test")))
seen.append(names(apps.RetrieveAllEmailLists()))
seen.append(names(apps.RetrievePageOfEmailLists(start_email_list_name="b")))
seen.append([names(page) for page in apps.GetGeneratorForAllEmailLists()])
refused(apps.CreateEmailList, "staff")
refused(apps.CreateEmailList, "alice")
refused(apps.CreateEmailList, "a b")
refused(apps.AddRecipientToEmailList, "bruno@example.com", "staff")
refused(apps.AddRecipientToEmailList, "nobody@example.com", "staff")
refused(apps.AddRecipientToEmailList, "no address", "staff")
refused(apps.AddRecipientToEmailList, "bruno@example.com", "nothing")
seen.append(apps.RemoveRecipientFromEmailList("bruno@example.com", "staff"))
refused(apps.RemoveRecipientFromEmailList, "bruno@example.com", "staff")
seen.append(apps.DeleteEmailList("staff"))
refused(apps.RetrieveEmailList, "staff")
refused(apps.RetrieveAllRecipients, "staff")
"""

PAGES = """
seen.append(len(apps.RetrieveAllNicknames().entry))
seen.append([len(page.entry) for page in apps.GetGeneratorForAllNicknames()])
seen.append(len(apps.RetrieveAllEmailLists().entry))
seen.append(len(apps.RetrieveAllRecipients("list000").entry))
seen.append(len(apps.RetrieveAllUsers().entry))
seen.append([len(page.entry) for page in apps.GetGeneratorForAllUsers()])
seen.append(len(apps.RetrievePageOfUsers(start_username="user200").entry))
seen.append(len(apps.RetrieveEmailLists("bruno@example.com").entry))
"""

USERS = """
apps.CreateUser("dora", "Dorn", "Dora", "dora-password")
user = apps.RetrieveUser("dora")
user.name.family_name = "Dunn"
seen.append(apps.UpdateUser("dora", user).name.family_name)
seen.append(apps.SuspendUser("dora").login.suspended)
seen.append(apps.RestoreUser("dora").login.suspended)
seen.append(apps.DeleteUser("dora"))
"""

SECOND = """
apps = client(gdata.apps.client.AppsClient)
made = apps.CreateNickname("bruno", "bru")
seen.append([made.nickname.name, made.login.user_name])
seen.append(apps.RetrieveNickname("bru").login.user_name)
seen.append(names(apps.RetrieveNicknames("bruno")))
apps.DeleteNickname("bru")
refused(apps.RetrieveNickname, "bru")
"""

V1 = "AppsForYourDomainException"
EXISTS, MISSING = [V1, 400, "1300", "EntityExists"], [V1, 400, "1301", "EntityDoesNotExist"]
INVALID, NO_ADDRESS = [V1, 400, "1303", "EntityNameNotValid"], [V1, 400, "1406", "InvalidEmailAddress"]
FEED = "https://apps-apis.google.com/a/feeds/example.com"


def test_nicknames(observe: Observe) -> None:
    """Make, read by name and by user, delete, and what is refused."""
    assert observe(SERVICE + NICKNAMES) == [
        ["bru", "bruno", f"{FEED}/nickname/2.0/bru"],
        "bruno",
        ["aaa", "bru"],
        ["aaa", "bru", "chi"],
        ["bru", "chi"],
        [["aaa", "bru", "chi"]],
        [["chi"]],
        EXISTS,
        EXISTS,
        MISSING,
        INVALID,
        [V1, 400, "1302", "EntityNameIsReserved"],
        EXISTS,
        None,
        MISSING,
        MISSING,
        MISSING,
    ]


def test_email_lists_and_recipients(observe: Observe) -> None:
    """Make, fill, read by name and by recipient, empty, delete, and what is refused."""
    both = ["bruno@example.com", "guest@elsewhere.test"]
    assert observe(SERVICE + LISTS) == [
        ["staff", f"{FEED}/emailList/2.0/staff/recipient/"],
        "staff",
        ["bruno@example.com", "http://schemas.google.com/apps/2006#emailList.recipient"],
        both,
        both[1:],
        [both],
        ["all", "staff"],
        ["staff"],
        ["all", "staff"],
        ["staff"],
        [["all", "staff"]],
        EXISTS,
        EXISTS,
        INVALID,
        EXISTS,
        MISSING,
        NO_ADDRESS,
        MISSING,
        None,
        MISSING,
        None,
        MISSING,
        MISSING,
    ]


def test_pages_to_the_end(observe: Observe, server: ServerThread) -> None:
    """A hundred a page, of every feed of AppsService, filtered ones too."""
    domain = server.state.domain
    domain.users.add_many(User(f"user{n:03}", "F", "G") for n in range(247))
    domain.nicknames.add_many(Nickname(f"nick{n:03}", f"user{n:03}") for n in range(150))
    for number in range(130):
        domain.email_lists.create(f"list{number:03}")
        domain.email_lists.add_recipients(f"list{number:03}", ["bruno@example.com"])
    domain.email_lists.add_recipients("list000", (f"user{n:03}@example.com" for n in range(150)))
    assert observe(SERVICE + PAGES) == [150, [100, 50], 130, 151, 250, [100, 100, 50], 47, 130]


def test_users(observe: Observe) -> None:
    """A life of a user by AppsService."""
    assert observe(SERVICE + USERS) == ["Dunn", "true", "false", True]


def test_the_second_generation(observe: Observe) -> None:
    """Nicknames by AppsClient."""
    bru = ["bru"]
    missing = ["RequestError", 400, "1301", "EntityDoesNotExist"]
    assert observe(SERVICE + SECOND) == [["bru", "bruno"], "bruno", bru, missing]


def test_no_operation_of_the_service_is_left_out() -> None:
    """Every public method of AppsService that sends a request is in a script above."""
    scripts = NICKNAMES + LISTS + PAGES + USERS
    mine = operations(AppsService)
    called = {name for name in mine if f"apps.{name}(" in scripts or f"apps.{name}," in scripts}
    assert mine - called - {"AddAllElementsFromAllPages"} == set()


def test_names_follow_their_users(server: ServerThread) -> None:
    """A renamed user keeps nicknames and lists; a deleted one takes them along, and the names are free."""
    domain = server.state.domain
    domain.nicknames.create(Nickname("bru", "bruno"))
    domain.email_lists.create("staff")
    domain.email_lists.add_recipients("staff", ["bruno@example.com", "bru@example.com"])
    domain.users.update("bruno", UserChanges(username="bruce"))
    renamed = (domain.nicknames.get("bru").username, list(domain.email_lists.recipients("staff")))
    domain.users.delete("bruce")
    domain.groups.create(Group("bru", "Bru"))
    left = (list(domain.nicknames.page()), list(domain.email_lists.recipients("staff")))
    assert (renamed, left) == (("bruce", ["bru@example.com", "bruce@example.com"]), ([], []))


def test_limits_have_their_codes(server: ServerThread, signed: SignedClient) -> None:
    """The thirty-first nickname of a user is refused with 1501."""
    for number in range(30):
        server.state.domain.nicknames.create(Nickname(f"bru{number}", "bruno"))
    body = (
        b"<entry xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'>"
        b"<apps:nickname name='more'/><apps:login userName='bruno'/></entry>"
    )
    answer = signed.send("POST", "/a/feeds/example.com/nickname/2.0", body)
    assert (answer.status_code, 'errorCode="1501"' in answer.text) == (400, True)
