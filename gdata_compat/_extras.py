"""What is said where an extra of the package is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import ExtraMissing

__all__ = ["needs_extra"]


@contextmanager
def needs_extra(what: str, extra: str) -> Iterator[None]:
    """Import inside what `what` needs of an extra; raises ExtraMissing, which names the extra to install."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("gdata_compat"):
            raise
        raise ExtraMissing(
            f"{what} needs {error.name}, which is not installed: pip install 'gdata-compat[{extra}]'"
        ) from error
