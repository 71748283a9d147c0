"""Both libraries, asked the same: ours in this process, 2.0.18 in one on Python 2.7 that stays."""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.fix_original import Original

DATA = Path(__file__).resolve().parent.parent / "data"
ANSWERS = DATA / "differential" / "answers.py"
CORPUS = DATA / "differential" / "corpus.json"


def ours(case: dict[str, Any]) -> Any:
    """What ours makes of a case."""
    for folder in (ANSWERS.parent, DATA / "xml"):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    return importlib.import_module("answers").answer(case)


@contextmanager
def asking(original: Original) -> Iterator[Any]:
    """A function that asks the original what it makes of a case."""
    command = [str(original.python), "-B", str(ANSWERS), str(DATA / "xml")]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=original._environment({}),
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def ask(case: dict[str, Any]) -> Any:
            process.stdin.write(json.dumps(case) + "\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            return json.loads(process.stdout.readline())  # type: ignore[union-attr]

        yield ask
        process.stdin.close()


def draw(strategy: Any, examples: int, check: Any) -> None:
    """Calls `check` with so many cases, the same ones at every run."""
    quietly = settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    quietly(given(strategy)(check))()
