# -*- coding: utf-8 -*-
"""gdata.spreadsheets.client: what every method sends, gives and raises; queries.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import documents_v2 as documents
from record_docs_sheets import each, watched


def scenes(lib):
    """Every scene with its name."""
    for part in (feeds, entries, additions, batches, queries, small_parts):
        for name, scene in part(lib):
            yield "%s: %s" % (part.__name__.replace("_", " "), name), scene


def short(given):
    """What a call gives: of an element the class, the title and how many entries it has."""
    if not hasattr(given, "to_string"):
        return given
    return [type(given).__name__, given.title and given.title.text, len(getattr(given, "entry", ""))]


def playing(lib, rows, **options):
    """A scene a row of (name, what is called with a client, answers)."""
    for row in rows:
        call = lambda client, call=row[1]: short(call(client))
        yield row[0], watched(lib, lib.gdata_spreadsheets_client.SpreadsheetsClient, call, *row[2:], **options)


def token(lib):
    return lib.gdata_gauth.ClientLoginToken("mine")


def feeds(lib):
    data, module = lib.gdata_spreadsheets_data, lib.gdata_spreadsheets_client
    feed, mine = lib.gdata_data.GDFeed, token(lib)
    rows = [
        ("spreadsheets", lambda c: c.get_spreadsheets(), (200, documents.SPREADSHEETS)),
        ("spreadsheets by positions", lambda c: c.GetSpreadsheets(mine, feed), (200, documents.SPREADSHEETS)),
        ("spreadsheets with a query", lambda c: c.get_spreadsheets(q=module.SpreadsheetQuery("t", "true")), (200, documents.SPREADSHEETS)),
        ("spreadsheets refused", lambda c: c.get_spreadsheets(), (401, "no")),
        ("worksheets", lambda c: c.get_worksheets("key"), (200, documents.WORKSHEETS)),
        ("worksheets by positions", lambda c: c.GetWorksheets("key", mine, feed), (200, documents.WORKSHEETS)),
        ("worksheets of no key", lambda c: c.get_worksheets(None, title="x"), (200, documents.WORKSHEETS)),
        ("worksheets of two keys", lambda c: c.get_worksheets(("a", "b")), (200, documents.WORKSHEETS)),
        ("tables", lambda c: c.get_tables("key"), (200, documents.TABLES)),
        ("tables by positions", lambda c: c.GetTables("key", feed, mine), (200, documents.TABLES)),
        ("records", lambda c: c.get_records("key", "0"), (200, documents.RECORDS)),
        ("records by positions", lambda c: c.GetRecords("key", 0, feed, mine), (200, documents.RECORDS)),
        ("cells", lambda c: c.get_cells("key", "od6"), (200, documents.CELLS)),
        ("cells by positions", lambda c: c.GetCells("key", 1, feed, mine), (200, documents.CELLS)),
        ("cells with a query", lambda c: c.get_cells("k", "w", q=module.CellQuery(1, "2", range="A1:B2", return_empty="true")), (200, documents.CELLS)),
        ("rows", lambda c: c.get_list_feed("key", "od6"), (200, documents.ROWS)),
        ("rows by positions", lambda c: c.GetListFeed("key", 1, feed, mine), (200, documents.ROWS)),
        ("rows with a query", lambda c: c.get_list_feed("k", "w", q=module.ListQuery("column:a", "true", "a > 1")), (200, documents.ROWS)),
        ("rows converted", lambda c: c.get_list_feed("k", "w", converter=lambda answer: answer.status), (200, documents.ROWS)),
        ("rows, another document", lambda c: c.get_list_feed("k", "w"), (200, "<x/>")),
        ("next", lambda c: c.get_next(data.ListsFeed(link=[lib.atom_data.Link(rel="next", href="/n?start=2")])), (200, documents.ROWS)),
    ]
    return playing(lib, rows)


def entries(lib):
    entry, mine = lib.gdata_data.GDEntry, token(lib)
    rows = [
        ("worksheet", lambda c: c.get_worksheet("key", "od6"), (200, documents.WORKSHEET)),
        ("worksheet by positions", lambda c: c.GetWorksheet("key", "od6", entry, mine), (200, documents.WORKSHEET)),
        ("worksheet, not modified", lambda c: c.get_worksheet("key", "od6", etag="e1"), (304, "")),
        ("record", lambda c: c.get_record("key", "0", "cn6ca"), (200, documents.RECORD)),
        ("record by positions", lambda c: c.GetRecord("key", 0, 1, entry, mine), (200, documents.RECORD)),
        ("cell", lambda c: c.get_cell("key", "od6", 2, 1), (200, documents.CELL)),
        ("cell by positions", lambda c: c.GetCell("key", "od6", "2", "1", entry, mine), (200, documents.CELL)),
        ("cell, gone", lambda c: c.get_cell("key", "od6", 2, 1, x="y"), (404, "gone")),
    ]
    return playing(lib, rows)


def additions(lib):
    data, mine, parse = lib.gdata_spreadsheets_data, token(lib), lib.atom_core.parse

    def row():
        made = data.ListEntry()
        made.from_dict({"name": u"D\xe9", "hours": "1"})
        return made

    worksheet = lambda: parse(documents.WORKSHEET, data.WorksheetEntry)
    columns = {"A": "Name"}
    rows = [
        ("worksheet", lambda c: c.add_worksheet("key", u"T\xe9", 10, "20"), (201, documents.WORKSHEET)),
        ("worksheet by positions", lambda c: c.AddWorksheet("key", "T", None, 1, mine, x="1"), (201, documents.WORKSHEET)),
        ("worksheet refused", lambda c: c.add_worksheet("key", "T", 1, 1), (400, "no")),
        ("table", lambda c: c.add_table("key", "T", "S", "Sheet1", 1, 2, "3", data.INSERT_MODE, columns), (201, documents.TABLE)),
        ("table by positions", lambda c: c.AddTable("key", "T", None, "W", "1", 2, 3, None, {}, mine), (201, documents.TABLE)),
        ("table of pairs", lambda c: c.add_table("key", "T", "S", "W", 1, 2, 3, "insert", [("A", "Name")]), (201, documents.TABLE)),
        ("record", lambda c: c.add_record("key", "0", {"Name": u"D\xe9"}), (201, documents.RECORD)),
        ("record with a title", lambda c: c.AddRecord("key", 0, {"Name": None}, "Title", mine), (201, documents.RECORD)),
        ("record of nothing", lambda c: c.add_record("key", "0", {}, title=""), (201, documents.RECORD)),
        ("row", lambda c: c.add_list_entry(row(), "key", "od6"), (201, documents.ROW)),
        ("row by positions", lambda c: c.AddListEntry(row(), "key", 1, mine, x="1"), (201, documents.ROW)),
        ("row read", lambda c: c.add_list_entry(parse(documents.ROW, data.ListEntry), "key", "od6"), (201, documents.ROW)),
        ("worksheet changed", lambda c: c.update(worksheet()), (200, documents.WORKSHEET)),
        ("worksheet deleted", lambda c: c.delete(worksheet(), force=True), (200, "")),
    ]
    return playing(lib, rows)


def batches(lib):
    data = lib.gdata_spreadsheets_data

    def cells():
        return data.build_batch_cells_update("key", "od6").add_set_cell(1, 2, "=A1").add_set_cell(3, 4, u"\xe9")

    read = lambda: lib.atom_core.parse(documents.CELLS, data.CellsFeed).add_set_cell(5, 6, "x")
    rows = [
        ("new", lambda c: c.batch(cells()), (200, documents.CELLS)),
        ("by force", lambda c: c.Batch(cells(), force=True, auth_token=token(lib)), (200, documents.CELLS)),
        ("read", lambda c: c.batch(read()), (200, documents.CELLS)),
        ("read, elsewhere", lambda c: c.batch(read(), "/there", True), (200, documents.CELLS)),
        ("refused", lambda c: c.batch(cells()), (409, "no")),
    ]
    return playing(lib, rows)


def queries(lib):
    module = lib.gdata_spreadsheets_client
    names = {
        "SpreadsheetQuery": ["title", "title_exact"],
        "WorksheetQuery": ["title", "title_exact"],
        "ListQuery": ["order_by", "reverse", "sq"],
        "TableQuery": ["order_by", "reverse", "sq"],
        "CellQuery": ["min_row", "max_row", "min_col", "max_col", "range", "return_empty"],
    }

    def asked(kind, *args, **kwargs):
        def act():
            made = getattr(module, kind)(*args, **kwargs)
            request = lib.atom_http_core.HttpRequest(uri="http://h/p?title=before", method="GET")
            return [made.modify_request(request), request.uri, vars(made)]

        return act

    def in_the_old_spelling(kind):
        def act():
            request = lib.atom_http_core.HttpRequest(uri="http://h/p", method="GET")
            getattr(module, kind)(*["v"] * len(names[kind])).ModifyRequest(request)
            return request.uri

        return act

    table = []
    for kind in sorted(names):
        table.append(("%s, by names" % kind, asked(kind, **dict((name, "its " + name) for name in names[kind]))))
        table.append(("%s, by positions" % kind, asked(kind, *range(1, len(names[kind]) + 1))))
        table.append(("%s, none" % kind, asked(kind)))
        table.append(("%s, empty ones" % kind, asked(kind, *[""] * len(names[kind]))))
        table.append(("%s, of all feeds" % kind, asked(kind, text_query="q", max_results=0, custom="c")))
        table.append(("%s, old spelling" % kind, in_the_old_spelling(kind)))
        table.append(("%s, too many" % kind, asked(kind, *range(9))))
    return [(name[2:], scene) for name, scene in each("", table)]


def small_parts(lib):
    module = lib.gdata_spreadsheets_client
    cls = module.SpreadsheetsClient
    old = lambda name: "".join(part.title() for part in name.split("_"))

    def aliases():
        names = [name for name in dir(cls) if name[0].islower() and callable(getattr(cls, name))]
        return [[name, getattr(cls, old(name)) == getattr(cls, name)] for name in names if hasattr(cls, old(name))]

    settings = "host api_version auth_service auth_scopes alt_auth_service ssl".split()
    table = [
        ("old spellings", aliases),
        ("defaults", lambda: [[name, getattr(cls(), name)] for name in settings]),
        ("addresses", lambda: sorted([name, getattr(module, name)] for name in dir(module) if name.endswith("_URL"))),
    ]
    for name, scene in each("", table):
        yield name[2:], scene
    log_in = lambda c: [c.client_login("me", "pw", "src"), c.auth_token]
    requested = {"xoauth_requestor_id": "u@example.com", "source": "s"}
    for part in playing(lib, [("login", log_in, (200, "Auth=first"))]):
        yield part
    rows = [("as another user", lambda c: c.get_spreadsheets(), (200, documents.SPREADSHEETS))]
    for part in playing(lib, rows, options=requested):
        yield part
