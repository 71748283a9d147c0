"""The user feed: `/a/feeds/DOMAIN/user/2.0[/NAME]`; scripts named secondary domains there, too."""

from __future__ import annotations

from flask import Blueprint, Response, request

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.users import User, Users
from ..faults import ProvisioningError
from ..state import state
from . import feeds, rules
from .user_values import UserValues, new_user

__all__ = ["SCOPE", "blueprint"]

#: The scope that opens this feed.
SCOPE = f"{atom_out.HOST}/a/feeds/user/"

blueprint = Blueprint("users", __name__)

_FEED = "/a/feeds/<domain>/user/2.0"
_ENTRY = f"{_FEED}/<username>"
_KIND = "user"


@blueprint.get(_FEED)
@authorized(SCOPE, secondary=True)
def retrieve_page(domain: str) -> Response:
    """A page of users, from `startUsername` on, which is included."""
    page, found = feeds.page_of(
        _url(domain), "startUsername", _users(domain).page, lambda user: user.username, longest=100
    )
    return feeds.answer(atom_out.feed(page, _KIND, "Users", [_entry(domain, user) for user in found]))


@blueprint.post(_FEED)
@authorized(SCOPE, secondary=True)
def create(domain: str) -> Response:
    """A new user."""
    changes = _read(request.get_data()).changes(required=True)
    created = _users(domain).create(new_user(changes, state().default_quota_mb))
    return feeds.created(_document(domain, created), _url(domain, created.username))


@blueprint.get(_ENTRY)
@authorized(SCOPE, secondary=True)
def retrieve(domain: str, username: str) -> Response:
    """One user."""
    return feeds.answer(_document(domain, _known(domain, username)))


@blueprint.put(_ENTRY)
@authorized(SCOPE, secondary=True)
def update(domain: str, username: str) -> Response:
    """Set what the entry sent holds; another userName renames, and the old one stays as a nickname."""
    changes = _read(request.get_data()).changes(required=False)
    _known(domain, username)
    return feeds.answer(_document(domain, _users(domain).update(username, changes)))


@blueprint.delete(_ENTRY)
@authorized(SCOPE, secondary=True)
def remove(domain: str, username: str) -> Response:
    """Delete a user; the answer is empty, with status 200."""
    _known(domain, username)
    _users(domain).delete(username)
    return feeds.deleted()


def _known(domain: str, username: str) -> User:
    if rules.username_fault(username) == 1403:  # nobody can have such a name
        raise ProvisioningError((1301, username))
    return _users(domain).get(username)


def _users(domain: str) -> Users:
    return state().domain.users_of(domain.lower())


def _url(domain: str, *names: str) -> str:
    return feeds.url(domain.lower(), "user", "2.0", *names)


def _document(domain: str, user: User) -> bytes:
    return _entry(domain, user, alone=True).encode()


def _entry(domain: str, user: User, *, alone: bool = False) -> str:
    domain = domain.lower()
    related = f"{atom_out.HOST}/a/feeds/{atom_out.url_part(domain)}"
    name, address = atom_out.url_part(user.username), atom_out.url_part(f"{user.username}@{domain}")
    return atom_out.entry(
        _url(domain, user.username),
        _KIND,
        user.username,
        (
            _login(user),
            atom_out.element("apps:quota", limit=str(user.quota_mb)),
            atom_out.element("apps:name", familyName=user.family_name, givenName=user.given_name),
            atom_out.feed_link("user.nicknames", f"{related}/nickname/2.0?username={name}"),
            atom_out.feed_link("user.emailLists", f"{related}/emailList/2.0?recipient={address}"),
        ),
        alone=alone,
    )


def _login(user: User) -> str:
    return atom_out.element(
        "apps:login",
        userName=user.username,
        suspended=atom_out.boolean(user.suspended),
        ipWhitelisted=atom_out.boolean(user.ip_whitelisted),
        admin=atom_out.boolean(user.admin),
        changePasswordAtNextLogin=atom_out.boolean(user.change_password_at_next_login),
        agreedToTerms=atom_out.boolean(user.agreed_to_terms),
    )


def _read(document: bytes) -> UserValues:
    root = xml_in.parse_entry(document)
    return UserValues(*(xml_in.attributes(root, name) for name in ("login", "name", "quota")))
