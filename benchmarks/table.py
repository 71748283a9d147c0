"""The figures as a table of plain text and as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from measure import Figure
from rows import Row

__all__ = ["Results"]

_CONTENDERS = ("original", "port", "raw", "ours")
_SCALE = {"us": 1e6, "ms": 1e3, "s": 1.0}
_HEAD = ("work", "unit", *_CONTENDERS, "ours/raw", "goal", "")


class Results:
    """The rows with the figures of every contender; `missing` says why a contender is not there at all."""

    def __init__(
        self,
        rows: Sequence[Row],
        figures: Mapping[str, Mapping[str, Figure]],
        missing: Mapping[str, str],
    ) -> None:
        self._rows = {row.name: row for row in rows}
        self._figures = figures
        self._missing = missing

    def text(self) -> str:
        """Write the table, and below it why a figure is n/a."""
        notes: list[str] = []
        lines = [_HEAD, *(self._line(row, notes) for row in self._rows.values())]
        widths = [max(len(line[column]) for line in lines) for column in range(len(_HEAD))]
        table = [
            "  ".join(
                cell.ljust(width) if column < 2 or column == len(_HEAD) - 1 else cell.rjust(width)
                for column, (cell, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in lines
        ]
        table.insert(1, "-" * max(map(len, table)))
        missed = [row.title for row in self._rows.values() if self.met(row) is False]
        end = f"{len(missed)} of {sum(bool(row.goals) for row in self._rows.values())} goals missed."
        return "\n".join([*table, "", *(f"[{n}] {note}" for n, note in enumerate(notes, 1)), end])

    def document(self) -> list[dict[str, Any]]:
        """Give the rows as a JSON document."""
        return [
            {
                "row": row.name,
                "title": row.title,
                "unit": row.unit,
                **{name: self._value(row, name) for name in _CONTENDERS},
                "not_available": {n: why for n in _CONTENDERS if (why := self._why_not(row, n))},
                "ratio": self._ratio(row),
                "goals": row.goals,
                "met": self.met(row),
            }
            for row in self._rows.values()
        ]

    def met(self, row: Row) -> bool | None:
        """Tell whether the goal, or one of the alternatives, is met; None where that cannot be told."""
        pair = self._rows[row.pair] if row.pair else None
        ratio, other = self._ratio(row), self._ratio(pair) if pair else 0.0
        if not row.goals or ratio is None or other is None:
            return None
        limits = pair.goals if pair else (1.0,) * len(row.goals)
        alternatives = zip(row.goals, limits, strict=True)
        return any(ratio <= goal and other <= limit for goal, limit in alternatives)

    def _line(self, row: Row, notes: list[str]) -> tuple[str, ...]:
        cells = [self._cell(row, name, notes) for name in _CONTENDERS]
        ratio, met = self._ratio(row), self.met(row)
        return (
            row.title,
            row.unit,
            *cells,
            "" if ratio is None else _number(ratio),
            "<= " + " or ".join(_number(goal) for goal in row.goals) if row.goals else "",
            "MISSED" if met is False else "",
        )

    def _cell(self, row: Row, name: str, notes: list[str]) -> str:
        value = self._value(row, name)
        if value is not None:
            return _number(value)
        note = f"{name}: {self._why_not(row, name)}"
        if note not in notes:
            notes.append(note)
        return f"n/a [{notes.index(note) + 1}]"

    def _figure(self, row: Row, name: str) -> Figure:
        job = row.raw if row.raw and name == "raw" else row.job
        return self._figures[job].get(name, Figure())

    def _value(self, row: Row, name: str) -> float | None:
        figure = self._figure(row, name)
        if row.unit == "MB":
            return figure.megabytes
        return None if figure.seconds is None else figure.seconds * _SCALE[row.unit]

    def _why_not(self, row: Row, name: str) -> str | None:
        if self._value(row, name) is not None:
            return None
        return self._missing.get(name) or self._figure(row, name).why_not or "not measured"

    def _ratio(self, row: Row) -> float | None:
        ours, raw = self._value(row, "ours"), self._value(row, "raw")
        return ours / raw if ours is not None and raw else None


def _number(value: float) -> str:
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3f}" if value < 0.2 else f"{value:.2f}" if value < 100 else f"{value:.0f}"
