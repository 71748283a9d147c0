"""The legacy module `gdata.spreadsheets.data`: entries and feeds of the Spreadsheets API 3.0."""

from __future__ import annotations

from typing import Any as _Any

from ... import atom as atom
from ... import gdata as gdata
from ... import namespaces as _ns
from ...atom import data as _atom
from ...atom.core import XmlElement as _XmlElement
from ...engine.py2_errors import LegacyError as _LegacyError
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from .. import data as _data

GS_TEMPLATE = f"{{{_ns.SPREADSHEETS}}}%s"
GSX_NAMESPACE = _ns.SPREADSHEETS_EXTENDED
INSERT_MODE = "insert"
OVERWRITE_MODE = "overwrite"
WORKSHEETS_REL = f"{_ns.SPREADSHEETS}#worksheetsfeed"
BATCH_POST_ID_TEMPLATE = "https://spreadsheets.google.com/feeds/cells/%s/%s/private/full"
BATCH_ENTRY_ID_TEMPLATE = "%s/R%sC%s"
BATCH_EDIT_LINK_TEMPLATE = "%s/batch"


class Error(_LegacyError):
    """The root of this module's errors, except FieldMissing."""


class FieldMissing(_LegacyError):
    """A record has no such field."""


class HeaderNotSet(Error):
    """A row has no value under a header; nothing raises it."""


def _key(self: _data.GDEntry) -> str:
    """The last part of the id, by which the client's methods ask for the entry."""
    return self.get_id().split("/")[-1]  # type: ignore[union-attr]  # what the server gave has an id


def _key_or_none(self: _data.GDEntry) -> str | None:
    """The last part of the id, by which the client's methods ask for the entry; None where it is empty."""
    return self.id.text.split("/")[-1] if self.id.text else None  # type: ignore[union-attr]


# A line a fact; a class without members is a line.
# fmt: off
class ColCount(_XmlElement, qname=GS_TEMPLATE % "colCount"): ...
class RowCount(_XmlElement, qname=GS_TEMPLATE % "rowCount"): ...

class Cell(_XmlElement, qname=GS_TEMPLATE % "cell"):
    col = _attribute("col")
    input_value = _attribute("inputValue")
    numeric_value = _attribute("numericValue")
    row = _attribute("row")

class Field(_XmlElement, qname=GS_TEMPLATE % "field"):
    index = _attribute("index")
    name = _attribute("name")

class Column(Field, qname=GS_TEMPLATE % "column"): ...

class Data(_XmlElement, qname=GS_TEMPLATE % "data"):
    column = _children(Column)
    insertion_mode = _attribute("insertionMode")
    num_rows = _attribute("numRows")
    start_row = _attribute("startRow")

class Header(_XmlElement, qname=GS_TEMPLATE % "header"):
    row = _attribute("row")

class Worksheet(_XmlElement, qname=GS_TEMPLATE % "worksheet"):
    name = _attribute("name")

class Spreadsheet(_data.GDEntry):
    """A spreadsheet of a user."""

    find_worksheets_feed = FindWorksheetsFeed = _atom._finding(WORKSHEETS_REL)[0]
    get_spreadsheet_key = GetSpreadsheetKey = _key

class SpreadsheetsFeed(_data.GDFeed):
    entry: list[Spreadsheet] = _children(Spreadsheet)

class WorksheetEntry(_data.GDEntry):
    """A worksheet of a spreadsheet."""

    col_count = _child(ColCount)
    row_count = _child(RowCount)
    get_worksheet_id = GetWorksheetId = _key

class WorksheetsFeed(_data.GDFeed):
    entry: list[WorksheetEntry] = _children(WorksheetEntry)

class Table(_data.GDEntry):
    """A part of a worksheet whose rows are records."""

    data = _child(Data)
    header = _child(Header)
    worksheet = _child(Worksheet)
    get_table_id = GetTableId = _key_or_none

class TablesFeed(_data.GDFeed):
    entry: list[Table] = _children(Table)

class Record(_data.GDEntry):
    """A row of a table; its fields come in the order of the table's columns."""

    field = _children(Field)

    def _value_of(self, member: str, wanted: _Any) -> str | None:
        for field in self.field:
            if getattr(field, member) == wanted:
                return field.text
        raise FieldMissing(f"There is no field for {wanted}")

    def value_for_index(self, column_index: str) -> str | None:
        """The value in a column, by its letters; raises FieldMissing."""
        return self._value_of("index", column_index)

    def value_for_name(self, name: str) -> str | None:
        """The value in a column, by its name; raises FieldMissing."""
        return self._value_of("name", name)

    get_record_id = _key_or_none
    ValueForIndex, ValueForName = value_for_index, value_for_name

class RecordsFeed(_data.GDFeed):
    entry: list[Record] = _children(Record)

class ListRow(_XmlElement, qname=f"{{{_ns.SPREADSHEETS_EXTENDED}}}%s"):
    """A value of a row; the column is set by `value._qname = value._qname % 'column'`."""

class ListEntry(_data.GDEntry):
    """A row of a worksheet, whose values are elements called as the columns."""

    def get_value(self, column_name: str) -> str | None:
        """The value shown in a column; None without one."""
        found = self.get_elements(column_name, GSX_NAMESPACE)
        return found[0].text if found else None

    def set_value(self, column_name: str, value: str | None) -> None:
        """Sets the value in a column, by the column's name as the element has it: lower case, no spaces."""
        found = self.get_elements(column_name, GSX_NAMESPACE)
        if found:
            found[0].text = value
            return
        made = ListRow(text=value)
        made._qname = made._qname % column_name
        self._other_elements.append(made)

    def to_dict(self) -> dict[str, str | None]:
        """The values by their columns' names."""
        return {item._get_tag(): item.text for item in self.get_elements(namespace=GSX_NAMESPACE)}

    def from_dict(self, values: dict[str, str | None]) -> None:
        """Sets the values given, and leaves the others."""
        for column, value in values.items():
            self.set_value(column, value)

class ListsFeed(_data.GDFeed):
    entry: list[ListEntry] = _children(ListEntry)

class CellEntry(_data.BatchEntry):
    cell = _child(Cell)

class CellsFeed(_data.BatchFeed):
    """The cells of a worksheet, or changes of them to send at once."""

    entry: list[CellEntry] = _children(CellEntry)

    def add_set_cell(self, row: int | str, col: int | str, input_value: str) -> CellsFeed:
        """Adds the order to put a value or formula into a cell, counted from 1; gives the feed."""
        address = BATCH_ENTRY_ID_TEMPLATE % (self.id.text, row, col)  # type: ignore[union-attr]
        cell = Cell(col=str(col), row=str(row), input_value=input_value)
        self.add_update(CellEntry(id=_atom.Id(text=address), cell=cell))
        return self

    AddSetCell = add_set_cell
# fmt: on


def build_batch_cells_update(spreadsheet_key: str, worksheet_id: str) -> CellsFeed:
    """A feed to fill by `add_set_cell` and to send by the client's `batch`."""
    address = BATCH_POST_ID_TEMPLATE % (spreadsheet_key, worksheet_id)
    edit = _atom.Link(rel="edit", href=BATCH_EDIT_LINK_TEMPLATE % (address,))
    return CellsFeed(id=_atom.Id(text=address), link=[edit])


BuildBatchCellsUpdate = build_batch_cells_update
