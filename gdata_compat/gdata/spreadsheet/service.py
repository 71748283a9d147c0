"""The Spreadsheets service, first generation: worksheets, cells, rows, batches; and queries."""

from __future__ import annotations

from functools import partial as _partial
from operator import getitem as _getitem

from ... import (
    atom,
    gdata,  # noqa: F401  # a name that scripts use: gdata.spreadsheet.service.gdata
)
from ...engine.py2_errors import LegacyError as _LegacyError
from .. import service as _service
from .. import spreadsheet as _spreadsheet


class Error(_LegacyError):
    """The base of this module's errors."""


class RequestError(Error):
    """Never raised, as in 2.0.18: refusals raise `gdata.service.RequestError`."""


class SpreadsheetsService(_service.GDataService):
    """The Spreadsheets API, first generation.

    A spreadsheet is named by its key, a worksheet by its id ('od6', or 'default' for the first), a cell by
    row and column from 1. Queries are given their feed by the method that takes them.
    """

    def __init__(
        self,
        email=None,
        password=None,
        source=None,
        server="spreadsheets.google.com",
        additional_headers=None,
        **kwargs,
    ):
        """Keep what is given."""
        _service.GDataService.__init__(
            self,
            email=email,
            password=password,
            service="wise",
            source=source,
            server=server,
            additional_headers=additional_headers,
            **kwargs,
        )

    # Spreadsheets and worksheets

    def GetSpreadsheetsFeed(self, key=None, query=None, visibility="private", projection="full"):
        """Give the SpreadsheetsSpreadsheetsFeed, or with a key the SpreadsheetsSpreadsheet.

        With a query the key is not in the URI, nor are visibility and projection unless the query adds them,
        as `gdata.docs.service.DocumentQuery` does.
        """
        feed = f"https://{self.server}/feeds/spreadsheets"
        uri = f"{feed}/{visibility}/{projection}"
        if key is not None:
            uri = f"{uri}/{key}"
        if query is not None:
            query.feed, query.visibility, query.projection = feed, visibility, projection
            uri = query.ToUri()
        return self.Get(
            uri,
            converter=_spreadsheet.SpreadsheetsSpreadsheetFromString
            if key
            else _spreadsheet.SpreadsheetsSpreadsheetsFeedFromString,
        )

    def GetWorksheetsFeed(self, key, wksht_id=None, query=None, visibility="private", projection="full"):
        """Give the SpreadsheetsWorksheetsFeed, or with an id the SpreadsheetsWorksheet."""
        return self._feed_or_entry(
            ["worksheets", key, visibility, projection],
            wksht_id,
            query,
            _spreadsheet.SpreadsheetsWorksheetsFeedFromString,
            _spreadsheet.SpreadsheetsWorksheetFromString,
        )

    def AddWorksheet(self, title, row_count, col_count, key):
        """Add a worksheet of this size; give its SpreadsheetsWorksheet."""
        entry = _spreadsheet.SpreadsheetsWorksheet(
            title=atom.Title(text=title),
            row_count=_spreadsheet.RowCount(text=str(row_count)),
            col_count=_spreadsheet.ColCount(text=str(col_count)),
        )
        uri = self._uri("worksheets", key, "private", "full")
        return self.Post(entry, uri, converter=_spreadsheet.SpreadsheetsWorksheetFromString)

    def UpdateWorksheet(self, worksheet_entry, url=None):
        """Write a changed worksheet, to its edit link unless a URL is given; give the new one."""
        uri = url or worksheet_entry.GetEditLink().href
        return self.Put(worksheet_entry, uri, converter=_spreadsheet.SpreadsheetsWorksheetFromString)

    def DeleteWorksheet(self, worksheet_entry=None, url=None):
        """Delete a worksheet, by its entry or its URL; give True."""
        return self.Delete(url or worksheet_entry.GetEditLink().href)

    # Cells

    def GetCellsFeed(
        self, key, wksht_id="default", cell=None, query=None, visibility="private", projection="full"
    ):
        """Give the SpreadsheetsCellsFeed, or for a cell ('R1C2') the SpreadsheetsCell."""
        return self._feed_or_entry(
            ["cells", key, wksht_id, visibility, projection],
            cell,
            query,
            _spreadsheet.SpreadsheetsCellsFeedFromString,
            _spreadsheet.SpreadsheetsCellFromString,
        )

    def UpdateCell(self, row, col, inputValue, key, wksht_id="default"):
        """Read a cell and write it anew; give the SpreadsheetsCell, or None where it has no edit link."""
        entry = self.GetCellsFeed(key, wksht_id, f"R{row}C{col}")
        link = _edit_link(entry)
        if link is None:
            return None
        entry.cell = _spreadsheet.Cell(row=str(row), col=str(col), inputValue=inputValue)
        return self.Put(entry, link.href, converter=_spreadsheet.SpreadsheetsCellFromString)

    def _GenerateCellsBatchUrl(self, spreadsheet_key, worksheet_id):
        """Write the URL that takes batches of cells, on Google's server whatever the service's is."""
        return (
            f"https://spreadsheets.google.com/feeds/cells/{spreadsheet_key}/{worksheet_id}/private/full/batch"
        )

    def ExecuteBatch(
        self,
        batch_feed,
        url=None,
        spreadsheet_key=None,
        worksheet_id=None,
        converter=_spreadsheet.SpreadsheetsCellsFeedFromString,
    ):
        """Send a batch to the feed's batch link, or to that of a worksheet; give the feed of the results."""
        if url is None:
            url = self._GenerateCellsBatchUrl(spreadsheet_key, worksheet_id)
        return self.Post(batch_feed, url, converter=converter)

    # Rows

    def GetListFeed(
        self, key, wksht_id="default", row_id=None, query=None, visibility="private", projection="full"
    ):
        """Give the SpreadsheetsListFeed, or for a row's id the SpreadsheetsList."""
        return self._feed_or_entry(
            ["list", key, wksht_id, visibility, projection],
            row_id,
            query,
            _spreadsheet.SpreadsheetsListFeedFromString,
            _spreadsheet.SpreadsheetsListFromString,
        )

    def InsertRow(self, row_data, key, wksht_id="default"):
        """Add a row of a dict, by column, on Google's server whatever the service's is.

        Give its SpreadsheetsList.
        """
        entry = _spreadsheet.SpreadsheetsList(custom=_customs(row_data))
        uri = f"https://spreadsheets.google.com/feeds/list/{key}/{wksht_id}/private/full"
        return self.Post(entry, uri, converter=_spreadsheet.SpreadsheetsListFromString)

    def UpdateRow(self, entry, new_row_data):
        """Write a dict, by column, as the row's only content; give the SpreadsheetsList.

        The entry is changed. None is given, and nothing sent, where it has no edit link.
        """
        entry.custom = _customs(new_row_data)
        link = _edit_link(entry)
        if link is None:
            return None
        return self.Put(entry, link.href, converter=_spreadsheet.SpreadsheetsListFromString)

    def DeleteRow(self, entry):
        """Delete a row; give True, or None where it has no edit link and nothing is sent."""
        link = _edit_link(entry)
        return None if link is None else self.Delete(link.href)

    def _uri(self, *path):
        return "/".join([f"https://{self.server}/feeds", *map(str, path)])

    def _feed_or_entry(self, path, entry_id, query, feed_from_string, entry_from_string):
        uri = self._uri(*path)
        if entry_id is not None:
            uri = f"{uri}/{entry_id}"
        if query is not None:
            query.feed = uri
            uri = query.ToUri()
        return self.Get(uri, converter=entry_from_string if entry_id else feed_from_string)


