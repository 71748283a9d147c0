"""The corpus: what the original did, recorded; this library has to do the same.

95 scripts and 4160 calls: every operation of the Apps services and clients, logins and tokens of every kind,
errors, redirects, retries, media, pages, batches, and calendar, contacts, documents and spreadsheets.
Made by `python -m tests.observe_corpus`; see there.
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from pathlib import Path
from types import FunctionType
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


#: Methods that no script of the corpus calls, and where they are tested.
_NOT_CALLED = {
    "UpdateGroup": "the original crashes: MIGRATION.md, What 2.0.18 crashed on",
    "Upload": "sends a MIME part, in which prefixes of XML differ: tests/gdata/docs",
    "update_group": "the original crashes: MIGRATION.md, What 2.0.18 crashed on",
}

#: The services and clients that the corpus is about.
_COVERED = (
    "gdata.apps",
    "gdata.calendar.client",
    "gdata.calendar.service",
    "gdata.calendar_resource.client",
    "gdata.contacts.client",
    "gdata.contacts.service",
    "gdata.docs.client",
    "gdata.docs.service",
    "gdata.spreadsheet.service",
    "gdata.spreadsheets.client",
)


def test_every_method_of_the_services_and_clients_is_called(all_of_ours: dict[str, Any]) -> None:
    """By a script of the corpus, but for those that are listed with a reason, and no others are listed."""
    called = set(all_of_ours["called"])
    missing = {name for name in _public_methods() if name not in called}
    assert len(_public_methods()) > 500
    assert sorted({name.rpartition(".")[2] for name in missing}) == sorted(_NOT_CALLED)


def _public_methods() -> list[str]:
    """The public methods that services and clients define, as `gdata.docs.client.DocsClient.x`."""
    package = _TESTS.parent / "gdata_compat"
    found = []
    for path in sorted((package / "gdata").rglob("*.py")):
        name = ".".join(path.relative_to(package).with_suffix("").parts)
        if not name.startswith(_COVERED) or path.stem not in ("service", "client"):
            continue
        module = importlib.import_module(f"gdata_compat.{name}")
        for owner in [each for each in vars(module).values() if isinstance(each, type)]:
            if owner.__module__ == module.__name__:
                methods = [key for key, value in vars(owner).items() if isinstance(value, FunctionType)]
                found += [f"{name}.{owner.__name__}.{key}" for key in methods if key[0] != "_"]
    return found


def _noted(output: str) -> Any:
    """What a script noted. Parameters of an address came in the order of a Python 2 dictionary."""
    last = output.splitlines()[-1] if output else ""
    ordered = re.sub(r"(?<=\?)[^\"\s]+=[^\"\s]*", lambda found: "&".join(sorted(found[0].split("&"))), last)
    return json.loads(ordered) if ordered else None
