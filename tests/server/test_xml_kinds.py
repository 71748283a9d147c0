"""Documents in every encoding and of every build: XML is read, what would blow up is refused quickly."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from gdata_compat.server.app import create_app
from gdata_compat.server.domain.model import EntityDoesNotExist
from gdata_compat.server.state import state_of
from tests.fix_server import sign_in
from tests.server.test_users import FEED, entry, errors

NAMED = entry('userName="dora" password="dora-password"', 'familyName="Dörn" givenName="Dora"').decode()
BODY = NAMED.partition("?>")[2]


def declared(encoding: str) -> bytes:
    """Write the entry in an encoding that its declaration names."""
    return f'<?xml version="1.0" encoding="{encoding}"?>{BODY}'.encode(encoding)


@pytest.fixture
def client() -> Iterator[FlaskClient]:
    """A client in the process, signed in as alice."""
    made = create_app(sample=1).test_client()
    sign_in(made)
    yield made
    state_of(made.application).database.close()


READ = {
    "UTF-8": declared("UTF-8"),
    "no declaration": BODY.encode(),
    "byte order mark": b"\xef\xbb\xbf" + BODY.encode(),
    "UTF-16": declared("UTF-16"),
    "Latin-1": declared("ISO-8859-1"),
    "windows-1252": declared("windows-1252"),
    "character reference": BODY.replace("ö", "&#xF6;").encode(),
    "comments and instructions": BODY.replace("<apps:name", "<!-- - --><?php x?><apps:name").encode(),
    "unknown elements": BODY.replace("<apps:name", "<x xmlns='urn:x'><![CDATA[<&]]></x><apps:name").encode(),
    "another prefix": BODY.replace("apps:", "a:")
    .replace("xmlns:a:", "xmlns:a=")
    .replace("xmlns:apps", "xmlns:a")
    .encode(),
    "standalone": f'<?xml version="1.0" standalone="yes"?>{BODY}'.encode(),
}


@pytest.mark.parametrize("document", READ.values(), ids=READ.keys())
def test_xml_of_any_kind_is_read(client: FlaskClient, document: bytes) -> None:
    """The user has the name that the document says, whatever it is written in."""
    answer = client.post(FEED, data=document, content_type="application/atom+xml")
    assert answer.status_code == 201, answer.text
    assert state_of(client.application).domain.users.get("dora").family_name == "Dörn"


def bomb(entities: int = 30) -> str:
    """Write the declarations of entities each of which holds the one before ten times."""
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, entities))
    return f'<!DOCTYPE entry [<!ENTITY e0 "ha">{lines}]>'


BLOWN = BODY.replace("Dora", f"&e{29};")
REFUSED = {
    "bomb": (bomb() + BLOWN).encode(),
    "bomb in UTF-16": f'<?xml version="1.0" encoding="UTF-16"?>{bomb()}{BLOWN}'.encode("utf-16"),
    "bomb in UTF-7": f'<?xml version="1.0" encoding="UTF-7"?>{bomb()}{BLOWN}'.encode("utf-7"),
    "bomb in EBCDIC": f'<?xml version="1.0" encoding="cp037"?>{bomb()}{BLOWN}'.encode("cp037"),
    "quadratic": f'<!DOCTYPE a [<!ENTITY e "{"x" * 50_000}">]>{BODY.replace("Dora", "&e;" * 5000)}'.encode(),
    "external DTD": f'<!DOCTYPE entry SYSTEM "http://127.0.0.1:9/x.dtd">{BODY}'.encode(),
    "parameter entity": f'<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]>{BODY}'.encode(),
    "duplicate attribute": BODY.replace("givenName=", 'familyName="x" givenName=').encode(),
    "unbound prefix": BODY.replace("<apps:name", "<nobody:x/><apps:name").encode(),
    "NUL": BODY.replace("Dora", "Do\0ra").encode(),
    "control character": BODY.replace("Dora", "Do&#1;ra").encode(),
    "lone surrogate": BODY.replace("Dora", "&#xD800;").encode(),
    "two roots": (BODY + BODY).encode(),
    "text after the root": (BODY + "x").encode(),
    "declaration too late": f" {NAMED}".encode(),
    "wrong encoding": f'<?xml version="1.0" encoding="UTF-16"?>{BODY}'.encode(),
    "CDATA cut off": BODY.replace("</atom:entry>", "<![CDATA[").encode(),
    "deep": BODY.replace("</atom:entry>", "<x>" * 5000).encode(),
    "version 2": f'<?xml version="2.x"?>{BODY}'.encode(),
}


@pytest.mark.parametrize("document", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_xml_or_would_blow_up_is_refused_quickly(client: FlaskClient, document: bytes) -> None:
    """With HTTP 400 and code 1000 or that of the value; nobody is made."""
    started = time.process_time()
    answer = client.post(FEED, data=document, content_type="application/atom+xml")
    took = time.process_time() - started
    assert answer.status_code == 400, answer.text
    assert errors(answer.text)[0][0] in ("1000", "1400")
    with pytest.raises(EntityDoesNotExist):
        state_of(client.application).domain.users.get("dora")
    assert took < 2


@pytest.mark.parametrize("count", [2000, 9000])
def test_many_properties_are_read_or_refused_quickly(client: FlaskClient, count: int) -> None:
    """A document within the limit of its size takes no more than its size is worth."""
    rows = "".join(f'<apps:property name="n{n}" value="{"v" * 60}"/>' for n in range(count))
    started = time.process_time()
    answer = client.put(
        "/a/feeds/emailsettings/2.0/example.com/alice/language",
        data=entry(more=rows),
        content_type="text/xml",
    )
    assert (answer.status_code, time.process_time() - started < 2) == (400, True)