def _edit_link(entry):
    return next((link for link in entry.link if link.rel == "edit"), None)


def _customs(row):
    return {column: _spreadsheet.Custom(column=column, text=text) for column, text in row.items()}


# A parameter that is not set raises KeyError. The setters call their value after what is queried.
_of_documents = _partial(_service._parameter, argument="document_query", read=_getitem)
_of_cells = _partial(_service._parameter, argument="cell_query", read=_getitem)
_of_rows = _partial(_service._parameter, argument="list_query", read=_getitem)


class DocumentQuery(_service.Query):
    """A query of spreadsheets or worksheets. A property that is not set raises KeyError."""

    _GetTitleQuery, _SetTitleQuery, title = _of_documents("title", "Words of the title.")
    _GetTitleExactQuery, _SetTitleExactQuery, title_exact = _of_documents(
        "title-exact", "Whether the title has to be just that: 'true' or 'false'."
    )


class CellQuery(_service.Query):
    """A query of cells; values are text. A property that is not set raises KeyError."""

    _GetMinRowQuery, _SetMinRowQuery, min_row = _of_cells("min-row", "The first row, from 1.")
    _GetMaxRowQuery, _SetMaxRowQuery, max_row = _of_cells("max-row", "The last row.")
    _GetMinColQuery, _SetMinColQuery, min_col = _of_cells("min-col", "The first column, from 1.")
    _GetMaxColQuery, _SetMaxColQuery, max_col = _of_cells("max-col", "The last column.")
    _GetRangeQuery, _SetRangeQuery, range = _of_cells("range", "The cells, as 'A1:B3' or 'R1C1:R3C2'.")
    _GetReturnEmptyQuery, _SetReturnEmptyQuery, return_empty = _of_cells(
        "return-empty", "Whether empty cells are given too: 'true' or 'false'."
    )


class ListQuery(_service.Query):
    """A query of rows. A property of its own that is not set raises KeyError."""

    _GetSpreadsheetQuery, _SetSpreadsheetQuery, sq = _of_rows("sq", "A condition: 'age > 25 and name = jo'.")
    _GetOrderByQuery, _SetOrderByQuery, orderby = _of_rows("orderby", "'position', or 'column:NAME'.")
    _GetReverseQuery, _SetReverseQuery, reverse = _of_rows("reverse", "Downwards: 'true' or 'false'.")
