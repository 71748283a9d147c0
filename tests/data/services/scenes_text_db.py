"""Scenarios of `gdata.spreadsheet.text_db`."""

import samples
import samples_docs
import samples_spreadsheet as sheets
from harness import E_ACUTE, describe, scenario
from scenes_docs_service import warned

DATABASE = samples_docs.document("key", "spreadsheet")
DATABASES = samples_docs.feed(
    samples_docs.document("key", "spreadsheet", False), samples_docs.document("k2", "spreadsheet", False)
)
WORKSHEETS = sheets.feed(sheets.worksheet(top=False), sheets.worksheet("od7", "Other", top=False))
ROWS = sheets.feed(sheets.row(top=False), sheets.row("x2", top=False))
NONE = sheets.feed()


def new_client(api, *answers):
    """A DatabaseClient whose two services share these answers."""
    client = api.gdata.spreadsheet.text_db.DatabaseClient()
    fake = api.fake(*answers)
    for service in (client._GetDocsClient(), client._GetSpreadsheetsClient()):
        service.http_client = fake
        service.source = "app"
    return client


def database(api, *answers):
    entry = api.gdata.docs.DocumentListEntryFromString(DATABASE)
    return api.gdata.spreadsheet.text_db.Database(entry, new_client(api, *answers))


def table(api, *answers):
    entry = api.gdata.spreadsheet.SpreadsheetsWorksheetFromString(sheets.worksheet())
    return api.gdata.spreadsheet.text_db.Table("Sheet1", entry, new_client(api, *answers), "key")


def record(api, *answers, **kwargs):
    entry = api.gdata.spreadsheet.SpreadsheetsListFromString(sheets.row(edit=kwargs.pop("edit", True)))
    client = new_client(api, *answers)
    return api.gdata.spreadsheet.text_db.Record(kwargs.get("content"), entry, "key", "od6", client)


def said(value):
    """A database, table or record, or a list of them, as JSON."""
    if isinstance(value, list):
        seen = [said(item) for item in value]
        return {"results": seen, "key": value.spreadsheet_key} if hasattr(value, "GetNext") else seen
    names = ("spreadsheet_key", "name", "worksheet_id", "fields", "row_id", "content")
    if not any(hasattr(value, name) for name in names):
        return describe(value)
    seen = {name: describe(getattr(value, name)) for name in names if hasattr(value, name)}
    seen["class"] = type(value).__name__
    seen["entry"] = describe(value.entry) and value.entry.id.text
    return seen


def called(api, function, *args, **kwargs):
    """What a call gave, raised, warned of and sent."""

    def run():
        kept.append(function(*args, **kwargs))

    kept = []
    seen = warned(api.call, run)
    if kept:
        seen["seen"]["returns"] = said(kept[0])
    return seen


@scenario
def clients(api):
    cls, seen = api.gdata.spreadsheet.text_db.DatabaseClient, []
    for args in ((), ("jo@example.com",), (None, "pw")):
        made = cls(*args)
        for service in (made._GetDocsClient(), made._GetSpreadsheetsClient()):
            seen.append(
                [type(service).__name__, service.email, service.password, service.source, service.server]
            )
    return seen


@scenario
def logins(api):
    seen = {}
    for name, answers in (
        ("good", [(200, "SID=1\nLSID=2\nAuth=3")]),
        ("bad", [(403, "Error=BadAuthentication")]),
        ("captcha", [(403, "Error=CaptchaRequired\nCaptchaToken=t\nCaptchaUrl=u")]),
        ("second", [(200, "Auth=3"), (403, "Error=BadAuthentication")]),
        ("busy", [(403, "Error=ServiceUnavailable")]),
    ):
        client = new_client(api, *answers)
        seen[name] = api.call(client.SetCredentials, "jo@example.com", "pw")
        services = (client._GetDocsClient(), client._GetSpreadsheetsClient())
        seen[name]["tokens"] = [describe(service.current_token) for service in services]
        seen[name]["names"] = [[service.email, service.password] for service in services]
    client = new_client(api, (200, "Auth=3"))
    seen["half"] = [api.call(client.SetCredentials, *args) for args in (("jo", None), (None, "pw"), ("", ""))]
    return seen


