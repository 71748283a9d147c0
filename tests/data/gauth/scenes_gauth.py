# -*- coding: utf-8 -*-
"""What gdata.gauth signs, writes and reads, with nonce and time fixed.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import os
import time

TIME, DIGIT = 1300000000, 7

with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "signing", "rsa2048.pem")) as _file:
    KEY = _file.read()

URLS = [
    "https://apps-apis.google.com/a/feeds/example.com/user/2.0/jdoe",
    "https://www.google.com/m8/feeds/contacts/example.com/full?max-results=100&updated-min=2011-01-01T00:00:00Z",
    "http://example.com",
    "http://example.com/",
    "http://EXAMPLE.com/Path?A=B&a=b",
    "HTTPS://example.com:443/p",
    "http://example.com:443/p",
    "http://example.com:80/p",
    "https://example.com:80/p",
    "https://example.com:8443/p?z=1&y=2",
    "//example.com/p",
    "//example.com:443/p",
    "http://example.com/p%2Fq/a%20b;x=y?c=%7E~&d=a+b%2B",
    "http://example.com/caf%C3%A9?q=caf%C3%A9&%C3%A9=1",
    "http://example.com/\xc3\xa9?a=\xc3\xa9" if str is bytes else u"http://example.com/\u00e9?a=\u00e9",
    "http://example.com/p?a-=1&a.=2&a=3&a_=4&a~=5&A=6",
    "http://example.com/p?a=&b=c=d",
    "http://example.com/p?oauth_token=mine&oauth_nonce=1",
    "http://example.com/p?scope=http%3A%2F%2Fa%2F+http%3A%2F%2Fb%2F",
]


class Fixed(object):
    """Fixes time and nonce in either library."""

    def __init__(self, gauth):
        self.gauth = gauth

    def __enter__(self):
        self._time, time.time = time.time, lambda: float(TIME)
        if hasattr(self.gauth, "random"):
            self.gauth.random.randint = lambda low, high: DIGIT
        else:
            from gdata_compat.engine import oauth1

            self._oauth1, self._nonce = oauth1, oauth1.nonce
            oauth1.nonce = lambda length=8: str(DIGIT) * length

    def __exit__(self, *_):
        time.time = self._time
        if hasattr(self, "_oauth1"):
            self._oauth1.nonce = self._nonce


def fails(kind, call):
    """Tell that the call raises an error of the kind; ours may be a subclass."""
    try:
        return call()
    except kind:
        return kind.__name__


def tokens(gauth):
    """A token of every kind, by its name."""
    access = gauth.ACCESS_TOKEN
    return [
        ("client login", gauth.ClientLoginToken("t|o=k/en")),
        ("auth sub", gauth.AuthSubToken("t|o", ["http://a/b c", "http://d|e"])),
        ("secure auth sub", gauth.SecureAuthSubToken("tok", KEY, ["http://a/"])),
        ("hmac", gauth.OAuthHmacToken("example.com", "c/s+e=c ret~", "1/to+ken=", "t&s%/", access)),
        ("hmac, no secret", gauth.OAuthHmacToken("anonymous", "anonymous", "tok", None, access)),
        ("hmac, empty secret", gauth.OAuthHmacToken("anonymous", "", "tok", "", access)),
        (
            "hmac, request",
            gauth.OAuthHmacToken("k", "s", "tok", "sec", gauth.REQUEST_TOKEN, "http://n/?a=b c", "ver/1"),
        ),
        ("rsa", gauth.OAuthRsaToken("example.com", KEY, "1/tok", "sec", access)),
        ("rsa, request", gauth.OAuthRsaToken("k", KEY, "tok", None, 2, "http://n/", "v")),
        ("two-legged hmac", gauth.TwoLeggedOAuthHmacToken("example.com", "sec~ret", "j doe@example.com")),
        ("two-legged rsa", gauth.TwoLeggedOAuthRsaToken("example.com", KEY, "jdoe@example.com")),
        ("oauth 2", gauth.OAuth2Token("id", "sec", "http://s/ http://r/", "ua", access_token="a", refresh_token="r")),
    ]


def signing(lib):
    """Headers, base strings and signatures."""
    gauth, core = lib.gauth, lib.http_core

    def header(token, url, method="GET"):
        request = core.HttpRequest(url, method)
        with Fixed(gauth):
            given = token.modify_request(request)
        return [request.headers, given is request, sorted(request.uri.query.items())]

    def base(url, *arguments, **options):
        return gauth.build_oauth_base_string(core.HttpRequest(url, "post"), "key", "nonce", *arguments, **options)

    for name, token in tokens(gauth):
        # AuthSub signs the URL as text, and Python 2 orders its query by the hash of the names.
        urls = [url for url in URLS if "&" not in url] if name == "secure auth sub" else URLS
        for url in urls if "rsa" not in name else urls[::4]:
            yield "%s %s" % (name, url), lambda token=token, url=url: header(token, url)
        yield name + " put", lambda token=token: header(token, URLS[0], "put")
    for url in URLS:
        yield "base " + url, lambda url=url: base(url, "M", 12, "1.0")
    yield "base, all given", lambda: base(URLS[0], "M", "1", None, next="http://n/", token="t/", verifier="v~")
    yield "base, none given", lambda: base(URLS[0], "M", "1", "1.0", None)
    yield "no consumer secret", lambda: gauth.generate_hmac_signature(core.HttpRequest(URLS[0], "GET"), "k", None, 1, "n", "1.0")
    yield "no key", lambda: fails(SyntaxError, lambda: gauth.generate_signature("text", "no key"))
    yield "auth sub signature", lambda: gauth.generate_signature("text", KEY)
    for count in range(8):
        options = dict((name, "/x") for bit, name in enumerate(("next", "token", "verifier")) if count >> bit & 1)
        yield "header %d" % count, lambda options=options: gauth.generate_auth_header("c/", 1, "n", "M", "s=", **options)


def obtaining(lib):
    """How tokens are obtained."""
    gauth, core = lib.gauth, lib.http_core

    def query(uri):
        return [uri.scheme, uri.host, uri.path, sorted(uri.query.items())]

    def sent(request):
        return [request.method, request.headers, query(request.uri)]

    def request_token(method, scopes, **options):
        with Fixed(gauth):
            request = gauth.generate_request_for_request_token("key", method, scopes, **options)
        return request and sent(request)

    def access_token(name):
        with Fixed(gauth):
            return sent(gauth.generate_request_for_access_token(dict(tokens(gauth))[name]))

    def state(token):
        return vars(token)

    def hmac():
        return gauth.OAuthHmacToken("k", "s", "t", "ts", gauth.REQUEST_TOKEN, "http://n/", "v")

    scopes = ["http://a/ b", "http://c/"]
    yield "request, hmac", lambda: request_token(gauth.HMAC_SHA1, scopes, consumer_secret="s")
    yield "request, rsa", lambda: request_token(gauth.RSA_SHA1, scopes, rsa_key=KEY, next="http://n/?a=b")
    yield "request, no scopes", lambda: request_token(gauth.HMAC_SHA1, None, consumer_secret="s", version="2")
    yield "request, unknown method", lambda: request_token("PLAINTEXT", scopes)
    yield "request, elsewhere", lambda: request_token(gauth.HMAC_SHA1, scopes, consumer_secret="s", auth_server_url="http://h:8/t?a=b")
    yield "access, hmac", lambda: access_token("hmac, request")
    yield "access, rsa", lambda: access_token("rsa, request")
    yield "authorization url", lambda: query(gauth.generate_oauth_authorization_url("t/k"))
    yield "authorization url, all", lambda: query(gauth.generate_oauth_authorization_url("t", "http://n/", "d", "en", "mobile", "http://h/?a=b"))
    yield "token's authorization url", lambda: query(hmac().generate_authorization_url("d", "de"))
    for url in ("http://n/?oauth_token=a%252Fb&oauth_verifier=c", "http://n/?oauth_token=a", "http://n/"):
        yield "info " + url, lambda url=url: gauth.oauth_token_info_from_url(url)
        yield "authorize " + url, lambda url=url: state(gauth.authorize_request_token(hmac(), url))
    for body in ("oauth_token=a%2Fb+c&oauth_token_secret=d%3D&e", "oauth_token_secret=", "x", ""):
        yield "body " + body, lambda body=body: gauth.oauth_token_info_from_body(body)
        yield "upgrade " + body, lambda body=body: state(gauth.upgrade_to_access_token(hmac(), body))
        yield "hmac of " + body, lambda body=body: state(gauth.hmac_token_from_body(body, "k", "s", 1))
        yield "rsa of " + body, lambda body=body: state(gauth.rsa_token_from_body(body, "k", "s", 1))
    login = "SID=a\nLSID=b\nAuth=c=d\nError=CaptchaRequired\nCaptchaToken=e\nCaptchaUrl=f?g=h\n"
    for body in (login, "Error=BadAuthentication", ""):
        yield "login of " + body, lambda body=body: [gauth.get_client_login_token_string(body), gauth.get_captcha_challenge(body)]
    yield "captcha elsewhere", lambda: gauth.get_captcha_challenge(login, "http://x/")
    yield "login form", lambda: sorted(gauth.generate_client_login_request_body("e@h", "p&", "apps", "me", "HOSTED", "t", "r").split("&"))
    yield "auth sub url", lambda: query(gauth.generate_auth_sub_url("http://n/", ["http://a/", core.parse_uri("http://b/c")]))
    yield "auth sub url, all", lambda: query(gauth.generate_auth_sub_url("http://n/", "http://a/", True, False, "https://h/r?a=b", "d", "p"))
    for url in ("http://n/?token=a%2Fb&auth_sub_scopes=http%3A%2F%2Fa+http%3A%2F%2Fb", "http://n/?token=a", "http://n/?x=y"):
        yield "auth sub of " + url, lambda url=url: gauth.auth_sub_string_from_url(url)
        yield "auth sub token of " + url, lambda url=url: state(gauth.AuthSubToken.from_url(url))
        yield "secure token of " + url, lambda url=url: state(gauth.SecureAuthSubToken.FromUrl(url, "key"))
    for body in ("Token=a=b\nExpiration=c", "x", ""):
        yield "auth sub body " + body, lambda body=body: gauth.auth_sub_string_from_body(body)


def storing(lib):
    """Tokens as text."""
    gauth = lib.gauth

    def there_and_back(token):
        blob = gauth.token_to_blob(token)
        made = gauth.token_from_blob(blob)
        return [blob, type(made).__name__, vars(made)]

    for name, token in tokens(gauth):
        yield "blob of " + name, lambda token=token: there_and_back(token)
    for blob in ("1c", "1c|", "1a|t", "1h|a", "1h|a|b|c|d|e|f|g", "1r|a|b|c|d|1|e", "9x|a", "", "2o|a", "1c|a|b"):
        yield "token of " + blob, lambda blob=blob: vars(gauth.token_from_blob(blob))
    yield "blob of a number", lambda: gauth.token_to_blob(5)
    yield "several", lambda: gauth.dump_tokens([token for _, token in tokens(gauth)])
    yield "several back", lambda: [vars(token) for token in gauth.load_tokens("1c|a,1a|b%2C|c")]
    yield "joined", lambda: gauth._join_token_parts("1x", "a|b", "%~ /", "", None)
    yield "split", lambda: gauth._split_token_parts("1x|a%7Cb|%25%7E+%2F||")
    yield "all scopes", gauth.find_scopes_for_services
    yield "scopes", lambda: gauth.find_scopes_for_services(["apps", "cp"])
    yield "unknown scopes", lambda: gauth.find_scopes_for_services(["no"])


def oauth2(lib):
    """OAuth 2.0, over a client that answers as it is told."""
    gauth, core = lib.gauth, lib.http_core

    class Client(object):
        def __init__(self, *answers):
            self.answers, self.asked = list(answers), []

        def request(self, request):
            headers = dict(request.headers)
            self.asked.append([request.method, str(request.uri), headers, request._body_parts[:]])
            status, body = self.answers.pop(0)
            return core.HttpResponse(status, "reason", {"h": "v"}, body)

    def token(**options):
        return gauth.OAuth2Token("id", "s/c", "http://s/", "ua", access_token="old", refresh_token="r&", **options)

    def state(made):
        kept = dict(vars(made))
        if kept.get("token_expiry"):
            kept["token_expiry"] = "known"
        return kept

    def called(*answers):
        client = Client(*answers)

        class Service(object):
            http_client = client

        made = token()
        service = made.authorize(Service())
        answer = service.http_client.request(core.HttpRequest("http://h/p", "GET"))
        return [client.asked, state(made), made.invalid, answer.status, answer.read(), service.auth_token is made]

    def with_client(client, call):
        kept, core.HttpClient.request = core.HttpClient.request, lambda self, request: client.request(request)
        try:
            return call(), client.asked
        finally:
            core.HttpClient.request = kept

    def exchanged(code, *answers):
        made = token()
        made.generate_authorize_url()
        try:
            _, asked = with_client(Client(*answers), lambda: made.get_access_token(code))
        except gauth.OAuth2AccessTokenError as error:
            return [type(error).__name__, error.error_message]
        return [asked, state(made)]

    def revoked(status, body, *arguments):
        made = token()
        try:
            _, asked = with_client(Client((status, body)), lambda: made.revoke(*arguments))
        except gauth.OAuth2RevokeError as error:
            return [str(error), vars(error), made.invalid]
        return [asked, made.invalid]

    good = '{"access_token": "new", "expires_in": "3600", "refresh_token": "r2"}'
    yield "authorize url", lambda: token().generate_authorize_url()
    yield "authorize url, all", lambda: token().generate_authorize_url("http://n/?a=b", "token", "online", "force")
    yield "authorize url, more", lambda: sorted(token(auth_uri="http://h/p;q?a=b&scope=c").generate_authorize_url(state="x y").split("?")[1].split("&"))
    yield "authorize url, start", lambda: token(auth_uri="http://h/p;q?a=b#f").generate_authorize_url().split("?")[0]
    yield "authorize url, end", lambda: token(auth_uri="http://h/p?a=b#f?g").generate_authorize_url().partition("#")[1:]
    yield "no refresh", lambda: called((200, "fine"))
    yield "refreshed", lambda: called((401, "no"), (200, good), (200, "fine"))
    yield "refreshed, the least", lambda: called((401, "no"), (200, '{"access_token": "new"}'), (401, "again"))
    yield "refresh refused", lambda: called((401, "no"), (400, '{"error": "invalid_grant"}'))
    yield "refresh without a token", lambda: called((401, "no"), (200, "{}"))
    yield "refresh without JSON", lambda: fails(ValueError, lambda: called((401, "no"), (200, "what")))
    yield "exchanged", lambda: exchanged("c/d", (200, good))
    yield "exchanged, a dict", lambda: exchanged({"code": "c"}, (200, '{"access_token": "new"}'))
    yield "exchange refused", lambda: exchanged("c", (400, '{"error": "invalid_grant"}'))
    yield "exchange refused, no JSON", lambda: exchanged("c", (500, "what"))
    yield "exchange refused, no error", lambda: exchanged("c", (500, "{}"))
    yield "exchange without a redirect", lambda: token().get_access_token("c")
    yield "revoked", lambda: revoked(200, "")
    yield "revoked elsewhere", lambda: revoked(200, "", "http://h/r", "other")
    for body in ('{"error": "invalid_token"}', "{}", "[1]", "what", ""):
        yield "revoke refused " + body, lambda body=body: revoked(400, body)


def scenes(lib):
    for part in (signing, obtaining, storing, oauth2):
        for scene in part(lib):
            yield scene
