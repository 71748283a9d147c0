"""Running a script with the old names in place, against the server of one's choice."""

from __future__ import annotations

import contextlib
import os
import runpy
import sys
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import CodeType, ModuleType

from ._extras import needs_extra
from ._install import install
from .errors import GdataCompatError

__all__ = ["ScriptIsPython2", "credentials_environment", "run_script", "script_environment"]


class ScriptIsPython2(GdataCompatError):
    """A script was to run that this Python does not read, or that could not be ported."""


def run_script(
    script: str | os.PathLike[str],
    arguments: Sequence[str] = (),
    *,
    server: str | None = None,
    port: bool = False,
) -> int:
    """Runs a Python 3 script as `python script` would, after `install()`; gives its exit status.

    `server` is the URL of the server that gets the calls for Google's hosts. With `port` the script, and what
    it imports from its own folder, is ported in memory first. An exception that the script does not catch is
    printed with the script's own frames, and the status is 1.

    Raises ScriptIsPython2 for a script of Python 2 without `port`, and with it where it cannot be ported.
    """
    install(server)
    path = os.fspath(script)
    with script_environment(script, arguments), _ported(path) if port else contextlib.nullcontext() as code:
        try:
            if code is None:
                runpy.run_path(path, run_name="__main__")
            else:
                _run_code(code, path)
        except SystemExit as ending:
            return _status(ending.code)
        except Exception as error:
            if isinstance(error, SyntaxError) and error.filename == path and code is None:
                _offer_porting(path, error)
            _print_exception(error, path)
            return 1
    return 0


@contextlib.contextmanager
def _ported(path: str) -> Iterator[CodeType]:
    """Port a script in memory, and while it runs what it imports from its folder; tell the findings."""
    with needs_extra("run --port", "port"):
        from .port import in_memory, reports
    result = in_memory.port_script(path)
    if result.error is not None:
        raise ScriptIsPython2(f"{path} cannot be ported: {result.error}")
    for line in reports.findings_as_text(result):
        print(line, file=sys.stderr)
    with in_memory.porting_imports(Path(path).resolve().parent):
        yield in_memory.compiled(result, path)


def _run_code(code: CodeType, path: str) -> None:
    """Run code as the module `__main__`, which is put back afterwards."""
    module = ModuleType("__main__")
    module.__file__ = path
    before = sys.modules["__main__"]
    sys.modules["__main__"] = module
    try:
        exec(code, module.__dict__)
    finally:
        sys.modules["__main__"] = before


def _offer_porting(path: str, error: SyntaxError) -> None:
    """Say of a script that only Python 2 reads what to do; where it is in no grammar the error stands."""
    try:
        from .port import in_memory
    except ImportError:
        return
    if in_memory.port_script(path).error is None:
        raise ScriptIsPython2(
            f"{path} is no Python 3 (line {error.lineno}: {error.msg}): gdata-compat run --port ports it in "
            f"memory and runs it, gdata-compat port {path} shows the edits"
        )


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


def credentials_environment(key: str, secret: str, token: str, token_secret: str) -> dict[str, str]:
    """The variables in which a script finds its OAuth consumer and its token."""
    return {"CONSUMER_KEY": key, "CONSUMER_SECRET": secret, "TOKEN": token, "TOKEN_SECRET": token_secret}


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
