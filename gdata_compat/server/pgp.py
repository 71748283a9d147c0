"""What is wrong with an OpenPGP public key (RFC 4880), as the Email Audit API takes one.

The API's guide asks for an RSA key in ASCII armour with one user ID. Nothing is encrypted here, so no
cryptography is needed: the armour, its checksum and the packets are looked at.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator

__all__ = ["public_key_fault"]

#: The largest key that is read, in bytes of its armour.
_LARGEST = 65_536

_BEGIN, _END = "-----BEGIN PGP PUBLIC KEY BLOCK-----", "-----END PGP PUBLIC KEY BLOCK-----"
_PUBLIC_KEY, _SECRET_KEY, _USER_ID = 6, 5, 13
#: RSA for both, RSA for encryption (section 9.1).
_ENCRYPTING = (1, 2)
_CRC_START, _CRC_POLYNOMIAL = 0xB704CE, 0x1864CFB


def public_key_fault(armour: bytes) -> int | None:
    """Return the code of what is wrong with a key, or None: 1411 format, 1412 type, 1413 user IDs, 1409."""
    if b"PGP PRIVATE KEY" in armour:
        return 1412
    try:
        packets = list(_packets(_unarmoured(armour)))
    except (ValueError, IndexError):
        return 1411
    tag, body = packets[0]
    if tag != _PUBLIC_KEY:
        return 1412 if tag == _SECRET_KEY else 1409
    if _algorithm(body) not in _ENCRYPTING:
        return 1412
    user_ids = sum(1 for each, _ in packets if each == _USER_ID)
    return None if user_ids == 1 else 1413 if user_ids else 1409


def _unarmoured(armour: bytes) -> bytes:
    """Return what the armour holds (section 6.2); raises ValueError."""
    if len(armour) > _LARGEST:
        raise ValueError("too large")
    lines = [line.rstrip() for line in armour.decode("ascii").strip().splitlines()]
    if len(lines) < 4 or lines[0] != _BEGIN or lines[-1] != _END:
        raise ValueError("no armour")
    body = lines[lines.index("") + 1 : -1]
    checksum = body.pop()[1:] if body and body[-1].startswith("=") else None
    data = base64.b64decode("".join(body), validate=True)
    if not data or (checksum is not None and base64.b64decode(checksum, validate=True) != _crc24(data)):
        raise ValueError("the checksum is wrong")
    return data


def _crc24(data: bytes) -> bytes:
    """Return the checksum of an armour (section 6.1)."""
    register = _CRC_START
    for byte in data:
        register ^= byte << 16
        for _ in range(8):
            register <<= 1
            if register & 0x1000000:
                register ^= _CRC_POLYNOMIAL
    return register.to_bytes(3, "big")


def _packets(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the tags and bodies of packets (section 4.2); raises ValueError, IndexError."""
    at = 0
    while at < len(data):
        first = data[at]
        if not first & 0x80:
            raise ValueError("no packet")
        tag, start, length = _new_header(data, at) if first & 0x40 else _old_header(data, at)
        at = start + length
        if at > len(data):
            raise ValueError("the packet is cut off")
        yield tag, data[start:at]


def _new_header(data: bytes, at: int) -> tuple[int, int, int]:
    tag, first = data[at] & 0x3F, data[at + 1]
    if first < 192:
        return tag, at + 2, first
    if first < 224:
        return tag, at + 3, ((first - 192) << 8) + data[at + 2] + 192
    if first == 255:
        return tag, at + 6, int.from_bytes(data[at + 2 : at + 6], "big")
    raise ValueError("a key has no packets of partial length")


def _old_header(data: bytes, at: int) -> tuple[int, int, int]:
    tag, kind = data[at] >> 2 & 0x0F, data[at] & 3
    if kind == 3:
        raise ValueError("a key has no packets of indeterminate length")
    size = 1 << kind
    return tag, at + 1 + size, int.from_bytes(data[at + 1 : at + 1 + size], "big")


def _algorithm(body: bytes) -> int:
    """Return the algorithm of a public key packet (section 5.5.2), 0 where there is none."""
    place = {4: 5, 3: 7, 2: 7}.get(body[0] if body else 0, len(body))
    return body[place] if place < len(body) else 0
