"""Reports of porting: for the terminal, as JSON, and as one HTML file.

The JSON is `{"version": 1, "status": ..., "scripts": [...]}`; each script has `name`, `status` (0 ported,
1 with findings, 2 could not), `changed`, `encoding`, `rules` that had a hand in it, `mended` (what of a
listing's typesetting was undone), `error`, `notes` and `findings`
(line, what, why, section, suggestion, rule), `diff`.
"""

from __future__ import annotations

import base64
import difflib
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from .checking import Checked
from .results import Finding, Result

__all__ = [
    "as_html",
    "as_json",
    "as_text",
    "check_text_lines",
    "checks_as_json",
    "findings_as_text",
    "sides",
    "summary",
]


def as_text(result: Result) -> Iterator[str]:
    """Give the lines for a terminal: what went wrong, or the findings."""
    if result.error is not None:
        yield f"{result.name}: {result.error}"
        return
    if result.mended:
        yield f"{result.name}: a listing as it was printed, mended: {', '.join(result.mended)}"
    for note in result.notes:
        yield f"{result.name}:{note.line}: note: {note.what}; {note.suggestion}"
    yield from findings_as_text(result)


def findings_as_text(result: Result) -> Iterator[str]:
    """Give the lines for a terminal about what a person must decide."""
    for finding in result.findings:
        yield from _told(result.name, finding)


def _told(name: str, finding: Finding) -> Iterator[str]:
    yield f"{name}:{finding.line}: {finding.what}"
    yield f"    why: {finding.why}"
    yield f"    try: {finding.suggestion}"
    yield f'    see: MIGRATION.md, "{finding.section}"'


def check_text_lines(checked: Checked) -> Iterator[str]:
    """Give the lines for a terminal about what a script uses of the old library, and what to expect."""
    name = checked.result.name
    if checked.result.error is not None:
        yield f"{name}: {checked.result.error}"
        return
    for use in checked.uses:
        lines = ", ".join(map(str, use.lines))
        yield f"{name}: {use.name} (line{'s' if len(use.lines) > 1 else ''} {lines}): {use.state.value}"
    here = len(checked.uses) - len(checked.missing)
    findings = len(checked.result.findings)
    yield f"{name}: {here} of {len(checked.uses)} names are here; {_expected(checked.result, findings)}"
    for note in checked.result.notes:
        yield f"{name}:{note.line}: note: {note.what}; {note.suggestion}"


def _expected(result: Result, findings: int) -> str:
    if not result.changed and not findings:
        return "nothing to edit"
    decide = f", of {findings} place{'' if findings == 1 else 's'} a person decides" if findings else ""
    return f"gdata-compat port edits {sum(kind != 'equal' for kind, *_ in sides(result))} lines{decide}"


def checks_as_json(checked: Sequence[Checked]) -> str:
    """Give JSON of checks: as that of a report, and for each script `uses` (name, lines, state)."""
    scripts = []
    for each in checked:
        uses = [{"name": u.name, "lines": list(u.lines), "state": u.state.name.lower()} for u in each.uses]
        scripts.append({**_fields(each.result), "status": each.status, "uses": uses})
    status = max((each.status for each in checked), default=0)
    return json.dumps({"version": 1, "status": status, "scripts": scripts}, indent=1, ensure_ascii=False)


def summary(results: Sequence[Result]) -> str:
    """Give one line for all scripts."""
    changed = sum(each.changed for each in results)
    findings = sum(len(each.findings) for each in results)
    failed = sum(each.status == 2 for each in results)
    scripts = f"{len(results)} script{'' if len(results) == 1 else 's'}"
    found = f"{findings} finding{'' if findings == 1 else 's'}"
    return f"{scripts}: {changed} to change, {found}, {failed} could not be ported"


def as_json(results: Sequence[Result]) -> str:
    """Give the JSON document that the module's docstring describes."""
    document = {
        "version": 1,
        "status": max((each.status for each in results), default=0),
        "scripts": [_fields(each) for each in results],
    }
    return json.dumps(document, indent=1, ensure_ascii=False)


def _fields(result: Result) -> dict[str, Any]:
    return {
        "name": result.name,
        "status": result.status,
        "changed": result.changed,
        "encoding": result.encoding,
        "rules": result.rules,
        "mended": result.mended,
        "error": result.error,
        "notes": [asdict(each) for each in result.notes],
        "findings": [asdict(each) for each in result.findings],
        "diff": "\n".join(result.diff()),
    }


# HTML

_STYLE = """
html{background:Canvas;color:CanvasText}
:root{color-scheme:light dark;--line:#8886;--old:#d9534f33;--new:#2e9e5b33}
body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:75rem;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem;overflow-wrap:anywhere}h3{font-size:1rem}
.wide{overflow-x:auto}table{border-collapse:collapse}td,th{text-align:left;vertical-align:top}
.plain td,.plain th{border:1px solid var(--line);padding:.2rem .6rem}
details{border:1px solid var(--line);border-radius:.4rem;margin:.3rem 0;padding:.3rem .6rem}
summary{cursor:pointer}code,pre,.side td{font:13px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
.side{table-layout:fixed;width:100%}.side td{padding:0 .3rem;white-space:pre-wrap}
.side .n{text-align:right;width:3rem}.side th:nth-child(odd){width:3rem}
.old{background:var(--old)}.new{background:var(--new)}.old::before{content:"- "}.new::before{content:"+ "}
.gap{border-top:1px dashed var(--line)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:0 .8rem;margin:.3rem 0}
dd{margin:0;overflow-wrap:anywhere}
@media(max-width:45rem){.side,.side tbody,.side tr,.side td{display:block}.side thead{display:none}
.side .n{display:none}.side td:empty{display:none}.side tr{border-left:3px solid var(--line)}
.side tr.same td:last-child{display:none}dl{grid-template-columns:1fr}dt{font-weight:600}}
"""


