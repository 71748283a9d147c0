"""Spreadsheets as databases: a spreadsheet's worksheets are tables, their rows records of text.

A record that is written overwrites formulas in its row with what they gave.
"""

from __future__ import annotations

import io as _io

from ... import gdata
from ...engine.py2_errors import LegacyError as _LegacyError
from .. import service as _service


class Error(_LegacyError):
    """The base of this module's errors."""


class BadCredentials(Error):
    """There is no such user and password."""


class CaptchaRequired(Error):
    """The login asks for a captcha."""


class DatabaseClient:
    """Finds and creates databases, for the user that it logs in."""

    def __init__(self, username=None, password=None):
        """Log in as SetCredentials does."""
        self.__docs_client = gdata.docs.service.DocsService()
        self.__spreadsheets_client = gdata.spreadsheet.service.SpreadsheetsService()
        self.SetCredentials(username, password)

    def SetCredentials(self, username, password):
        """Log in to both services; without a name or a password only forget the ones before.

        Raises BadCredentials, CaptchaRequired.
        """
        for client in (self.__docs_client, self.__spreadsheets_client):
            client.email, client.password = username, password
        if not (username and password):
            return
        try:
            self.__docs_client.ProgrammaticLogin()
            self.__spreadsheets_client.ProgrammaticLogin()
        except _service.CaptchaRequired:
            raise CaptchaRequired(
                "Please visit https://www.google.com/accounts/DisplayUnlockCaptcha to unlock your account."
            )
        except _service.BadAuthentication:
            raise BadCredentials("Username or password incorrect.")

    def CreateDatabase(self, name):
        """Create a spreadsheet of that title, by the upload of an empty table; give its Database."""
        table = gdata.MediaSource(file_handle=_io.BytesIO(b",,,"), content_type="text/csv", content_length=3)
        entry = self.__docs_client.UploadSpreadsheet(table, name)
        return Database(spreadsheet_entry=entry, database_client=self)

    def GetDatabases(self, spreadsheet_key=None, name=None):
        """Give a list of the Database of that key, or of those of that title."""
        if spreadsheet_key:
            uri = f"/feeds/documents/private/full/spreadsheet%3A{spreadsheet_key}"
            entries = [self.__docs_client.GetDocumentListEntry(uri)]
        else:
            query = gdata.docs.service.DocumentQuery()
            query["title"] = name
            entries = self.__docs_client.QueryDocumentListFeed(query.ToUri()).entry
        return [Database(spreadsheet_entry=entry, database_client=self) for entry in entries]

    def _GetDocsClient(self):
        return self.__docs_client

    def _GetSpreadsheetsClient(self):
        return self.__spreadsheets_client


class Database:
    """A spreadsheet: finds and creates tables. `entry` is its DocumentListEntry."""

    def __init__(self, spreadsheet_entry=None, database_client=None):
        """Keep what is given, and the key in the entry's id as `spreadsheet_key`."""
        self.entry = spreadsheet_entry
        if self.entry:
            self.spreadsheet_key = _last_part(spreadsheet_entry).replace("spreadsheet%3A", "")
        self.client = database_client

    def CreateTable(self, name, fields=None):
        """Add a worksheet with these column names, a list of texts, in its only row; give its Table.

        Lower-case letters are best: the server makes names of elements of them.
        """
        worksheet = self.client._GetSpreadsheetsClient().AddWorksheet(
            title=name, row_count=1, col_count=len(fields), key=self.spreadsheet_key
        )
        return self._table(worksheet, name, fields)

    def GetTables(self, worksheet_id=None, name=None):
        """Give a list of the Table of that id, of those of that title, or of all."""
        client = self.client._GetSpreadsheetsClient()
        if worksheet_id:
            entries = [client.GetWorksheetsFeed(self.spreadsheet_key, wksht_id=worksheet_id)]
        else:
            query = None
            if name:
                query = gdata.spreadsheet.service.DocumentQuery()
                query.title = name
            entries = client.GetWorksheetsFeed(self.spreadsheet_key, query=query).entry
        return [self._table(entry, entry.title.text) for entry in entries]

    def Delete(self):
        """Delete the spreadsheet."""
        client = self.client._GetDocsClient()
        uri = "http://docs.google.com/feeds/documents/private/full/spreadsheet%3A" + self.spreadsheet_key
        client.Delete(client.Get(uri).GetEditLink().href)

    def _table(self, entry, name, fields=None):
        return Table(
            name=name,
            worksheet_entry=entry,
            database_client=self.client,
            spreadsheet_key=self.spreadsheet_key,
            fields=fields,
        )


