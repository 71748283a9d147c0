"""The legacy module `gdata.spreadsheets.client`: the client of the Spreadsheets API 3.0.

A spreadsheet's key, and the ids of worksheets, tables and records, are what the entries' methods give.
Further arguments of a method (`**kwargs`) go to the request that it makes.
"""

from __future__ import annotations

from ... import atom as atom
from ... import gdata as gdata
from ...atom import data as _atom_data
from .. import client as _client
from .. import gauth as _gauth
from . import data as _data

_FEEDS = "https://spreadsheets.google.com/feeds"
SPREADSHEETS_URL = f"{_FEEDS}/spreadsheets/private/full"
WORKSHEETS_URL = f"{_FEEDS}/worksheets/%s/private/full"
WORKSHEET_URL = f"{_FEEDS}/worksheets/%s/private/full/%s"
TABLES_URL = f"{_FEEDS}/%s/tables"
RECORDS_URL = f"{_FEEDS}/%s/records/%s"
RECORD_URL = f"{_FEEDS}/%s/records/%s/%s"
CELLS_URL = f"{_FEEDS}/cells/%s/%s/private/full"
CELL_URL = f"{_FEEDS}/cells/%s/%s/private/full/R%sC%s"
LISTS_URL = f"{_FEEDS}/list/%s/%s/private/full"


