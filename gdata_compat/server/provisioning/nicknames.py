"""The nickname feed: `/a/feeds/DOMAIN/nickname/2.0[/NAME]`."""

from __future__ import annotations

from flask import Blueprint, Response, request

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.nicknames import Nickname, Nicknames
from ..faults import ProvisioningError
from ..state import state
from . import feeds

__all__ = ["SCOPE", "blueprint"]

#: The scope that opens this feed.
SCOPE = f"{atom_out.HOST}/a/feeds/nickname/"

blueprint = Blueprint("nicknames", __name__)

_FEED = "/a/feeds/<domain>/nickname/2.0"
_ENTRY = f"{_FEED}/<name>"
_KIND = "nickname"


@blueprint.get(_FEED)
@authorized(SCOPE, secondary=True)
def retrieve_page(domain: str) -> Response:
    """A page of nicknames, from `startNickname` on; with `username`, of those of one user."""
    nicknames, username = _nicknames(domain), feeds.query("username")
    if username is None:
        page, found = feeds.page_of(_url(domain), "startNickname", nicknames.page, lambda each: each.name)
    else:
        page, found = feeds.page_of(
            atom_out.with_query(_url(domain), username=username),
            "startNickname",
            lambda start, limit: nicknames.page_of_user(username, start, limit),
            lambda each: each.name,
        )
    entries = [_entry(domain, nickname) for nickname in found]
    return feeds.answer(atom_out.feed(page, _KIND, "Nicknames", entries, gd=False))


@blueprint.post(_FEED)
@authorized(SCOPE, secondary=True)
def create(domain: str) -> Response:
    """A new nickname of a user."""
    root = xml_in.parse_entry(request.get_data())
    name = xml_in.attributes(root, "nickname").get("name", "")
    username = xml_in.attributes(root, "login").get("userName", "")
    feeds.check_name(name)
    if "@" in username:
        raise ProvisioningError((1301, username), detail="userName is a name without a domain")
    nickname = _nicknames(domain).create(Nickname(name, username))
    return feeds.created(_document(domain, nickname), _url(domain, nickname.name))


@blueprint.get(_ENTRY)
@authorized(SCOPE, secondary=True)
def retrieve(domain: str, name: str) -> Response:
    """One nickname and whose it is."""
    return feeds.answer(_document(domain, _nicknames(domain).get(name)))


@blueprint.delete(_ENTRY)
@authorized(SCOPE, secondary=True)
def remove(domain: str, name: str) -> Response:
    """Delete a nickname, not its user."""
    _nicknames(domain).delete(name)
    return feeds.deleted()


def _nicknames(domain: str) -> Nicknames:
    return state().domain.nicknames_of(domain.lower())


def _url(domain: str, *names: str) -> str:
    return feeds.url(domain.lower(), "nickname", "2.0", *names)


def _document(domain: str, nickname: Nickname) -> bytes:
    return _entry(domain, nickname, alone=True).encode()


def _entry(domain: str, nickname: Nickname, *, alone: bool = False) -> str:
    return atom_out.entry(
        _url(domain, nickname.name),
        _KIND,
        nickname.name,
        (
            atom_out.element("apps:nickname", name=nickname.name),
            atom_out.element("apps:login", userName=nickname.username),
        ),
        alone=alone,
        gd=False,
    )
