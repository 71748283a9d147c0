"""Elements as scripts use them: copies, pickles, warnings, subclasses at their ease."""

from __future__ import annotations

import copy
import gc
import pickle
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gdata_compat import atom, gdata
from gdata_compat.gdata import apps

GOOGLE = Path(__file__).resolve().parent.parent / "data" / "google_responses"
PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
NS = "http://www.w3.org/2005/Atom"


def said(node: Any) -> Any:
    """An object member by member."""
    if isinstance(node, list):
        return [said(item) for item in node]
    if not isinstance(node, (atom.ExtensionContainer, atom.ExtensionElement)):
        return node
    names = {name for name, _ in node._children.values()} | set(node._attributes.values()) | {"text"}
    names |= {"tag", "namespace", "attributes", "children", "extension_elements", "extension_attributes"}
    return {name: said(getattr(node, name)) for name in sorted(names) if hasattr(node, name)}


@pytest.fixture
def feed() -> apps.UserFeed:
    """A page of users, nobody has looked into."""
    found: apps.UserFeed = apps.UserFeedFromString((GOOGLE / "users_page1.xml").read_bytes())
    return found


@pytest.mark.parametrize("protocol", PROTOCOLS)
@pytest.mark.parametrize("looked", [False, True], ids=["untouched", "looked into"])
def test_a_parsed_feed_pickles(feed: apps.UserFeed, protocol: int, looked: bool) -> None:
    """Quirk 21: a feed comes back with all that it says."""
    before = said(feed) if looked else None
    back = pickle.loads(pickle.dumps(feed, protocol))
    assert (type(back), said(back)) == (apps.UserFeed, before or said(feed))
    assert len(apps.UserFeedFromString(back.ToString()).entry) == 100


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_every_class_pickles_empty(protocol: int) -> None:
    """New objects come back, too, and lists are their own."""
    for module in (atom, gdata, apps):
        for cls in vars(module).values():
            if isinstance(cls, type) and issubclass(cls, atom.AtomBase):
                back = pickle.loads(pickle.dumps(cls(text="t"), protocol))
                assert (type(back), back.text, back.extension_elements) == (cls, "t", [])


def test_a_deep_copy_is_apart(feed: apps.UserFeed) -> None:
    """Neither sees the other's changes."""
    other = copy.deepcopy(feed)
    other.entry[0].login.user_name = "copied"
    feed.entry[0].link.append(atom.Link(rel="original"))
    assert feed.entry[0].login.user_name != "copied"
    assert [link.rel for link in other.entry[0].link] == [link.rel for link in feed.entry[0].link[:-1]]


def test_a_copy_shares_its_children(feed: apps.UserFeed) -> None:
    """A shallow copy has the same children and a dict of its own."""
    entry = feed.entry[0]
    other = copy.copy(entry)
    other.note = "mine"
    assert (other.login is entry.login, other.link is entry.link, hasattr(entry, "note")) == (
        True,
        True,
        False,
    )


def test_a_cycle_of_further_attributes_pickles() -> None:
    """A script may hang an entry's feed on the entry."""
    feed = atom.Feed(entry=[atom.Entry()])
    feed.entry[0].parent = feed
    back = pickle.loads(pickle.dumps(feed))
    assert back.entry[0].parent is back


def test_objects_are_equal_only_to_themselves(feed: apps.UserFeed) -> None:
    """As before: identity, and a look gives the same object every time."""
    entry = feed.entry[0]
    assert entry == feed.entry[0]
    assert entry != apps.UserEntryFromString(entry.ToString())
    assert len({entry, feed.entry[0], feed.entry[1], entry.login, entry.login}) == 3


def test_entries_let_go_of_a_feed_go_away(feed: apps.UserFeed) -> None:
    """No object holds the Python objects above it."""
    import weakref

    login, watched = feed.entry[5].login, weakref.ref(feed)
    del feed
    gc.collect()
    assert login.user_name is not None
    assert watched() is None or gc.get_referrers(watched())  # pytest itself holds fixtures


@pytest.fixture
def v1_warnings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[warnings.WarningMessage]]:
    """ENABLE_V1_WARNINGS switched on, and what is warned of."""
    monkeypatch.setattr(atom, "ENABLE_V1_WARNINGS", True)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield caught


def test_the_first_generation_does_not_warn() -> None:
    """ENABLE_V1_WARNINGS is off unless a script switches it on."""
    assert atom.ENABLE_V1_WARNINGS is False
    atom.Entry()


def test_the_first_generation_warns_when_asked_to(v1_warnings: list[warnings.WarningMessage]) -> None:
    """Making an entry and parsing one names the second generation, at the caller's line."""
    atom.Entry()
    atom.Feed()
    atom.CreateClassFromXMLString(atom.Id, f"<id xmlns='{NS}'/>")
    said = [(each.category, str(each.message), Path(each.filename).name) for each in v1_warnings]
    assert said == [
        (DeprecationWarning, text, "test_elements.py")
        for text in (
            "Please use atom.data.Entry instead.",
            "Please use atom.data.Feed instead.",
            "Please use atom.core.parse with atom.data classes instead.",
        )
    ]


def test_decorated_functions_keep_their_name(v1_warnings: list[warnings.WarningMessage]) -> None:
    """v1_deprecated warns when asked to, deprecated always; without a text they warn of nothing in words."""

    def function(a: int, b: int = 2) -> int:
        return a + b

    v1, always = atom.v1_deprecated("old")(function), atom.deprecated()(function)
    assert (v1(1), always(1, b=5), v1.__name__, always.__name__) == (3, 6, "function", "function")
    assert [str(each.message) for each in v1_warnings] == ["old", ""]


def test_deprecated_warns_without_the_switch() -> None:
    """deprecated does not ask ENABLE_V1_WARNINGS."""
    with pytest.warns(DeprecationWarning, match="gone"):
        atom.deprecated("gone")(lambda: None)()


def test_an_unknown_argument_is_a_type_error_that_names_it() -> None:
    """Quirk 19: v1 constructors refuse it."""
    with pytest.raises(TypeError, match="relation"):
        atom.Link(relation="x")  # type: ignore[call-arg]


def test_elements_take_further_attributes(feed: apps.UserFeed) -> None:
    """Quirk 21: on every object, parsed or new, without a trace in the document."""
    entry, before = feed.entry[0], feed.ToString()
    entry.note = entry.login.note = entry.link[0].note = object()
    assert feed.ToString() == before


def test_a_media_source_opens_its_file(tmp_path: Path) -> None:
    """Length and name are those of the file; a handle is taken as it is."""
    path = tmp_path / "picture.png"
    path.write_bytes(b"12345")
    source = gdata.MediaSource(file_path=str(path), content_type="image/png")
    with source.file_handle:
        assert (source.file_handle.read(), source.content_length, source.file_name) == (
            b"12345",
            5,
            "picture.png",
        )
    given = gdata.MediaSource(source.file_handle, "a/b", 7, file_name="n")
    assert (given.file_handle, given.content_type, given.content_length, given.file_name) == (
        source.file_handle,
        "a/b",
        7,
        "n",
    )
