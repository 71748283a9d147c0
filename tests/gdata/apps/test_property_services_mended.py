"""The Apps services of the first generation: where 2.0.18 crashed, or took bytes for text, and ours works."""

import base64
import importlib
import pickle

import pytest

from gdata_compat import errors, gdata
from tests.fix_loopback import Reply
from tests.fix_services import samples


@pytest.fixture
def make(api):
    """Makes a service of a kind over a fake client with these answers."""

    def service(kind, *answers):
        module = importlib.import_module(f"gdata_compat.gdata.apps.{kind.lower()}.service")
        made = getattr(module, f"{kind}Service")(domain="example.com", source="app")
        made.http_client = api.fake(*answers)
        return made

    return service


def answered(*pairs):
    """An answer with these properties."""
    return (200, samples.properties(*pairs, top=True))


def properties_of(call):
    """The rows of a request's body, by name, as the fake client has written them down."""
    return {row[1]["name"]: row[1]["value"] for row in call["data"]["xml"][3]}


# Admin settings


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ({"smartHost": "old", "smtpMode": "SMTP"}, {}, {"smartHost": "old", "smtpMode": "SMTP"}),
        (
            {"smartHost": "old", "smtpMode": "SMTP"},
            {"smartHost": "new"},
            {"smartHost": "new", "smtpMode": "SMTP"},
        ),
        ({"smartHost": "old", "smtpMode": "SMTP"}, {"smtpMode": ""}, {"smartHost": "old", "smtpMode": ""}),
        (
            {"smartHost": "", "smtpMode": ""},
            {"smtpMode": "SMTP_TLS"},
            {"smartHost": "", "smtpMode": "SMTP_TLS"},
        ),
        ({"smartHost": "old"}, {}, {"smartHost": "old", "smtpMode": ""}),
        ({}, {"smartHost": "new"}, {"smartHost": "new", "smtpMode": ""}),
    ],
    ids=["nothing", "host", "emptied", "was empty", "one was missing", "no gateway yet"],
)
def test_outbound_gateway_is_updated(before, changes, after, make, api):
    """2.0.18 failed with NameError on every call; what is not given stays, None becomes ''."""
    service = make("AdminSettings", answered(*before.items()), answered(("a", "1")))
    assert service.UpdateOutboundGatewaySettings(**changes) == {"a": "1"}
    got, put = api.sent()
    assert (got["verb"], put["verb"], got["url"] == put["url"]) == ("GET", "PUT", True)
    assert properties_of(put) == after


FLAGS = {
    "UpdateCNAMEVerificationStatus": "verified",
    "UpdateMXVerificationStatus": "verified",
    "UpdateUserMigrationStatus": "enableUserMigration",
}


@pytest.mark.parametrize(("method", "name"), FLAGS.items())
@pytest.mark.parametrize(("flag", "word"), [(True, "true"), (False, "false"), ("true", "true")], ids=repr)
def test_bool_is_written_as_the_api_has_it(method, name, flag, word, make, api):
    """2.0.18 asked for a bool and failed with AttributeError on one; text went out, and does."""
    getattr(make("AdminSettings", answered(("verified", "x"))), method)(flag)
    assert properties_of(api.sent()[-1])[name] == word


LOGO = b"GIF89a\x01\x00\xff\xfe"
ADDRESS = "/a/cpanel/example.com/images/logo.gif"


@pytest.fixture
def settings(loopback, monkeypatch):
    """An AdminSettingsService with a token, whose calls go to the loopback server."""
    monkeypatch.setenv("GDATA_COMPAT_SERVER", loopback.url)
    service = gdata.apps.adminsettings.service.AdminSettingsService(domain="example.com")
    service.current_token = gdata.auth.ClientLoginToken("GoogleLogin auth=abc")
    return service


def _moved(where, status="302 Found"):
    return Reply.of(b"moved", status, Location=where)


def _paths(loopback):
    return [one.line.split()[1].partition("google.com")[2] for one in loopback.received]


