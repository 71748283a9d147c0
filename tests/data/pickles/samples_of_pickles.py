# -*- coding: utf-8 -*-
"""Objects of every kind that scripts kept in pickles, made by the library that is importable.

`made(key)` gives name -> a function that makes the object; `said(object)` is what it says, as JSON has it.
Runs on Python 2.7 with gdata 2.0.18, and on Python 3 with this library.
"""

import datetime

try:
    from gdata_compat import atom, gdata
except ImportError:
    import atom, atom.client, atom.core, atom.data, atom.http, atom.http_core, atom.http_interface
    import atom.mock_http, atom.mock_http_core, atom.service, atom.token_store, atom.url
    import gdata, gdata.apps, gdata.apps.service, gdata.auth, gdata.client, gdata.data, gdata.gauth, gdata.service
    import gdata.oauth, gdata.oauth.rsa

SCOPES = ["https://apps-apis.google.com/a/feeds/user/", "http://www.google.com/m8/feeds/"]
NAMESPACES = (
    "xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006' "
    "xmlns:gd='http://schemas.google.com/g/2005' xmlns:x='urn:x'"
)
ENTRY = u"""<entry %s gd:etag='"1"' x:a='extra'><id> https://apps-apis.google.com/a/feeds/user/2.0/alice </id>
<updated>1970-01-01T00:00:00.000Z</updated><title type='text'>Ren\xe9 \u4e2d &amp; &lt;co&gt;</title>
<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/apps/2006#user'/>
<author><name>n</name><email>n@example.com</email></author>
<link rel='self' type='application/atom+xml' href='http://x/alice'/><link rel='edit' href='http://x/alice/edit'/>
<apps:login userName='alice' password='p' suspended='false' admin='true'/><apps:quota limit='2048'/>
<apps:name familyName='A' givenName='&#233;'/><gd:feedLink rel='r' href='http://x/nicks'/>
<x:foo b='1'>t\xe9xt<x:bar/><x:bar>2</x:bar></x:foo></entry>"""
FEED = u"<feed %s><id>http://x/feed</id><title>Users</title><link rel='next' href='http://x/next'/>%s%s</feed>"


def entry():
    return (ENTRY % NAMESPACES).encode("utf-8")


def feed():
    one = (ENTRY % "").replace("<entry ", "<entry ")
    return (FEED % (NAMESPACES, one, one.replace("alice", "bob"))).encode("utf-8")


def consumer(rsa_key=None, requestor_id=None):
    method = gdata.auth.OAuthSignatureMethod
    return gdata.auth.OAuthInputParams(
        method.RSA_SHA1 if rsa_key else method.HMAC_SHA1,
        "example.com",
        consumer_secret=None if rsa_key else "secret",
        rsa_key=rsa_key,
        requestor_id=requestor_id,
    )


def client_login_token():
    token = gdata.auth.ClientLoginToken(scopes=SCOPES)
    token.set_token_string("login")
    return token


def auth_sub_token():
    token = gdata.auth.AuthSubToken(scopes=SCOPES)
    token.set_token_string("sub")
    return token


def apps_service():
    service = gdata.apps.service.AppsService(email="admin@example.com", password="pass", domain="example.com", source="app")
    service.SetOAuthInputParameters(
        gdata.auth.OAuthSignatureMethod.HMAC_SHA1, "example.com", consumer_secret="secret"
    )
    token = gdata.auth.OAuthToken(key="key", secret="secret", scopes=SCOPES)
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    service.my_own = {"note": u"\xe9", "when": datetime.date(2011, 2, 3)}
    return service


def atom_service():
    service = atom.service.AtomService(server="example.com", http_client=atom.http.HttpClient(headers={"A": "b"}))
    service.UseBasicAuth("user", "pass")
    return service


def store():
    tokens = atom.token_store.TokenStore()
    tokens.add_token(client_login_token())
    return tokens


def oauth2_token():
    token = gdata.gauth.OAuth2Token("id", "secret", "scope", "agent", access_token="a", refresh_token="r")
    token.token_expiry = datetime.datetime(2011, 12, 13, 14, 15, 16, 178901)
    return token


def v2_entry():
    return atom.core.parse(entry(), gdata.data.GDEntry, 2)


def client():
    return gdata.client.GDClient(source="app", auth_token=gdata.gauth.OAuthHmacToken("k", "s", "t", "ts", 3))


def request():
    made = atom.http_core.HttpRequest("https://example.com:8080/p?a=b&c", "POST", {"X": "y"})
    made.add_body_part("body", "text/plain")
    return made


def recordings():
    http = atom.mock_http_core.MockHttpClient()
    http.add_response(request(), 200, "OK", {"a": "b"}, u"caf\xe9".encode("utf-8") if str is bytes else u"caf\xe9")
    return http


def error():
    return gdata.service.RequestError({"status": 404, "reason": "Not Found", "body": "none"})


def query():
    made = gdata.service.Query(feed="/feeds/x", text_query="a b", params={"alt": "atom"}, categories=["c"])
    made.max_results = 10
    return made


def odd_text():
    """Bytes that are no UTF-8, as a script that read a Latin-1 file had them."""
    token = gdata.auth.OAuthToken(key="caf\xe9" if str is bytes else "caf\udce9", secret="s")
    return token


def shared():
    """One object at two places, and a circle."""
    token = client_login_token()
    token.friend = [token, SCOPES, SCOPES]
    return [token, token]


