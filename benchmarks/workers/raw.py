"""The work by hand with lxml alone, oauthlib alone and requests alone, each used as its manual shows.

The names and arguments are those of `legacy.Library`.
"""

# ruff: noqa: B018  # reading a field is the work

_ATOM = "{http://www.w3.org/2005/Atom}"
_APPS = "{http://schemas.google.com/apps/2006}"
_GD = "{http://schemas.google.com/g/2005}"
_NAMESPACES = {None: _ATOM[1:-1], "apps": _APPS[1:-1], "gd": _GD[1:-1]}
_LOGIN = ("userName", "suspended", "ipWhitelisted", "admin", "changePasswordAtNextLogin", "agreedToTerms")


def parse(path, small, fields):
    """Parse a feed and read none, two or all fields of every entry."""
    from lxml import etree

    read, document = _READERS[fields], _content(path)
    read(etree.fromstring(_content(small)))
    return lambda: read(etree.fromstring(document))


def build(loops):
    """Make a new entry and write it."""
    from lxml import etree

    def call():
        for _ in range(loops):
            entry = etree.Element(_ATOM + "entry")
            login = etree.SubElement(entry, _APPS + "login")
            login.set("userName", "alice")
            login.set("password", "secret")
            login.set("suspended", "false")
            name = etree.SubElement(entry, _APPS + "name")
            name.set("familyName", "Liddell")
            name.set("givenName", "Alice")
            etree.SubElement(entry, _APPS + "quota").set("limit", "2048")
            etree.tostring(entry, encoding="UTF-8", xml_declaration=True)

    return call


def write(path, state):
    """Write a feed anew from values; with `state` "kept", write the parsed tree as it is."""
    from lxml import etree

    feed = etree.fromstring(_content(path))
    if state == "kept":
        return lambda: etree.tostring(feed, encoding="unicode")
    users = [_values(entry) for entry in feed.findall(_ATOM + "entry")]
    return lambda: _write_anew(etree, users)


def sign(method, key, loops):
    """Sign a request to one user; `key` is the file of the RSA key, or None."""
    client = _oauth_client(method, key)
    url = "https://apps-apis.google.com/a/feeds/example.com/user/2.0/alice"

    def call():
        for _ in range(loops):
            client.sign(url)

    return call


def retrieve(port, tls, loops):
    """Retrieve one user and read two fields of it."""
    from lxml import etree

    get, url = _getter(), _users(port, tls) + "/alice"

    def call(loops=loops):
        for _ in range(loops):
            entry = etree.fromstring(get(url))
            entry.find(_APPS + "login").get("userName")
            entry.find(_APPS + "name").get("familyName")

    call(1)
    return call


def retrieve_all(port, tls, users):
    """Retrieve all users, page after page, keep their entries and read two fields of each."""
    from lxml import etree

    get, start = _getter(), _users(port, tls)
    get(start + "/alice")

    def call():
        url, entries = start, []
        while url:
            feed = etree.fromstring(get(url))
            entries.extend(feed.findall(_ATOM + "entry"))
            links = [link.get("href") for link in feed.findall(_ATOM + "link") if link.get("rel") == "next"]
            url = links[0] if links else None
        _read_two(entries)
        if len(entries) != users:
            raise ValueError("got %d users, not %d" % (len(entries), users))  # noqa: UP031

    return call


def imported():
    """Import the three libraries."""
    import lxml.etree  # noqa: F401
    import oauthlib.oauth1  # noqa: F401
    import requests  # noqa: F401


def _users(port, tls):
    return ("https" if tls else "http") + "://127.0.0.1:" + str(port) + "/a/feeds/example.com/user/2.0"


def _getter():
    import requests

    session, client = requests.Session(), _oauth_client("HMAC_SHA1", None)

    def get(url):
        url, headers, _ = client.sign(url)
        response = session.get(url, headers=headers)
        response.raise_for_status()
        return response.content

    return get


def _oauth_client(method, key):
    from oauthlib.oauth1 import SIGNATURE_HMAC_SHA1, SIGNATURE_RSA_SHA1, Client

    return Client(
        "example.com",
        client_secret="consumer-secret",
        resource_owner_key="1/token",
        resource_owner_secret="token-secret",
        signature_method=SIGNATURE_RSA_SHA1 if method == "RSA_SHA1" else SIGNATURE_HMAC_SHA1,
        rsa_key=_content(key).decode("ascii") if key else None,
    )


def _content(path):
    with open(path, "rb") as file:
        return file.read()


def _read_none(feed):
    return feed


def _read_two(entries):
    for entry in entries:
        entry.find(_APPS + "login").get("userName")
        entry.find(_APPS + "name").get("familyName")


def _read_all(feed):
    """Read every field by its name."""
    for entry in feed.findall(_ATOM + "entry"):
        _values(entry)


def _values(entry):
    title, name = entry.find(_ATOM + "title"), entry.find(_APPS + "name")
    login = entry.find(_APPS + "login")
    return {
        "id": entry.find(_ATOM + "id").text,
        "updated": entry.find(_ATOM + "updated").text,
        "title": (title.text, title.get("type")),
        "category": [(c.get("scheme"), c.get("term")) for c in entry.findall(_ATOM + "category")],
        "link": [(x.get("rel"), x.get("type"), x.get("href")) for x in entry.findall(_ATOM + "link")],
        "login": [(key, login.get(key)) for key in _LOGIN],
        "quota": entry.find(_APPS + "quota").get("limit"),
        "name": (name.get("familyName"), name.get("givenName")),
        "feed_link": [(x.get("rel"), x.get("href")) for x in entry.findall(_GD + "feedLink")],
    }


def _walk(feed):
    """Take everything there is in one pass, without asking for any field by name."""
    for entry in feed.iterchildren(_ATOM + "entry"):
        for child in entry:
            child.tag
            child.text
            child.items()


_READERS = {
    "none": _read_none,
    "two": lambda feed: _read_two(feed.findall(_ATOM + "entry")),
    "all": _read_all,
    "walk": _walk,
}


def _write_anew(etree, users):
    make = etree.SubElement
    feed = etree.Element(_ATOM + "feed", nsmap=_NAMESPACES)
    for user in users:
        entry = make(feed, _ATOM + "entry")
        make(entry, _ATOM + "id").text = user["id"]
        make(entry, _ATOM + "updated").text = user["updated"]
        for scheme, term in user["category"]:
            make(entry, _ATOM + "category", scheme=scheme, term=term)
        title = make(entry, _ATOM + "title", type=user["title"][1])
        title.text = user["title"][0]
        for rel, kind, href in user["link"]:
            make(entry, _ATOM + "link", rel=rel, type=kind, href=href)
        login = make(entry, _APPS + "login")
        for key, value in user["login"]:
            login.set(key, value)
        make(entry, _APPS + "quota", limit=user["quota"])
        make(entry, _APPS + "name", familyName=user["name"][0], givenName=user["name"][1])
        for rel, href in user["feed_link"]:
            make(entry, _GD + "feedLink", rel=rel, href=href)
    return etree.tostring(feed, encoding="unicode")
