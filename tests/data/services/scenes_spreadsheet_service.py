"""Scenarios of `gdata.spreadsheet.service`."""

import samples
import samples_spreadsheet as sheets
from harness import E_ACUTE, describe, plain_url, scenario

SPREADSHEETS = sheets.feed(sheets.spreadsheet(top=False))
WORKSHEETS = sheets.feed(sheets.worksheet(top=False))
CELLS = sheets.feed(sheets.cell(top=False))
ROWS = sheets.feed(sheets.row(top=False))

REFUSALS = (
    ("404", (404, "gone", {}, "Not Found")),
    ("409", (409, "conflict", {}, "Conflict")),
    ("302", (302, "moved", {}, "Found")),
    ("odd", (200, samples.ODD)),
    ("words", (200, "words")),
)


def new_service(api, *answers, **kwargs):
    service = api.gdata.spreadsheet.service.SpreadsheetsService
    return service(source="app", http_client=api.fake(*answers), **kwargs)


@scenario
def constructor(api):
    cls, seen = api.gdata.spreadsheet.service.SpreadsheetsService, []
    for args, kwargs in (
        ((), {}),
        (("jo@example.com", "pw", "app", "host:81", {"X": "y"}), {}),
        ((), {"source": "s", "account_type": "GOOGLE", "token_store": None}),
    ):
        made = cls(*args, **kwargs)
        names = ("email", "password", "source", "server", "service", "ssl", "port", "account_type")
        seen.append({name: describe(getattr(made, name)) for name in names + ("additional_headers",)})
    return seen + [api.call(cls, unknown=1)]


@scenario
def errors(api):
    module = api.gdata.spreadsheet.service
    return [
        issubclass(module.RequestError, module.Error),
        issubclass(module.RequestError, api.gdata.service.RequestError),
        str(module.RequestError("x")),
    ]


READS = [
    (
        "GetSpreadsheetsFeed",
        [(), ("key",), ("",), (None, None, "public", "basic")],
        SPREADSHEETS,
        sheets.spreadsheet(),
    ),
    (
        "GetWorksheetsFeed",
        [("key",), ("key", "od6"), ("key", ""), ("key", None, None, "public", "basic")],
        WORKSHEETS,
        sheets.worksheet(),
    ),
    (
        "GetCellsFeed",
        [("key",), ("key", "od6"), ("key", "od6", "R1C2"), ("key", 1, ""), ("key", "w", "c", None, "v", "p")],
        CELLS,
        sheets.cell(),
    ),
    (
        "GetListFeed",
        [
            ("key",),
            ("key", "od6"),
            ("key", "od6", "cokwr"),
            ("key", 1, ""),
            ("key", "w", "r", None, "v", "p"),
        ],
        ROWS,
        sheets.row(),
    ),
]


@scenario
def reads(api):
    seen = {}
    for name, calls, feed, entry in READS:
        for args in calls:
            for kind, answer in (("feed", feed), ("entry", entry)):
                method = getattr(new_service(api, (200, answer)), name)
                seen["%s %s %s" % (name, ",".join(map(str, args)), kind)] = api.call(method, *args)
    service = new_service(api, (200, CELLS), server="example.com:8080")
    seen["server"] = api.call(
        service.GetCellsFeed, "key", cell="R1C1", visibility="public", projection="values"
    )
    return seen


@scenario
def reads_that_are_refused(api):
    seen = {}
    for name, calls, _, _ in READS:
        for kind, answer in REFUSALS:
            called = api.call(getattr(new_service(api, answer), name), *calls[-1])
            called.pop("sent")
            seen["%s %s" % (name, kind)] = called
    return seen


