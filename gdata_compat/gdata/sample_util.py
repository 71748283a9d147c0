"""How the samples of old asked their user for settings, and authorized a client of the second generation."""

from __future__ import annotations

import sys as _sys
from typing import Any as _Any

from .. import gdata  # noqa: F401 - a name that scripts find here
from . import gauth as _gauth

CLIENT_LOGIN = 1
AUTHSUB = 2
OAUTH = 3

HMAC = 1
RSA = 2

_BACK_FROM_AUTH_SUB = "http://gauthmachine.appspot.com/authsub"
_BACK_FROM_OAUTH = "http://gauthmachine.appspot.com/oauth"

_AUTH_TYPE = """Please choose how to authorize:
1. by email address and password (ClientLogin)
2. by a web page on which you allow access (AuthSub)
3. by OAuth, for a registered application
"""
_OAUTH_TYPE = """Please choose how requests are signed:
1. by HMAC, with the consumer's key and secret
2. by RSA, with a private key
"""
_SCOPES = """Please enter the URL prefixes (scopes) to be accessed, with a comma between each.
Example: http://www.google.com/calendar/feeds/,http://www.google.com/m8/feeds/
"""
_SERVICE = """Please enter the name of the service to be accessed
(such as cl for calendars, cp for contacts, apps for the Provisioning API)"""
_KEY_OF_AUTH_SUB = """For secure AuthSub please enter the file of the RSA private key whose certificate was
uploaded for the domain; without one simply press enter"""
_KEY_OF_OAUTH = "Please enter the file of the RSA private key whose certificate was uploaded for the domain"
_TOKEN = """After allowing access, copy the token from the URL: in "www.google.com/?token=ab12" it is ab12.
Please enter the token: """
_URL = """After allowing access, copy the URL from the browser's address bar.
Please enter the URL: """


