"""atom.core: elements of the second generation, beside what 2.0.18 made of the same classes and documents."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from gdata_compat.atom import core

DATA = Path(__file__).resolve().parent.parent / "data" / "xml"
OBSERVED = json.loads((DATA / "second_dialect.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scenes() -> ModuleType:
    """The scenes, over our modules."""
    spec = importlib.util.spec_from_file_location("second_dialect", DATA / "second_dialect.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # Pickles name the module.
    import sys

    sys.modules["second_dialect"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("scene", OBSERVED)
def test_a_scene_ends_as_on_the_original(scene: str, scenes: ModuleType) -> None:
    """Members, XML of every version, rules, hooks, copies and errors are those of 2.0.18."""
    got: Any = json.loads(json.dumps(getattr(scenes, f"scene_{scene}")()))
    assert got == OBSERVED[scene]


def test_the_recording_is_what_the_original_says_today(original) -> None:
    """The stored observations can be made again."""
    said = original.run((DATA / "second_dialect.py").read_text(encoding="utf-8")).stdout
    assert json.loads(said) == OBSERVED


def test_text_is_ascii_with_references() -> None:
    """Quirk 20: no declaration, and what is not ASCII is a character reference."""
    assert core.parse("<x>\u03b4</x>").to_string() == "<x>&#948;</x>"


def test_pretty_text_is_indented_and_declared() -> None:
    """`pretty_print` gives tabs and a declaration, as observed on 2.0.18."""
    got = core.parse("<x><y/></x>").to_string(pretty_print=True)
    assert got == '<?xml version="1.0" ?>\n<x>\n\t<y/>\n</x>\n'


def test_bytes_members_are_in_the_given_encoding() -> None:
    """`encoding` says how members that hold bytes are meant."""
    element = core.XmlElement(text="\u03b4".encode("utf-16"))
    element._qname = "x"
    assert element.to_string(encoding="utf-16") == "<x>&#948;</x>"


def test_an_object_may_have_a_name_of_its_own() -> None:
    """`_qname` set on an object of a named class names that object, new or read, as observed on 2.0.18."""

    class Foo(core.XmlElement):
        _qname = "{u}foo"

    class Parent(core.XmlElement):
        _qname = "parent"
        foo = Foo

    new, read = Parent(foo=Foo(text="1")), core.parse('<parent><a:foo xmlns:a="u">1</a:foo></parent>', Parent)
    for parent in (new, read):
        parent.foo._qname = "bar"
    assert [str(new), str(read)] == ["<parent><bar>1</bar></parent>"] * 2


def test_a_member_declared_later_is_known() -> None:
    """A class attribute set on a finished class declares a member."""

    class Foo(core.XmlElement):
        _qname = "foo"

    Foo.bar = "bar"  # type: ignore[attr-defined]
    assert core.parse('<foo bar="1"/>', Foo).bar == "1"


def test_nothing_is_read_before_a_look() -> None:
    """An object holds its element and nothing else until somebody looks."""
    assert set(vars(core.parse("<x><y/></x>", core.XmlElement))) == {"_held", "_qname"}


def test_a_member_that_a_class_gets_later_is_one_of_its_subclasses() -> None:
    """What is declared after classes were used counts for those below as well, and goes away again."""

    class Above(core.XmlElement):
        _qname = "a"
        first = "first"

    class Below(Above):
        pass

    Below(first="1")
    Above.second = "second"  # type: ignore[attr-defined]
    with_both = Below(first="1", second="2").to_string()
    del Above.second  # type: ignore[attr-defined]
    assert [with_both, Below._list_xml_members()] == ['<a first="1" second="2"/>', [("first", "first")]]