@scenario
def reads_with_queries(api):
    module, seen = api.gdata.spreadsheet.service, {}
    for kind, make in (
        ("plain", api.gdata.service.Query),
        ("titles", module.DocumentQuery),
        ("documents", api.gdata.docs.service.DocumentQuery),
        ("cells", module.CellQuery),
        ("rows", module.ListQuery),
    ):
        for name, calls, feed, _ in READS:
            for args in calls[:2]:
                query = make(params={"a": "b c"})
                called = api.call(getattr(new_service(api, (200, feed)), name), *args, query=query)
                called["returns"] = called["returns"] and called["returns"]["class"]
                called["query"] = [
                    query.feed,
                    getattr(query, "visibility", 0),
                    getattr(query, "projection", 0),
                ]
                seen["%s %s %s" % (kind, name, len(args))] = called
    return seen


@scenario
def worksheets(api):
    entry = api.gdata.spreadsheet.SpreadsheetsWorksheetFromString(sheets.worksheet())
    fixed = api.gdata.spreadsheet.SpreadsheetsWorksheetFromString(sheets.worksheet(edit=False))
    seen = {}
    for name, method, args, kwargs, answer in (
        ("add", "AddWorksheet", ("T", 5, "6", "key"), {}, (201, sheets.worksheet())),
        ("add accent", "AddWorksheet", ("Caf" + E_ACUTE, 1, 1, "key"), {}, (201, sheets.worksheet())),
        (
            "add names",
            "AddWorksheet",
            (),
            {"title": "T", "row_count": 1, "col_count": 2, "key": "k"},
            (201, "<a/>"),
        ),
        ("add refused", "AddWorksheet", ("T", 5, 6, "key"), {}, (403, "no", {}, "Forbidden")),
        ("update", "UpdateWorksheet", (entry,), {}, (200, sheets.worksheet())),
        ("update at", "UpdateWorksheet", (entry, "http://x/y"), {}, (200, sheets.worksheet())),
        ("update fixed", "UpdateWorksheet", (fixed,), {}, (200, sheets.worksheet())),
        ("update refused", "UpdateWorksheet", (entry,), {}, (409, "old", {}, "Conflict")),
        ("delete", "DeleteWorksheet", (entry,), {}, (200, "")),
        ("delete at", "DeleteWorksheet", (), {"url": "http://x/y"}, (200, "")),
        ("delete both", "DeleteWorksheet", (entry, "http://x/y"), {}, (200, "")),
        ("delete nothing", "DeleteWorksheet", (), {}, (200, "")),
        ("delete fixed", "DeleteWorksheet", (fixed,), {}, (200, "")),
        ("delete refused", "DeleteWorksheet", (entry,), {}, (404, "no", {}, "Not Found")),
    ):
        seen[name] = api.call(getattr(new_service(api, answer), method), *args, **kwargs)
    return seen


@scenario
def cells(api):
    seen, read, written = {}, (200, sheets.cell()), (200, sheets.cell(text="new"))
    for name, answers, args, kwargs in (
        ("default", [read, written], (1, 2, "new", "key"), {}),
        ("worksheet", [read, written], ("1", "2", "new", "key", "od6"), {}),
        ("accent", [read, written], (1, 2, "Caf" + E_ACUTE, "key"), {"wksht_id": 3}),
        ("empty", [read, written], (1, 2, "", "key"), {}),
        ("none", [read, written], (1, 2, None, "key"), {}),
        ("number", [read, written], (1, 2, 5, "key"), {}),
        ("fixed", [(200, sheets.cell(edit=False)), written], (1, 2, "new", "key"), {}),
        ("odd", [(200, samples.ODD), written], (1, 2, "new", "key"), {}),
        ("gone", [(404, "gone")], (1, 2, "new", "key"), {}),
        ("conflict", [read, (409, "old", {}, "Conflict")], (1, 2, "new", "key"), {}),
    ):
        seen[name] = api.call(new_service(api, *answers).UpdateCell, *args, **kwargs)
    service = new_service(api, read, written, server="example.com")
    seen["server"] = api.call(service.UpdateCell, 1, 2, "new", "key")
    return seen


