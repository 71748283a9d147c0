# -*- coding: utf-8 -*-
"""What a library makes of a case: runs with 2.0.18 on Python 2.7 and, on ours, on Python 3.

    PYTHONPATH=LIBRARY python2.7 answers.py FOLDER_OF_SEEING < cases > answers

A case is a JSON document on a line, its answer one on a line. tests/differential draws the cases.
"""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import json
import sys

if __name__ == "__main__":
    sys.path[0] = sys.argv[1]

import seeing
from calls import module


def read_and_written(case):
    """What the object of a document says, what it writes afterwards, unread, and with something added."""
    folder, name = case["class"].rsplit(".", 1)
    cls, version, xml = getattr(module(folder), name), case["version"], case["xml"].encode("utf-8")
    if hasattr(cls, "_list_xml_members"):
        def make():
            return module("atom.core").parse(xml, cls, version)

        def write(node):
            return seeing.tree(node.to_string(version))

        extra = module("atom.core").XmlElement()
        extra._qname = "{urn:added}added"
    else:
        def make():
            return module("atom").CreateClassFromXMLString(cls, xml)

        def write(node):
            return seeing.tree(node.ToString())

        extra = module("atom").ExtensionElement("added", "urn:added")
    read = make()
    if read is None:
        return None
    says = seeing.said(read)
    edited = make()
    getattr(edited, "extension_elements").append(extra)
    edited.text = "edited"
    return [says, write(read), write(make()), write(edited)]


def signed_first(case):
    """Base string and signature of the first generation's request."""
    oauth = module("gdata.oauth")
    parameters = dict(case["parameters"], oauth_nonce="01234567", oauth_timestamp="1300000000")
    parameters = dict((text(name), text(value)) for name, value in parameters.items())
    consumer = oauth.OAuthConsumer(text(case["consumer"][0]), text(case["consumer"][1]))
    token = case["token"] and oauth.OAuthToken(text(case["token"][0]), text(case["token"][1]))
    request = oauth.OAuthRequest.from_consumer_and_token(
        consumer, token, http_method=case["method"], http_url=text(case["url"]), parameters=parameters
    )
    method = oauth.OAuthSignatureMethod_HMAC_SHA1()
    base = method.build_signature_base_string(request, consumer, token)
    return [base[0], base[1], method.build_signature(request, consumer, token)]


def signed_second(case):
    """Base string and signature of the second generation's request."""
    gauth, http_core = module("gdata.gauth"), module("atom.http_core")
    uri = http_core.Uri.parse_uri(text(case["url"]))
    uri.query.update(dict((text(name), text(value)) for name, value in case["parameters"].items()))
    request = http_core.HttpRequest(uri, case["method"])
    token, secret = case["token"] or ("", "")
    said = [request, text(case["consumer"][0]), "01234567", gauth.HMAC_SHA1, 1300000000, "1.0"]
    base = gauth.build_oauth_base_string(*said, token=text(token))
    said[3:4] = []
    signature = gauth.generate_hmac_signature(
        request, text(case["consumer"][0]), text(case["consumer"][1]), 1300000000, "01234567", "1.0",
        token=text(token), token_secret=text(secret)
    )
    # The order of what is asked for was that of a dict of Python 2.
    return [base, signature, sorted(str(uri).replace("?", "&").split("&"))]


def text(value):
    """A string as scripts had it: bytes in Python 2."""
    return value if sys.version_info[0] > 2 else value.encode("utf-8")


QUESTIONS = {"xml": read_and_written, "first": signed_first, "second": signed_second}


def answer(case):
    """What comes of a case: a JSON document; for an error the words `raises` and its kinds."""
    try:
        return json.loads(json.dumps(QUESTIONS[case["question"]](case)))
    except Exception as error:
        return {"raises": [kind.__name__ for kind in seeing._ERRORS if isinstance(error, kind)]}


if __name__ == "__main__":
    for line in iter(sys.stdin.readline, ""):
        sys.stdout.write(json.dumps(answer(json.loads(line)), sort_keys=True) + "\n")
        sys.stdout.flush()
