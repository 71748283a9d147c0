"""The legacy package `gdata.apps.organization`: organization units and the users in them."""

from __future__ import annotations

from ...._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
