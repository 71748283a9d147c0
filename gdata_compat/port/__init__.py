"""The porting command: a script of Python 2 becomes one of Python 3 that runs on this package, by few edits.

`port_text` ports the bytes of one script in memory; `files` ports files and folders.
"""

from __future__ import annotations

from .engine import port_text
from .results import Finding, Result

__all__ = ["Finding", "Result", "port_text"]
