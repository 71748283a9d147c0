"""The pages that show what the server holds: the domain, the tokens issued, and the latest requests."""

from __future__ import annotations

from . import domain_pages, requests_page, tokens_page  # noqa: F401  # they put their views into the blueprint
from .views import blueprint

__all__ = ["blueprint"]
