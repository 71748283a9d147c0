"""The work as an old script does it: the same lines for the original, for the port and for ours.

Runs on Python 2.7 and on Python 3. Every method of `Library` prepares one work and returns what is timed.
"""

# ruff: noqa: B018  # reading a member is the work

_BODY = "/a/feeds/example.com/user/2.0"


class Library:
    """One of the three libraries that offer `gdata.apps.service`."""

    def __init__(self, name):
        self.name = name
        if name == "ours":
            import gdata_compat

            gdata_compat.install()

    def parse(self, path, small, fields):
        """Parse a feed and read none, two or all fields of every entry."""
        import gdata.apps

        from_string = gdata.apps.UserFeedFromString
        read = _READERS[fields]
        document = _content(path)
        read(from_string(_content(small)))
        return lambda: read(from_string(document))

    def build(self, loops):
        """Make a new entry and write it."""
        from gdata import apps

        def call():
            for _ in range(loops):
                apps.UserEntry(
                    login=apps.Login(user_name="alice", password="secret", suspended="false"),
                    name=apps.Name(family_name="Liddell", given_name="Alice"),
                    quota=apps.Quota(limit="2048"),
                ).ToString()

        return call

    def write(self, path, state):
        """Write a feed that was parsed and, by `state`, read or edited; an edit is part of what is timed."""
        import gdata.apps

        feed = gdata.apps.UserFeedFromString(_content(path))
        if state != "edited":
            _READERS[{"untouched": "none", "kept": "none", "read": "two", "all": "all"}[state]](feed)
            return feed.ToString
        values = ["true", "false"]

        def call():
            values.reverse()
            for entry in feed.entry:
                entry.login.suspended = values[0]
            feed.ToString()

        return call

    def sign(self, method, key, loops):
        """Sign a request to one user; `key` is the file of the RSA key, or None."""
        token = self._token(method, key)
        url = "https://apps-apis.google.com" + _BODY + "/alice"

        def call():
            for _ in range(loops):
                token.GetAuthHeader("GET", url)

        return call

    def retrieve(self, port, tls, loops):
        """Retrieve one user and read two fields of it."""
        client = self._client(port, tls)

        def call(loops=loops):
            for _ in range(loops):
                entry = client.RetrieveUser("alice")
                entry.login.user_name
                entry.name.family_name

        call(1)
        return call

    def retrieve_all(self, port, tls, users):
        """Retrieve all users, page after page, and read two fields of each."""
        client = self._client(port, tls)
        client.RetrieveUser("alice")

        def call():
            feed = client.RetrieveAllUsers()
            _read_two(feed)
            if len(feed.entry) != users:
                raise ValueError("got %d users, not %d" % (len(feed.entry), users))  # noqa: UP031

        return call

    def imported(self):
        """Import what a script of the Provisioning API imports."""
        import gdata.apps.service  # noqa: F401

    def _client(self, port, tls):
        import gdata.apps.service

        if self.name == "port":
            # Its members are bytes unless told otherwise, and never equal the text 'next' of a feed's link.
            import atom

            atom.MEMBER_STRING_ENCODING = str
        client = gdata.apps.service.AppsService(source="benchmark", domain="example.com")
        client.server, client.ssl = "127.0.0.1:" + str(port), tls
        client.SetOAuthToken(self._token("HMAC_SHA1", None))
        return client

    def _token(self, method, key):
        import gdata.auth

        if self.name == "port":
            mend_port()
        params = gdata.auth.OAuthInputParams(
            getattr(gdata.auth.OAuthSignatureMethod, method),
            "example.com",
            consumer_secret="consumer-secret",
            rsa_key=_content(key).decode("ascii") if key else None,
        )
        return gdata.auth.OAuthToken(key="1/token", secret="token-secret", oauth_input_params=params)


def _content(path):
    with open(path, "rb") as file:
        return file.read()


def _read_none(feed):
    return feed


def _read_two(feed):
    for entry in feed.entry:
        entry.login.user_name
        entry.name.family_name


def _read_all(feed):
    for entry in feed.entry:
        entry.id.text
        entry.updated.text
        entry.title.text
        entry.title.type
        for category in entry.category:
            category.scheme
            category.term
        for link in entry.link:
            link.rel
            link.type
            link.href
        login = entry.login
        login.user_name
        login.suspended
        login.ip_whitelisted
        login.admin
        login.change_password
        login.agreed_to_terms
        entry.quota.limit
        entry.name.family_name
        entry.name.given_name
        for link in entry.feed_link:
            link.rel
            link.href


# How the raw code finds the fields ("walk": in one pass) makes no difference to a script of the library's.
_READERS = {"none": _read_none, "two": _read_two, "all": _read_all, "walk": _read_all}


def mend_port():
    """Mend what keeps gdata-python3 3.0.1 from signing on Python 3.7 and later; nothing is made faster.

    Its generator of parameters ends by `raise StopIteration`, an error since PEP 479; its HMAC signature is
    bytes, which the header then carries as the text "b'...'"; its RSA signing hands text to a function that
    takes bytes, and its signature is bytes too.
    """
    from gdata import oauth
    from gdata.oauth import rsa
    from tlslite.utils import rsakey

    if getattr(oauth, "mended", False):
        return
    oauth.mended = True
    oauth.OAuthRequest._parameters = _ending_well(oauth.OAuthRequest._parameters)
    for method in (oauth.OAuthSignatureMethod_HMAC_SHA1, rsa.OAuthSignatureMethod_RSA_SHA1):
        method.build_signature = _giving_text(method.build_signature)
    rsakey.RSAKey.hashAndSign = _taking_text(rsakey.RSAKey.hashAndSign)


def _ending_well(generate):
    def mended(self, *args, **kwargs):
        try:
            for item in generate(self, *args, **kwargs):  # noqa: UP028  # Python 2 compiles this too
                yield item
        except RuntimeError as error:
            if not isinstance(error.__cause__, StopIteration):
                raise

    return mended


def _giving_text(build_signature):
    return lambda *args: build_signature(*args).decode("ascii")


def _taking_text(sign):
    return lambda self, text, *args: sign(self, text.encode("ascii"), *args)
