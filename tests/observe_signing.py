# -*- coding: utf-8 -*-
"""Watches gdata 2.0.18 sign; runs on Python 2.7 with that library on its path.

    cd tests; PYTHONPATH=LIBRARY python2.7 observe_signing.py data/signing > data/signing/observed.json

Nonce and timestamp are fixed. For every URL, kind of call and signature method it writes what the original
signs (base string), the signature, the whole header, and the URL that it then requests.
"""

# ruff: noqa: UP004, UP009 - Python 2
import json
import os
import sys

sys.path.pop(0)  # this folder has a package `gdata` of its own

import gdata.auth
import gdata.oauth

URLS = [
    "https://apps-apis.google.com/a/feeds/example.com/user/2.0/jdoe",
    "https://apps-apis.google.com/a/feeds/example.com/user/2.0?startUsername=j%2Fd",
    "https://apps-apis.google.com/a/feeds/group/2.0/example.com/list%40example.com/member",
    "https://apps-apis.google.com/a/feeds/group/2.0/example.com/list@example.com/member",
    "https://apps-apis.google.com/a/feeds/orgunit/2.0/C01/a%2Fb%2Fc",
    "https://apps-apis.google.com/a/feeds/orgunit/2.0/C01/a%2fb%2fc?get=children&orgUnitPath=a%2fb",
    "https://apps-apis.google.com/a/feeds/orgunit/2.0/C01/a+b",
    "https://apps-apis.google.com/a/feeds/orgunit/2.0/C01/a b",
    "https://apps-apis.google.com/a/feeds/orgunit/2.0/C01/a%20b",
    "https://apps-apis.google.com/a/feeds/orgunit/2.0/C01/%252F",
    "http://example.com",
    "http://example.com/",
    "http://example.com?a=b",
    "http://example.com/?a=b",
    "http://example.com#f",
    "https://example.com/p?a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9",
    "https://example.com/p?b=2&a=1",
    "https://example.com/p?a=2&a=1",
    "https://example.com/p?a=1&a=2&a=",
    "https://example.com/p?a=&b=",
    "https://example.com/p?a",
    "https://example.com/p?a&b=1",
    "https://example.com/p?",
    "https://example.com/p?&",
    "https://example.com/p?&&a=1&&",
    "https://example.com/p?=",
    "https://example.com/p?=x",
    "https://example.com/p?a=b=c",
    "https://example.com/p?a==",
    "https://example.com/p?a=x%3Dy",
    "https://example.com/p?a=x+y",
    "https://example.com/p?a=x%20y",
    "https://example.com/p?a=x%2By",
    "https://example.com/p?a+b=c+d",
    "https://example.com/p?a=~b&~=c",
    "https://example.com/p?a=%7Eb",
    "https://example.com/p?a=-._!*'()",
    "https://example.com/p?a=%21%2A%27%28%29",
    "https://example.com/p?q=a/b:c@d",
    "https://example.com/p?q=http://example.org/x?y=z",
    "https://example.com/p?q=http%3A%2F%2Fexample.org%2Fx%3Fy%3Dz",
    "https://example.com/p?a=%e9",
    "https://example.com/p?a=%E9",
    "https://example.com/p?a=%c3%a9",
    "https://example.com/p?a=%C3%A9",
    "https://example.com/p?a=\xc3\xa9",
    "https://example.com/p?\xc3\xa9=1&z=2&e=3",
    "https://example.com/\xc3\xa9/p",
    "https://example.com/%C3%A9/p",
    "https://example.com/p?a=\xe6\x97\xa5\xe6\x9c\xac&b=\xf0\x9f\x98\x80",
    "https://example.com/p?a=%zz&b=%&c=%4",
    "https://example.com/p?a=%00&b=%0A",
    "https://example.com/p?a;b=1",
    "https://example.com/p?a=1;b=2",
    "https://example.com/p;x=y?a=1",
    "https://example.com/p;x/q;y?a=1",
    "https://example.com/p#f",
    "https://example.com/p?a=1#f?b=2",
    "https://example.com/p#f?b=2",
    "https://EXAMPLE.com/Path?A=B&a=b",
    "HTTPS://example.com/p?a=1",
    "HtTp://ExAmPlE.CoM:80/p",
    "http://example.com:80/p",
    "https://example.com:80/p",
    "http://example.com:443/p",
    "https://example.com:443/p",
    "https://example.com:8443/p",
    "http://example.com:8080",
    "http://example.com:/p",
    "http://example.com:080/p",
    "http://user:secret@example.com/p",
    "http://user:secret@example.com:80/p",
    "http://user@example.com/p",
    "http://[::1]:80/p",
    "http://127.0.0.1:8080/p",
    "//example.com/p?a=1",
    "/p?a=1",
    "p?a=1",
    "",
    "?a=1",
    "example.com:80/p",
    "example.com:80",
    "https://example.com//p//q/",
    "https://example.com/./p/../q",
    "https://example.com/p?oauth_token=x&oauth_extra=y%20z",
    "https://example.com/p?oauth_signature=x",
    "https://example.com/p?oauth_nonce=1&oauth_timestamp=2",
    "https://example.com/p?xoauth_requestor_id=other%40example.com",
    "https://example.com/p?a%26b=c%26d",
    "https://example.com/p?a1=1&a=2&a-=3&a.=4&a_=5&A=6&a~=7&a+=8",
    "https://example.com/p?" + "a" * 300 + "=" + "b" * 300,
    "https://www.google.com/m8/feeds/contacts/example.com/full?max-results=100&updated-min=2011-01-01T00:00:00Z",
    "https://docs.google.com/feeds/default/private/full/folder%3Aroot/contents?title=a+%26+b&showfolders=true",
    "http://gdata.youtube.com/feeds/api/videos?q=caf%C3%A9&orderby=published&racy=include",
    "https://spreadsheets.google.com/feeds/list/key/od6/private/full?sq=name%20%3D%20%22x%22",
]

