"""Exceptions as Python 2 had them: scripts index them and read `message`."""

from __future__ import annotations

from typing import Any

__all__ = ["LegacyError"]


class LegacyError(Exception):
    """An exception with what Python 2's had: `e[0]` and `e.message` (quirk 12)."""

    @property
    def message(self) -> Any:
        """The only argument; an empty string where there is none or more than one."""
        return self.args[0] if len(self.args) == 1 else ""

    def __getitem__(self, index: Any) -> Any:
        return self.args[index]
