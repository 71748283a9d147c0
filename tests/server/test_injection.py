"""Line ends, foreign addresses and odd values wherever they could reach a header or a page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from gdata_compat.server.app import create_app
from gdata_compat.server.state import state_of
from tests.fix_server import sign_in

INJECTED = "X-Injected"
SCOPE = "https://apps-apis.google.com/a/feeds/user/"
FEED = "/a/feeds/example.com/user/2.0"

PLACES = (
    f"/accounts/AuthSubRequest?next=VALUE&scope={SCOPE}",
    "/accounts/AuthSubRequest?next=http://site.test/&scope=VALUE&hd=VALUE",
    "/accounts/OAuthAuthorizeToken?oauth_token=VALUE&oauth_callback=VALUE",
    f"/o/oauth2/auth?client_id=example.com&redirect_uri=VALUE&response_type=code&scope={SCOPE}",
    f"/o/oauth2/auth?client_id=example.com&redirect_uri=http://localhost/&response_type=code&state=VALUE&scope={SCOPE}",
    "/o/oauth2/auth?client_id=VALUE&redirect_uri=http://localhost/&response_type=VALUE&scope=VALUE",
    "/accounts/Captcha?ctoken=VALUE",
    "/accounts/DisplayUnlockCaptcha?ctoken=VALUE",
    "/sign-in?next=VALUE",
    "/domain?start=VALUE",
    "/domain/tokens?start=VALUE",
    "/domain/requests?status=VALUE&method=VALUE",
    "/playground?VALUE=VALUE",
    "/static/VALUE",
    "/VALUE",
    f"{FEED}/VALUE?startUsername=VALUE",
)
VALUES = (
    f"http://x.test/\r\n{INJECTED}: 1",
    f"\r\n{INJECTED}: 1",
    f"\n\n<script>{INJECTED}</script>",
    f"'\"><script src=//evil.test>{INJECTED}</script>",
    "http://x\u2028y.test/",
    "http://[::1/",
    "javascript:alert(1)",
    "//evil.test/",
    "..%2f..%2f..%2fetc%2fpasswd",
    "\0",
)


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    """A client in the process, signed in as alice."""
    app = create_app(sample=2, redirect_uris=["http://localhost/"])
    client = app.test_client()
    sign_in(client)
    yield client
    state_of(app).database.close()


@pytest.mark.parametrize("place", PLACES)
def test_no_value_reaches_a_header_or_runs_in_a_page(client: FlaskClient, place: str) -> None:
    """It is refused, or comes back escaped; nobody is led elsewhere."""
    for value in VALUES:
        path = place.replace("VALUE", quote(value, safe=""))
        answer = client.get(path)
        answer.close()
        assert answer.status_code < 500, value
        assert INJECTED not in answer.headers
        assert f"<script>{INJECTED}" not in answer.text
        assert "<script src=//evil.test" not in answer.text
        assert "evil.test" not in answer.headers.get("Location", "")


HEADERS = (
    *("Host", "X-Forwarded-Proto", "X-Forwarded-For", "Forwarded", "X-HTTP-Method-Override", "Authorization"),
    *("Content-Type", "GData-Version", "If-Match", "If-None-Match", "If-Modified-Since", "Range", "Cookie"),
    *("Accept-Language", "Origin", "Referer"),
)
HEADER_VALUES = (
    *(
        "\u00e9" * 3,
        "'",
        '"',
        "9" * 400,
        "-1",
        "bytes=0-9999999999999999999999",
        "a=b; " * 500,
        'W/"',
        "OAuth ,,=",
    ),
    *(
        "application/x-www-form-urlencoded; charset=nonsense",
        "multipart/form-data",
        "Bearer ",
        "Basic \u00e9",
    ),
    f"multipart/form-data; boundary={'x' * 300}",
)
CALLS = (
    *(("GET", FEED), ("POST", FEED), ("POST", "/accounts/ClientLogin"), ("POST", "/o/oauth2/token")),
    *(("GET", "/m8/feeds/contacts/example.com/full"), ("PUT", "/m8/feeds/photos/media/example.com/1")),
    *(("GET", "/"), ("GET", "/domain"), ("POST", "/playground"), ("GET", "/static/tools.css")),
)


@pytest.mark.parametrize("header", HEADERS)
def test_odd_headers_are_no_failure_of_the_server(client: FlaskClient, header: str) -> None:
    """Whatever a header holds, and whoever sends it, the answer is no 500."""
    failed = []
    for value in HEADER_VALUES:
        for method, path in CALLS:
            sent = {"headers": {header: value}, "data": None if method == "GET" else b"x=y"}
            answer = client.open(path, method=method, **sent)
            answer.close()
            if answer.status_code >= 500:
                failed.append((value, method, path))
    assert failed == []