CONSUMERS = {
    "three-legged": ("example.com", "c/s+e=c ret~", "1/to+ken=", "t&s%/\xc3\xa9", None),
    "two-legged": ("example.com", "secret", None, None, "jdoe@example.com"),
    "empty token secret": ("anonymous", "anonymous", "tok", "", None),
}


def _text(value):
    return value.decode("utf-8", "replace") if isinstance(value, str) else value


def observe(url, method, strategy, kind, rsa_key):
    key, secret, token_key, token_secret, requestor = CONSUMERS[kind]
    params = gdata.auth.OAuthInputParams(strategy, key, secret, rsa_key, requestor)
    token = gdata.auth.OAuthToken(token_key, token_secret, None, params)
    signed = {}

    class Recorder(object):
        def request(self, operation, url, data=None, headers=None):
            signed["header"] = headers["Authorization"]
            signed["requested"] = _text(str(url))

    build = gdata.oauth.OAuthRequest.build_signature

    def watch(self, *arguments):
        signature = build(self, *arguments)
        base = arguments[0].build_signature_base_string(self, *arguments[1:])[1]
        signed.update(base_string=base, signature=signature)
        return signature

    gdata.oauth.OAuthRequest.build_signature = watch
    try:
        token.perform_request(Recorder(), method, gdata.auth.atom.url.parse_url(url))
    except ValueError as error:
        signed["error"] = str(error)
    finally:
        gdata.oauth.OAuthRequest.build_signature = build
    return dict(signed, url=_text(url), method=method, strategy=strategy, kind=kind)


def main():
    gdata.oauth.generate_nonce = lambda length=8: "01234567"
    gdata.oauth.generate_timestamp = lambda: 1300000000
    with open(os.path.join(sys.argv[1], "rsa2048.pem")) as file:
        rsa_key = file.read()
    rows = [observe(url, "GET", "HMAC_SHA1", kind, None) for url in URLS for kind in sorted(CONSUMERS)]
    methods = ("POST", "put", "DELETE")
    rows += [observe(URLS[0], method, "HMAC_SHA1", "two-legged", None) for method in methods]
    rows += [observe(url, "GET", "RSA_SHA1", "two-legged", rsa_key) for url in URLS[::12]]
    json.dump(rows, sys.stdout, indent=1, sort_keys=True, separators=(",", ": "))
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
