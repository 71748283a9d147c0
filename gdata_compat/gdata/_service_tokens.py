"""The part of GDataService that obtains, keeps and ends tokens."""

from __future__ import annotations

from typing import Any

from .. import atom, gdata
from ..engine import urls
from ._service_requests import failure

__all__ = ["Tokens"]

_AUTH = "https://www.google.com"
_FORM = "application/x-www-form-urlencoded"


class _GDataService:
    """Named so that its private attributes are those of GDataService, where scripts reach for them."""

    account_type: Any
    auth_service_url: Any
    auto_set_current_token: bool
    auto_store_tokens: bool
    current_token: Any
    http_client: Any
    service: Any
    source: Any
    token_store: Any

    # Tokens of ClientLogin and AuthSub

    def _GetAuthToken(self):
        """Give the stored token's header; None where there is none for the service's scopes."""
        token = self._StoredToken(everywhere=False)
        return getattr(token, "auth_header", None)

    def _StoredToken(self, everywhere=True):
        """Give the stored token for the service's first scope, for any address where it has none."""
        scopes = gdata.service.lookup_scopes(self.service)
        if scopes:
            return self.token_store.find_token(scopes[0])
        return self.token_store.find_token(atom.token_store.SCOPE_ALL) if everywhere else None

    def _StoredTokenOf(self, kind, refusal, everywhere=True):
        token = self._StoredToken(everywhere)
        if not isinstance(token, kind):
            raise refusal()
        return token

    def _CurrentTokenString(self, kind):
        token = self.current_token
        if isinstance(token, kind):
            return token.get_token_string()
        # As ever, a token for any address may be of either kind.
        known = gdata.service.lookup_scopes(self.service)
        stored = self._StoredToken()
        return (
            stored.get_token_string()
            if isinstance(stored, kind if known else gdata.auth.ClientLoginToken)
            else None
        )

    def _KeepToken(self, token):
        if self.auto_set_current_token:
            self.current_token = token
        if self.auto_store_tokens:
            self.token_store.add_token(token)

    def _KeepTokenForScopes(self, token, scopes):
        if not token.scopes:
            token.scopes = scopes or gdata.service.lookup_scopes(self.service) or [atom.token_store.SCOPE_ALL]
        self._KeepToken(token)

    def GetClientLoginToken(self):
        """Give the bare token of the last login, current or stored; None without one."""
        return self._CurrentTokenString(gdata.auth.ClientLoginToken)

    def SetClientLoginToken(self, token, scopes=None):
        """Use a bare token, or a ClientLoginToken; without scopes it gets those of the service."""
        if not isinstance(token, gdata.auth.ClientLoginToken):
            token_string, token = token, gdata.auth.ClientLoginToken()
            token.set_token_string(token_string)
        self._KeepTokenForScopes(token, scopes)

    def GetAuthSubToken(self):
        """Give the bare AuthSub token, current or stored; None without one."""
        return self._CurrentTokenString(gdata.auth.AuthSubToken)

    def SetAuthSubToken(self, token, scopes=None, rsa_key=None):
        """Use a bare token, or an AuthSubToken; with a key in PEM text it signs its requests.

        Without scopes it gets those of the service. Raises SigningKeyError for a key that cannot be read.
        """
        if not isinstance(token, gdata.auth.AuthSubToken):
            auth = gdata.auth
            token_string, token = token, auth.SecureAuthSubToken(rsa_key) if rsa_key else auth.AuthSubToken()
            token.set_token_string(token_string)
        self._KeepTokenForScopes(token, scopes)

    def __SetAuthSubToken(self, auth_token, scopes=None):
        self.SetAuthSubToken(auth_token, scopes)

    def _SetAuthSubToken(self, auth_token, scopes=None):
        """Do as SetAuthSubToken."""
        self.SetAuthSubToken(auth_token, scopes=scopes)

    def GenerateAuthSubURL(self, next, scope, secure=False, session=True, domain="default"):
        """Make the Url at which the user allows an AuthSub token for a scope or a list of scopes."""
        scopes = scope if isinstance(scope, (list, tuple)) else (scope,)
        return gdata.auth.generate_auth_sub_url(
            next,
            scopes,
            secure=secure,
            session=session,
            request_url=f"{gdata.service.AUTH_SERVER_HOST}/accounts/AuthSubRequest",
            domain=domain,
        )

    def UpgradeToSessionToken(self, token=None):
        """Exchange a single-use AuthSub token, given or stored, for one that lasts, and use that.

        Raises NonAuthSubToken without one, TokenUpgradeFailed where the server refuses.
        """
        if token is None:
            token = self._StoredToken()
        if not isinstance(token, gdata.auth.AuthSubToken):
            raise gdata.service.NonAuthSubToken()
        self.SetAuthSubToken(self.upgrade_to_session_token(token))

    def upgrade_to_session_token(self, token):
        """Exchange a single-use AuthSub token for one that lasts; give the same object, changed."""
        response = self._AskAboutToken(token, "/accounts/AuthSubSessionToken")
        body = response.read()
        if response.status != 200:
            raise gdata.service.TokenUpgradeFailed(
                failure(response.status, "Non 200 response on upgrade", body)
            )
        token.set_token_string(gdata.auth.token_from_http_body(body))
        return token

    def RevokeAuthSubToken(self):
        """End the stored AuthSub token's life; it leaves the store where the server says 200."""
        token = self._StoredTokenOf(gdata.auth.AuthSubToken, gdata.service.NonAuthSubToken)
        if self._AskAboutToken(token, "/accounts/AuthSubRevokeToken").status == 200:
            self.token_store.remove_token(token)

    def AuthSubTokenInfo(self):
        """Give the server's description of the stored AuthSub token; raises RequestError without one."""
        token = self._StoredTokenOf(gdata.auth.AuthSubToken, gdata.service.NonAuthSubToken)
        response = self._AskAboutToken(token, "/accounts/AuthSubTokenInfo")
        body = response.read()
        if response.status == 200:
            return body
        raise gdata.service.RequestError({"status": response.status, "body": body})

    def _AskAboutToken(self, token, path):
        return token.perform_request(
            self.http_client, "GET", gdata.service.AUTH_SERVER_HOST + path, headers={"Content-Type": _FORM}
        )

    # ClientLogin

    def __GetCaptchaToken(self):
        return self.__captcha_token

    def _GetCaptchaToken(self):
        """Give the token of the captcha that the last login asked for."""
        return self.__captcha_token

    captcha_token = property(__GetCaptchaToken, doc="The token of the captcha that the last login asked for.")

    def __GetCaptchaURL(self):
        return self.__captcha_url

    def _GetCaptchaURL(self):
        """Give the address of the picture of the captcha that the last login asked for."""
        return self.__captcha_url

    captcha_url = property(__GetCaptchaURL, doc="The picture of the captcha that the last login asked for.")

    def ClientLogin(
        self,
        username,
        password,
        account_type=None,
        service=None,
        auth_service_url=None,
        source=None,
        captcha_token=None,
        captcha_response=None,
    ):
        """Log in with these; what is not given stays as it was. Raises as ProgrammaticLogin does."""
        self.email = username
        self.password = password
        self.account_type = account_type or self.account_type
        self.service = service or self.service
        self.auth_service_url = auth_service_url or self.auth_service_url
        if source:
            self.source = source
        self.ProgrammaticLogin(captcha_token, captcha_response)

    def ProgrammaticLogin(self, captcha_token=None, captcha_response=None):
        """Log in as `email` with `password`, and use the token.

        Raises CaptchaRequired, BadAuthentication, BadAuthenticationServiceURL for a redirect, and Error
        for another refusal (403). Any other status changes nothing and says nothing (quirk 24).
        """
        form = gdata.auth.generate_client_login_request_body(
            self.email,
            self.password,
            self.service,
            self.source,
            self.account_type,
            captcha_token,
            captcha_response,
        )
        url = self.auth_service_url or f"{gdata.service.AUTH_SERVER_HOST}/accounts/ClientLogin"
        response = self.http_client.request("POST", url, data=form, headers={"Content-Type": _FORM})
        body = urls.text(response.read())
        if response.status in (200, 302, 403):
            self.__captcha_token = self.__captcha_url = None
        if response.status == 200:
            self.SetClientLoginToken(gdata.auth.get_client_login_token(body))
        elif response.status == 403:
            self.__Refuse(body)
        elif response.status == 302:
            raise gdata.service.BadAuthenticationServiceURL("Server responded with a 302 code.")

    def __Refuse(self, body):
        lines = body.splitlines()
        if "Error=CaptchaRequired" in lines:
            challenge = (
                gdata.auth.get_captcha_challenge(body, f"{gdata.service.AUTH_SERVER_HOST}/accounts/") or {}
            )
            self.__captcha_token = challenge.get("token")
            self.__captcha_url = challenge.get("url")
            raise gdata.service.CaptchaRequired("Captcha Required")
        if lines[:1] == ["Error=BadAuthentication"]:
            raise gdata.service.BadAuthentication("Incorrect username or password")
        raise gdata.service.Error("Server responded with a 403 code")

    # OAuth

    def GetOAuthInputParameters(self):
        """Give what SetOAuthInputParameters made, to be set on tokens; None before."""
        return self._oauth_input_params

    def SetOAuthInputParameters(
        self,
        signature_method,
        consumer_key,
        consumer_secret=None,
        rsa_key=None,
        two_legged_oauth=False,
        requestor_id=None,
    ):
        """Say who the consumer is; tokens that exist are not told (quirk 3).

        With `two_legged_oauth` a token without key and secret signs for `requestor_id`, at once (quirk 4).
        """
        self._oauth_input_params = gdata.auth.OAuthInputParams(
            signature_method,
            consumer_key,
            consumer_secret=consumer_secret,
            rsa_key=rsa_key,
            requestor_id=requestor_id,
        )
        if two_legged_oauth:
            self.SetOAuthToken(gdata.auth.OAuthToken(oauth_input_params=self._oauth_input_params))

    def SetOAuthToken(self, oauth_token):
        """Use this very object from now on; the store takes it only where it has scopes (quirks 1, 2)."""
        self._KeepToken(oauth_token)

    def FetchOAuthRequestToken(
        self,
        scopes=None,
        extra_parameters=None,
        request_url=f"{_AUTH}/accounts/OAuthGetRequestToken",
        oauth_callback=None,
    ):
        """Get a request token for a scope or a list of scopes, by default those of the service; use it.

        `oauth_callback` enters the caller's `extra_parameters` (quirk 26). Raises
        FetchingOAuthRequestTokenFailed where the server does not answer 200.
        """
        if scopes is None:
            scopes = gdata.service.lookup_scopes(self.service)
        if not isinstance(scopes, (list, tuple)):
            scopes = [scopes]
        if oauth_callback:
            extra_parameters = {} if extra_parameters is None else extra_parameters
            extra_parameters["oauth_callback"] = oauth_callback
        url = gdata.auth.GenerateOAuthRequestTokenUrl(
            self._oauth_input_params, scopes, request_token_url=request_url, extra_parameters=extra_parameters
        )
        response = self.http_client.request("GET", str(url))
        body = response.read()
        if response.status != 200:
            reason = "Non 200 response on fetch request token"
            raise gdata.service.FetchingOAuthRequestTokenFailed(failure(response.status, reason, body))
        token = gdata.auth.OAuthToken(scopes=scopes, oauth_input_params=self._oauth_input_params)
        token.set_token_string(body)
        self.SetOAuthToken(token)
        return token

    def _OAuthTokenToUse(self, given):
        """Give the token given, current, or stored for the service; raises NonOAuthToken without one."""
        kind = gdata.auth.OAuthToken
        if given:
            if not isinstance(given, kind):
                raise gdata.service.NonOAuthToken()
            return given
        if isinstance(self.current_token, kind):
            return self.current_token
        return self._StoredTokenOf(kind, gdata.service.NonOAuthToken, everywhere=False)

    def GenerateOAuthAuthorizationURL(
        self,
        request_token=None,
        callback_url=None,
        extra_params=None,
        include_scopes_in_callback=False,
        scopes_param_prefix="oauth_token_scope",
        request_url=f"{_AUTH}/accounts/OAuthAuthorizeToken",
    ):
        """Write the URL at which the user allows the request token, given or in use.

        With `include_scopes_in_callback` the callback URL carries the token's scopes. Raises NonOAuthToken
        without a token.
        """
        url = gdata.auth.GenerateOAuthAuthorizationUrl(
            self._OAuthTokenToUse(request_token),
            authorization_url=request_url,
            callback_url=callback_url,
            extra_params=extra_params,
            include_scopes_in_callback=include_scopes_in_callback,
            scopes_param_prefix=scopes_param_prefix,
        )
        return str(url)

    def UpgradeToOAuthAccessToken(
        self,
        authorized_request_token=None,
        request_url=f"{_AUTH}/accounts/OAuthGetAccessToken",
        oauth_version="1.0",
        oauth_verifier=None,
    ):
        """Exchange a request token that the user has allowed, given or in use, for an access token; use it.

        Raises NonOAuthToken without a token, TokenUpgradeFailed where the server does not answer 200.
        """
        request_token = self._OAuthTokenToUse(authorized_request_token)
        url = gdata.auth.GenerateOAuthAccessTokenUrl(
            request_token,
            self._oauth_input_params,
            access_token_url=request_url,
            oauth_version=oauth_version,
            oauth_verifier=oauth_verifier,
        )
        response = self.http_client.request("GET", str(url))
        body = response.read()
        if response.status != 200:
            raise gdata.service.TokenUpgradeFailed(
                failure(response.status, "Non 200 response on upgrade", body)
            )
        token = gdata.auth.OAuthTokenFromHttpBody(body)
        token.scopes = request_token.scopes
        token.oauth_input_params = request_token.oauth_input_params
        self.SetOAuthToken(token)
        return token

    def RevokeOAuthToken(self, request_url=f"{_AUTH}/accounts/AuthSubRevokeToken"):
        """End the stored OAuth token's life and take it from the store; current_token stays (quirk 7).

        Raises NonOAuthToken without one, RevokingOAuthTokenFailed where the server does not answer 200.
        """
        token = self._StoredTokenOf(gdata.auth.OAuthToken, gdata.service.NonOAuthToken)
        response = token.perform_request(
            self.http_client, "GET", request_url, headers={"Content-Type": _FORM}
        )
        if response.status != 200:
            raise gdata.service.RevokingOAuthTokenFailed()
        self.token_store.remove_token(token)


Tokens = _GDataService
