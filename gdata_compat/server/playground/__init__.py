"""The OAuth Playground: the three steps of OAuth 1.0 in a browser, as Google's page showed them.

`views` has the pages, `steps` what their buttons do, `sessions` what is remembered and how it is kept.
"""

from __future__ import annotations

from .views import blueprint

__all__ = ["blueprint"]
