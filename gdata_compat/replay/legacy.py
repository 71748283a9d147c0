"""Running an old script with the original library and a ported one with ours, each on a domain of its own."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from .._extras import needs_extra
from ..errors import GdataCompatError
from ..running import credentials_environment
from . import gdata_har
from .har import Recording, read

__all__ = ["Sides", "record_side"]

_NAME = "example.com"

#: Both domains are as old.
_CREATED = "2006-08-28T00:00:00.000Z"

#: Both sides write to pipes, and what was written is there whatever ends them.
_PIPES = {"PYTHONIOENCODING": "utf-8", "PYTHONUNBUFFERED": "1"}


@dataclass(frozen=True)
class Sides:
    """What both sides have in common: the same domain, consumer and token, so that their calls compare.

    `python27` is an interpreter; `library` the folder of gdata 2.0.18, '' where the interpreter has it;
    `data` a CSV or JSON file of the domain, or None for `sample` users; `timeout` in seconds; `arguments` are
    those of the scripts, `input` a file that they read, `folder` one of which each gets a copy to work in.
    Of the calls a share of `fault_rate` fails, the same ones on both sides, and those that `faults` names, by
    their numbers from 1, with their codes. Secrets are digested with `digest_key`, to tell whether both sides
    were given the same.
    """

    python27: str
    library: str = ""
    data: Path | None = None
    sample: int = 3
    timeout: float | None = None
    arguments: tuple[str, ...] = ()
    input: Path | None = None
    folder: Path | None = None
    consumer_secret: str = field(default_factory=lambda: os.urandom(12).hex(), repr=False)
    token: tuple[str, str] = field(default_factory=lambda: (_drawn("1/"), _drawn()), repr=False)
    fault_rate: float = 0.0
    faults: tuple[tuple[int, int], ...] = ()
    digest_key: bytes = field(default_factory=lambda: os.urandom(32), repr=False)

    def check_original(self) -> None:
        """Raise GdataCompatError where the interpreter is none or has no gdata 2.0.18."""
        try:
            done = subprocess.run(
                [self.python27, "-c", "import sys, gdata.apps.service; print(sys.version_info[0])"],
                env=self._old_environment({}),
                capture_output=True,
                text=True,
                check=False,
            )
        except OSError as error:
            raise GdataCompatError(f"{self.python27} cannot be run: {error.strerror}") from error
        if done.returncode or done.stdout.strip() != "2":
            why = (done.stderr.strip().splitlines() or ["it is no Python 2.7"])[-1]
            raise GdataCompatError(
                f"{self.python27} cannot run the original library: {why}. Get it by `{self.python27} -m pip "
                "install --no-deps --target DIR gdata==2.0.18`, and name it: --legacy-path DIR"
            )

    def _old_environment(self, more: Mapping[str, str]) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        # The script works in another folder.
        named = {"PYTHONPATH": os.path.abspath(self.library)} if self.library else {}
        return {**kept, **named, "PYTHONDONTWRITEBYTECODE": "1", **_PIPES, **more}

    def _make_app(self) -> Any:
        with needs_extra("comparing scripts", "server"):
            from ..server.app import create_app
            from ..server.domain.credentials import OAuthToken, TokenKind
            from ..server.provisioning.admin_settings import CREATION_TIME
            from ..server.state import state_of
        sample = 0 if self.data else self.sample
        app = create_app(":memory:", _NAME, sample=sample, consumer_secret=self.consumer_secret)
        state = state_of(app)
        state.domain.admin_settings.put(CREATION_TIME, {"creationTime": _CREATED})
        if self.data:
            from ..server.transfer.importing import load

            load(state.domain, self.data)
        key, secret = self.token
        token = OAuthToken(key, secret, TokenKind.OAUTH_ACCESS, _NAME, (), "", authorized=True)
        state.credentials.add_oauth_token(token)
        self._let_fail(state.failures)
        return app

    def _let_fail(self, failures: Any) -> None:
        failures.fault_rate = self.fault_rate
        failures.repeat(seed=1)
        passed = 0
        for number, code in sorted(self.faults):
            try:
                failures.fail_next(code, after=number - 1 - passed)
            except ValueError as error:
                raise GdataCompatError(str(error)) from error
            passed = number

    @contextlib.contextmanager
    def workplace(self) -> Iterator[str]:
        """Give a folder to work in, a new one for each side: what one leaves does not reach the other."""
        with tempfile.TemporaryDirectory() as made:
            place = Path(made) / "work"
            if self.folder is None:
                place.mkdir()
            else:
                shutil.copytree(self.folder, place)
            yield str(place)

    def environment(self) -> dict[str, str]:
        """Give what a script finds in its environment, as with `gdata-compat run --embedded`."""
        given = credentials_environment(_NAME, self.consumer_secret, *self.token)
        return {**given, "DOMAIN": _NAME}


def _program(name: str) -> str:
    """Give a program that is found from another folder, too."""
    return os.path.abspath(name) if os.path.dirname(name) else name


def _drawn(start: str = "") -> str:
    return start + os.urandom(16).hex()


def record_side(sides: Sides, script: Path, output: Path, *, old: bool) -> Recording:
    """Run a script on a fresh domain, the old one on Python 2.7 with the original; record what it does.

    Raises GdataCompatError for a domain that cannot be loaded, OSError for a file that cannot be written.
    """
    script, output = script.absolute(), output.absolute()
    app, scrubber = sides._make_app(), gdata_har.Scrubber()
    from ..server.serving import ServerThread

    with ServerThread(app) as server:
        address = {"GDATA_HAR_SERVER": f"127.0.0.1:{server.port}"}
        if old:
            command = [_program(sides.python27), gdata_har.__file__, str(script), *sides.arguments]
            environment = sides._old_environment({**sides.environment(), **address})
        else:
            command = [sys.executable, "-m", "gdata_compat.replay.child", str(script), *sides.arguments]
            address["GDATA_COMPAT_SERVER"] = server.url
            environment = {**os.environ, **_PIPES, **sides.environment(), **address}
        with sides.workplace() as folder, open(sides.input or os.devnull, "rb") as stdin:
            gdata_har.run_script(
                command,
                [script.name, *sides.arguments],
                str(output),
                environment,
                timeout=sides.timeout,
                scrubber=scrubber,
                files=True,
                quiet=True,
                folder=folder,
                stdin=stdin,
                final=lambda: {"_finalState": _state(server.state.domain)},
            )
    return replace(read(output), digests=scrubber.digests(sides.digest_key))


def _state(domain: Any) -> Any:
    from ..server.transfer.document import write_document

    text = io.StringIO()
    write_document(domain, text)
    state = json.loads(text.getvalue())
    for asked in state["audit_requests"]:  # when it was is no difference
        for moment in ("requested", "completes", "removed", "user_gone"):
            asked.pop(moment, None)
    return state
