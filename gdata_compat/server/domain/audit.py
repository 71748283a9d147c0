"""Audits of mailboxes: what is asked for, what becomes of it, and what anything that keeps it must offer.

Dates are texts in UTC as the API has them (`2026-11-28 17:30`); moments are seconds since 1970.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from .model import PAGE_SIZE

__all__ = ["RETENTION", "Audit", "AuditRequest", "Monitor", "RequestKind", "RequestStatus"]

#: Seconds for which the files of a request are kept: three weeks (the API's guide).
RETENTION = 21 * 24 * 3600.0


@dataclass(frozen=True)
class Monitor:
    """Whose mail is copied to whom, from when to when; each kind of mail as whole messages or as headers.

    `drafts` and `chats` are '' where none are copied. `number` is given when the monitor is kept.
    """

    username: str
    destination: str
    begin: str
    end: str
    incoming: str = "FULL_MESSAGE"
    outgoing: str = "FULL_MESSAGE"
    drafts: str = ""
    chats: str = ""
    number: int = 0


class RequestKind(str, Enum):
    """What a request is for."""

    ACCOUNT = "account"
    EXPORT = "export"


class RequestStatus(str, Enum):
    """How far a request is (the API's guide)."""

    PENDING = "PENDING"
    ERROR = "ERROR"
    COMPLETED = "COMPLETED"
    MARKED_DELETE = "MARKED_DELETE"
    DELETED = "DELETED"
    EXPIRED = "EXPIRED"

    @property
    def has_files(self) -> bool:
        """Whether there is something to download."""
        return self in (RequestStatus.COMPLETED, RequestStatus.MARKED_DELETE)


@dataclass(frozen=True)
class AuditRequest:
    """A request for a user's mailbox, or for information on the user's account, by an administrator.

    It was made at `requested` and is done at `completes`; its files are gone from `removed` on, where that is
    known. `user_gone` is when its user was deleted. Whoever knows the `token` gets the file. The number and
    the token are given when the request is kept.
    """

    kind: RequestKind
    username: str
    admin: str
    requested: float = 0.0
    completes: float = 0.0
    begin: str = ""
    end: str = ""
    include_deleted: bool = False
    search_query: str = ""
    headers_only: bool = False
    removed: float | None = None
    user_gone: float | None = None
    number: int = 0
    token: str = field(default="", repr=False)

    def status(self, now: float) -> RequestStatus:
        """Return how far the request is at a moment."""
        if self.removed is not None:
            return RequestStatus.DELETED if now >= self.removed else RequestStatus.MARKED_DELETE
        if self.user_gone is not None and self.user_gone < self.completes:
            return RequestStatus.ERROR
        if now < self.completes:
            return RequestStatus.PENDING
        return RequestStatus.EXPIRED if now >= self.completes + RETENTION else RequestStatus.COMPLETED


class Audit(Protocol):
    """The audits of one domain. Monitors go with either user; requests stay, and all follow a renaming."""

    def public_key(self) -> str:
        """Return the key that files are meant to be encrypted with, '' where there is none."""

    def put_public_key(self, key: str) -> None:
        """Set that key."""

    def monitors(self, username: str, start: str | None = None, limit: int = PAGE_SIZE) -> Sequence[Monitor]:
        """Return up to `limit` monitors of a user, sorted by destination, from `start` on, which is included.

        Raises EntityDoesNotExist for an unknown user.
        """

    def all_monitors(self, after: Monitor | None = None, limit: int = PAGE_SIZE) -> Sequence[Monitor]:
        """Return up to `limit` monitors of all users, those after one, sorted by user and destination."""

    def put_monitor(self, monitor: Monitor, *, limited: bool = True) -> Monitor:
        """Keep a monitor, in the place of one with the same two users.

        It counts among what there may be in a day, if `limited`. Raises EntityDoesNotExist, TooManyAudits.
        """

    def delete_monitor(self, username: str, destination: str) -> None:
        """Remove a monitor, which counts as well; raises EntityDoesNotExist, TooManyAudits."""

    def request(self, kind: RequestKind, username: str, number: int) -> AuditRequest:
        """Return a user's request; raises EntityDoesNotExist."""

    def requests(
        self, kind: RequestKind, since: float = 0.0, start: int | None = None, limit: int = PAGE_SIZE
    ) -> Sequence[AuditRequest]:
        """Return up to `limit` requests made since a moment, sorted by number, from `start` on."""

    def request_of_token(self, token: str) -> AuditRequest:
        """Return the request whose file the token opens; raises EntityDoesNotExist."""

    def create_request(self, request: AuditRequest) -> AuditRequest:
        """Keep a request from now on; raises EntityDoesNotExist for an unknown user, TooManyAudits."""

    def restore_request(self, request: AuditRequest) -> None:
        """Keep a request as it is, number and moments; raises EntityExists for a number in use."""

    def remove_request(self, kind: RequestKind, username: str, number: int) -> None:
        """Mark the files of a request for removal, a second time remove them.

        Raises EntityDoesNotExist, and EntityCannotBeModified where there are no files.
        """
