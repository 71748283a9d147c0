"""What the pages of the console share: their blueprint, how times are written, and what is not there."""

from __future__ import annotations

import time

from flask import Blueprint, Response, g

from gdata_compat.server import page_access, tool_pages
from gdata_compat.server.domain.model import EntityDoesNotExist

__all__ = ["PAGE", "blueprint", "moment"]

#: Rows on a page.
PAGE = 50

blueprint = Blueprint("console", __name__)
page_access.protect(blueprint)


@blueprint.app_template_filter("moment")
def moment(seconds: float | None) -> str:
    """Write a time, in seconds since 1970, as date and time of day in UTC; '' for None."""
    if seconds is None:
        return ""
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(seconds))


@blueprint.app_template_filter("short")
def short(token: str) -> str:
    """Write so much of a token's id as tells it from others."""
    return token if len(token) <= 14 else f"{token[:12]}…"


@blueprint.errorhandler(EntityDoesNotExist)
def missing(error: EntityDoesNotExist) -> Response:
    """Say what is not there (any more)."""
    g.detail = f"there is no {error.name}"
    return tool_pages.render("console/missing.html", 404, name=error.name)
