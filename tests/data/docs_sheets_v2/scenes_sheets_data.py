# -*- coding: utf-8 -*-
"""gdata.spreadsheets.data: every class, documents, rows, records, cells to set.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import documents_v2 as documents
from record_docs_sheets import each, of_classes, of_documents


def scenes(lib):
    """Every scene with its name."""
    data = lib.gdata_spreadsheets_data
    for part in (of_classes(lib, data), of_documents(lib, samples(data)), keys(lib), rows(lib), records(lib), cells(lib)):
        for name, scene in part:
            yield name, scene


def samples(data):
    yield "spreadsheets", documents.SPREADSHEETS, data.SpreadsheetsFeed
    yield "worksheets", documents.WORKSHEETS, data.WorksheetsFeed
    yield "tables", documents.TABLES, data.TablesFeed
    yield "records", documents.RECORDS, data.RecordsFeed
    yield "rows", documents.ROWS, data.ListsFeed
    yield "cells", documents.CELLS, data.CellsFeed


def keys(lib):
    data, parse = lib.gdata_spreadsheets_data, lib.atom_core.parse
    sheet = parse(documents.SPREADSHEETS, data.SpreadsheetsFeed).entry[0]
    worksheet, one = parse(documents.WORKSHEET, data.WorksheetEntry), parse(documents.TABLE, data.Table)
    record, named = parse(documents.RECORD, data.Record), lambda cls: cls(id=lib.atom_data.Id(text="plain"))
    empty = lambda cls: cls(id=lib.atom_data.Id())
    table = [
        ("spreadsheet", lambda: [sheet.get_spreadsheet_key(), sheet.GetSpreadsheetKey(), named(data.Spreadsheet).get_spreadsheet_key()]),
        ("worksheets", lambda: [sheet.find_worksheets_feed(), sheet.FindWorksheetsFeed(), data.Spreadsheet().find_worksheets_feed()]),
        ("worksheet", lambda: [worksheet.get_worksheet_id(), worksheet.GetWorksheetId()]),
        ("table", lambda: [one.get_table_id(), one.GetTableId(), named(data.Table).get_table_id()]),
        ("record", lambda: [record.get_record_id(), named(data.Record).get_record_id(), hasattr(record, "GetRecordId")]),
        ("spreadsheet without", lambda: data.Spreadsheet().get_spreadsheet_key()),
        ("worksheet without", lambda: data.WorksheetEntry().get_worksheet_id()),
        ("table without", lambda: data.Table().get_table_id()),
        ("record without", lambda: data.Record().get_record_id()),
        ("spreadsheet, empty", lambda: empty(data.Spreadsheet).get_spreadsheet_key()),
        ("table, empty", lambda: empty(data.Table).get_table_id()),
        ("record, empty", lambda: empty(data.Record).get_record_id()),
    ]
    return each("keys", table)


def rows(lib):
    data, parse = lib.gdata_spreadsheets_data, lib.atom_core.parse
    read = lambda: parse(documents.ROW, data.ListEntry)

    def changed(*steps):
        """What some calls on a row give, and what it is then."""

        def act(row):
            given = [getattr(row, step[0])(*step[1:]) for step in steps]
            return [given, row, row.to_dict()]

        return lambda: [act(read()), act(data.ListEntry())]

    def value():
        made = data.ListRow(text="v")
        made._qname = made._qname % "mine"
        row = data.ListEntry(_other_elements=[made])
        row._other_elements.append(made)
        return [row, row.get_value("mine"), made]

    table = [
        ("values", lambda: [read().get_value(name) for name in ("name", "hours", "empty", "e-mail_2", "Name", "unknown", "cell")]),
        ("dict", lambda: [read().to_dict(), data.ListEntry().to_dict()]),
        ("value set", changed(("set_value", "name", "Darcy"), ("get_value", "name"))),
        ("new value set", changed(("set_value", "new", u"D\xe9"), ("get_value", "new"))),
        ("emptied", changed(("set_value", "name", None), ("set_value", "other", None), ("set_value", "third", ""))),
        ("from a dict", changed(("from_dict", {"name": "Darcy", "new": "1"}), ("from_dict", {}))),
        ("a value by hand", value),
        ("by no name", changed(("get_value", None))),
    ]
    return each("rows", table)


def records(lib):
    data, parse = lib.gdata_spreadsheets_data, lib.atom_core.parse
    read = lambda: parse(documents.RECORD, data.Record)

    def missing(call):
        try:
            call()
        except data.FieldMissing as error:
            return [str(error), list(error.args), isinstance(error, data.Error)]

    table = [
        ("by index", lambda: [read().value_for_index("A"), read().ValueForIndex("B"), read().value_for_index("C")]),
        ("by name", lambda: [read().value_for_name("Name"), read().ValueForName("Birthday"), read().value_for_name(None)]),
        ("no index", lambda: missing(lambda: read().value_for_index("Z"))),
        ("no name", lambda: missing(lambda: read().value_for_name("name"))),
        ("none at all", lambda: missing(lambda: data.Record().value_for_name("x"))),
        ("errors", lambda: [issubclass(data.HeaderNotSet, data.Error), issubclass(data.FieldMissing, data.Error)]),
    ]
    return each("records", table)


def cells(lib):
    data, parse = lib.gdata_spreadsheets_data, lib.atom_core.parse
    read = lambda: parse(documents.CELLS, data.CellsFeed)
    made = lambda: data.build_batch_cells_update("key", "od6")

    def chained():
        feed = made()
        same = feed.add_set_cell(1, 2, "=A1").AddSetCell("3", "4", "five") is feed
        return [same, feed, feed.find_edit_link(), [entry.batch_id.text for entry in feed.entry]]

    def mixed():
        feed = read()
        feed.add_set_cell(9, 9, None)
        feed.add_query("http://h/R1C1")
        return feed

    table = [
        ("new", lambda: made()),
        ("old spelling", lambda: data.BuildBatchCellsUpdate(spreadsheet_key=1, worksheet_id=None)),
        ("set", chained),
        ("set among read ones", mixed),
        ("set without an id", lambda: data.CellsFeed().add_set_cell(1, 1, "x")),
    ]
    return each("cells", table)
