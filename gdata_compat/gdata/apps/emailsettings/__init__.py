"""The legacy package `gdata.apps.emailsettings`: the settings of a user's mailbox."""

from __future__ import annotations

from ...._submodules import lazily as _lazily

__getattr__ = _lazily(__name__)
