"""The legacy package `gdata.apps.groups`: groups, their members and owners."""

from __future__ import annotations

from ...._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
