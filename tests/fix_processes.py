"""Servers as their users run them: `gdata-compat serve` in processes of their own."""

from __future__ import annotations

import contextlib
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

__all__ = ["ServerProcess", "heed_interrupts", "serve"]

_ADDRESS = re.compile(r" on (http://\S+);")


def heed_interrupts() -> None:
    """Let a new process (`preexec_fn`) end by SIGINT, even where the tests run in a way that ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@dataclass
class ServerProcess:
    """A running `gdata-compat serve`; `printed` is what it wrote before it said its address."""

    process: subprocess.Popen[str]
    url: str
    printed: list[str]

    def kill(self) -> None:
        """End it by SIGKILL: it gets no chance to tidy up."""
        self.process.kill()
        self.process.wait(30)


@pytest.fixture
def serve() -> Iterator[Callable[..., ServerProcess]]:
    """Start servers on free ports, as `serve(database, *options)`; they end with the test."""
    with contextlib.ExitStack() as stack:
        yield lambda database, *options: _start(stack, database, *options)


def _start(stack: contextlib.ExitStack, database: str, *options: str) -> ServerProcess:
    command = [sys.executable, "-m", "gdata_compat", "serve", "--port", "0", "--database", database]
    process = subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True)
    stack.callback(_end, process)
    assert process.stdout is not None
    printed = []
    for line in process.stdout:
        found = _ADDRESS.search(line)
        if found:
            return ServerProcess(process, found[1], printed)
        printed.append(line)
    raise AssertionError("the server did not start: its standard error says why")


def _end(process: subprocess.Popen[str]) -> None:
    process.terminate()
    with process:
        process.wait(30)
