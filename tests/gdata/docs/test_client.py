"""gdata.docs.client beside recordings of 2.0.18."""

from __future__ import annotations

import pytest

from gdata_compat import atom
from gdata_compat.engine.answer import Answer
from gdata_compat.gdata.client import Unauthorized
from gdata_compat.gdata.docs import data
from gdata_compat.gdata.docs.client import DocsClient
from tests.fix_docs_sheets import observed, played, recorded, scenes

RECORDED = recorded("docs_client")
SCENES = scenes("docs_client")


@pytest.mark.parametrize("name", sorted(RECORDED))
def test_everything_is_as_2018_had_it(name):
    """Requests, results and errors are what was recorded."""
    assert played(SCENES[name]) == RECORDED[name]


def test_the_recording_is_what_2018_does(original):
    """The original, where it is, still does what was recorded."""
    assert observed(original, "docs_client") == RECORDED


class Answering:
    """An HTTP client that answers with text in Latin-1."""

    def request(self, http_request):
        """Answer a request."""
        return Answer.of(200, b"caf\xe9", {"Content-Type": "text/csv; charset=ISO-8859-1"})


def answered():
    """A client that is answered so, and a resource to download."""
    client = DocsClient(http_client=Answering())
    return client, data.Resource("spreadsheet", content=atom.data.Content(src="https://docs.google.com/x"))


def test_a_file_holds_the_bytes_as_they_came(tmp_path):
    """The encoding of text is that of the server, as on 2.0.18, where all was bytes."""
    client, resource = answered()
    client.DownloadResource(resource, str(tmp_path / "file"))
    assert (tmp_path / "file").read_bytes() == b"caf\xe9"


def test_text_in_memory_is_str():
    """2.0.18 gave the bytes, which were Python 2's text."""
    client, resource = answered()
    assert client.DownloadResourceToMemory(resource) == "caf\xe9"


def test_a_refused_download_closes_the_file(tmp_path):
    """2.0.18 left it open for errors other than RequestError; a ResourceWarning would fail this test."""
    client, resource = answered()
    client.http_client.request = lambda http_request: Answer.of(401, b"no", {})
    with pytest.raises(Unauthorized):
        client.DownloadResource(resource, str(tmp_path / "file"))
    assert (tmp_path / "file").read_bytes() == b""


def test_a_requestor_may_ask_for_an_address_without_a_path():
    """2.0.18 raised AttributeError, by a replacement in the path whose result it dropped."""
    client, _ = answered()
    client.xoauth_requestor_id = "me@example.com"
    assert client.request("GET", "https://docs.google.com").status == 200
