"""gdata.contacts where ours differs from 2.0.18 on purpose, or on Python 3 has to say what it does."""

import pytest

from gdata_compat import gdata
from gdata_compat.engine.answer import Answer

ENTRY = b"<entry xmlns='http://www.w3.org/2005/Atom' xmlns:gd='http://schemas.google.com/g/2005'>%s</entry>"


class Client:
    """An `http_client` that always gives one answer."""

    def __init__(self, body, headers):
        self.answer = body, headers

    def request(self, operation, url, data=None, headers=None):
        body, own = self.answer
        return Answer.of(200, body, own, "OK")


@pytest.mark.parametrize(
    "headers", [{}, {"Content-Type": "image/jpeg"}, {"Content-Type": "text/plain"}], ids=str
)
@pytest.mark.parametrize("body", [b"\xff\xd8\xff\xe0\x00", b"only ASCII\r\n", b""], ids=repr)
def test_a_photo_is_bytes(body, headers):
    """GetPhoto gives bytes whatever the server says of the type: the photo is written to a file."""
    service = gdata.contacts.service.ContactsService(http_client=Client(body, headers))
    assert service.GetPhoto("/photo") == body


def test_contacts_are_read_when_somebody_looks():
    """The defaults of quirk 42 do not keep a feed of contacts from being lazy."""
    assert [cls.plan().lazy for cls in (gdata.contacts.ContactsFeed, gdata.contacts.ProfilesFeed)] == [
        True,
        True,
    ]


def test_a_name_that_no_class_knows_survives():
    """gd:name and what else the first generation does not know goes out as it came in."""
    entry = gdata.contacts.ContactEntryFromString(ENTRY % b"<gd:name><gd:fullName>F</gd:fullName></gd:name>")
    entry.email.append(gdata.contacts.Email(address="a@b"))
    again = gdata.contacts.ContactEntryFromString(entry.ToString())
    assert again.FindExtensions("name")[0].FindChildren("fullName")[0].text == "F"
