# -*- coding: utf-8 -*-
"""What gdata.client.ResumableUploader sends, gives and raises.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import io

from record_client import Web, outcome

START = "https://docs.example.com/upload/create-session/default?convert=false"
UPLOAD_URI = "https://docs.example.com/upload/session/1?upload_id=AEnB2U"
KIB256 = 262144
XML = (
    '<entry xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"'
    ' gd:etag="W/&quot;e1&quot;"><id>http://example.com/1</id><title>T</title>'
    '<link rel="http://schemas.google.com/g/2005#resumable-edit-media" href="http://example.com/media/1?v=1"/></entry>'
)
STARTED = (200, "", {"Location": UPLOAD_URI})
MORE = (308, "", {"Range": "bytes=0-262143"}, "Resume Incomplete")
DONE = (201, XML, {}, "Created")


def scenes(lib):
    """Every scene with its name."""
    for part in (sizes, sessions, chunks, files, updates, statuses):
        for name, scene in part(lib):
            yield "%s: %s" % (part.__name__, name), scene


def uploader(lib, web, data=b"some bytes", size=None, **options):
    client = lib.gdata_client.GDClient(http_client=web, auth_token=lib.gdata_gauth.ClientLoginToken("t"))
    handle = io.BytesIO(data)
    size = len(data) if size is None else size
    return lib.gdata_client.ResumableUploader(client, handle, "image/x", size, **options)


def watched(lib, act, *answers, **options):
    """A scene: `act` on an uploader that is answered so; `started` is the URI that it already has."""
    uri = options.pop("started", None)

    def scene():
        web = Web(lib, *answers)
        made = uploader(lib, web, **options)
        made.upload_uri = uri
        told = outcome(lambda: act(made))
        told["sent"] = web.seen
        told["upload_uri"] = made.upload_uri
        return told

    return scene


def sizes(lib):
    cases = [
        (10, {}),
        (0, {}),
        (5242880, {}),
        (5242881, {}),
        (10, {"chunk_size": 4}),
        (KIB256, {"chunk_size": 4}),
        (KIB256 + 1, {"chunk_size": 4}),
        (10 * KIB256, {"chunk_size": 2 * KIB256}),
        (10 * KIB256, {"chunk_size": 20 * KIB256}),
        (10 * KIB256, {"chunk_size": 0}),
        (10 * KIB256, {"chunk_size": None}),
    ]
    for size, options in cases:

        def scene(size=size, options=options):
            made = uploader(lib, Web(lib), size=size, **options)
            return [made.chunk_size, made.total_file_size, made.content_type, made.upload_uri, made.desired_class.__name__]

        yield "%d, %r" % (size, options), scene

    def by_positions():
        made = lib.gdata_client.ResumableUploader("client", "file", "a/b", 7, 300000, lib.gdata_data.GDFeed)
        members = ["client", "file_handle", "content_type", "total_file_size", "chunk_size", "upload_uri"]
        kind = lib.gdata_client.ResumableUploader
        return [[getattr(made, name) for name in members], made.desired_class.__name__, kind.DEFAULT_CHUNK_SIZE, kind.MIN_CHUNK_SIZE]

    yield "by positions", by_positions


def sessions(lib):
    entry = lambda: lib.atom_core.parse(XML, lib.gdata_data.GDEntry)
    token = lib.gdata_gauth.AuthSubToken("other")
    calls = {
        "bare": lambda u: u._init_session(START),
        "old spelling": lambda u: u._InitSession(START),
        "with an entry": lambda u: u._init_session(START, entry=entry()),
        "with an entry of Atom": lambda u: u._init_session(START, lib.atom_data.Entry(title=lib.atom_data.Title(text="t"))),
        "with headers": lambda u: u._init_session(START, headers={"Slug": "name", "X-Upload-Content-Type": "my/own"}),
        "with a token": lambda u: u._init_session(START, auth_token=token),
        "by PUT": lambda u: u._init_session(START, method="PUT"),
        "by positions": lambda u: u._init_session(START, None, {"A": "b"}, token, "PUT"),
    }
    for name in calls:
        yield name, watched(lib, calls[name], STARTED)
    bare = calls["bare"]
    yield "lower case", watched(lib, bare, (200, "", {"location": UPLOAD_URI}))
    yield "created", watched(lib, bare, (201, "", {"Location": UPLOAD_URI}))
    yield "without location", watched(lib, bare, (200, ""))
    yield "refused", watched(lib, bare, (403, "no"))
    yield "unauthorized", watched(lib, bare, (401, "no"))
    yield "redirected", watched(lib, bare, (302, "", {"Location": "http://else/?x=1"}), STARTED)


def chunks(lib):
    begun = {"started": UPLOAD_URI, "size": 1000000, "chunk_size": KIB256}
    yield "not started", watched(lib, lambda u: u.upload_chunk(0, b"abc"))
    for name, answer in (("more", MORE), ("done", DONE), ("done with 200", (200, XML)), ("another root", (200, "<x/>"))):
        yield name, watched(lib, lambda u: u.upload_chunk(0, b"abc"), answer, **begun)
        yield "%s, later" % name, watched(lib, lambda u: u.UploadChunk(KIB256, b"x" * 100), answer, **begun)
    for status in (202, 302, 304, 400, 401, 404, 410, 412, 500, 501, 503):
        yield "answer %d" % status, watched(lib, lambda u: u.upload_chunk(0, b"abc"), (status, "no", {"A": "b"}), **begun)
    yield "nothing", watched(lib, lambda u: u.upload_chunk(0, b""), MORE, **begun)
    yield "a whole chunk", watched(lib, lambda u: u.upload_chunk(0, b"x" * KIB256), MORE, **begun)
    yield "more than a chunk", watched(lib, lambda u: u.upload_chunk(0, b"x" * (KIB256 + 5)), MORE, **begun)
    yield "as a feed", watched(
        lib, lambda u: u.upload_chunk(0, b"a"), DONE, started=UPLOAD_URI, desired_class=lib.gdata_data.BatchEntry
    )
    yield "cut", watched(lib, lambda u: u.upload_chunk(0, b"abc"), ValueError("cut"), **begun)


def files(lib):
    data = b"0123456789abcdef" * (KIB256 // 16)
    entry = lambda: lib.atom_core.parse(XML, lib.gdata_data.GDEntry)
    whole = lambda u: u.upload_file(START)
    two_and_a_half = data + data + data[:100]
    yield "one chunk", watched(lib, whole, STARTED, DONE)
    yield "three chunks", watched(lib, whole, STARTED, MORE, MORE, DONE, data=two_and_a_half, chunk_size=KIB256)
    yield "two chunks just", watched(lib, lambda u: u.UploadFile(START), STARTED, MORE, DONE, data=data + data, chunk_size=1)
    yield "done too early", watched(lib, whole, STARTED, DONE, data=two_and_a_half, chunk_size=KIB256)
    yield "empty", watched(lib, whole, STARTED, DONE, data=b"")
    yield "with all", watched(
        lib, lambda u: u.upload_file(START, entry(), {"Slug": "s"}, lib.gdata_gauth.AuthSubToken("o"), method="PUT"), STARTED, DONE
    )
    yield "an unknown argument", watched(lib, lambda u: u.upload_file(START, other=1), STARTED, DONE)
    yield "not started", watched(lib, whole, (200, ""), DONE)
    yield "start refused", watched(lib, whole, (403, "no"))
    yield "second chunk refused", watched(lib, whole, STARTED, MORE, (500, "oh"), data=two_and_a_half, chunk_size=KIB256)
    yield "second chunk cut", watched(lib, whole, STARTED, MORE, ValueError("cut"), data=two_and_a_half, chunk_size=KIB256)

    def from_where_it_stands(made):
        made.file_handle.seek(4)
        return made.upload_file(START)

    yield "from where it stands", watched(lib, from_where_it_stands, STARTED, DONE)

    def resumed(made):
        seen = [outcome(lambda: made.upload_file(START)), made.query_upload_status()]
        made.file_handle.seek(seen[1])
        seen.append(made.upload_chunk(seen[1], made.file_handle.read(made.chunk_size)))
        at = seen[1] + made.chunk_size
        seen.append(made.upload_chunk(at, made.file_handle.read(made.chunk_size)) is None)
        return seen

    yield "resumed by hand", watched(
        lib, resumed, STARTED, MORE, ValueError("cut"), MORE, MORE, DONE, data=two_and_a_half, chunk_size=KIB256
    )


def updates(lib):
    entry = lambda: lib.atom_core.parse(XML, lib.gdata_data.GDEntry)
    untagged = lambda: lib.atom_core.parse(XML.replace("gd:etag", "gd:other"), lib.gdata_data.GDEntry)
    calls = {
        "an entry": lambda u: u.update_file(entry()),
        "an entry by force": lambda u: u.UpdateFile(entry(), force=True),
        "an entry with its metadata": lambda u: u.update_file(entry(), update_metadata=True),
        "an entry with parameters": lambda u: u.update_file(entry(), uri_params={"new-revision": "true", "v": "2"}),
        "an entry with pairs": lambda u: u.update_file(entry(), uri_params=[("a", "b")]),
        "an entry without an ETag": lambda u: u.update_file(untagged()),
        "an entry without the link": lambda u: u.update_file(lib.gdata_data.GDEntry()),
        "headers": lambda u: u.update_file(entry(), {"Slug": "s", "If-Match": "mine"}),
        "headers by force": lambda u: u.update_file(entry(), {"If-Match": "mine"}, True),
        "a link": lambda u: u.update_file(START),
        "a link by force": lambda u: u.update_file(START, force=True),
        "a link with headers": lambda u: u.update_file(START, headers={"If-Match": "mine"}),
        "a link with its metadata": lambda u: u.update_file(START, update_metadata=True),
        "by positions": lambda u: u.update_file(entry(), None, True, lib.gdata_gauth.AuthSubToken("o"), True, {"a": "b"}),
        "an entry of Atom": lambda u: u.update_file(lib.atom_data.Entry()),
        "nothing": lambda u: u.update_file(None),
    }
    for name in calls:
        yield name, watched(lib, calls[name], STARTED, DONE)
    given = {"Slug": "s"}

    def leaves_headers(made):
        made.update_file(entry(), given, True)
        return given

    yield "leaves the caller's headers", watched(lib, leaves_headers, STARTED, DONE)
    yield "refused", watched(lib, calls["an entry"], (412, "Mismatch"))


def statuses(lib):
    begun = {"started": UPLOAD_URI, "size": 1000000}
    ask = lambda u: u.query_upload_status()
    answers = {
        "some": MORE,
        "one byte": (308, "", {"range": "bytes=0-0"}),
        "without bytes": (308, "", {"Range": "0-42"}),
        "upper case": (308, "", {"RANGE": "bytes=0-42"}),
        "none": (308, "", {"Content-Length": "0"}),
        "a range that is none": (308, "", {"Range": "bytes"}),
        "created": DONE,
        "ok": (200, XML),
        "not found": (404, "gone"),
        "unauthorized": (401, "no"),
        "broken": (503, "oh"),
        "redirected nowhere": (302, "x"),
    }
    for name in answers:
        yield name, watched(lib, ask, answers[name], **begun)
    yield "old spelling", watched(lib, lambda u: u.QueryUploadStatus(), MORE, **begun)
    yield "of another", watched(lib, lambda u: u.query_upload_status("http://else/?id=2"), MORE, **begun)
    yield "of another by name", watched(lib, lambda u: u.query_upload_status(uri="http://else/?id=2"), MORE)
    yield "not started", watched(lib, ask, MORE)
    yield "cut", watched(lib, ask, ValueError("cut"), **begun)
