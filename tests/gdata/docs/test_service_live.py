"""gdata.docs.service over the wire: files go out and come in byte by byte."""

import inspect
import io
import subprocess
import sys

import pytest

from gdata_compat import gdata
from tests.fix_loopback import Reply

ENTRY = b"<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title></entry>"
END = b"\r\n--END_OF_PART--\r\n"


@pytest.fixture
def service(loopback, monkeypatch):
    """A DocsService whose requests come to the loopback server."""
    monkeypatch.setenv("GDATA_COMPAT_SERVER", loopback.url)
    made = gdata.docs.service.DocsService(source="app")
    made.current_token = gdata.auth.ClientLoginToken("GoogleLogin auth=abc")
    return made


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("text/csv; charset=UTF-8", "caf\u00e9,1\r\n".encode()),
        ("text/csv; charset=ISO-8859-1", b"caf\xe9,1\r\n"),
        ("text/plain", b"\xff\x00\xfe"),
        ("application/xml", b"\xef\xbb\xbf<a>\r\n</a>"),
        ("application/pdf", bytes(range(256))),
        ("application/pdf", b""),
    ],
    ids=["utf-8", "latin-1", "no text", "xml", "pdf", "empty"],
)
def test_download_is_written_as_it_came(service, loopback, tmp_path, kind, content):
    """Whatever the server says that it is."""
    loopback.replies = [Reply.of(content, Content_Type=kind)]
    service.Download("document:abc", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes() == content


def test_download_goes_where_it_is_sent(service, loopback, tmp_path):
    """The content lies on a server of its own, and the token signs there too."""
    there = "https://docs.googleusercontent.com/x?a=b"
    loopback.replies = [Reply.of(b"moved", "302 Found", Location=there), Reply.of(b"content")]
    service.Export("spreadsheet:abc", str(tmp_path / "out.csv"), gid=0)
    seen = [(got.line.split()[1], got.headers["Authorization"]) for got in loopback.received]
    export = "https://spreadsheets.google.com/feeds/download/spreadsheets/Export"
    assert seen == [
        (f"{export}?key=abc&exportFormat=csv&gid=0", "GoogleLogin auth=abc"),
        (there, "GoogleLogin auth=abc"),
    ]


def test_refused_download_writes_nothing(service, loopback, tmp_path):
    """A file that is there stays as it is."""
    (tmp_path / "out").write_bytes(b"old")
    loopback.replies = [Reply.of("caf\u00e9".encode(), "404 Not Found", Content_Type="text/plain")]
    with pytest.raises(gdata.service.RequestError) as caught:
        service.Download("document:abc", str(tmp_path / "out"))
    expected = {"status": 404, "reason": "Not Found", "body": "caf\u00e9"}
    assert ((tmp_path / "out").read_bytes(), caught.value[0]) == (b"old", expected)


def test_upload_sends_entry_and_file_in_one(service, loopback):
    """Two parts of the declared length, and the file's name in Slug."""
    loopback.replies = [Reply.of(ENTRY, "201 Created", Content_Type="application/atom+xml")]
    source = gdata.MediaSource(io.BytesIO(b"a,\xff"), "text/csv", 3, file_name="caf\u00e9.csv")
    entry = service.Upload(source, "Caf\u00e9", label="spreadsheet")
    (received,) = loopback.received
    assert (entry.title.text, received.headers["Slug"].encode("latin-1").decode()) == ("T", "caf\u00e9.csv")
    assert int(received.headers["Content-Length"]) == len(received.body)
    assert received.body.endswith(b"text/csv\r\n\r\na,\xff" + END)


def test_upload_of_a_file_without_a_name_says_so(service, loopback):
    """2.0.18 sent the word None as Slug, and so does ours."""
    loopback.replies = [Reply.of(ENTRY, "201 Created", Content_Type="application/atom+xml")]
    service.Upload(gdata.MediaSource(io.BytesIO(b"a"), "text/csv", 1), "T")
    assert loopback.received[0].headers["Slug"] == "None"


def test_deprecated_methods_take_anything():
    """As in 2.0.18 their signature tells nothing."""
    cls = gdata.docs.service.DocsService
    names = ["UploadDocument", "DownloadSpreadsheet", "MoveFolderIntoFolder"]
    signatures = [str(inspect.signature(getattr(cls, name))) for name in names]
    assert signatures == ["(*args, **kwargs)"] * 3


def test_import_stays_cheap():
    """Nothing heavy comes along with the services, nor when they are made."""
    heavy = "lxml requests oauthlib http.client ssl urllib.request email logging inspect xml.etree pickle"
    code = (
        "import sys, gdata_compat.gdata.docs.service, gdata_compat.gdata.spreadsheet.text_db as db; "
        f"db.DatabaseClient(); print([name for name in {heavy.split()} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
