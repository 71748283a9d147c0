# -*- coding: utf-8 -*-
"""What gdata.client sends, gives and raises.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import os

from record_client import Web, outcome

URL = "https://example.com/feeds/things"
ENTRY = (
    '<entry xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005" gd:etag="W/&quot;e1&quot;">'
    "<id>http://example.com/1</id><title>Caf\xc3\xa9 &amp; co</title>"
    '<link rel="edit" href="http://example.com/edit/1"/><gd:where valueString="here"/></entry>'
).replace("\xc3\xa9", "&#233;")
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"'
    ' xmlns:openSearch="http://a9.com/-/spec/opensearch/1.1/" gd:etag="&quot;f1&quot;"><id>f</id>'
    '<openSearch:totalResults>9</openSearch:totalResults>'
    '<link rel="next" href="http://example.com/feeds/things?page=2"/>'
    '<link rel="edit" href="http://example.com/edit/feed"/>'
    "<entry><id>1</id></entry><entry><id>2</id></entry></feed>"
)
STATUSES = [200, 201, 202, 203, 204, 206, 300, 301, 303, 304, 307, 308, 400, 401, 403, 404, 406, 409, 412, 500, 501, 502, 503]

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "signing", "rsa2048.pem")) as _file:
    KEY = _file.read()


def scenes(lib):
    """Every scene with its name."""
    for part in (requests, redirects, sessions, elements, versions, queries, small_parts, logins, auth_sub, oauth):
        for name, scene in part(lib):
            yield "%s: %s" % (part.__name__.replace("_", " "), name), scene


def watched(lib, act, *answers, **options):
    """A scene: `act` on a client that is answered so."""

    def scene():
        web = Web(lib, *answers)
        members = options.get("members", {})
        client = options.get("kind", lib.gdata_client.GDClient)(http_client=web, **options.get("options", {}))
        for name, value in members.items():
            setattr(client, name, value)
        told = outcome(lambda: act(client))
        told["sent"] = web.seen
        told["session"] = client._GDClient__gsessionid
        return told

    return scene


def requests(lib):
    core = lib.atom_http_core
    token = lib.gdata_gauth.ClientLoginToken("t")
    made = lambda url="http://h:8080/p?x=1": core.HttpRequest(url, "POST", {"X": "1"})
    plain = (200, "text")
    calls = [
        ("by text", lambda c: c.request("GET", URL + "?a=b&c")),
        ("by a Uri", lambda c: c.request("GET", core.parse_uri(URL))),
        ("by a request", lambda c: c.request(http_request=made())),
        ("by a request and a path", lambda c: c.request("PUT", "/new?p=1", http_request=made())),
        ("by a request and a Uri", lambda c: c.request(uri=core.parse_uri("//other/q"), http_request=made())),
        ("old spelling", lambda c: c.Request("DELETE", URL)),
        ("with a parameter", lambda c: c.request("GET", URL, max_results="7", other=None)),
        ("with a query", lambda c: c.request("GET", URL, any_name=lib.gdata_client.Query("q", max_results=3))),
        ("with headers", lambda c: c.request("GET", URL, h=lib.atom_client.CustomHeaders(Slug="s"))),
        ("with a token", lambda c: c.request("GET", URL, token)),
        ("no host", lambda c: c.request("GET", "/p")),
        ("nothing", lambda c: c.request()),
        ("converter", lambda c: c.request("GET", URL, converter=lambda response: [response.status, response.read()])),
        ("converter wins", lambda c: c.request("GET", URL, converter=lambda r: 5, desired_class=lib.gdata_data.GDEntry)),
        ("get", lambda c: c.get(URL, a="1")),
        ("get, as an entry", lambda c: c.get(URL, desired_class=lib.gdata_data.GDEntry)),
    ]
    for name, call in calls:
        yield name, watched(lib, call, (200, ENTRY) if "entry" in name else plain)
    fetch = lambda c: c.request("GET", URL)
    yield "no answer", watched(lib, fetch, None)
    yield "client's token", watched(lib, fetch, plain, options={"auth_token": token})
    yield "client's host", watched(lib, lambda c: c.request("GET", "/p"), plain, options={"host": "h:81"})
    yield "source", watched(lib, fetch, plain, options={"source": "me-1"})
    yield "requestor", watched(lib, fetch, plain, options={"xoauth_requestor_id": "u@d"})
    yield "ssl", watched(lib, lambda c: c.request("GET", "http://h/p"), plain, members={"ssl": True})
    yield "error of the transport", watched(lib, fetch, ValueError("cut"))
    for status in STATUSES:
        yield "answer %d" % status, watched(lib, fetch, (status, "the <b>body</b>", {"Location": "/x", "A": "b"}))
        act = lambda c: c.get_entry(URL)
        yield "an entry, answered %d" % status, watched(lib, act, (status, ENTRY, {"X-Y": "z"}, "Odd reason"))
    yield "converter and a refusal", watched(lib, lambda c: c.request("GET", URL, converter=lambda r: 5), (404, "no"))
    yield "an empty refusal", watched(lib, fetch, (500, ""))
    yield "a refusal without a body", watched(lib, fetch, (500, None))


def redirects(lib):
    to = lambda url, status=302: (status, "moved", {"Location": url})
    fetch = lambda c: c.request("GET", URL)
    yield "one", watched(lib, fetch, to("http://else/where?x=1"), (200, "ok"))
    yield "with a session", watched(lib, fetch, to(URL + "?gsessionid=abc-d"), (200, "ok"))
    yield "lower case", watched(lib, fetch, (302, "m", {"location": "http://l/"}), (200, "ok"))
    yield "to a path", watched(lib, fetch, to("/only/path"), (200, "ok"))
    yield "to a path, with a host", watched(lib, fetch, to("/only/path"), (200, "ok"), options={"host": "h"})
    yield "for ever", watched(lib, fetch, to(URL))
    yield "nowhere", watched(lib, fetch, (302, "moved"))
    yield "to an empty location", watched(lib, fetch, to(""), (200, "ok"))
    yield "none left", watched(lib, lambda c: c.request("GET", URL, redirects_remaining=0), to("http://x/"))
    yield "one left", watched(lib, lambda c: c.request("GET", URL, redirects_remaining=1), to("http://x/"))
    yield "permanent", watched(lib, fetch, to("http://x/", 301))
    yield "a parameter goes along", watched(lib, lambda c: c.request("GET", URL, p="1"), to("http://x/?y=2"), (200, "ok"))
    yield "to a refusal", watched(lib, fetch, to("http://x/"), (403, "no"))

    def post(client):
        return client.post(lib.gdata_data.GDEntry(text="x"), URL)

    token = lib.gdata_gauth.ClientLoginToken("t")
    yield "of a post", watched(lib, post, to(URL + "?gsessionid=1"), (201, ENTRY), options={"auth_token": token})
    update = lambda c: c.update(lib.atom_core.parse(ENTRY, lib.gdata_data.GDEntry), force=True)
    yield "of an update", watched(lib, update, to(URL + "?gsessionid=1"), (200, ENTRY))
    yield "of a delete", watched(lib, lambda c: c.delete(URL, force=True), to("http://x/"), (200, ""))
    yield "of a feed", watched(lib, lambda c: c.get_feed(URL), to("http://x/"), (200, FEED))


def sessions(lib):
    core = lib.atom_http_core

    def twice(first, second):
        def act(client):
            first(client)
            return second(client)

        return act

    learn = lambda c: c.request("GET", URL + "?gsessionid=S1")
    yield "from a URI", watched(lib, twice(learn, lambda c: c.request("GET", URL)))
    yield "kept beside a query", watched(lib, twice(learn, lambda c: c.request("GET", URL + "?a=b")))
    yield "replaced", watched(lib, twice(learn, lambda c: c.request("GET", URL + "?gsessionid=S2")))
    by_request = lambda c: c.request("GET", http_request=core.HttpRequest(URL + "?gsessionid=R"))
    yield "from a request", watched(lib, twice(by_request, lambda c: c.request("GET", URL)))
    yield "from a request beside a URI", watched(
        lib, lambda c: c.request("GET", URL, http_request=core.HttpRequest(URL + "?gsessionid=R"))
    )

    def changes_the_uri(client):
        learn(client)
        uri = core.parse_uri(URL)
        client.request("GET", uri)
        return dict(uri.query)

    yield "put into the caller's Uri", watched(lib, changes_the_uri)
    after = twice(lambda c: c.request("GET", URL), lambda c: c.get_feed(URL + "/2"))
    redirect = (302, "", {"Location": URL + "?gsessionid=RR"})
    yield "learnt from a redirect", watched(lib, after, redirect, (200, "x"), (200, FEED))


def elements(lib):
    data = lib.gdata_data
    parse = lib.atom_core.parse
    entry = lambda: parse(ENTRY, data.GDEntry)
    feed = lambda: parse(FEED, data.GDFeed)
    batch = lambda: parse(FEED, data.BatchFeed)

    class Mine(data.GDEntry):
        pass

    class MyFeed(data.GDFeed):
        pass

    answers = {"entry": (200, ENTRY), "feed": (200, FEED)}
    calls = [
        ("a feed", "feed", lambda c: c.get_feed(URL)),
        ("GetFeed as a class", "feed", lambda c: c.GetFeed(URL, desired_class=MyFeed)),
        ("a feed converted", "feed", lambda c: c.get_feed(URL, converter=lambda r: r.status)),
        ("a feed with a query", "feed", lambda c: c.get_feed(URL, a="b", query=lib.gdata_client.Query(text_query="t"))),
        ("get_feed by positions", "feed", lambda c: c.get_feed(URL, None, None, MyFeed)),
        ("a feed that is an entry", "entry", lambda c: c.get_feed(URL)),
        ("an entry", "entry", lambda c: c.get_entry(URL)),
        ("GetEntry with an ETag", "entry", lambda c: c.GetEntry(URL, etag='W/"1"')),
        ("an empty ETag", "entry", lambda c: c.get_entry(URL, etag="")),
        ("get_entry by positions", "entry", lambda c: c.get_entry(URL, None, None, Mine, "e")),
        ("an entry converted", "entry", lambda c: c.get_entry(URL, converter=lambda r: r.read()[:6])),
        ("an entry that is a feed", "feed", lambda c: c.get_entry(URL)),
        ("the next page", "feed", lambda c: c.get_next(feed())),
        ("GetNext of a class", "feed", lambda c: c.GetNext(parse(FEED, MyFeed))),
        ("the next page as a class", "feed", lambda c: c.get_next(feed(), desired_class=MyFeed)),
        ("the next page converted", "feed", lambda c: c.get_next(feed(), converter=lambda r: 3)),
        ("no next page", "feed", lambda c: c.get_next(data.GDFeed())),
        ("a post", "entry", lambda c: c.post(entry(), URL)),
        ("Post of a class", "entry", lambda c: c.Post(parse(ENTRY, Mine), URL)),
        ("a post as a class", "entry", lambda c: c.post(entry(), URL, desired_class=Mine)),
        ("a post converted", "entry", lambda c: c.post(entry(), URL, converter=lambda r: r.status)),
        ("a post with a parameter", "entry", lambda c: c.post(data.GDEntry(title=lib.atom_data.Title(text="t")), URL, p="1")),
        ("a post of text", "entry", lambda c: c.post("<not an element/>", URL)),
        ("an update", "entry", lambda c: c.update(entry())),
        ("Update by force", "entry", lambda c: c.Update(entry(), force=True)),
        ("an update to a URI", "entry", lambda c: c.update(entry(), uri="http://else/where")),
        ("update by positions", "entry", lambda c: c.update(entry(), None, False, "http://else/where")),
        ("an update without an ETag", "entry", lambda c: c.update(data.GDEntry(), uri=URL)),
        ("an update of an Atom entry", "entry", lambda c: c.update(lib.atom_data.Entry(), uri=URL)),
        ("an update converted", "entry", lambda c: c.update(entry(), converter=lambda r: 8)),
        ("an update as a class", "entry", lambda c: c.update(entry(), desired_class=Mine)),
        ("an update without a link", "entry", lambda c: c.update(data.GDEntry())),
        ("a delete", "entry", lambda c: c.delete(entry())),
        ("Delete by force", "entry", lambda c: c.Delete(entry(), force=True)),
        ("a delete of a URL", "entry", lambda c: c.delete(URL)),
        ("a delete of a URL by force", "entry", lambda c: c.delete(URL, force=True)),
        ("delete by positions", "entry", lambda c: c.delete(lib.atom_http_core.parse_uri(URL), None, True)),
        ("a delete of unicode", "entry", lambda c: c.delete(u"http://u/p")),
        ("a delete without a link", "entry", lambda c: c.delete(data.GDEntry())),
        ("a delete of a number", "entry", lambda c: c.delete(5)),
        ("a batch", "feed", lambda c: c.batch(batch())),
        ("Batch to a URI", "feed", lambda c: c.Batch(batch(), uri=URL)),
        ("batch by positions", "feed", lambda c: c.batch(batch(), URL, True)),
        ("a batch without an ETag", "feed", lambda c: c.batch(data.BatchFeed(), uri=URL)),
        ("a batch without a link", "feed", lambda c: c.batch(data.BatchFeed())),
    ]
    for name, kind, call in calls:
        yield name, watched(lib, call, answers[kind])
    yield "not modified", watched(lib, lambda c: c.get_entry(URL, etag="e"), (304, ""))
    yield "an empty entry", watched(lib, lambda c: c.get_entry(URL), (200, ""))
    yield "no XML", watched(lib, lambda c: c.get_feed(URL), (200, "no <xml"))
    yield "changed by another", watched(lib, lambda c: c.update(entry()), (412, "Mismatch: etags"))
    every = [data.GDEntry, data.GDFeed, data.BatchFeed, data.BatchEntry]
    for cls in every:
        answer = (200, FEED if "Feed" in cls.__name__ else ENTRY)
        yield "as %s" % cls.__name__, watched(lib, lambda c, cls=cls: c.request("GET", URL, desired_class=cls), answer)


def versions(lib):
    class Thing(lib.atom_core.XmlElement):
        _qname = ("{urn:one}thing", "{urn:two}thing")
        name = ("{urn:one}name", "{urn:two}name")

    class Edited(Thing):
        etag = ("{urn:one}e", "{urn:two}e")

        def find_edit_link(self):
            return URL

    xml = {
        "1": '<thing xmlns="urn:one" xmlns:o="urn:one" o:name="n1"/>',
        "2": '<thing xmlns="urn:two" xmlns:o="urn:two" o:name="n2"/>',
    }
    for version in (None, "1", "1.9", "2", "2.1", "2.0.7", "3", "", "two"):
        for answered in sorted(xml):
            acts = [
                ("get", lambda c: c.request("GET", URL, desired_class=Thing)),
                ("post", lambda c: c.post(Thing(name="n"), URL)),
                ("update", lambda c: c.update(Edited(name="n", etag="t"))),
            ]
            for act, call in acts:
                name = "%s, client of %r, answer of %s" % (act, version, answered)
                yield name, watched(lib, call, (200, xml[answered]), members={"api_version": version})

    class Second(lib.gdata_client.GDClient):
        api_version = "2"
        auth_service = "xx"

    yield "of the class", watched(lib, lambda c: c.request("GET", URL), (200, ""), kind=Second)


def queries(lib):
    kind = lib.gdata_client.Query
    made = {
        "nothing": {},
        "all": {
            "text_query": "a b",
            "categories": ["x", "y|z"],
            "author": "me",
            "alt": "json",
            "updated_min": "2011-01-01T00:00:00Z",
            "updated_max": "2012",
            "pretty_print": True,
            "published_min": "p1",
            "published_max": "p2",
            "start_index": 1,
            "max_results": 25,
            "strict": True,
            "custom": "c",
            "x-y": 7,
        },
        "text and zero": {"start_index": 0, "max_results": "0", "text_query": "", "author": 0},
        "empty text": {"start_index": "", "max_results": ""},
        "false": {"pretty_print": None, "strict": 0, "categories": ()},
        "one category": {"categories": ("fritz",)},
        "categories as text": {"categories": "ab"},
        "categories of numbers": {"categories": [1]},
        "own wins": {"text_query": "one", "q": "two"},
    }
    for name in made:

        def scene(given=made[name]):
            request = lib.atom_http_core.HttpRequest(URL + "?q=was&kept=1")
            query = kind(**given)
            query.add_custom_parameter("added", "1")
            query.AddCustomParameter("added too", None)
            return [outcome(lambda: query.modify_request(request)), request.uri.query]

        yield name, scene
    yield "positions", lambda: vars(kind("q", ["c"], "au", "al", 1, 2, 3, 4, 5, 6, 7, 8))
    yield "members", lambda: vars(kind())
    yield "old spelling", lambda: [
        outcome(lambda: kind("t").ModifyRequest(lib.atom_http_core.HttpRequest())),
        outcome(lambda: kind(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)),
    ]

    def uri():
        made = lib.gdata_client.GDQuery("http", "h", 80, "/p")
        missing = outcome(lambda: made.text_query)
        made.text_query = "some text"
        return [missing, made.text_query, str(made), made.query, outcome(lambda: lib.gdata_client.GDQuery.parse_uri(URL))]

    yield "GDQuery", uri
    yield "GDQuery sent", watched(
        lib, lambda c: c.get_feed(lib.gdata_client.GDQuery("http", "h", path="/p", query={"q": "1"})), (200, FEED)
    )
    add = lib.gdata_client._add_query_param
    for value in ("v", "", None, 0, 5, [], ["x"]):

        def added(value=value):
            request = lib.atom_http_core.HttpRequest()
            return [add("name", value, request), request.uri.query]

        yield "_add_query_param %r" % (value,), added


def small_parts(lib):
    client, core = lib.gdata_client, lib.atom_http_core
    for version in (None, "1", "2", "2.1.2", "10.4", "", "x", 2, " 3 "):
        yield "get_xml_version %r" % (version,), lambda v=version: outcome(lambda: client.get_xml_version(v))
    names = "Error RequestError RedirectError CaptchaChallenge ClientLoginTokenMissing MissingOAuthParameters"
    names += " ClientLoginFailed UnableToUpgradeToken Unauthorized BadAuthenticationServiceURL BadAuthentication"
    names += " NotModified NotImplemented"
    for name in names.split():
        kind = getattr(client, name)

        def bare(kind=kind):
            error = kind("one")
            attributes = ["status", "reason", "body", "headers", "captcha_url", "captcha_token"]
            return [
                [c.__name__ for c in kind.__mro__ if c.__module__.split(".")[-1] == "client"],
                dict((a, getattr(error, a, "missing")) for a in attributes),
                [str(error), list(error.args), str(kind()), error[0], error.message, str(kind("a", "b"))],
            ]

        yield name, bare

        def made(kind=kind):
            response = core.HttpResponse(418, "Teapot", {"A": "b"}, "from the answer")
            one = client.error_from_response("It says", response, kind)
            given = client.error_from_response("It says", response, kind, "given")
            empty = client.error_from_response("It says", response, kind, "")
            return [[str(e), vars(e), type(e).__name__] for e in (one, given, empty)]

        yield "%s made" % name, made


def logins(lib):
    good = "SID=DQAAAGgA\nLSID=DQAAAGsA\nAuth=DQAAAGgAdk3fA5N\n"
    captcha = "Url=http://www.google.com/login/captcha\nError=CaptchaRequired\nCaptchaToken=T1\nCaptchaUrl=Captcha?c=1\n"
    ask = lambda c: c.request_client_login_token("me@example.com", "p w&x", "src", service="cp")
    answers = {
        "good": (200, good),
        "no token": (200, "nothing here"),
        "empty": (200, ""),
        "an empty token": (200, "Auth=\n"),
        "captcha": (403, captcha),
        "captcha without more": (403, "Error=CaptchaRequired\n"),
        "bad": (403, "Error=BadAuthentication\n"),
        "bad, more": (403, "Error=BadAuthentication\nInfo=InvalidSecondFactor\n"),
        "bad, later": (403, "Info=x\nError=BadAuthentication\n"),
        "not verified": (403, "Error=NotVerified\n", {"X": "y"}, "Forbidden"),
        "redirect": (302, "moved", {"Location": "http://x/"}, "Found"),
        "not found": (404, "no"),
        "moved": (301, "no", {"Location": "http://x/"}),
        "broken": (500, "oh"),
        "unavailable": (503, ""),
        "unauthorized": (401, "no"),
        "created": (201, "made"),
    }
    for name in answers:
        yield "asked, %s" % name, watched(lib, ask, answers[name])
    every = lambda c: c.RequestClientLoginToken("e", "p", "s", "svc", "GOOGLE", "http://my/login?a=b", "ctoken", "text")
    yield "every argument", watched(lib, every, (200, good))
    some = lambda c: c.request_client_login_token("e", "p", "s", captcha_token="only")
    yield "half a captcha", watched(lib, some, (200, good))
    by_uri = lambda c: c.request_client_login_token("e", "p", None, auth_url=lib.atom_http_core.parse_uri("http://my/l"))
    yield "to a Uri", watched(lib, by_uri, (200, good))

    def logged_in(login):
        def act(client):
            given = login(client)
            return [given is client.auth_token, getattr(client, "alt_auth_token", "none"), given]

        return act

    options = {"members": {"auth_service": "wise", "api_version": "3"}, "options": {"source": "agent"}}
    login = lambda c: c.client_login("me", "pw", "src")
    yield "login", watched(lib, logged_in(login), (200, good))
    yield "login to the class's service", watched(lib, logged_in(login), (200, good), **options)
    named = lambda c: c.ClientLogin("me", "pw", "src", "named", "HOSTED", "http://my/l", "ct", "cr")
    yield "login, every argument", watched(lib, logged_in(named), (200, good), **options)
    both = {"members": {"auth_service": "writely", "alt_auth_service": "wise"}}
    yield "login to both", watched(lib, logged_in(login), (200, good), (200, "Auth=second"), **both)
    yield "login to both, every argument", watched(lib, logged_in(named), (200, good), (200, "Auth=second"), **both)
    yield "login to both, refused", watched(lib, logged_in(login), (200, good), (403, "Error=BadAuthentication"), **both)

    def refused(client):
        client.auth_token = "as it was"
        return [outcome(lambda: client.client_login("me", "pw", "src")), client.auth_token]

    yield "login refused", watched(lib, refused, (403, "Error=BadAuthentication\n"))

    def overridden(lib_client):
        class Own(lib_client):
            def request_client_login_token(self, *args, **kwargs):
                kwargs["auth_url"] = str(kwargs["auth_url"])
                return [list(args), kwargs]

        return Own

    yield "login of a subclass", watched(lib, lambda c: c.client_login("e", "p", "s"), kind=overridden(lib.gdata_client.GDClient))


def auth_sub(lib):
    gauth = lib.gdata_gauth
    token = lambda: gauth.AuthSubToken("single", ["http://s/"])
    secure = lambda: gauth.SecureAuthSubToken("single", KEY)

    def with_token(method, made):
        def act(client):
            client.auth_token = made()
            given = getattr(client, method)()
            return [given is client.auth_token, given]

        return act

    good = (200, "Token=lasting\nMore=x")
    for name, made in (("plain", token), ("secure", secure)):
        yield "upgrade, %s" % name, watched(lib, with_token("upgrade_token", made), good)
    yield "upgrade, old spelling", watched(lib, with_token("UpgradeToken", token), good)
    yield "upgrade, a token given", watched(lib, lambda c: c.upgrade_token(token(), "http://my/up"), good)
    yield "upgrade, no token in the answer", watched(lib, lambda c: c.upgrade_token(token()), (200, "Nothing"))
    yield "upgrade refused", watched(lib, lambda c: c.upgrade_token(token()), (403, "Info: no", {"A": "b"}))
    yield "upgrade of nothing", watched(lib, lambda c: c.upgrade_token(), good)
    yield "upgrade of another token", watched(lib, with_token("upgrade_token", lambda: gauth.ClientLoginToken("t")), good)
    revokable = {
        "AuthSub": token,
        "secure AuthSub": secure,
        "OAuth": lambda: gauth.OAuthHmacToken("k", "s", "t", "ts", gauth.ACCESS_TOKEN),
        "ClientLogin": lambda: gauth.ClientLoginToken("t"),
        "OAuth 2": lambda: gauth.OAuth2Token("id", "secret", "scope", "agent", access_token="at"),
    }
    for name in revokable:
        yield "revoke %s" % name, watched(lib, with_token("revoke_token", revokable[name]), (200, ""))
    yield "revoke, a token given", watched(lib, lambda c: c.RevokeToken(token(), "http://my/down"), (200, ""))
    for status in (201, 302, 401, 403, 500):
        yield "revoke, answer %d" % status, watched(lib, lambda c: c.revoke_token(token()), (status, "no", {"A": "b"}))
    yield "revoke nothing", watched(lib, lambda c: c.revoke_token())


def oauth(lib):
    gauth, core = lib.gdata_gauth, lib.atom_http_core
    good = (200, "oauth_token=4%2Fab&oauth_token_secret=c%2Fd&oauth_callback_confirmed=true")
    scopes = ["http://a/", "http://b/"]
    asks = {
        "hmac": lambda c: c.get_oauth_token(scopes, "http://me/back", "key", consumer_secret="secret"),
        "hmac, empty secret": lambda c: c.get_oauth_token(scopes, "oob", "key", ""),
        "rsa": lambda c: c.GetOAuthToken(scopes, "http://me/back", "key", rsa_private_key=KEY),
        "rsa wins": lambda c: c.get_oauth_token(scopes, "oob", "key", "secret", KEY),
        "neither": lambda c: c.get_oauth_token(scopes, "oob", "key"),
        "another place": lambda c: c.get_oauth_token([], None, "key", "secret", url="http://my/request?x=1"),
        "a Uri": lambda c: c.get_oauth_token((), core.parse_uri("http://me/"), "key", "secret", url=core.parse_uri("http://r/")),
    }
    for name in asks:
        yield "request token, %s" % name, watched(lib, asks[name], good)
    first = asks["hmac"]
    yield "request token, nothing in the answer", watched(lib, first, (200, "nothing"))
    for status in (201, 302, 400, 401, 500):
        yield "request token, answer %d" % status, watched(lib, first, (status, "no", {"A": "b"}, "R"))
    made = lambda: gauth.OAuthHmacToken("k", "s", "t", "ts", gauth.AUTHORIZED_REQUEST_TOKEN, "http://n/", "ver")
    by_rsa = lambda: gauth.OAuthRsaToken("k", KEY, "t", "ts", gauth.AUTHORIZED_REQUEST_TOKEN, verifier="ver")

    def exchanged(make, **options):
        def act(client):
            token = make()
            given = client.get_access_token(token, **options)
            return [given is token, client.auth_token, given]

        return act

    yield "access token, hmac", watched(lib, exchanged(made), good)
    yield "access token, rsa", watched(lib, exchanged(by_rsa), good)
    yield "access token, another place", watched(lib, exchanged(made, url="http://my/access"), good)
    yield "access token, old spelling", watched(lib, lambda c: c.GetAccessToken(made(), core.parse_uri("http://a/")), good)
    yield "access token, nothing in the answer", watched(lib, exchanged(made), (200, ""))
    for status in (201, 302, 400, 500):
        yield "access token, answer %d" % status, watched(lib, exchanged(made), (status, "no", {"A": "b"}, "R"))
