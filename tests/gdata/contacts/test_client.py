"""gdata.contacts.client and gdata.contacts.data: as observed on 2.0.18."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

from gdata_compat.gdata.contacts import client, data
from tests.engine.xml.test_observed import differences
from tests.fix_original import Original

DATA = Path(__file__).resolve().parent.parent.parent / "data"
SCRIPT = DATA / "contacts_v2" / "contacts_client.py"
OBSERVED = json.loads(SCRIPT.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def scenes() -> ModuleType:
    """The scenes, over our modules."""
    for folder in (DATA / "xml", SCRIPT.parent):
        if str(folder) not in sys.path:
            sys.path.insert(0, str(folder))
    return importlib.import_module("contacts_client")


@pytest.mark.parametrize("scene", OBSERVED)
def test_a_scene_ends_as_on_the_original(scene: str, scenes: ModuleType) -> None:
    """Requests, results and errors of every method are those of 2.0.18."""
    got = json.loads(json.dumps(getattr(scenes, f"scene_{scene}")()))
    assert differences(OBSERVED[scene], got) == []


def test_the_recording_is_what_the_original_says_today(original: Original) -> None:
    """The stored observations can be made again."""
    source = SCRIPT.read_text(encoding="utf-8").replace("# -*- coding: utf-8 -*-\n", "")
    assert json.loads(original.run(source, str(DATA / "xml")).stdout) == OBSERVED


@pytest.mark.parametrize("uri", ["http://www.google.com/m8/g/1", "https://www.google.com/m8/g/1"])
def test_a_group_is_updated(uri: str, scenes: ModuleType) -> None:
    """2.0.18 fails on every call with an AttributeError; ours puts the group to its address."""
    answers = scenes.Answers(scenes.ENTRY)
    made = client.ContactsClient()
    made.http_client, made.host = answers, "www.google.com"
    given = made.update_group(uri, data.GroupEntry(), {"a": "b"}, desired_class=data.ContactEntry)
    asked = [row[:3] for row in answers.asked]
    expected = [["PUT", "https://www.google.com/m8/g/1", ["a=b"]]]
    assert [asked, type(given)] == [expected, data.ContactEntry]
