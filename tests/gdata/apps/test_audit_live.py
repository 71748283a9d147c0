"""AuditService over real HTTP: with OAuth 2 tokens, and with documents as Google sends them."""

from xml.etree import ElementTree

import pytest

from gdata_compat import gdata
from gdata_compat.engine import transport
from tests.fix_loopback import Reply
from tests.fix_server import GOOGLE

AUDIT = "/a/feeds/compliance/audit"
NAMES = "xmlns='http://www.w3.org/2005/Atom' xmlns:apps='http://schemas.google.com/apps/2006'"
#: What a mailbox export that is done looks like, in the order in which Google writes it.
DONE = {
    "numberOfFiles": "1",
    "packageContent": "FULL_MESSAGE",
    "completedDate": "2012-07-25 19:13",
    "status": "COMPLETED",
    "requestId": "74876701",
    "fileUrl0": "https://apps-apis.google.com/a/data/compliance/audit/OgAAALqfKGja_-eLMs",
    "userEmailAddress": "jo@example.com",
    "searchQuery": "from: *",
    "adminEmailAddress": "admin@example.com",
    "requestDate": "2012-07-25 15:56",
}
PENDING = {"packageContent": "HEADER_ONLY", "status": "PENDING", "requestId": "75133001"}


def entry(properties, where, names=NAMES):
    """An entry as Google writes it: one line, attributes in single quotes."""
    rows = "".join(f"<apps:property name='{name}' value='{value}'/>" for name, value in properties.items())
    link = f"<link rel='self' type='application/atom+xml' href='{where}'/>"
    return f"<entry {names}><id>{where}</id><updated>2012-07-26T13:32:08.438Z</updated>{link}{rows}</entry>"


def answer(document, status="200 OK"):
    """An answer with this document."""
    body = ("<?xml version='1.0' encoding='UTF-8'?>" + document).encode()
    return Reply.of(body, status, Content_Type="application/atom+xml; charset=UTF-8")


# With OAuth 2


@pytest.fixture
def audit(google_oauth2):
    """An AuditService for a service account that acts for an administrator."""
    pytest.importorskip("google.auth", reason="needs the extra 'directory'")
    from gdata_compat.engine import oauth2

    made = gdata.apps.audit.service.AuditService(domain="example.com", source="app")
    account = google_oauth2.service_account
    made.SetOAuthToken(
        oauth2.from_service_account_info(account, [oauth2.EMAIL_AUDIT], subject="admin@example.com")
    )
    return made


def properties_sent(seen):
    """The rows of the last request's body."""
    rows = ElementTree.fromstring(seen[-1].body)
    return {row.get("name"): row.get("value") for row in rows}


def test_monitor_is_created_and_listed(audit, google_oauth2):
    """A monitor goes out as properties and comes back as a dict."""
    made = audit.createEmailMonitor("jo", "auditor", "2030-06-30 23:20", "2030-06-15 00:00", drafts=True)
    sent = properties_sent(google_oauth2.api_calls)
    assert sent == {
        "destUserName": "auditor",
        "beginDate": "2030-06-15 00:00",
        "endDate": "2030-06-30 23:20",
        "incomingEmailMonitorLevel": "FULL_MESSAGE",
        "outgoingEmailMonitorLevel": "FULL_MESSAGE",
        "draftMonitorLevel": "FULL_MESSAGE",
    }
    assert made == {**sent, "requestId": made["requestId"], "status": "PENDING"}
    assert audit.getEmailMonitors("jo") == [made]


KINDS = {
    "export": (
        "createMailboxExportRequest",
        "getMailboxExportRequestStatus",
        "getAllMailboxExportRequestsStatus",
        "deleteMailboxExportRequest",
    ),
    "account": (
        "createAccountInformationRequest",
        "getAccountInformationRequestStatus",
        "getAllAccountInformationRequestsStatus",
        "deleteAccountInformationRequest",
    ),
}


@pytest.mark.parametrize("methods", KINDS.values(), ids=KINDS)
def test_request_from_creation_to_deletion(methods, audit):
    """Asked for, looked at alone and among all, and deleted."""
    create, status, all_of_them, delete = (getattr(audit, method) for method in methods)
    made = create("jo")
    number = made["requestId"]
    found = status("jo", number), all_of_them(), delete("jo", number), all_of_them()
    assert found == (made, [made], None, [])


def test_key_is_uploaded_whole(audit, google_oauth2):
    """Base64 of the armoured key, in one line however long the key is."""
    import base64

    key = "-----BEGIN PGP PUBLIC KEY BLOCK-----\r\n\r\n" + "mQGiBEXAMPLE\r\n" * 500 + "-----END-----\r\n"
    audit.updatePGPKey(key)
    value = properties_sent(google_oauth2.api_calls)["publicKey"]
    assert ("\n" in value, base64.b64decode(value).decode()) == (False, key)


