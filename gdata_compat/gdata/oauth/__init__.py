"""OAuth 1.0 requests, tokens and signature methods, and the skeleton of a server that checks them.

Every signature is made by `gdata_compat.engine.oauth1`.
"""

from __future__ import annotations

from typing import Any

from ...engine import oauth1, urls

VERSION = "1.0"
HTTP_METHOD = "GET"
SIGNATURE_METHOD = "PLAINTEXT"


class OAuthError(RuntimeError):
    """A request is not what OAuth asks for; the text is in `message`."""

    def __init__(self, message="OAuth error occured."):
        super().__init__(message)
        self.message = message


def build_authenticate_header(realm=""):
    """Give the header of a 401 answer that asks for OAuth."""
    return {"WWW-Authenticate": f'OAuth realm="{realm}"'}


def escape(s):
    """Percent-encode all but letters, digits and `-._~`; TypeError for what is no text."""
    if isinstance(s, str):
        return urls.escape(s)
    if isinstance(s, bytes):
        return urls.escape(urls.text(s))
    raise TypeError(f"only text can be percent-encoded, not {type(s).__name__}")


def generate_timestamp():
    """Give the seconds since 1970 (UTC)."""
    return oauth1.timestamp()


def generate_nonce(length=8):
    """Draw `length` decimal digits."""
    return oauth1.nonce(length)


class OAuthConsumer:
    """The application that asks: its key and secret."""

    key: Any = None
    secret: Any = None

    def __init__(self, key, secret):
        self.key = key
        self.secret = secret


class OAuthToken:
    """A request token or an access token: its key and secret."""

    key: Any = None
    secret: Any = None

    def __init__(self, key, secret):
        self.key = key
        self.secret = secret

    def to_string(self):
        """Write the token as a form, secret first as 2.0.18 did."""
        return urls.encode_form((("oauth_token_secret", self.secret), ("oauth_token", self.key)))

    @staticmethod
    def from_string(s):
        """Read a token from a form; KeyError where a field is missing or empty."""
        fields = urls.parse_form(urls.text(s))
        return OAuthToken(fields["oauth_token"][0], fields["oauth_token_secret"][0])

    def __str__(self):
        return self.to_string()


