"""AppsService over real HTTP: the stand-in for Google, and raw answers on loopback."""

import pytest

from gdata_compat import gdata
from gdata_compat.engine import transport
from tests.fix_loopback import Reply
from tests.fix_server import CONSUMER_SECRET, GOOGLE
from tests.fix_services import samples

USERS = "/a/feeds/example.com/user/2.0"


@pytest.fixture
def client(server, signed, monkeypatch):
    """An AppsService with a token that the server gave."""
    monkeypatch.setenv("GDATA_COMPAT_SERVER", server.url)
    service = gdata.apps.service.AppsService(source="app", domain="example.com")
    service.SetOAuthInputParameters(
        gdata.auth.OAuthSignatureMethod.HMAC_SHA1, "example.com", consumer_secret=CONSUMER_SECRET
    )
    token = gdata.auth.OAuthToken(key=signed.key, secret=signed.secret)
    token.oauth_input_params = service.GetOAuthInputParameters()
    service.SetOAuthToken(token)
    yield service
    transport.close()


def test_user_from_creation_to_deletion(client):
    """Created, read, changed, suspended, restored and deleted."""
    made = client.CreateUser("new.user", "Family", "Given", "secret-password", quota_limit=1024)
    assert (made.login.user_name, made.name.given_name) == ("new.user", "Given")
    made.name.family_name = "Changed"
    assert client.UpdateUser("new.user", made).name.family_name == "Changed"
    assert client.SuspendUser("new.user").login.suspended == "true"
    assert client.RestoreUser("new.user").login.suspended == "false"
    assert client.DeleteUser("new.user") is True
    with pytest.raises(gdata.apps.service.AppsForYourDomainException) as caught:
        client.RetrieveUser("new.user")
    assert caught.value.error_code == gdata.apps.service.ENTITY_DOES_NOT_EXIST


def test_names_beyond_ascii(client):
    """Text goes out as UTF-8 and comes back."""
    client.CreateUser("zoe", "\u00d1and\u00fa", "Zo\u00eb", "secret-password")
    assert client.RetrieveUser("zoe").name.given_name == "Zo\u00eb"


def test_all_users_over_several_pages(client):
    """A hundred a page, followed by RetrieveAllUsers and by the generator alike."""
    for number in range(120):
        client.CreateUser(f"user{number:03}", "F", "G", "secret-password")
    everybody = [entry.login.user_name for entry in client.RetrieveAllUsers().entry]
    pages = [len(page.entry) for page in client.GetGeneratorForAllUsers()]
    assert (len(everybody), sorted(set(everybody)) == sorted(everybody), pages[0]) == (sum(pages), True, 100)


@pytest.fixture
def raw(loopback, monkeypatch):
    """Makes an AppsService that is answered with these replies."""
    monkeypatch.setenv("GDATA_COMPAT_SERVER", loopback.url)

    def service(*replies):
        loopback.replies = list(replies)
        made = gdata.apps.service.AppsService(source="app", domain="example.com")
        made.current_token = gdata.auth.ClientLoginToken("GoogleLogin auth=abc")
        return made

    return service


def test_answer_is_read_by_its_own_declaration(raw):
    """The bytes are parsed, not the text that the HTTP header makes of them."""
    body = (
        samples.user("jo", top=True)
        .replace("UTF-8", "ISO-8859-1")
        .replace("'F'", "'\u00c9'")
        .encode("latin-1")
    )
    entry = raw(Reply.of(body, Content_Type="application/atom+xml; charset=UTF-8")).RetrieveUser("jo")
    assert entry.name.family_name == "\u00c9"


def test_answer_of_another_root_is_given_as_text(raw):
    """Quirk 15: the body, as str."""
    assert raw(Reply.of(samples.ODD.encode(), Content_Type="text/xml")).Get("/x") == samples.ODD


@pytest.mark.parametrize(
    "body", [b"", b"<html><p>login</html>", b"<entry", b"\xff\xfe\xfa", b"<e>\x00</e>"], ids=repr
)
def test_answer_that_is_no_xml_raises_a_syntax_error(raw, body):
    """The parser's error, and no token in it."""
    with pytest.raises(SyntaxError) as caught:
        raw(Reply.of(body, Content_Type="text/xml")).RetrieveUser("jo")
    assert "abc" not in str(caught.value)


def test_connection_closed_half_way_raises_an_os_error(raw):
    """No answer is made of half a document."""
    half = b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nContent-Type: text/xml\r\n\r\n<entry"
    with pytest.raises(OSError, match=r".") as caught:
        raw(Reply(half, close=True)).RetrieveUser("jo")
    assert "abc" not in str(caught.value)


def test_busy_server_is_asked_again(raw, monkeypatch):
    """RetrievePageOfUsers waits for it."""
    slept = []
    monkeypatch.setattr("time.sleep", slept.append)
    feed = samples.feed(samples.user("jo")).encode()
    replies = Reply.of(b"busy", "503 Service Unavailable"), Reply.of(feed, Content_Type="text/xml")
    page = raw(*replies).RetrievePageOfUsers()
    # The fixture's own server sleeps for no time at all between its replies.
    assert (len(page.entry), [pause for pause in slept if pause]) == (1, [1])


def test_error_tells_reason_and_body_in_text(raw):
    """Status, reason phrase and body as they came."""
    service = raw(Reply.of(b"Token invalid", "401 Token invalid - Invalid token: Token not found"))
    with pytest.raises(gdata.apps.service.AppsForYourDomainException) as caught:
        service.RetrieveUser("jo")
    expected = {
        "status": 401,
        "reason": "Token invalid - Invalid token: Token not found",
        "body": "Token invalid",
    }
    assert caught.value[0] == expected


@pytest.mark.parametrize("kind", ["text/csv", "image/png"])
def test_media_are_bytes_whatever_their_type(raw, kind):
    """GetMedia's file handle reads bytes, at once and in pieces."""
    source = raw(Reply.of("\u00e9,1".encode(), Content_Type=kind)).GetMedia("/m")
    parts = [source.file_handle.read(1), source.file_handle.read(), source.file_handle.read()]
    assert (parts, source.content_type, source.content_length) == ([b"\xc3", b"\xa9,1", b""], kind, "4")


def test_redirect_is_signed_anew_for_where_it_leads(raw, loopback):
    """The Authorization header goes along only since the current token signs whatever it is asked to."""
    moved = Reply.of(b"", "302 Found", Location="https://apps-apis.google.com/n?gsessionid=AbC-d")
    body = samples.user("jo", top=True).encode()
    service = raw(moved, Reply.of(body, Content_Type="text/xml"))
    service.RetrieveUser("jo")
    lines = [(received.line, received.headers.get("Authorization")) for received in loopback.received]
    assert lines == [
        (f"GET {GOOGLE}{USERS}/jo HTTP/1.1", "GoogleLogin auth=abc"),
        (f"GET {GOOGLE}/n?gsessionid=AbC-d HTTP/1.1", "GoogleLogin auth=abc"),
    ]


def test_upload_with_an_entry_over_the_wire(raw, loopback):
    """The parts arrive in one body of the declared length."""
    import io

    body = samples.entry().encode()
    service = raw(Reply.of(body, "201 Created", Content_Type="text/xml"))
    service.Post("<a>\u00e9</a>", "/m", media_source=gdata.MediaSource(io.BytesIO(b"PNG"), "image/png", 3))
    received = loopback.received[0]
    assert "<a>\u00e9</a>".encode() in received.body
    assert received.body.endswith(b"image/png\r\n\r\nPNG\r\n--END_OF_PART--\r\n")
    assert int(received.headers["Content-Length"]) == len(received.body)
