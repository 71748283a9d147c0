# What every script against the server begins with. It runs on Python 2.7 with the original and on Python 3 with
# ours; what it notes in `seen` is printed as JSON at the end.
from __future__ import print_function

import json
import sys

ADDRESS, TOKEN, TOKEN_SECRET, CONSUMER_SECRET, DOMAIN = sys.argv[1:6]
ARGUMENTS = sys.argv[6:]

try:
    import gdata_compat
    gdata_compat.install(server="http://" + ADDRESS)
except ImportError:
    import httplib

    class Routed(httplib.HTTPConnection):
        """Every connection to Google leads to the server, which is told the scheme that was signed."""

        scheme = "http"

        def __init__(self, *unused, **ignored):
            plain.__init__(self, ADDRESS)

        def putrequest(self, *arguments, **keywords):
            plain.putrequest(self, *arguments, **keywords)
            self.putheader("X-Forwarded-Proto", self.scheme)

    class RoutedSecurely(Routed):
        scheme = "https"

    plain, httplib.HTTPConnection, httplib.HTTPSConnection = httplib.HTTPConnection, Routed, RoutedSecurely

import gdata.auth
import gdata.client
import gdata.gauth
import gdata.service

seen = []


def service(kind, **arguments):
    """A service of the first generation, with the long-lived token pushed as the current one."""
    return pushed(kind(source="app", domain=DOMAIN, **arguments))


def pushed(made):
    """The service, with the long-lived token pushed as the current one."""
    made.SetOAuthInputParameters(
        gdata.auth.OAuthSignatureMethod.HMAC_SHA1, DOMAIN, consumer_secret=CONSUMER_SECRET)
    token = gdata.auth.OAuthToken(key=TOKEN, secret=TOKEN_SECRET)
    token.oauth_input_params = made.GetOAuthInputParameters()
    made.SetOAuthToken(token)
    return made


def client(kind, **arguments):
    """A client of the second generation, with the same token."""
    token = gdata.gauth.OAuthHmacToken(DOMAIN, CONSUMER_SECRET, TOKEN, TOKEN_SECRET, gdata.gauth.ACCESS_TOKEN)
    return kind(DOMAIN, auth_token=token, **arguments)


def refused(function, *arguments, **keywords):
    """Note how a call is refused: the error's name, its status, and the API's code and reason."""
    try:
        function(*arguments, **keywords)
    except Exception as error:
        told = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
        status = getattr(error, "status", None) or told.get("status")
        body = getattr(error, "body", None) or told.get("body") or ""
        body = body if isinstance(body, str) else body.decode("utf-8")
        code = body.partition('errorCode="')[2].partition('"')[0]
        reason = body.partition('reason="')[2].partition('"')[0]
        seen.append([type(error).__name__, status, code, reason])
    else:
        seen.append("not refused")
