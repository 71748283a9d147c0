"""ResumableUploader: what it sends, against recordings and against servers that cut the connection."""

from __future__ import annotations

import importlib
import io
from dataclasses import dataclass, field

import pytest

from gdata_compat import errors
from gdata_compat.atom import http_core
from gdata_compat.gdata import client, data
from tests.fix_client import FOLDER, observed, played, record, recorded, scenes
from tests.fix_loopback import Loopback, Reply

RECORDED = recorded("upload")
SCENES = scenes("upload")
SCRIPT = (FOLDER / "upload_script.py").read_text(encoding="utf-8")
upload_script = importlib.import_module("upload_script")


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_everything_is_as_2018_had_it(name):
    """Requests, results and errors are those that were recorded."""
    assert played(SCENES[name]) == RECORDED[name]


def test_the_recording_is_what_2018_does(original):
    """The original, where it is, still does what was recorded."""
    assert observed(original, "upload") == RECORDED


# Against a real server


ENTRY = b'<entry xmlns="http://www.w3.org/2005/Atom"><id>made</id></entry>'


@dataclass
class Uploads(Loopback):
    """A server of resumable uploads, which cuts some of its connections.

    `cuts` says, for each request in turn, after how many bytes of its body to cut it, or None. What came
    until then is kept.
    """

    cuts: list[int | None] = field(default_factory=list)
    arrived: bytearray = field(default_factory=bytearray)
    log: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def _answer(self, connection, number):
        head, body = self._read_head(connection)
        if not head:
            return False
        # Only now: another connection may still be waiting for a request.
        cut = self.cuts.pop(0) if self.cuts else None
        line, *fields = head.split("\r\n")
        headers = dict(each.split(": ", 1) for each in fields)
        length = int(headers.get("Content-Length", 0))
        wanted = length if cut is None else min(cut, length)
        while len(body) < wanted:
            body += connection.recv(65536)
        is_piece = line.startswith("PUT /upload")
        if is_piece:
            assert int(headers["Content-Range"].split()[1].split("-")[0]) == len(self.arrived)
            self.arrived += body[:wanted]
        self.log.append((line, headers, b"" if is_piece else body[:wanted]))
        if cut is None:
            connection.sendall(self._reply(line, headers))
        return cut is None

    def _reply(self, line, headers):
        if "/start" in line:
            return Reply.of(b"", Location=f"{self.url}/upload/1?id=2").data
        total = int(headers["Content-Range"].split("/")[1])
        if len(self.arrived) == total:
            return Reply.of(ENTRY, "201 Created", Content_Type="application/atom+xml").data
        kept = {"Range": f"bytes=0-{len(self.arrived) - 1}"} if self.arrived else {}
        return Reply.of(b"", "308 Resume Incomplete", **kept).data

    @staticmethod
    def _read_head(connection):
        data = b""
        while b"\r\n\r\n" not in data:
            piece = connection.recv(65536)
            if not piece:
                return "", b""
            data += piece
        head, _, body = data.partition(b"\r\n\r\n")
        return head.decode(), body


@pytest.fixture
def uploads(clean_wire):
    """A server of resumable uploads."""
    server = Uploads()
    yield server
    server.close()


def seen_by(server):
    """The requests that came, without what differs between the libraries on purpose."""
    hidden = ["Host", "Accept-Encoding", "Connection"]
    seen = []
    for line, headers, body in server.log:
        # An entry is compared as a document, whose length is not the same.
        out = [*hidden, "Content-Length"] if body else hidden
        told = {name: value for name, value in headers.items() if name not in out}
        seen.append((line, told, record.tree(body) if body else body))
    return seen


CHUNK = upload_script.CHUNK
UPLOADS = {
    "nothing is cut": ([], 2 * CHUNK + 100, ""),
    "one piece": ([], 1000, ""),
    "an empty file": ([], 0, ""),
    "cut in the second piece": ([None, None, 100_000], 3 * CHUNK + 7, ""),
    "cut before any byte": ([None, 0], CHUNK + 7, ""),
    "cut after the last byte": ([None, None, 7], CHUNK + 7, ""),
    "cut again and again": ([None, 50, None, 60, None, None, 1, 0, 0], 2 * CHUNK, ""),
    "cut while it is asked": ([None, 50, 0, 0], CHUNK, ""),
    "with metadata": ([None, 100], CHUNK, "with metadata"),
    "update": ([None, CHUNK, None, 9], 2 * CHUNK, "update"),
}


@pytest.mark.parametrize("name", UPLOADS)
def test_an_upload_goes_on_where_it_was_cut(name, uploads):
    """Whatever is cut, the server has the file in the end, and the script learns of it."""
    cuts, size, way = UPLOADS[name]
    uploads.cuts = list(cuts)
    happened = upload_script.upload(client, data, uploads.url, size, way)
    assert happened[-1] in ("made", True)
    assert bytes(uploads.arrived) == upload_script.content(size)


@pytest.mark.parametrize("name", UPLOADS)
def test_the_original_uploads_alike(name, original, uploads):
    """The same requests with the same outcome, cut for cut."""
    cuts, size, way = UPLOADS[name]
    uploads.cuts = list(cuts)
    theirs = original.observe(SCRIPT, uploads.url, str(size), way)
    their_requests = seen_by(uploads)
    uploads.cuts, uploads.log, uploads.arrived = list(cuts), [], bytearray()
    ours = upload_script.upload(client, data, uploads.url, size, way)
    assert (ours, seen_by(uploads)) == (theirs, their_requests)


