"""The tokens of the v1 services: ClientLogin, AuthSub (plain and secure) and OAuth 1.0.

A token performs the request itself, so that it can sign what is sent. The module also builds the URLs and
forms by which tokens are obtained, and reads the answers.
"""

from __future__ import annotations

import base64
import time

from ..atom import http_interface as _http_interface
from ..atom import token_store as _token_store
from ..atom import url as _url
from ..engine import client_login, urls
from ..errors import OAuthInputParamsMissing
from . import oauth
from .oauth import rsa as oauth_rsa

PROGRAMMATIC_AUTH_LABEL = "GoogleLogin auth="
AUTHSUB_AUTH_LABEL = "AuthSub token="


def generate_client_login_request_body(
    email,
    password,
    service,
    source,
    account_type="HOSTED_OR_GOOGLE",
    captcha_token=None,
    captcha_response=None,
):
    """Write the form that is posted to ClientLogin; the captcha goes in only where both parts are given."""
    return client_login.request_body(
        email, password, service, source, account_type, captcha_token, captcha_response
    )


GenerateClientLoginRequestBody = generate_client_login_request_body


def GenerateClientLoginAuthToken(http_body):
    """Read the value of the Authorization header from ClientLogin's answer; None where there is no token."""
    token = get_client_login_token(http_body)
    return PROGRAMMATIC_AUTH_LABEL + token if token else None


def get_client_login_token(http_body):
    """Read the bare token from ClientLogin's answer; None where there is none."""
    return client_login.field(urls.text(http_body), "Auth")


def extract_client_login_token(http_body, scopes):
    """Make a `ClientLoginToken` of an answer; without `Auth=` its header ends in None (quirk 24)."""
    token = ClientLoginToken(scopes=scopes)
    token.set_token_string(get_client_login_token(http_body))
    return token


def get_captcha_challenge(http_body, captcha_base_url="http://www.google.com/accounts/"):
    """Read the captcha that an answer asks for: a dict with `token` and the whole `url`, else None."""
    return client_login.captcha_challenge(urls.text(http_body), captcha_base_url)


GetCaptchaChallenge = get_captcha_challenge


def GenerateOAuthRequestTokenUrl(
    oauth_input_params,
    scopes,
    request_token_url="https://www.google.com/accounts/OAuthGetRequestToken",
    extra_parameters=None,
):
    """Make the signed URL that answers with a request token; `extra_parameters` win over the defaults."""
    parameters = {"scope": " ".join(str(scope) for scope in scopes), **(extra_parameters or {})}
    return _signed_url(oauth_input_params, None, request_token_url, parameters)


def GenerateOAuthAuthorizationUrl(
    request_token,
    authorization_url="https://www.google.com/accounts/OAuthAuthorizeToken",
    callback_url=None,
    extra_params=None,
    include_scopes_in_callback=False,
    scopes_param_prefix="oauth_token_scope",
):
    """Make the URL at which the user allows `request_token`; `extra_params` is added to.

    With `include_scopes_in_callback` the callback URL carries the token's scopes, from where
    `OAuthTokenFromUrl` reads them.
    """
    if include_scopes_in_callback and callback_url:
        scopes = request_token.scopes
        if isinstance(scopes, list):
            scopes = " ".join(scopes)
        mark = "&" if "?" in callback_url else "?"
        callback_url += mark + urls.encode_form([(scopes_param_prefix, scopes)])
    request = oauth.OAuthRequest.from_token_and_callback(
        token=oauth.OAuthToken(request_token.key, request_token.secret),
        callback=callback_url,
        http_url=authorization_url,
        parameters=extra_params,
    )
    return _url.parse_url(request.to_url())


def GenerateOAuthAccessTokenUrl(
    authorized_request_token,
    oauth_input_params,
    access_token_url="https://www.google.com/accounts/OAuthGetAccessToken",
    oauth_version="1.0",
    oauth_verifier=None,
):
    """Make the signed URL that exchanges an authorized request token for an access token."""
    token = oauth.OAuthToken(authorized_request_token.key, authorized_request_token.secret)
    parameters = {"oauth_version": oauth_version}
    if oauth_verifier is not None:
        parameters["oauth_verifier"] = oauth_verifier
    return _signed_url(oauth_input_params, token, access_token_url, parameters)


