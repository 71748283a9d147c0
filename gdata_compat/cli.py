"""The command `gdata-compat`. Every subcommand imports its tool when it runs."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from . import _cli_options, cli_limits, cli_logins, cli_pages
from ._extras import needs_extra
from .compare_command import compare
from .credentials_command import COMMANDS as _CREDENTIALS_COMMANDS
from .domain_command import domain
from .errors import GdataCompatError
from .port_command import COMMANDS as _PORT_COMMANDS
from .replay_command import COMMANDS as _REPLAY_COMMANDS

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["cli", "main"]

_DATABASE_ENDINGS = (".db", ".sqlite", ".sqlite3")
_HELP = {"help_option_names": ["-h", "--help"]}


def main() -> None:
    """Runs the command: 0 for success, 1 for a failure told in one line, 2 for wrong use."""
    options: dict[str, bool] = {}
    try:
        status = cli.main(standalone_mode=False, obj=options)
    except click.exceptions.Exit as ending:
        status = ending.exit_code
    except click.ClickException as error:
        click.echo(f"gdata-compat: {error.format_message()}{_where_to_look(error)}", err=True)
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("gdata-compat: interrupted", err=True)
        status = 130
    except Exception as error:
        if options.get("debug"):
            raise
        click.echo(f"gdata-compat: {_in_one_line(error)}", err=True)
        status = 1
    sys.exit(status if isinstance(status, int) else 0)


def _where_to_look(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f" (see {context.command_path} --help)" if context is not None else ""


def _in_one_line(error: Exception) -> str:
    """What happened, for a person; the kind of error is said only where its text would not be enough."""
    text = " ".join(str(error).split()) or type(error).__name__
    if isinstance(error, (GdataCompatError, OSError)):
        return text
    return f"{type(error).__name__}: {text} (--debug shows where)"


@click.group(context_settings=_HELP, no_args_is_help=False)
@_cli_options.version
@click.option("--debug", is_flag=True, help="Show the traceback of a failure.")
@click.pass_obj
def cli(options: dict[str, bool], debug: bool) -> None:
    """gdata 2.0.18 scripts on Python 3: a server that stands in for Google, and tools to run scripts."""
    options["debug"] = debug


cli.add_command(domain)
for _command in (*_REPLAY_COMMANDS.values(), compare, *_PORT_COMMANDS, *_CREDENTIALS_COMMANDS.values()):
    cli.add_command(_command)


def _server_parts() -> Any:
    """The server's entry points; raises ExtraMissing where its extra is not installed."""
    with needs_extra("the server", "server"):
        from .server import app, serving
    return app, serving


#: The options that describe the domain behind a server.
_domain_options = _cli_options.with_options(
    click.option("--verbose", is_flag=True, help="Show every request, its base string, and the answer."),
    click.option(
        "--consumer-secret",
        envvar="GDATA_COMPAT_CONSUMER_SECRET",
        show_envvar=True,
        help="The consumer secret of the domain; made where not given.",
    ),
    click.option(
        "--sample", type=click.IntRange(min=0), metavar="N", help="Users to make in an empty domain."
    ),
    click.option(
        "--secondary-domain",
        multiple=True,
        metavar="DOMAIN",
        help="A further domain of the account, for users and aliases; may be repeated.",
    ),
    click.option("--domain", default="example.com", show_default=True, help="The domain that is served."),
)


def _quota(ctx: click.Context, param: click.Parameter, text: str | None) -> str | None:
    """Check a quota before a server is started."""
    if text is not None:
        _server_parts()
        from .server.domain.quotas import Quota

        _refuse(Quota.parse, text)
    return text