@pytest.mark.parametrize(
    ("replies", "paths"),
    [
        ([Reply.of(LOGO, Content_Type="image/gif")], [ADDRESS]),
        ([Reply.of(LOGO, Content_Type="text/html")], [ADDRESS]),
        ([Reply.of(LOGO, "404 Not Found")], [ADDRESS]),
        ([_moved("/other.gif"), Reply.of(LOGO)], [ADDRESS, "/other.gif"]),
        ([_moved("http://mail.google.com/x", "301 Moved"), Reply.of(LOGO)], [ADDRESS, "/x"]),
        (
            [_moved("next.gif", "307 Moved"), Reply.of(LOGO)],
            [ADDRESS, "/a/cpanel/example.com/images/next.gif"],
        ),
    ],
    ids=["image", "called text", "refused", "moved", "to another host", "to a relative address"],
)
def test_logo_is_bytes(replies, paths, settings, loopback):
    """Whatever the type and the status are, as `urllib.urlopen` had it; and nobody sees the token."""
    loopback.replies = replies
    assert (settings.GetDomainLogo(), _paths(loopback)) == (LOGO, paths)
    assert [one for one in loopback.received if "Authorization" in one.headers] == []


def test_logo_that_moves_for_ever_ends(settings, loopback):
    """After ten redirects the last answer is given, as by `urllib.urlopen`."""
    loopback.replies = [_moved("/again")]
    assert (settings.GetDomainLogo(), len(loopback.received)) == (b"moved", 10)


@pytest.mark.parametrize(
    "logo", [LOGO, bytearray(LOGO), memoryview(LOGO)], ids=["bytes", "bytearray", "memoryview"]
)
def test_logo_is_uploaded_in_base64(logo, make, api):
    """As text, without line breaks."""
    make("AdminSettings", answered(("a", "1"))).UpdateDomainLogo(logo)
    assert base64.b64decode(properties_of(api.sent()[0])["logoImage"], validate=True) == LOGO


@pytest.mark.parametrize("data", [None, 5, ["a"], object()], ids=["None", "number", "list", "object"])
def test_what_is_neither_text_nor_bytes_is_refused(data, make):
    """A TypeError, as `base64.b64encode` raised."""
    for call in (
        make("AdminSettings").UpdateDomainLogo,
        make("Audit").updatePGPKey,
        lambda message: make("Migration").ImportMail("jo", message, [], []),
    ):
        with pytest.raises(TypeError):
            call(data)


# Text beyond ASCII


def test_text_beyond_ascii_in_a_member_s_address(make, api):
    """2.0.18 took such bytes and failed with KeyError on such text."""
    make("Groups", answered(("a", "1"))).IsMember("zo\u00eb@example.com", "g")
    assert api.sent()[0]["url"].endswith("/g/member/zo%C3%AB%40example.com")


def test_bytes_as_a_member_s_address(make, api):
    """What a script still holds as bytes is the same address."""
    make("Groups", answered(("a", "1"))).IsMember("zo\u00eb".encode(), "g")
    assert api.sent()[0]["url"].endswith("/g/member/zo%C3%AB")


def test_text_beyond_ascii_in_a_key(make, api):
    """A comment in an armoured key: its UTF-8. 2.0.18 took such bytes and failed on such text."""
    make("Audit", answered(("a", "1"))).updatePGPKey("Comment: Zo\u00eb")
    assert base64.b64decode(properties_of(api.sent()[0])["publicKey"]) == "Comment: Zo\u00eb".encode()


@pytest.mark.parametrize("message", ["Zo\u00eb", "Zo\u00eb".encode()], ids=["text", "bytes"])
def test_message_beyond_ascii(message, make, api):
    """Text goes out as its UTF-8, bytes as they are."""
    make("Migration", (201, samples.entry())).ImportMail("jo", message, [], [])
    (row,) = api.sent()[0]["data"]["xml"][3]
    assert base64.b64decode(row[2]) == "Zo\u00eb".encode()


