"""The data behind the server, without any protocol: `model` says what there is, `sql` keeps it."""

from __future__ import annotations

__all__: list[str] = []
