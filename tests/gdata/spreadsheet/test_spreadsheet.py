"""gdata.spreadsheet as recorded on 2.0.18, and where ours works better."""

import pytest

from gdata_compat import errors, gdata
from tests.fix_services import names_of, recorded, replayed

GSX = "http://schemas.google.com/spreadsheets/2006/extended"


@pytest.mark.parametrize("name", names_of("spreadsheet"))
def test_scenario_is_as_recorded(name):
    """Entries and feeds say and write what those of 2.0.18 did."""
    assert replayed("spreadsheet", name) == recorded("spreadsheet")[name]


def test_columns_are_in_the_order_of_the_worksheet():
    """In 2.0.18 their order was that of Python 2's dictionaries."""
    names = [f"c{number}" for number in range(30, 0, -1)]
    inside = "".join(f"<gsx:{name}>1</gsx:{name}>" for name in names)
    xml = f"<entry xmlns='http://www.w3.org/2005/Atom' xmlns:gsx='{GSX}'>{inside}</entry>"
    row = gdata.spreadsheet.SpreadsheetsListFromString(xml)
    again = gdata.spreadsheet.SpreadsheetsListFromString(str(row))
    assert (list(row.custom), list(again.custom)) == (names, names)


@pytest.mark.parametrize("column", ["a b", "", "1st", "a:b", "a<b"], ids=repr)
def test_column_that_no_element_can_be_called_after_is_refused(column):
    """2.0.18 wrote a document that no server could read."""
    row = gdata.spreadsheet.SpreadsheetsList(custom={"a": gdata.spreadsheet.Custom(column, "1")})
    with pytest.raises((errors.XmlValueError, errors.XmlSyntaxError)):
        str(row)


def test_rows_keep_what_a_script_puts_on_them():
    """Attributes of any name, and a dict of columns of its own for every row."""
    first, second = gdata.spreadsheet.SpreadsheetsList(), gdata.spreadsheet.SpreadsheetsList()
    first.custom["a"], first.mine = gdata.spreadsheet.Custom("a", "1"), 5
    assert (list(first.custom), second.custom, first.mine) == (["a"], {}, 5)