def test_date_that_is_no_text_is_refused_by_name(make):
    """An AttributeError as in 2.0.18, which says what is wrong."""
    import datetime

    with pytest.raises(errors.XmlValueError, match=r"Property\.value is of type datetime"):
        make("Audit").createEmailMonitor("jo", "auditor", datetime.datetime(2030, 1, 1))


# Migration


def test_size_in_a_batch_is_in_bytes(make):
    """The size of the entry as it is written, for a caller who keeps a batch below a limit."""
    service = make("Migration")
    with pytest.warns(DeprecationWarning, match="AddBatchEntry"):
        size = service.AddBatchEntry("m" * 3000, [], ["\u00e9"])
    assert size == len(str(service.mail_batch.entry[0]).encode()) > 4000


def test_mails_are_imported_by_threads(loopback, monkeypatch):
    """Each message arrives once, in whatever order."""
    monkeypatch.setenv("GDATA_COMPAT_SERVER", loopback.url)
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    loopback.replies = [Reply.of(samples.entry().encode(), "201 Created", Content_Type="text/xml")]
    service = gdata.apps.migration.service.MigrationService(domain="example.com")
    for number in range(12):
        service.AddMailEntry(f"message {number}", identifier=f"mail {number}")
    assert service.ImportMultipleMails("jo", threads_per_batch=6) == 12
    texts = sorted(_message(received.body) for received in loopback.received)
    assert (texts, service.mail_entries) == (sorted(f"message {number}" for number in range(12)), [])


def _message(body):
    entry = gdata.apps.migration.MailEntryFromString(body)
    return base64.b64decode(entry.rfc822_msg.text).decode()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_refusals_in_threads_are_counted(make, monkeypatch):
    """Each, however many threads fail at once; what they fail with is printed by Python."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    service = make("Migration", (400, samples.error()))
    for _ in range(20):
        service.AddMailEntry("m")
    assert (service.ImportMultipleMails("jo"), service.exceptions) == (0, 20)


# Objects that are kept


KINDS = ["AdminSettings", "Audit", "EmailSettings", "Groups", "Migration", "Organization"]


@pytest.mark.parametrize("kind", KINDS)
def test_service_pickles(kind, make):
    """With its token and, for mail, what waits to be imported."""
    service = make(kind)
    service.http_client = None
    service.current_token = gdata.auth.ClientLoginToken("GoogleLogin auth=abc")
    again = pickle.loads(pickle.dumps(service))
    assert (type(again), again.domain, again.current_token.auth_header) == (
        type(service),
        "example.com",
        "GoogleLogin auth=abc",
    )


def test_mail_entry_pickles():
    """A message that was read, and one that was made."""
    migration = gdata.apps.migration
    read = migration.MailEntryFromString(
        samples.entry("<apps:rfc822Msg>eA==</apps:rfc822Msg><apps:label labelName='l'/>")
    )
    made = migration.BatchMailEntry(label=[migration.Label("l")], rfc822_msg=migration.Rfc822Msg(text="eA=="))
    got = [pickle.loads(pickle.dumps(node)) for node in (read, made)]
    assert [(node.rfc822_msg.text, node.rfc822_msg.encoding, node.label[0].label_name) for node in got] == [
        ("eA==", "base64", "l")
    ] * 2


def test_importing_the_services_loads_nothing_slow():
    """lxml, requests and the like come with the first call."""
    import subprocess
    import sys
    from pathlib import Path

    slow = "lxml requests oauthlib urllib3 cryptography inspect http.client ssl email logging urllib.request"
    modules = ", ".join(f"gdata_compat.gdata.apps.{kind.lower()}.service" for kind in KINDS)
    code = f"import sys, {modules}; print(*[m for m in {slow.split()} if m in sys.modules])"
    root = str(Path(gdata.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONPATH": root},
    )
    assert (done.stdout, done.stderr) == ("\n", "")
