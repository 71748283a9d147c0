"""Key files of service accounts, and google-auth's credentials against the server."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from gdata_compat.engine import oauth2, routing, transport
from gdata_compat.gdata.apps.service import AppsService
from gdata_compat.server.app import create_app
from gdata_compat.server.key_files import service_account_of
from gdata_compat.server.serving import ServerThread
from tests.fix_server import GOOGLE

USERS = f"{GOOGLE}/a/feeds/user/"


def test_a_key_file_is_made_once(tmp_path: Path) -> None:
    """Only its owner can read it; afterwards it is read."""
    path = tmp_path / "key.json"
    made, read = (service_account_of(path, "example.com") for _ in range(2))
    assert (made, stat.S_IMODE(path.stat().st_mode)) == (read, 0o600)
    assert made.email == "robot@example.com.iam.gserviceaccount.com"
    assert "PRIVATE KEY" not in repr(made)


@pytest.mark.parametrize(
    "spoil",
    [lambda text: "", lambda text: "[]", lambda text: "{}", lambda text: text.replace("private_key", "x")],
    ids=["empty", "list", "nothing", "no key"],
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    """The message names the file."""
    path = tmp_path / "key.json"
    service_account_of(path, "example.com")
    path.write_text(spoil(path.read_text()))
    with pytest.raises(ValueError, match=r"key\.json is no key file"):
        service_account_of(path, "example.com")


def test_only_the_public_key_is_kept(tmp_path: Path) -> None:
    """Whoever reads the database cannot sign."""
    account = service_account_of(tmp_path / "key.json", "example.com")
    with ServerThread(create_app(service_accounts=[account])) as server:
        kept = server.state.oauth2.service_account(account.email)
    assert kept is not None
    assert ("BEGIN PUBLIC KEY" in kept.public_key, "PRIVATE" in kept.public_key) == (True, False)


@pytest.mark.usefixtures("clean_wire")
@pytest.mark.parametrize(
    "uri", ["https://oauth2.googleapis.com/token", "https://accounts.google.com/o/oauth2/token"]
)
def test_google_auths_credentials_open_the_feed(tmp_path: Path, uri: str) -> None:
    """The library's own token of a key file, for a script of the first generation."""
    path = tmp_path / "key.json"
    account = service_account_of(path, "example.com")
    path.write_text(json.dumps(json.loads(path.read_text()) | {"token_uri": uri}))
    with ServerThread(create_app(sample=1, service_accounts=[account])) as server:
        routing.route_to(server.url)
        try:
            service = AppsService(domain="example.com", source="x")
            service.SetOAuthToken(
                oauth2.from_service_account_file(str(path), [USERS], subject="alice@example.com")
            )
            seen = service.RetrieveUser("alice").login.user_name
        finally:
            routing.route_to(None)
            transport.close()
    assert seen == "alice"