def _signed_url(oauth_input_params, token, url, parameters):
    consumer = oauth_input_params.GetConsumer()
    request = oauth.OAuthRequest.from_consumer_and_token(
        consumer, token=token, http_url=url, parameters=parameters
    )
    request.sign_request(oauth_input_params.GetSignatureMethod(), consumer, token)
    return _url.parse_url(request.to_url())


def GenerateAuthSubUrl(
    next,
    scope,
    secure=False,
    session=True,
    request_url="https://www.google.com/accounts/AuthSubRequest",
    domain="default",
):
    """Write the URL at which the user allows an AuthSub token for one scope, as text."""
    fields = (
        ("scope", scope),
        ("session", int(bool(session))),
        ("secure", int(bool(secure))),
        ("hd", domain),
        ("next", next),
    )
    mark = "&" if "?" in request_url else "?"
    return request_url + mark + urls.encode_form(fields)


def generate_auth_sub_url(
    next,
    scopes,
    secure=False,
    session=True,
    request_url="https://www.google.com/accounts/AuthSubRequest",
    domain="default",
    scopes_param_prefix="auth_sub_scopes",
):
    """Make the Url at which the user allows an AuthSub token for several scopes.

    The scopes are also written into the `next` URL, from where `extract_auth_sub_token_from_url` reads
    them. Url objects that are passed in are changed.
    """
    next, url = _as_url(next), _as_url(request_url)
    scopes_string = " ".join(str(scope) for scope in scopes)
    next.params[scopes_param_prefix] = scopes_string
    url.params["next"] = str(next)
    url.params["scope"] = scopes_string
    url.params["session"] = int(bool(session))
    url.params["secure"] = int(bool(secure))
    url.params["hd"] = domain
    return url


def _as_url(url):
    return _url.parse_url(url) if isinstance(url, str) else url


def AuthSubTokenFromUrl(url):
    """Read the value of the Authorization header from the URL that the user came back to, else None."""
    token = TokenFromUrl(url)
    return AUTHSUB_AUTH_LABEL + token if token else None


def TokenFromUrl(url):
    """Read the bare AuthSub token, as it is written, from a URL or a query; None where there is none."""
    query = url.split("?")[1] if "?" in url else url
    return next((pair[6:] for pair in query.split("&") if pair.startswith("token=")), None)


def extract_auth_sub_token_from_url(url, scopes_param_prefix="auth_sub_scopes", rsa_key=None):
    """Make an `AuthSubToken`, or with a key a `SecureAuthSubToken`, of the URL that the user came back to.

    None where the URL has no token; the token is valid for no scope where the URL names none.
    """
    url = _as_url(url)
    if "token" not in url.params:
        return None
    scopes = url.params[scopes_param_prefix].split(" ") if scopes_param_prefix in url.params else []
    token = SecureAuthSubToken(rsa_key, scopes=scopes) if rsa_key else AuthSubToken(scopes=scopes)
    token.set_token_string(url.params["token"])
    return token


def AuthSubTokenFromHttpBody(http_body):
    """Read the value of the Authorization header from the answer to a token upgrade, else None."""
    token = token_from_http_body(http_body)
    return AUTHSUB_AUTH_LABEL + token if token else None


def token_from_http_body(http_body):
    """Read the bare AuthSub token from the answer to a token upgrade; None where there is none."""
    return client_login.field(urls.text(http_body), "Token")


TokenFromHttpBody = token_from_http_body


def OAuthTokenFromUrl(url, scopes_param_prefix="oauth_token_scope"):
    """Make an `OAuthToken` without a secret of the URL that the user came back to; None without one."""
    url = _as_url(url)
    if "oauth_token" not in url.params:
        return None
    scopes = url.params[scopes_param_prefix].split(" ") if scopes_param_prefix in url.params else []
    return OAuthToken(key=url.params["oauth_token"], scopes=scopes)


def OAuthTokenFromHttpBody(http_body):
    """Make an `OAuthToken` with key and secret only of an answer; KeyError where it holds no token."""
    token = oauth.OAuthToken.from_string(http_body)
    return OAuthToken(key=token.key, secret=token.secret)


