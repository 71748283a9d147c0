"""The commands `gdata-compat token` and `gdata-compat consumer`: who may call a server."""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from . import _cli_database, _cli_options
from ._extras import needs_extra
from .errors import GdataCompatError
from .running import credentials_environment

if TYPE_CHECKING:
    from .server.domain.issued_tokens import IssuedToken
    from .server.domain.sql.credentials import SqlCredentials
    from .server.domain.sql.issued_tokens import SqlIssuedTokens

__all__ = ["COMMANDS"]

_MADE_BY = "`gdata-compat serve --database`"

_common = _cli_options.with_options(_cli_database.option, _cli_options.version)


@click.group()
@_cli_options.version
def token() -> None:
    """List, revoke and issue the tokens of a server, which may be running."""


@click.group()
@_cli_options.version
def consumer() -> None:
    """List, add, disable and enable the consumers of a server, which may be running."""


#: The commands by name.
COMMANDS = {"token": token, "consumer": consumer}


@token.command("list")
@_common
@click.option("--account", help="Only those of an account, such as alice@example.com.")
@click.option(
    "--limit", type=click.IntRange(1, 100_000), default=100, show_default=True, help="The most to list."
)
def list_tokens(database: str, account: str | None, limit: int) -> None:
    """List tokens of every kind, the latest first, without anything that would let somebody use them."""
    with _stores(database) as (_, issued):
        found = issued.page(None if account is None else account.strip().lower(), limit=limit)
    rows = [
        (
            each.id,
            each.kind,
            each.account or "(the owner)",
            each.issued_to or "-",
            _moment(each.created),
            _state(each),
            " ".join(each.scopes) or "(all)",
        )
        for each in found
    ]
    _show(("ID", "KIND", "ACCOUNT", "ISSUED TO", "ISSUED (UTC)", "STATE", "SCOPES"), rows)


@token.command()
@_common
@click.option("--all-of", metavar="ACCOUNT", help="Revoke all tokens of an account instead.")
@click.argument("ids", nargs=-1, metavar="[ID]...")
def revoke(database: str, all_of: str | None, ids: tuple[str, ...]) -> int:
    """Revoke tokens by the ids that `token list` shows, with what else their consents gave."""
    if bool(ids) == (all_of is not None):
        raise click.UsageError("name the ids of tokens, or --all-of an account")
    with _stores(database) as (_, issued):
        if all_of is not None:
            click.echo(f"revoked: {issued.revoke_all(all_of.strip().lower())}")
            return 0
        gone = [id for id in ids if not issued.revoke(id)]
    for id in gone:
        click.echo(f"gdata-compat: no token to revoke has the id {id}: see `token list`", err=True)
    click.echo(f"revoked: {len(ids) - len(gone)}")
    return 1 if gone else 0


@token.command()
@_common
@click.option("--consumer", "key", default="example.com", show_default=True, help="The consumer's key.")
@click.option("--account", default="", help="Whose rights it has; the domain's owner by default.")
@click.option("--scope", "scopes", multiple=True, metavar="URL", help="What it is good for; by default all.")
@click.option(
    "--token", "token_key", default="", help="Its key, as a script has it already; made by default."
)
@click.option(
    "--token-secret",
    default="",
    envvar="GDATA_COMPAT_TOKEN_SECRET",
    show_envvar=True,
    help="Its secret, as a script has it already; made by default.",
)
def issue(
    database: str, key: str, account: str, scopes: tuple[str, ...], token_key: str, token_secret: str
) -> None:
    """Issue an OAuth 1.0 access token that does not expire, and print it with its secrets, to paste."""
    from .server.domain.model import EntityExists

    if len(token_key) > 300 or not token_key.isprintable():
        raise click.BadParameter("a key is a line of up to 300 characters", param_hint="'--token'")
    with _stores(database) as (credentials, _):
        known = credentials.consumer(key)
        if known is None:
            raise GdataCompatError(f"there is no consumer {key}: `gdata-compat consumer add {key}` makes it")
        given = {"key": token_key, "secret": token_secret}
        try:
            made = credentials.issue_access_token(key, account.strip().lower(), scopes, **given)
        except EntityExists as error:
            raise GdataCompatError(f"there is a token {token_key} already: it stays as it is") from error
    values = credentials_environment(known.key, known.secret, made.key, made.secret)
    for name, value in values.items():
        click.echo(f'{name} = "{value}"')
    if not known.enabled:
        click.echo(f"gdata-compat: the consumer is disabled: `consumer enable {key}` lets it in", err=True)


