"""The mail that was brought into mailboxes, as JSON has it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from typing import Any

from ..domain.mail import MigratedMessage
from ..domain.model import Domain
from ..faults import ProvisioningError
from ..provisioning import migration as rules
from .pages import all_domains, name_of, place_of
from .part import Item, Part
from .report import Outcome

__all__ = ["Mail"]

#: Messages may be large.
_AT_ONCE = 10


class Mail(Part):
    """Messages in Base64; one whose number another message of the mailbox has is not taken."""

    fields = {"username": str, "number": int, "content": str, "properties": list, "labels": list}
    needed = ("username", "number", "content")
    key = "username"
    at_once = _AT_ONCE

    def count(self, domain: Domain) -> int:
        return sum(domain.migrated_mail_of(host).count() for host in all_domains(domain))

    def read(self, domain: Domain) -> Iterator[dict[str, Any]]:
        for host in all_domains(domain):
            last: tuple[str, int] | None = None
            while found := domain.migrated_mail_of(host).all(last, _AT_ONCE):
                for username, message in found:
                    content = base64.b64encode(message.content).decode()
                    yield {
                        "username": name_of(domain, host, username),
                        "number": message.number,
                        "content": content,
                        "properties": list(message.properties),
                        "labels": list(message.labels),
                    }
                last = found[-1][0], found[-1][1].number

    def put(self, domain: Domain, item: Item) -> Outcome:
        (host, username), message = place_of(domain, item["username"]), _message(item)
        mail = domain.migrated_mail_of(host)
        if mail.page(username, message.number, 1)[:1] == [message]:
            return Outcome.UNCHANGED
        mail.restore(username, message)
        return Outcome.CREATED


def _message(item: Item) -> MigratedMessage:
    if not 0 < item["number"] < 2**31:
        raise ProvisioningError((1801, str(item["number"])))
    properties, labels = (tuple(item.get(name, ())) for name in ("properties", "labels"))
    for value in (*properties, *labels):
        if not isinstance(value, str):
            raise ProvisioningError((1801, str(value)))
    try:
        content = base64.b64decode(item["content"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProvisioningError((1000, ""), detail="the message is not in Base64") from error
    return rules.checked(MigratedMessage(content, properties, labels, item["number"]))
