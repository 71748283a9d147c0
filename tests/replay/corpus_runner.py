"""Runs the corpus with this library: each script is answered by what was recorded with the original.

`python corpus_runner.py FOLDER PRELUDE` prints, as JSON, for each name what differed and what was printed.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import traceback
from pathlib import Path
from typing import Any

from gdata_compat.replay import replaying


def run(path: Path, prelude: str) -> dict[str, Any]:
    """Run one script under its recording."""
    given = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    source = f"{prelude}\n{given['script']}\nprint(json.dumps(seen))\n"
    names = ("127.0.0.1:9", "1/token", "token secret", "the consumer's secret", "example.com")
    sys.argv = ["script.py", *names, *given["arguments"]]
    printed, error = io.StringIO(), ""
    with replaying(path, strict=False) as going, contextlib.redirect_stdout(printed):
        try:
            exec(compile(source, path.stem, "exec"), {"__name__": "__main__"})
        except Exception:
            error = traceback.format_exc()
    return {"problems": going.problems(), "printed": printed.getvalue(), "error": error}


def main() -> None:
    """Run all."""
    folder, prelude = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8")
    found = {path.stem: run(path, prelude) for path in sorted(folder.glob("*.har"))}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
