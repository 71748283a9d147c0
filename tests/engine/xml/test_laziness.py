"""Objects read their element when somebody looks, once, and for all threads alike."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gdata_compat import atom
from gdata_compat.engine.xml import parse_as, recast
from gdata_compat.gdata import apps

NAMESPACES = "xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'"
ENTRY = (
    "<entry><id> i{0} </id><title>t{0}</title><link rel='self' href='h'/><link rel='edit'/><x/>"
    "<apps:login userName='u{0}'/><apps:name familyName='f' givenName='g'/><apps:quota limit='1'/></entry>"
)
FEED = f"<feed {NAMESPACES}>{''.join(ENTRY.format(number) for number in range(50))}</feed>"


@pytest.fixture
def eager_switching() -> Iterator[None]:
    """Threads that take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def together(work: Callable[[], Any], count: int = 8) -> list[Any]:
    """What `work` gives in so many threads that start at once; the first error is raised."""
    results: list[Any] = []
    start = threading.Barrier(count)

    def run() -> None:
        start.wait()
        try:
            results.append(work())
        except BaseException as error:
            results.append(error)

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return results


def test_nothing_is_read_before_a_look() -> None:
    """A parsed object holds its element and nothing else."""
    assert list(vars(apps.UserFeedFromString(FEED))) == ["_held"]


def test_a_look_reads_one_member() -> None:
    """The entries of a feed are objects that have read nothing themselves."""
    feed = apps.UserFeedFromString(FEED)
    assert {tuple(vars(entry)) for entry in feed.entry} == {("_held",)}
    assert list(vars(feed)) == ["_held", "entry"]


def test_text_and_attributes_are_not_kept() -> None:
    """A look at text or an attribute leaves nothing behind."""
    login = apps.UserFeedFromString(FEED).entry[0].login
    assert (login.user_name, login.text, list(vars(login))) == ("u0", None, ["_held"])


def test_looking_at_much_opens_the_whole_object() -> None:
    """From the fourth child on all children of an object are read in one pass."""
    entry = apps.UserFeedFromString(FEED).entry[0]
    _ = entry.login, entry.name, entry.quota
    assert "title" not in vars(entry)
    _ = entry.link
    assert "title" in vars(entry)


def test_writing_reads_nothing() -> None:
    """What nobody touched is written without a look."""
    feed = apps.UserFeedFromString(FEED)
    feed.ToString()
    assert list(vars(feed)) == ["_held"]


def test_what_nobody_touched_is_written_as_it_came() -> None:
    """Prefixes, repeated single children and the order of children are those of the document."""
    inside = "<a:updated>u</a:updated><b c='d'/><a:id>i</a:id><a:id>j</a:id>"
    document = f"<a:entry xmlns:a='http://www.w3.org/2005/Atom'>{inside}</a:entry>"
    text = atom.EntryFromString(document).ToString()
    assert text == "<?xml version='1.0' encoding='UTF-8'?>\n" + document.replace("'", '"')


def test_an_edit_leaves_its_neighbours_as_they_came() -> None:
    """A changed attribute is changed in place."""
    document = f"<entry {NAMESPACES}><title>1</title><title>2</title><apps:login userName='u'/></entry>"
    entry = apps.UserEntryFromString(document)
    entry.login.suspended = "true"
    text = entry.ToString().partition("\n")[2]
    assert text == document.replace("/></e", " suspended='true'/></e").replace("'", '"')


@pytest.mark.usefixtures("eager_switching")
@pytest.mark.parametrize("round_", range(5))
def test_threads_that_look_at_once_get_the_same_objects(round_: int) -> None:
    """Whoever is first, there is one object for a child."""
    feed = apps.UserFeedFromString(FEED)

    def look() -> list[int]:
        found = [id(feed.entry), id(feed.link)]
        for entry in feed.entry:
            found += map(
                id, (entry, entry.login, entry.link, entry.name, entry.quota, entry.title, entry.author)
            )
            found += [id(link) for link in entry.link] + [id(entry.extension_elements), id(entry.id)]
        return found

    assert len({tuple(found) for found in together(look)}) == 1


@pytest.mark.usefixtures("eager_switching")
def test_threads_may_read_write_and_edit_at_once() -> None:
    """Every document that comes out is whole, whatever other threads do to the same object."""
    feed, turns = apps.UserFeedFromString(FEED), iter(range(10_000))

    def work() -> int:
        sizes = set()
        for _ in range(6):
            turn = next(turns)
            entry = feed.entry[turn % 50]
            entry.login.suspended = "true" if turn % 2 else None
            entry.title = atom.Title(text=str(turn)) if turn % 3 else entry.title
            sizes.add(len(apps.UserFeedFromString(feed.ToString()).entry))
        return sizes == {50}

    assert together(work) == [True] * 8


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_can_write() -> None:
    """A thread of the parent that was writing when it forked is not waited for."""
    from gdata_compat.engine.xml import parser

    feed, go = apps.UserFeedFromString(FEED), threading.Event()

    def hold() -> None:
        with parser._tree_lock:
            held.set()
            go.wait()

    held = threading.Event()
    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    child = os.fork()
    if child == 0:
        os._exit(0 if len(feed.ToString()) > 100 else 1)
    go.set()
    thread.join()
    assert os.waitpid(child, 0)[1] == 0


def test_one_parse_serves_several_classes() -> None:
    """`parse_as` gives an object of the first class whose element the root is."""
    feed = parse_as(FEED, apps.UserEntry, apps.UserFeed)
    assert (type(feed), parse_as(FEED, apps.UserEntry)) == (apps.UserFeed, None)


def test_a_recast_object_is_apart_from_what_it_came_from() -> None:
    """`recast` gives what parsing the text again would give."""
    entry = apps.UserFeedFromString(FEED).entry[3]
    other = recast(entry, apps.NicknameEntry)
    other.login.user_name = "changed"
    assert (type(other), other.id.text, entry.login.user_name) == (apps.NicknameEntry, "i3", "u3")


def test_an_edited_object_is_recast_as_it_is_now() -> None:
    """What was set since the parse is part of it; another root element gives None."""
    entry = apps.UserFeedFromString(FEED).entry[3]
    entry.login.user_name = "now"
    assert (recast(entry, atom.Entry).extension_elements[1].attributes, recast(entry, apps.UserFeed)) == (
        {"userName": "now"},
        None,
    )
