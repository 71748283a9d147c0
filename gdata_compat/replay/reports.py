"""Reports of comparisons: for the terminal, as JSON, as JUnit XML, and as one HTML file.

The JSON is `{"version": 1, "equal": ..., "comparisons": [...]}`; each comparison has `name`, `status`
(0 equal, 1 different, 2 trouble), `counts` by verdict, `troubles`, `calls` (each `verdict`, `call`,
`differences`), `rest` (what differs apart from the calls), `ignored` (part, where, reason, count of each
rule used) and `unused`.
A difference is `part`, `where`, `old`, `new`, and `ignored`, the reason where a rule covers it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import click

from .comparing import Comparison, Found, Pair, Verdict
from .har import Call
from .volatile import text_of

__all__ = ["as_html", "as_json", "as_junit", "as_text"]

_COLOURS = {
    Verdict.EQUAL: "green",
    Verdict.IGNORED: "cyan",
    Verdict.CHANGED: "yellow",
    Verdict.MISSING: "red",
    Verdict.EXTRA: "magenta",
}


def as_text(comparison: Comparison, *, details: bool = False) -> Iterator[str]:
    """Give the lines for a terminal: a line a call, what differs below it; with `details` also equal ones."""
    for pair in comparison.pairs:
        if details or pair.verdict is not Verdict.EQUAL:
            yield click.style(f"{pair.verdict.value:8}", fg=_COLOURS[pair.verdict]) + pair.name
            yield from (f"    {line}" for line in _told(pair.found))
    yield from _told(comparison.rest)
    for trouble in comparison.troubles:
        yield click.style("trouble ", fg="red", bold=True) + trouble
    for rule, count in comparison.ignored().items():
        yield f"ignored {count}x: {rule.part}, {rule.where}: {rule.reason}"
    for rule in comparison.unused:
        yield f"a rule that covers nothing: {rule.part}, {rule.where}: {rule.reason}"
    yield _summary(comparison)


def _told(found: Sequence[Found]) -> Iterator[str]:
    for each in found:
        yield f"{each.difference}{'' if each.rule is None else f' (ignored: {each.rule.reason})'}"


def _summary(comparison: Comparison) -> str:
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in comparison.counts.items() if count)
    ending = {0: "equal", 1: "different", 2: "trouble"}[comparison.status]
    name = f"{comparison.name}: " if comparison.name else ""
    return f"{name}{ending} ({counts or 'no calls'}; {len(comparison.rest)} differences apart from the calls)"


def as_json(comparisons: Sequence[Comparison]) -> str:
    """Give the JSON document that the module's docstring describes."""
    document = {
        "version": 1,
        "equal": all(each.status == 0 for each in comparisons),
        "comparisons": [_fields(each) for each in comparisons],
    }
    return json.dumps(document, indent=1, ensure_ascii=False)


def _fields(comparison: Comparison) -> dict[str, Any]:
    return {
        "name": comparison.name,
        "status": comparison.status,
        "counts": {verdict.value: count for verdict, count in comparison.counts.items()},
        "troubles": list(comparison.troubles),
        "calls": [
            {"verdict": pair.verdict.value, "call": pair.name, "differences": _listed(pair.found)}
            for pair in comparison.pairs
        ],
        "rest": _listed(comparison.rest),
        "ignored": [
            {"part": rule.part, "where": rule.where, "reason": rule.reason, "count": count}
            for rule, count in comparison.ignored().items()
        ],
        "unused": [{"part": r.part, "where": r.where, "reason": r.reason} for r in comparison.unused],
    }


def _listed(found: Sequence[Found]) -> list[dict[str, Any]]:
    return [
        {
            "part": each.difference.part,
            "where": each.difference.where,
            "old": each.difference.old,
            "new": each.difference.new,
            "ignored": each.rule and each.rule.reason,
        }
        for each in found
    ]


def as_junit(comparisons: Sequence[Comparison]) -> str:
    """Give JUnit XML: a suite a comparison, a case a call, and one for all that is apart from the calls."""
    root = ElementTree.Element("testsuites")
    for comparison in comparisons:
        suite = ElementTree.SubElement(root, "testsuite", name=comparison.name or "compare")
        cases = [(f"{i}. {pair.name}", pair.found) for i, pair in enumerate(comparison.pairs, 1)]
        cases.append(("apart from the calls", comparison.rest))
        failures = 0
        for name, found in cases:
            case = ElementTree.SubElement(
                suite, "testcase", classname=comparison.name or "compare", name=name
            )
            counted = [each for each in found if each.rule is None]
            if counted:
                failures += 1
                failure = ElementTree.SubElement(
                    case, "failure", message=_xml_text(str(counted[0].difference))
                )
                failure.text = _xml_text("\n".join(_told(found)))
        for trouble in comparison.troubles:
            case = ElementTree.SubElement(suite, "testcase", classname=comparison.name, name="trouble")
            ElementTree.SubElement(case, "error", message=_xml_text(trouble))
        suite.set("tests", str(len(cases) + len(comparison.troubles)))
        suite.set("failures", str(failures))
        suite.set("errors", str(len(comparison.troubles)))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True)