class SettingsUtil:
    """Settings of a user: those in `prefs`, those on the command line, and those that are asked for."""

    def __init__(self, prefs: dict[str, _Any] | None = None) -> None:
        self.prefs = prefs or {}

    def get_param(
        self, name: str, prompt: str = "", secret: bool = False, ask: bool = True, reuse: bool = False
    ) -> _Any:
        """Give a setting: out of `prefs`, of `--name=value` or `--name value`, or as the user enters it.

        Without `ask` it may be None. With `reuse` it is kept in `prefs`; a `secret` is not shown. A value on
        the command line ends at its second '='.
        """
        if name in self.prefs:
            return self.prefs[name]
        value = _on_command_line(name)
        if value is None and ask:
            value = _ask_secretly(f"{prompt}: ") if secret else input(f"{prompt}: ")
        if value is not None and reuse:
            self.prefs[name] = value
        return value

    def authorize_client(
        self,
        client: _Any,
        auth_type: int | None = None,
        service: str | None = None,
        source: str | None = None,
        scopes: _Any = None,
        oauth_type: int | None = None,
        consumer_key: str | None = None,
        consumer_secret: str | None = None,
    ) -> None:
        """Authorize a client in the way that the user chooses, and keep its token in `prefs` as text.

        Does nothing where `prefs` has a token. `scopes` are a list, or text with commas; `consumer_key` and
        `consumer_secret` are ignored, and asked for.
        """
        if "client_auth_token" in self.prefs:
            return
        if auth_type is None:
            auth_type = int(self.get_param("auth_type", _AUTH_TYPE, reuse=True))
        if auth_type == CLIENT_LOGIN:
            self._log_in(client, service, source)
        elif auth_type == AUTHSUB:
            self._authorize_by_auth_sub(client, self._scopes(scopes))
        elif auth_type != OAUTH:
            print("Invalid authorization type.")
            return
        elif not self._authorize_by_oauth(client, self._scopes(scopes), oauth_type):
            return
        if client.auth_token:
            self.prefs["client_auth_token"] = _gauth.token_to_blob(client.auth_token)

    def _scopes(self, scopes):
        if scopes is None:
            scopes = self.get_param("scopes", _SCOPES, reuse=True)
        return scopes.split(",") if isinstance(scopes, str) else scopes

    def _log_in(self, client, service, source):
        email = self.get_param("email", "Please enter your username")
        password = self.get_param("password", "Password", secret=True)
        if service is None:
            service = self.get_param("service", _SERVICE, reuse=True)
        if source is None:
            source = self.get_param("source", ask=False, reuse=True)
        client.client_login(email, password, source=source, service=service)

    def _authorize_by_auth_sub(self, client, scopes):
        single_use = self.get_param("auth_sub_token", ask=False, reuse=True)
        lasting = self.get_param("session_token", ask=False, reuse=True)
        key_file = self.get_param("rsa_private_key", _KEY_OF_AUTH_SUB, reuse=True)
        key = _key_in(key_file) if key_file else None
        if client.auth_token is not None or not (lasting or single_use):
            lasting = None
            _show(_gauth.generate_auth_sub_url(_BACK_FROM_AUTH_SUB, scopes, key is not None))
            single_use = input(_TOKEN)
        client.auth_token = _auth_sub_token(lasting or single_use, key, scopes)
        if not lasting:
            client.upgrade_token()

    def _authorize_by_oauth(self, client, scopes, oauth_type):
        """Authorize by OAuth, and tell whether that went well."""
        if oauth_type is None:
            oauth_type = int(self.get_param("oauth_type", _OAUTH_TYPE, reuse=True))
        consumer_key = self.get_param("consumer_key", "Please enter your OAuth consumer key", reuse=True)
        signed = self._signing_key(oauth_type)
        if signed is None:
            return False
        token = client.get_oauth_token(scopes, _BACK_FROM_OAUTH, consumer_key, **signed)
        _show(token.generate_authorization_url())
        _gauth.authorize_request_token(token, input(_URL))
        client.auth_token = client.get_access_token(token)
        return True

    def _signing_key(self, oauth_type):
        """Give the argument of `get_oauth_token` that signs; None where there is none."""
        if oauth_type == HMAC:
            prompt = "Please enter your OAuth consumer secret"
            return {"consumer_secret": self.get_param("consumer_secret", prompt, secret=True)}
        if oauth_type == RSA:
            key = _key_in(self.get_param("rsa_private_key", _KEY_OF_OAUTH, reuse=True))
            return key and {"rsa_private_key": key}
        print("Invalid OAuth signature type")
        return None


def _on_command_line(name):
    """Give the last value that the command line has for a name; None without one."""
    value = None
    for number, word in enumerate(_sys.argv):
        if word.startswith(f"--{name}="):
            value = word.split("=")[1]
        elif word == f"--{name}":
            value = _sys.argv[number + 1]
    return value


def _ask_secretly(prompt):
    import getpass

    return getpass.getpass(prompt)


def _key_in(file_name):
    """Read a private key; None, which is said, where it cannot be read."""
    try:
        with open(file_name, encoding="latin-1") as file:
            return file.read()
    except OSError:
        print("Unable to read private key from file")
        return None


def _auth_sub_token(token_string, key, scopes):
    if key is None:
        return _gauth.AuthSubToken(token_string, scopes)
    return _gauth.SecureAuthSubToken(token_string, key, scopes)


def _show(url):
    print("Visit the following URL in your browser to authorize this app:")
    print(url)


def get_param(name: str, prompt: str = "", secret: bool = False, ask: bool = True) -> _Any:
    """Give a setting of the command line, or as the user enters it."""
    return SettingsUtil().get_param(name=name, prompt=prompt, secret=secret, ask=ask)


def authorize_client(
    client: _Any,
    auth_type: int | None = None,
    service: str | None = None,
    source: str | None = None,
    scopes: _Any = None,
    oauth_type: int | None = None,
    consumer_key: str | None = None,
    consumer_secret: str | None = None,
) -> None:
    """Authorize a client in the way that the user chooses."""
    SettingsUtil().authorize_client(
        client, auth_type, service, source, scopes, oauth_type, consumer_key, consumer_secret
    )


def print_options() -> None:
    """Print an empty line, as 2.0.18 does."""
    print("")
