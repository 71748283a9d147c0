"""What fails on 2.0.18 in the second generation of the Apps family, and works here."""

from __future__ import annotations

import pytest

from gdata_compat.gdata.apps import client as apps_client
from gdata_compat.gdata.apps.emailsettings import client as emailsettings_client
from gdata_compat.gdata.apps.multidomain import client as multidomain_client
from gdata_compat.gdata.apps.multidomain import data as multidomain_data
from gdata_compat.gdata.apps.organization import client as organization_client
from gdata_compat.gdata.gauth import ClientLoginToken
from tests.fix_apps_v2 import library, record

ATOM = 'xmlns="http://www.w3.org/2005/Atom"'
ENTRY = f"<entry {ATOM}/>"
FEED = f'<feed {ATOM}><link rel="next" href="/a/2" title="Next"/></feed>'
TOKEN = ClientLoginToken("mine")


def web(*answers):
    """An HTTP client that gives the answers in turn."""
    return record.record_client.Web(library(), *answers)


def rows(entry):
    return [(each.name, each.value) for each in entry.property]


@pytest.mark.parametrize("quota", [25, "25"])
def test_a_user_has_a_quota(quota):
    """2.0.18: TypeError, GetQuota() takes exactly 1 argument."""
    assert rows(multidomain_data.UserEntry(quota=quota)) == [("quotaInGb", "25")]


def test_a_quota_can_be_set():
    """2.0.18: TypeError from the property; its method SetQuota worked."""
    user = multidomain_data.UserEntry()
    user.quota = "5"
    assert (user.quota, user.GetQuota(), rows(user)) == ("5", "5", [("quotaInGb", "5")])


def test_a_user_is_created_with_a_quota():
    """2.0.18: TypeError before anything was sent."""
    http = web((201, ENTRY))
    client = multidomain_client.MultiDomainProvisioningClient("example.com", http_client=http)
    client.CreateUser("u@h", "F", "L", "pw", True, quota=25)
    sent = [child[1] for child in http.seen[0]["body"][3]]
    assert {"name": "quotaInGb", "value": "25"} in sent


@pytest.mark.parametrize("agreed", [True, "false"])
def test_what_a_user_agreed_to_is_the_servers_to_say(agreed):
    """2.0.18: AttributeError too, since the row is read-only."""
    with pytest.raises(AttributeError):
        multidomain_data.UserEntry(agreed_to_terms=agreed)


def test_flags_of_a_new_user_may_be_true():
    """Quirk 37; 2.0.18: TypeError, cannot serialize True; False is left out, then and now."""
    http = web((201, ENTRY))
    client = apps_client.AppsClient("example.com", http_client=http)
    client.CreateUser(
        "jo", "F", "G", "p", suspended=True, admin=False, agreed_to_terms=True, change_password=True
    )
    login = http.seen[0]["body"][3][0][1]
    assert login == {
        "userName": "jo",
        "password": "p",
        "suspended": "true",
        "agreedToTerms": "true",
        "changePasswordAtNextLogin": "true",
    }


@pytest.mark.parametrize(
    "method",
    [
        "RetrieveLabels",
        "RetrieveSendAs",
        "RetrieveEmailDelegates",
        "RetrieveForwarding",
        "RetrievePop",
        "RetrieveImap",
        "RetrieveVacation",
        "RetrieveSignature",
    ],
)
def test_settings_are_read_with_a_token_of_ones_own(method):
    """2.0.18: TypeError, multiple values for keyword argument 'auth_token'."""
    http = web((200, ENTRY))
    client = emailsettings_client.EmailSettingsClient("example.com", http_client=http)
    getattr(client, method)("jo", auth_token=TOKEN)
    assert http.seen[0]["headers"]["Authorization"] == "GoogleLogin auth=mine"


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("RetrieveAllOrgUnits", ["C1"]),
        ("RetrieveSubOrgUnits", ["C1", "a"]),
        ("RetrieveAllOrgUsers", ["C1"]),
        ("RetrieveOrgUnitUsers", ["C1", "a"]),
        ("RetrieveAllOrgUnitsFromUri", ["/a/1"]),
        ("RetrieveAllOrgUsersFromUri", ["/a/1"]),
    ],
)
def test_every_page_of_units_and_users_is_read_with_a_token_of_ones_own(method, arguments):
    """2.0.18: TypeError in three of them, and a first page without the token in the others."""
    http = web((200, FEED), (200, f"<feed {ATOM}/>"))
    client = organization_client.OrganizationUnitProvisioningClient("example.com", http_client=http)
    getattr(client, method)(*arguments, auth_token=TOKEN)
    assert [each["headers"].get("Authorization") for each in http.seen] == ["GoogleLogin auth=mine"] * 2


@pytest.mark.parametrize("method", ["RetrievePageOfOrgUnits", "RetrievePageOfOrgUsers"])
def test_a_page_from_a_key_is_read_with_a_token_of_ones_own(method):
    """2.0.18: TypeError, an unexpected keyword argument 'auth_token'."""
    http = web((200, FEED))
    client = organization_client.OrganizationUnitProvisioningClient("example.com", http_client=http)
    getattr(client, method)("C1", startKey="k", auth_token=TOKEN)
    assert http.seen[0]["headers"]["Authorization"] == "GoogleLogin auth=mine"


def test_the_next_page_is_where_the_link_leads():
    """Quirk 38: 2.0.18 took the link's first attribute in a dict's order: its title, where it had one."""
    http = web((200, FEED), (200, f"<feed {ATOM}/>"))
    client = organization_client.OrganizationUnitProvisioningClient("example.com", http_client=http)
    client.RetrieveAllOrgUnits("C1")
    assert [each["uri"][3] for each in http.seen] == ["/a/feeds/orgunit/2.0/C1", "/a/2"]


def test_labels_that_are_not_ascii_can_be_deleted():
    """2.0.18: KeyError for unicode text; as UTF-8 it was the same URI."""
    http = web((200, ""))
    client = emailsettings_client.EmailSettingsClient("example.com", http_client=http)
    client.DeleteLabel("jo", "caf\u00e9")
    assert http.seen[0]["uri"][3] == "/a/feeds/emailsettings/2.0/example.com/jo/label/caf%C3%A9"
