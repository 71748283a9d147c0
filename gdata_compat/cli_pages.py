"""The options of `gdata-compat serve` about the server's pages: who sees them, and under which names."""

from __future__ import annotations

from typing import Any

import click

from . import _cli_options

__all__ = ["options", "settings"]

#: The options; `settings` takes their values.
options = _cli_options.with_options(
    click.option(
        "--log-requests/--no-log-requests",
        default=True,
        show_default=True,
        help="Keep the latest 1000 requests for the pages.",
    ),
    click.option(
        "--page-host",
        "page_hosts",
        multiple=True,
        metavar="NAME",
        help="A name under which browsers reach the server's pages; may be repeated.",
    ),
    click.option(
        "--allow-remote",
        is_flag=True,
        help="Let other machines reach the server; its pages ask who comes from there to sign in.",
    ),
)


def settings(*, allow_remote: bool, page_hosts: tuple[str, ...], log_requests: bool) -> dict[str, Any]:
    """What `create_app` takes for the values."""
    return {"allow_remote": allow_remote, "page_hosts": page_hosts, "log_requests": log_requests}