class OAuthRequest:
    """A request: method, URL, and `parameters`, a dict of all parameters that are signed."""

    parameters: Any = None
    http_method = HTTP_METHOD
    http_url: Any = None
    version = VERSION

    def __init__(self, http_method=HTTP_METHOD, http_url=None, parameters=None):
        self.http_method = http_method
        self.http_url = http_url
        self.parameters = parameters or {}

    def set_parameter(self, parameter, value):
        """Set one parameter."""
        self.parameters[parameter] = value

    def get_parameter(self, parameter):
        """Give one parameter; OAuthError where there is none."""
        try:
            return self.parameters[parameter]
        except KeyError:
            raise OAuthError(f"Parameter not found: {parameter}") from None

    def _get_timestamp_nonce(self):
        return self.get_parameter("oauth_timestamp"), self.get_parameter("oauth_nonce")

    def get_nonoauth_parameters(self):
        """Give the parameters without `oauth_` anywhere in their names."""
        return {name: value for name, value in self.parameters.items() if "oauth_" not in name}

    def to_header(self, realm=""):
        """Give the Authorization header that carries the `oauth_` parameters."""
        return {"Authorization": oauth1.authorization(self.parameters, realm)}

    def to_postdata(self):
        """Write all parameters as the body of a form."""
        return "&".join(
            [f"{escape(urls.text(k))}={escape(urls.text(v))}" for k, v in self.parameters.items()]
        )

    def to_url(self):
        """Write the URL with all parameters in its query."""
        return f"{self.get_normalized_http_url()}?{self.to_postdata()}"

    def get_normalized_parameters(self):
        """Write the parameters as they are signed; an earlier signature is dropped for good."""
        self.parameters.pop("oauth_signature", None)
        return oauth1.normalized_parameters(self.parameters)

    def get_normalized_http_method(self):
        """Give the method in upper case."""
        return self.http_method.upper()

    def get_normalized_http_url(self):
        """Give scheme, host and path as they are signed."""
        return oauth1.normalized_url(self.http_url)

    def sign_request(self, signature_method, consumer, token):
        """Set `oauth_signature_method` and `oauth_signature`."""
        self.set_parameter("oauth_signature_method", signature_method.get_name())
        self.set_parameter("oauth_signature", self.build_signature(signature_method, consumer, token))

    def build_signature(self, signature_method, consumer, token):
        """Let `signature_method` sign this request."""
        return signature_method.build_signature(self, consumer, token)

    @staticmethod
    def from_request(http_method, http_url, headers=None, parameters=None, query_string=None):
        """Collect a request's parameters from header, query string and URL; None where there are none.

        `parameters` is added to. Of repeated parameters the first is taken. ValueError where the
        Authorization header speaks of another scheme.
        """
        if parameters is None:
            parameters = {}
        if headers and "Authorization" in headers:
            header = headers["Authorization"]
            header.index("OAuth")
            try:
                parameters.update(OAuthRequest._split_header(header))
            except (IndexError, ValueError):
                raise OAuthError("Unable to parse OAuth parameters from Authorization header.") from None
        if query_string:
            parameters.update(OAuthRequest._split_url_string(query_string))
        parameters.update(OAuthRequest._split_url_string(urls.split(http_url)[4]))
        return OAuthRequest(http_method, http_url, parameters) if parameters else None

    @staticmethod
    def from_consumer_and_token(
        oauth_consumer, token=None, http_method=HTTP_METHOD, http_url=None, parameters=None
    ):
        """Make an unsigned request; `parameters` win over the defaults, and the token's key over them."""
        everything = {
            "oauth_consumer_key": oauth_consumer.key,
            "oauth_timestamp": generate_timestamp(),
            "oauth_nonce": generate_nonce(),
            "oauth_version": OAuthRequest.version,
        }
        everything.update(parameters or {})
        if token:
            everything["oauth_token"] = token.key
        return OAuthRequest(http_method, http_url, everything)

    @staticmethod
    def from_token_and_callback(
        token, callback=None, http_method=HTTP_METHOD, http_url=None, parameters=None
    ):
        """Make the request that sends a user to authorize `token`; `parameters` is added to."""
        if not parameters:
            parameters = {}
        parameters["oauth_token"] = token.key
        if callback:
            parameters["oauth_callback"] = callback
        return OAuthRequest(http_method, http_url, parameters)

    @staticmethod
    def _split_header(header):
        fields = {}
        for field in header[6:].split(","):
            if "realm" in field:
                continue
            name, value = field.strip().split("=", 1)
            fields[name] = urls.unquote(value.strip('"'))
        return fields

    @staticmethod
    def _split_url_string(param_str):
        # Decoded twice, as 2.0.18 does.
        return {k: urls.unquote(v[0]) for k, v in urls.parse_form(param_str, keep_blank=True).items()}