def _xml_text(text: str) -> str:
    """Replace what XML cannot carry."""
    return "".join(c if c in "\t\n" or " " <= c <= "\ud7ff" or c >= "\ue000" else "\ufffd" for c in text)


# HTML

_STYLE = """
html{background:Canvas;color:CanvasText}.wide{overflow-x:auto}li{overflow-wrap:anywhere}
:root{color-scheme:light dark;--line:#8886;--old:#d9534f33;--new:#2e9e5b33}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:75rem;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}
details{border:1px solid var(--line);border-radius:.4rem;margin:.3rem 0;padding:.3rem .6rem}
summary{cursor:pointer;overflow-wrap:anywhere}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:.5rem}
@media(max-width:45rem){.sides{grid-template-columns:1fr}}
pre{background:#8881;margin:.3rem 0;max-height:24rem;overflow:auto;padding:.5rem;white-space:pre-wrap;
overflow-wrap:anywhere}
del{background:var(--old)}ins{background:var(--new);text-decoration:none}
table{border-collapse:collapse}td,th{border:1px solid var(--line);padding:.2rem .6rem;text-align:left}
.v{display:inline-block;font-weight:600;min-width:6rem}
#only:checked~.equal,#only:checked~.ignored{display:none}
"""


def as_html(comparisons: Sequence[Comparison]) -> str:
    """Give one HTML file that needs nothing else, no JavaScript either."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    verdict = "equal" if all(each.status == 0 for each in comparisons) else "not equal"
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Old and new: {verdict}</title><style>{_STYLE}</style></head><body>",
            f"<main><h1>Old and new: {verdict}</h1>",
            '<input type="checkbox" id="only"> <label for="only">Only what differs</label>',
            _table(comparisons),
            *(_section(each) for each in comparisons),
            "</main></body></html>\n",
        ]
    )


def _table(comparisons: Sequence[Comparison]) -> str:
    verdicts = list(Verdict)
    heads = "".join(f'<th scope="col">{verdict.value}</th>' for verdict in verdicts)
    rows = "".join(
        f'<tr><th scope="row">{escape(each.name or "recording")}</th>'
        + "".join(f"<td>{each.counts.get(verdict, 0)}</td>" for verdict in verdicts)
        + f"<td>{sum(found.rule is None for found in each.rest)}</td>"
        + f"<td>{('equal', 'different', 'trouble')[each.status]}</td></tr>"
        for each in comparisons
    )
    head = f'<tr><th scope="col">run</th>{heads}<th scope="col">apart</th><th scope="col">verdict</th></tr>'
    return (
        f'<div class="wide" tabindex="0" role="group" aria-label="Summary"><table>{head}{rows}</table></div>'
    )


def _section(comparison: Comparison) -> str:
    parts = [f"<h2>{escape(comparison.name or 'The calls')}</h2>"]
    parts += [f"<p><strong>Trouble:</strong> {escape(each)}</p>" for each in comparison.troubles]
    if comparison.rest:
        parts.append(f"<h3>Apart from the calls</h3>{_differences(comparison.rest)}")
    parts += [_call(number, pair) for number, pair in enumerate(comparison.pairs, 1)]
    rules = comparison.ignored()
    if rules or comparison.unused:
        shown = [f"{rule.part}, {rule.where}: {rule.reason} ({count}x)" for rule, count in rules.items()]
        shown += [f"{rule.part}, {rule.where}: {rule.reason} (covers nothing)" for rule in comparison.unused]
        items = "".join(f"<li>{escape(each)}</li>" for each in shown)
        parts.append(f"<h3>Rules</h3><ul>{items}</ul>")
    return "".join(parts)


def _call(number: int, pair: Pair) -> str:
    verdict = pair.verdict.value
    opened = "" if pair.verdict in (Verdict.EQUAL, Verdict.IGNORED) else " open"
    sides = "".join(
        f"<div><h4>{side}</h4><pre>{escape(_shown(call))}</pre></div>"
        for side, call in (("Old", pair.old), ("New", pair.new))
    )
    return (
        f'<details class="{verdict}"{opened}><summary>{number}. <span class="v">{verdict}</span> '
        f"{escape(pair.name)}</summary>{_differences(pair.found)}"
        f'<details><summary>Both sides</summary><div class="sides">{sides}</div></details></details>'
    )


def _differences(found: Sequence[Found]) -> str:
    items = []
    for each in found:
        one = each.difference
        old = "" if one.old is None else f"<del>{escape(one.old)}</del> "
        new = "" if one.new is None else f"<ins>{escape(one.new)}</ins>"
        why = "" if each.rule is None else f" (ignored: {escape(each.rule.reason)})"
        items.append(f"<li><b>{escape(f'{one.part} {one.where}'.strip())}</b>: {old}{new}{why}</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _shown(call: Call | None) -> str:
    """Write a call as it went over the wire."""
    if call is None:
        return "(no such call)"
    request, response = call.request, call.response
    lines = [f"{request.method} {request.url}", *(f"{n}: {v}" for n, v in request.headers), ""]
    lines += [text_of(request.body), ""] if request.body else []
    if response is not None:
        lines += [f"{response.status} {response.reason}", *(f"{n}: {v}" for n, v in response.headers), ""]
        lines.append(text_of(response.body))
    return "\n".join([*lines, *([f"error: {call.error}"] if call.error else [])])
