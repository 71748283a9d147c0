"""atom.http_interface: answers made by hand, clients that pass on, the token that adds nothing."""

from __future__ import annotations

import io

import pytest

from gdata_compat.atom import http_interface


class Recorder:
    """An HTTP client that gives back what it is asked for."""

    def request(self, operation, url, data=None, headers=None):
        return operation, url, data, headers


@pytest.mark.parametrize("body", ["Hi there!", io.StringIO("Hi there!")], ids=["text", "file"])
def test_an_answer_is_read_in_parts(body):
    """Text, whole or in pieces, and '' at the end."""
    answer = http_interface.HttpResponse(body, "200", "OK", {"Content-Length": "9"})
    assert [answer.read(1), answer.read(2), answer.read(), answer.read()] == ["H", "i ", "there!", ""]
    assert (answer.status, answer.reason) == (200, "OK")


def test_an_answer_of_bytes_gives_bytes():
    """No guess at an encoding."""
    assert http_interface.HttpResponse(b"\xff").read() == b"\xff"


def test_headers_are_looked_up_as_they_are_spelled():
    """2.0.18 looks into the dict as it is."""
    answer = http_interface.HttpResponse(headers={"A": "b"})
    assert (answer.getheader("A"), answer.getheader("a"), answer.getheader("a", "c")) == ("b", None, "c")
    assert answer.status is None


def test_an_empty_answer_reads_as_empty():
    """A deliberate deviation: 2.0.18 raised AttributeError."""
    assert http_interface.HttpResponse("").read() == ""


def test_a_generic_client_adds_its_headers():
    """The request's own headers win."""
    client = http_interface.GenericHttpClient(Recorder(), {"A": "1", "B": "2"})
    assert client.get("u", {"B": "3"}) == ("GET", "u", None, {"A": "1", "B": "3"})
    assert client.post("u", "d") == ("POST", "u", "d", {"A": "1", "B": "2"})
    assert client.put("u", "d")[0] == "PUT"
    assert client.delete("u")[0] == "DELETE"
    assert client.debug is False


def test_the_generic_token_adds_nothing():
    """It is valid for no URL."""
    token = http_interface.GenericToken()
    assert token.perform_request(Recorder(), "GET", "u") == ("GET", "u", None, None)
    assert token.valid_for_scope("u") is False