class OAuthSignatureMethod:
    """The signature methods that Google knew."""

    HMAC_SHA1 = oauth.OAuthSignatureMethod_HMAC_SHA1

    class RSA_SHA1(oauth_rsa.OAuthSignatureMethod_RSA_SHA1):
        """RSA-SHA1 with a key and a certificate given as PEM text."""

        def __init__(self, private_key, public_cert):
            self.private_key = private_key
            self.public_cert = public_cert

        def _fetch_public_cert(self, oauth_request):
            return self.public_cert

        def _fetch_private_cert(self, oauth_request):
            return self.private_key


_METHODS = {"HMAC_SHA1": OAuthSignatureMethod.HMAC_SHA1, "RSA_SHA1": OAuthSignatureMethod.RSA_SHA1}
_METHOD_NAMES = {method: name for name, method in _METHODS.items()}


class OAuthInputParams:
    """Who asks and how it signs: consumer, signature method, RSA key, and for 2-legged calls the user.

    `signature_method` is a class of `OAuthSignatureMethod` or its name, and is kept as the name, so that
    the object pickles (quirk 9). `rsa_key` is needed for RSA_SHA1, `consumer_secret` for HMAC_SHA1.
    """

    def __init__(self, signature_method, consumer_key, consumer_secret=None, rsa_key=None, requestor_id=None):
        self._signature_method = signature_method
        self.rsa_key = rsa_key
        self._consumer = oauth.OAuthConsumer(consumer_key, consumer_secret)
        self.requestor_id = requestor_id

    def __get_signature_method(self):
        if self.__signature_strategy == "RSA_SHA1":
            return OAuthSignatureMethod.RSA_SHA1(self.rsa_key, None)
        if self.__signature_strategy == "HMAC_SHA1":
            return OAuthSignatureMethod.HMAC_SHA1()
        return self.__signature_strategy()

    def __set_signature_method(self, signature_method):
        try:
            self.__signature_strategy = _METHOD_NAMES.get(signature_method, signature_method)
        except TypeError:  # not hashable, so none of the classes
            self.__signature_strategy = signature_method

    _signature_method = property(__get_signature_method, __set_signature_method)

    def GetSignatureMethod(self):
        """Make an object that signs."""
        return self._signature_method

    def GetConsumer(self):
        """Give the consumer, a `gdata.oauth.OAuthConsumer`."""
        return self._consumer


class ClientLoginToken(_http_interface.GenericToken):
    """A token whose Authorization header never changes; `scopes` are beginnings of URLs, text or Urls."""

    def __init__(self, auth_header=None, scopes=None):
        self.auth_header = auth_header
        self.scopes = scopes or []

    def __str__(self):
        return self.auth_header

    def perform_request(self, http_client, operation, url, data=None, headers=None):
        """Perform the request with the token's header, which is added to the caller's `headers`."""
        if headers is None:
            headers = {}
        headers["Authorization"] = self.auth_header
        return http_client.request(operation, url, data=data, headers=headers)

    def get_token_string(self):
        """Give the bare token."""
        return self.auth_header[len(PROGRAMMATIC_AUTH_LABEL) :]

    def set_token_string(self, token_string):
        """Set the bare token."""
        self.auth_header = f"{PROGRAMMATIC_AUTH_LABEL}{token_string}"

    def valid_for_scope(self, url):
        """Tell whether the token may be used for `url`, text or a Url (quirk 5)."""
        return _token_store.any_scope_covers(self.scopes, url)


class AuthSubToken(ClientLoginToken):
    """An AuthSub token that signs nothing."""

    def get_token_string(self):
        """Give the bare token."""
        return self.auth_header[len(AUTHSUB_AUTH_LABEL) :]

    def set_token_string(self, token_string):
        """Set the bare token."""
        self.auth_header = f"{AUTHSUB_AUTH_LABEL}{token_string}"


