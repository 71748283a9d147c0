"""What the Google Data protocol adds for contacts: its versions, conditions of requests, and plain errors.

From the protocol's reference: a request says its version in `GData-Version` or `v`, else it is 1. Version 1
detects conflicts by the version number in the address that takes changes and answers 409; later versions
compare ETags and answer 412. A change without either is refused (403, seen by users of the API).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, g, request

from .. import atom_out
from ..contacts_out import etag_of
from ..domain.model import (
    DomainError,
    EntityDoesNotExist,
    PhotoDoesNotExist,
    TooManyContacts,
    ValueNotKept,
)
from ..faults import ProvisioningError

__all__ = [
    "Condition",
    "GDataError",
    "answer_errors",
    "not_modified",
    "of_domain",
    "protocol_version",
    "with_etag",
]

_UNCONDITIONAL = "If-Match or If-None-Match header or entry etag attribute required"


class GDataError(Exception):
    """A refusal in words, as the Google Data protocol has it; a document may stand in their place."""

    def __init__(self, status: int, reason: str, document: bytes | None = None) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.document = document


def answer_errors(blueprint: Blueprint) -> None:
    """Let the views of a blueprint answer in words what they raise, not by the Provisioning API's codes."""
    blueprint.register_error_handler(GDataError, _refused)
    blueprint.register_error_handler(DomainError, lambda error: _refused(of_domain(error)))
    blueprint.register_error_handler(ProvisioningError, lambda error: _refused(_of_document(error)))


def of_domain(error: DomainError) -> GDataError:
    """Return the answer to an error of the data."""
    if isinstance(error, PhotoDoesNotExist):
        return GDataError(404, "Photo not found.")
    if isinstance(error, EntityDoesNotExist):
        return GDataError(404, "Contact not found.")
    if isinstance(error, TooManyContacts):
        return GDataError(403, error.detail)
    assert isinstance(error, ValueNotKept)
    return GDataError(400, f"Invalid value: {error.detail}")


def protocol_version() -> int:
    """Return the version of the protocol that a request asks for; raises GDataError for an unknown one."""
    given = request.args.get("v") or request.headers.get("GData-Version") or "1"
    if given not in ("1", "1.0", "2", "2.0", "2.1", "3", "3.0", "3.1"):
        raise GDataError(400, f"GData-Version {given[:20]!r} is not supported: 1.0, 2.0 and 3.0 are")
    return int(given[0])


@dataclass(frozen=True)
class Condition:
    """What a request says of the state that it is meant for.

    `matching` and `differing` are the values of If-Match and If-None-Match; `edit_version` is the last part
    of an address that takes changes. An entry's own ETag counts where no header says more.
    """

    protocol: int
    matching: str | None = None
    differing: str | None = None
    edit_version: str | None = None

    @classmethod
    def of_request(cls, protocol: int, own: str | None = None, edit_version: str | None = None) -> Condition:
        """Read the headers of the current request; `own` is the ETag of the entry sent."""
        differing = request.headers.get("If-None-Match")
        matching = request.headers.get("If-Match") or (None if differing else own or None)
        return cls(protocol, matching, differing, edit_version)

    def check(
        self, version: int | None, current: Callable[[], str] | None = None, *, required: bool = True
    ) -> None:
        """Raise GDataError unless what has this version (None: nothing is there) is what was meant.

        `current` writes the document that goes along with a conflict of version 1; a later version needs
        a condition if that is `required`.
        """
        shown = str(version or 0)
        etag = etag_of(version) if version is not None else None
        if self.protocol == 1:
            if self.edit_version not in (None, shown):
                document = None if current is None else current().encode()
                raise GDataError(409, "Conflict: the entry was changed since it was retrieved", document)
        elif self.matching is None and self.differing is None and self.edit_version is None and required:
            raise GDataError(403, _UNCONDITIONAL)
        elif self.edit_version not in (None, shown) and self.matching != "*":
            raise _mismatch(self.edit_version, shown)
        if self.matching is not None and not _is_among(etag, self.matching):
            raise _mismatch(self.matching, shown)
        if self.differing is not None and etag is not None and _is_among(etag, self.differing):
            raise _mismatch(self.differing, shown)


def not_modified(etag: str) -> bool:
    """Tell whether the client has what is there, by If-None-Match."""
    given = request.headers.get("If-None-Match")
    return given is not None and _is_among(etag, given.replace("W/", ""))


def with_etag(document: str, etag: str, protocol: int, status: int = 200) -> Response:
    """Answer with a document and its ETag, or with 304 to a client that has it."""
    fresh = protocol > 1 and request.method == "GET" and not_modified(etag)
    made = Response("" if fresh else document, 304 if fresh else status, content_type=atom_out.CONTENT_TYPE)
    if protocol > 1:
        made.headers["ETag"] = etag
    made.headers["GData-Version"] = f"{protocol}.0"
    made.headers["Vary"] = "Accept, GData-Version, X-GData-Authorization"
    return made


def _is_among(etag: str | None, given: str) -> bool:
    return given.strip() == "*" or etag in [each.strip() for each in given.split(",")]


def _mismatch(given: str | None, version: str) -> GDataError:
    return GDataError(412, f"Mismatch: etags = [{given}], version = [{version}]")


def _of_document(error: ProvisioningError) -> GDataError:
    return GDataError(error.status, error.detail)


def _refused(error: GDataError) -> Response:
    g.detail = error.reason
    if error.document is not None:
        return Response(error.document, error.status, content_type=atom_out.CONTENT_TYPE)
    return Response(error.reason, error.status, content_type="text/plain; charset=UTF-8")
