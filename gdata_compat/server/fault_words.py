"""What the error codes of the API mean, in words that help."""

from __future__ import annotations

__all__ = ["WORDS"]

#: Of the codes whose reason does not say what to do.
WORDS = {
    1200: "the account has as many users as it may have",
    1300: "something in this domain has that name already",
    1301: "nothing in this domain has that name",
    1302: "the name is reserved: choose another",
    1303: "the name has characters that it must not have, or too many",
    1304: "this is not in a state to be changed",
    1305: "a unit cannot be below itself",
    1400: "a given name has 1 to 60 printable characters",
    1401: "a family name has 1 to 60 printable characters",
    1402: "a password has 8 to 100 printable ASCII characters",
    1403: "a user name has 1 to 64 letters, digits, '-', '_', '.' and \"'\", and no two dots in a row",
    1404: "the hash functions are SHA-1 and MD5",
    1405: "a digest has 40 (SHA-1) or 32 (MD5) hexadecimal digits",
    1406: "this is no e-mail address",
    1501: "the user has as many nicknames as a user may have",
    1500: "the list has as many recipients as a list may have",
    1700: "the group would contain itself",
    1701: "the permissions are Owner, Member, Domain and Anyone",
    1801: "the value is not one that the API takes, or is too long",
}
