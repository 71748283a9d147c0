"""Plausible users for a demonstration, always the same ones.

The first is `alice`, an administrator. All have the password SAMPLE_PASSWORD.
"""

from __future__ import annotations

from collections.abc import Iterator

from .domain.passwords import hash_password
from .domain.users import User

__all__ = ["SAMPLE_PASSWORD", "sample_users"]

SAMPLE_PASSWORD = "sample-password"

_GIVEN_NAMES = (
    "Alice Bruno Chiara Daniel Elena Farid Greta Hassan Ingrid Jun Katarina Liam Mina Nikolai Olga Paulo "
    "Quinn Rosa Samir Tomas Ursula Victor Wanda Xenia Yusuf Zoë"
)
_FAMILY_NAMES = (
    "Andersson Bianchi Costa Dubois Eriksen Ferrari García Haddad Ivanova Jensen Kowalski López Müller "
    "Novák O'Brien Petrov Quispe Rossi Sato Tanaka Ueda Virtanen Weber Xu Yildiz Zhang"
)
_GIVEN, _FAMILY = _GIVEN_NAMES.split(), _FAMILY_NAMES.split()
_PLAIN = str.maketrans("ëáíóü", "eaiou")


def sample_users(count: int) -> Iterator[User]:
    """Give the first `count` sample users."""
    stored = hash_password(SAMPLE_PASSWORD, salt=b"the sample users")
    for number in range(count):
        yield _user(number, stored)


def _user(number: int, stored: str) -> User:
    given = _GIVEN[number % len(_GIVEN)]
    family = _FAMILY[(number // len(_GIVEN) + number) % len(_FAMILY)]
    return User(
        username=_username(number, given, family),
        family_name=family,
        given_name=given,
        password_hash=stored,
        suspended=number % 17 == 16,
        admin=number == 0,
        quota_mb=25600 if number % 5 == 4 else 2048,
        change_password_at_next_login=number % 11 == 10,
        agreed_to_terms=number % 7 != 6,
    )


def _username(number: int, given: str, family: str) -> str:
    first, last = (part.translate(_PLAIN).lower() for part in (given, family))
    rounds = number // (len(_GIVEN) * len(_FAMILY))
    if number < len(_GIVEN):
        return first
    last = last.replace("'", "")
    return f"{first}.{last}" if rounds == 0 else f"{first}.{last}{rounds}"
