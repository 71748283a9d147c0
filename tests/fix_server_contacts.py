"""A client of the feeds of shared contacts, and what tests write to them and read off them."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
import requests

from tests.fix_server import SignedClient

__all__ = [
    "DECLARED",
    "FEED",
    "LIZ",
    "NS",
    "Contacts",
    "contacts",
    "contacts_of_version_1",
    "entry",
    "etag",
    "links",
    "number",
    "properties",
    "refusal",
    "titles",
]

FEED = "/m8/feeds/contacts/example.com/full"
NS = {
    "atom": "http://www.w3.org/2005/Atom",
    "gd": "http://schemas.google.com/g/2005",
    "gContact": "http://schemas.google.com/contact/2008",
    "batch": "http://schemas.google.com/gdata/batch",
    "search": "http://a9.com/-/spec/opensearch/1.1/",
}
DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NS.items())
LIZ = '<gd:name><gd:fullName>Liz</gd:fullName></gd:name><gd:email address="liz@x.test" rel="r"/>'
CONTACT_ID = re.compile(r"/base/([0-9a-f]{16})</id>")


def entry(inner: str = LIZ, attributes: str = "") -> bytes:
    """Write an entry."""
    return f"<atom:entry {DECLARED} {attributes}>{inner}</atom:entry>".encode()


def properties(*names: str) -> str:
    """Write extended properties, each with its name as its value."""
    return "".join(f'<gd:extendedProperty name="{name}" value="{name}"/>' for name in names)


class Contacts:
    """A client of the contacts' host that speaks one version of the protocol."""

    def __init__(self, signed: SignedClient, version: str | None = "3.0") -> None:
        self._signed = replace(signed, origin="https://www.google.com")
        self._version = {} if version is None else {"GData-Version": version}

    def send(
        self, method: str, path: str, body: bytes | None = None, sign_as: str | None = None, **headers: str
    ) -> requests.Response:
        """Send a signed call; `_` in the name of a header stands for `-`."""
        signed = self._signed.sign(sign_as or method, path, body)
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        given = signed | self._version | more
        return requests.request(method, self._signed.url + path, data=body, headers=given, timeout=30)

    def get(self, path: str, **headers: str) -> requests.Response:
        """Send a GET."""
        return self.send("GET", path, **headers)

    def make(self, inner: str = LIZ, feed: str = FEED) -> str:
        """Make a contact and return its path."""
        made = self.send("POST", feed, entry(inner))
        assert made.status_code == 201, made.text
        found = CONTACT_ID.search(made.text)
        assert found is not None
        return f"{feed}/{found[1]}"


@pytest.fixture
def contacts(signed: SignedClient) -> Contacts:
    """A client of version 3."""
    return Contacts(signed)


@pytest.fixture
def contacts_of_version_1(signed: SignedClient) -> Contacts:
    """A client of version 1, which names none."""
    return Contacts(signed, None)


def etag(answer: requests.Response) -> str:
    """Return the ETag of an entry's document."""
    return ElementTree.fromstring(answer.text).attrib[f"{{{NS['gd']}}}etag"]


def titles(answer: requests.Response) -> list[str]:
    """Return the titles of a feed's entries."""
    found = ElementTree.fromstring(answer.text).findall("atom:entry", NS)
    return [each.findtext("atom:title", "deleted", NS) for each in found]


def number(answer: requests.Response, name: str) -> str | None:
    """Return one of the feed's numbers."""
    return ElementTree.fromstring(answer.text).findtext(f"search:{name}", None, NS)


def links(answer: requests.Response) -> dict[str, str]:
    """Return the links of an entry or a feed, by the last part of their relation."""
    found = ElementTree.fromstring(answer.text).findall("atom:link", NS)
    return {each.attrib["rel"].rpartition("#")[2]: each.attrib["href"] for each in found}


def refusal(answer: requests.Response) -> tuple[int, str]:
    """Return how a call was refused."""
    return answer.status_code, answer.text
