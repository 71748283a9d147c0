"""Scenarios of `gdata.docs.service`."""

import io
import os
import shutil
import tempfile
import warnings

import samples
import samples_docs
from harness import E_ACUTE, describe, plain_url, scenario

DOCUMENT = samples_docs.document()
FEED = samples_docs.feed(samples_docs.document(top=False))
RULE = samples_docs.rule()


def new_service(api, *answers):
    return api.gdata.docs.service.DocsService(source="app", http_client=api.fake(*answers))


def media(api, name="a.csv", kind="text/csv"):
    return api.gdata.MediaSource(io.BytesIO(b"a,b"), kind, 3, file_name=name)


def warned(function, *args, **kwargs):
    """What the call gave, and the warnings that it gave out."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        seen = function(*args, **kwargs)
    words = set(str(item.message) for item in caught if item.category is DeprecationWarning)
    return {"seen": seen, "warned": sorted(word for word in words if "BaseException" not in word)}


@scenario
def constructor(api):
    cls, seen = api.gdata.docs.service.DocsService, []
    for args, kwargs in (
        ((), {}),
        (("jo@example.com", "pw", "app", "host:81", {"X": "y"}), {}),
        ((), {"source": "s", "account_type": "GOOGLE", "token_store": None}),
    ):
        made = cls(*args, **kwargs)
        names = (
            "email",
            "password",
            "source",
            "server",
            "service",
            "ssl",
            "port",
            "account_type",
            "additional_headers",
        )
        seen.append({name: describe(getattr(made, name)) for name in names})
    seen.append(api.call(cls, unknown=1))
    return seen


@scenario
def constants(api):
    module = api.gdata.docs.service
    names = [name for name in dir(module) if name.isupper() and not name.startswith("_")]
    return {name: describe(getattr(module, name)) for name in sorted(names)}


@scenario
def reads(api):
    seen = {}
    for name, args, answer in (
        ("Query", ("/feeds/x",), FEED),
        ("QueryDocumentListFeed", ("/feeds/x?q=a",), FEED),
        ("GetDocumentListEntry", ("/feeds/e",), DOCUMENT),
        ("GetDocumentListFeed", (), FEED),
        ("GetDocumentListFeed", ("",), FEED),
        ("GetDocumentListFeed", ("http://docs.google.com/feeds/documents/private/full?a=b",), FEED),
        ("GetDocumentListAclEntry", ("/feeds/acl/e",), RULE),
        ("GetDocumentListAclFeed", ("/feeds/acl",), samples_docs.feed(samples_docs.rule(top=False))),
    ):
        seen["%s%s" % (name, args)] = api.call(getattr(new_service(api, (200, answer)), name), *args)
        for kind, refusal in (
            ("404", (404, "gone", {}, "Not Found")),
            ("odd", (200, samples.ODD)),
            ("words", (200, "w")),
        ):
            called = api.call(getattr(new_service(api, refusal), name), *args)
            called.pop("sent")
            seen["%s%s %s" % (name, args, kind)] = called
    seen["converter"] = api.call(new_service(api, (200, "12345")).Query, "/x", len)
    seen["by name"] = api.call(new_service(api, (200, "12345")).Query, uri="/x", converter=len)
    return seen


def folder(api):
    return api.gdata.docs.DocumentListEntryFromString(samples_docs.document("f", "folder"))


@scenario
def uploads(api):
    seen = {}
    for name, args, kwargs in (
        ("title", ("T",), {}),
        ("folder", ("T", folder(api)), {}),
        ("uri", ("T", "/feeds/folders/private/full/folder%3Af"), {}),
        ("label", ("T", None, "spreadsheet"), {}),
        ("label by name", ("T",), {"label": "odd"}),
        ("empty label", ("T",), {"label": ""}),
        ("no title", (None,), {}),
        ("accent", ("Caf" + E_ACUTE,), {}),
    ):
        service = new_service(api, (201, DOCUMENT))
        seen[name] = api.call(service.Upload, media(api), *args, **kwargs)
    seen["no name"] = api.call(new_service(api, (201, DOCUMENT)).Upload, media(api, None), "T")
    nowhere = api.gdata.docs.DocumentListEntry()
    seen["no content"] = api.call(new_service(api, (201, DOCUMENT)).Upload, media(api), "T", nowhere)
    del seen["no content"]["sent"][0]["url"]  # the entry itself, written with other prefixes
    seen["refused"] = api.call(new_service(api, (415, "bad", {}, "Unsupported")).Upload, media(api), "T")
    seen["odd"] = api.call(new_service(api, (201, samples.ODD)).Upload, media(api), "T")
    seen["redirected"] = api.call(
        new_service(api, (302, "", {"Location": "http://h/x?gsessionid=AbC-d"}), (201, DOCUMENT)).Upload,
        media(api),
        "T",
    )
    seen["no media"] = api.call(new_service(api, (201, DOCUMENT)).Upload, None, "T")
    return seen


@scenario
def upload_of_a_path(api):
    folder = tempfile.mkdtemp()
    try:
        path = os.path.join(folder, "table.csv")
        with open(path, "wb") as file:
            file.write(b"a,b\r\n")
        source = api.gdata.MediaSource(file_path=path, content_type="text/csv")
        try:
            return api.call(new_service(api, (201, DOCUMENT)).Upload, source, "T", label="spreadsheet")
        finally:
            source.file_handle.close()
    finally:
        shutil.rmtree(folder)


@scenario
def deprecated_uploads(api):
    seen = {}
    for name in ("UploadPresentation", "UploadSpreadsheet", "UploadDocument"):
        for how, args in (("", ("T",)), (" folder", ("T", folder(api)))):
            method = getattr(new_service(api, (201, DOCUMENT)), name)
            seen[name + how] = warned(api.call, method, media(api), *args)
        named = {"title": "T", "folder_or_uri": "/f"}
        seen[name + " names"] = warned(
            api.call, getattr(new_service(api, (201, DOCUMENT)), name), media(api), **named
        )
    return seen


@scenario
def folders(api):
    seen = {}
    for name, args in (("title", ("F",)), ("folder", ("F", folder(api))), ("uri", ("F", "/feeds/folders/f"))):
        seen[name] = api.call(new_service(api, (201, DOCUMENT)).CreateFolder, *args)
    seen["refused"] = api.call(new_service(api, (409, "there", {}, "Conflict")).CreateFolder, "F")
    source = api.gdata.docs.DocumentListEntryFromString(DOCUMENT)
    seen["into"] = api.call(new_service(api, (201, DOCUMENT)).MoveIntoFolder, source, folder(api))
    seen["into refused"] = api.call(
        new_service(api, (400, "no", {}, "Bad")).MoveIntoFolder, source, folder(api)
    )
    seen["into nothing"] = api.call(new_service(api, (201, DOCUMENT)).MoveIntoFolder, source, None)
    seen["out"] = api.call(new_service(api, (200, "")).MoveOutOfFolder, source)
    seen["out refused"] = api.call(new_service(api, (404, "no", {}, "Not Found")).MoveOutOfFolder, source)
    seen["out of nothing"] = api.call(
        new_service(api, (200, "")).MoveOutOfFolder, api.gdata.docs.DocumentListEntry()
    )
    for kind in ("Document", "Presentation", "Spreadsheet", "Folder"):
        method = getattr(new_service(api, (201, DOCUMENT)), "Move%sIntoFolder" % kind)
        seen[kind] = warned(api.call, method, source, folder(api))
    return seen


class Files:
    """A folder for downloads, and what is in it afterwards."""

    def __init__(self):
        self.folder = tempfile.mkdtemp()

    def call(self, api, service, name, what, file_name="out", *args, **kwargs):
        path = os.path.join(self.folder, file_name)
        seen = api.call(getattr(service, name), what, path, *args, **kwargs)
        if os.path.exists(path):
            with open(path, "rb") as file:
                seen["file"] = describe(file.read().decode("latin-1"))
            os.remove(path)
        return seen


def with_files(function):
    def run(api):
        files = Files()
        try:
            return function(api, files)
        finally:
            shutil.rmtree(files.folder)

    run.__name__, run.__module__ = function.__name__, function.__module__
    return run


def whats(api):
    """What can be downloaded."""
    entry = api.gdata.docs.DocumentListEntryFromString(DOCUMENT)
    pdf = api.gdata.docs.DocumentListEntryFromString(samples_docs.document("p", "pdf"))
    pdf.content.src = "http://docs.google.com/feeds/download/files/x?h=1"
    return [
        ("entry", entry),
        ("pdf", pdf),
        ("document", "document:abc-_1"),
        ("quoted", "document%3Aabc"),
        ("presentation", "presentation:abc"),
        ("spreadsheet", "spreadsheet:abc"),
        ("folder", "folder:abc"),
        ("no label", ":abc"),
        ("no key", "document:"),
        ("url", "http://spreadsheets.google.com/feeds/download/spreadsheets/Export?key=k"),
        ("path", "/feeds/download/x"),
    ]


@scenario
@with_files
def downloads(api, files):
    seen = {}
    for name, what in whats(api):
        for how, kwargs in (
            ("", {}),
            (" format", {"export_format": "pdf"}),
            (" gid", {"gid": 2}),
            (" params", {"extra_params": {"a": "b c", "d": 5}}),
        ):
            service = new_service(api, (200, "content"))
            seen[name + how] = files.call(api, service, "Download", what, **kwargs)
    service = new_service(api, (200, "content"))
    seen["all"] = files.call(api, service, "Download", "spreadsheet:k", "out", "xls", "0", {"a": "~"})
    seen["empty"] = files.call(api, service, "Download", "spreadsheet:k", "out", "", "", {})
    seen["pairs"] = files.call(api, service, "Download", "document:k", extra_params=[("a", "b"), ("a", "c")])
    seen["other entry"] = files.call(api, service, "Download", api.gdata.GDataEntry())
    seen["no content"] = files.call(api, service, "Download", api.gdata.docs.DocumentListEntry())
    return seen


@scenario
@with_files
def exports(api, files):
    seen = {}
    for name in (
        "o.pdf",
        "o.HTML",
        "o.txt",
        "o.ps",
        "o",
        "o.tar.gzip",
        "o.mp3",
        ".doc",
        "o.x-y",
        "o.pdf.bak1",
    ):
        seen[name] = files.call(api, new_service(api, (200, "content")), "Export", "document:abc", name)
    service = new_service(api, (200, "content"))
    seen["sheet"] = files.call(api, service, "Export", "spreadsheet:abc", "o.csv", 3, {"a": "b"})
    seen["names"] = files.call(
        api, service, "Export", "spreadsheet:abc", "o.csv", gid="1", extra_params={"a": "b"}
    )
    seen["no format"] = files.call(api, service, "Export", "/feeds/download/x", "o.pdf")
    for kind in ("Document", "Presentation", "Spreadsheet"):
        service = new_service(api, (200, "content"))
        seen[kind] = warned(files.call, api, service, "Download" + kind, "document:abc", "o.txt")
    return seen


@scenario
@with_files
def download_answers(api, files):
    there = {"Location": "https://docs.googleusercontent.com/x?a=b"}
    seen, moved = {}, (302, "moved", there)
    for name, answers in (
        ("once", [moved, (200, "content")]),
        ("five times", [moved] * 5 + [(200, "content")]),
        ("six times", [moved] * 6 + [(200, "content")]),
        ("plain http", [(302, "", {"Location": "http://h/x"}), (200, "content")]),
        ("nowhere", [(302, "moved")]),
        ("301", [(301, "moved", there)]),
        ("201", [(201, "content")]),
        ("404", [(404, "gone", {}, "Not Found")]),
        ("302 then 403", [moved, (403, "no", {}, "Forbidden")]),
        ("empty", [(200, "")]),
        ("xml", [(200, samples.ODD)]),
    ):
        seen[name] = files.call(api, new_service(api, *answers), "Download", "document:abc")
    return seen


@scenario
@with_files
def download_is_signed_for_where_it_leads(api, files):
    service = new_service(
        api, (302, "", {"Location": "https://docs.googleusercontent.com/x"}), (200, "content")
    )
    service.SetClientLoginToken("tok")
    seen = [files.call(api, service, "Download", "spreadsheet:abc")]
    service.current_token = None
    seen.append(files.call(api, service, "Download", "spreadsheet:abc"))
    return seen


@scenario
def helpers(api):
    service = new_service(api)
    seen = [describe(service._MakeKindCategory(label)) for label in (None, "", "pdf")]
    for name in (
        "document:a",
        "presentation%3Ab",
        "spreadsheet:c",
        "folder:d",
        "x",
        "",
        "Document:a",
        "document:a/b",
    ):
        seen.append(api.call(service._MakeContentLinkFromId, name))
    return seen


@scenario
def queries(api):
    make, seen = api.gdata.docs.service.DocumentQuery, []
    for args, kwargs in (
        ((), {}),
        (("/f", "public", "basic"), {}),
        ((), {"text_query": "a b", "params": {"title": "x y", "showfolders": "true"}}),
        ((), {"categories": ["starred", "mine|viewed", "-trashed"]}),
        (("/f", "v", "p", "t", {"k": "v"}, ["c"]), {}),
    ):
        query = make(*args, **kwargs)
        seen.append(
            [plain_url(query.ToUri()), plain_url(str(query)), query.feed, query.visibility, query.projection]
        )
        seen.append([describe(dict(query)), query.categories])
    return seen


@scenario
def named_folders(api):
    query = api.gdata.docs.service.DocumentQuery()
    seen = [query.AddNamedFolder("jo@example.com", "My Folder"), query.ToUri(), list(query.categories)]
    seen += [
        query.AddNamedFolder("jo@example.com", ""),
        query.RemoveNamedFolder("jo@example.com", "My Folder"),
    ]
    seen += [list(query.categories), api.call(query.RemoveNamedFolder, "jo@example.com", "none")]
    return seen


@scenario
def acl_queries(api):
    make, seen = api.gdata.docs.service.DocumentAclQuery, []
    for args in (("document%3Aabc",), ("x", "/f"), (5,)):
        query = make(*args)
        seen.append([query.ToUri(), str(query), query.feed, describe(query.resource_id)])
    query = make("x")
    query["a"] = "b"
    return seen + [query.ToUri()]