def _refuse(read: Callable[[str], Any], text: str) -> None:
    """Refuse the value of an option that cannot be read."""
    try:
        read(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


class _Finite(click.FloatRange):
    """A number in a range; what is no number, such as `nan`, is in no range."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        return number if number == number else self.fail(f"{value!r} is no number", param, ctx)


#: The options that make the server fail, for trying a script's retries.
_failure_options = _cli_options.with_options(
    click.option(
        "--quota", callback=_quota, metavar="N/s|min|hour", help="Calls a caller may send; then 503."
    ),
    click.option(
        "--latency",
        type=_Finite(0, 3600),
        default=0.0,
        metavar="SECONDS",
        help="Time that each call of the API takes longer.",
    ),
    click.option(
        "--fault-rate",
        type=_Finite(0, 1),
        default=0.0,
        metavar="SHARE",
        help="Share of the API's calls that is answered 503, such as 0.1.",
    ),
)


def _make_app(
    database: str,
    domain: str,
    secondary_domains: tuple[str, ...],
    sample: int,
    consumer_secret: str | None,
    verbose: bool,
    options: Mapping[str, Any] = MappingProxyType({}),
) -> Flask:
    app, _ = _server_parts()
    for name, option in ((domain, "--domain"), *((each, "--secondary-domain") for each in secondary_domains)):
        if not app.is_domain_name(name):
            raise click.BadParameter(f"{name!r} is no domain name", param_hint=f"'{option}'")
    watch = (lambda record: click.echo(record.text(), err=True)) if verbose else None
    made: Flask = app.create_app(
        database,
        domain,
        secondary_domains=secondary_domains,
        sample=sample,
        consumer_secret=consumer_secret,
        on_request=watch,
        **options,
    )
    return made


def _server_url(ctx: click.Context, param: click.Parameter, url: str | None) -> str | None:
    """Check a server's address before a script is started."""
    if url is not None:
        from .engine import routing

        _refuse(routing.parse_server, url)
    return url


@cli.command()
@_cli_options.version
@click.option("--verbose", is_flag=True, help="Show every request, its base string, and the answer.")
def demo(verbose: bool) -> None:
    """Run the listing of 2011 end to end: server, token, script, user."""
    _server_parts()
    from .demo import run_demo

    run_demo(verbose=verbose, show=click.echo)


@cli.command()
@_cli_options.version
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8080, show_default=True, help="0 takes a free one."
)
@click.option("--database", default=":memory:", show_default=True, help="A SQLite file or a PostgreSQL URL.")
@click.option("--issue-token", is_flag=True, help="Print a consumer and a long-lived token, ready to paste.")
@click.option(
    "--audit-duration",
    type=click.FloatRange(0, 30 * 24 * 3600),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Time after which an e-mail audit's request is COMPLETED.",
)
@cli_pages.options
@cli_logins.options
@cli_limits.options
@_failure_options
@_domain_options
def serve(
    host: str,
    port: int,
    database: str,
    allow_remote: bool,
    page_hosts: tuple[str, ...],
    log_requests: bool,
    issue_token: bool,
    audit_duration: float,
    fault_rate: float,
    latency: float,
    quota: str | None,
    domain: str,
    secondary_domain: tuple[str, ...],
    sample: int | None,
    consumer_secret: str | None,
    verbose: bool,
    **others: Any,
) -> None:
    """Stand in for Google: the Provisioning API and the OAuth endpoints, until interrupted."""
    _, serving = _server_parts()
    options = {"fault_rate": fault_rate, "latency": latency, "quota": quota, "audit_duration": audit_duration}
    options |= cli_limits.settings(others) | cli_logins.settings(domain, **others)
    options |= cli_pages.settings(allow_remote=allow_remote, page_hosts=page_hosts, log_requests=log_requests)
    app = _make_app(database, domain, secondary_domain, sample or 0, consumer_secret, verbose, options)
    if issue_token:
        for name, value in _credentials_of(app, domain).items():
            click.echo(f'{name} = "{value}"')

    def ready(url: str) -> None:
        click.echo(f"gdata-compat serves {domain} on {url}; GDATA_COMPAT_SERVER={url} sends scripts here.")
        click.echo(f"The OAuth Playground is on {url}/playground.")

    try:
        serving.serve(app, host, port, allow_remote=allow_remote, on_ready=ready)
    except serving.RemoteAccessRefused as error:
        raise click.BadParameter(f"{error}, by --allow-remote", param_hint="'--host'") from error
    except OSError as error:
        taken = error.errno in (errno.EADDRINUSE, errno.EACCES)
        advice = "--port 0 takes a free port" if taken else "--host names an address of this machine"
        raise GdataCompatError(f"cannot listen on {host}:{port}: {error}; {advice}") from error


def _credentials_of(app: Flask, domain: str) -> dict[str, str]:
    """A consumer and a new token. Only given where somebody asks for them: they are secrets."""
    from .running import credentials_environment
    from .server.state import state_of

    credentials = state_of(app).credentials
    consumer = credentials.consumer(domain)
    if consumer is None:
        raise GdataCompatError(f"the server has no consumer for {domain}: serve the database's own domain")
    token = credentials.issue_access_token(domain)
    return credentials_environment(consumer.key, consumer.secret, token.key, token.secret)


class _RunCommand(click.Command):
    """`run`, whose `--embedded` may be followed by a database or by the script itself."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        args = list(args)
        at = 0
        while at < len(args) and args[at].startswith("-") and args[at] != "--":
            follows = args[at + 1] if at + 1 < len(args) else ""
            if args[at] == "--embedded" and not (follows.endswith(_DATABASE_ENDINGS) or "://" in follows):
                args[at] = "--embedded=:memory:"
            at += 2 if self._takes_next(args[at]) else 1
        return super().parse_args(ctx, args)

    def _takes_next(self, word: str) -> bool:
        """Tell whether a word is an option whose value is the next word."""
        options = (param for param in self.params if isinstance(param, click.Option))
        return any(word in option.opts and not option.is_flag for option in options)


@cli.command(cls=_RunCommand, context_settings={"allow_interspersed_args": False})
@_cli_options.version
@click.option(
    "--server", metavar="URL", callback=_server_url, help="Send the calls for Google's hosts there."
)
@click.option(
    "--embedded",
    metavar="[FILE]",
    help="Start the server inside, on a database (.db, .sqlite, .sqlite3 or a URL) or in memory.",
)
@click.option("--port", is_flag=True, help="Port a script of Python 2 in memory first; no file is touched.")
@_domain_options
@click.argument("script", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def run(
    server: str | None,
    embedded: str | None,
    port: bool,
    domain: str,
    secondary_domain: tuple[str, ...],
    sample: int | None,
    consumer_secret: str | None,
    verbose: bool,
    script: Path,
    arguments: tuple[str, ...],
) -> int:
    """Run a SCRIPT with the old names installed; its exit status is the command's.

    With --embedded the environment of the script has CONSUMER_KEY, CONSUMER_SECRET, TOKEN, TOKEN_SECRET and
    DOMAIN of the server inside.
    """
    from .running import run_script

    if embedded is None:
        return run_script(script, arguments, server=server, port=port)
    if server is not None:
        raise click.UsageError("--server and --embedded exclude each other: one of them gets the calls")
    users = 3 if sample is None else sample
    app = _make_app(embedded, domain, secondary_domain, users, consumer_secret, verbose)
    return _run_embedded(app, domain, script, arguments, port=port)


def _run_embedded(
    app: Flask, domain: str, script: Path, arguments: tuple[str, ...], *, port: bool = False
) -> int:
    from .running import run_script

    _, serving = _server_parts()
    with serving.ServerThread(app) as thread:
        os.environ.update(_credentials_of(app, domain), DOMAIN=domain)
        return run_script(script, arguments, server=thread.url, port=port)
