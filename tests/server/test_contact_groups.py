"""Groups of shared contacts: who is in one that is deleted; and the language of an entry."""

from __future__ import annotations

from gdata_compat.server.serving import ServerThread
from tests.fix_server_contacts import FEED, LIZ, Contacts, entry, etag, titles

GROUPS = "/m8/feeds/groups/example.com/full"
BATCH = f"{GROUPS}/batch"


def membership(path: str) -> str:
    """Write that a contact is in the group of a path."""
    return f'<gContact:groupMembershipInfo href="http://www.google.com{path.replace("full", "base")}"/>'


def made(contacts: Contacts, server: ServerThread) -> tuple[list[str], list[str]]:
    """Make two groups, and three contacts in one, in both and in the other; return their paths."""
    groups = [contacts.make(f"<atom:title>{name}</atom:title>", GROUPS) for name in ("one", "two")]
    inner = [membership(groups[0]), "".join(map(membership, groups)), membership(groups[1])]
    people = [contacts.make(f"<atom:title>p{n}</atom:title>{LIZ}{each}") for n, each in enumerate(inner)]
    return groups, people


def test_nobody_is_in_a_group_that_was_deleted(contacts: Contacts, server: ServerThread) -> None:
    """The contacts have changed, keep all else, and are found by their other groups."""
    groups, people = made(contacts, server)
    before = [contacts.get(path) for path in people]
    deleted = contacts.send("DELETE", groups[0], If_Match="*")
    after = [contacts.get(path) for path in people]
    in_groups = [each.text.count("groupMembershipInfo") for each in after]
    changed = [etag(old) != etag(new) for old, new in zip(before, after, strict=True)]
    found = [titles(contacts.get(f"{FEED}?group=http://x/{path.rpartition('/')[2]}")) for path in groups]
    assert (deleted.status_code, in_groups, changed) == (200, [0, 1, 1], [True, True, False])
    assert found == [[], ["Liz", "Liz"]]
    assert [each.text.count("liz@x.test") for each in after] == [1, 1, 1]


def test_a_group_that_was_changed_meanwhile_keeps_its_contacts(
    contacts: Contacts, server: ServerThread
) -> None:
    """Nothing happens where the group is not deleted."""
    groups, people = made(contacts, server)
    answer = contacts.send("DELETE", groups[0], If_Match='"another"')
    assert (answer.status_code, contacts.get(people[0]).text.count("groupMembershipInfo")) == (412, 1)


def test_a_batch_deletes_a_group_as_well(contacts: Contacts, server: ServerThread) -> None:
    """With more contacts in it than a page holds, whose titles stay."""
    group = contacts.make("<atom:title>all</atom:title>", GROUPS)
    group_id = group.rpartition("/")[2]
    from gdata_compat.server.domain.contacts import ContactDraft

    domain, inside = server.state.domain, membership(group).replace("gContact:", "x:")
    content = inside.replace("href", 'xmlns:x="http://schemas.google.com/contact/2008" href')
    domain.contacts.add_many([ContactDraft(f"c{n}", content, "", (group_id,)) for n in range(120)])
    operation = f'<batch:operation type="delete"/><atom:id>http://www.google.com{GROUPS}/{group_id}</atom:id>'
    feed = entry(operation, 'gd:etag="*"').decode().replace("atom:entry", "atom:feed", 1)
    feed = feed.rpartition("</atom:entry>")[0] + "</atom:feed>"
    inner = entry(operation, 'gd:etag="*"').decode()
    start = feed.partition(">")[0] + ">"
    answer = contacts.send("POST", BATCH, f"{start}{inner}</atom:feed>".encode())
    assert (answer.status_code, 'code="200"' in answer.text or "code='200'" in answer.text) == (200, True)
    left = domain.contacts.page(limit=200)
    assert {each.content for each in left} == {""}
    assert [each.title for each in left] == [f"c{n}" for n in range(120)]


def test_the_language_of_an_entry_is_kept(contacts: Contacts) -> None:
    """It is told with the entry, and goes with the entry that does not say it."""
    sent = entry(LIZ, 'xml:lang="pt-BR"')
    posted = contacts.send("POST", FEED, sent)
    path = f"{FEED}/{posted.text.partition('/base/')[2].partition('<')[0]}"
    told = [
        contacts.get(each).text.count("xml:lang='pt-BR'") + contacts.get(each).text.count('xml:lang="pt-BR"')
        for each in (path, FEED)
    ]
    contacts.send("PUT", path, entry(), If_Match="*")
    refused = contacts.send("PUT", path, entry(LIZ, f'xml:lang="{"x" * 101}"'), If_Match="*")
    assert (told, "xml:lang" in contacts.get(path).text, refused.status_code) == ([1, 1], False, 400)
