"""The process of a script that is recorded: `python -m gdata_compat.replay.child SCRIPT [ARGS]`."""

from __future__ import annotations

import os
import sys

from ..running import run_script
from . import gdata_har
from .capturing import watching

__all__ = ["main"]


def main() -> int:
    """Run the script and report its calls to the process that started this one."""
    reporter = gdata_har.Reporter(os.environ.pop("GDATA_HAR_REPORT"))
    host, _, port = os.environ.pop("GDATA_HAR_SERVER", "").rpartition(":")
    with watching(reporter.call, reporter.secret, (host, int(port)) if host else None):
        return run_script(sys.argv[1], sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
