"""atom.mock_http_core: recordings, echoes, and answers that are set."""

from __future__ import annotations

import io
import pickle

import pytest

from gdata_compat.atom import mock_http_core
from gdata_compat.atom.http_core import HttpRequest, HttpResponse
from gdata_compat.atom.mock_http_core import EchoHttpClient, MockHttpClient, NoRecordingFound


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of temporary files for this test."""
    monkeypatch.setattr(mock_http_core.tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_the_first_recording_that_matches_answers_any_number_of_times():
    """Query, port, headers and body do not matter; a body can be read again."""
    client = MockHttpClient()
    client.add_response(HttpRequest("http://h/p", "GET"), 200, "OK", {"a": "b"}, io.StringIO("one"))
    client.AddResponse(HttpRequest("http://h/p", "GET"), 200, "OK", body="two")
    for _ in range(2):
        response = client.Request(HttpRequest("http://h:81/p?x=y", "GET", {"c": "d"}))
        assert (response.read(), response.read(), response.getheader("a")) == ("one", "one", "b")
    assert client.last_request_was_live is False


@pytest.mark.parametrize(
    ("recorded", "asked", "answered"),
    [
        ("http://h/p", "http://h/p", True),
        ("/p", "http://h/p", True),
        ("http://g/p", "http://h/p", False),
        ("http://h/q", "http://h/p", False),
        ("http://h/p?gsessionid=1", "http://h/p?gsessionid=1&x=y", True),
        ("http://h/p?gsessionid=1", "http://h/p?gsessionid=2", False),
        ("http://h/p?gsessionid=1", "http://h/p", False),
        ("http://h/p", "http://h/p?gsessionid=1", False),
        ("http://h/p?gsessionid", "http://h/p", False),
    ],
)
def test_what_matches(recorded, asked, answered):
    """A recording without a host answers for all; gsessionid has to be the same."""
    one, other = HttpRequest(recorded, "GET"), HttpRequest(asked, "GET")
    assert mock_http_core._match_request(one, other) is answered


def test_a_request_without_a_recording_is_named_without_secrets():
    """The error is spelled as ever, and hides tokens."""
    with pytest.raises(
        NoRecordingFound, match=r"^No recoding was found for request: PUT http://h/p"
    ) as caught:
        MockHttpClient().request(HttpRequest("http://h/p?oauth_token=secret", "PUT"))
    assert "secret" not in str(caught.value)


def test_a_real_client_is_asked_and_recorded():
    """The answer of the real client is given and kept; debug is passed on."""
    client = MockHttpClient(real_client=EchoHttpClient())
    client.debug = True
    request = HttpRequest("http://h/p", "POST")
    request.add_body_part("body", "text/plain")
    assert client.request(request).read() == "body"
    assert (client.last_request_was_live, client.real_client.debug) == (True, True)
    client.real_client = None
    assert client.request(request).read() == "body"


def test_what_is_recorded_holds_no_password():
    """The body of a login is replaced, and other bodies are dropped."""
    client = MockHttpClient(real_client=EchoHttpClient())
    for path in ("accounts/ClientLogin", "p"):
        request = HttpRequest(f"http://h/{path}", "POST")
        request.add_form_inputs({"Passwd": "secret"})
        client.request(request)
        assert "secret" not in str(client._recordings[-1][0]._body_parts)
    login, other = (recorded._body_parts for recorded, _ in client._recordings)
    assert (login, other) == (["form_data=client+login+request+has+been+scrubbed"], [])


def test_a_session_is_recorded_and_replayed(folder):
    """Without a file the real client is asked, with it the recordings are."""
    for live in (True, False):
        client = MockHttpClient()
        client.cache_case_name, client.cache_test_name = "case", "test"
        client.use_cached_session(real_http_client=EchoHttpClient())
        assert client.request(HttpRequest("http://h/p", "GET")).getheader("Echo-Uri") == "/p"
        assert client.last_request_was_live is live
        client.close_session()
    assert [file.name for file in folder.iterdir()] == ["gdata_live_test.case.test"]
    client.delete_session()
    client.delete_session("there is none")
    assert list(folder.iterdir()) == []


def test_a_recording_of_python_2_is_read(original, folder):
    """The pickles of 2.0.18 load, whatever bytes their bodies hold."""
    source = """
import sys, tempfile
tempfile.tempdir = sys.argv[1]
import atom.http_core, atom.mock_http_core
client = atom.mock_http_core.MockHttpClient()
request = atom.http_core.HttpRequest('http://h/p?a=b', 'GET', {'x': 'y'})
client.add_response(request, 200, 'OK', {'a': 'b'}, 'caf\\xc3\\xa9')
client._save_recordings('session')
"""
    original.run(source, str(folder))
    client = MockHttpClient()
    client.use_cached_session("session")
    response = client.request(HttpRequest("http://h/p", "GET"))
    assert (response.status, response.getheader("a"), response.read()) == (200, "b", "café")


def test_a_recording_that_would_run_code_is_refused(folder):
    """Anything but requests and responses is refused by its name."""

    class Evil:
        def __reduce__(self):
            return print, ("run",)

    (folder / "session").write_bytes(pickle.dumps([Evil()]))
    with pytest.raises(pickle.UnpicklingError, match=r"not builtins\.print"):
        MockHttpClient().use_cached_session("session")


def test_a_recording_with_a_response_made_by_hand(folder):
    """A recorded HttpResponse, with its body, is read back."""
    client = MockHttpClient([(HttpRequest("http://h/", "GET"), HttpResponse(200, "OK", None, "x"))])
    client._save_recordings("session")
    client._load_recordings("session")
    assert client.request(HttpRequest("http://h/", "GET")).read() == "x"


def test_a_dump_lists_the_recordings():
    """What is printed for debugging names each recording, without secrets."""
    client = MockHttpClient()
    client.add_response(HttpRequest("http://h/p?token=secret", "GET"), 200, "OK")
    assert client._dump().splitlines()[-1] == "    recording 0 is for: GET http://h/p?token=(hidden)"


def test_bytes_are_echoed_as_bytes():
    """A body that is no text comes back as bytes, and what is neither text nor file is left out."""
    request = HttpRequest("http://h/", "POST", {"n": 5})
    request._body_parts = ["é", io.BytesIO(b"\xff"), 7]
    response = EchoHttpClient().request(request)
    assert (response.read(), response.getheader("n")) == ("é".encode() + b"\xff", "5")


def test_an_answer_that_is_set():
    """The client gives what was set, with a copy of the headers, and keeps the last request."""
    headers, request = {"a": "b"}, HttpRequest("http://h/", "GET")
    client = mock_http_core.SettableHttpClient(200, "OK", "x", headers)
    assert client.last_request is None
    response = client.request(request)
    headers.clear()
    assert (response.read(), response.getheader("a"), client.last_request) == ("x", "b", request)
    client.set_response(404, "Not Found", None, {})
    assert client.request(request).status == 404
