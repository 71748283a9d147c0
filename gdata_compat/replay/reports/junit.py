"""The report as JUnit XML, as CI systems read it: a suite a comparison, a case a call."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Sequence

from ..comparing import Comparison, Found
from .wording import told

__all__ = ["as_junit"]


def as_junit(comparisons: Sequence[Comparison]) -> str:
    """Give JUnit XML; one more case is for all that is apart from the calls, and one for each trouble."""
    root = ElementTree.Element("testsuites")
    totals = [_suite(root, each) for each in comparisons]
    for name, numbers in zip(("tests", "failures", "errors"), zip(*totals, strict=True), strict=False):
        root.set(name, str(sum(numbers)))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _suite(root: ElementTree.Element, comparison: Comparison) -> tuple[int, int, int]:
    name = _xml_text(comparison.name) or "compare"
    suite = ElementTree.SubElement(root, "testsuite", name=name)
    cases = [(f"{i}. {pair.name}", pair.found) for i, pair in enumerate(comparison.pairs, 1)]
    cases.append(("apart from the calls", comparison.rest))
    failures = sum(_case(suite, name, title, found) for title, found in cases)
    for trouble in comparison.troubles:
        case = ElementTree.SubElement(suite, "testcase", classname=name, name="trouble")
        ElementTree.SubElement(case, "error", message=_xml_text(trouble), type="trouble")
    counts = len(cases) + len(comparison.troubles), failures, len(comparison.troubles)
    for attribute, count in zip(("tests", "failures", "errors"), counts, strict=True):
        suite.set(attribute, str(count))
    return counts


def _case(suite: ElementTree.Element, name: str, title: str, found: Sequence[Found]) -> bool:
    """Add a case; tell whether it is a failure."""
    case = ElementTree.SubElement(suite, "testcase", classname=name, name=_xml_text(title))
    counted = [each for each in found if each.rule is None]
    text = _xml_text("\n".join(told(found)))
    if counted:
        message = _xml_text(str(counted[0].difference))
        ElementTree.SubElement(case, "failure", message=message, type="difference").text = text
    elif found:
        ElementTree.SubElement(case, "system-out").text = text
    return bool(counted)


def _xml_text(text: str) -> str:
    """Replace what XML 1.0 cannot carry."""
    return "".join(
        c if c in "\t\n" or " " <= c <= "\ud7ff" or (c >= "\ue000" and c not in "\ufffe\uffff") else "\ufffd"
        for c in text
    )