class Table:
    """A worksheet: its column names (`fields`) and its records. `entry` is its SpreadsheetsWorksheet."""

    def __init__(
        self, name=None, worksheet_entry=None, database_client=None, spreadsheet_key=None, fields=None
    ):
        """Keep what is given; fields are written to the worksheet."""
        self.name = name
        self.entry = worksheet_entry
        self.worksheet_id = _last_part(worksheet_entry)
        self.spreadsheet_key = spreadsheet_key
        self.client = database_client
        self.fields = fields or []
        if fields:
            self.SetFields(fields)

    def LookupFields(self):
        """Read the first row into `fields`, as the names that the server gives its columns."""
        if not self.entry:
            return
        client = self.client._GetSpreadsheetsClient()
        query = gdata.spreadsheet.service.CellQuery()
        query.max_row = query.min_row = "1"
        feed = client.GetCellsFeed(self.spreadsheet_key, wksht_id=self.worksheet_id, query=query)
        texts = [entry.content.text for entry in feed.entry]
        while next_link := feed.GetNextLink():
            feed = client.Get(next_link.href, converter=gdata.spreadsheet.SpreadsheetsCellsFeedFromString)
            texts.extend(entry.content.text for entry in feed.entry)
        self.fields = ConvertStringsToColumnHeaders(texts)

    def SetFields(self, fields):
        """Write a list of column names into the first row, a cell at a time."""
        self.fields = fields
        client = self.client._GetSpreadsheetsClient()
        for number, name in enumerate(fields, 1):
            client.UpdateCell(1, number, name, self.spreadsheet_key, self.worksheet_id)

    def Delete(self):
        """Delete the worksheet."""
        client = self.client._GetSpreadsheetsClient()
        entry = client.GetWorksheetsFeed(self.spreadsheet_key, wksht_id=self.worksheet_id)
        client.DeleteWorksheet(worksheet_entry=entry)

    def AddRecord(self, data):
        """Add a row of a dict of texts by column; give its Record."""
        row = self.client._GetSpreadsheetsClient().InsertRow(
            data, self.spreadsheet_key, wksht_id=self.worksheet_id
        )
        return self._record(row, data)

    def GetRecord(self, row_id=None, row_number=None):
        """Give the Record of that id, or the one at that position; None where there is none.

        Position 1 is the second row of the worksheet: the first has the names.
        """
        if row_id:
            return self._record(self._rows(row_id=row_id))
        feed = self._rows(query=_part(row_number, 1))
        return self._record(feed.entry[0]) if feed.entry else None

    def GetRecords(self, start_row, end_row):
        """Give a RecordResultSet of the records from one position to another, both included."""
        start_row, end_row = int(start_row), int(end_row)
        return self._results(_part(start_row, end_row - start_row + 1))

    def FindRecords(self, query_string):
        """Give a RecordResultSet of the records that meet a condition: 'name == john'."""
        query = gdata.spreadsheet.service.ListQuery()
        query.sq = query_string
        return self._results(query)

    def _rows(self, **which):
        client = self.client._GetSpreadsheetsClient()
        return client.GetListFeed(self.spreadsheet_key, wksht_id=self.worksheet_id, **which)

    def _results(self, query):
        return RecordResultSet(self._rows(query=query), self.client, self.spreadsheet_key, self.worksheet_id)

    def _record(self, row, content=None):
        return Record(
            content=content,
            row_entry=row,
            spreadsheet_key=self.spreadsheet_key,
            worksheet_id=self.worksheet_id,
            database_client=self.client,
        )


def _part(start, count):
    query = gdata.spreadsheet.service.ListQuery()
    query.start_index = str(start)
    query.max_results = str(count)
    return query


def _last_part(entry):
    """The last part of an entry's id, which is a URL: the key or id of what it stands for."""
    return entry.id.text.split("/")[-1]


class RecordResultSet(list["Record"]):
    """A list of the records that came at once; `GetNext` gives those after them."""

    def __init__(self, feed, client, spreadsheet_key, worksheet_id):
        self.client = client
        self.spreadsheet_key = spreadsheet_key
        self.worksheet_id = worksheet_id
        self.feed = feed
        self.extend(
            Record(
                row_entry=entry,
                spreadsheet_key=spreadsheet_key,
                worksheet_id=worksheet_id,
                database_client=client,
            )
            for entry in feed.entry
        )

    def GetNext(self):
        """Give the RecordResultSet of the next page; None after the last one."""
        link = self.feed.GetNextLink()
        if not (link and link.href):
            return None
        feed = self.client._GetSpreadsheetsClient().Get(
            link.href, converter=gdata.spreadsheet.SpreadsheetsListFeedFromString
        )
        return RecordResultSet(feed, self.client, self.spreadsheet_key, self.worksheet_id)


class Record:
    """A row: `content` is a dict of texts by column, `entry` its SpreadsheetsList."""

    def __init__(
        self, content=None, row_entry=None, spreadsheet_key=None, worksheet_id=None, database_client=None
    ):
        """Keep what is given; without content the entry's is taken."""
        self.entry = row_entry
        self.spreadsheet_key = spreadsheet_key
        self.worksheet_id = worksheet_id
        self.row_id = _last_part(row_entry) if row_entry else None
        self.client = database_client
        self.content = content or {}
        if not content:
            self.ExtractContentFromEntry(row_entry)

    def ExtractContentFromEntry(self, entry):
        """Take row id and content from a SpreadsheetsList; None empties the content."""
        self.content = {}
        if entry:
            self.row_id = _last_part(entry)
            self.content = {column: custom.text for column, custom in entry.custom.items()}

    def Push(self):
        """Write the content to the row; what the server makes of it is in `entry` only."""
        client = self.client._GetSpreadsheetsClient()
        self.entry = client.UpdateRow(self.entry, self.content)

    def Pull(self):
        """Read the row anew."""
        if self.row_id:
            self.entry = self.client._GetSpreadsheetsClient().GetListFeed(
                self.spreadsheet_key, wksht_id=self.worksheet_id, row_id=self.row_id
            )
        self.ExtractContentFromEntry(self.entry)

    def Delete(self):
        """Delete the row."""
        self.client._GetSpreadsheetsClient().DeleteRow(self.entry)


def ConvertStringsToColumnHeaders(proposed_headers):
    """Make column names of texts, as the server does: in lower case, without '_', ':' and blanks.

    A name that comes again gets '_2', '_3' ... at its end.
    """
    headers: list[str] = []
    for text in proposed_headers:
        name = text.lower().replace("_", "").replace(":", "").replace(" ", "")
        count = headers.count(name)
        headers.append(f"{name}_{count + 1}" if count else name)
    return headers
