"""gdata.contacts.client and gdata.contacts.data: as observed on 2.0.18."""

from __future__ import annotations

import pytest

from gdata_compat.gdata.contacts import client, data
from tests.engine.xml.test_observed import differences
from tests.fix_original import Original
from tests.fix_scripts import Script

SCRIPT = Script("contacts_v2/contacts_client.py")


@pytest.mark.parametrize("scene", SCRIPT.observed)
def test_a_scene_ends_as_on_the_original(scene: str) -> None:
    """Requests, results and errors of every method are those of 2.0.18."""
    assert differences(SCRIPT.observed[scene], SCRIPT.ours(scene)) == []


def test_the_recording_is_what_the_original_says_today(original: Original) -> None:
    """The stored observations can be made again."""
    assert SCRIPT.today(original) == SCRIPT.observed


@pytest.mark.parametrize("uri", ["http://www.google.com/m8/g/1", "https://www.google.com/m8/g/1"])
def test_a_group_is_updated(uri: str) -> None:
    """2.0.18 fails on every call with an AttributeError; ours puts the group to its address."""
    scenes = SCRIPT.module()
    answers = scenes.Answers(scenes.ENTRY)
    made = client.ContactsClient()
    made.http_client, made.host = answers, "www.google.com"
    given = made.update_group(uri, data.GroupEntry(), {"a": "b"}, desired_class=data.ContactEntry)
    asked = [row[:3] for row in answers.asked]
    expected = [["PUT", "https://www.google.com/m8/g/1", ["a=b"]]]
    assert [asked, type(given)] == [expected, data.ContactEntry]
