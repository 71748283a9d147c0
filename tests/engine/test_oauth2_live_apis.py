"""Email Audit and Domain Shared Contacts, the two APIs that Google still answers, with a service account."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("google.auth", reason="needs the extra 'directory'")

from gdata_compat import atom, gdata
from gdata_compat.engine import oauth2
from tests.fix_oauth2 import GoogleOAuth2


@pytest.fixture
def token(google_oauth2: GoogleOAuth2) -> oauth2.Token:
    """A service account's token for both APIs, in the name of an administrator."""
    scopes = [oauth2.EMAIL_AUDIT, oauth2.SHARED_CONTACTS]
    return oauth2.from_service_account_info(google_oauth2.service_account, scopes, "admin@example.com")


@pytest.fixture
def audit(token):
    """The service of Email Audit."""
    service = gdata.apps.audit.service.AuditService(domain="example.com")
    service.SetOAuthToken(token)
    return service


@pytest.fixture
def contacts(token):
    """The first generation's service of a domain's contacts."""
    service = gdata.contacts.service.ContactsService(source="app", contact_list="example.com")
    service.ssl = True
    service.SetOAuthToken(token)
    return service


def test_an_audit_is_asked_for_and_followed(audit, google_oauth2):
    """Export and account requests are posted, looked up and deleted, each call with the token."""
    asked = audit.createMailboxExportRequest("alice", search_query="from:bob")
    status = audit.getMailboxExportRequestStatus("alice", asked["requestId"])
    audit.deleteMailboxExportRequest("alice", asked["requestId"])
    left = audit.getAllMailboxExportRequestsStatus()
    got = (asked["searchQuery"], status["status"], left, len(google_oauth2.grants))
    assert got == ("from:bob", "PENDING", [], 1)


def test_a_monitor_survives_the_tokens_end(audit, google_oauth2):
    """A token that is refused between two calls is replaced, and the call repeated with its body."""
    audit.createEmailMonitor("alice", "auditor", "2030-01-01 00:00")
    google_oauth2.forget_tokens()
    audit.createEmailMonitor("bob", "auditor", "2030-01-01 00:00")
    google_oauth2.forget_tokens()
    monitors = audit.getEmailMonitors("bob")
    assert ([m["destUserName"] for m in monitors], len(google_oauth2.grants)) == (["auditor"], 3)


def test_an_audit_request_is_what_the_api_expects(audit, google_oauth2):
    """Host, path and header of a call."""
    audit.updatePGPKey("a key")
    call = google_oauth2.api_calls[0]
    got = [call.method, call.path, call.headers["Host"], call.headers["Authorization"][:12]]
    path = "/a/feeds/compliance/audit/publickey/example.com"
    assert got == ["POST", path, "apps-apis.google.com", "Bearer ya29."]


def test_shared_contacts_of_the_first_generation(contacts, google_oauth2):
    """A contact is made, found in the feed, changed and deleted, though the token ends in between."""
    contact = gdata.contacts.ContactEntry(title=atom.Title(text="René"))
    contact.email.append(gdata.contacts.Email(address="rene@example.org", primary="true"))
    made = contacts.CreateContact(contact, "/m8/feeds/contacts/example.com/full")
    google_oauth2.forget_tokens()
    made.title.text = "Renée"
    contacts.UpdateContact(made.GetEditLink().href, made)
    google_oauth2.forget_tokens()
    feed = contacts.GetContactsFeed("/m8/feeds/contacts/example.com/full")
    found = [(entry.title.text, entry.email[0].address) for entry in feed.entry]
    contacts.DeleteContact(feed.entry[0].GetEditLink().href)
    left = contacts.GetContactsFeed("/m8/feeds/contacts/example.com/full").entry
    assert (found, left, len(google_oauth2.grants)) == ([("Renée", "rene@example.org")], [], 3)


def test_shared_contacts_of_the_second_generation(token, google_oauth2):
    """The same by ContactsClient."""
    pytest.importorskip("gdata_compat.gdata.contacts.client")
    client = gdata.contacts.client.ContactsClient(source="app", domain="example.com", auth_token=token)
    client.ssl = True
    contact = gdata.contacts.data.ContactEntry(title=atom.data.Title(text="René"))
    contact.email.append(gdata.data.Email(address="rene@example.org", primary="true"))
    uri = "https://www.google.com/m8/feeds/contacts/example.com/full"
    made = client.create_contact(contact, uri)
    google_oauth2.forget_tokens()
    made.title.text = "Renée"
    client.update(made)
    google_oauth2.forget_tokens()
    feed = client.get_contacts(uri)
    found = [(entry.title.text, entry.email[0].address) for entry in feed.entry]
    client.delete(feed.entry[0])
    left = client.get_contacts(uri).entry
    assert (found, left, len(google_oauth2.grants)) == ([("Renée", "rene@example.org")], [], 3)


def test_the_second_generations_client_repeats_a_post(token, google_oauth2):
    """GDClient's own calls go through the same token."""
    client = gdata.client.GDClient(source="app", auth_token=token)
    uri = "https://www.google.com/m8/feeds/contacts/example.com/full"
    client.get_feed(uri)
    google_oauth2.forget_tokens()
    made = client.post(gdata.data.GDEntry(title=atom.data.Title(text="t")), uri)
    posts = [one.body for one in google_oauth2.api_calls if one.method == "POST"]
    assert (made.title.text, len(posts), posts[0] == posts[1]) == ("t", 2, True)


def test_a_refusal_reads_as_it_always_did(google_oauth2):
    """A token without the scope: the error is the API's own, with its reason."""
    token = oauth2.from_service_account_info(google_oauth2.service_account, oauth2.EMAIL_AUDIT, "a@b.com")
    client = gdata.client.GDClient(auth_token=token)
    with pytest.raises(gdata.client.Unauthorized) as caught:
        client.get_feed("https://www.google.com/m8/feeds/contacts/example.com/full")
    assert (caught.value.status, caught.value.reason) == (
        401,
        "Token invalid - AuthSub token has wrong scope",
    )


def test_migrations_listing_works(google_oauth2, tmp_path):
    """The function in MIGRATION.md gives services of both APIs."""
    text = (Path(__file__).parents[2] / "MIGRATION.md").read_text(encoding="utf-8")
    (listing,) = [source for source in re.findall(r"```python\n(.*?)```", text, re.S) if "key_file" in source]
    key_file = tmp_path / "key.json"
    key_file.write_text(json.dumps(google_oauth2.service_account), encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        listing + "import sys\nfor one in services(sys.argv[1]): print(type(one).__name__)\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "gdata_compat", "run", "--server", google_oauth2.url]
    command += [str(script), str(key_file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.split(), done.stderr) == (["AuditService", "ContactsService"], "")
