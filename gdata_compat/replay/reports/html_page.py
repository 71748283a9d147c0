"""The report as one HTML file that needs nothing else: a summary, filters, and the calls of both sides."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from html import escape

from ..comparing import Comparison, Found, Pair, Verdict
from ..har import Call
from .html_assets import SCRIPT, STYLE
from .html_parts import element, marked_pair, path_of, shown_call
from .wording import ENDINGS, rule_in_words

__all__ = ["as_html"]

#: Of more calls than that, those that are equal are listed without what went over the wire.
_MOST_SHOWN = 1000


def as_html(comparisons: Sequence[Comparison]) -> str:
    """Give one HTML file; all of it can be read and filtered without JavaScript, which adds a search."""
    policy = f"default-src 'none'; style-src '{_digest(STYLE)}'; script-src '{_digest(SCRIPT)}'"
    verdict = ENDINGS[max((each.status for each in comparisons), default=0)]
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Old and new: {verdict}</title><style>{STYLE}</style></head><body>",
            f'<header><h1>Old and new: <span class="badge {verdict}">{verdict}</span></h1></header><main>',
            element("p", _in_words(comparisons)),
            _summary(comparisons),
            _filters(comparisons),
            *(_section(number, each) for number, each in enumerate(comparisons, 1)),
            f"</main><script>{SCRIPT}</script></body></html>\n",
        ]
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _in_words(comparisons: Sequence[Comparison]) -> str:
    calls = sum(len(each.pairs) for each in comparisons)
    equal = sum(each.status == 0 for each in comparisons)
    return f"{equal} of {len(comparisons)} are equal; {calls} calls were compared."


def _summary(comparisons: Sequence[Comparison]) -> str:
    heads = ("run", "verdict", *(verdict.value for verdict in Verdict), "apart from the calls")
    head = element("thead", element("tr", "".join(element("th", each, scope="col") for each in heads)))
    rows = "".join(_row(number, each) for number, each in enumerate(comparisons, 1))
    table = element("table", head + element("tbody", rows))
    return element("div", table, class_="wide", tabindex="0", role="group", aria_label="Summary")


def _row(number: int, comparison: Comparison) -> str:
    link = element("a", escape(comparison.name or "the recordings"), href=f"#run-{number}")
    apart = sum(found.rule is None for found in comparison.rest)
    counts = [*(comparison.counts.get(verdict, 0) for verdict in Verdict), apart]
    ending = ENDINGS[comparison.status]
    cells = "".join(element("td", str(count), class_="n") for count in counts)
    badge = element("td", element("span", ending, class_=f"badge {ending}"))
    return element("tr", element("th", link, scope="row") + badge + cells)


def _filters(comparisons: Sequence[Comparison]) -> str:
    boxes = ""
    for verdict in Verdict:
        count = sum(each.counts.get(verdict, 0) for each in comparisons)
        box = f'<input type="checkbox" id="show-{verdict.value}" checked>'
        boxes += element("label", f"{box} {verdict.value} ({count})")
    return element("fieldset", element("legend", "Calls to show") + boxes)


def _section(number: int, comparison: Comparison) -> str:
    parts = [element("h2", escape(comparison.name or "The recordings"), id=f"run-{number}")]
    parts += [
        element("p", f'<span class="badge trouble">trouble</span> {escape(each)}')
        for each in comparison.troubles
    ]
    if comparison.rest:
        parts.append(element("h3", "Apart from the calls") + _differences(comparison.rest))
    if comparison.pairs:
        parts.append(element("h3", "The calls"))
        heads = "".join(element("span", each) for each in ("", "", "Old", "New"))
        parts.append(element("div", heads, class_="heads"))
    shows_all = len(comparison.pairs) <= _MOST_SHOWN
    parts += [_call(at, pair, comparison, shows_all) for at, pair in enumerate(comparison.pairs, 1)]
    rules = list(_rules(comparison))
    if rules:
        items = "".join(element("li", escape(each)) for each in rules)
        parts.append(element("h3", "Rules") + element("ul", items))
    return element("section", "".join(parts))


def _rules(comparison: Comparison) -> Iterator[str]:
    yield from (rule_in_words(rule, count) for rule, count in comparison.ignored().items())
    yield from (rule_in_words(rule) for rule in comparison.unused)


def _call(number: int, pair: Pair, comparison: Comparison, shows_all: bool) -> str:
    verdict = pair.verdict.value
    opened = "" if pair.verdict in (Verdict.EQUAL, Verdict.IGNORED) else " open"
    badge = element("span", element("span", verdict, class_=f"badge {verdict}"))
    heads = f"<span>{number}.</span>{badge}{_head('old', pair.old)}{_head('new', pair.new)}"
    inside = _differences(pair.found)
    if shows_all or pair.verdict is not Verdict.EQUAL:
        sides = "".join(
            element("div", element("h4", side) + shown_call(call, rename))
            for side, call, rename in (("Old", pair.old, str), ("New", pair.new, comparison.rename))
        )
        what = element("summary", "What went over the wire")
        inside += element("details", what + element("div", sides, class_="sides"))
    else:
        inside += element("p", "What went over the wire is left out: there are many calls.", class_="soft")
    return (
        f'<details class="call {verdict}"{opened}><summary>{heads}</summary>'
        f"{element('div', inside, class_='inside')}</details>"
    )


def _head(side: str, call: Call | None) -> str:
    """Give what a side's call is, for the timeline."""
    if call is None:
        return element("span", "no such call", class_="side none", data_side=side)
    host, path = path_of(call.request.url)
    status = (
        "no answer" if call.response is None else f"{call.response.status} {call.response.reason}".strip()
    )
    small = element("small", escape(f"{status}, {call.milliseconds:.0f} ms; {host}"))
    text = f"{element('strong', escape(call.request.method))} {escape(path)}{small}"
    return element("span", text, class_="side", data_side=side)


def _differences(found: Sequence[Found]) -> str:
    return element("ul", "".join(map(_difference, found)), class_="diffs") if found else ""


def _difference(found: Found) -> str:
    one = found.difference
    old, new = marked_pair(one.old, one.new)
    sides = [
        element("span", f"nothing in the {side} one")
        if text is None
        else element(tag, element("span", f"{side}: ", class_="hidden") + shown)
        for side, tag, text, shown in (("old", "del", one.old, old), ("new", "ins", one.new, new))
    ]
    why = "" if found.rule is None else element("p", escape(f"Ignored: {found.rule.reason}"), class_="soft")
    title = element("b", escape(f"{one.part} {one.where}".strip()))
    return element("li", title + element("div", "".join(sides), class_="pair") + why)
