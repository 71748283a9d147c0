"""Running a script with the old names in place, against the server of one's choice."""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path

from ._install import install

__all__ = ["run_script", "script_environment"]


def run_script(
    script: str | os.PathLike[str], arguments: Sequence[str] = (), *, server: str | None = None
) -> int:
    """Runs a Python 3 script as `python script` would, after `install()`; gives its exit status.

    `server` is the URL of the server that gets the calls for Google's hosts. An exception that the script
    does not catch is printed with the script's own frames, and the status is 1.
    """
    install(server)
    with script_environment(script, arguments):
        try:
            runpy.run_path(os.fspath(script), run_name="__main__")
        except SystemExit as ending:
            return _status(ending.code)
        except Exception as error:
            _print_exception(error, os.fspath(script))
            return 1
    return 0


@contextlib.contextmanager
def script_environment(script: str | os.PathLike[str], arguments: Sequence[str]) -> Iterator[None]:
    """`sys.argv` and `sys.path` as the script would find them; both are put back afterwards."""
    argv, path = sys.argv, sys.path[:]
    sys.argv = [os.fspath(script), *arguments]
    sys.path.insert(0, str(Path(script).resolve().parent))
    try:
        yield
    finally:
        sys.argv, sys.path[:] = argv, path


def _status(code: object) -> int:
    """The exit status that Python makes of `sys.exit(code)`."""
    if code is None:
        return 0
    if isinstance(code, int):
        return code
    print(code, file=sys.stderr)
    return 1


def _print_exception(error: BaseException, script: str) -> None:
    """The traceback from the script's first frame on: how it was started is not the script's business."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != script:
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace)
