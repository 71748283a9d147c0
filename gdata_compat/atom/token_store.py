"""Keeps tokens by scope and finds the one that is valid for a URL."""

from __future__ import annotations

from . import http_interface
from . import url as _url

__all__ = ["SCOPE_ALL", "TokenStore"]

#: The scope of a token that is valid for every URL.
SCOPE_ALL = "http"


def scope_covers(scope, url):
    """Tell whether a token with `scope` may be used for `url`, an `atom.url.Url` (quirk 5).

    Protocol and port are ignored; host must be equal, and the path must begin with that of the scope.
    """
    if scope == SCOPE_ALL:
        return True
    if isinstance(scope, str):
        scope = _url.parse_url(scope)
    if scope == url:
        return True
    if scope.host != url.host:
        return False
    return not scope.path or bool(url.path and url.path.startswith(scope.path))


def any_scope_covers(scopes, url):
    """Tell whether one of `scopes` covers `url`, which may be text."""
    if isinstance(url, str):
        url = _url.parse_url(url)
    return any(scope_covers(scope, url) for scope in scopes)


class TokenStore:
    """A dict from scope to token, `_tokens`; a token is stored under each of its scopes."""

    def __init__(self, scoped_tokens=None):
        self._tokens = scoped_tokens or {}

    def add_token(self, token):
        """Store `token` under its scopes, replacing what was there; False where it has none (quirk 2)."""
        scopes = getattr(token, "scopes", None)
        if not scopes:
            return False
        for scope in scopes:
            self._tokens[str(scope)] = token
        return True

    def find_token(self, url):
        """Give the first token that is valid for `url`, text or a Url.

        None for None; a `GenericToken`, which adds no header, where no token is valid.
        """
        if url is None:
            return None
        if isinstance(url, str):
            url = _url.parse_url(url)
        for token in self._tokens.values():
            if token.valid_for_scope(url):
                return token
        return http_interface.GenericToken()

    def remove_token(self, token):
        """Drop `token` from every scope it is stored under; tell whether there was one."""
        found = [scope for scope, stored in self._tokens.items() if stored == token]
        for scope in found:
            del self._tokens[scope]
        return bool(found)

    def remove_all_tokens(self):
        """Forget every token."""
        self._tokens = {}
