"""Runs the corpus with this library: each script is answered by what was recorded with the original.

`python corpus_runner.py FOLDER PRELUDE` prints, as JSON, for each name what differed and what was printed,
and which methods of this library were called.
"""

from __future__ import annotations

import contextlib
import io
import json
import runpy
import sys
import tempfile
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from gdata_compat.replay import har, recording, replaying
from gdata_compat.replay.comparing import compare
from gdata_compat.replay.reports import as_text

_DATA = Path(__file__).parents[1] / "data"


def run(path: Path, prelude: str) -> dict[str, Any]:
    """Run one script under its recording, record it, and compare both recordings as users do."""
    given = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    printed, error = io.StringIO(), ""
    with tempfile.TemporaryDirectory() as folder:
        new = Path(folder) / "new.har"
        with (
            replaying(path, strict=False) as going,
            recording(new, scrub=False),
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(io.StringIO()),
        ):
            try:
                _play(given, path.stem, prelude)
            except Exception:
                error = traceback.format_exc()
        # Threads send in any order.
        found = compare(har.read(path), har.read(new), unordered=True)
    differences = [] if found.status == 0 else list(as_text(found))
    return {
        "problems": going.problems(),
        "printed": printed.getvalue(),
        "error": error,
        "differences": differences,
    }


def _play(given: dict[str, Any], name: str, prelude: str) -> None:
    if "scenes" in given:
        script = _DATA / "replay" / "scenes_on_the_wire.py"
        sys.argv = [str(script), str(_DATA), *given["scenes"], *given["left out"]]
        runpy.run_path(str(script), run_name="__main__")
        return
    sys.argv = ["script.py", *(each.replace("{tests}", str(_DATA.parent)) for each in given["arguments"])]
    source = f"{prelude}\n{given['script']}\nprint(json.dumps(seen))\n"
    exec(compile(source, name, "exec"), {"__name__": "__main__"})


@contextlib.contextmanager
def _calls_noted() -> Iterator[set[CodeType]]:
    """Note which functions are called meanwhile, in any thread."""
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            called.add(frame.f_code)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


def _methods(called: set[CodeType]) -> list[str]:
    """Give the methods of the legacy modules that were called: `gdata.apps.service.AppsService.X`."""
    found = []
    for name, module in list(sys.modules.items()):
        if not name.startswith("gdata_compat.gdata"):
            continue
        for owner in [each for each in vars(module).values() if isinstance(each, type)]:
            if owner.__module__ == name:
                found += [
                    f"{name.removeprefix('gdata_compat.')}.{owner.__name__}.{member}"
                    for member, value in vars(owner).items()
                    if getattr(value, "__code__", None) in called
                ]
    return sorted(found)


def main() -> None:
    """Run all."""
    folder, prelude = Path(sys.argv[1]), Path(sys.argv[2]).read_text(encoding="utf-8")
    with _calls_noted() as called:
        found = {path.stem: run(path, prelude) for path in sorted(folder.glob("*.har"))}
    print(json.dumps({"scripts": found, "called": _methods(called)}))


if __name__ == "__main__":
    main()