def test_requests_are_what_the_api_expects(audit, google_oauth2):
    """Path, type and bearer token of each call; the POST without properties has an entry all the same."""
    audit.createAccountInformationRequest("jo")
    audit.getAllAccountInformationRequestsStatus()
    got = [
        (call.method, call.path, call.headers["Content-Type"], call.headers["Authorization"][:7])
        for call in google_oauth2.api_calls
    ]
    assert ElementTree.fromstring(google_oauth2.api_calls[0].body).tag == "{http://www.w3.org/2005/Atom}entry"
    assert got == [
        ("POST", f"{AUDIT}/account/example.com/jo", "application/atom+xml", "Bearer "),
        ("GET", f"{AUDIT}/account/example.com", "application/atom+xml", "Bearer "),
    ]


def test_expired_token_is_replaced_on_the_way(audit, google_oauth2):
    """A script that polls for days does not see that its token expired."""
    number = audit.createMailboxExportRequest("jo")["requestId"]
    google_oauth2.forget_tokens()
    assert audit.getMailboxExportRequestStatus("jo", number)["status"] == "PENDING"
    assert len(google_oauth2.grants) == 2


@pytest.mark.parametrize(
    ("token", "reason"),
    [
        (None, "Unknown authorization header"),
        (gdata.auth.ClientLoginToken("Bearer made-up"), "Token invalid - Invalid token: Token not found"),
    ],
    ids=["no token", "a token nobody gave"],
)
def test_refusal_tells_the_reason_phrase(token, reason, audit, google_oauth2):
    """No error document: code 1000 and the dict; the token is not in the text."""
    audit.token_store.remove_all_tokens()
    audit.current_token = token
    with pytest.raises(gdata.apps.service.AppsForYourDomainException) as caught:
        audit.getEmailMonitors("jo")
    assert (caught.value.error_code, caught.value[0]["status"], caught.value[0]["reason"]) == (
        1000,
        401,
        reason,
    )
    assert "made-up" not in str(caught.value)


def test_unknown_request_is_refused(audit):
    """A 404 without an error document."""
    with pytest.raises(gdata.apps.service.AppsForYourDomainException) as caught:
        audit.deleteMailboxExportRequest("jo", "1")
    assert (caught.value.error_code, caught.value[0]["status"]) == (1000, 404)


# Documents as Google sends them


@pytest.fixture
def answered(loopback, monkeypatch):
    """Makes an AuditService that is answered with these replies."""
    monkeypatch.setenv("GDATA_COMPAT_SERVER", loopback.url)

    def service(*replies):
        loopback.replies = list(replies)
        made = gdata.apps.audit.service.AuditService(domain="example.com", source="app")
        made.current_token = gdata.auth.ClientLoginToken("Bearer abc")
        return made

    yield service
    transport.close()


def test_completed_export_is_a_dict(answered):
    """Every property, in the order of the document."""
    where = f"{GOOGLE}{AUDIT}/mail/export/example.com/jo/74876701"
    status = answered(answer(entry(DONE, where))).getMailboxExportRequestStatus("jo", "74876701")
    assert list(status.items()) == list(DONE.items())


def test_all_exports_over_two_pages(answered, loopback):
    """The next link leads on, its query encoded anew as 2.0.18 did."""
    more = f"{GOOGLE}{AUDIT}/mail/export/example.com?fromDate=2012-07-01%2000%3A00&amp;next=2"
    first = f"<feed {NAMES}><link rel='next' href='{more}'/>{entry(DONE, 'a', '')}</feed>"
    second = f"<feed {NAMES}>{entry(PENDING, 'b', '')}</feed>"
    service = answered(answer(first), answer(second))
    assert service.getAllMailboxExportRequestsStatus() == [DONE, PENDING]
    assert loopback.received[1].line.split()[1].endswith("?fromDate=2012-07-01+00%3A00&next=2")


def test_exported_mailbox_is_downloaded_as_bytes(answered, loopback):
    """The file's URL leads to the same host, with the same token."""
    mailbox = b"\x85\x01\x0c\x03\x00\xff" * 1000
    where = f"{GOOGLE}{AUDIT}/mail/export/example.com/jo/74876701"
    file = Reply.of(mailbox, Content_Type="application/octet-stream")
    service = answered(answer(entry(DONE, where)), file)
    status = service.getMailboxExportRequestStatus("jo", "74876701")
    media = service.GetMedia(status["fileUrl0"])
    assert (media.file_handle.read(), media.content_length) == (mailbox, str(len(mailbox)))
    assert loopback.received[1].headers["Authorization"] == "Bearer abc"


def test_created_answers_201(answered):
    """As Google answers a POST."""
    service = answered(answer(entry(PENDING, "x"), "201 Created"))
    assert service.createMailboxExportRequest("jo", headers_only=True) == PENDING


def test_refusal_tells_the_code(answered):
    """The error document's code and reason."""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n<AppsForYourDomainErrors>\r\n'
        '  <error errorCode="1301" invalidInput="jo" reason="EntityDoesNotExist" />\r\n'
        "</AppsForYourDomainErrors>\r\n\r\n"
    )
    service = answered(Reply.of(body.encode(), "400 Bad Request", Content_Type="text/xml"))
    with pytest.raises(gdata.apps.service.AppsForYourDomainException) as caught:
        service.createEmailMonitor("jo", "auditor", "2030-06-30 23:20")
    got = caught.value.error_code, caught.value.reason, caught.value.invalidInput
    assert got == (gdata.apps.service.ENTITY_DOES_NOT_EXIST, "EntityDoesNotExist", "jo")
