"""The same bytes as Google's server sent, for the same users, nicknames, e-mail lists and recipients."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.model import Domain
from gdata_compat.server.domain.nicknames import Nickname
from gdata_compat.server.serving import ServerThread
from gdata_compat.server.state import state_of
from tests.fix_server import CONSUMER_SECRET, SignedClient
from tests.server.test_users import RECORDED, recorded_users

DOMAIN = "test.shehas.net"
ANSWERS = json.loads((RECORDED / "INDEX.json").read_text())


def recorded(kind: str) -> str:
    """Both pages of a feed."""
    return "".join((RECORDED / f"{kind}_page{n}.xml").read_text() for n in (1, 2))


def load(domain: Domain) -> None:
    """Make what the recordings show, backwards, so that the order is the server's."""
    domain.users.add_many(reversed(recorded_users()))
    pattern = "<apps:nickname name='([^']*)'/><apps:login userName='([^']*)'/>"
    pairs = re.findall(pattern, recorded("nicknames"))
    domain.nicknames.add_many(Nickname(*pair) for pair in reversed(pairs))
    for name in reversed(re.findall("<apps:emailList name='([^']*)'/>", recorded("email_lists"))):
        domain.email_lists.create(name)
    addresses = re.findall("<gd:who [^>]*email='([^']*)'/>", recorded("recipients"))
    domain.email_lists.add_recipients("b101-20091013151051", reversed(addresses))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SignedClient]:
    """A client of a server with the recorded domain; that user `john` had over thirty nicknames."""
    path = tmp_path_factory.mktemp("recorded") / "domain.sqlite"
    app = create_app(str(path), DOMAIN, consumer_secret=CONSUMER_SECRET, nickname_limit=200)
    load(state_of(app).domain)
    with ServerThread(app) as server:
        token = state_of(app).credentials.issue_access_token(DOMAIN)
        yield SignedClient(server.url, token.key, token.secret, consumer_key=DOMAIN)


@pytest.mark.parametrize("answer", ANSWERS, ids=[each["body"] for each in ANSWERS])
def test_the_same_domain_gives_the_same_bytes(client: SignedClient, answer: dict[str, object]) -> None:
    """Each recorded page, asked for as it was asked for."""
    query = answer["query"]
    assert isinstance(query, dict)
    path = f"{answer['path']}?{urlencode(query)}" if query else str(answer["path"])
    got = client.get(path)
    assert (got.status_code, got.content) == (200, Path(RECORDED / str(answer["body"])).read_bytes())
