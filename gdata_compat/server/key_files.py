"""The key file of a service account: read as Google wrote it, or made where there is none."""

from __future__ import annotations

import json
import os
from pathlib import Path

from .domain.oauth2 import ServiceAccount
from .rsa import new_private_key

__all__ = ["TOKEN_URI", "service_account_of"]

#: Where clients get tokens, by a key file.
TOKEN_URI = "https://oauth2.googleapis.com/token"


def service_account_of(path: Path, domain: str) -> ServiceAccount:
    """Return the service account of a key file, with its private key; the file is made where it is missing.

    A new file can only be read by its owner. Raises ValueError for a file that is none, and OSError.
    """
    if not path.exists():
        _write(path, domain)
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        return ServiceAccount(str(held["client_email"]).lower(), str(held["private_key"]))
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(
            f"{path} is no key file of a service account: JSON with client_email, private_key"
        ) from error


def _write(path: Path, domain: str) -> None:
    email = f"robot@{domain}.iam.gserviceaccount.com"
    held = {
        "type": "service_account",
        "client_email": email,
        "client_id": email,
        "private_key_id": "1",
        "private_key": new_private_key(),
        "token_uri": TOKEN_URI,
    }
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(held, file, indent=2)
