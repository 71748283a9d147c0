"""Every route of the server and every method of it, with anything in its path, query, headers and body."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gdata_compat.server
from gdata_compat.server.app import create_app
from gdata_compat.server.domain.model import EntityDoesNotExist
from gdata_compat.server.domain.users import User, UserChanges, Users
from gdata_compat.server.state import state_of
from tests.fix_server import sign_in

OPERATIONS = sorted(
    {
        (rule.rule, method)
        for rule in create_app().url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "DELETE"}
    }
)


def words_of_the_server() -> Iterator[str]:
    """Every name that the feeds' code spells out: of properties, parameters, elements and values."""
    for path in Path(gdata_compat.server.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from re.findall(r"^[A-Za-z][A-Za-z_-]{1,30}$", node.value)


WORDS = st.sampled_from(sorted(set(words_of_the_server())))
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
# What is worth a try in any place: names that exist, addresses, numbers, times, and what is none of these.
SOME_VALUES = """
alice bruno bruno@example.com alice@example.com x@elsewhere.test example.com default true False 0 1 -1 1.5
99999999999999999999 2026-11-24 2026-11-24T10:00:00Z 10:00 @ a@ @b %2F .. / * http://x.test/ W/"1" [] {} AAAA
"""
VALUES = TEXT | WORDS | st.sampled_from(SOME_VALUES.split())
PAIRS = st.dictionaries(WORDS, VALUES, max_size=6)


def element(draw: st.DrawFn) -> str:
    """Draw an element with attributes."""
    attributes = "".join(f" {name}={quoteattr(value)}" for name, value in draw(PAIRS).items())
    return f"<{draw(st.sampled_from(['apps:', 'gd:', '']))}{draw(WORDS)}{attributes}/>"


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """Draw a body: a property entry, elements of any name with attributes of any name, or anything."""
    if draw(st.integers(0, 9)) == 0:
        return draw(st.binary(max_size=200))
    rows = "".join(
        f"<apps:property name={quoteattr(name)} value={quoteattr(value)}/>"
        for name, value in draw(PAIRS).items()
    )
    parts = "".join(element(draw) for _ in range(draw(st.integers(0, 3))))
    spaces = (
        "xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006' "
        "xmlns:gd='http://schemas.google.com/g/2005'"
    )
    return f"<entry {spaces}>{rows}{parts}</entry>".encode()


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    """A client in the process, of a server that lets nobody wait."""
    app = create_app(sample=4, deleted_name_window=0)
    yield app.test_client()
    state_of(app).database.close()


def keep_alice(users: Users) -> None:
    """Let the caller be an administrator, whatever the calls before have done."""
    try:
        users.update("alice", UserChanges(admin=True, suspended=False))
    except EntityDoesNotExist:
        users.create(User("alice", "Andersson", "Alice", admin=True))


def escaped(text: str) -> str:
    """Percent-encode a text of any kind."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def filled(rule: str, draw: st.DataObject) -> str:
    """Put a value into each place of a route; mostly its own domain, and one of the words that it takes."""

    def value(match: re.Match[str]) -> str:
        if match[2] == "domain" and draw.draw(st.integers(0, 9)):
            return "example.com"
        if match[1] and draw.draw(st.integers(0, 9)):
            return str(draw.draw(st.sampled_from(match[1].split(", "))))
        return escaped(draw.draw(VALUES))

    return re.sub(r"<(?:any\(([^()]*)\):)?([^<>]+)>", value, rule)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), query=PAIRS, body=documents(), form=st.booleans())
@pytest.mark.parametrize(("rule", "method"), OPERATIONS, ids=[" ".join(o[::-1]) for o in OPERATIONS])
def test_no_request_makes_the_server_fail(
    client: FlaskClient,
    rule: str,
    method: str,
    data: st.DataObject,
    query: dict[str, str],
    body: bytes,
    form: bool,
) -> None:
    """Whatever arrives is answered or refused; 500 is for bugs."""
    keep_alice(state_of(client.application).domain.users)
    sign_in(client)
    path = f"{filled(rule, data)}?{'&'.join(f'{k}={escaped(v)}' for k, v in query.items())}"
    given = {"data": query} if form and method == "POST" else {"data": body}
    sent = {} if method in ("GET", "DELETE") else given
    answer = client.open(path, method=method, **sent)
    assert answer.status_code < 500 or answer.status_code in (501, 503), answer.get_data(as_text=True)