# Sources of bytes


def make(web, file, size, **options):
    """An uploader whose client is answered by `web`."""
    return client.ResumableUploader(client.GDClient(http_client=web), file, "text/plain", size, **options)


class Answers:
    """Answers in turn with status, body and headers; keeps requests and bodies."""

    def __init__(self, *answers):
        self._answers = list(answers)
        self.requests, self.bodies = [], []

    def request(self, http_request):
        self.requests.append(http_request)
        self.bodies.append(*http_request._body_parts or [b""])
        status, body, headers = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return http_core.HttpResponse(status, "Reason", headers, body)

    def ranges(self):
        return [r.headers["Content-Range"] for r in self.requests if "Content-Range" in r.headers]


STARTED = (200, "", {"Location": "http://h/upload"})
MORE = (308, "", {})
DONE = (201, ENTRY.decode(), {})


def test_a_file_opened_as_text_is_sent_as_its_bytes(tmp_path):
    """`open(path)` of a Python 2 script is a text file now; what is in the file is sent all the same."""
    path = tmp_path / "file.bin"
    path.write_bytes(b"\xff\x00\r\n\xe9")
    web = Answers(STARTED, DONE)
    with open(path, encoding="utf-8") as file:
        made = make(web, file, path.stat().st_size).upload_file("http://h/start")
    assert (web.bodies[1], web.ranges(), made.id.text) == (b"\xff\x00\r\n\xe9", ["bytes 0-4/5"], "made")


def test_text_is_sent_as_utf_8_and_measured_so():
    """A size that counts the characters of a text becomes that of its bytes."""
    web = Answers(STARTED, DONE)
    uploader = make(web, io.StringIO("caf\u00e9"), 4)
    uploader.upload_file("http://h/start")
    assert uploader.total_file_size == 5
    assert web.requests[0].headers["X-Upload-Content-Length"] == "5"
    assert (web.bodies[1], web.ranges()) == (b"caf\xc3\xa9", ["bytes 0-4/5"])


def test_pieces_of_text_are_measured_in_bytes():
    """`upload_chunk` takes text too."""
    web = Answers(DONE)
    uploader = make(web, None, 5)
    uploader.upload_uri = "http://h/upload"
    uploader.upload_chunk(0, "caf\u00e9")
    assert (web.requests[0].headers["Content-Length"], web.ranges()) == ("5", ["bytes 0-4/5"])


def test_a_size_may_be_text():
    """Scripts hand over a header's Content-Length, which Python 2 compared with numbers."""
    web = Answers(STARTED, DONE)
    assert make(web, io.BytesIO(b"abc"), "3").upload_file("http://h/start").id.text == "made"
    assert web.ranges() == ["bytes 0-2/3"]


def test_a_source_that_gives_less_than_asked_is_counted_right():
    """A pipe or a socket gives what it has; 2.0.18 counted a whole chunk each time."""

    class Pipe(io.BytesIO):
        def read(self, amt=-1):
            return super().read(min(amt, 3))

    web = Answers(STARTED, MORE, MORE, DONE)
    make(web, Pipe(b"abcdefgh"), 8).upload_file("http://h/start")
    assert web.ranges() == ["bytes 0-2/8", "bytes 3-5/8", "bytes 6-7/8"]


@pytest.mark.parametrize(
    "answer", [MORE, (200, "<other/>", {})], ids=["the server waits for more", "another document"]
)
def test_an_upload_without_end_is_an_error(answer):
    """Where the file has ended and no entry comes, 2.0.18 sent empty pieces for ever."""
    web = Answers(STARTED, answer)
    with pytest.raises(client.RequestError, match="ended after 3 of 10 bytes"):
        make(web, io.BytesIO(b"abc"), 10).upload_file("http://h/start")
    assert len(web.requests) == 3


@pytest.mark.parametrize(
    ("headers", "arrived"),
    [({"Range": "bytes=0-42"}, 43), ({"range": "bytes=0-42"}, 43), ({"A": "b"}, None), ({}, None)],
    ids=["spelled so", "lower case", "others only", "none"],
)
def test_the_status_is_read_from_a_dict_of_headers_too(headers, arrived):
    """HTTP clients of scripts answer with an `HttpResponse`, whose headers 2.0.18 could not read here."""
    assert make(Answers((308, "", headers)), None, 99).query_upload_status("http://h/upload") == arrived


def test_the_upload_uri_is_not_shown():
    """Who knows it can go on with the upload, so messages and reprs do without."""
    uploader = make(Answers((404, "gone", {})), None, 3)
    uploader.upload_uri = "http://h/upload?upload_id=AEnB2U"
    with pytest.raises(client.RequestError) as caught:
        uploader.upload_chunk(0, b"abc")
    assert "AEnB2U" not in f"{uploader!r} {caught.value} {caught.value!r}"


def test_an_uploader_with_the_connection_cut_tells_the_legacy_and_our_errors(uploads):
    """What a cut raises is an OSError, as `socket.error` was, and one of ours."""
    uploads.cuts = [0]
    uploader = client.ResumableUploader(client.GDClient(), io.BytesIO(b"abc"), "a/b", 3)
    with pytest.raises(errors.TransportError) as caught:
        uploader.upload_file(f"{uploads.url}/start")
    assert isinstance(caught.value, OSError)
