"""Whatever arrives, the server answers, and never with a 500."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import quoteattr

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gdata_compat.server.app import create_app
from tests.fix_server import sign_in

FEED = "/a/feeds/example.com/user/2.0"
TEXT = st.text(max_size=70)
XML_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=70)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(
        [
            "userName",
            "password",
            "hashFunctionName",
            "suspended",
            "admin",
            "ipWhitelisted",
            "changePasswordAtNextLogin",
            "agreedToTerms",
            "familyName",
            "givenName",
            "limit",
        ]
    ),
    XML_TEXT | st.sampled_from(["alice", "true", "False", "SHA-1", "MD5", "a" * 40, "long enough", "17"]),
)
EXAMPLES = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def client() -> FlaskClient:
    """A client in the process, signed in as alice."""
    client = create_app(sample=1).test_client()
    sign_in(client)
    return client


@EXAMPLES
@given(method=st.sampled_from(["POST", "PUT"]), login=ATTRIBUTES, name=ATTRIBUTES, quota=ATTRIBUTES)
def test_any_user_entry(
    client: FlaskClient, method: str, login: dict[str, str], name: dict[str, str], quota: dict[str, str]
) -> None:
    """Attributes of any kind, in any place; alice stays an administrator so that the calls go on."""
    kept = {k: v for k, v in login.items() if method == "POST" or k not in ("userName", "password")}
    kept |= {"admin": "true", "suspended": "false"} if method == "PUT" else {}
    elements = "".join(
        f"<apps:{tag}{''.join(f' {k}={quoteattr(v)}' for k, v in given.items())}/>"
        for tag, given in (("login", kept), ("name", name), ("quota", quota))
    )
    namespaces = "xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'"
    body = f"<entry {namespaces}>{elements}</entry>"
    path = FEED if method == "POST" else f"{FEED}/alice"
    answer = client.open(path, method=method, data=body.encode())
    assert answer.status_code in (200, 201, 400)
    assert client.get(FEED).status_code == 200


@EXAMPLES
@given(body=st.binary(max_size=300))
def test_any_bytes(client: FlaskClient, body: bytes) -> None:
    """A body that is anything."""
    assert client.post(FEED, data=body).status_code == 400


@EXAMPLES
@given(method=st.sampled_from(["GET", "DELETE", "HEAD"]), name=TEXT, query=TEXT)
def test_any_name_and_query(client: FlaskClient, method: str, name: str, query: str) -> None:
    """Names and queries of any kind."""
    escaped = quote(name.encode("utf-8", "surrogatepass"), safe="")
    if escaped.lower() == "alice":
        return
    path = f"{FEED}/{escaped}?startUsername={quote(query.encode('utf-8', 'surrogatepass'))}"
    assert client.open(path, method=method).status_code in (200, 400, 404, 405)


HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=150)
OAUTH = st.dictionaries(
    st.sampled_from(
        [
            "consumer_key",
            "token",
            "signature_method",
            "signature",
            "timestamp",
            "nonce",
            "version",
            "callback",
            "verifier",
        ]
    ),
    TEXT | st.sampled_from(["example.com", "anonymous", "HMAC-SHA1", "RSA-SHA1", "1.0", "1800000000"]),
)


@EXAMPLES
@given(scheme=st.sampled_from(["", "OAuth ", "GoogleLogin ", "AuthSub ", "Basic "]), header=HEADER)
@pytest.mark.parametrize("path", [FEED, "/accounts/AuthSubRevokeToken", "/accounts/OAuthGetAccessToken"])
def test_any_authorization(client: FlaskClient, path: str, scheme: str, header: str) -> None:
    """Authorization headers of any kind."""
    answer = client.get(path, headers={"Authorization": scheme + header})
    assert answer.status_code in (400, 401, 403)


@EXAMPLES
@given(parameters=OAUTH, in_query=st.booleans(), more=TEXT)
@pytest.mark.parametrize("path", [FEED, "/accounts/OAuthGetRequestToken", "/accounts/OAuthGetAccessToken"])
def test_any_oauth_parameters(
    client: FlaskClient, path: str, parameters: dict[str, str], in_query: bool, more: str
) -> None:
    """OAuth parameters of any kind, in header and query."""
    escaped = {
        f"oauth_{k}": quote(v.encode("utf-8", "surrogatepass"), safe="") for k, v in parameters.items()
    }
    extra = quote(more.encode("utf-8", "surrogatepass"))
    if in_query:
        joined = "&".join(f"{k}={v}" for k, v in escaped.items())
        answer = client.get(f"{path}?{joined}&scope={extra}", headers={"Authorization": ""})
    else:
        header = "OAuth " + ", ".join(f'{k}="{v}"' for k, v in escaped.items())
        answer = client.get(f"{path}?x={extra}", headers={"Authorization": header})
    assert answer.status_code in (400, 401, 403)


@EXAMPLES
@given(fields=st.dictionaries(st.sampled_from(["Email", "Passwd", "service", "source"]), TEXT))
def test_any_login_form(client: FlaskClient, fields: dict[str, str]) -> None:
    """Login forms of any kind; the account's hash is a digest, so that it is quick."""
    form = {k: v.encode("utf-8", "replace").decode() for k, v in fields.items()}
    form.setdefault("Email", "alice")
    if form.get("Passwd") == "x":
        return
    assert client.post("/accounts/ClientLogin", data=form).status_code == 403
