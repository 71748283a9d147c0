"""The commands that record and replay: `record`, `recorder`, `replay`, `scrub`."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from . import _cli_options

if TYPE_CHECKING:
    from .replay.signatures import Secrets

__all__ = ["COMMANDS"]

_SCRIPT = click.argument("script", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_ARGUMENTS = click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
_AS_IS: dict[str, Any] = {"allow_interspersed_args": False}


@click.command(context_settings=_AS_IS)
@_cli_options.version
@click.option("-o", "--output", default="run.har", show_default=True, type=click.Path(dir_okay=False))
@click.option("--server", metavar="URL", help="Send the calls for Google's hosts there.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS")
@click.option("--files", is_flag=True, help="Keep the files that the script writes in this folder.")
@click.option("--no-scrub", is_flag=True, help="Keep secrets as they are.")
@_SCRIPT
@_ARGUMENTS
def record(
    output: str,
    server: str | None,
    timeout: float | None,
    files: bool,
    no_scrub: bool,
    script: Path,
    arguments: tuple[str, ...],
) -> int:
    """Run a Python 3 SCRIPT and record what it does, as HAR; its exit status is the command's.

    The recording has every request and answer, the script's output and its exit status. Secrets are replaced
    by labels. A script that crashes, hangs until --timeout (status 124) or is killed leaves what was
    recorded.
    """
    from .replay import gdata_har

    environment = dict(os.environ)
    if server is not None:
        from .engine import routing

        with _wrong_use("--server"):
            routing.parse_server(server)
        environment[routing.VARIABLE] = server
    return gdata_har.run_script(
        [sys.executable, "-m", "gdata_compat.replay.child", str(script), *arguments],
        [str(script), *arguments],
        output,
        environment,
        timeout=timeout,
        files=files,
        scrubber=gdata_har.Unscrubbed() if no_scrub else None,
    )


@click.command()
@_cli_options.version
def recorder() -> None:
    """Print the recorder for Python 2.7: `gdata-compat recorder > gdata_har.py`."""
    from .replay import gdata_har

    click.echo(Path(gdata_har.__file__).read_text(encoding="utf-8"), nl=False)


@click.command()
@_cli_options.version
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write there, not over the file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
def scrub(output: str | None, file: str) -> None:
    """Take the secrets out of a HAR, whoever recorded it, and leave all else as it is."""
    from .replay import har, scrubbing

    har.read(file)
    done = scrubbing.scrub_file(file, output)
    what = f"{done.secrets} secrets in {done.places} places" if done.secrets else "no secret was found"
    click.echo(f"{output or file}: {done.calls} calls; {what}{_cut_off(done.complete)}")


@click.command(context_settings=_AS_IS)
@_cli_options.version
@click.option("--volatile", "rules", type=click.Path(exists=True, dir_okay=False), metavar="FILE")
@click.option("--consumer-secret", envvar="GDATA_COMPAT_CONSUMER_SECRET", show_envvar=True)
@click.option(
    "--token-secret",
    "token_secrets",
    multiple=True,
    envvar="GDATA_COMPAT_TOKEN_SECRET",
    show_envvar=True,
    help="Several times where the script uses several tokens.",
)
@click.option("--rsa-key", type=click.File(), help="A key or certificate in PEM, for RSA-SHA1.")
@click.argument("recording", type=click.Path(exists=True, dir_okay=False))
@_SCRIPT
@_ARGUMENTS
def replay(
    rules: str | None,
    consumer_secret: str | None,
    token_secrets: tuple[str, ...],
    rsa_key: TextIO | None,
    recording: str,
    script: Path,
    arguments: tuple[str, ...],
) -> int:
    """Run a Python 3 SCRIPT against a RECORDING: no call reaches the network.

    Each recorded answer is given once, in order for one resource. The exit status is the script's; 1 where a
    call had no recorded answer, or a recorded one was never asked for. With the secrets, or the key, every
    signature is verified. --volatile names a file of further parts that do not count, a line each: place,
    name, reason.
    """
    from .replay import har
    from .replay.player import replaying
    from .replay.volatile import read_volatile
    from .running import run_script

    found = har.read(recording)
    if not found.complete:
        click.echo(f"gdata-compat: {recording} was cut off: it has {len(found.calls)} calls", err=True)
    more = read_volatile(rules) if rules else ()
    secrets = _secrets(consumer_secret, token_secrets, rsa_key)
    with replaying(found, secrets=secrets, volatile=more, strict=False) as going:
        status = run_script(script, arguments)
    for problem in going.problems():
        click.echo(f"gdata-compat: {problem}", err=True)
    return status or (1 if going.problems() else 0)


def _cut_off(complete: bool) -> str:
    return "" if complete else "; it was cut off"


def _secrets(
    consumer_secret: str | None, token_secrets: tuple[str, ...], rsa_key: TextIO | None
) -> Secrets | None:
    from .replay.signatures import Secrets

    if not consumer_secret and rsa_key is None:
        return None
    return Secrets(consumer_secret or "", token_secrets, rsa_key.read() if rsa_key else "")


@contextlib.contextmanager
def _wrong_use(option: str) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=f"'{option}'") from error


#: The commands by their names.
COMMANDS: Mapping[str, click.Command] = {
    "record": record,
    "recorder": recorder,
    "replay": replay,
    "scrub": scrub,
}
