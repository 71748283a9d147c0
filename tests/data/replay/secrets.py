# -*- coding: utf-8 -*-
# Plays out what scripts do with secrets: it runs on both Pythons, and reads them from planted.json beside it.
from __future__ import print_function
import base64, binascii, hashlib, hmac, io, json, os, pickle, sys, zlib
try:
    import httplib
    from urllib import quote, urlencode
except ImportError:
    import http.client as httplib
    from urllib.parse import quote, urlencode
with io.open("planted.json", encoding="utf-8") as file:
    planted = json.load(file)
HOST, PORT, KEY_FILE = sys.argv[1], int(sys.argv[2]), sys.argv[3]
P = dict((name, value.encode("utf-8")) for name, value in planted.items())
if str is not bytes:
    P = dict((name, value.decode("utf-8")) for name, value in P.items())
quoted = lambda text: quote(text, safe="~")
xml = lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")

def call(method, path, body=None, **headers):
    connection = httplib.HTTPConnection(HOST, PORT)
    if str is not bytes and body is not None:
        body = body.encode("utf-8")
    connection.request(method, path, body, dict((k.replace("_", "-"), v) for k, v in headers.items()))
    answer = connection.getresponse().read()
    connection.close()
    return answer

def signed(text, *secrets):
    key = "&".join(quoted(each) for each in secrets).encode("ascii")
    return quoted(base64.b64encode(hmac.new(key, text.encode("ascii"), hashlib.sha1).digest()).decode("ascii"))

FORM = "application/x-www-form-urlencoded"
first = "printed before it is known: %s" % P["password of a user"]
print(first)
call("POST", "/accounts/ClientLogin", urlencode([("Email", "a@b"), ("Passwd", P["password of a login"])]), Content_Type=FORM)
call("GET", "/feed", Authorization="GoogleLogin auth=" + P["token of a login"])
call("GET", "/feed", Authorization='AuthSub token="%s"' % P["authsub token"])
call("GET", "/feed?access_token=%s" % quoted(P["bearer"]), Authorization="Bearer " + P["bearer"])
call("GET", "/feed", Authorization="OAuth " + P["token of a login"])
call("POST", "/token", urlencode([("refresh_token", P["refresh token"]), ("client_secret", P["client secret"]), ("code", "4/oncecode")]), Content_Type=FORM)
oauth = 'OAuth realm="", oauth_nonce="1", oauth_consumer_key="example.com", oauth_signature_method="HMAC-SHA1", oauth_token="%s", oauth_signature="%s"'
call("GET", "/request", Authorization=oauth % (quoted(P["request token"]), signed("x", P["consumer secret"], P["request token secret"])))
call("GET", "/answers")
call("GET", "/user", Authorization=oauth % (quoted(P["access token"]), signed("x", P["consumer secret"], P["token secret"])))
call("GET", "/user", Authorization='OAuth oauth_signature_method="PLAINTEXT", oauth_signature="%s"' % quoted("&".join(map(quoted, [P["plaintext secret"], P["token secret"]]))))
call("POST", "/user", '<entry><apps:login userName="dora" password="%s" admin="false"/></entry>' % xml(P["password of a user"]), Content_Type="application/atom+xml")
call("POST", "/user", "<entry><apps:property value='%s' name='newPassword'/></entry>" % xml(P["password in a row"]), Content_Type="application/atom+xml")
call("GET", "/cookies", Cookie="SID=%s; other=12" % P["cookie"])
call("GET", "/basic", Authorization="Basic " + base64.b64encode(("joe:" + P["basic password"]).encode("utf-8")).decode("ascii"))
call("GET", "/redirect?next=" + quoted("http://x/?token=" + quoted(P["redirect"])) + "&token=" + quoted(P["redirect"]))
with open(KEY_FILE) as file:
    P["private key"] = file.read()
    planted["private key"] = P["private key"]

def spelled(text):
    """Every way to write a text that a script may use, as bytes."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8")
    native = raw if str is bytes else text
    wide = raw.decode("utf-8")
    yield raw
    yield quoted(native).encode("ascii")
    yield quoted(quoted(native)).encode("ascii")
    yield urlencode([("x", native)]).encode("ascii")
    yield xml(native).encode("utf-8") if str is not bytes else xml(native)
    yield xml(xml(wide)).encode("ascii", "xmlcharrefreplace")
    yield json.dumps(wide).encode("ascii")
    yield json.dumps(json.dumps({"a": wide})).encode("ascii")
    yield json.dumps([wide], ensure_ascii=False).encode("utf-8")
    yield repr(raw).encode("ascii")
    yield repr(wide).encode("utf-8")
    yield repr(repr(raw)).encode("ascii")
    for before in (b"", b"x", b"xy"):
        yield base64.b64encode(before + raw + b"tail")
        yield base64.urlsafe_b64encode(before + raw + b"z")
    yield base64.b64encode(b"user name:" + raw)
    yield binascii.hexlify(raw)
    yield binascii.hexlify(raw).upper()
    yield getattr(base64, "encodebytes", base64.b64encode)(b"a line of text before it, and long: " + raw * 3)
    for protocol in (0, 1, 2):
        yield pickle.dumps({"secret": raw}, protocol)
        yield pickle.dumps({"secret": wide}, protocol)

out = getattr(sys.stdout, "buffer", sys.stdout)
err = getattr(sys.stderr, "buffer", sys.stderr)
out.flush()
for name in sorted(planted):
    number = sorted(planted).index(name)
    for at, text in enumerate(spelled(P[name])):
        (out if at % 2 else err).write(b"%d.%d: " % (number, at) + text + b"\n")
        with open("file%d.%d" % (number, at), "wb") as file:
            file.write(text)
with open("all.pickle", "wb") as file:
    pickle.dump(planted, file, 2)
with open("binary", "wb") as file:
    file.write(b"\xff\xfe\x00" + P["token secret"].encode("utf-8") if str is not bytes else b"\xff\xfe" + P["token secret"])
import gzip
with gzip.open("packed.gz", "wb") as file:
    file.write(P["consumer secret"].encode("utf-8") if str is not bytes else P["consumer secret"])
with open("named " + quoted(P["access token"]), "w") as file:
    file.write("x")
half = len(P["access token"]) // 2
out.write(b"in two: "); out.flush()
out.write((P["access token"][:half]).encode("utf-8")); out.flush()
out.write((P["access token"][half:] + "\n").encode("utf-8")); out.flush()
raise ValueError("it fails with %s" % P["token secret"])
