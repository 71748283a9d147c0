"""The part of GDClient that obtains, exchanges and revokes tokens."""

from __future__ import annotations

from typing import Any

from ..atom import client as _atom_client
from ..atom import http_core as _http_core
from ..engine import urls
from . import _client_errors as _errors
from . import gauth

__all__ = ["Tokens"]

_LOGIN_URI = _http_core.parse_uri("https://www.google.com/accounts/ClientLogin")
_UPGRADE_URI = _http_core.parse_uri("https://www.google.com/accounts/AuthSubSessionToken")
_REVOKE_URI = _http_core.parse_uri("https://www.google.com/accounts/AuthSubRevokeToken")


class Tokens(_atom_client.AtomPubClient):
    """What a GDClient does at Google's accounts; its requests have none of the client's own headers."""

    auth_service: Any = None
    alt_auth_service: Any = None

    def request_client_login_token(
        self,
        email,
        password,
        source,
        service=None,
        account_type="HOSTED_OR_GOOGLE",
        auth_url=_LOGIN_URI,
        captcha_token=None,
        captcha_response=None,
    ):
        """Give the token of a ClientLogin, which the client does not keep.

        `service` is by default the client's `auth_service`. Raises CaptchaChallenge, BadAuthentication,
        BadAuthenticationServiceURL, ClientLoginFailed, ClientLoginTokenMissing and RequestError.
        """
        request = _http_core.HttpRequest(uri=_own(auth_url), method="POST")
        form = gauth.generate_client_login_request_body(
            email=email,
            password=password,
            service=service or self.auth_service,
            source=source,
            account_type=account_type,
            captcha_token=captcha_token,
            captcha_response=captcha_response,
        )
        request.add_body_part(form, "application/x-www-form-urlencoded")
        response = self.http_client.request(request)
        body = response.read()
        if response.status != 200:
            raise _login_refusal(response, body)
        token = gauth.get_client_login_token_string(body)
        if token is None:
            # Spelled as ever: scripts compare the text.
            raise _errors.ClientLoginTokenMissing(
                "Recieved a 200 response to client login request, but no token was present. "
                f"{_errors.shown(body)}"
            )
        return gauth.ClientLoginToken(token)

    RequestClientLoginToken = request_client_login_token

    def client_login(
        self,
        email,
        password,
        source,
        service=None,
        account_type="HOSTED_OR_GOOGLE",
        auth_url=_LOGIN_URI,
        captcha_token=None,
        captcha_response=None,
    ):
        """Log in by ClientLogin, and use the token that is given back.

        A client with an `alt_auth_service` logs in there as well, and keeps that as `alt_auth_token`. Raises
        what `request_client_login_token` raises.
        """
        how = {
            "account_type": account_type,
            "auth_url": auth_url,
            "captcha_token": captcha_token,
            "captcha_response": captcha_response,
        }
        self.auth_token = self.request_client_login_token(
            email, password, source, service=service or self.auth_service, **how
        )
        if self.alt_auth_service is not None:
            self.alt_auth_token = self.request_client_login_token(
                email, password, source, service=self.alt_auth_service, **how
            )
        return self.auth_token

    ClientLogin = client_login

    def upgrade_token(self, token=None, url=_UPGRADE_URI):
        """Exchange an AuthSub token, by default the client's, for one that lasts; the object stays the same.

        Raises UnableToUpgradeToken.
        """
        token = self.auth_token if token is None else token
        if token is None:
            raise _errors.UnableToUpgradeToken("No token was provided.")
        if not isinstance(token, gauth.AuthSubToken):
            raise _errors.UnableToUpgradeToken(
                "Cannot upgrade the token because it is not an AuthSubToken object."
            )
        response = self._ask(token, url)
        body = response.read()
        if response.status != 200:
            raise _errors.UnableToUpgradeToken(
                f"Server responded to token upgrade request with {response.status}: {_errors.shown(body)}"
            )
        token._upgrade_token(body)
        return token

    UpgradeToken = upgrade_token

    def revoke_token(self, token=None, url=_REVOKE_URI):
        """Revoke an AuthSub or OAuth token, by default the client's, and give True; raises RequestError."""
        token = self.auth_token if token is None else token
        if token is None:
            raise AttributeError("there is no token to revoke: give one, or set the client's auth_token")
        response = self._ask(token, url)
        if response.status != 200:
            raise _errors.error_from_response(
                "Server sent non-200 to revoke token", response, _errors.RequestError
            )
        return True

    RevokeToken = revoke_token

    def _ask(self, token, url):
        request = _http_core.HttpRequest(uri=_own(url), method="GET")
        token.modify_request(request)
        return self.http_client.request(request)

    def get_oauth_token(
        self,
        scopes,
        next,
        consumer_key,
        consumer_secret=None,
        rsa_private_key=None,
        url=gauth.REQUEST_TOKEN_URL,
    ):
        """Obtain an OAuth request token, whose user is sent to the URL `next` after allowing access.

        With `rsa_private_key`, PEM text, it signs by RSA-SHA1, else by HMAC-SHA1. Raises
        MissingOAuthParameters without either, and RequestError.
        """
        if rsa_private_key is None and consumer_secret is None:
            raise _errors.MissingOAuthParameters(
                "To request an OAuth token, you must provide your consumer secret or your private RSA key."
            )
        by_rsa = rsa_private_key is not None
        method = gauth.RSA_SHA1 if by_rsa else gauth.HMAC_SHA1
        key = {"rsa_key": rsa_private_key} if by_rsa else {"consumer_secret": consumer_secret}
        request = gauth.generate_request_for_request_token(
            consumer_key, method, scopes, auth_server_url=url, next=next, **key
        )
        body = self._exchange(request, "Unable to obtain OAuth request token")
        if by_rsa:
            return gauth.rsa_token_from_body(body, consumer_key, rsa_private_key, gauth.REQUEST_TOKEN)
        return gauth.hmac_token_from_body(body, consumer_key, consumer_secret, gauth.REQUEST_TOKEN)

    GetOAuthToken = get_oauth_token

    def get_access_token(self, request_token, url=gauth.ACCESS_TOKEN_URL):
        """Exchange an authorized OAuth request token for an access token; the object stays the same.

        Raises RequestError.
        """
        request = gauth.generate_request_for_access_token(request_token, auth_server_url=url)
        body = self._exchange(request, "Unable to upgrade OAuth request token to access token")
        return gauth.upgrade_to_access_token(request_token, body)

    GetAccessToken = get_access_token

    def _exchange(self, request, failure):
        response = self.http_client.request(request)
        body = response.read()
        if response.status != 200:
            raise _errors.error_from_response(failure, response, _errors.RequestError, body)
        return body


def _own(url):
    """Give what a request may change: the defaults are everybody's."""
    return str(url) if url in (_LOGIN_URI, _UPGRADE_URI, _REVOKE_URI) else url


def _login_refusal(response, body):
    """Make the error of a ClientLogin that was not answered 200."""
    if response.status == 302:
        return _errors.error_from_response(
            "Server responded with a redirect", response, _errors.BadAuthenticationServiceURL, body
        )
    if response.status != 403:
        return _errors.error_from_response(
            "Server responded to ClientLogin request", response, _errors.ClientLoginFailed, body
        )
    captcha = gauth.get_captcha_challenge(body)
    if captcha:
        challenge = _errors.CaptchaChallenge("CAPTCHA required")
        challenge.captcha_url = captcha.get("url")
        challenge.captcha_token = captcha.get("token")
        return challenge
    if urls.text(body).splitlines()[:1] == ["Error=BadAuthentication"]:
        return _errors.BadAuthentication("Incorrect username or password")
    return _errors.error_from_response(
        "Server responded with a 403 code", response, _errors.RequestError, body
    )
