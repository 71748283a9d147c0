"""RSA-SHA1 with a consumer's public key: cryptography only here, its errors mapped to ours."""

from __future__ import annotations

import base64
import binascii

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

__all__ = ["new_private_key", "public_key_pem", "verify_sha1"]

_UNREADABLE = (ValueError, UnsupportedAlgorithm)


def new_private_key() -> str:
    """Make an RSA key of 2048 bits and return it in PEM."""
    key = rsa.generate_private_key(65537, 2048)
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()).decode()


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