def made(key):
    gauth = gdata.gauth
    return {
        "auth.ClientLoginToken": client_login_token,
        "auth.AuthSubToken": auth_sub_token,
        "auth.SecureAuthSubToken": lambda: gdata.auth.SecureAuthSubToken(key, "secure", SCOPES),
        "auth.OAuthToken": lambda: gdata.auth.OAuthToken("key", "secret", SCOPES, consumer()),
        "auth.OAuthToken by RSA": lambda: gdata.auth.OAuthToken("key", "secret", SCOPES, consumer(key)),
        "auth.OAuthToken 2-legged": lambda: gdata.auth.OAuthToken(
            oauth_input_params=consumer(None, "admin@example.com")
        ),
        "auth.OAuthInputParams": consumer,
        "service.BasicAuthToken": lambda: atom.service.BasicAuthToken("Basic xyz", scopes=["http"]),
        "http_interface.GenericToken": atom.http_interface.GenericToken,
        "oauth.OAuthToken": lambda: gdata.oauth.OAuthToken("k", "s"),
        "gauth.ClientLoginToken": lambda: gauth.ClientLoginToken("login"),
        "gauth.AuthSubToken": lambda: gauth.AuthSubToken("sub", SCOPES),
        "gauth.SecureAuthSubToken": lambda: gauth.SecureAuthSubToken("secure", key, SCOPES),
        "gauth.OAuthHmacToken": lambda: gauth.OAuthHmacToken("ck", "cs", "t", "ts", gauth.ACCESS_TOKEN, "n", "v"),
        "gauth.OAuthRsaToken": lambda: gauth.OAuthRsaToken("ck", key, "t", "ts", gauth.REQUEST_TOKEN),
        "gauth.TwoLeggedOAuthHmacToken": lambda: gauth.TwoLeggedOAuthHmacToken("ck", "cs", "a@example.com"),
        "gauth.TwoLeggedOAuthRsaToken": lambda: gauth.TwoLeggedOAuthRsaToken("ck", key, "a@example.com"),
        "gauth.OAuth2Token": oauth2_token,
        "TokenStore": store,
        "AppsService": apps_service,
        "AtomService": atom_service,
        "GDataService": lambda: gdata.service.GDataService(service="apps", source="s"),
        "GDClient": client,
        "AtomPubClient": lambda: atom.client.AtomPubClient(host="h", source="s"),
        "UserEntry": lambda: gdata.apps.UserEntryFromString(entry()),
        "UserEntry by hand": lambda: gdata.apps.UserEntry(
            login=gdata.apps.Login(user_name="u", suspended="true"), title=atom.Title(text=u"\xe9".encode("utf-8"))
        ),
        "UserFeed": lambda: gdata.apps.UserFeedFromString(feed()),
        "atom.Entry": lambda: atom.EntryFromString(entry()),
        "ExtensionElement": lambda: atom.ExtensionElementFromString("<x:a xmlns:x='urn:x' b='c'>t<d/></x:a>"),
        "atom.data.Entry": lambda: atom.core.parse(entry(), atom.data.Entry, 2),
        "GDEntry": v2_entry,
        "GDFeed": lambda: atom.core.parse(feed(), gdata.data.GDFeed, 2),
        "XmlElement": lambda: atom.core.parse("<x:a xmlns:x='urn:x' b='c'>t<d/></x:a>"),
        "Url": lambda: atom.url.parse_url("https://example.com:8080/p?a=b&c"),
        "Uri": lambda: atom.http_core.parse_uri("https://example.com:8080/p?a=b&c"),
        "HttpRequest": request,
        "HttpResponse": lambda: atom.http_interface.HttpResponse("body", 200, "OK", {"A": "b"}),
        "MockHttpClient": recordings,
        "Query": query,
        "RequestError": error,
        "plain data": lambda: [{"a": 1.5, "b": set([1]), "c": (None, True, 10 ** 20)}, u"\xe9", complex(1, 2)],
        "shared": shared,
        "odd text": odd_text,
    }


def said(value, seen=()):
    """Give class and attributes as JSON; elements as XML; of what is read through files, the content."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    elif isinstance(value, str):
        value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if hasattr(value, "hashAndSign") or hasattr(value, "getvalue"):  # of old-style classes
        return _said_of_object(value, seen)
    if any(value is one for one in seen):
        return "a circle"
    seen = seen + (value,)
    if isinstance(value, (dict, list, tuple, set)) and type(value).__module__ in ("__builtin__", "builtins"):
        return _said_of_data(value, seen)
    if value is None or isinstance(value, (bool, float)) or type(value).__module__ in ("__builtin__", "builtins"):
        return u"%s" % (value,)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if hasattr(value, "ToString") and not isinstance(value, atom.url.Url):
        xml = value.ToString()
        return {"xml": xml.decode("utf-8") if isinstance(xml, bytes) else xml}
    return _said_of_object(value, seen)


def _said_of_data(value, seen):
    if isinstance(value, dict):
        return dict((u"%s" % (key,), said(item, seen)) for key, item in value.items())
    return [said(item, seen) for item in value]


def _said_of_object(value, seen):
    if hasattr(value, "hashAndSign"):
        return {"key": u"%s" % (value.n,), "signature": said(_hex(value.hashAndSign("text")), seen)}
    if hasattr(value, "getvalue"):
        return {"content": said(value.getvalue(), seen)}
    found = {"class": type(value).__name__}
    if isinstance(value, Exception):
        found["args"] = said(list(value.args), seen)
    if isinstance(value, dict):
        found["items"] = said(dict(value), seen)
    found["attributes"] = said(dict(vars(value)), seen)
    return found


def _hex(octets):
    return "".join("%02x" % (octet if isinstance(octet, int) else ord(octet)) for octet in octets)