def as_html(results: Sequence[Result]) -> str:
    """Give one HTML file that needs nothing else, no JavaScript either: findings, and both sides of edits."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'"
    return "".join(
        [
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Porting: {escape(summary(results))}</title><style>{_STYLE}</style></head><body>",
            f"<main><h1>Porting</h1><p>{escape(summary(results))}</p>",
            _table(results),
            *(_section(number, each) for number, each in enumerate(results, 1)),
            "</main></body></html>\n",
        ]
    )


def _table(results: Sequence[Result]) -> str:
    head = "".join(
        f'<th scope="col">{each}</th>' for each in ("script", "verdict", "lines changed", "findings")
    )
    rows = "".join(
        f'<tr><th scope="row"><a href="#s{number}">{escape(each.name)}</a></th>'
        f"<td>{_verdict(each)}</td>"
        f"<td>{sum(kind != 'equal' for kind, *_ in sides(each))}</td><td>{len(each.findings)}</td></tr>"
        for number, each in enumerate(results, 1)
    )
    return (
        '<div class="wide" tabindex="0" role="group" aria-label="Summary">'
        f'<table class="plain"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    )


def _verdict(result: Result) -> str:
    return "nothing to edit" if result.status == 0 and not result.changed else _VERDICTS[result.status]


_VERDICTS = ("ported", "ported, with findings", "could not be ported")


def _section(number: int, result: Result) -> str:
    parts = [f'<section aria-labelledby="s{number}"><h2 id="s{number}">{escape(result.name)}</h2>']
    if result.error is not None:
        parts.append(f"<p><strong>Could not be ported:</strong> {escape(result.error)}</p>")
    if result.mended:
        parts.append(f"<p>A listing as it was printed, mended: {escape(', '.join(result.mended))}.</p>")
    if result.notes:
        items = (
            f"<li>Line {each.line}: {escape(f'{each.what}; {each.suggestion}')}</li>" for each in result.notes
        )
        parts.append(f"<h3>Good to know</h3><ul>{''.join(items)}</ul>")
    if result.findings:
        parts.append("<h3>To decide</h3>")
        parts += map(_finding, result.findings)
    if result.changed:
        parts.append(f"<h3>Edits</h3>{_both_sides(result)}")
    elif result.error is None:
        parts.append("<p>Nothing to edit.</p>")
    return "".join([*parts, "</section>"])


def _finding(finding: Finding) -> str:
    return (
        f"<details open><summary>Line {finding.line}: {escape(finding.what)}</summary><dl>"
        f"<dt>Why</dt><dd>{escape(finding.why)}</dd><dt>Try</dt><dd><code>{escape(finding.suggestion)}</code></dd>"
        f"<dt>See</dt><dd>MIGRATION.md, “{escape(finding.section)}”</dd></dl></details>"
    )


#: How many lines are shown around an edit.
_AROUND = 3


def sides(result: Result) -> Iterator[tuple[str, int, str, int, str]]:
    """Give line by line: equal or not, number and text before, number and text after (0 where none)."""
    old, new = result.lines()
    for tag, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        for at in range(max(b - a, d - c)):
            one, other = a + at < b, c + at < d
            yield (
                "equal" if tag == "equal" else "edit",
                a + at + 1 if one else 0,
                old[a + at].rstrip("\r\n") if one else "",
                c + at + 1 if other else 0,
                new[c + at].rstrip("\r\n") if other else "",
            )


def _both_sides(result: Result) -> str:
    lines = list(sides(result))
    edits = [at for at, line in enumerate(lines) if line[0] != "equal"]
    shown = sorted(
        {at + by for at in edits for by in range(-_AROUND, _AROUND + 1) if 0 <= at + by < len(lines)}
    )
    rows = "".join(_row(lines[at], gap=at and at - 1 not in shown) for at in shown)
    heads = "".join(f'<th scope="col">{each}</th>' for each in ("Line", "Before", "Line", "After"))
    return f'<table class="side"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(line: tuple[str, int, str, int, str], *, gap: object) -> str:
    tag, before, old, after, new = line
    same = "same" if tag == "equal" else ""
    marks = ("", "") if same else (" old" if before else "", " new" if after else "")
    numbers = [str(number) if number else "" for number in (before, after)]
    return (
        f'<tr class="{same}{" gap" if gap else ""}"><td class="n">{numbers[0]}</td>'
        f'<td class="l{marks[0]}">{escape(old)}</td><td class="n">{numbers[1]}</td>'
        f'<td class="l{marks[1]}">{escape(new)}</td></tr>'
    )
