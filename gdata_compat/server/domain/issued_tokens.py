"""The tokens that were issued, of every kind, as their owners see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["IssuedToken", "IssuedTokens"]


@dataclass(frozen=True)
class IssuedToken:
    """A token, without anything that would let somebody use it.

    `id` names it: the key of an OAuth 1.0 token, the digest of any other. `kind` is the value of its kind
    (`oauth access`, `client login`, `oauth2 refresh`, ...), `issued_to` a consumer's key, a service account's
    address or a site, `account` '' for the domain's owner. `expires` None is for those that do not, or whose
    lifetime is that of their kind.
    """

    id: str
    kind: str
    account: str
    issued_to: str
    scopes: tuple[str, ...]
    created: float
    expires: float | None = None
    revoked: bool = False

    @property
    def key(self) -> tuple[float, str]:
        """Its place on the pages."""
        return self.created, self.id


class IssuedTokens(Protocol):
    """All tokens, shared by every process that serves the domain."""

    def page(
        self,
        account: str | None = None,
        start: tuple[float, str] | None = None,
        limit: int = PAGE_SIZE,
    ) -> Sequence[IssuedToken]:
        """Return up to `limit` tokens, the newest first, from the one with the key `start` on.

        `account` narrows them to those of one account.
        """

    def revoke(self, id: str) -> bool:
        """Make a token useless, with what else its consent gave; False where there is none to revoke."""

    def revoke_all(self, account: str) -> int:
        """Make all tokens of an account useless; return how many they were."""
