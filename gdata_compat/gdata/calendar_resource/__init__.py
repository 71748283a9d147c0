"""The legacy package `gdata.calendar_resource`: what calendars can book, in `client` and `data`."""

from __future__ import annotations

from ..._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
