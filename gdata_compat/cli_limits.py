"""The options of `gdata-compat serve` about limits: of numbers, and of the time that a name is reserved."""

from __future__ import annotations

from typing import Any

import click

from . import _cli_options

__all__ = ["options", "settings"]


def _limit(name: str, text: str, default: int | None = None) -> Any:
    return click.option(
        name,
        type=click.IntRange(min=0),
        default=default,
        show_default=default is not None,
        metavar="N",
        help=text,
    )


#: The options; `settings` takes their values.
options = _cli_options.with_options(
    click.option(
        "--deleted-name-window",
        type=click.IntRange(0, 365 * 24 * 3600),
        default=5 * 24 * 3600,
        show_default=True,
        metavar="SECONDS",
        help="Time for which the name of a deleted user is reserved (code 1100).",
    ),
    _limit("--recipient-limit", "Most recipients of an e-mail list (code 1500); without it no limit."),
    _limit("--nickname-limit", "Most nicknames of a user (code 1501).", 30),
    _limit("--user-limit", "Most users of all domains (code 1200); without it no limit."),
)


def settings(others: dict[str, Any]) -> dict[str, Any]:
    """Take what `create_app` takes for these options out of the values of all."""
    names = ("deleted_name_window", "recipient_limit", "nickname_limit", "user_limit")
    return {name: others.pop(name) for name in names}
