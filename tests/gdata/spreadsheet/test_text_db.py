"""gdata.spreadsheet.text_db as recorded on 2.0.18, and over the wire."""

import pickle

import pytest

from gdata_compat import gdata
from gdata_compat.engine import transport
from tests.fix_loopback import Reply
from tests.fix_services import names_of, recorded, replayed

ENTRY = (
    b"<entry xmlns='http://www.w3.org/2005/Atom'>"
    b"<id>http://docs.google.com/feeds/documents/private/full/spreadsheet%3Akey</id></entry>"
)


@pytest.mark.parametrize("name", names_of("text_db"))
def test_scenario_is_as_recorded(name):
    """Ours makes the same requests and gives the same results as 2.0.18 did."""
    assert replayed("text_db", name) == recorded("text_db")[name]


def test_headers_beyond_ascii_are_in_lower_case():
    """As the server has them; Python 2 changed the case of ASCII letters only."""
    convert = gdata.spreadsheet.text_db.ConvertStringsToColumnHeaders
    assert convert(["\u00c9t\u00e9", "\u00e9T\u00c9"]) == ["\u00e9t\u00e9", "\u00e9t\u00e9_2"]


def test_database_is_made_of_an_empty_table(loopback, monkeypatch):
    """A table of four empty cells is uploaded; its file has no name, and Slug says None as in 2.0.18."""
    monkeypatch.setenv("GDATA_COMPAT_SERVER", loopback.url)
    loopback.replies = [Reply.of(ENTRY, "201 Created", Content_Type="application/atom+xml")]
    client = gdata.spreadsheet.text_db.DatabaseClient()
    with pytest.warns(DeprecationWarning, match="Upload"):
        database = client.CreateDatabase("T")
    transport.close()
    (received,) = loopback.received
    assert (database.spreadsheet_key, received.headers["Slug"]) == ("key", "None")
    assert received.body.endswith(b"Content-Type: text/csv\r\n\r\n,,,\r\n--END_OF_PART--\r\n")


def test_records_and_results_pickle():
    """What was read can be kept; the client goes along."""
    xml = b"<feed xmlns='http://www.w3.org/2005/Atom'>%s</feed>" % ENTRY
    feed = gdata.spreadsheet.SpreadsheetsListFeedFromString(xml)
    found = gdata.spreadsheet.text_db.RecordResultSet(feed, None, "key", "od6")
    again = pickle.loads(pickle.dumps(found[0]))
    assert (again.row_id, again.worksheet_id, len(found)) == ("spreadsheet%3Akey", "od6", 1)
