"""Signing is what gdata 2.0.18 did on Python 2.7, for odd URLs too."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import oauthlib.oauth1
import pytest

from gdata_compat import errors
from gdata_compat.atom.url import parse_url
from gdata_compat.engine import oauth1, rsa_keys
from gdata_compat.gdata import auth, oauth

TESTS = Path(__file__).parent.parent
DATA = TESTS / "data" / "signing"
OBSERVED = json.loads((DATA / "observed.json").read_text(encoding="utf-8"))
RSA_KEY = (DATA / "rsa2048.pem").read_text()
RSA_KEY_PKCS8 = (DATA / "rsa2048_pkcs8.pem").read_text()

#: As in observe_signing.py: consumer key and secret, token key and secret, requestor.
CONSUMERS = {
    "three-legged": ("example.com", "c/s+e=c ret~", "1/to+ken=", "t&s%/é", None),
    "two-legged": ("example.com", "secret", None, None, "jdoe@example.com"),
    "empty token secret": ("anonymous", "anonymous", "tok", "", None),
}


class Recorder:
    """An HTTP client that keeps what it is asked for."""

    def request(self, operation, url, data=None, headers=None):
        self.url, self.header = str(url), headers["Authorization"]


@pytest.fixture
def fixed(monkeypatch):
    """Nonce and timestamp of the observations, and the base strings that are signed."""
    monkeypatch.setattr(oauth, "generate_nonce", lambda length=8: "01234567")
    monkeypatch.setattr(oauth, "generate_timestamp", lambda: 1300000000)
    signed = []
    monkeypatch.setattr(oauth1, "hmac_sha1", _noting(signed, oauth1.hmac_sha1))
    monkeypatch.setattr(oauth1, "rsa_sha1", _noting(signed, oauth1.rsa_sha1))
    return signed


def _noting(signed, sign):
    def note(base, *arguments):
        signed.append(base)
        return sign(base, *arguments)

    return note


def _sign(row):
    key, secret, token_key, token_secret, requestor = CONSUMERS[row["kind"]]
    params = auth.OAuthInputParams(row["strategy"], key, secret, RSA_KEY, requestor)
    recorder = Recorder()
    token = auth.OAuthToken(token_key, token_secret, None, params)
    token.perform_request(recorder, row["method"], parse_url(row["url"]))
    return recorder


def _fields(header):
    """The parts of a header or a URL; their order was that of Python 2's dicts."""
    return sorted(re.split(r", |[?&]", header))


def _name(row):
    return f"{row['method']} {row['url'][:60]} {row['kind']} {row['strategy']}"


def test_the_table_of_urls_is_long_enough():
    """At least sixty URLs are compared with the original."""
    assert len({row["url"] for row in OBSERVED}) >= 60


@pytest.mark.parametrize("row", [row for row in OBSERVED if "error" not in row], ids=_name)
def test_a_request_is_signed_as_the_original_signed_it(row, fixed):
    """Quirks 8 and 28: base string, signature, header and requested URL are the original's."""
    got = _sign(row)
    assert fixed == [row["base_string"]]
    assert f'oauth_signature="{oauth.escape(row["signature"])}"' in got.header
    assert _fields(got.header) == _fields(row["header"])
    assert _fields(got.url) == _fields(row["requested"])


@pytest.mark.parametrize("row", [row for row in OBSERVED if "error" in row], ids=_name)
def test_a_url_that_the_original_refused_to_sign_is_refused(row):
    """Half of an IPv6 address is a ValueError there and here."""
    with pytest.raises(ValueError, match=row["error"]):
        _sign(row)


def test_the_observations_can_be_repeated(original):
    """Python 2.7 still signs as the kept table says."""
    source = (TESTS / "observe_signing.py").read_text(encoding="utf-8")
    assert json.loads(original.run(source, str(DATA)).stdout) == OBSERVED


def test_the_header_has_the_form_of_the_original(fixed):
    """Quirk 8: realm first, an 8-digit nonce, version 1.0, in the original's order."""
    params = auth.OAuthInputParams("HMAC_SHA1", "example.com", "cs")
    header = auth.OAuthToken("tk", "ts", None, params).GetAuthHeader(
        "GET", "https://apps-apis.google.com/a/feeds/example.com/user/2.0/u"
    )
    expected = (
        'OAuth realm="", oauth_nonce="01234567", oauth_timestamp="1300000000", '
        'oauth_consumer_key="example.com", oauth_signature_method="HMAC-SHA1", oauth_version="1.0", '
        'oauth_token="tk", oauth_signature="'
    )
    assert header["Authorization"].startswith(expected)


def test_a_nonce_is_eight_digits_and_rarely_the_same():
    """Quirk 8: nonces are eight decimal digits."""
    nonces = {oauth1.nonce() for _ in range(200)}
    assert all(re.fullmatch(r"[0-9]{8}", nonce) for nonce in nonces)
    assert len(nonces) > 190


@pytest.mark.parametrize("length", [0, 1, 8, 30])
def test_a_nonce_has_the_length_asked_for(length):
    """`generate_nonce(length)` gives that many digits."""
    assert re.fullmatch(r"[0-9]*", oauth.generate_nonce(length))
    assert len(oauth.generate_nonce(length)) == length


WELL_FORMED = [
    "https://apps-apis.google.com/a/feeds/example.com/user/2.0/jdoe",
    "https://apps-apis.google.com/a/feeds/group/2.0/example.com?start=a%40b&x=y+z&empty=",
    "http://example.com:8080/p?q=caf%C3%A9",
]


