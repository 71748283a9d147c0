"""RSA keys for RSA-SHA1 and for secure AuthSub: read once, kept loaded, never shown.

What 2.0.18 read is read: PEM text of PKCS#1 ("BEGIN RSA PRIVATE KEY") or PKCS#8 ("BEGIN PRIVATE KEY"), with
whatever stands around it and however it is indented, and tlslite's XML form of a key. `cryptography` is
imported when the first key is read; it belongs to the extra `rsa`.
"""

from __future__ import annotations

import base64
import binascii
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..errors import ExtraMissing, SigningKeyError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey as PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey as PublicKey

__all__ = ["MalformedKey", "load_private_key", "load_public_key", "sign", "text_of_numbers", "verify"]

_PEM = re.compile(r"-----BEGIN (?:RSA )?PRIVATE KEY-----(.*?)-----END (?:RSA )?PRIVATE KEY-----", re.S)
_XML_NUMBER = re.compile(r"<(n|e|d|p|q|dP|dQ|qInv)>([^<]*)</\1>")
_KEPT = 32


class MalformedKey(SigningKeyError, SyntaxError):
    """A key cannot be read; a SyntaxError too, since tlslite raised that."""

    def __init__(self, message: str) -> None:
        SyntaxError.__init__(self, message)


_loaded: OrderedDict[bytes, Any] = OrderedDict()
_lock = threading.Lock()


def load_private_key(key: str | bytes) -> PrivateKey:
    """Read a private key from its text, or take it from the last 32 keys that were read.

    Raises MalformedKey without any of the key's text, and ExtraMissing without `cryptography`.
    """
    if not isinstance(key, (str, bytes)):
        raise MalformedKey(
            f"no RSA private key: rsa_key is of type {type(key).__name__}, and must be the text of a PEM file"
        )
    import hashlib

    data = key.encode("utf-8", "surrogateescape") if isinstance(key, str) else key
    # A digest as the key of the cache keeps the text of the private key out of it.
    digest = hashlib.sha256(data).digest()
    with _lock:
        if digest in _loaded:
            _loaded.move_to_end(digest)
            return _loaded[digest]  # type: ignore[no-any-return]
    loaded = _read_private_key(data.decode("utf-8", "replace"))
    with _lock:
        _loaded[digest] = loaded
        while len(_loaded) > _KEPT:
            _loaded.popitem(last=False)
    return loaded


def load_public_key(key: str | bytes) -> PublicKey:
    """Read the public key of a certificate, of a public key in PEM or of a private key."""
    data = key.encode("utf-8", "surrogateescape") if isinstance(key, str) else key
    if b"PRIVATE KEY" in data or b"<privateKey" in data:
        return load_private_key(data).public_key()
    key_object: PublicKey = _checked(lambda: _parse_public_key(data), "public key", "RSAPublicKey")
    return key_object


def sign(key: PrivateKey, message: bytes) -> bytes:
    """Sign by RSASSA-PKCS1-v1_5 with SHA-1."""
    from cryptography.hazmat.primitives.asymmetric import padding

    return key.sign(message, padding.PKCS1v15(), _sha1())


def verify(key: PublicKey, signature: bytes, message: bytes) -> bool:
    """Tell whether `signature` is that of `message`."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import padding

    try:
        key.verify(signature, message, padding.PKCS1v15(), _sha1())
    except InvalidSignature:
        return False
    return True


def _sha1() -> Any:
    from cryptography.hazmat.primitives import hashes

    return hashes.SHA1()


def _read_private_key(key: str) -> PrivateKey:
    if "ENCRYPTED" in key:
        raise MalformedKey(
            "the RSA private key is encrypted: write it without its password first, "
            "for example with `openssl rsa -in key.pem -out plain.pem`"
        )
    pem = _PEM.search(key)
    parse = _parse_der if pem else _parse_xml
    body = pem.group(1) if pem else key
    loaded: PrivateKey = _checked(lambda: parse(body), "private key", "RSAPrivateKey")
    return loaded


def _checked(parse: Callable[[], Any], kind: str, type_name: str) -> Any:
    """Run a parser; map what `cryptography` raises, and take nothing but RSA keys."""
    try:
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric import rsa
    except ImportError as error:
        raise ExtraMissing(
            "RSA keys need the extra 'rsa': python -m pip install 'gdata-compat[rsa]'"
        ) from error
    try:
        key = parse()
    except (ValueError, TypeError, KeyError, binascii.Error, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, getattr(rsa, type_name)):
        # `from None`: a parser's message may quote the text it could not read.
        raise MalformedKey(
            f"the RSA {kind} cannot be read: it must be the text of a PEM file, "
            f"with its BEGIN and END lines, and hold an RSA key"
        ) from None
    return key


def _parse_der(body: str) -> Any:
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    return load_der_private_key(base64.b64decode("".join(body.split()), validate=True), None)


def _parse_xml(key: str) -> Any:
    from cryptography.hazmat.primitives.asymmetric import rsa

    number = {
        name: int.from_bytes(base64.b64decode(value), "big") for name, value in _XML_NUMBER.findall(key)
    }
    public = rsa.RSAPublicNumbers(number["e"], number["n"])
    p, q, d, d_p, d_q, q_inverse = (number[name] for name in ("p", "q", "d", "dP", "dQ", "qInv"))
    return rsa.RSAPrivateNumbers(p, q, d, d_p, d_q, q_inverse, public).private_key()


def text_of_numbers(numbers: Mapping[str, int]) -> str:
    """Write the numbers of a private key, by tlslite's names for them, as the XML that it read them from."""
    parts = []
    for name in ("n", "e", "d", "p", "q", "dP", "dQ", "qInv"):
        number = numbers[name]
        octets = number.to_bytes((number.bit_length() + 7) // 8, "big")
        parts.append(f"<{name}>{base64.b64encode(octets).decode('ascii')}</{name}>")
    return f"<privateKey>{''.join(parts)}</privateKey>"


def _parse_public_key(data: bytes) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
    from cryptography.x509 import load_pem_x509_certificate

    # The text of a certificate often stands on lines of its own with blanks around it.
    data = data.strip()
    if b"BEGIN CERTIFICATE" in data:
        return load_pem_x509_certificate(data).public_key()
    return load_pem_public_key(data)