@scenario
def batches(api):
    module, seen = api.gdata.spreadsheet, {}
    batch = module.SpreadsheetsCellsFeed()
    batch.AddUpdate(module.SpreadsheetsCellFromString(sheets.cell()))
    result = sheets.feed(sheets.cell(top=False, more="<batch:status code='200' reason='OK'/>"))
    for name, args, kwargs, answer in (
        ("url", (batch, "http://spreadsheets.google.com/b"), {}, (200, result)),
        ("key", (batch,), {"spreadsheet_key": "key", "worksheet_id": "od6"}, (200, result)),
        ("both", (batch, "http://x/b", "key", "od6"), {}, (200, result)),
        ("nothing", (batch,), {}, (200, result)),
        ("converter", (batch, "/b"), {"converter": len}, (200, "12345")),
        ("no converter", (batch, "/b"), {"converter": None}, (200, result)),
        ("refused", (batch, "/b"), {}, (400, "bad", {}, "Bad")),
        ("text", ("<feed/>", "/b"), {}, (200, result)),
    ):
        seen[name] = api.call(new_service(api, answer).ExecuteBatch, *args, **kwargs)
    service = new_service(api, (200, result), server="example.com")
    seen["server"] = api.call(service.ExecuteBatch, batch, spreadsheet_key="key", worksheet_id="od6")
    seen["address"] = service._GenerateCellsBatchUrl("k", 5)
    return seen


@scenario
def rows(api):
    module, seen = api.gdata.spreadsheet, {}
    data = {"name": "Caf" + E_ACUTE, "cost": "1 < 2"}
    for name, row, args, answer in (
        ("insert", data, ("key",), (201, sheets.row())),
        ("insert at", data, ("key", "od6"), (201, sheets.row())),
        ("insert nothing", {}, ("key", 5), (201, sheets.row())),
        ("insert none", {"a": None, "b": ""}, ("key",), (201, sheets.row())),
        ("insert number", {"a": 5}, ("key",), (201, sheets.row())),
        ("insert refused", data, ("key",), (400, "bad", {}, "Bad")),
        ("insert odd", data, ("key",), (201, samples.ODD)),
    ):
        seen[name] = api.call(new_service(api, answer).InsertRow, row, *args)
    service = new_service(api, (201, sheets.row()), server="example.com")
    seen["server"] = api.call(service.InsertRow, data, "key")
    for name, edit, answer in (
        ("update", True, (200, sheets.row())),
        ("update fixed", False, (200, sheets.row())),
        ("update refused", True, (409, "old", {}, "Conflict")),
    ):
        entry = module.SpreadsheetsListFromString(sheets.row(edit=edit))
        seen[name] = api.call(new_service(api, answer).UpdateRow, entry, data)
        seen[name]["custom"] = {key: describe(entry.custom[key]) for key in entry.custom}
    for name, edit, answer in (
        ("delete", True, (200, "")),
        ("delete fixed", False, (200, "")),
        ("delete refused", True, (404, "gone", {}, "Not Found")),
    ):
        entry = module.SpreadsheetsListFromString(sheets.row(edit=edit))
        seen[name] = api.call(new_service(api, answer).DeleteRow, entry)
    return seen


PROPERTIES = {
    "DocumentQuery": ["title", "title_exact"],
    "CellQuery": ["min_row", "max_row", "min_col", "max_col", "range", "return_empty"],
    "ListQuery": ["sq", "orderby", "reverse"],
}


@scenario
def queries(api):
    seen = {}
    for kind in sorted(PROPERTIES):
        for name in PROPERTIES[kind]:
            query = getattr(api.gdata.spreadsheet.service, kind)("/f")
            steps = [api.call(getattr, query, name)]
            setattr(query, name, "a b")
            steps += [getattr(query, name), dict(query), plain_url(query.ToUri())]
            setattr(query, name, 5)
            steps += [getattr(query, name), api.call(query.ToUri)]
            seen["%s.%s" % (kind, name)] = steps
    cells = api.gdata.spreadsheet.service.CellQuery("/f", "words", {"min-row": "1"}, ["c"])
    cells.start_index = 5
    return [seen, plain_url(str(cells)), cells.min_row, cells.text_query, cells.orderby]
