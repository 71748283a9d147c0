"""Public keys, of consumers for RSA-SHA1 and of single sign-on: cryptography only here, its errors mapped."""

from __future__ import annotations

import base64
import binascii
import re

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, padding, rsa

__all__ = ["check_private_key", "new_private_key", "public_key_pem", "signing_key", "verify_sha1"]

_UNREADABLE = (ValueError, UnsupportedAlgorithm)
_PEM = re.compile(rb"\s*-----BEGIN ([A-Z0-9 ]+)-----(.*)-----END \1-----\s*", re.DOTALL)


def new_private_key() -> str:
    """Make an RSA key of 2048 bits and return it in PEM."""
    key = rsa.generate_private_key(65537, 2048)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


def check_private_key(pem: str) -> None:
    """Raise ValueError, in words for whoever pasted it, for a text that is no RSA private key in PEM."""
    data = pem.strip().encode()
    if b"PRIVATE KEY" not in data:
        what = "a certificate" if b"CERTIFICATE" in data else "a public key" if b"PUBLIC KEY" in data else ""
        found = f"this is {what}" if what else "it begins with -----BEGIN PRIVATE KEY-----"
        raise ValueError(f"the private key is needed, in PEM: {found}")
    try:
        key = serialization.load_pem_private_key(data, None)
    except TypeError as error:
        raise ValueError("the key is locked with a password: remove that (openssl pkey -in KEY)") from error
    except _UNREADABLE as error:
        raise ValueError(
            "the key cannot be read: was it copied whole, with its first and last line?"
        ) from error
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("the key is not an RSA key")


def public_key_pem(pem: str) -> str:
    """Return the PEM public key of a PEM certificate, public key or private key; raises ValueError."""
    data = pem.strip().encode()
    try:
        key: object
        if b"BEGIN CERTIFICATE" in data:
            key = x509.load_pem_x509_certificate(data).public_key()
        elif b"PRIVATE KEY" in data:
            private = serialization.load_pem_private_key(data, None)
            key = private.public_key() if isinstance(private, rsa.RSAPrivateKey) else private
        else:
            key = serialization.load_pem_public_key(data)
    except (*_UNREADABLE, TypeError) as error:
        raise ValueError("the consumer's key is no readable PEM certificate or public key") from error
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("the consumer's key is not an RSA key")
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_bytes(serialization.Encoding.PEM, form).decode()


def verify_sha1(public_key: str, message: str, signature: str) -> bool:
    """Tell whether `signature`, in Base64, is that of `message` by the key.

    2.0.18 writes a signature as a number, so one in 256 lacks a leading zero byte: it is put back.
    """
    key = serialization.load_pem_public_key(public_key.encode())
    if not isinstance(key, rsa.RSAPublicKey):
        return False
    try:
        decoded = base64.b64decode(signature.encode(), validate=True).rjust((key.key_size + 7) // 8, b"\0")
        key.verify(decoded, message.encode(), padding.PKCS1v15(), hashes.SHA1())
    except (InvalidSignature, binascii.Error, UnicodeError):
        return False
    return True


def signing_key(text: str) -> dict[str, str]:
    """Return the parts of the key in a certificate (X.509) or a public key, RSA or DSA, numbers in Base64.

    `text` is PEM, its line ends lost or not, or Base64 of PEM or of DER. Raises ValueError.
    """
    try:
        given = text.encode("ascii")
        pem = _PEM.fullmatch(given)
        decoded = b"" if pem else _base64(given)
        pem = pem or _PEM.fullmatch(decoded)
        if pem and b"PRIVATE" in pem[1]:
            raise ValueError("the signing key is a private key, and only the public one may be sent")
        der = _base64(pem[2]) if pem else decoded
        key = _public_key(der)
    except (UnicodeError, binascii.Error, UnsupportedAlgorithm) as error:
        raise ValueError("the signing key is no certificate or public key in Base64") from error
    return _numbers(key) | {"format": "X.509", "signingKey": base64.b64encode(der).decode()}


def _public_key(der: bytes) -> object:
    try:
        return x509.load_der_x509_certificate(der).public_key()
    except ValueError:
        return serialization.load_der_public_key(der)


def _numbers(key: object) -> dict[str, str]:
    if isinstance(key, rsa.RSAPublicKey):
        numbers = key.public_numbers()
        return {"algorithm": "RSA", "modulus": _number(numbers.n), "exponent": _number(numbers.e)}
    if isinstance(key, dsa.DSAPublicKey):
        return {"algorithm": "DSA", "yValue": _number(key.public_numbers().y)}
    raise ValueError("the signing key is neither RSA nor DSA")


def _number(value: int) -> str:
    return base64.b64encode(value.to_bytes((value.bit_length() + 7) // 8, "big")).decode()


def _base64(text: bytes) -> bytes:
    return base64.b64decode(b"".join(text.split()), validate=True)
