"""The legacy package `gdata.apps.multidomain`: users and aliases of a customer with several domains."""

from __future__ import annotations

from ...._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
