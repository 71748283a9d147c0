"""The client of the Provisioning API, second generation: users and nicknames of a domain."""

from __future__ import annotations

from ... import gdata as gdata
from . import data as _data
from ._client import DomainClient as _DomainClient
from ._client import retrieve_all_pages as _retrieve_all_pages


class AppsClient(_DomainClient):
    """Reads and changes users and nicknames; a user is named without his domain."""

    RetrieveAllPages = _retrieve_all_pages

    def _baseURL(self):
        return f"/a/feeds/{self.domain}"

    def _userURL(self):
        return f"{self._baseURL()}/user/{self.api_version}"

    def _nicknameURL(self):
        return f"{self._baseURL()}/nickname/{self.api_version}"

    def CreateUser(
        self,
        user_name,
        family_name,
        given_name,
        password,
        suspended=False,
        admin=None,
        quota_limit=None,
        password_hash_function=None,
        agreed_to_terms=None,
        change_password=None,
    ) -> _data.UserEntry:
        """Create a user; flags are True or words. A `quota_limit` is not sent, as it never was."""
        entry = _data.UserEntry()
        entry.login = _data.Login(
            user_name=user_name,
            password=password,
            hash_function_name=password_hash_function,
            suspended=_word(suspended),
            admin=_word(admin),
            agreed_to_terms=_word(agreed_to_terms),
            change_password=_word(change_password),
        )
        entry.name = _data.Name(family_name=family_name, given_name=given_name)
        return self.Post(entry, self._userURL())

    def RetrieveUser(self, user_name) -> _data.UserEntry:
        """Give a user."""
        return self.GetEntry(f"{self._userURL()}/{user_name}", desired_class=_data.UserEntry)

    def RetrievePageOfUsers(self, start_username=None) -> _data.UserFeed:
        """Give a page of users, the first one or that which starts with a user."""
        start = "" if start_username is None else f"?startUsername={start_username}"
        return self.GetFeed(self._userURL() + start, desired_class=_data.UserFeed)

    def RetrieveAllUsers(self) -> _data.UserFeed:
        """Give all users in one feed."""
        return self.RetrieveAllPages(self.RetrievePageOfUsers(), _data.UserFeed)

    def UpdateUser(self, user_name, user_entry) -> _data.UserEntry:
        """Change a user to what the entry says; give the user as he is then."""
        return self.Update(entry=user_entry, uri=f"{self._userURL()}/{user_name}")

    def DeleteUser(self, user_name):
        """Delete a user; give nothing."""
        self.Delete(f"{self._userURL()}/{user_name}")

    def CreateNickname(self, user_name, nickname) -> _data.NicknameEntry:
        """Give a user a nickname."""
        entry = _data.NicknameEntry()
        entry.login = _data.Login(user_name=user_name)
        entry.nickname = _data.Nickname(name=nickname)
        return self.Post(entry, self._nicknameURL())

    def RetrieveNickname(self, nickname) -> _data.NicknameEntry:
        """Give a nickname."""
        return self.GetEntry(f"{self._nicknameURL()}/{nickname}", desired_class=_data.NicknameEntry)

    def RetrieveNicknames(self, user_name) -> _data.NicknameFeed:
        """Give all nicknames of a user in one feed."""
        first = self.GetFeed(f"{self._nicknameURL()}?username={user_name}", desired_class=_data.NicknameFeed)
        return self.RetrieveAllPages(first, _data.NicknameFeed)

    def DeleteNickname(self, nickname):
        """Delete a nickname; give nothing."""
        self.Delete(f"{self._nicknameURL()}/{nickname}")


def _word(flag):
    """Give the word for True; 2.0.18 could not send one, and leaves out False."""
    return "true" if flag is True else flag
