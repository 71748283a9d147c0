"""Makes tests/data/wild anew: `python -m tests.observe_wild [NAME...]`; it needs Python 2.7 and the original.

Every script of tests/port/wild runs with gdata 2.0.18 on a fresh server, and is recorded as NAME.har.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from gdata_compat.replay.legacy import record_side
from tests.fix_original import find_original
from tests.wild import NAMES, RECORDINGS, SCRIPTS, sides_of

__all__ = ["main"]


def main(names: Sequence[str]) -> None:
    """Record the scripts that are named, or all."""
    original = find_original()
    RECORDINGS.mkdir(exist_ok=True)
    for name in names or NAMES:
        sides = sides_of(name, os.fspath(original.python), os.fspath(original.library))
        recorded = record_side(sides, SCRIPTS / f"{name}.py", RECORDINGS / f"{name}.har", old=True)
        assert recorded.script is not None
        print(f"{name}: {len(recorded.calls)} calls, status {recorded.script.exit_status}")


if __name__ == "__main__":
    main(sys.argv[1:])