class OAuthServer:
    """Checks requests against a data store and a set of signature methods."""

    timestamp_threshold = 300
    version = VERSION
    signature_methods: Any = None
    data_store: Any = None

    def __init__(self, data_store=None, signature_methods=None):
        self.data_store = data_store
        self.signature_methods = signature_methods or {}

    def set_data_store(self, oauth_data_store):
        """Set the data store."""
        self.data_store = oauth_data_store

    def get_data_store(self):
        """Give the data store."""
        return self.data_store

    def add_signature_method(self, signature_method):
        """Accept a further signature method; all are returned, by name."""
        self.signature_methods[signature_method.get_name()] = signature_method
        return self.signature_methods

    def fetch_request_token(self, oauth_request):
        """Give the request token that the request names, else a new one."""
        try:
            return self._get_token(oauth_request, "request")
        except OAuthError:
            self._get_version(oauth_request)
            consumer = self._get_consumer(oauth_request)
            self._check_signature(oauth_request, consumer, None)
            return self.data_store.fetch_request_token(consumer)

    def fetch_access_token(self, oauth_request):
        """Exchange the request token for an access token."""
        self._get_version(oauth_request)
        consumer = self._get_consumer(oauth_request)
        token = self._get_token(oauth_request, "request")
        self._check_signature(oauth_request, consumer, token)
        return self.data_store.fetch_access_token(consumer, token)

    def verify_request(self, oauth_request):
        """Check an API call; give consumer, token and the parameters that are not OAuth's."""
        self._get_version(oauth_request)
        consumer = self._get_consumer(oauth_request)
        token = self._get_token(oauth_request, "access")
        self._check_signature(oauth_request, consumer, token)
        return consumer, token, oauth_request.get_nonoauth_parameters()

    def authorize_token(self, token, user):
        """Let the data store note that `user` allows `token`."""
        return self.data_store.authorize_request_token(token, user)

    def get_callback(self, oauth_request):
        """Give the callback URL of a request."""
        return oauth_request.get_parameter("oauth_callback")

    def build_authenticate_header(self, realm=""):
        """Give the header of a 401 answer that asks for OAuth."""
        return build_authenticate_header(realm)

    def _get_version(self, oauth_request):
        version = oauth_request.parameters.get("oauth_version", VERSION)
        if version and version != self.version:
            raise OAuthError(f"OAuth version {version} not supported.")
        return version

    def _get_signature_method(self, oauth_request):
        name = oauth_request.parameters.get("oauth_signature_method", SIGNATURE_METHOD)
        if name not in self.signature_methods:
            known = ", ".join(self.signature_methods)
            raise OAuthError(f"Signature method {name} not supported try one of the following: {known}")
        return self.signature_methods[name]

    def _get_consumer(self, oauth_request):
        key = oauth_request.get_parameter("oauth_consumer_key")
        if not key:
            raise OAuthError("Invalid consumer key.")
        consumer = self.data_store.lookup_consumer(key)
        if not consumer:
            raise OAuthError("Invalid consumer.")
        return consumer

    def _get_token(self, oauth_request, token_type="access"):
        key = oauth_request.get_parameter("oauth_token")
        token = self.data_store.lookup_token(self._get_consumer(oauth_request), token_type, key)
        if not token:
            raise OAuthError(f"Invalid {token_type} token: {key}")
        return token

    def _check_signature(self, oauth_request, consumer, token):
        timestamp, nonce = oauth_request._get_timestamp_nonce()
        self._check_timestamp(timestamp)
        self._check_nonce(consumer, token, nonce)
        method = self._get_signature_method(oauth_request)
        try:
            signature = oauth_request.get_parameter("oauth_signature")
        except OAuthError:
            raise OAuthError("Missing signature.") from None
        if not method.check_signature(oauth_request, consumer, token, signature):
            # A method whose base string is made of the secrets must not show it.
            base = method.build_signature_base_string(oauth_request, consumer, token)
            shown = base[1] if isinstance(base, tuple) else "(kept secret)"
            raise OAuthError(f"Invalid signature. Expected signature base string: {shown}")

    def _check_timestamp(self, timestamp):
        timestamp, now = int(timestamp), generate_timestamp()
        if now - timestamp > self.timestamp_threshold:
            raise OAuthError(
                f"Expired timestamp: given {timestamp} and now {now} has a greater difference "
                f"than threshold {self.timestamp_threshold}"
            )

    def _check_nonce(self, consumer, token, nonce):
        used = self.data_store.lookup_nonce(consumer, token, nonce)
        if used:
            raise OAuthError(f"Nonce already used: {used}")


