"""The corpus: what the original did, recorded; this library has to do the same.

94 scripts and 4032 calls: every operation of the Apps services and clients, logins and tokens of every kind,
errors, redirects, retries, media, pages, batches, and calendar, contacts, documents and spreadsheets. Made by `python -m tests.observe_corpus`; see there.
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
from tests.observe_corpus import FOLDER, ON_PURPOSE

_TESTS = Path(__file__).parents[1]
_NAMES = sorted(path.stem for path in FOLDER.glob("*.har"))
_ALIKE = [name for name in _NAMES if name not in ON_PURPOSE]


@pytest.fixture(scope="module")
def all_of_ours() -> dict[str, Any]:
    """What this library did, each script answered by its recording, all in one process."""
    prelude = _TESTS / "data" / "server" / "prelude.py"
    runner = Path(__file__).with_name("corpus_runner.py")
    done = subprocess.run(
        [sys.executable, str(runner), str(FOLDER), str(prelude)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
        cwd=_TESTS.parent,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture
def ours(all_of_ours: dict[str, Any]) -> dict[str, Any]:
    """What each script did."""
    found: dict[str, Any] = all_of_ours["scripts"]
    return found


@pytest.mark.parametrize("name", _ALIKE)
def test_the_same_calls_are_sent_and_the_same_is_noted(name: str, ours: dict[str, Any]) -> None:
    """Requests part by part, in their order for a resource, and all that the script noted of the answers."""
    script = har.read(FOLDER / f"{name}.har").script
    assert script is not None
    noted = [_noted(text) for text in (script.stdout.decode(), ours[name]["printed"])]
    assert (ours[name]["problems"], ours[name]["error"]) == ([], "")
    assert noted[1] == noted[0]


@pytest.mark.parametrize("name", _ALIKE)
def test_the_comparison_that_users_get_finds_nothing(name: str, ours: dict[str, Any]) -> None:
    """Both recordings compared as by `gdata-compat compare`."""
    assert ours[name]["differences"] == []


@pytest.mark.parametrize("name", ON_PURPOSE)
def test_where_we_differ_on_purpose_the_guide_says_so(name: str, ours: dict[str, Any]) -> None:
    """In the section that is named; the difference is still there."""
    guide = (_TESTS.parent / "MIGRATION.md").read_text(encoding="utf-8")
    assert f"\n## {ON_PURPOSE[name]}\n" in guide
    assert ours[name]["differences"] != []


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
