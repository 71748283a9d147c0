"""The corpus: what the original did against the server, recorded; this library has to do the same.

62 scripts and 500 calls: every operation of the Apps services and clients, logins and tokens of every kind,
errors, pages, batches. Made by `python -m tests.observe_corpus`; see there.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gdata_compat.replay import har
from tests.observe_corpus import FOLDER

_NAMES = sorted(path.stem for path in FOLDER.glob("*.har"))


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    """What this library did, each script answered by its recording, all in one process."""
    prelude = Path(__file__).parents[1] / "data" / "server" / "prelude.py"
    runner = Path(__file__).with_name("corpus_runner.py")
    done = subprocess.run(
        [sys.executable, str(runner), str(FOLDER), str(prelude)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", _NAMES)
def test_the_same_calls_are_sent_and_the_same_is_noted(name: str, ours: dict[str, Any]) -> None:
    """Requests part by part, in their order for a resource, and all that the script noted of the answers."""
    script = har.read(FOLDER / f"{name}.har").script
    assert script is not None
    noted = [_noted(text) for text in (script.stdout.decode(), ours[name]["printed"])]
    assert (ours[name]["problems"], ours[name]["error"], noted[1]) == ([], "", noted[0])


def test_the_corpus_is_what_it_is_said_to_be() -> None:
    """So many scripts and calls."""
    calls = sum(len(har.read(FOLDER / f"{name}.har").calls) for name in _NAMES)
    said = re.search(r"(\d+) scripts and (\d+) calls", __doc__ or "")
    assert said is not None
    assert [int(number) for number in said.groups()] == [len(_NAMES), calls]


def _noted(output: str) -> Any:
    """What a script noted. Parameters of an address came in the order of a Python 2 dictionary."""
    last = output.splitlines()[-1] if output else ""
    ordered = re.sub(r"(?<=\?)[^\"\s]+=[^\"\s]*", lambda found: "&".join(sorted(found[0].split("&"))), last)
    return json.loads(ordered) if ordered else None
