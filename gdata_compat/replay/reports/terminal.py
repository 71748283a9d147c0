"""Showing comparisons on a terminal: by `rich` where it is installed (the extra `compare`), else plainly.

In a pipe, and where NO_COLOR is set, there is no colour and no progress bar; the lines are the same.
"""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..comparing import Comparison
from .lines import Line, as_lines, table_of

__all__ = ["Terminal"]


class Terminal:
    """Where the lines go: standard output; a progress bar stands below them, or on standard error."""

    def __init__(self, *, details: bool = False) -> None:
        self._details = details
        self._console = _console(sys.stdout)

    def show(self, comparison: Comparison) -> None:
        """Show the lines of a comparison."""
        for line in as_lines(comparison, details=self._details):
            self._print(line)

    def show_table(self, comparisons: Sequence[Comparison]) -> None:
        """Show how several comparisons ended, a line each, and how many are equal."""
        rows = table_of(comparisons)
        widths = [max(len(row[at][1]) for row in rows) for at in range(len(rows[0]))]
        for row in rows:
            cells = [(style, f"{text:<{width}}  ") for (style, text), width in zip(row, widths, strict=True)]
            self._print((*cells[:-1], row[-1]))
        equal = sum(each.status == 0 for each in comparisons)
        self._print((("", f"{equal} of {len(comparisons)} are equal"),))

    @contextlib.contextmanager
    def progress(self, label: str, total: int) -> Iterator[Callable[[], None]]:
        """Show how far a run of several is; what is given is called when one more is done."""
        console = self._console if sys.stdout.isatty() else _console(sys.stderr)
        if console is None or total < 2 or not console.is_terminal:
            yield lambda: None
            return
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(label, total=total)
            yield lambda: bar.advance(task)

    def _print(self, line: Line) -> None:
        if self._console is None or not self._console.is_terminal:
            print("".join(text for _, text in line))
            return
        from rich.text import Text

        self._console.print(Text.assemble(*((text, style) for style, text in line)), soft_wrap=True)


def _console(file: Any) -> Any:
    """Give what writes with colours, or None without `rich`."""
    if importlib.util.find_spec("rich") is None:
        return None
    from rich.console import Console

    return Console(file=file, highlight=False, markup=False, emoji=False)
