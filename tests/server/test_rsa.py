"""RSA-SHA1 signatures, as clients write them."""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from gdata_compat.server.rsa import public_key_pem, verify_sha1

PEM = Path(__file__).resolve().parent.parent / "data" / "signing" / "rsa2048.pem"


def test_a_signature_without_its_leading_zero_byte_verifies() -> None:
    """2.0.18 writes signatures as numbers, without leading zeros; another message's is refused as ever."""
    key = serialization.load_pem_private_key(PEM.read_bytes(), None)
    assert isinstance(key, rsa.RSAPrivateKey)
    messages = (str(number) for number in range(100_000))
    signed = ((m, key.sign(m.encode(), padding.PKCS1v15(), hashes.SHA1())) for m in messages)
    message, signature = next((m, s) for m, s in signed if s[0] == 0)
    short = base64.b64encode(signature.lstrip(b"\0")).decode()
    public = public_key_pem(PEM.read_text())
    assert [verify_sha1(public, message, short), verify_sha1(public, message + "x", short)] == [True, False]
