"""The legacy package `gdata.opensearch`: OpenSearch; its module is `data`."""

from __future__ import annotations

from ..._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
