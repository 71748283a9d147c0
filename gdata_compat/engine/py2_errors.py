"""Exceptions as Python 2 had them: scripts index them and read `message`."""

from __future__ import annotations

from typing import Any

__all__ = ["LegacyError"]


class LegacyError(Exception):
    """An exception with what Python 2's had: `e[0]`, `a, b = e` and `e.message` (quirk 12)."""

    @property
    def message(self) -> Any:
        """The only argument, or '' where there is none or more than one; may be set."""
        if "message" in self.__dict__:
            return self.__dict__["message"]
        return self.args[0] if len(self.args) == 1 else ""

    @message.setter
    def message(self, value: Any) -> None:
        self.__dict__["message"] = value

    def __getitem__(self, index: Any) -> Any:
        return self.args[index]
