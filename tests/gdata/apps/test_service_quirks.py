"""gdata.apps.service: the quirks of 2.0.18 that scripts rely on, by number."""

import types

import pytest

from gdata_compat import gdata
from tests.fix_services import samples


@pytest.fixture
def make(api):
    """Makes an AppsService over a fake client with these answers."""

    def service(*answers):
        return gdata.apps.service.AppsService(
            domain="example.com", source="app", http_client=api.fake(*answers)
        )

    return service


def user(name="jo", **more):
    """An answer with a user."""
    return (200, samples.user(name, top=True, **more))


def pages(make_entry):
    """Two pages of a feed."""
    return (
        (200, samples.feed(make_entry("a"), next="https://apps-apis.google.com/next")),
        (200, samples.feed(make_entry("b"))),
    )


def test_default_scope_does_not_cover_the_users(make, api):
    """Quirk 6: a token in the store alone does not sign the Provisioning API's calls."""
    service = make(user())
    service.auto_set_current_token = False
    service.SetOAuthInputParameters("HMAC_SHA1", "example.com", consumer_secret="s")
    scopes = gdata.service.lookup_scopes("apps")
    service.SetOAuthToken(gdata.auth.OAuthToken("k", "s", scopes, service.GetOAuthInputParameters()))
    service.RetrieveUser("jo")
    assert "Authorization" not in api.sent()[0]["headers"]


def test_https_whatever_was_asked(make, api):
    """Quirk 10: until `client.ssl = False`; `server` may name a port."""
    service = make(user())
    service.Get("http://o.com/x")
    service.ssl, service.server = False, "127.0.0.1:8080"
    service.RetrieveUser("jo")
    assert [call["url"] for call in api.sent()] == [
        "https://o.com/x",
        "http://127.0.0.1:8080/a/feeds/example.com/user/2.0/jo",
    ]


def refused(make, body):
    """The exception that a refusal raises."""
    with pytest.raises(gdata.apps.service.AppsForYourDomainException) as caught:
        make((400, body, {}, "Bad Request")).RetrieveUser("jo")
    return caught.value


def test_error_document_is_told():
    """Quirk 13: code, reason and input, beside the dict."""
    error = gdata.apps.service.AppsForYourDomainException(
        {"status": 400, "reason": "Bad Request", "body": samples.error("1300", "EntityExists")}
    )
    told = (error.error_code, error.reason, error.invalidInput, error[0]["status"])
    assert told == (1300, "EntityExists", "jo", 400)


def test_reason_can_be_cut_out_of_the_text(make):
    """Quirk 13: scripts look for reason="..." in str(e)."""
    assert 'reason="EntityExists"' in str(refused(make, samples.error("1300", "EntityExists")))


def test_words_instead_of_an_error_document(make):
    """Quirk 13: error_code 1000 and no reason."""
    error = refused(make, "You may not")
    assert (error.error_code, hasattr(error, "reason")) == (1000, False)


def test_error_without_invalid_input(make):
    """Quirk 34: error_code 1000, though the reason has been read."""
    error = refused(make, samples.error("1301", invalid=""))
    assert (error.error_code, error.reason) == (1000, "EntityDoesNotExist")


def test_error_document_with_entities_is_not_read(make):
    """An entity bomb in an error's body is refused by the parser and told as it is."""
    bomb = '<!DOCTYPE x [<!ENTITY a "aa">]><x><error errorCode="1" reason="r" invalidInput="&a;"/></x>'
    error = refused(make, bomb)
    assert (error.error_code, error[0]["body"]) == (1000, bomb)


def test_all_pages_are_appended_to_the_first_feed(make):
    """Quirk 16: RetrieveAll* gives one feed."""
    feed = make(*pages(samples.user)).RetrieveAllUsers()
    names = [entry.login.user_name for entry in feed.entry]
    assert (type(feed).__name__, names) == ("UserFeed", ["a", "b"])


def test_generators_yield_feeds(make):
    """Quirk 16: GetGeneratorForAll* gives a page at a time."""
    found = make(*pages(samples.user)).GetGeneratorForAllUsers()
    assert isinstance(found, types.GeneratorType)
    assert [[entry.login.user_name for entry in page.entry] for page in found] == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("method", "flag", "verbs"),
    [
        ("SuspendUser", "false", ["GET", "PUT"]),
        ("SuspendUser", "true", ["GET"]),
        ("RestoreUser", "true", ["GET", "PUT"]),
        ("RestoreUser", "false", ["GET"]),
    ],
)
def test_flag_is_written_only_if_it_differs(make, api, method, flag, verbs):
    """Quirk 17: the user is read first."""
    getattr(make(user(suspended=flag)), method)("jo")
    assert [call["verb"] for call in api.sent()] == verbs


def test_later_pages_of_email_lists_are_recipient_feeds(make):
    """Quirk 35: only the first is an EmailListFeed."""
    found = [type(page).__name__ for page in make(*pages(samples.email_list)).GetGeneratorForAllEmailLists()]
    assert found == ["EmailListFeed", "EmailListRecipientFeed"]


def test_answer_without_properties_raises_a_type_error(api):
    """Quirk 36: GetOutboundGatewaySettings relies on that."""
    service = gdata.apps.service.PropertyService(domain="example.com")
    service.http_client = api.fake((200, samples.properties(top=True)))
    with pytest.raises(TypeError):
        service._GetProperties("/a/feeds/domain/2.0/example.com/x")


def test_what_deletes_give(make):
    """Quirk 39: DeleteUser True, the others None."""
    service = make((200, ""))
    names = ("DeleteNickname", "DeleteEmailList")
    assert [service.DeleteUser("x"), *(getattr(service, name)("x") for name in names)] == [True, None, None]
    assert service.RemoveRecipientFromEmailList("a@b.com", "x") is None


def test_answer_is_parsed_once(make, monkeypatch):
    """RetrieveUser parses what came as a UserEntry; the detour through a GDataEntry and its text is gone."""
    from gdata_compat.engine.xml import parser

    parsed, real = [], parser.fromstring
    monkeypatch.setattr(parser, "fromstring", lambda xml: parsed.append(1) or real(xml))
    monkeypatch.setattr("gdata_compat.engine.xml.reading.parser", parser)
    monkeypatch.setattr("gdata_compat.engine.xml.trees.parser", parser)
    make(user()).RetrieveUser("jo")
    assert len(parsed) == 1


@pytest.mark.parametrize("kind", ["text", "entry", "user"])
def test_subclass_may_answer_in_its_own_way(api, kind):
    """A replaced Get gives text or any entry; the method makes a UserEntry of it."""
    text = samples.user("jo", top=True)
    answers = {
        "text": text,
        "entry": gdata.GDataEntryFromString(text),
        "user": gdata.apps.UserEntryFromString(text),
    }

    class Mine(gdata.apps.service.AppsService):
        def Get(self, uri):
            return answers[kind]

    found = Mine(domain="example.com").RetrieveUser("jo")
    assert (type(found).__name__, found.login.user_name) == ("UserEntry", "jo")


def test_replaced_answer_is_not_shared(api):
    """What RetrieveUser gives is apart from the entry that a replaced Get keeps."""
    kept = gdata.apps.UserEntryFromString(samples.user("jo", top=True))
    service = gdata.apps.service.AppsService(domain="example.com")
    service.Get = lambda uri: kept
    service.RetrieveUser("jo").login.user_name = "changed"
    assert kept.login.user_name == "jo"
