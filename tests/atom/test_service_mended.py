"""atom.service and the mocks: where 2.0.18 crashed on every use and ours works, and what runs only here."""

import gc
import io
import os
import pickle

import pytest

from gdata_compat import atom, errors
from tests.fix_loopback import Loopback, Reply


class Wire:
    """A connection that keeps what is put on it."""

    def __init__(self):
        self.headers, self.body = {}, b""

    def putrequest(self, operation, target):
        self.line = (operation, target)

    def putheader(self, name, value):
        self.headers[name] = value

    def endheaders(self):
        pass

    def send(self, data):
        self.body += data

    def getresponse(self):
        return "the response"


@pytest.mark.parametrize(
    ("data", "length", "body"),
    [
        ("\u00e9", "2", b"\xc3\xa9"),
        (b"abc", "3", b"abc"),
        (io.BytesIO(b"abc"), None, b"abc"),
        (["a", io.BytesIO(b"b" * 200_000)], None, b"a" + b"b" * 200_000),
    ],
    ids=["text", "bytes", "file", "list"],
)
def test_http_request_sends_data(monkeypatch, data, length, body):
    """2.0.18's HttpRequest failed with NameError on any data; files and lists need their own length."""
    wire = Wire()
    monkeypatch.setattr(atom.service, "PrepareConnection", lambda service, uri: (wire, uri))
    answer = atom.service.HttpRequest(atom.service.AtomService("s.com"), "POST", data, "/f")
    assert (answer, wire.headers.get("Content-Length"), wire.body) == ("the response", length, body)


def test_http_request_sends_an_entry(monkeypatch):
    """As XML, with its length in bytes."""
    wire, entry = Wire(), atom.Title(text="\u00e9")
    monkeypatch.setattr(atom.service, "PrepareConnection", lambda service, uri: (wire, uri))
    atom.service.HttpRequest(atom.service.AtomService("s.com"), "POST", entry, "/f")
    assert (wire.body, wire.headers["Content-Length"]) == (str(entry).encode(), str(len(wire.body)))


def test_http_request_over_a_real_connection(loopback):
    """PrepareConnection gives an `http.client` connection."""
    loopback.replies = [Reply.of(b"hello")]
    service = atom.service.AtomService(f"127.0.0.1:{loopback.port}")
    url = f"http://127.0.0.1:{loopback.port}/f"
    answer = atom.service.HttpRequest(service, "PUT", "data", url, {"X": "y"}, {"q": "a b"})
    received = loopback.received[0]
    assert (answer.status, received.line, received.body) == (200, "PUT /f?q=a+b HTTP/1.1", b"data")


def test_length_counts_bytes():
    """Text is sent as UTF-8; 2.0.18 counted the bytes of Python 2's str."""
    assert atom.service.CalculateDataLength("\u00e9") == 2


def test_long_password_stays_on_one_line():
    """2.0.18 broke the header after 76 characters, and no request went out."""
    service = atom.service.AtomService()
    service.use_basic_auth("u" * 60, "p" * 60)
    assert "\n" not in service.current_token.auth_header


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_proxy_that_opens_no_tunnel_raises_a_proxy_error(monkeypatch, clean_wire):
    """PrepareConnection asks the proxy at once, as ever."""
    proxy = Loopback()
    proxy.replies = [Reply.of(b"", "502 Bad Gateway", close=True)]
    monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
    service = atom.service.AtomService("example.com")
    try:
        with pytest.raises(atom.http.ProxyError, match="502") as caught:
            atom.service.PrepareConnection(service, "https://example.com/")
    finally:
        proxy.close()
    assert isinstance(caught.value, errors.ConnectionFailed)
    # http.client of Python 3.10 leaves the refusal open: let it go here, not in some later test.
    del caught
    gc.collect()


def test_recordings_without_headers_can_be_dumped(monkeypatch):
    """2.0.18 failed with AttributeError where a recorded request had no headers."""
    mock = atom.mock_service
    monkeypatch.setattr(
        mock, "recordings", [(mock.MockRequest("GET", "/x"), mock.MockHttpResponse("\u00e9"))]
    )
    written = mock.DumpRecordings()
    mock.LoadRecordings(written)
    assert (written.isascii(), mock.recordings[0][1].body) == (True, "\u00e9")


@pytest.mark.parametrize(
    "wrap", [str, str.encode, lambda text: io.StringIO(text)], ids=["str", "bytes", "file"]
)
def test_recordings_load_from(monkeypatch, wrap):
    """Text, bytes, or a file of either."""
    mock = atom.mock_service
    monkeypatch.setattr(
        mock, "recordings", [(mock.MockRequest("GET", "/x"), mock.MockHttpResponse(b"\xff", 200))]
    )
    mock.LoadRecordings(wrap(mock.DumpRecordings()))
    assert mock.recordings[0][1].body == b"\xff"


#: `DumpRecordings()` of 2.0.18 on Python 2.7, of one GET of http://s.com/x answered with an e acute in UTF-8.
BY_2_0_18 = (
    "(lp0\n(ccopy_reg\n_reconstructor\np1\n(catom.mock_service\nMockRequest\np2\n"
    "c__builtin__\nobject\np3\nNtp4\nRp5\n(dp6\nS'url_params'\np7\n(dp8\n"
    "sS'extra_headers'\np9\n(dp10\nS'A'\np11\nS'1'\np12\nssS'escape_params'\np13\n"
    "I01\nsS'uri'\np14\nS'http://s.com/x'\np15\nsS'content_type'\np16\n"
    "S'application/atom+xml'\np17\nsS'operation'\np18\nS'GET'\np19\nsS'data'\np20\n"
    "Nsbg1\n(catom.mock_service\nMockHttpResponse\np21\ng3\nNtp22\nRp23\n(dp24\n"
    "S'body'\np25\nS'\\xc3\\xa9'\np26\nsS'status'\np27\nI200\nsS'reason'\np28\nS'OK'\n"
    "p29\nsS'headers'\np30\n(dp31\nsbtp32\na."
)


def test_recordings_of_python_2_load(monkeypatch):
    """The old library's own recordings; bytes that are UTF-8 become text."""
    mock = atom.mock_service
    monkeypatch.setattr(mock, "recordings", [])
    mock.LoadRecordings(BY_2_0_18)
    request, response = mock.recordings[0]
    assert (request.uri, request.extra_headers, response.body) == ("http://s.com/x", {"A": "1"}, "\u00e9")


def test_recordings_cannot_name_anything_else():
    """A pickle that would run something is refused."""

    class Evil:
        def __reduce__(self):
            return os.system, ("true",)

    with pytest.raises(pickle.UnpicklingError, match="recordings hold"):
        atom.mock_service.LoadRecordings(pickle.dumps([Evil()], protocol=0))


def test_recorded_answer_keeps_the_real_headers(loopback):
    """A MockHttpClient over a real client records the headers too, so that redirects can be replayed."""
    loopback.replies = [Reply.of(b"", "302 Found", Location="/n")]
    client = atom.mock_http.MockHttpClient(real_client=atom.http.HttpClient())
    response = client.request("GET", f"http://127.0.0.1:{loopback.port}/x")
    assert (response.status, response.getheader("location")) == (302, "/n")


def test_basic_token_leaves_no_trace_in_other_tokens():
    """Two tokens without scopes have a list each."""
    first, second = atom.service.BasicAuthToken("a"), atom.service.BasicAuthToken("b")
    first.scopes.append("http")
    assert second.scopes == []
