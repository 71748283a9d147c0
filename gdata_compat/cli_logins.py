"""The options of `gdata-compat serve` about logins: captchas and locks, keys, and OAuth 2.0 clients."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from . import _cli_options

__all__ = ["options", "settings"]

_T = TypeVar("_T")


def _number(name: str, default: int, text: str) -> Callable[[Any], Any]:
    return click.option(
        name, type=click.IntRange(min=0), default=default, show_default=True, metavar="N", help=text
    )


#: The options; `settings` takes their values.
options = _cli_options.with_options(
    click.option(
        "--consumer-public-key",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        metavar="FILE",
        help="The domain's public key or certificate in PEM, for RSA-SHA1.",
    ),
    click.option(
        "--login-window",
        type=click.IntRange(1, 7 * 24 * 3600),
        default=900,
        show_default=True,
        metavar="SECONDS",
        help="Time for which failed logins count.",
    ),
    _number("--lock-address-after", 100, "Failed logins from an address that lock it out; 0: never."),
    _number("--lock-after", 20, "Failed logins to an account that lock it; 0: never."),
    _number("--captcha-after", 3, "Failed logins to an account that cost a captcha; 0: never."),
    click.option(
        "--service-account",
        "key_files",
        multiple=True,
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        help="A key file of a service account that acts for users; made where it is missing.",
    ),
    click.option(
        "--redirect-uri",
        "redirect_uris",
        multiple=True,
        metavar="URL",
        help="Where the domain's OAuth 2.0 client leads back to; without any, localhost or a page.",
    ),
)


def settings(
    domain: str,
    *,
    captcha_after: int,
    lock_after: int,
    lock_address_after: int,
    login_window: int,
    redirect_uris: tuple[str, ...],
    key_files: tuple[Path, ...],
    consumer_public_key: Path | None,
) -> dict[str, Any]:
    """What `create_app` takes for the values; raises click.BadParameter, and OSError for a key file."""
    from .server.domain.logins import LoginRules
    from .server.key_files import service_account_of
    from .server.oauth2_consent import check_redirect_uri
    from .server.rsa import public_key_pem

    for uri in redirect_uris:
        _valid("--redirect-uri", check_redirect_uri, uri)
    key = None
    if consumer_public_key is not None:
        pem = consumer_public_key.read_text(encoding="utf-8", errors="replace")
        key = _valid("--consumer-public-key", public_key_pem, pem)
    return {
        "consumer_public_key": key,
        "login_rules": LoginRules(captcha_after, lock_after, lock_address_after, login_window),
        "redirect_uris": redirect_uris,
        "service_accounts": [
            _valid("--service-account", service_account_of, path, domain) for path in key_files
        ],
    }


def _valid(option: str, read: Callable[..., _T], *given: Any) -> _T:
    try:
        return read(*given)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=f"'{option}'") from error
