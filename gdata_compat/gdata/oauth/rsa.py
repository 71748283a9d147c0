"""The signature method RSA-SHA1."""

from __future__ import annotations

import base64

from ...engine import oauth1, rsa_keys, urls
from . import OAuthSignatureMethod, _base_string

__all__ = ["OAuthSignatureMethod_RSA_SHA1", "TestOAuthSignatureMethod_RSA_SHA1"]


class RsaKey:
    """A key as tlslite offered it: `hashAndSign`, `hashAndVerify`, `hasPrivateKey`, `n`, `e`.

    It remembers its text and so can be pickled; its repr shows the size only.
    """

    def __init__(self, text):
        self._text = text
        self._loaded()

    def __setstate__(self, state):
        """Take the text, or the numbers of tlslite's key in a pickle of Python 2."""
        self._text = state["_text"] if "_text" in state else rsa_keys.text_of_numbers(state)

    def _loaded(self):
        return rsa_keys.load_private_key(self._text)

    @property
    def n(self):
        """The modulus."""
        return self._loaded().public_key().public_numbers().n

    @property
    def e(self):
        """The public exponent."""
        return self._loaded().public_key().public_numbers().e

    def hasPrivateKey(self):
        """Tell that this key can sign."""
        return True

    def __len__(self):
        return self._loaded().key_size

    def __bool__(self):
        return True

    def hashAndSign(self, bytes):
        """Sign text (as UTF-8) or bytes; the signature is bytes."""
        return rsa_keys.sign(self._loaded(), _as_bytes(bytes))

    def hashAndVerify(self, sigBytes, bytes):
        """Tell whether `sigBytes` is the signature of `bytes`."""
        return rsa_keys.verify(self._loaded().public_key(), _as_bytes(sigBytes), _as_bytes(bytes))

    def __repr__(self):
        return f"<RSA private key of {len(self)} bits>"


def _as_bytes(value):
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else bytes(value)


class OAuthSignatureMethod_RSA_SHA1(OAuthSignatureMethod):
    """Signs with a private key, which subclasses fetch."""

    def get_name(self):
        """Give 'RSA-SHA1'."""
        return "RSA-SHA1"

    def _fetch_public_cert(self, oauth_request):
        raise NotImplementedError

    def _fetch_private_cert(self, oauth_request):
        raise NotImplementedError

    def build_signature_base_string(self, oauth_request, consumer, token):
        """Give an empty key and the base string."""
        return "", _base_string(oauth_request)

    def build_signature(self, oauth_request, consumer, token):
        """Give the signature in base64.

        The key is PEM text or bytes, or an object with tlslite's `hashAndSign`. Raises SigningKeyError (a
        ValueError and SyntaxError) for a key that cannot be read.
        """
        _, base_string = self.build_signature_base_string(oauth_request, consumer, token)
        key = self._fetch_private_cert(oauth_request)
        if hasattr(key, "hashAndSign"):
            return base64.b64encode(_as_bytes(key.hashAndSign(base_string))).decode()
        return oauth1.rsa_sha1(base_string, rsa_keys.load_private_key(key))

    def check_signature(self, oauth_request, consumer, token, signature):
        """Tell whether `signature` fits the public key (2.0.18 failed here with NameError)."""
        _, base_string = self.build_signature_base_string(oauth_request, consumer, token)
        key = rsa_keys.load_public_key(self._fetch_public_cert(oauth_request))
        try:
            decoded = base64.b64decode(urls.text(signature), validate=True)
        except ValueError:
            return False
        return rsa_keys.verify(key, decoded, base_string.encode())


class TestOAuthSignatureMethod_RSA_SHA1(OAuthSignatureMethod_RSA_SHA1):
    """Signs with the key pair that the OAuth test cases made public; for tests only."""

    __test__ = False  # no test case of pytest's

    def _fetch_public_cert(self, oauth_request):
        return _TEST_CERTIFICATE

    def _fetch_private_cert(self, oauth_request):
        return _TEST_KEY


# The well-known pair of the OAuth Core 1.0 test cases ("Test Principal"): it protects nothing.
_TEST_CERTIFICATE = """
-----BEGIN CERTIFICATE-----
MIIBpjCCAQ+gAwIBAgIBATANBgkqhkiG9w0BAQUFADAZMRcwFQYDVQQDDA5UZXN0
IFByaW5jaXBhbDAeFw03MDAxMDEwODAwMDBaFw0zODEyMzEwODAwMDBaMBkxFzAV
BgNVBAMMDlRlc3QgUHJpbmNpcGFsMIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKB
gQC0YjCwIfYoprq/FQO6lb3asXrxLlJFuCvtinTF5p0GxvQGu5O3gYytUvtC2JlY
zypSRjVxwxrsuRcP3e641SdASwfrmzyvIgP08N4S0IFzEURkV1wp/IpH7kH41Etb
mUmrXSwfNZsnQRE5SYSOhh+LcK2wyQkdgcMv11l4KoBkcwIDAQABMA0GCSqGSIb3
DQEBBQUAA4GBAGZLPEuJ5SiJ2ryq+CmEGOXfvlTtEL2nuGtr9PewxkgnOjZpUy+d
4TvuXJbNQc8f4AMWL/tO9w0Fk80rWKp9ea8/df4qMq5qlFWlx6yOLQxumNOmECKb
WpkUQDIDJEoFUzKMVuJf4KO/FJ345+BNLGgbJ6WujreoM1X/gYfdnJ/J
-----END CERTIFICATE-----
"""

_TEST_KEY = """
-----BEGIN PRIVATE KEY-----
MIICdgIBADANBgkqhkiG9w0BAQEFAASCAmAwggJcAgEAAoGBALRiMLAh9iimur8V
A7qVvdqxevEuUkW4K+2KdMXmnQbG9Aa7k7eBjK1S+0LYmVjPKlJGNXHDGuy5Fw/d
7rjVJ0BLB+ubPK8iA/Tw3hLQgXMRRGRXXCn8ikfuQfjUS1uZSatdLB81mydBETlJ
hI6GH4twrbDJCR2Bwy/XWXgqgGRzAgMBAAECgYBYWVtleUzavkbrPjy0T5FMou8H
X9u2AC2ry8vD/l7cqedtwMPp9k7TubgNFo+NGvKsl2ynyprOZR1xjQ7WgrgVB+mm
uScOM/5HVceFuGRDhYTCObE+y1kxRloNYXnx3ei1zbeYLPCHdhxRYW7T0qcynNmw
rn05/KO2RLjgQNalsQJBANeA3Q4Nugqy4QBUCEC09SqylT2K9FrrItqL2QKc9v0Z
zO2uwllCbg0dwpVuYPYXYvikNHHg+aCWF+VXsb9rpPsCQQDWR9TT4ORdzoj+Nccn
qkMsDmzt0EfNaAOwHOmVJ2RVBspPcxt5iN4HI7HNeG6U5YsFBb+/GZbgfBT3kpNG
WPTpAkBI+gFhjfJvRw38n3g/+UeAkwMI2TJQS4n8+hid0uus3/zOjDySH3XHCUno
cn1xOJAyZODBo47E+67R4jV1/gzbAkEAklJaspRPXP877NssM5nAZMU0/O/NGCZ+
3jPgDUno6WbJn5cqm8MqWhW1xGkImgRk+fkDBquiq4gPiT898jusgQJAd5Zrr6Q8
AO/0isr/3aa6O6NLQxISLKcPDk2NOccAfS/xOtfOz4sJYM3+Bs4Io9+dZGSDCA54
Lw03eHTNQghS0A==
-----END PRIVATE KEY-----
"""
