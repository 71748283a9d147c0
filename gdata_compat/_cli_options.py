"""What the options of all commands have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from . import __version__

__all__ = ["version", "with_options"]

#: The option --version.
version = click.version_option(__version__, prog_name="gdata-compat")


def with_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Give a command several options; they are shown in the reverse of this order."""

    def decorate(command: Any) -> Any:
        for option in options:
            command = option(command)
        return command

    return decorate