@scenario
def databases(api):
    seen, module = {}, api.gdata.spreadsheet.text_db
    for name, method, args, kwargs, answer in (
        ("create", "CreateDatabase", ("T",), {}, (201, DATABASE)),
        ("create accent", "CreateDatabase", ("Caf" + E_ACUTE,), {}, (201, DATABASE)),
        ("create refused", "CreateDatabase", ("T",), {}, (403, "no", {}, "Forbidden")),
        ("by key", "GetDatabases", ("key",), {}, (200, DATABASE)),
        ("by both", "GetDatabases", ("key", "T"), {}, (200, DATABASE)),
        ("by name", "GetDatabases", (), {"name": "T x"}, (200, DATABASES)),
        ("none", "GetDatabases", (), {"name": "T"}, (200, samples_docs.feed())),
        ("nothing", "GetDatabases", (), {}, (200, DATABASES)),
        ("gone", "GetDatabases", ("key",), {}, (404, "gone", {}, "Not Found")),
    ):
        seen[name] = called(api, getattr(new_client(api, answer), method), *args, **kwargs)
    bare = module.Database()
    seen["bare"] = [describe(bare.entry), describe(bare.client), hasattr(bare, "spreadsheet_key")]
    client = new_client(api, (200, DATABASES))
    seen["client"] = all(found.client is client for found in client.GetDatabases(name="T"))
    return seen


@scenario
def deletions(api):
    seen = {}
    seen["database"] = called(api, database(api, (200, DATABASE), (200, "")).Delete)
    seen["database gone"] = called(api, database(api, (404, "gone", {}, "Not Found")).Delete)
    seen["database refused"] = called(api, database(api, (200, DATABASE), (403, "no")).Delete)
    seen["table"] = called(api, table(api, (200, sheets.worksheet()), (200, "")).Delete)
    seen["table refused"] = called(api, table(api, (200, sheets.worksheet()), (403, "no")).Delete)
    seen["record"] = called(api, record(api, (200, "")).Delete)
    seen["record fixed"] = called(api, record(api, (200, ""), edit=False).Delete)
    seen["record refused"] = called(api, record(api, (409, "old")).Delete)
    return seen


@scenario
def tables(api):
    seen, cells = {}, [(200, sheets.cell()), (200, sheets.cell())]
    made = (201, sheets.worksheet())
    for name, method, args, kwargs, answers in (
        ("create", "CreateTable", ("T", ["a", "b" + E_ACUTE]), {}, [made] + cells * 2),
        ("create names", "CreateTable", (), {"name": "T", "fields": ["a"]}, [made] + cells),
        ("create empty", "CreateTable", ("T", []), {}, [made]),
        ("create bare", "CreateTable", ("T",), {}, [made]),
        ("create refused", "CreateTable", ("T", ["a"]), {}, [(403, "no", {}, "Forbidden")]),
        ("all", "GetTables", (), {}, [(200, WORKSHEETS)]),
        ("by name", "GetTables", (), {"name": "T x"}, [(200, WORKSHEETS)]),
        ("by id", "GetTables", ("od6",), {}, [(200, sheets.worksheet())]),
        ("by both", "GetTables", ("od6", "T"), {}, [(200, sheets.worksheet())]),
        ("none", "GetTables", (), {"name": "T"}, [(200, NONE)]),
        ("gone", "GetTables", ("od6",), {}, [(404, "gone", {}, "Not Found")]),
    ):
        seen[name] = called(api, getattr(database(api, *answers), method), *args, **kwargs)
    seen["no entry"] = api.call(api.gdata.spreadsheet.text_db.Table)
    return seen


@scenario
def fields(api):
    seen = {}
    first = sheets.feed(
        sheets.cell(1, 1, "A b", False), sheets.cell(1, 2, "a_b", False), next="http://n/x?a=b"
    )
    last = sheets.feed(sheets.cell(1, 3, "C:" + "Caf" + E_ACUTE, False))
    for name, answers in (
        ("one page", [(200, last)]),
        ("two pages", [(200, first), (200, last)]),
        ("none", [(200, NONE)]),
        ("empty cell", [(200, sheets.feed(sheets.cell(1, 1, "", False)))]),
        ("refused", [(404, "gone", {}, "Not Found")]),
    ):
        made = table(api, *answers)
        seen[name] = called(api, made.LookupFields)
        seen[name]["fields"] = describe(made.fields)
    made = table(api, (200, sheets.worksheet()))
    made.entry = None
    seen["no entry"] = called(api, made.LookupFields)
    made = table(api, *[(200, sheets.cell())] * 4)
    seen["set"] = called(api, made.SetFields, ["a", "b"])
    seen["set then"] = describe(made.fields)
    made = table(api, (200, sheets.cell()), (409, "old", {}, "Conflict"))
    seen["set refused"] = called(api, made.SetFields, ["a", "b"])
    seen["set refused then"] = describe(made.fields)
    return seen


