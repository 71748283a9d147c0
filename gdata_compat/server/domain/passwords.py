"""Password hashes: salted scrypt for plain ones; digests that clients sent are kept as sent.

Written as `scrypt$SALT$HASH`, `SHA-1$HEX` or `MD5$HEX`; the last two are the hash functions that the
Provisioning API took (`hashFunctionName`), unsalted because the client computed them.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable

__all__ = ["DIGEST_LENGTHS", "hash_password", "keep_digest", "verify_password"]

#: Hexadecimal digits of a digest, by the API's name of the function.
DIGEST_LENGTHS = {"SHA-1": 40, "MD5": 32}


def hash_password(password: str, salt: bytes | None = None) -> str:
    """Return the salted scrypt hash of a plain password."""
    salt = os.urandom(16) if salt is None else salt
    return f"scrypt${salt.hex()}${_scrypt(password, salt).hex()}"


def keep_digest(function: str, digest: str) -> str:
    """Return the form in which a digest that the client computed is kept."""
    return f"{function}${digest.lower()}"


def verify_password(password: str, stored: str) -> bool:
    """Tell whether `password` is the one behind `stored`, in constant time."""
    method, _, rest = stored.partition("$")
    check = _CHECKS.get(method)
    return check is not None and check(password, rest)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def _check_scrypt(password: str, rest: str) -> bool:
    salt, _, expected = rest.partition("$")
    return hmac.compare_digest(_scrypt(password, bytes.fromhex(salt)).hex(), expected)


def _check_sha1(password: str, expected: str) -> bool:
    return hmac.compare_digest(hashlib.sha1(password.encode()).hexdigest(), expected)


def _check_md5(password: str, expected: str) -> bool:
    return hmac.compare_digest(hashlib.md5(password.encode()).hexdigest(), expected)


_CHECKS: dict[str, Callable[[str, str], bool]] = {
    "scrypt": _check_scrypt,
    "SHA-1": _check_sha1,
    "MD5": _check_md5,
}