class OAuthToken(_http_interface.GenericToken):
    """An OAuth token: `key`, `secret`, the `scopes` it is valid for, and the consumer's parameters.

    Without key and secret it signs 2-legged calls (quirk 4).
    """

    def __init__(self, key=None, secret=None, scopes=None, oauth_input_params=None):
        self.key = key
        self.secret = secret
        self.scopes = scopes or []
        self.oauth_input_params = oauth_input_params

    def __str__(self):
        return self.get_token_string()

    def get_token_string(self):
        """Write key and secret as a form; only what is there, and None where neither is."""
        if self.key and self.secret:
            return urls.encode_form((("oauth_token_secret", self.secret), ("oauth_token", self.key)))
        if self.key:
            return f"oauth_token={self.key}"
        if self.secret:
            return f"oauth_token_secret={self.secret}"
        return None

    def set_token_string(self, token_string):
        """Read key and secret from a form; what is missing or empty there stays as it was (quirk 26)."""
        fields = urls.parse_form(urls.text(token_string))
        if "oauth_token" in fields:
            self.key = fields["oauth_token"][0]
        if "oauth_token_secret" in fields:
            self.secret = fields["oauth_token_secret"][0]

    def _input_params(self):
        if self.oauth_input_params is None:
            raise OAuthInputParamsMissing(
                "this OAuthToken does not know its consumer: after client.SetOAuthInputParameters(...) set "
                "token.oauth_input_params = client.GetOAuthInputParameters()"
            )
        return self.oauth_input_params

    def GetAuthHeader(self, http_method, http_url, realm=""):
        """Sign a request to `http_url`, text or a Url; give the header as a dict (quirk 8).

        Raises OAuthInputParamsMissing (an AttributeError) where the token does not know its consumer.
        """
        params = self._input_params()
        http_url = _as_url(http_url)
        token = oauth.OAuthToken(self.key, self.secret) if self.key or self.secret else None
        consumer = params.GetConsumer()
        request = oauth.OAuthRequest.from_consumer_and_token(
            consumer,
            token=token,
            http_url=str(http_url),
            http_method=http_method,
            parameters=http_url.params,
        )
        request.sign_request(params.GetSignatureMethod(), consumer, token)
        header = request.to_header(realm=realm)
        header["Authorization"] = header["Authorization"].replace("+", "%2B")
        return header

    def perform_request(self, http_client, operation, url, data=None, headers=None):
        """Sign and perform the request; a requestor's address is added to the params of `url`, a Url."""
        if not headers:
            headers = {}
        requestor_id = self._input_params().requestor_id
        if requestor_id:
            url.params["xoauth_requestor_id"] = requestor_id
        headers.update(self.GetAuthHeader(operation, url))
        return http_client.request(operation, url, data=data, headers=headers)

    def valid_for_scope(self, url):
        """Tell whether the token may be used for `url`, text or a Url (quirk 5)."""
        return _token_store.any_scope_covers(self.scopes, url)


class SecureAuthSubToken(AuthSubToken):
    """An AuthSub token that signs every request with an RSA key.

    `rsa_key` is PEM text or bytes, or a loaded key with tlslite's `hashAndSign`; the attribute holds the
    loaded key. Raises SigningKeyError (a ValueError and SyntaxError) for a key that cannot be read.
    """

    def __init__(self, rsa_key, token_string=None, scopes=None):
        self.rsa_key = rsa_key if hasattr(rsa_key, "hashAndSign") else oauth_rsa.RsaKey(rsa_key)
        self.token_string = token_string or ""
        self.scopes = scopes or []

    def __str__(self):
        return self.get_token_string()

    def get_token_string(self):
        """Give the bare token."""
        return str(self.token_string)

    def set_token_string(self, token_string):
        """Set the bare token."""
        self.token_string = token_string

    def GetAuthHeader(self, http_method, http_url):
        """Sign method, URL, time and a random number; give the header as a dict."""
        import random

        number = random.SystemRandom().randrange(1, 2**64)
        data = f"{http_method} {http_url} {int(time.time())} {number}"
        signature = base64.b64encode(bytes(self.rsa_key.hashAndSign(data))).decode()
        return {
            "Authorization": f'{AUTHSUB_AUTH_LABEL}"{self.token_string}" data="{data}" '
            f'sig="{signature}" sigalg="rsa-sha1"'
        }

    def perform_request(self, http_client, operation, url, data=None, headers=None):
        """Sign and perform the request."""
        if not headers:
            headers = {}
        headers.update(self.GetAuthHeader(operation, url))
        return http_client.request(operation, url, data=data, headers=headers)
