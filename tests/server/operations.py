"""What a legacy service or client can do, for tests that leave nothing out."""

from __future__ import annotations

import inspect

__all__ = ["operations"]


def operations(kind: type) -> set[str]:
    """The names of the methods that the class itself defines and that send requests: `RetrieveUser`."""
    named = {name for name, _ in inspect.getmembers(kind, inspect.isfunction) if name in vars(kind)}
    return {name for name in named if name[0].isupper() and not name.startswith("Make")}
