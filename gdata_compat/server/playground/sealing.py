"""Text that only its browser can open again: cryptography's Fernet (AES-CBC and HMAC-SHA256)."""

from __future__ import annotations

import base64
import zlib

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

__all__ = ["opened", "sealed"]


def sealed(text: str, server_secret: str, value: str, account: str) -> str:
    """Seal a text for the browser whose cookie has that value, and for one account."""
    return _fernet(server_secret, value, account).encrypt(zlib.compress(text.encode(), 1)).decode()


def opened(text: str, server_secret: str, value: str, account: str) -> str | None:
    """Return what was sealed, or None where that was done for another browser, account or server."""
    try:
        return zlib.decompress(_fernet(server_secret, value, account).decrypt(text.encode())).decode()
    except InvalidToken:
        return None


def _fernet(server_secret: str, value: str, account: str) -> Fernet:
    info = b"gdata_compat playground " + account.encode()
    key = HKDF(hashes.SHA256(), 32, salt=server_secret.encode(), info=info).derive(value.encode())
    return Fernet(base64.urlsafe_b64encode(key))
