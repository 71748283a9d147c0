"""The legacy package `gdata.apps.adminsettings`: the settings of a domain."""

from __future__ import annotations

from ...._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
