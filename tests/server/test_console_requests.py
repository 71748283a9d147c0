"""The page of requests without scripts: filters, reasons, base strings, bodies laid out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from gdata_compat.server.app import create_app
from gdata_compat.server.console.pretty import laid_out, parts_of_base_string
from gdata_compat.server.domain.request_log import RequestLog, RequestRecord
from gdata_compat.server.state import state_of
from tests.server.test_console import text_of

RECORD = RequestRecord(
    "GET", "http://h/a/feeds", (("Accept", "*/*"),), "", None, 200, "OK", "<a><b>c</b></a>", received=1e9
)
BASE_STRING = "GET&https%3A%2F%2Fh%2Fp&a%3Db%2520c%26oauth_nonce%3D1"


@pytest.fixture
def browser() -> Iterator[FlaskClient]:
    """A browser on the machine that serves."""
    app = create_app(log_requests=True)
    yield app.test_client()
    state_of(app).close()


@pytest.fixture
def log(browser: FlaskClient) -> RequestLog:
    writer = state_of(browser.application).log
    assert writer is not None
    return writer.log


@pytest.mark.parametrize("host", ["a]b", "[a", "a b", "\u00e9"])
def test_a_host_that_is_none_breaks_no_page(browser: FlaskClient, host: str) -> None:
    """Anybody may send one; its request is shown as refused."""
    browser.get("/a/feeds?x=1", headers={"Host": host})
    assert shown(browser) == [("GET", "400")]
    assert browser.get("/domain/requests/1").status_code == 200


def shown(browser: FlaskClient, query: str = "") -> list[tuple[str, str]]:
    """The method and the status of every row."""
    page = browser.get(f"/domain/requests{query}").text
    return re.findall(r'"method">(\w+)</span>\s*<span class="status">(\d+)', page)


def test_the_latest_comes_first(browser: FlaskClient, log: RequestLog) -> None:
    """What this process has not written yet included."""
    log.add([RECORD, replace(RECORD, method="POST", status=201)])
    browser.delete("/nowhere")
    assert shown(browser) == [("DELETE", "404"), ("POST", "201"), ("GET", "200")]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?method=POST", [("POST", "503"), ("POST", "201")]),
        ("?status=4", [("GET", "401")]),
        ("?status=201", [("POST", "201")]),
        ("?refused=yes", [("POST", "503"), ("GET", "401")]),
        ("?method=get&refused=yes&status=", [("GET", "401")]),
        ("?status=teapot&before=-1", [("POST", "503"), ("GET", "401"), ("POST", "201"), ("GET", "200")]),
        ("?status=99999999999999999999999&before=1", []),
    ],
)
def test_requests_are_filtered(
    browser: FlaskClient, log: RequestLog, query: str, expected: list[tuple[str, str]]
) -> None:
    """By what the form sends, or by hand; what makes no sense is no filter."""
    rows = [("GET", 200), ("POST", 201), ("GET", 401), ("POST", 503)]
    log.add(replace(RECORD, method=method, status=status) for method, status in rows)
    assert shown(browser, query) == expected


def test_earlier_requests_are_a_page_away(browser: FlaskClient, log: RequestLog) -> None:
    """With the filter that was chosen."""
    log.add(replace(RECORD, method="PUT", url=f"http://h/{n:03}") for n in range(70))
    page = browser.get("/domain/requests?method=PUT").text
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following is not None
    second = browser.get(html.unescape(following[1])).text
    paths = [re.findall(r'"path">/(\d+)<', text) for text in (page, second)]
    assert paths[0] + paths[1] == [f"{n:03}" for n in range(69, -1, -1)]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"detail": "the timestamp is 12 minutes behind"}, "the timestamp is 12 minutes behind"),
        ({}, "No permission -- see authorization schemes"),
        ({"status": 499, "reason": "Odd"}, "Odd"),
        ({"status": 200, "detail": "nothing was refused"}, None),
    ],
)
def test_a_refused_request_says_why(
    browser: FlaskClient, log: RequestLog, changes: dict[str, str], reason: str | None
) -> None:
    """In the row and on the page of its own; in other words where the server has none."""
    log.add([replace(RECORD, **({"status": 401} | changes))])  # type: ignore[arg-type]
    row = browser.get("/domain/requests").text
    page = browser.get("/domain/requests/1").text
    found = re.search(r'class="reason">([^<]*)<', row)
    assert (None if found is None else found[1]) == reason
    assert ("Why it was refused" in page, (reason or "OK") in page) == (reason is not None, True)


def test_a_request_shows_its_base_string_decoded(browser: FlaskClient, log: RequestLog) -> None:
    """Beside the one that is signed."""
    log.add([replace(RECORD, base_string=BASE_STRING, caller="a@b.test", token="1/abcdefghijklmnop")])
    page = browser.get("/domain/requests/1")
    assert BASE_STRING.replace("&", "&amp;") in page.text
    assert "Method GET Address https://h/p a b c oauth_nonce 1 " in text_of(page)
    assert "Called as a@b.test with the token 1/abcdefghij… ." in text_of(page)


def test_nothing_that_was_sent_is_markup(browser: FlaskClient, log: RequestLog) -> None:
    """It was sent by anybody."""
    evil = "<script>alert(1)</script>\"'&"
    record = RequestRecord(
        evil, f"http://h/{evil}", ((evil, evil),), evil, evil, 400, evil, evil, evil, caller=evil, token=evil
    )
    log.add([record])
    pages = [
        browser.get(path).text
        for path in ("/domain/requests", "/domain/requests/newer", "/domain/requests/1")
    ]
    assert ["<script>alert" in page for page in pages] == [False] * 3


@pytest.mark.parametrize("url", ["", "http://[", "nonsense", "http://h/?a=b", "//"])
def test_any_address_is_shown(browser: FlaskClient, log: RequestLog, url: str) -> None:
    """Also one that is none."""
    log.add([replace(RECORD, url=url)])
    assert browser.get("/domain/requests").status_code == 200


def test_a_long_body_is_cut_in_the_list_and_whole_on_its_page(browser: FlaskClient, log: RequestLog) -> None:
    """So that the list stays light."""
    log.add([replace(RECORD, answer="<a>" + "<b/>" * 3000 + "<end/></a>")])
    row, page = browser.get("/domain/requests").text, browser.get("/domain/requests/1").text
    assert ("&lt;end/&gt;" in row, "All of request 1" in row) == (False, True)
    assert "&lt;end/&gt;" in page


def test_the_script_gets_the_rows_that_came_after(browser: FlaskClient, log: RequestLog) -> None:
    """With the filter of its page, and nothing else around them."""
    log.add(replace(RECORD, method=method) for method in ("GET", "POST", "GET", "POST"))
    answer = browser.get("/domain/requests/newer?after=2&method=GET").text
    assert re.findall(r'data-id="(\d+)"', answer) == ["3"]
    assert "<html" not in answer


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", None),
        ("?refresh=0", None),
        ("?refresh=15", "15"),
        ("?refresh=1", None),
        ("?refresh=15&before=9", None),
    ],
)
def test_a_page_comes_again_by_itself_only_as_chosen(
    browser: FlaskClient, query: str, expected: str | None
) -> None:
    """Nobody is interrupted who did not ask for it, and the choice is there to take it back."""
    answer = browser.get(f"/domain/requests{query}")
    assert answer.headers.get("Refresh") == expected
    assert 'name="refresh"' in answer.text


def test_a_server_that_keeps_no_requests_says_so() -> None:
    """And how that came about."""
    app = create_app()
    page = app.test_client().get("/domain/requests")
    state_of(app).close()
    assert "--no-log-requests" in page.text


def test_the_pages_own_requests_are_not_among_them(browser: FlaskClient) -> None:
    """They would drown the others; but signing in is shown."""
    for page in ("/", "/domain", "/domain/tokens", "/domain/requests", "/static/console.css", "/playground"):
        browser.get(page).close()
    browser.post("/sign-in", data={"password": "a-secret-password"})
    page = browser.get("/domain/requests").text
    assert re.findall(r'class="path">([^<]*)<', page) == ["/sign-in"]
    assert "a-secret-password" not in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<a><b>c</b><d e='f'/></a>", "<a>\n  <b>c</b>\n  <d e='f'/>\n</a>"),
        ("<?xml version='1.0'?><a/>", "<?xml version='1.0'?>\n<a/>"),
        ("<a>\n  <b>\n   c </b>\n</a>", "<a>\n  <b>c</b>\n</a>"),
        ("<a><b>text<c/>more</b></a>", "<a>\n  <b>text\n    <c/>\n    more\n  </b>\n</a>"),
        ("<a><b attr='", "<a>\n  <\n  b attr='"),
        ("<a></a></b></c><d/>", "<a></a>\n</b>\n</c>\n<d/>"),
        ('{"a":[1,{"b":"ü"}]}', '{\n  "a": [\n    1,\n    {\n      "b": "ü"\n    }\n  ]\n}'),
        ("{no json", "{no json"),
        ("[" * 100_000, "[" * 100_000),
        ("a=b%20c&d=&e=f+g", "a = b c\nd = \ne = f g"),
        ("plain text", "plain text"),
        ("", ""),
    ],
)
def test_bodies_are_laid_out(text: str, expected: str) -> None:
    """Whole or cut off; what is nothing known stays as it is."""
    assert laid_out(text) == expected


def test_a_base_string_of_other_parts_is_not_taken_apart() -> None:
    """AuthSub signs something else."""
    assert parts_of_base_string("GET http://h/p 1 2") is None
