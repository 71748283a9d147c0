"""gdata 2.0.18, Google's Python 2 client for Google Data APIs, reproduced on Python 3.

`install()` makes the old imports work; `from gdata_compat import gdata, atom` works without it.
"""

from __future__ import annotations

from ._install import install, uninstall, watch_for_missing
from ._submodules import lazily

__all__ = ["__version__", "install", "uninstall"]
__version__ = "0.1.0"

__getattr__ = lazily(__name__)
watch_for_missing()
del watch_for_missing
