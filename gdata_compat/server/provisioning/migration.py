"""The feed that takes mail into mailboxes: `/a/feeds/migration/2.0/DOMAIN/USER/mail[/batch]`.

From the Email Migration API's guide and reference: it can only be written to, as application/atom+xml; a
message is RFC 822, in base64 or as text; a malformed one is answered 400, in a batch for itself.
"""

from __future__ import annotations

import base64
import binascii
import re
from xml.sax.saxutils import escape

from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

from gdata_compat import namespaces

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.mail import MigratedMessage
from ..domain.model import EntityDoesNotExist
from ..faults import ProvisioningError
from ..state import state
from ..xml_in import Element, apps, atom
from . import feeds
from .batches import REASONS, ending

__all__ = ["PROPERTIES", "SCOPE", "blueprint", "checked"]

#: The scope that opens this feed.
SCOPE = f"{atom_out.HOST}/a/feeds/migration/"

#: What a message may be when it comes in.
PROPERTIES = frozenset({"IS_DRAFT", "IS_INBOX", "IS_SENT", "IS_STARRED", "IS_TRASH", "IS_UNREAD"})

#: The longest name of a label, as in the settings of mailboxes.
_LONGEST_LABEL = 40

# A field's name and a colon, then anything, continued on lines that begin with white space (RFC 822 3.2).
_HEADERS = re.compile(rb"(?:[!-9;-~]+[ \t]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+(?:\r?\n|\Z)")

blueprint = Blueprint("migration", __name__)

_FEED = "/a/feeds/migration/2.0/<domain>/<username>/mail"


@blueprint.post(_FEED)
@authorized(SCOPE, secondary=True)
def import_mail(domain: str, username: str) -> Response:
    """Take a message into a mailbox, with its labels and properties."""
    _check_media_type()
    entry = xml_in.parse_entry(request.get_data(), xml_in.MAXIMUM_REQUEST_BYTES)
    kept = (
        state()
        .domain.migrated_mail_of(domain.lower())
        .add(feeds.local_part(domain, username, "user"), _message(entry))
    )
    url = _url(domain, username, kept)
    return feeds.created(
        atom_out.entry(url, "mailItem", "", _parts(kept), alone=True, gd=False).encode(), url
    )


@blueprint.post(f"{_FEED}/batch")
@authorized(SCOPE, secondary=True)
def import_batch(domain: str, username: str) -> Response:
    """Take many messages into a mailbox, each by itself, and tell how each ended."""
    _check_media_type()
    feed = xml_in.parse_feed(request.get_data(), xml_in.MAXIMUM_REQUEST_BYTES)
    state().domain.users_of(domain.lower()).get(feeds.local_part(domain, username, "user"))
    results = "".join(_result(domain, username, each) for each in feed.iterchildren(atom("entry")))
    declared = f"xmlns='{namespaces.ATOM}' xmlns:batch='{namespaces.BATCH}' xmlns:apps='{namespaces.APPS}'"
    address = f"<id>{escape(_url(domain, username))}/batch</id>"
    return feeds.answer(f"{atom_out.DECLARATION}<feed {declared}>{address}{results}</feed>".encode())


def _result(domain: str, username: str, entry: Element) -> str:
    try:
        message = _message(entry)
        kept = (
            state()
            .domain.migrated_mail_of(domain.lower())
            .add(feeds.local_part(domain, username, "user"), message)
        )
    except ProvisioningError as error:
        return f"<entry>{ending(entry, 'insert', error.status, error.detail)}</entry>"
    except EntityDoesNotExist:  # the user was deleted meanwhile
        return f"<entry>{ending(entry, 'insert', 404, 'Not Found')}</entry>"
    parts = (*_parts(kept), ending(entry, "insert", 201, REASONS[201]))
    return atom_out.entry(_url(domain, username, kept), "mailItem", "", parts)


def _check_media_type() -> None:
    if request.mimetype != "application/atom+xml":
        raise UnsupportedMediaType(
            f"mail is sent as application/atom+xml, not {request.mimetype or 'untyped'}"
        )


def _message(entry: Element) -> MigratedMessage:
    properties = [str(each.get("value", "")) for each in entry.iterchildren(apps("mailItemProperty"))]
    labels = [str(each.get("labelName", "")) for each in entry.iterchildren(apps("label"))]
    return checked(MigratedMessage(_content(entry), tuple(properties), tuple(labels)))


def checked(message: MigratedMessage) -> MigratedMessage:
    """Return a message that can be kept; raises ProvisioningError for one that cannot."""
    for value in message.properties:
        if value not in PROPERTIES:
            raise ProvisioningError((1801, value), detail=f"{value[:40]!r} is no property of mail")
    for label in message.labels:
        if not label.strip() or len(label) > _LONGEST_LABEL:
            detail = f"a label has 1 to {_LONGEST_LABEL} characters, not {label[:60]!r}"
            raise ProvisioningError((1801, label), detail=detail)
    start = message.content
    if not _HEADERS.match(start if start.endswith(b"\n") else start + b"\n"):
        raise xml_in.bad_document("the message does not begin with the header fields of RFC 822")
    return message


def _content(entry: Element) -> bytes:
    """Return the message of an entry; raises ProvisioningError."""
    found = entry.find(apps("rfc822Msg"))
    if found is None:
        raise xml_in.bad_document("the entry has no apps:rfc822Msg")
    text, encoding = found.text or "", found.get("encoding", "none")
    if encoding not in ("base64", "none"):
        raise xml_in.bad_document(f"the encoding of a message is base64 or none, not {encoding[:40]!r}")
    try:
        content = (
            base64.b64decode("".join(text.split()), validate=True) if encoding == "base64" else text.encode()
        )
    except (binascii.Error, ValueError) as error:
        raise xml_in.bad_document(f"the message is not in base64: {error}") from error
    return content if encoding == "base64" else content.lstrip()


def _parts(message: MigratedMessage) -> list[str]:
    """Write what is told of a message: not the message."""
    properties = [atom_out.element("apps:mailItemProperty", value=each) for each in message.properties]
    return properties + [atom_out.element("apps:label", labelName=each) for each in message.labels]


def _url(domain: str, username: str, message: MigratedMessage | None = None) -> str:
    number = () if message is None else (str(message.number),)
    return feeds.url("migration", "2.0", domain.lower(), username.lower(), "mail", *number)
