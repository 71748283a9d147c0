"""Which values the API takes: the rules of its documentation, each with the code of its error.

From the administrators' help on character usage and the API's reference: user names hold letters, digits,
'-', '_', "'" and '.', no two periods in a row, none at the start or the end, at most 64 characters, and
`abuse` and `postmaster` are reserved; passwords are 8 to 100 ASCII characters or the digest of one; given
and family names have at most 60 characters.
"""

from __future__ import annotations

import re
import string

from ..domain.passwords import DIGEST_LENGTHS

__all__ = [
    "LONGEST_ADDRESS",
    "RESERVED_NAMES",
    "boolean_fault",
    "digest_fault",
    "family_name_fault",
    "given_name_fault",
    "is_domain_name",
    "is_email_address",
    "is_language_tag",
    "password_fault",
    "quota_fault",
    "stored_password_fault",
    "username_fault",
]

#: The longest e-mail address (RFC 5321: 64 and 255 characters around the @).
LONGEST_ADDRESS = 320

#: User names that nobody can have.
RESERVED_NAMES = frozenset({"abuse", "postmaster"})

_USERNAME = re.compile(r"(?!.*\.\.)(?!\.)[a-z0-9_'.-]{1,64}(?<!\.)", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(
    r"[^@\s<>\"(),:;\[\\\]]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+", re.IGNORECASE | re.ASCII
)
_DOMAIN = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", re.IGNORECASE | re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCRYPT = re.compile(r"(?:[0-9a-f]{2}){8,64}\$[0-9a-f]{64}")
_HEXADECIMAL = frozenset(string.hexdigits)
_LARGEST_QUOTA = 2**31 - 1


def username_fault(username: str) -> int | None:
    """Return the code of what is wrong with a user name, or None."""
    if not _USERNAME.fullmatch(username):
        return 1403
    return 1302 if username.lower() in RESERVED_NAMES else None


def is_email_address(text: str) -> bool:
    """Tell whether a text is an e-mail address, inside the domain or outside."""
    return len(text) <= LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def is_domain_name(text: str) -> bool:
    """Tell whether a text can be the name of a domain; one without a dot can."""
    return _DOMAIN.fullmatch(text) is not None


def is_language_tag(text: str) -> bool:
    """Tell whether a text is the tag of a language: `en`, `pt-BR`."""
    return _LANGUAGE.fullmatch(text) is not None


def given_name_fault(name: str) -> int | None:
    """Return the code of what is wrong with a given name, or None."""
    return None if _name_is_valid(name) else 1400


def family_name_fault(name: str) -> int | None:
    """Return the code of what is wrong with a family name, or None."""
    return None if _name_is_valid(name) else 1401


def _name_is_valid(name: str) -> bool:
    return name.strip() != "" and len(name) <= 60 and name.isprintable()


def password_fault(password: str) -> int | None:
    """Return the code of what is wrong with a plain password, or None."""
    valid = 8 <= len(password) <= 100 and password.isascii() and password.isprintable()
    return None if valid else 1402


def digest_fault(function: str, digest: str) -> int | None:
    """Return the code of what is wrong with a hashed password, or None."""
    if function not in DIGEST_LENGTHS:
        return 1404
    valid = len(digest) == DIGEST_LENGTHS[function] and _HEXADECIMAL.issuperset(digest)
    return None if valid else 1405


def stored_password_fault(stored: str) -> int | None:
    """Return the code of what is wrong with a password as it is kept (`SHA-1$...`), or None; '' is none."""
    function, _, digest = stored.partition("$")
    if function == "scrypt":
        return None if _SCRYPT.fullmatch(digest) else 1405
    return digest_fault(function, digest) if stored else None


def boolean_fault(text: str) -> int | None:
    """Return the code of what is wrong with a boolean, or None; 'True' is as good as 'true'."""
    return None if text.lower() in ("true", "false") else 1801


def quota_fault(text: str) -> int | None:
    """Return the code of what is wrong with a quota in megabytes, or None."""
    valid = text.isascii() and text.isdecimal() and len(text) <= 10 and int(text) <= _LARGEST_QUOTA
    return None if valid else 1801
