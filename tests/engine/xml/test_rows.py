"""Entries made of rows: what a line declares, the constructor that a class gets, and how rows are read."""

from __future__ import annotations

import inspect
import sys
from typing import Any

import pytest

from gdata_compat.atom import core
from gdata_compat.engine.xml import attribute, children, row, value_of

X = "urn:x"


class Cell(core.XmlElement, qname=f"{{{X}}}cell"):
    name = attribute("name")
    value = attribute("value")


class Sheet(core.XmlElement, qname=f"{{{X}}}sheet"):
    """An element that is made of cells."""

    cell = children(Cell)

    def _GetProperty(self, name: str) -> str | None:
        return value_of(self.cell, name)

    def _SetProperty(self, name: str, value: Any) -> None:
        self.cell.append(Cell(name=name, value=value))


class Person(Sheet, init="uri full_name flag? other=renamed raw!"):
    """A sheet with rows of every kind."""

    full_name = row("fullName")
    flag = row("isFlag", "TheFlag")
    renamed = row("renamed", read_only=False)
    raw = row("raw")
    given = row("given", read_only=True)


def cells(sheet: Any) -> list[tuple[Any, Any]]:
    return [(each.name, each.value) for each in sheet.cell]


def parsed(*values: tuple[str, str]) -> Any:
    inner = "".join(f'<cell name="{name}" value="{value}"/>' for name, value in values)
    return core.parse(f'<sheet xmlns="{X}">{inner}</sheet>', Person)


def test_a_line_makes_a_property_and_two_methods() -> None:
    """The methods are called after the attribute or as the line says; a read-only row has one."""
    made = sorted(name for name in vars(Person) if name.startswith(("Get", "Set")))
    assert made == [
        "GetFullName",
        "GetGiven",
        "GetRaw",
        "GetRenamed",
        "GetTheFlag",
        "SetFullName",
        "SetRaw",
        "SetRenamed",
        "SetTheFlag",
    ]


def test_the_methods_say_who_they_are() -> None:
    """Name, place and arguments are those of a method that somebody wrote."""
    method: Any = vars(Person)["SetTheFlag"]
    said = [method.__module__, method.__qualname__, str(inspect.signature(method)), method.__doc__]
    assert said == [
        __name__,
        "Person.SetTheFlag",
        "(self: 'Any', value: 'Any') -> 'None'",
        "Sets the row 'isFlag', a new one where there is none.",
    ]


def test_a_read_only_row_cannot_be_set() -> None:
    """It is read like the others."""
    person = parsed(("given", "g"))
    with pytest.raises(AttributeError):
        person.given = "new"
    assert (person.given, person.GetGiven()) == ("g", "g")


def test_the_first_row_of_a_name_counts() -> None:
    """Without any the value is None."""
    person = parsed(("fullName", "first"), ("fullName", "second"))
    assert (person.full_name, person.GetFullName(), person.raw) == ("first", "first", None)


def test_rows_are_read_and_written_by_the_methods_of_the_entry() -> None:
    """A subclass that overrides them is asked, by the property and by the methods."""

    class Shouting(Person):
        def _GetProperty(self, name: str) -> str | None:
            return name.upper()

    shouting: Any = Shouting()
    assert (shouting.full_name, shouting.GetTheFlag()) == ("FULLNAME", "ISFLAG")


def test_the_signature_is_what_the_class_declares() -> None:
    """Every argument is optional; more are for the class above."""
    shown = str(inspect.signature(Person))
    assert shown == "(uri=None, full_name=None, flag=None, other=None, raw=None, *args, **kwargs)"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, []),
        ("", [("isFlag", ""), ("raw", "")]),
        (False, [("isFlag", "False"), ("raw", False)]),
        (0, [("isFlag", "0"), ("raw", 0)]),
        ("v", [("fullName", "v"), ("isFlag", "v"), ("renamed", "v"), ("raw", "v")]),
        (True, [("fullName", True), ("isFlag", "True"), ("renamed", True), ("raw", True)]),
    ],
    ids=repr,
)
def test_what_is_set_of_the_arguments(value: Any, expected: list[Any]) -> None:
    """Those that are true; with `?` also others, as text, and with `!` as they are, but never None."""
    assert cells(Person(full_name=value, flag=value, other=value, raw=value)) == expected


def test_arguments_that_are_no_row_are_attributes() -> None:
    """A URI is kept, where one is given."""
    assert [vars(Person("u", "n")).get("uri"), vars(Person("")).get("uri")] == ["u", None]


def test_further_arguments_go_to_the_class_above() -> None:
    """By position and by name."""
    person = Person(None, None, None, None, None, "text", cell=[Cell(name="a", value="b")], unknown=1)
    assert (person.text, cells(person)) == ("text", [("a", "b")])


def test_a_subclass_has_the_constructor_and_may_have_its_own() -> None:
    """A constructor that somebody wrote calls that of the class as any other."""

    class Mine(Person):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.raw = "mine"

    assert cells(Mine("u", "n")) == [("fullName", "n"), ("raw", "mine")]


def test_a_constructor_that_was_not_written_is_not_called_to_read() -> None:
    """What comes from a document is not read before somebody looks."""
    assert set(vars(parsed(("raw", "r")))) <= {"_held", "_version"}


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="counts what CPython keeps")
def test_constructors_of_as_many_arguments_share_their_code() -> None:
    """Declaring one is cheap: nothing is compiled for it."""

    class Other(Sheet, init="a b c d e"):
        """As many arguments as a person's."""

    codes = [vars(cls)["__init__"].__code__.co_code for cls in (Person, Other)]
    assert codes[0] == codes[1]
