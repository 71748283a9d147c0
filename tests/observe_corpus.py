"""Makes the corpus anew: `python -m tests.observe_corpus`; it needs Python 2.7 and the original.

Every script that the server's tests run with both libraries (`observe`) is run with gdata 2.0.18 and recorded
by `gdata_compat/replay/gdata_har.py` into tests/data/corpus: NAME.har, and beside it NAME.json with the
script.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fix_server import CORPUS

__all__ = ["FOLDER", "main"]

FOLDER = Path(__file__).parent / "data" / "corpus"


def main() -> int:
    """Record everything beside the present corpus, and put it in its place when all went well."""
    with tempfile.TemporaryDirectory() as made:
        tests = str(Path(__file__).parent / "server")
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "original", tests]
        done = subprocess.run(command, env={**os.environ, CORPUS: made}, check=False)
        if done.returncode == 0:
            for old in FOLDER.glob("*"):
                old.unlink()
            for new in Path(made).iterdir():
                (FOLDER / new.name).write_bytes(new.read_bytes())
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
