"""Every rule, by its own tables."""

from __future__ import annotations

import pytest

from gdata_compat.port import port_text
from gdata_compat.port.rule import Rule
from gdata_compat.port.rules import RULES

CHANGES = [
    pytest.param(rule, *row, id=f"{rule.name}-{at}") for rule in RULES for at, row in enumerate(rule.changes)
]
KEEPS = [
    pytest.param(rule, row, id=f"{rule.name}-{at}") for rule in RULES for at, row in enumerate(rule.keeps)
]
FINDS = [
    pytest.param(rule, *row, id=f"{rule.name}-{at}") for rule in RULES for at, row in enumerate(rule.finds)
]


@pytest.mark.parametrize(("rule", "before", "after"), CHANGES)
def test_a_rule_edits_what_its_table_says(rule: Rule, before: str, after: str) -> None:
    """The whole command gives the row's other side, by this rule, and nothing more the second time."""
    result = port_text(before.encode())
    again = port_text(result.ported)
    got = result.ported.decode(), result.error, rule.name in result.rules, again.changed
    assert got == (after, None, True, False)


@pytest.mark.parametrize(("rule", "text"), KEEPS)
def test_a_rule_keeps_what_must_stay(rule: Rule, text: str) -> None:
    """The rule has no hand in what becomes of the row."""
    result = port_text(text.encode())
    assert (rule.name in result.rules, result.error) == (False, None)


@pytest.mark.parametrize(("rule", "text", "part"), FINDS)
def test_a_rule_finds_what_a_person_must_decide(rule: Rule, text: str, part: str) -> None:
    """One finding of the rule says it, with a section and a suggestion."""
    found = [each for each in port_text(text.encode()).findings if each.rule == rule.name]
    assert [part in each.what and bool(each.why and each.section and each.suggestion) for each in found] == [
        True
    ]
