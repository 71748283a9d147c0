# -*- coding: utf-8 -*-
"""gdata.docs.client: what every method sends, gives and raises; queries.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import io
import os
import shutil
import tempfile

import documents_v2 as documents
from record_docs_sheets import each, outcome, watched

UPLOAD_URI = "https://docs.google.com/feeds/upload/session?id=1"
STARTED = (200, "", {"location": UPLOAD_URI})
ELSEWHERE = "https://elsewhere.example.com/feeds/x?a=b"


def scenes(lib):
    """Every scene with its name."""
    for part in (lists, resources, creations, updates, moves, contents, access, revisions, archives, queries, small_parts):
        for name, scene in part(lib):
            yield "%s: %s" % (part.__name__.replace("_", " "), name), scene


class Read(object):
    """Entries of the documents, new at every look."""

    def __init__(self, lib):
        data = lib.gdata_docs_data
        self._lib = lib
        self._of = {
            "resource": (documents.RESOURCE, data.Resource),
            "collection": (documents.COLLECTION, data.Resource),
            "sheet": (documents.SPREADSHEET_RESOURCE, data.Resource),
            "file": (documents.FILE, data.Resource),
            "access": (documents.ACL_ENTRY, data.AclEntry),
            "revision": (documents.REVISION, data.Revision),
            "archive": (documents.ARCHIVE, data.Archive),
        }

    def __getattr__(self, name):
        return self._lib.atom_core.parse(*self._of[name])


def told(call):
    """What a call gives, in short, or the last words of the ValueError that it raises: the rest is an entry."""
    try:
        given = call()
        if not hasattr(given, "to_string"):
            return given
        # What documents say is told by the scenes of gdata.docs.data.
        return [type(given).__name__, given.title and given.title.text, len(getattr(given, "entry", ""))]
    except ValueError as error:
        return ["ValueError", str(error)[:5].split("<")[0], str(error).split(">")[-1]]


def playing(lib, rows, changed=None):
    """A scene a row of (name, what is called with a client and `Read`, answers)."""
    entries = Read(lib)
    for row in rows:
        call = lambda client, call=row[1]: told(lambda: call(client, entries))
        yield row[0], watched(lib, lib.gdata_docs_client.DocsClient, call, *row[2:], changed=changed or {})


def token(lib):
    return lib.gdata_gauth.ClientLoginToken("mine")


def lists(lib):
    page, last = (200, documents.RESOURCES), (200, documents.LAST_RESOURCES)
    parse = lib.atom_http_core.parse_uri
    titles = lambda entries: [type(entries).__name__, [entry.title.text for entry in entries]]
    rows = [
        ("metadata", lambda c, e: c.get_metadata(), (200, documents.METADATA)),
        ("metadata with a token", lambda c, e: c.GetMetadata(auth_token=token(lib), inline="1"), (200, documents.METADATA)),
        ("metadata refused", lambda c, e: c.get_metadata(), (403, "no")),
        ("metadata, another document", lambda c, e: c.get_metadata(), (200, "<x/>")),
        ("changes", lambda c, e: c.get_changes(), (200, documents.CHANGES)),
        ("changes since", lambda c, e: c.get_changes("17", 5, True), (200, documents.CHANGES)),
        ("changes since a number", lambda c, e: c.GetChanges(changestamp=17, max_results="5", show_root=False), last),
        ("resources", lambda c, e: c.get_resources(), page),
        ("resources at", lambda c, e: c.get_resources("/feeds/default/private/full/-/pdf?showfolders=true"), last),
        ("resources at a Uri", lambda c, e: c.GetResources(parse(ELSEWHERE), 7, True), last),
        ("resources, limited", lambda c, e: c.get_resources(limit=7, show_root="TRUE"), last),
        ("resources, limited twice", lambda c, e: c.get_resources("/f?max-results=9", limit=7, show_root=0), last),
        ("resources, limit 0", lambda c, e: c.get_resources(limit=0), last),
        ("resources with a query", lambda c, e: c.get_resources(q=lib.gdata_docs_client.DocsQuery("t", max_results="3")), last),
        ("resources of another class", lambda c, e: c.get_resources(desired_class=lib.gdata_data.GDFeed), last),
        ("resources unauthorized", lambda c, e: c.get_resources(), (401, "no")),
        ("all", lambda c, e: titles(c.get_all_resources()), page, last),
        ("all at", lambda c, e: titles(c.GetAllResources("/other?x=1", True, limit=3)), page, page, last),
        ("all at a Uri", lambda c, e: titles(c.get_all_resources(uri=parse(ELSEWHERE), show_root=False)), last),
        ("all with a token", lambda c, e: titles(c.get_all_resources(auth_token=token(lib))), page, last),
        ("all, second page refused", lambda c, e: titles(c.get_all_resources()), page, (500, "oh")),
    ]
    for part in playing(lib, rows):
        yield part

    def replaced(client, entries):
        """A method put on the object is used for every page."""
        asked = []
        client.GetResources = lambda *args, **kwargs: asked.append([list(map(str, args)), sorted(kwargs)]) or ending
        ending = lib.gdata_docs_data.ResourceFeed()
        return [client.get_all_resources(), asked]

    for part in playing(lib, [("all by a replaced method", replaced)]):
        yield part
    for part in playing(lib, [("as another user", lambda c, e: c.get_resources(), last)], {"xoauth_requestor_id": "u@example.com"}):
        yield part
    at = lambda c, e: c.request("GET", ELSEWHERE)
    for part in playing(lib, [("another request as another user", at, last)], {"xoauth_requestor_id": "u@example.com"}):
        yield part


def resources(lib):
    answer, anything = (200, documents.RESOURCE), lib.atom_data.Entry
    rows = [
        ("again", lambda c, e: c.get_resource(e.resource), answer),
        ("again, options", lambda c, e: c.GetResource(e.resource, etag="e1", show_root=True, auth_token=token(lib)), answer),
        ("again, not modified", lambda c, e: c.get_resource(e.resource, etag="e1"), (304, "")),
        ("again, without a link", lambda c, e: c.get_resource(e.file), answer),
        ("by id", lambda c, e: c.get_resource_by_id("document:ab c"), answer),
        ("by id, options", lambda c, e: c.GetResourceById("ab", show_root=False, etag="e1"), answer),
        ("by self link", lambda c, e: c.get_resource_by_self_link(ELSEWHERE), answer),
        ("by self link as a Uri", lambda c, e: c.GetResourceBySelfLink(lib.atom_http_core.parse_uri(ELSEWHERE), None, True), answer),
        ("by self link, gone", lambda c, e: c.get_resource_by_self_link(ELSEWHERE), (404, "gone")),
        ("copy", lambda c, e: c.copy_resource(e.resource, "Copy"), (201, documents.RESOURCE)),
        ("copy with a token", lambda c, e: c.CopyResource(e.resource, u"K\xe9", auth_token=token(lib)), (201, documents.RESOURCE)),
        ("copy of another entry", lambda c, e: c.copy_resource(anything(), "x"), answer),
        ("delete", lambda c, e: c.delete_resource(e.resource), (200, "")),
        ("delete for good", lambda c, e: c.delete_resource(e.resource, True), (200, "")),
        ("delete by force", lambda c, e: c.DeleteResource(e.resource, permanent=True, force=True, auth_token=token(lib)), (200, "")),
        ("delete at", lambda c, e: c.delete_resource(ELSEWHERE), (200, "")),
        ("delete refused", lambda c, e: c.delete_resource(e.resource), (412, "no")),
        ("delete without a link", lambda c, e: c.delete_resource(e.collection), (200, "")),
    ]
    return playing(lib, rows)


def media(lib, content=b"words", kind="text/plain"):
    return lib.gdata_data.MediaSource(io.BytesIO(content), kind, len(content))


def creations(lib):
    made = (201, documents.RESOURCE)
    new = lambda: lib.gdata_docs_data.Resource("document", u"N\xe9w")
    link = "/feeds/upload/mine?convert=false"
    rows = [
        ("entry", lambda c, e: c.create_resource(new()), made),
        ("entry in a collection", lambda c, e: c.create_resource(new(), collection=e.collection), made),
        ("entry at", lambda c, e: c.CreateResource(new(), None, e.collection, "/there"), made),
        ("entry with options", lambda c, e: c.create_resource(new(), auth_token=token(lib), ocr="true"), made),
        ("entry in a new collection", lambda c, e: c.create_resource(new(), collection=new()), made),
        ("entry refused", lambda c, e: c.create_resource(new()), (400, "no")),
        ("file", lambda c, e: c.create_resource(new(), media(lib)), STARTED, made),
        ("file in a collection", lambda c, e: c.create_resource(new(), media(lib), e.collection), STARTED, made),
        ("file in a new collection", lambda c, e: c.create_resource(new(), media(lib), new()), STARTED, made),
        ("file at", lambda c, e: c.CreateResource(new(), media(lib), e.collection, link), STARTED, made),
        ("file without entry", lambda c, e: c.create_resource(None, media=media(lib, b"\x89PNG", "image/png")), STARTED, made),
        ("file with options", lambda c, e: c.create_resource(new(), media(lib), headers={"Slug": "s"}, auth_token=token(lib)), STARTED, made),
        ("file refused", lambda c, e: c.create_resource(new(), media(lib)), (403, "no")),
        ("file interrupted", lambda c, e: c.create_resource(new(), media(lib)), STARTED, (500, "oh")),
        ("file with a parameter", lambda c, e: c.create_resource(new(), media(lib), convert="false"), STARTED, made),
    ]
    return playing(lib, rows)


def updates(lib):
    done = (200, documents.RESOURCE)
    rows = [
        ("entry", lambda c, e: c.update_resource(e.resource), done),
        ("entry, new revision", lambda c, e: c.update_resource(e.resource, new_revision=True), done),
        ("entry by force", lambda c, e: c.UpdateResource(e.resource, force=True, auth_token=token(lib)), done),
        ("entry at", lambda c, e: c.update_resource(e.resource, uri=ELSEWHERE), done),
        ("entry without a link", lambda c, e: c.update_resource(e.collection), done),
        ("entry refused", lambda c, e: c.update_resource(e.resource), (412, "no")),
        ("nothing", lambda c, e: c.update_resource(e.resource, update_metadata=False), done),
        ("file", lambda c, e: c.update_resource(e.resource, media(lib)), STARTED, done),
        ("file alone", lambda c, e: c.update_resource(e.resource, media(lib), False), STARTED, done),
        ("file, new revision", lambda c, e: c.update_resource(e.resource, media(lib), True, True), STARTED, done),
        ("file by force", lambda c, e: c.UpdateResource(e.resource, media(lib), force=True, auth_token=token(lib)), STARTED, done),
        ("file without a link", lambda c, e: c.update_resource(e.collection, media(lib)), STARTED, done),
        ("file at a link", lambda c, e: c.update_resource(ELSEWHERE, media(lib), new_revision=True), STARTED, done),
        ("file with headers", lambda c, e: c.update_resource(e.resource, media(lib), headers={"Slug": "s"}), STARTED, done),
    ]
    return playing(lib, rows)


def moves(lib):
    done = (200, documents.RESOURCE)
    entry = lambda: lib.atom_data.Entry()
    rows = [
        ("into a collection", lambda c, e: c.move_resource(e.resource, e.collection), done),
        ("into one more", lambda c, e: c.MoveResource(e.resource, e.collection, True, auth_token=token(lib)), (201, documents.RESOURCE)),
        ("out of all", lambda c, e: c.move_resource(e.resource), done),
        ("nowhere", lambda c, e: c.move_resource(e.resource, keep_in_collections=True), done),
        ("without collections", lambda c, e: c.move_resource(e.file), done),
        ("into no collection", lambda c, e: c.move_resource(e.resource, e.resource), done),
        ("into another entry", lambda c, e: c.move_resource(e.resource, entry(), True), done),
        ("of another entry", lambda c, e: c.move_resource(entry()), done),
        ("refused", lambda c, e: c.move_resource(e.resource, e.collection), (200, ""), (403, "no")),
    ]
    return playing(lib, rows)


def to_file(call):
    """What a download gives, and what is then in the file."""

    def act(client, entries):
        folder = tempfile.mkdtemp()
        path = os.path.join(folder, "file")
        try:
            seen = outcome(lambda: told(lambda: call(client, entries, path)))
            there = os.path.exists(path)
            if there:
                with open(path, "rb") as kept:
                    content = kept.read()
            return [seen, there and content.decode("latin-1")]
        finally:
            shutil.rmtree(folder)

    return act


def in_no_folder(client, entries):
    try:
        client.download_resource(entries.resource, os.path.join(os.sep, "none", "x"))
    except (IOError, OSError) as error:
        return error.errno


def contents(lib):
    text = (200, "the words")
    data, entry = lib.gdata_docs_data, lib.atom_data.Entry
    csv = {"exportFormat": "csv"}
    empty = lambda: data.Resource("document", content=lib.atom_data.Content(text="x"))
    rows = [
        ("to memory", lambda c, e: c.download_resource_to_memory(e.resource), text),
        ("to memory, exported", lambda c, e: c.DownloadResourceToMemory(e.resource, {"exportFormat": "a b/c"}), text),
        ("to memory, options", lambda c, e: c.download_resource_to_memory(e.resource, None, auth_token=token(lib), x="1"), text),
        ("to memory, a sheet", lambda c, e: c.download_resource_to_memory(e.sheet, {"gid": 3}), text),
        ("to memory, pairs", lambda c, e: c.download_resource_to_memory(e.sheet, [("gid", 3), ("x", u"a b")]), text),
        ("to memory, no parameters", lambda c, e: c.download_resource_to_memory(e.file, {}), text),
        ("to memory, gid of no sheet", lambda c, e: c.download_resource_to_memory(e.resource, {"gid": 3}), text),
        ("to memory, a file exported", lambda c, e: c.download_resource_to_memory(e.file, csv), text),
        ("to memory, a file with a parameter", lambda c, e: c.download_resource_to_memory(e.file, {"z": "1"}), text),
        ("to memory, a collection", lambda c, e: c.download_resource_to_memory(e.collection), text),
        ("to memory, no content", lambda c, e: c.download_resource_to_memory(data.Resource("document")), text),
        ("to memory, no address", lambda c, e: c.download_resource_to_memory(empty()), text),
        ("to memory, no entry", lambda c, e: c.download_resource_to_memory(7), text),
        ("to memory, another entry", lambda c, e: c.download_resource_to_memory(entry(content=lib.atom_data.Content(src="/s"))), text),
        ("to memory, refused", lambda c, e: c.download_resource_to_memory(e.resource), (404, "gone")),
        ("to memory, redirected", lambda c, e: c.download_resource_to_memory(e.resource), (302, "", {"Location": ELSEWHERE}), text),
        ("revision", lambda c, e: c.download_revision_to_memory(e.revision), text),
        ("revision exported", lambda c, e: c.DownloadRevisionToMemory(e.revision, csv), text),
        ("archive", lambda c, e: c.download_archive_to_memory(e.archive), text),
        ("archive, old spelling", lambda c, e: c.DownloadArchiveToMemory(e.archive), text),
        ("file", to_file(lambda c, e, path: c.download_resource(e.resource, path)), text),
        ("file exported", to_file(lambda c, e, path: c.DownloadResource(e.resource, path, csv, auth_token=token(lib))), text),
        ("file of bytes", to_file(lambda c, e, path: c.download_resource(e.file, path)), (200, b"\x89PNG\r\n\xff")),
        ("file refused", to_file(lambda c, e, path: c.download_resource(e.resource, path)), (404, "gone")),
        ("file unauthorized", to_file(lambda c, e, path: c.download_resource(e.resource, path)), (401, "no")),
        ("file of a collection", to_file(lambda c, e, path: c.download_resource(e.collection, path)), text),
        ("file in no folder", in_no_folder, text),
        ("file of a revision", to_file(lambda c, e, path: c.download_revision(e.revision, path)), text),
        ("file of a revision, old spelling", to_file(lambda c, e, path: c.DownloadRevision(e.revision, path, csv)), text),
        ("file of an archive", to_file(lambda c, e, path: c.download_archive(e.archive, path)), text),
        ("file of an archive, old spelling", to_file(lambda c, e, path: c.DownloadArchive(e.archive, path)), text),
        ("content at", lambda c, e: c._get_content(ELSEWHERE, {"x": "y"}), text),
        ("file at", to_file(lambda c, e, path: c._DownloadFile(ELSEWHERE, path, extra_params={"x": "y"})), text),
    ]
    for part in playing(lib, rows):
        yield part
    both = {"auth_token": token(lib), "alt_auth_token": lib.gdata_gauth.ClientLoginToken("other")}
    rows = [
        ("a sheet with the other token", lambda c, e: c.download_resource_to_memory(e.sheet), text),
        ("a document with two tokens", lambda c, e: c.download_resource_to_memory(e.resource), text),
        ("a sheet with a third token", lambda c, e: c.download_resource_to_memory(e.sheet, auth_token=lib.gdata_gauth.AuthSubToken("t")), text),
        ("a sheet's file with the other token", to_file(lambda c, e, path: c.download_resource(e.sheet, path)), text),
    ]
    for part in playing(lib, rows, both):
        yield part

    def created(client, entries):
        try:
            client.download_resource_to_memory(entries.resource)
        except lib.gdata_client.RequestError as error:
            return [len(error.args), sorted(error.args[0].items()), error.status]

    for part in playing(lib, [("to memory, created", created, (201, "oh"))]):
        yield part


def access(lib):
    data = lib.gdata_docs_data
    one, many = (200, documents.ACL_ENTRY), (200, documents.ACL)
    new = lambda: data.AclEntry.get_instance("reader", "user", "you@example.com")

    def batch(client, entries):
        changed = [entries.access, new()]
        changed[1].batch_operation = lib.gdata_data.BatchOperation(type="insert")
        return client.batch_process_acl_entries(entries.resource, changed)

    unlinked = lambda: data.Resource(link=[lib.atom_data.Link(rel=data.ACL_FEEDLINK_REL)])
    rows = [
        ("list", lambda c, e: c.get_acl(e.resource), many),
        ("list, old spelling", lambda c, e: c.GetAcl(e.resource, auth_token=token(lib), x="1"), many),
        ("list of a resource", lambda c, e: c.get_resource_acl(e.resource), many),
        ("list of a resource, old spelling", lambda c, e: c.GetResourceAcl(e.resource, x="1"), many),
        ("list of another entry", lambda c, e: c.get_acl(e.revision), many),
        ("list without a link", lambda c, e: c.get_acl(e.file), many),
        ("entry", lambda c, e: c.get_acl_entry(e.access), one),
        ("entry, old spelling", lambda c, e: c.GetAclEntry(e.access, etag="x"), one),
        ("entry without a link", lambda c, e: c.get_acl_entry(new()), one),
        ("entry by address", lambda c, e: c.get_acl_entry_by_self_link(ELSEWHERE), one),
        ("entry by link", lambda c, e: c.GetAclEntryBySelfLink(e.access.GetSelfLink(), auth_token=token(lib)), one),
        ("add", lambda c, e: c.add_acl_entry(e.resource, new()), (201, documents.ACL_ENTRY)),
        ("add, telling", lambda c, e: c.add_acl_entry(e.resource, new(), True), (201, documents.ACL_ENTRY)),
        ("add, not telling", lambda c, e: c.AddAclEntry(e.resource, new(), send_notifications=False, auth_token=token(lib)), one),
        ("add without a link", lambda c, e: c.add_acl_entry(e.file, new()), one),
        ("add without an address", lambda c, e: c.add_acl_entry(unlinked(), new()), one),
        ("add refused", lambda c, e: c.add_acl_entry(e.resource, new()), (409, "there")),
        ("update", lambda c, e: c.update_acl_entry(e.access), one),
        ("update, telling", lambda c, e: c.update_acl_entry(e.access, True), one),
        ("update, not telling", lambda c, e: c.UpdateAclEntry(e.access, False, force=True, auth_token=token(lib)), one),
        ("update without a link", lambda c, e: c.update_acl_entry(new()), one),
        ("delete", lambda c, e: c.delete_acl_entry(e.access), (200, "")),
        ("delete by force", lambda c, e: c.DeleteAclEntry(e.access, force=True, auth_token=token(lib)), (200, "")),
        ("delete without a link", lambda c, e: c.delete_acl_entry(new()), (200, "")),
        ("batch", batch, many),
        ("batch of none", lambda c, e: c.BatchProcessAclEntries(e.resource, [], auth_token=token(lib)), many),
        ("batch without a link", lambda c, e: c.batch_process_acl_entries(e.file, []), many),
    ]
    return playing(lib, rows)


def revisions(lib):
    one, many = (200, documents.REVISION), (200, documents.REVISIONS)
    rows = [
        ("list", lambda c, e: c.get_revisions(e.resource), many),
        ("list, old spelling", lambda c, e: c.GetRevisions(e.resource, auth_token=token(lib), x="1"), many),
        ("list of another entry", lambda c, e: c.get_revisions(e.revision), many),
        ("list without a link", lambda c, e: c.get_revisions(e.file), many),
        ("again", lambda c, e: c.get_revision(e.revision), one),
        ("again, old spelling", lambda c, e: c.GetRevision(e.revision, x="1"), one),
        ("by address", lambda c, e: c.get_revision_by_self_link(ELSEWHERE), one),
        ("by link", lambda c, e: c.GetRevisionBySelfLink(e.revision.GetSelfLink(), etag="x"), one),
        ("publish", lambda c, e: c.publish_revision(e.revision), one),
        ("publish all", lambda c, e: c.publish_revision(e.revision, True, True), one),
        ("publish this", lambda c, e: c.PublishRevision(e.revision, publish_auto=False, publish_outside_domain=None), one),
        ("publish by numbers", lambda c, e: c.publish_revision(e.revision, 1, 0, auth_token=token(lib)), one),
        ("publish by texts", lambda c, e: c.publish_revision(e.revision, "true", "false"), one),
        ("publish without a link", lambda c, e: c.publish_revision(lib.gdata_docs_data.Revision()), one),
        ("publish refused", lambda c, e: c.publish_revision(e.revision), (403, "no")),
        ("unpublish", lambda c, e: c.unpublish_revision(e.revision), one),
        ("unpublish, old spelling", lambda c, e: c.UnpublishRevision(e.revision, auth_token=token(lib)), one),
        ("delete", lambda c, e: c.delete_revision(e.revision), (200, "")),
        ("delete, old spelling", lambda c, e: c.DeleteRevision(e.revision, auth_token=token(lib)), (200, "")),
        ("delete at", lambda c, e: c.delete_revision(ELSEWHERE), (200, "")),
        ("delete with force given", lambda c, e: c.delete_revision(e.revision, force=False), (200, "")),
    ]
    return playing(lib, rows)


def archives(lib):
    data, one = lib.gdata_docs_data, (200, documents.ARCHIVE)
    rows = [
        ("again", lambda c, e: c.get_archive(e.archive), one),
        ("again, old spelling", lambda c, e: c.GetArchive(e.archive, x="1"), one),
        ("by address", lambda c, e: c.get_archive_by_self_link(ELSEWHERE), one),
        ("by link", lambda c, e: c.GetArchiveBySelfLink(e.archive.GetSelfLink(), auth_token=token(lib)), one),
        ("create", lambda c, e: c.create_archive(data.Archive.from_resource_list([e.resource])), (201, documents.ARCHIVE)),
        ("create, old spelling", lambda c, e: c.CreateArchive(data.Archive(), auth_token=token(lib)), (201, documents.ARCHIVE)),
        ("update", lambda c, e: c.update_archive(e.archive), one),
        ("update by force", lambda c, e: c.UpdateArchive(e.archive, force=True, auth_token=token(lib)), one),
        ("delete", lambda c, e: c.delete_archive(e.archive), (200, "")),
        ("delete, old spelling", lambda c, e: c.DeleteArchive(e.archive, auth_token=token(lib)), (200, "")),
        ("delete refused", lambda c, e: c.delete_archive(e.archive), (404, "no")),
    ]
    return playing(lib, rows)


def queries(lib):
    query = lib.gdata_docs_client.DocsQuery
    names = "title title_exact opened_min opened_max edited_min edited_max owner writer reader show_collections show_root"
    names = (names + " show_deleted ocr target_language source_language convert query").split()

    def asked(*args, **kwargs):
        def act():
            made = query(*args, **kwargs)
            request = lib.atom_http_core.HttpRequest(uri="http://h/p?title=before", method="GET")
            return [made.modify_request(request), request.uri, vars(made)]

        return act

    table = [
        ("all by names", asked(**dict((name, "its " + name) for name in names))),
        ("all by positions", asked(*["at %d" % number for number in range(len(names))])),
        ("of all feeds", asked("t", text_query="q", max_results=0, categories=["a", "b"], custom="c")),
        ("none", asked()),
        ("empty ones", asked(title="", ocr=False, show_root=0)),
        ("old spelling", lambda: [query.ModifyRequest == query.modify_request]),
    ]
    for name in names:
        table.append((name, asked(**{name: "x"})))
    return [(name[2:], scene) for name, scene in each("", table)]


def small_parts(lib):
    module = lib.gdata_docs_client
    client = lambda: module.DocsClient()
    old = lambda name: "".join(part.title() for part in name.split("_"))
    entries = Read(lib)

    def aliases(cls):
        names = [name for name in dir(cls) if name[0].islower() and callable(getattr(cls, name))]
        return [[name, getattr(cls, old(name)) == getattr(cls, name)] for name in names if hasattr(cls, old(name))]

    def checks():
        found = []
        for name in ("resource", "collection", "file", "revision"):
            for check in ("is_resource", "is_collection", "is_not_collection", "has_content"):
                call = getattr(client(), "_check_entry_" + check)
                found.append([name, check, told(lambda call=call, name=name: call(getattr(entries, name)))])
        return found

    def uri(*args, **kwargs):
        return lambda: client()._get_download_uri(*args, **kwargs)

    table = [
        ("old spellings", lambda: aliases(module.DocsClient)),
        ("defaults", lambda: [[name, getattr(client(), name)] for name in "host api_version auth_service alt_auth_service alt_auth_token auth_scopes ssl".split()]),
        ("options", lambda: sorted(vars(module.DocsClient(source="s", host="h", auth_token="t", xoauth_requestor_id="u")))),
        ("checks", checks),
        ("address", uri("http://h/a&amp;b&c")),
        ("address with a parameter", uri("http://h/a?x=1", {"y": u"a b~"})),
        ("address without a query", uri(base_uri="http://h/a", extra_params={"y": 2})),
        ("address of an export", uri("http://h/Export?x=1", {"exportFormat": "pdf"})),
        ("address of no export", uri("http://h/export?x=1", {"exportFormat": "pdf"})),
        ("address of a sheet", uri("http://spreadsheets.h/x?y=1", {"gid": "7"})),
        ("address of no sheet", uri("http://h/x?y=1", {"gid": None})),
    ]
    for name, scene in each("", table):
        yield name[2:], scene
    answers = [(200, "SID=1\nAuth=first"), (200, "SID=1\nAuth=second")]

    def log_in(client):
        client.client_login("me", "pw", "src")
        return [client.auth_token, client.alt_auth_token]

    yield "login", watched(lib, module.DocsClient, log_in, *answers)
    first = lambda c: c.Request("GET", "/p")
    yield "host", watched(lib, module.DocsClient, first, (200, "x"), options={"host": "h:81", "source": "s"})
    yield "not ssl", watched(lib, module.DocsClient, first, (200, "x"), changed={"ssl": False})
    yield "by positions", watched(lib, module.DocsClient, lambda c: c.request("GET", "/p", None), (200, "x"))
    yield "without a URI", watched(lib, module.DocsClient, lambda c: c.request("GET"), (200, "x"))
