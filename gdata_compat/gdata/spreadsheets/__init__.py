"""The legacy package `gdata.spreadsheets`: the Spreadsheets API 3.0, second generation."""

from ..._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
