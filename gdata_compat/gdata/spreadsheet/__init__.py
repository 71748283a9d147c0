"""The legacy module `gdata.spreadsheet`: entries and feeds of the Spreadsheets API, first generation.

A worksheet is read as cells (`SpreadsheetsCellsFeed`), or as rows (`SpreadsheetsListFeed`) whose elements are
called after their columns.
"""

from __future__ import annotations

from typing import Any as _Any

from ... import atom
from ... import gdata as gdata
from ..._submodules import lazily as _lazily
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from ...engine.xml.members import Member as _Member
from ...namespaces import SPREADSHEETS as GSPREADSHEETS_NAMESPACE
from ...namespaces import SPREADSHEETS_EXTENDED as GSPREADSHEETS_EXTENDED_NAMESPACE

GSPREADSHEETS_TEMPLATE = "{http://schemas.google.com/spreadsheets/2006}%s"
GSPREADSHEETS_EXTENDED_TEMPLATE = "{http://schemas.google.com/spreadsheets/2006/extended}%s"

_TEXT_FIRST = " text extension_elements extension_attributes"
_ENTRY = (
    "author category content contributor atom_id=id link published rights source summary title"
    " control updated"
)
_COLUMNS = GSPREADSHEETS_EXTENDED_TEMPLATE % ""
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class ColCount(atom.AtomBase, init=_TEXT_FIRST):
    """gs:colCount: the number of a worksheet's columns, as text."""

    _tag, _namespace = "colCount", GSPREADSHEETS_NAMESPACE


class RowCount(atom.AtomBase, init=_TEXT_FIRST):
    """gs:rowCount: the number of a worksheet's rows, as text."""

    _tag, _namespace = "rowCount", GSPREADSHEETS_NAMESPACE


class Cell(
    atom.AtomBase, init="text row col inputValue numericValue extension_elements extension_attributes"
):
    """gs:cell: what a cell shows as its text, what was put in, and its number; all are text."""

    _tag, _namespace = "cell", GSPREADSHEETS_NAMESPACE
    row = _attribute("row")
    col = _attribute("col")
    inputValue = _attribute("inputValue")
    numericValue = _attribute("numericValue")


class Custom(atom.AtomBase, init="column" + _TEXT_FIRST):
    """An element of a row: called after its `column`, with the cell's content as its text."""

    _namespace = GSPREADSHEETS_EXTENDED_NAMESPACE
    column: str | None = None

    @classmethod
    def _qualified_name(cls, version: int = 1, **default: _Any) -> _Any:
        return default["default"] if default else super()._qualified_name()

    def _element_name(self, version: int = 1) -> str:
        return f"{{{self._namespace}}}{self.column}"

    def _HarvestElementTree(self, tree: _Any) -> None:
        _, self.column = tree.tag[1:].split("}", 1)
        super()._HarvestElementTree(tree)
        self.text = tree.text


def CustomFromString(xml_string: str | bytes) -> Custom | None:
    """The Custom of an XML document, str or bytes; None for a root of another namespace.

    Raises ValueError for a root of no namespace.
    """
    from ...engine.xml import parser

    return _CustomFromElementTree(parser.fromstring(xml_string))


def _CustomFromElementTree(element_tree: _Any) -> Custom | None:
    """The Custom of an element; None for one of another namespace."""
    namespace, _ = element_tree.tag[1:].split("}", 1)
    if namespace != GSPREADSHEETS_EXTENDED_NAMESPACE:
        return None
    custom = Custom()
    custom._HarvestElementTree(element_tree)
    return custom


class SpreadsheetsSpreadsheet(gdata.GDataEntry, init=_ENTRY + _TEXT_FIRST):
    """A spreadsheet."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE


class SpreadsheetsWorksheet(gdata.GDataEntry, init=_ENTRY + " row_count col_count" + _TEXT_FIRST):
    """A worksheet of a spreadsheet."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    row_count = _child(RowCount)
    col_count = _child(ColCount)


class SpreadsheetsCell(
    gdata.BatchEntry, init=_ENTRY + " cell batch_operation batch_id batch_status" + _TEXT_FIRST
):
    """A cell of a worksheet, also in a batch."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    cell = _child(Cell)


class _Columns(_Member):
    """The dict that every row has; it is filled by the row's own reading hook."""

    def absent(self) -> _Any:
        return {}


class SpreadsheetsList(gdata.GDataEntry, init=_ENTRY + " custom" + _TEXT_FIRST):
    """A row of a worksheet; `custom` has a Custom for each column, by the column's name."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    custom: dict[str, Custom] = _Columns()  # type: ignore[assignment]

    def _ConvertElementTreeToMember(self, child_tree: _Any) -> None:  # type: ignore[override]
        custom = None
        if child_tree.tag not in type(self)._children and child_tree.tag.startswith(_COLUMNS):
            custom = _CustomFromElementTree(child_tree)
        if custom is None:
            super()._ConvertElementTreeToMember(child_tree)
        else:
            self.custom[child_tree.tag.removeprefix(_COLUMNS)] = custom

    def _AddMembersToElementTree(self, tree: _Any) -> None:
        super()._AddMembersToElementTree(tree)
        for custom in self.custom.values():
            custom._BecomeChildElement(tree)


class SpreadsheetsSpreadsheetsFeed(gdata.GDataFeed):
    """A page of spreadsheets."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[SpreadsheetsSpreadsheet] = _children(SpreadsheetsSpreadsheet)


class SpreadsheetsWorksheetsFeed(gdata.GDataFeed):
    """The worksheets of a spreadsheet."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[SpreadsheetsWorksheet] = _children(SpreadsheetsWorksheet)


class SpreadsheetsCellsFeed(
    gdata.BatchFeed,
    init=gdata._FEED + " extension_elements extension_attributes text row_count col_count interrupted",
):
    """The cells of a worksheet that have something in them; also a batch of cells."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[SpreadsheetsCell] = _children(SpreadsheetsCell)
    row_count = _child(RowCount)
    col_count = _child(ColCount)


class SpreadsheetsListFeed(gdata.GDataFeed):
    """The rows of a worksheet."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry: list[SpreadsheetsList] = _children(SpreadsheetsList)


CellFromString = _from_string(Cell)
ColCountFromString = _from_string(ColCount)
RowCountFromString = _from_string(RowCount)
SpreadsheetsCellFromString = _from_string(SpreadsheetsCell)
SpreadsheetsCellsFeedFromString = _from_string(SpreadsheetsCellsFeed)
SpreadsheetsListFeedFromString = _from_string(SpreadsheetsListFeed)
SpreadsheetsListFromString = _from_string(SpreadsheetsList)
SpreadsheetsSpreadsheetFromString = _from_string(SpreadsheetsSpreadsheet)
SpreadsheetsSpreadsheetsFeedFromString = _from_string(SpreadsheetsSpreadsheetsFeed)
SpreadsheetsWorksheetFromString = _from_string(SpreadsheetsWorksheet)
SpreadsheetsWorksheetsFeedFromString = _from_string(SpreadsheetsWorksheetsFeed)
