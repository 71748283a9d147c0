"""The feeds of e-mail lists: `/a/feeds/DOMAIN/emailList/2.0[/NAME[/recipient[/ADDRESS]]]`."""

from __future__ import annotations

from flask import Blueprint, Response, request

from gdata_compat import namespaces

from .. import atom_out, xml_in
from ..authentication import authorized
from ..faults import ProvisioningError
from ..state import state
from . import feeds, rules

__all__ = ["LISTS_SCOPE", "RECIPIENTS_SCOPE", "blueprint"]

#: The scopes that open the lists, and the recipients.
LISTS_SCOPE = f"{atom_out.HOST}/a/feeds/emailList/"
RECIPIENTS_SCOPE = f"{atom_out.HOST}/a/feeds/emailList/recipient/"

blueprint = Blueprint("email_lists", __name__)

_FEED = "/a/feeds/<domain>/emailList/2.0"
_ENTRY = f"{_FEED}/<name>"
_RECIPIENTS = f"{_ENTRY}/recipient"
_RECIPIENT = f"{_RECIPIENTS}/<address>"


@blueprint.get(_FEED)
@authorized(LISTS_SCOPE)
def retrieve_page(domain: str) -> Response:
    """A page of e-mail lists, from `startEmailListName` on; with `recipient`, of those with that address."""
    lists, recipient = state().domain.email_lists, feeds.query("recipient")
    if recipient is None:
        page, found = feeds.page_of(_url(domain), "startEmailListName", lists.page, str)
    else:
        address = feeds.address_in(domain, recipient)
        page, found = feeds.page_of(
            atom_out.with_query(_url(domain), recipient=address),
            "startEmailListName",
            lambda start, limit: lists.page_of_recipient(address, start, limit),
            str,
        )
    entries = [_list(domain, name) for name in found]
    return feeds.answer(atom_out.feed(page, "emailList", "EmailLists", entries))


@blueprint.post(_FEED)
@authorized(LISTS_SCOPE)
def create(domain: str) -> Response:
    """A new, empty e-mail list."""
    root = xml_in.parse_entry(request.get_data())
    name = xml_in.attributes(root, "emailList").get("name", "")
    feeds.check_name(name)
    made = state().domain.email_lists.create(name)
    return feeds.created(_list(domain, made, alone=True).encode(), _url(domain, made))


@blueprint.get(_ENTRY)
@authorized(LISTS_SCOPE)
def retrieve(domain: str, name: str) -> Response:
    """One e-mail list."""
    return feeds.answer(_list(domain, state().domain.email_lists.get(name), alone=True).encode())


@blueprint.delete(_ENTRY)
@authorized(LISTS_SCOPE)
def remove(domain: str, name: str) -> Response:
    """Delete an e-mail list."""
    state().domain.email_lists.delete(name)
    return feeds.deleted()


@blueprint.get(_RECIPIENTS)
@authorized(LISTS_SCOPE, RECIPIENTS_SCOPE)
def retrieve_recipients(domain: str, name: str) -> Response:
    """A page of the addresses on a list, from `startRecipient` on, which is included."""
    shown = name.lower()
    page, found = feeds.page_of(
        _url(domain, shown, "recipient"),
        "startRecipient",
        lambda start, limit: state().domain.email_lists.recipients(name, start, limit),
        str,
    )
    entries = [_recipient(domain, shown, address) for address in found]
    title = f"Recipients for email list {shown}"
    return feeds.answer(atom_out.feed(page, "emailList.recipient", title, entries))


@blueprint.post(_RECIPIENTS)
@authorized(LISTS_SCOPE, RECIPIENTS_SCOPE)
def add_recipient(domain: str, name: str) -> Response:
    """A new address on a list: a user's, or one outside the domain."""
    who = xml_in.parse_entry(request.get_data()).find(xml_in.gd("who"))
    given = "" if who is None else str(who.get("email", ""))
    address = feeds.address_in(domain, given)
    if not rules.is_email_address(address):
        raise ProvisioningError((1406, given))
    state().domain.email_lists.add_recipients(name, [address])
    document = _recipient(domain, name.lower(), address, alone=True).encode()
    return feeds.created(document, _url(domain, name.lower(), "recipient", address))


@blueprint.get(_RECIPIENT)
@authorized(LISTS_SCOPE, RECIPIENTS_SCOPE)
def retrieve_recipient(domain: str, name: str, address: str) -> Response:
    """One address on a list."""
    found = state().domain.email_lists.recipient(name, feeds.address_in(domain, address))
    return feeds.answer(_recipient(domain, name.lower(), found, alone=True).encode())


@blueprint.delete(_RECIPIENT)
@authorized(LISTS_SCOPE, RECIPIENTS_SCOPE)
def remove_recipient(domain: str, name: str, address: str) -> Response:
    """Take an address off a list."""
    state().domain.email_lists.remove_recipient(name, feeds.address_in(domain, address))
    return feeds.deleted()


def _url(domain: str, *names: str) -> str:
    return feeds.url(domain.lower(), "emailList", "2.0", *names)


def _list(domain: str, name: str, *, alone: bool = False) -> str:
    url = _url(domain, name)
    parts = (
        atom_out.element("apps:emailList", name=name),
        atom_out.feed_link("emailList.recipients", f"{url}/recipient/"),
    )
    return atom_out.entry(url, "emailList", name, parts, alone=alone)


def _recipient(domain: str, name: str, address: str, *, alone: bool = False) -> str:
    kind = "emailList.recipient"
    who = atom_out.element("gd:who", rel=f"{namespaces.APPS}#{kind}", email=address)
    return atom_out.entry(_url(domain, name, "recipient", address), kind, address, (who,), alone=alone)