@pytest.mark.parametrize("url", WELL_FORMED)
@pytest.mark.parametrize("strategy", ["HMAC_SHA1", "RSA_SHA1"])
def test_ordinary_urls_are_signed_as_oauthlibs_client_signs_them(url, strategy, fixed):
    """The signature equals that of `oauthlib.oauth1.Client.sign`."""
    client = oauthlib.oauth1.Client(
        "example.com",
        "secret",
        "tok/en",
        "token secret",
        signature_method=strategy.replace("_", "-"),
        rsa_key=RSA_KEY,
        nonce="01234567",
        timestamp="1300000000",
    )
    expected = re.search('oauth_signature="([^"]*)"', client.sign(url)[1]["Authorization"]).group(1)
    params = auth.OAuthInputParams(strategy, "example.com", "secret", RSA_KEY)
    header = auth.OAuthToken("tok/en", "token secret", None, params).GetAuthHeader("GET", url)
    assert re.search('oauth_signature="([^"]*)"', header["Authorization"]).group(1) == expected


# Keys


@pytest.mark.parametrize(
    "key",
    [
        RSA_KEY,
        RSA_KEY.encode(),
        RSA_KEY_PKCS8,
        RSA_KEY.replace("\n", "\r\n"),
        "some text before\n" + RSA_KEY + "and after",
        "\n".join("    " + line for line in RSA_KEY.splitlines()),
    ],
    ids=["PKCS#1", "bytes", "PKCS#8", "CRLF", "text around", "indented"],
)
def test_a_private_key_is_read_in_every_form_that_the_original_read(key):
    """PEM of PKCS#1 and PKCS#8, and whatever stands around it."""
    expected = rsa_keys.load_private_key(RSA_KEY).private_numbers()
    assert rsa_keys.load_private_key(key).private_numbers() == expected


def test_a_key_in_the_xml_of_tlslite_is_read():
    """The original fell back to tlslite's XML form of a key."""
    from base64 import b64encode

    numbers = rsa_keys.load_private_key(RSA_KEY).private_numbers()
    values = {"n": numbers.public_numbers.n, "e": numbers.public_numbers.e, "d": numbers.d}
    values |= {"p": numbers.p, "q": numbers.q, "dP": numbers.dmp1, "dQ": numbers.dmq1, "qInv": numbers.iqmp}
    fields = "".join(
        f"<{name}>{b64encode(value.to_bytes(256, 'big')).decode()}</{name}>" for name, value in values.items()
    )
    xml = f'<privateKey xmlns="http://trevp.net/rsa">{fields}</privateKey>'
    assert rsa_keys.load_private_key(xml).private_numbers() == numbers


def test_a_key_is_loaded_once():
    """A second call gives the same loaded object."""
    assert rsa_keys.load_private_key(RSA_KEY) is rsa_keys.load_private_key(RSA_KEY)


def test_the_cache_of_keys_is_bounded_and_holds_no_text():
    """At most 32 keys are kept, under digests of their text."""
    for blanks in range(40):
        rsa_keys.load_private_key(RSA_KEY + " " * blanks)
    assert len(rsa_keys._loaded) <= 32
    assert all(len(digest) == 32 for digest in rsa_keys._loaded)


BODY = RSA_KEY.splitlines()[3]
BAD_KEYS = {
    "empty": "",
    "none": None,
    "number": 5,
    "junk": f"junk {BODY}",
    "no end": RSA_KEY[:200],
    "cut": "\n".join([*RSA_KEY.splitlines()[:5], RSA_KEY.splitlines()[-1]]),
    "public key": f"-----BEGIN PUBLIC KEY-----\n{BODY}\n-----END PUBLIC KEY-----",
    "not base64": f"-----BEGIN RSA PRIVATE KEY-----\n{BODY}!*\n-----END RSA PRIVATE KEY-----",
    "encrypted": RSA_KEY.replace("KEY-----\n", "KEY-----\nProc-Type: 4,ENCRYPTED\n\n", 1),
    "xml": "<privateKey/>",
}


@pytest.mark.parametrize("key", BAD_KEYS.values(), ids=BAD_KEYS)
@pytest.mark.parametrize("legacy", [ValueError, SyntaxError])
def test_a_malformed_key_is_refused_without_showing_it(key, legacy):
    """The error is SigningKeyError, and the SyntaxError that the original raised; it leaks nothing."""
    params = auth.OAuthInputParams("RSA_SHA1", "example.com", rsa_key=key)
    with pytest.raises(legacy) as caught:
        auth.OAuthToken("a", "b", None, params).GetAuthHeader("GET", "http://h/")
    assert isinstance(caught.value, errors.SigningKeyError)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    assert BODY[:12] not in repr(caught.value) + str(caught.value)


def test_a_key_of_another_kind_is_refused():
    """An EC key in PKCS#8 is well-formed and still no RSA key."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    with pytest.raises(errors.SigningKeyError, match="hold an RSA key"):
        rsa_keys.load_private_key(key)


@pytest.mark.parametrize("module", ["cryptography.exceptions", "jwt.algorithms"])
def test_without_the_extra_the_error_names_it(module, monkeypatch):
    """RSA-SHA1 without `cryptography` or PyJWT says what to install."""
    signature = pytest.importorskip("oauthlib.oauth1.rfc5849.signature")
    monkeypatch.setattr(signature, "_jwt_rsa", {})
    rsa_keys._loaded.clear()
    monkeypatch.setitem(sys.modules, module, None)
    params = auth.OAuthInputParams("RSA_SHA1", "example.com", rsa_key=RSA_KEY)
    with pytest.raises(errors.ExtraMissing, match=r"gdata-compat\[rsa\]"):
        auth.OAuthToken("a", "b", None, params).GetAuthHeader("GET", "http://h/")