@consumer.command("list")
@_common
def list_consumers(database: str) -> None:
    """List the consumers, without their secrets."""
    rows: list[tuple[str, ...]] = []
    with _stores(database) as (credentials, _):
        start: str | None = ""
        while start is not None:
            page = credentials.consumers(start, 101)
            for each in page[:100]:
                methods = ["HMAC-SHA1"] * bool(each.secret) + ["RSA-SHA1"] * (each.public_key is not None)
                enabled = "enabled" if each.enabled else "disabled"
                rows.append((each.key, each.domain or "-", " ".join(methods) or "-", enabled))
            start = page[100].key if len(page) > 100 else None
    _show(("KEY", "DOMAIN", "SIGNS WITH", "STATE"), rows)


@consumer.command()
@_common
@click.option(
    "--domain", default="", help="The domain whose administrator registers it: for calls without a token."
)
@click.option(
    "--consumer-secret",
    envvar="GDATA_COMPAT_CONSUMER_SECRET",
    show_envvar=True,
    help="Its secret; made where not given.",
)
@click.option(
    "--public-key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with its public key or certificate (PEM), for RSA-SHA1.",
)
@click.argument("key")
def add(database: str, domain: str, consumer_secret: str | None, public_key: Path | None, key: str) -> None:
    """Register a consumer by its KEY, and print it with its secret."""
    if not key.isprintable() or not 0 < len(key) <= 300 or " " in key:
        raise click.BadParameter("a key is up to 300 characters without spaces", param_hint="'KEY'")
    with _stores(database) as (credentials, _):
        from .server.domain.credentials import Consumer

        if credentials.consumer(key) is not None:
            raise GdataCompatError(f"the consumer {key} is there already: its secret stays as it is")
        pem = None if public_key is None else _public_key(public_key)
        made = Consumer(key, consumer_secret or secrets.token_urlsafe(18), domain.lower(), pem)
        credentials.add_consumer(made, replace=False)
    click.echo(f'CONSUMER_KEY = "{made.key}"')
    click.echo(f'CONSUMER_SECRET = "{made.secret}"')


@consumer.command()
@_common
@click.argument("key")
def disable(database: str, key: str) -> None:
    """Keep the requests of the consumer KEY out."""
    _enable(database, key, False)


@consumer.command()
@_common
@click.argument("key")
def enable(database: str, key: str) -> None:
    """Let the requests of the consumer KEY in again."""
    _enable(database, key, True)


def _enable(database: str, key: str, enabled: bool) -> None:
    with _stores(database) as (credentials, _):
        if not credentials.enable_consumer(key, enabled):
            raise GdataCompatError(f"there is no consumer {key}: see `gdata-compat consumer list`")
    click.echo(f"{'enabled' if enabled else 'disabled'}: {key}")


@contextlib.contextmanager
def _stores(database: str) -> Iterator[tuple[SqlCredentials, SqlIssuedTokens]]:
    with _cli_database.opened(database, made_by=_MADE_BY) as opened:
        from .server.domain.sql.credentials import SqlCredentials
        from .server.domain.sql.issued_tokens import SqlIssuedTokens

        yield SqlCredentials(opened), SqlIssuedTokens(opened)


def _public_key(path: Path) -> str:
    with needs_extra("RSA-SHA1", "server"):
        from .server.rsa import public_key_pem
    try:
        return public_key_pem(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.BadParameter(f"{path.name}: {error}", param_hint="'--public-key'") from error


def _moment(seconds: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(seconds))


def _state(token: IssuedToken) -> str:
    from .server.token_states import expires_at, state_of

    expires, state = expires_at(token), state_of(token, time.time())
    return state if state != "active" or expires is None else f"until {_moment(expires)}"


def _show(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table whose columns are as wide as what is in them; the last one ends the line."""
    lines = [columns, *rows]
    widths = [max(len(line[n]) for line in lines) for n in range(len(columns))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