class SpreadsheetsClient(_client.GDClient):
    """Reads and changes spreadsheets by worksheets, cells, rows, tables and records."""

    api_version = "3"
    auth_service = "wise"
    auth_scopes = _gauth.AUTH_SCOPES["wise"]
    ssl = True

    def get_spreadsheets(
        self, auth_token=None, desired_class=_data.SpreadsheetsFeed, **kwargs
    ) -> _data.SpreadsheetsFeed:
        """GET the user's spreadsheets."""
        return self.get_feed(SPREADSHEETS_URL, auth_token=auth_token, desired_class=desired_class, **kwargs)

    def get_worksheets(
        self, spreadsheet_key, auth_token=None, desired_class=_data.WorksheetsFeed, **kwargs
    ) -> _data.WorksheetsFeed:
        """GET the worksheets of a spreadsheet."""
        uri = WORKSHEETS_URL % spreadsheet_key
        return self.get_feed(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    def add_worksheet(
        self, spreadsheet_key, title, rows, cols, auth_token=None, **kwargs
    ) -> _data.WorksheetEntry:
        """POST a new worksheet of so many rows and columns."""
        worksheet = _data.WorksheetEntry(
            title=_atom_data.Title(text=title),
            row_count=_data.RowCount(text=str(rows)),
            col_count=_data.ColCount(text=str(cols)),
        )
        return self.post(worksheet, WORKSHEETS_URL % spreadsheet_key, auth_token=auth_token, **kwargs)

    def get_worksheet(
        self, spreadsheet_key, worksheet_id, desired_class=_data.WorksheetEntry, auth_token=None, **kwargs
    ) -> _data.WorksheetEntry:
        """GET a worksheet."""
        uri = WORKSHEET_URL % (spreadsheet_key, worksheet_id)
        return self.get_entry(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    def add_table(
        self,
        spreadsheet_key,
        title,
        summary,
        worksheet_name,
        header_row,
        num_rows,
        start_row,
        insertion_mode,
        column_headers,
        auth_token=None,
        **kwargs,
    ) -> _data.Table:
        """POST a new table of `num_rows` rows from `start_row` on, whose names are in `header_row`.

        `column_headers` is a dict of names by the columns' letters.
        """
        columns = [_data.Column(index=index, name=name) for index, name in column_headers.items()]
        table = _data.Table(
            title=_atom_data.Title(text=title),
            summary=_atom_data.Summary(summary),
            worksheet=_data.Worksheet(name=worksheet_name),
            header=_data.Header(row=str(header_row)),
            data=_data.Data(
                insertion_mode=insertion_mode,
                num_rows=str(num_rows),
                start_row=str(start_row),
                column=columns,
            ),
        )
        return self.post(table, TABLES_URL % spreadsheet_key, auth_token=auth_token, **kwargs)

    def get_tables(
        self, spreadsheet_key, desired_class=_data.TablesFeed, auth_token=None, **kwargs
    ) -> _data.TablesFeed:
        """GET the tables of a spreadsheet."""
        uri = TABLES_URL % spreadsheet_key
        return self.get_feed(uri, desired_class=desired_class, auth_token=auth_token, **kwargs)

    def add_record(
        self, spreadsheet_key, table_id, fields, title=None, auth_token=None, **kwargs
    ) -> _data.Record:
        """POST a new row of a table; `fields` is a dict of values by the columns' names."""
        record = _data.Record(field=[_data.Field(name=name, text=value) for name, value in fields.items()])
        if title is not None:
            record.title = _atom_data.Title(text=title)
        return self.post(record, RECORDS_URL % (spreadsheet_key, table_id), auth_token=auth_token, **kwargs)

    def get_records(
        self, spreadsheet_key, table_id, desired_class=_data.RecordsFeed, auth_token=None, **kwargs
    ) -> _data.RecordsFeed:
        """GET the rows of a table."""
        uri = RECORDS_URL % (spreadsheet_key, table_id)
        return self.get_feed(uri, desired_class=desired_class, auth_token=auth_token, **kwargs)

    def get_record(
        self, spreadsheet_key, table_id, record_id, desired_class=_data.Record, auth_token=None, **kwargs
    ) -> _data.Record:
        """GET a row of a table."""
        uri = RECORD_URL % (spreadsheet_key, table_id, record_id)
        return self.get_entry(uri, desired_class=desired_class, auth_token=auth_token, **kwargs)

    def get_cells(
        self, spreadsheet_key, worksheet_id, desired_class=_data.CellsFeed, auth_token=None, **kwargs
    ) -> _data.CellsFeed:
        """GET the cells of a worksheet that have a value."""
        uri = CELLS_URL % (spreadsheet_key, worksheet_id)
        return self.get_feed(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    def get_cell(
        self,
        spreadsheet_key,
        worksheet_id,
        row_num,
        col_num,
        desired_class=_data.CellEntry,
        auth_token=None,
        **kwargs,
    ) -> _data.CellEntry:
        """GET a cell, its row and column counted from 1."""
        uri = CELL_URL % (spreadsheet_key, worksheet_id, row_num, col_num)
        return self.get_entry(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    def get_list_feed(
        self, spreadsheet_key, worksheet_id, desired_class=_data.ListsFeed, auth_token=None, **kwargs
    ) -> _data.ListsFeed:
        """GET the rows of a worksheet under its first row, which names the columns, up to an empty one."""
        uri = LISTS_URL % (spreadsheet_key, worksheet_id)
        return self.get_feed(uri, auth_token=auth_token, desired_class=desired_class, **kwargs)

    def add_list_entry(
        self, list_entry, spreadsheet_key, worksheet_id, auth_token=None, **kwargs
    ) -> _data.ListEntry:
        """POST a new row of a worksheet."""
        uri = LISTS_URL % (spreadsheet_key, worksheet_id)
        return self.post(list_entry, uri, auth_token=auth_token, **kwargs)

    GetSpreadsheets, GetWorksheets, GetWorksheet = get_spreadsheets, get_worksheets, get_worksheet
    AddWorksheet, AddTable, AddRecord, AddListEntry = add_worksheet, add_table, add_record, add_list_entry
    GetTables, GetRecords, GetRecord = get_tables, get_records, get_record
    GetCells, GetCell, GetListFeed = get_cells, get_cell, get_list_feed


class _Query(_client.Query):
    """What the queries have in common: members that become parameters of a name."""

    _parameters: dict[str, str] = {}

    def modify_request(self, http_request):
        """Set the parameters in a request's query."""
        for member, name in self._parameters.items():
            _client._add_query_param(name, getattr(self, member), http_request)
        _client.Query.modify_request(self, http_request)

    ModifyRequest = modify_request


class SpreadsheetQuery(_Query):
    """The parameters of a feed of spreadsheets; `title_exact` is the text 'true' or 'false'."""

    _parameters = {"title": "title", "title_exact": "title-exact"}

    def __init__(self, title=None, title_exact=None, **kwargs):
        _client.Query.__init__(self, **kwargs)
        self.title, self.title_exact = title, title_exact


class WorksheetQuery(SpreadsheetQuery):
    """The parameters of a feed of worksheets."""


class ListQuery(_Query):
    """The parameters of a feed of rows.

    `order_by` is 'position' or 'column:NAME', `reverse` the text 'true' or 'false', `sq` a structured query
    such as 'age > 25 and height < 175'.
    """

    _parameters = {"order_by": "orderby", "reverse": "reverse", "sq": "sq"}

    def __init__(self, order_by=None, reverse=None, sq=None, **kwargs):
        _client.Query.__init__(self, **kwargs)
        self.order_by, self.reverse, self.sq = order_by, reverse, sq


class TableQuery(ListQuery):
    """The parameters of a feed of records."""


class CellQuery(_Query):
    """The parameters of a feed of cells: bounds counted from 1, or a `range` such as 'A1:B2' or 'R1C1:R2C2'.

    `return_empty` is the text 'true' or 'false'.
    """

    _parameters = {
        "min_row": "min-row",
        "max_row": "max-row",
        "min_col": "min-col",
        "max_col": "max-col",
        "range": "range",
        "return_empty": "return-empty",
    }

    def __init__(
        self,
        min_row=None,
        max_row=None,
        min_col=None,
        max_col=None,
        range=None,
        return_empty=None,
        **kwargs,
    ):
        _client.Query.__init__(self, **kwargs)
        self.min_row, self.max_row, self.min_col, self.max_col = min_row, max_row, min_col, max_col
        self.range, self.return_empty = range, return_empty