@scenario
def records(api):
    seen, data = {}, {"name": "Caf" + E_ACUTE}
    for name, method, args, kwargs, answer in (
        ("add", "AddRecord", (data,), {}, (201, sheets.row())),
        ("add nothing", "AddRecord", ({},), {}, (201, sheets.row())),
        ("add refused", "AddRecord", (data,), {}, (400, "bad", {}, "Bad")),
        ("by id", "GetRecord", ("cokwr",), {}, (200, sheets.row())),
        ("by number", "GetRecord", (), {"row_number": 3}, (200, ROWS)),
        ("by word", "GetRecord", (), {"row_number": "3"}, (200, ROWS)),
        ("by both", "GetRecord", ("cokwr", 3), {}, (200, sheets.row())),
        ("by nothing", "GetRecord", (), {}, (200, ROWS)),
        ("none", "GetRecord", (), {"row_number": 3}, (200, NONE)),
        ("gone", "GetRecord", ("cokwr",), {}, (404, "gone", {}, "Not Found")),
        ("some", "GetRecords", (1, 5), {}, (200, ROWS)),
        ("words", "GetRecords", ("2", "2"), {}, (200, ROWS)),
        ("names", "GetRecords", (), {"start_row": 1, "end_row": 1}, (200, NONE)),
        ("backwards", "GetRecords", (5, 1), {}, (200, NONE)),
        ("no number", "GetRecords", ("a", 1), {}, (200, NONE)),
        ("find", "FindRecords", ("name == john and cost < 5",), {}, (200, ROWS)),
        ("find none", "FindRecords", ("a=1",), {}, (200, NONE)),
        ("find refused", "FindRecords", ("(",), {}, (400, "bad", {}, "Bad")),
    ):
        seen[name] = called(api, getattr(table(api, answer), method), *args, **kwargs)
    return seen


@scenario
def pages_of_records(api):
    first = sheets.feed(sheets.row(top=False), next="http://n/x?start-index=2")
    made = table(api, (200, first), (200, ROWS))
    found = made.GetRecords(1, 3)
    api.sent()
    kept = []
    seen = [isinstance(found, list), len(found), found.worksheet_id, found.client is made.client]
    seen.append(api.call(lambda: kept.append(found.GetNext())))
    seen += [said(kept[0]), type(kept[0]).__name__, describe(kept[0].GetNext()), kept[0].feed.title.text]
    empty = table(api, (200, sheets.feed(inside="<link rel='next'/>"))).GetRecords(1, 1)
    return seen + [said(empty), describe(empty.GetNext())]


@scenario
def records_written_and_read(api):
    seen = {}
    made = record(api, (200, sheets.row(inside="<gsx:name>server</gsx:name>")))
    made.content["name"] = "new" + E_ACUTE
    made.content["other"] = "x"
    seen["push"] = called(api, made.Push)
    seen["push then"] = [said(made), sorted(made.entry.custom)]
    made = record(api, (409, "old", {}, "Conflict"))
    seen["push refused"] = called(api, made.Push)
    made = record(api, (200, sheets.row()), edit=False)
    seen["push fixed"] = called(api, made.Push)
    seen["push fixed then"] = describe(made.entry)
    made = record(api, (200, sheets.row("new", inside="<gsx:a>1</gsx:a>")))
    made.content["name"] = "mine"
    seen["pull"] = called(api, made.Pull)
    seen["pull then"] = said(made)
    made = record(api, (404, "gone", {}, "Not Found"))
    seen["pull gone"] = called(api, made.Pull)
    made = record(api)
    made.row_id = None
    made.content = {}
    seen["pull without id"] = called(api, made.Pull)
    seen["pull without id then"] = said(made)
    return seen


@scenario
def records_by_hand(api):
    cls = api.gdata.spreadsheet.text_db.Record
    bare = cls()
    seen = [bare.content, bare.row_id, bare.entry, bare.client]
    full = record(api, content={"a": "b"})
    seen += [said(full), said(record(api)), said(record(api, content={}))]
    full.ExtractContentFromEntry(None)
    seen += [full.content, full.row_id]
    full.ExtractContentFromEntry(api.gdata.spreadsheet.SpreadsheetsListFromString(sheets.row("z")))
    return seen + [said(full), api.call(cls, None, api.gdata.spreadsheet.SpreadsheetsList())]


@scenario
def column_headers(api):
    convert, seen = api.gdata.spreadsheet.text_db.ConvertStringsToColumnHeaders, []
    for names in (
        [],
        ["foo"],
        ["Foo", "foo", "FOO", "f_o:o o"],
        ["a", "b", "a", "b_2", "a_2"],
        ["", " ", "_"],
        ["a-b", "1.", "a\tb"],
    ):
        seen.append(convert(names))
    return seen + [api.call(convert, [None]), api.call(convert, "ab"), api.call(convert, None)]


@scenario
def errors(api):
    module = api.gdata.spreadsheet.text_db
    kinds = (module.BadCredentials, module.CaptchaRequired)
    return [[issubclass(kind, module.Error), str(kind("x")), kind("x").args[0]] for kind in kinds] + [
        samples.HEAD
    ]