class OAuthClient:
    """The base of an application's own client."""

    consumer: Any = None
    token: Any = None

    def __init__(self, oauth_consumer, oauth_token):
        self.consumer = oauth_consumer
        self.token = oauth_token

    def get_consumer(self):
        """Give the consumer."""
        return self.consumer

    def get_token(self):
        """Give the token."""
        return self.token

    def fetch_request_token(self, oauth_request):
        """Fetch a request token; for subclasses."""
        raise NotImplementedError

    def fetch_access_token(self, oauth_request):
        """Fetch an access token; for subclasses."""
        raise NotImplementedError

    def access_resource(self, oauth_request):
        """Perform a signed request; for subclasses."""
        raise NotImplementedError


class OAuthDataStore:
    """The base of a server's store of consumers, tokens and nonces."""

    def lookup_consumer(self, key):
        """Find a consumer by its key; for subclasses."""
        raise NotImplementedError

    def lookup_token(self, oauth_consumer, token_type, token_token):
        """Find a token by its key; for subclasses."""
        raise NotImplementedError

    def lookup_nonce(self, oauth_consumer, oauth_token, nonce, timestamp):
        """Find a used nonce; for subclasses."""
        raise NotImplementedError

    def fetch_request_token(self, oauth_consumer):
        """Make a request token; for subclasses."""
        raise NotImplementedError

    def fetch_access_token(self, oauth_consumer, oauth_token):
        """Make an access token; for subclasses."""
        raise NotImplementedError

    def authorize_request_token(self, oauth_token, user):
        """Note that a user allows a token; for subclasses."""
        raise NotImplementedError


class OAuthSignatureMethod:
    """How a request is signed: a name, a base string, a signature."""

    def get_name(self):
        """Give the value of `oauth_signature_method`."""
        raise NotImplementedError

    def build_signature_base_string(self, oauth_request, oauth_consumer, oauth_token):
        """Give the key and the text to sign."""
        raise NotImplementedError

    def build_signature(self, oauth_request, oauth_consumer, oauth_token):
        """Give the signature."""
        raise NotImplementedError

    def check_signature(self, oauth_request, consumer, token, signature):
        """Tell, in constant time, whether `signature` is that of the request."""
        import hmac

        built = self.build_signature(oauth_request, consumer, token)
        return hmac.compare_digest(urls.text(built).encode(), urls.text(signature).encode())


def _base_string(request):
    return oauth1.base_string(
        request.get_normalized_http_method(),
        request.get_normalized_http_url(),
        request.get_normalized_parameters(),
    )


def _escaped_secret(secret, owner):
    if secret is None:
        raise TypeError(f"the {owner} has no secret, and this signature method needs one: set it")
    return escape(secret)


def _key(consumer, token):
    token_secret = _escaped_secret(token.secret, "token") if token else ""
    return f"{_escaped_secret(consumer.secret, 'consumer')}&{token_secret}"


class OAuthSignatureMethod_HMAC_SHA1(OAuthSignatureMethod):
    """Signs with the secrets of consumer and token."""

    def get_name(self):
        """Give 'HMAC-SHA1'."""
        return "HMAC-SHA1"

    def build_signature_base_string(self, oauth_request, consumer, token):
        """Give both secrets, encoded and joined, and the base string."""
        return _key(consumer, token), _base_string(oauth_request)

    def build_signature(self, oauth_request, consumer, token):
        """Give the signature in base64; TypeError where a secret is None."""
        key, raw = self.build_signature_base_string(oauth_request, consumer, token)
        consumer_secret, _, token_secret = key.partition("&")
        return oauth1.hmac_sha1(raw, urls.unquote(consumer_secret), urls.unquote(token_secret))


class OAuthSignatureMethod_PLAINTEXT(OAuthSignatureMethod):
    """Sends the secrets themselves; for TLS only."""

    def get_name(self):
        """Give 'PLAINTEXT'."""
        return "PLAINTEXT"

    def build_signature_base_string(self, oauth_request, consumer, token):
        """Give both secrets, encoded and joined: one text, no pair."""
        return _key(consumer, token)

    def build_signature(self, oauth_request, consumer, token):
        """Give both secrets, encoded and joined."""
        return self.build_signature_base_string(oauth_request, consumer, token)
