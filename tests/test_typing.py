"""What a type checker learns of a typical script: real types for entries and their members."""

from __future__ import annotations

import re
from pathlib import Path

from mypy import api

SCRIPT = """
import gdata_compat.gdata.apps.service
import gdata_compat.gdata.apps as apps
import gdata_compat.gdata.apps.data
import gdata_compat.gdata.docs.client
import gdata_compat.gdata.spreadsheets.client

first = apps.UserEntry()
reveal_type(first.login)                # Login | None
reveal_type(first.link)                 # list[Link]
reveal_type(first.GetEditLink())        # Link | None
reveal_type(first.title)                # Title | None
reveal_type(apps.UserFeed().entry)      # list[UserEntry]
if first.login:
    reveal_type(first.login.user_name)  # str | None

service = gdata_compat.gdata.apps.service.AppsService(domain="example.com")
reveal_type(service.RetrieveUser("jdoe"))   # UserEntry
for user in service.RetrieveAllUsers().entry:
    reveal_type(user.name)                  # Name | None

second = gdata_compat.gdata.apps.data.UserEntry()
reveal_type(second.login)               # Login | None
reveal_type(second.link)                # list[Link]
reveal_type(second.find_edit_link())    # str | None
reveal_type(second.get_id())            # str | None
if second.name:
    reveal_type(second.name.given_name) # str | None

resources = gdata_compat.gdata.docs.client.DocsClient().get_resources()
reveal_type(resources)                  # ResourceFeed
reveal_type(resources.entry)            # list[Resource]
rows = gdata_compat.gdata.spreadsheets.client.SpreadsheetsClient().get_list_feed("key", "od6")
reveal_type(rows.entry[0].to_dict())    # dict[str, str | None]
"""


def test_members_of_entries_have_their_types(tmp_path: Path) -> None:
    """Each revealed type is the one that the script's comment says."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    root = Path(__file__).resolve().parent.parent
    options = ["--config-file", str(root / "pyproject.toml"), "--cache-dir", str(tmp_path / "cache")]
    said, complaints, _ = api.run([*options, str(script)])
    revealed = re.findall(r'Revealed type is "(.*)"', said)
    unions = [re.sub(r"Union\[(.*), None\]", r"\1 | None", each) for each in revealed]
    plain = [re.sub(r"\b[\w.]+\.(\w+)", r"\1", each) for each in unions]
    expected = re.findall(r"reveal_type\(.*\) *# (.*)", SCRIPT)
    assert (plain, complaints) == (expected, "")
