# -*- coding: utf-8 -*-
"""What gdata.sample_util asks for, and how it authorizes a client.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import getpass
import io
import os
import sys

from record_client import Web, outcome

try:
    import __builtin__ as builtins
except ImportError:
    import builtins

KEY_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "signing", "rsa2048.pem")
SCOPES = ["http://a/", "http://b/"]
LOGGED_IN = (200, "SID=1\nAuth=logged-in")
LASTING = (200, "Token=lasting")
OAUTH_TOKEN = (200, "oauth_token=ot&oauth_token_secret=os")
ACCESS_TOKEN = (200, "oauth_token=at&oauth_token_secret=as")
BACK = "http://gauthmachine.appspot.com/oauth?oauth_token=auth&oauth_verifier=ver"


class User(object):
    """Stands for the command line and for who sits before it; keeps what was entered openly and secretly."""

    def __init__(self, arguments, entered):
        self._arguments = ["sample.py"] + list(arguments)
        self._entered = list(entered)
        self.openly, self.secretly = [], []

    def _enter(self, kept):
        def enter(prompt=""):
            kept.append(self._entered.pop(0))
            return kept[-1]

        return enter

    def __enter__(self):
        name = "raw_input" if hasattr(builtins, "raw_input") else "input"
        kept = [(sys, "argv"), (sys, "stdout"), (builtins, name), (getpass, "getpass")]
        self._kept = [(place, each, getattr(place, each)) for place, each in kept]
        sys.argv, sys.stdout = self._arguments, io.BytesIO() if str is bytes else io.StringIO()
        setattr(builtins, name, self._enter(self.openly))
        getpass.getpass = self._enter(self.secretly)
        return self

    def __exit__(self, *_):
        self.shown = sys.stdout.getvalue()
        for place, name, value in self._kept:
            setattr(place, name, value)


def scenes(lib):
    """Every scene with its name."""
    for part in (parameters, logins, auth_sub, oauth, small_parts):
        for name, scene in part(lib):
            yield "%s: %s" % (part.__name__.replace("_", " "), name), scene


def asked(act, arguments=(), entered=()):
    """A scene: `act` with a user."""

    def scene():
        with User(arguments, entered) as user:
            told = outcome(act)
        told["openly"], told["secretly"] = user.openly, user.secretly
        return told

    return scene


def parameters(lib):
    util = lib.gdata_sample_util
    line = ["--name=value", "--other", "second", "--twice=1", "--twice=2", "--cut=a=b=c", "--empty=", "--namesake=x"]
    for name in ("name", "other", "twice", "cut", "empty", "namesake", "missing", "last"):
        yield name, asked(lambda n=name: util.get_param(n, "Prompt"), line + ["--last"], ["entered"])
    yield "not asked", asked(lambda: util.get_param("missing", ask=False), line)
    yield "secret", asked(lambda: util.get_param("missing", "Prompt", True), line, ["hidden"])
    yield "secret on the line", asked(lambda: util.get_param("name", "Prompt", True), line)
    yield "by positions", asked(lambda: util.get_param("missing", "Prompt", False, False), line)

    def kept(prefs=None, **options):
        def act():
            settings = util.SettingsUtil(prefs)
            return [settings.get_param("name", **options), settings.get_param("missing", **options), settings.prefs]

        return act

    yield "kept", asked(kept(reuse=True), line, ["entered"])
    yield "not kept", asked(kept(), line, ["entered"])
    yield "kept before", asked(kept({"name": "was", "missing": None}), line)
    yield "nothing to keep", asked(kept(reuse=True, ask=False), line)
    yield "an empty entry is kept", asked(kept(reuse=True), [], ["", ""])

    def shares():
        given = {"a": "b"}
        return [util.SettingsUtil(given).prefs is given, util.SettingsUtil().prefs]

    yield "prefs are the caller's", shares


def authorized(lib, answers=(), arguments=(), entered=(), prefs=None, token=None, **options):
    """A scene: a client is authorized."""

    def scene():
        web = Web(lib, *answers)
        client = lib.gdata_client.GDClient(http_client=web, auth_token=token)
        settings = lib.gdata_sample_util.SettingsUtil(prefs and dict(prefs))
        with User(arguments, entered) as user:
            told = outcome(lambda: settings.authorize_client(client, **options))
        token_now = client.auth_token
        told["token"] = token_now and lib.gdata_gauth.token_to_blob(token_now)[:60]
        told["prefs"] = dict((n, v.replace(KEY_FILE, "FILE")[:60]) for n, v in settings.prefs.items())
        told["openly"], told["secretly"], told["sent"] = user.openly, user.secretly, web.seen
        urls = [word for word in user.shown.split() if word.startswith("https://")]
        # What a query looks like is Python 2's order of the keys of a dict.
        told["shown"] = [sorted(url.split("?")[-1].split("&")) for url in urls[-1:]]
        return told

    return scene


def logins(lib):
    log_in = {"answers": [LOGGED_IN], "auth_type": 1}
    yield "asked for all", authorized(lib, entered=["me", "pw", "cl"], **log_in)
    yield "asked how", authorized(lib, [LOGGED_IN], entered=["1", "me", "pw", "cl"])
    line = ["--auth_type=1", "--email=me", "--password", "pw", "--service=cl", "--source=src"]
    yield "on the line", authorized(lib, [LOGGED_IN], line)
    yield "given", authorized(lib, entered=["me", "pw"], service="cp", source="my-source", **log_in)
    yield "in the settings", authorized(lib, prefs={"auth_type": "1", "service": "s", "email": "e", "password": "p"}, answers=[LOGGED_IN])
    yield "refused", authorized(lib, [(403, "Error=BadAuthentication")], entered=["me", "pw", "cl"], auth_type=1)
    yield "authorized before", authorized(lib, prefs={"client_auth_token": "1c|t"})
    yield "an unknown way", authorized(lib, auth_type=7)
    yield "an unknown way, entered", authorized(lib, entered=["0"])
    yield "a way that is no number", authorized(lib, entered=["x"])
    yield "a way as text", authorized(lib, auth_type="1")


def auth_sub(lib):
    gauth = lib.gdata_gauth
    plain = {"auth_type": 2, "scopes": SCOPES}
    yield "a lasting token", authorized(lib, [], ["--session_token=st", "--rsa_private_key="], **plain)
    yield "a token for one use", authorized(lib, [LASTING], ["--auth_sub_token=one", "--rsa_private_key="], **plain)
    both = ["--auth_sub_token=one", "--session_token=st", "--rsa_private_key="]
    yield "both", authorized(lib, [LASTING], both, **plain)
    yield "none", authorized(lib, [LASTING], entered=["", "entered-token"], **plain)
    yield "refused", authorized(lib, [(403, "no")], entered=["", "entered-token"], **plain)
    secure = ["--rsa_private_key", KEY_FILE]
    yield "secure, a lasting token", authorized(lib, [], secure + ["--session_token=st"], **plain)
    yield "secure, a token for one use", authorized(lib, [LASTING], secure + ["--auth_sub_token=one"], **plain)
    yield "secure, none", authorized(lib, [LASTING], secure, entered=["entered-token"], **plain)
    there = {"token": gauth.ClientLoginToken("was"), "entered": ["entered-token"]}
    yield "secure, authorized before", authorized(lib, [LASTING], secure + ["--session_token=st"], **dict(plain, **there))
    yield "a key that is not there", authorized(lib, [LASTING], ["--rsa_private_key=/no/such/file"], ["entered"], **plain)
    yield "scopes as text", authorized(lib, [LASTING], entered=["", "tok"], auth_type=2, scopes="http://a/,http://b/")
    yield "scopes entered", authorized(lib, [LASTING], entered=["http://a/,http://b/", "", "tok"], auth_type=2)
    yield "all entered", authorized(lib, [LASTING], entered=["2", "http://a/", "", "tok"])


def oauth(lib):
    hmac = {"answers": [OAUTH_TOKEN, ACCESS_TOKEN], "auth_type": 3, "scopes": SCOPES}
    yield "hmac", authorized(lib, entered=["key", "secret", BACK], oauth_type=1, **hmac)
    yield "hmac, asked", authorized(lib, entered=["1", "key", "secret", BACK], **hmac)
    given = {"oauth_type": 1, "consumer_key": "given", "consumer_secret": "given too"}
    yield "key and secret given", authorized(lib, entered=["key", "secret", BACK], **dict(hmac, **given))
    line = ["--oauth_type=1", "--consumer_key=k", "--consumer_secret=s", "--scopes=http://a/"]
    yield "on the line", authorized(lib, [OAUTH_TOKEN, ACCESS_TOKEN], line, [BACK], auth_type=3)
    yield "rsa", authorized(lib, arguments=["--rsa_private_key=" + KEY_FILE], entered=["key", BACK], oauth_type=2, **hmac)
    yield "an unknown signature", authorized(lib, entered=["key"], oauth_type=9, **hmac)
    yield "an unknown signature, entered", authorized(lib, entered=["5", "key"], **hmac)
    refused = dict(hmac, answers=[(401, "no")])
    yield "refused", authorized(lib, entered=["key", "secret"], oauth_type=1, **refused)
    yield "refused at the end", authorized(
        lib, entered=["key", "secret", BACK], oauth_type=1, **dict(hmac, answers=[OAUTH_TOKEN, (401, "no")])
    )


def small_parts(lib):
    util = lib.gdata_sample_util

    def by_function():
        web = Web(lib, LOGGED_IN)
        client = lib.gdata_client.GDClient(http_client=web)
        util.authorize_client(client, 1, "cl", "src", None, None, "k", "s")
        return [client.auth_token.token_string, web.seen]

    yield "authorize_client", asked(by_function, [], ["me", "pw"])
    yield "constants", lambda: [util.CLIENT_LOGIN, util.AUTHSUB, util.OAUTH, util.HMAC, util.RSA]

    def options():
        with User([], []) as user:
            util.print_options()
        return user.shown

    yield "print_options", options
