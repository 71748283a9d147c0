"""Many things, so many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

__all__ = ["AT_ONCE", "in_chunks"]

_T = TypeVar("_T")

#: Things in one statement: databases take so many parameters.
AT_ONCE = 1000


def in_chunks(items: Iterable[_T], at_once: int = AT_ONCE) -> Iterator[list[_T]]:
    """Give the items in lists of up to `at_once`, in order, none of them empty."""
    remaining = iter(items)
    while chunk := list(islice(remaining, at_once)):
        yield chunk
