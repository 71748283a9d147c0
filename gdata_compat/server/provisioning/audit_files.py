"""The files of audits: `/a/data/compliance/audit/TOKEN`, for whoever has the address, as Google's were.

Google encrypted them with the domain's key. Here a mailbox is a plain mbox of the mail that was brought into
it (`migration`), and account information a plain text. Of an export its dates, whether deleted messages and
whole ones are wanted are heeded, and its search query is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime

from flask import Blueprint, Response
from werkzeug.exceptions import NotFound

from ..domain.audit import AuditRequest, RequestKind
from ..domain.mail import MigratedMail, MigratedMessage
from ..domain.model import Domain, EntityDoesNotExist
from ..state import state
from . import audit

__all__ = ["account_information", "blueprint", "mbox"]

blueprint = Blueprint("audit_files", __name__)

_AT_ONCE = 20
#: The end of 9998: a time that any zone can tell.
_LATEST = 253_370_764_800.0
_FROM = re.compile(rb"^(>*From )", re.MULTILINE)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


@blueprint.get(f"{audit.FILES}/<token>")
def download(token: str) -> Response:
    """The file of a completed request: a mailbox as mbox, or account information as text."""
    domain = state().domain
    for host in (domain.name, *domain.secondary_domains.names()):
        try:
            found = domain.audit_of(host).request_of_token(token)
            domain.users_of(host).get(found.username)
            break
        except EntityDoesNotExist:
            continue
    else:
        raise NotFound
    if not found.status(state().clock()).has_files:
        raise NotFound
    if found.kind is RequestKind.EXPORT:
        answer = Response(mbox(domain.migrated_mail_of(host), found), content_type="application/mbox")
    else:
        told = account_information(domain, host, found.username)
        answer = Response(told, content_type="text/plain; charset=UTF-8")
    answer.headers["Content-Disposition"] = "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


def mbox(mail: MigratedMail, export: AuditRequest) -> Iterator[bytes]:
    """Give the messages of a mailbox that an export asks for, as an mbox file has them (RFC 4155)."""
    start = 1
    while found := mail.page(export.username, start, _AT_ONCE):
        for message in found:
            if _is_asked_for(message, export):
                yield _written(message, export.headers_only)
        start = found[-1].number + 1


def account_information(domain: Domain, host: str, username: str) -> str:
    """Write what is known of the account of a user on one of the account's domains."""
    user = domain.users_of(host).get(username)
    nicknames = (each.name for each in domain.nicknames_of(host).page_of_user(username))
    told = {
        "User": f"{user.username}@{host}",
        "Name": f"{user.given_name} {user.family_name}",
        "Administrator": "yes" if user.admin else "no",
        "Suspended": "yes" if user.suspended else "no",
        "Quota in megabytes": str(user.quota_mb),
        "Nicknames": ", ".join(nicknames),
    }
    return "".join(f"{name}: {value}\n" for name, value in told.items())


def _is_asked_for(message: MigratedMessage, export: AuditRequest) -> bool:
    if "IS_TRASH" in message.properties and not export.include_deleted:
        return False
    sent = _sent(message) if export.begin or export.end else None
    if sent is None:  # a message without a date is in every range
        return True
    after = not export.begin or sent >= audit.moment(export.begin)
    return after and (not export.end or sent <= audit.moment(export.end))


def _sent(message: MigratedMessage) -> float | None:
    try:
        date = parsedate_to_datetime(str(BytesHeaderParser().parsebytes(message.content)["Date"]))
    except (ValueError, TypeError, OverflowError):
        return None
    sent = (date if date.tzinfo else date.replace(tzinfo=timezone.utc)).timestamp()
    return min(max(sent, 0.0), _LATEST)


def _written(message: MigratedMessage, headers_only: bool) -> bytes:
    content = _END_OF_HEADERS.split(message.content, maxsplit=1)[0] if headers_only else message.content
    date = datetime.fromtimestamp(_sent(message) or 0, timezone.utc)
    quoted = _FROM.sub(rb">\1", content).rstrip(b"\r\n")
    return b"From MAILER-DAEMON " + date.strftime("%a %b %d %H:%M:%S %Y").encode() + b"\n" + quoted + b"\n\n"
