"""Members that have a value without being given one: in new objects, in what was read, in what is written."""

from __future__ import annotations

import inspect
import pickle
from typing import Any

import pytest

from gdata_compat import atom
from gdata_compat.engine.xml import attribute, child, children

X = "urn:x"


class Leaf(atom.AtomBase, init="text"):
    """An element that is there by default."""

    _tag, _namespace = "leaf", X


class Part(atom.AtomBase, init="kind first: ignored=- text"):
    """An element with an attribute, a shown attribute and a child by default."""

    _tag, _namespace = "part", X
    kind = attribute("kind", default="other")
    first = attribute("first", default="false")
    leaf = child(Leaf, default=Leaf)


class Whole(atom.AtomBase, init="part single whole"):
    """Parts in a list, and a single part whose absence is a list; and itself."""

    _tag, _namespace = "whole", X
    part = children(Part)
    single = child(Leaf, default=list)


Whole._children[f"{{{X}}}whole"] = ("whole", Whole)


def said(part: Any) -> list[Any]:
    return [part.kind, part.first, part.leaf and part.leaf.text]


def whole(*parts: str) -> Any:
    xml = f'<whole xmlns="{X}">{"".join(parts)}</whole>'
    return atom.CreateClassFromXMLString(Whole, xml)


def test_a_signature_shows_the_defaults_that_the_class_asks_for() -> None:
    """The argument with the colon has the member's default, the others None, before and after its use."""
    seen = [str(inspect.signature(Part))]
    Part()
    seen.append(str(inspect.signature(Part)))
    assert seen == ["(kind=None, first='false', ignored=None, text=None)"] * 2


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, ["other", "false", None]),
        ({"kind": ""}, ["other", "false", None]),
        ({"kind": "k", "first": "true", "ignored": "i"}, ["k", "true", None]),
        ({"first": None}, ["other", None, None]),
    ],
    ids=str,
)
def test_a_new_object_has_its_defaults(arguments: dict[str, Any], expected: list[Any]) -> None:
    """None and '' give the default, but None given for a shown one stays."""
    part = Part(**arguments)
    assert [said(part), hasattr(part, "ignored"), b"leaf" in part.ToString().encode()] == [
        expected,
        False,
        True,
    ]


def test_a_subclass_with_a_property_gets_the_defaults_through_it() -> None:
    """A script's property in place of a member is set to the member's default."""

    class Own(Part):
        @property
        def kind(self) -> Any:
            return self.seen

        @kind.setter
        def kind(self, value: Any) -> None:
            self.seen = [value]

    assert [Own().kind, Own(kind="k").kind, Own().first] == [["other"], ["k"], "false"]


def test_what_was_read_has_the_defaults_and_writes_them() -> None:
    """An absent or empty attribute and an absent child are put in, at every depth, and nobody has to look."""
    read = whole('<part/><part kind="" first="true"><leaf>l</leaf></part>', "<whole><part/></whole>")
    again = atom.CreateClassFromXMLString(Whole, read.ToString())
    expected = [["other", "false", None], ["other", "true", "l"], ["other", "false", None]]
    assert [said(part) for part in [*again.part, *again.whole.part]] == expected
    assert again.ToString().count("<") == read.ToString().count("<") == 15


def test_elements_that_no_class_knows_get_nothing() -> None:
    """A part inside an unknown element stays as it came."""
    read = whole("<other><part/></other>")
    assert "other><part/></" in read.ToString().replace("x:", "").replace("ns0:", "")


def test_a_single_child_may_be_a_list_when_absent() -> None:
    """The list is the object's own, and is not written."""
    made, read = Whole(), whole()
    seen = [made.single == read.single == [], made.single is made.single, Whole().single is made.single]
    made.single.append(Leaf(text="t"))
    assert [*seen, made.ToString().count("leaf"), whole("<leaf/>").single.text] == [
        True,
        True,
        False,
        2,
        None,
    ]


def test_defaults_survive_pickling() -> None:
    """A pickled object says the same."""
    read = pickle.loads(pickle.dumps(whole("<part/>")))
    assert said(read.part[0]) == ["other", "false", None]
