"""The legacy package `gdata.apps.audit`: what auditors get to see of users' mail and accounts."""

from __future__ import annotations

from ...._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
