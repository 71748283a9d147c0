"""The user feed: `/a/feeds/DOMAIN/user/2.0[/NAME]`."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request

from .. import atom_out, xml_in
from ..authentication import authorized
from ..domain.passwords import hash_password, keep_digest
from ..domain.users import User, UserChanges
from ..faults import ProvisioningError
from ..state import state
from . import feeds, rules

__all__ = ["SCOPE", "blueprint"]

#: The scope that opens this feed.
SCOPE = f"{atom_out.HOST}/a/feeds/user/"

blueprint = Blueprint("users", __name__)

_FEED = "/a/feeds/<domain>/user/2.0"
_ENTRY = f"{_FEED}/<username>"
_KIND = "user"


@blueprint.get(_FEED)
@authorized(SCOPE)
def retrieve_page(domain: str) -> Response:
    """A page of users, from `startUsername` on, which is included."""
    page, found = feeds.page_of(
        _url(domain), "startUsername", state().domain.users.page, lambda user: user.username, longest=100
    )
    return feeds.answer(atom_out.feed(page, _KIND, "Users", [_entry(domain, user) for user in found]))


@blueprint.post(_FEED)
@authorized(SCOPE)
def create(domain: str) -> Response:
    """A new user."""
    changes = _Reader(request.get_data()).changes(required=True)
    user = _new_user(changes, state().default_quota_mb)
    created = state().domain.users.create(user)
    return feeds.created(_document(domain, created), _url(domain, created.username))


@blueprint.get(_ENTRY)
@authorized(SCOPE)
def retrieve(domain: str, username: str) -> Response:
    """One user."""
    return feeds.answer(_document(domain, _known(username)))


@blueprint.put(_ENTRY)
@authorized(SCOPE)
def update(domain: str, username: str) -> Response:
    """Set what the entry sent holds; another userName renames."""
    changes = _Reader(request.get_data()).changes(required=False)
    _known(username)
    return feeds.answer(_document(domain, state().domain.users.update(username, changes)))


@blueprint.delete(_ENTRY)
@authorized(SCOPE)
def remove(domain: str, username: str) -> Response:
    """Delete a user; the answer is empty, with status 200."""
    _known(username)
    state().domain.users.delete(username)
    return feeds.deleted()


def _known(username: str) -> User:
    if rules.username_fault(username) == 1403:  # nobody can have such a name
        raise ProvisioningError((1301, username))
    return state().domain.users.get(username)


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


def _new_user(changes: UserChanges, quota_mb: int) -> User:
    return User(
        username=changes.username or "",
        family_name=changes.family_name or "",
        given_name=changes.given_name or "",
        password_hash=changes.password_hash or "",
        suspended=bool(changes.suspended),
        admin=bool(changes.admin),
        quota_mb=quota_mb if changes.quota_mb is None else changes.quota_mb,
        ip_whitelisted=bool(changes.ip_whitelisted),
        change_password_at_next_login=bool(changes.change_password_at_next_login),
    )


class _Reader:
    """Reads a user entry and collects everything that is wrong with it."""

    def __init__(self, document: bytes) -> None:
        root = xml_in.parse_entry(document)
        self._login = xml_in.attributes(root, "login")
        self._name = xml_in.attributes(root, "name")
        self._quota = xml_in.attributes(root, "quota")
        self._faults: list[tuple[int, str]] = []

    def changes(self, *, required: bool) -> UserChanges:
        """Return what the entry sets; raises ProvisioningError. `required`: as a new user needs it."""
        changes = UserChanges(
            username=self._text(self._login, "userName", rules.username_fault, 1403, required),
            password_hash=self._password(required),
            family_name=self._text(self._name, "familyName", _family_fault, 1401, required),
            given_name=self._text(self._name, "givenName", _given_fault, 1400, required),
            suspended=self._boolean("suspended"),
            admin=self._boolean("admin"),
            quota_mb=self._quota_mb(),
            ip_whitelisted=self._boolean("ipWhitelisted"),
            change_password_at_next_login=self._boolean("changePasswordAtNextLogin"),
        )
        if self._faults:
            raise ProvisioningError(*self._faults)
        return changes

    def _text(
        self,
        source: dict[str, str],
        name: str,
        fault_of: Callable[[str], int | None],
        missing: int,
        required: bool,
    ) -> str | None:
        value = source.get(name)
        if value is None:
            if required:
                self._faults.append((missing, ""))
            return None
        self._note(fault_of(value), value)
        return value

    def _password(self, required: bool) -> str | None:
        password, function = self._login.get("password"), self._login.get("hashFunctionName")
        if password is None:
            if required:
                self._faults.append((1402, ""))
            return None
        fault = rules.digest_fault(function, password) if function else rules.password_fault(password)
        # The password itself is never repeated in an answer.
        self._note(fault, function or "" if fault == 1404 else "")
        if fault is not None or self._faults:
            return None
        return keep_digest(function, password) if function else hash_password(password)

    def _boolean(self, name: str) -> bool | None:
        value = self._login.get(name)
        if value is None or not value:
            return None
        self._note(rules.boolean_fault(value), value)
        return value.lower() == "true"

    def _quota_mb(self) -> int | None:
        value = self._quota.get("limit")
        if value is None or not value:
            return None
        fault = rules.quota_fault(value)
        self._note(fault, value)
        return int(value) if fault is None else None

    def _note(self, code: int | None, given: str) -> None:
        if code is not None:
            self._faults.append((code, given))


def _family_fault(name: str) -> int | None:
    return None if rules.name_is_valid(name) else 1401


def _given_fault(name: str) -> int | None:
    return None if rules.name_is_valid(name) else 1400
