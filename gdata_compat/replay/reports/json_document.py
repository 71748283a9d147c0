"""The report as JSON. TESTING.md describes it, by a JSON Schema that every report fits."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..comparing import Comparison, Found, Pair
from ..har import Call

__all__ = ["as_json"]


def as_json(comparisons: Sequence[Comparison]) -> str:
    """Give the JSON document; `version` says which form it has."""
    document = {
        "version": 1,
        "equal": all(each.status == 0 for each in comparisons),
        "comparisons": [_fields(each) for each in comparisons],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _fields(comparison: Comparison) -> dict[str, Any]:
    return {
        "name": comparison.name,
        "status": comparison.status,
        "counts": {verdict.value: count for verdict, count in comparison.counts.items()},
        "troubles": list(comparison.troubles),
        "calls": [_call(pair) for pair in comparison.pairs],
        "rest": _listed(comparison.rest),
        "ignored": [
            {"call": rule.call, "part": rule.part, "where": rule.where, "reason": rule.reason, "count": count}
            for rule, count in comparison.ignored().items()
        ],
        "unused": [
            {"call": rule.call, "part": rule.part, "where": rule.where, "reason": rule.reason}
            for rule in comparison.unused
        ],
    }


def _call(pair: Pair) -> dict[str, Any]:
    return {
        "verdict": pair.verdict.value,
        "call": pair.name,
        "old": _side(pair.old),
        "new": _side(pair.new),
        "differences": _listed(pair.found),
    }


def _side(call: Call | None) -> dict[str, Any] | None:
    if call is None:
        return None
    status = None if call.response is None else call.response.status
    return {
        "method": call.request.method,
        "url": call.request.url,
        "status": status,
        "started": call.started,
        "milliseconds": call.milliseconds,
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
