"""gdata.service: the quirks of 2.0.18 that scripts rely on, by number; the recordings hold the rest."""

import ast
import io
import pickle

import pytest

from gdata_compat import atom, gdata
from gdata_compat.errors import OAuthInputParamsMissing
from tests.fix_services import samples

FEED = "https://s.com/feeds/"


@pytest.fixture
def make(api):
    """Makes a service over a fake client with these answers."""

    def service(*answers, **attributes):
        made = gdata.service.GDataService(source="app", server="s.com", http_client=api.fake(*answers))
        for name, value in attributes.items():
            setattr(made, name, value)
        return made

    return service


def consumer(service, **kwargs):
    """The service, which now knows its consumer."""
    service.SetOAuthInputParameters("HMAC_SHA1", "example.com", consumer_secret="secret", **kwargs)
    return service


def test_oauth_token_itself_becomes_current(make):
    """Quirk 1: SetOAuthToken keeps the very object, unless the switches say otherwise."""
    service, token = make(), gdata.auth.OAuthToken("k", "s", [FEED])
    service.SetOAuthToken(token)
    assert (service.current_token is token, list(service.token_store._tokens)) == (True, [FEED])


def test_switches_keep_the_token_out(make):
    """Quirk 1: neither current nor stored where both switches are off."""
    service = make(auto_set_current_token=False, auto_store_tokens=False)
    service.SetOAuthToken(gdata.auth.OAuthToken("k", "s", [FEED]))
    assert (service.current_token, service.token_store._tokens) == (None, {})


def test_token_without_scopes_is_not_stored(make):
    """Quirk 2: a playground token is in current_token only."""
    service, token = make(), gdata.auth.OAuthToken(key="k", secret="s")
    service.SetOAuthToken(token)
    assert (service.current_token is token, service.token_store._tokens) == (True, {})


def test_string_of_scopes_is_stored_a_character_a_key(make):
    """Quirk 2: a scope given as text instead of a list makes a key of every character."""
    service = make()
    service.SetOAuthToken(gdata.auth.OAuthToken("k", "s", "http"))
    assert sorted(service.token_store._tokens) == ["h", "p", "t"]


def test_input_parameters_touch_no_token(make):
    """Quirk 3: a token that knows no consumer fails at the first request, whenever it was set."""
    service = make()
    service.SetOAuthToken(gdata.auth.OAuthToken("k", "s"))
    consumer(service)
    with pytest.raises(AttributeError, match="oauth_input_params") as caught:
        service.Get("/f")
    assert isinstance(caught.value, OAuthInputParamsMissing)


def test_two_legged_token_is_current_and_signs_for_the_requestor(make, api):
    """Quirk 4: without oauth_token in the header, with xoauth_requestor_id in the query."""
    service = consumer(make((200, samples.entry())), two_legged_oauth=True, requestor_id="jo@example.com")
    service.Get("/f")
    (call,) = api.sent()
    assert (call["url"], "oauth_token=" in call["headers"]["Authorization"], service.token_store._tokens) == (
        "http://s.com/f?xoauth_requestor_id=jo%40example.com",
        False,
        {},
    )


def test_two_legged_token_has_no_text(make):
    """Quirk 4: str() of it raises TypeError."""
    service = consumer(make(), two_legged_oauth=True)
    with pytest.raises(TypeError):
        str(service.current_token)


def test_override_token_is_the_current_token(make):
    """Quirk 5: two names of one attribute."""
    service, token = make(), gdata.auth.OAuthToken("k", "s")
    service.override_token = token
    assert service.current_token is token


def test_stored_token_is_found_by_scope(make, api):
    """Quirk 5: protocol and port do not matter, host and path do."""
    service = make((200, samples.entry()))
    service.token_store.add_token(gdata.auth.ClientLoginToken("GoogleLogin auth=x", ["http://s.com:80/f"]))
    for path in ("/f/deep", "https://s.com/f", "/g", "http://o.com/f"):
        service.Get(path)
    assert ["Authorization" in call["headers"] for call in api.sent()] == [True, True, False, False]


def test_request_token_and_access_token_are_used_at_once(make):
    """Quirk 7: fetching and upgrading set the new token."""
    answers = (200, "oauth_token=rt&oauth_token_secret=rs"), (200, "oauth_token=at&oauth_token_secret=as")
    service = consumer(make(*answers))
    request = service.FetchOAuthRequestToken([FEED])
    assert service.current_token is request
    access = service.UpgradeToOAuthAccessToken()
    assert (service.current_token is access, access.key, access.scopes) == (True, "at", [FEED])


def test_revoking_leaves_the_current_token(make):
    """Quirk 7: the store forgets the token, current_token does not."""
    service = consumer(make((200, ""), service="cl"))
    scopes = gdata.service.lookup_scopes("cl")
    service.SetOAuthToken(gdata.auth.OAuthToken("k", "s", scopes, service.GetOAuthInputParameters()))
    service.RevokeOAuthToken()
    assert (service.token_store._tokens, service.current_token.key) == ({}, "k")


@pytest.mark.parametrize("verb", ["Get", "Post", "Put", "Delete"])
def test_302_is_followed_and_301_is_not(make, api, verb):
    """Quirk 11: by every verb."""
    args = ("<a/>", "/f") if verb.startswith("P") else ("/f",)
    getattr(make((302, "", {"Location": "/new"}), (200, samples.entry())), verb)(*args)
    with pytest.raises(gdata.service.RequestError):
        getattr(make((301, "", {"Location": "/new"}), (200, samples.entry())), verb)(*args)
    assert [call["url"] for call in api.sent()] == ["http://s.com/f", "http://s.com/new", "http://s.com/f"]


def test_error_can_be_read_in_every_way(make):
    """Quirk 12: args, an index, message, and str() that prints the dict."""
    with pytest.raises(gdata.service.RequestError) as caught:
        make((404, 'reason="gone"', {}, "Not Found")).Get("/f")
    error, expected = caught.value, {"status": 404, "reason": "Not Found", "body": 'reason="gone"'}
    assert [error.args[0], error[0], error.message, ast.literal_eval(str(error))] == [expected] * 4


def test_error_without_arguments_has_an_empty_message():
    """Quirk 12: as Python 2's exceptions had; several arguments have none either, and message may be set."""
    error = gdata.service.RequestError("a", "b")
    first, second = error
    assert (gdata.service.Error().message, error.message, first + second) == ("", "", "ab")
    error.message = "mine"
    assert error.message == "mine"


def test_retries_pause_longer_and_longer(make, monkeypatch):
    """Quirk 14: 503 is tried again with growing pauses, also after the last try (quirk 32)."""
    slept = []
    monkeypatch.setattr("time.sleep", slept.append)
    with pytest.raises(gdata.service.RanOutOfTries):
        make((503, "")).GetWithRetries("/f", num_retries=3, delay=1, backoff=2)
    assert slept == [1, 2, 4]


@pytest.mark.parametrize("wrong", [{"backoff": 1}, {"delay": 0}, {"num_retries": -1}], ids=str)
def test_retries_refuse_nonsense(make, wrong):
    """Quirk 14: ValueError before any request."""
    with pytest.raises(ValueError, match="must be"):
        make().GetWithRetries("/f", **wrong)


def test_get_tells_feed_from_entry_from_body(make):
    """Quirk 15: a GDataFeed, else a GDataEntry, else the body."""
    kinds = [make((200, body)).Get("/f") for body in (samples.feed(), samples.entry(), samples.ODD)]
    assert [type(kind).__name__ for kind in kinds] == ["GDataFeed", "GDataEntry", "str"]


def test_service_pickles(make):
    """Quirk 21: with its tokens, parameters and attributes of the script's own."""
    service = consumer(gdata.service.GDataService(source="app", server="s.com"))
    service.SetOAuthToken(gdata.auth.OAuthToken("k", "s", [FEED], service.GetOAuthInputParameters()))
    service.mine = 1
    copy = pickle.loads(pickle.dumps(service))
    assert (copy.source, copy.mine, copy.current_token.key, copy.GetOAuthInputParameters().requestor_id) == (
        "app",
        1,
        "k",
        None,
    )


def test_request_handler_may_be_replaced_and_is_not_asked(make, monkeypatch):
    """Quirk 22: as in 2.0.18, where http_client answers whatever `http_request_handler` is."""
    monkeypatch.setattr(gdata.service, "http_request_handler", object())
    service = make((200, samples.entry()))
    service.handler = object()
    assert type(service.Get("/f")).__name__ == "GDataEntry"


def test_methods_may_be_replaced(make, monkeypatch):
    """Quirk 22: on the class and on an instance."""
    monkeypatch.setattr(gdata.service.GDataService, "Get", lambda self, uri, *args, **kwargs: "class " + uri)
    service = make()
    assert (service.Get("/f"), service.GetWithRetries("/g")) == ("class /f", "class /g")
    service.Get = lambda uri, **kwargs: "instance " + uri
    assert service.GetWithRetries("/g") == "instance /g"


def test_request_may_be_replaced(make, monkeypatch):
    """Quirk 22: `AtomService.request` is what every verb goes through."""
    asked = []

    def request(self, operation, url, data=None, headers=None, url_params=None):
        asked.append((operation, url))
        return atom.mock_http.MockResponse(samples.entry(), 200)

    monkeypatch.setattr(atom.service.AtomService, "request", request)
    service = make()
    service.Get("/f")
    service.Delete("/g")
    assert asked == [("GET", "/f"), ("DELETE", "/g")]


def test_basic_auth_is_valid_everywhere(make):
    """Quirk 23: the scopes given are ignored."""
    service = make()
    service.use_basic_auth("u", "p", scopes=["http://only.com/"])
    assert service.current_token.scopes == ["http"]


def test_login_without_a_token_sets_none(make):
    """Quirk 24: a 200 without Auth= makes a token of None, a 503 says nothing."""
    service = make((200, "SID=x\n"), (503, "later"))
    service.ClientLogin("a@b.com", "pw")
    held = service.current_token.auth_header
    assert (held, service.ProgrammaticLogin()) == ("GoogleLogin auth=None", None)


def test_login_form_names_a_missing_source(make, api):
    """Quirk 24: `source=None`."""
    service = make((503, ""))
    service.source = None
    service.ClientLogin("a@b.com", "pw")
    assert "source=None" in api.sent()[0]["data"]


def test_revoking_with_a_requestor_fails(make):
    """Quirk 25: AttributeError, since the requestor is added to a URL in text."""
    service = consumer(make((200, ""), service="cl"), requestor_id="jo@example.com")
    scopes = gdata.service.lookup_scopes("cl")
    service.SetOAuthToken(gdata.auth.OAuthToken("k", "s", scopes, service.GetOAuthInputParameters()))
    with pytest.raises(AttributeError):
        service.RevokeOAuthToken()


def test_callback_enters_the_callers_parameters(make):
    """Quirk 26: FetchOAuthRequestToken writes into extra_parameters."""
    extra = {}
    consumer(make((200, "oauth_token=rt"))).FetchOAuthRequestToken([FEED], extra, oauth_callback="http://me/")
    assert extra == {"oauth_callback": "http://me/"}


def test_login_has_no_user_agent(make, api):
    """Quirk 27: nor do calls about tokens."""
    service = make((503, ""), service="cl")
    service.ClientLogin("a@b.com", "pw")
    service.SetAuthSubToken("abc")
    service.RevokeAuthSubToken()
    assert [call["headers"].get("User-Agent") for call in api.sent()] == [None, None]


@pytest.mark.parametrize(
    ("query", "sent"),
    [("a=1&a=2", "a=2"), ("a=1=2", "a=1"), ("x", "x=None"), ("a=b#c", "a=b")],
)
def test_query_is_read_and_written_anew(make, api, query, sent):
    """Quirk 28: the last of repeated keys wins, and so on."""
    make((200, samples.entry())).Get("/f;p?" + query)
    assert api.sent()[0]["url"] == "http://s.com/f?" + sent


def test_session_id_keeps_its_dash(make, api):
    """Quirk 29: up to the first dash; POST adds it to the caller's parameters."""
    service = make((302, "", {"Location": "/n?gsessionid=AbC-dEf-g"}), (200, samples.entry()))
    service.Get("/f")
    params = {}
    service.Post("<a/>", "/g", url_params=params)
    assert (api.sent()[-1]["url"], params) == ("http://s.com/g?gsessionid=AbC-", {"gsessionid": "AbC-"})


def test_redirected_upload_goes_on_from_the_files_end(make):
    """Quirk 29: the file is not rewound."""
    file = io.BytesIO(b"abc")
    sent = []

    class Client:
        def request(self, operation, url, data=None, headers=None):
            sent.append(data.read())
            last = len(sent) > 1
            return atom.mock_http.MockResponse(
                samples.entry(), 200 if last else 302, headers={"Location": "/n"}
            )

    service = make(http_client=Client())
    service.Post(None, "/m", media_source=gdata.MediaSource(file, "image/png", 3))
    assert sent == [b"abc", b""]


def test_own_client_gets_a_url_and_the_entry_itself(make):
    """Quirk 30: an `atom.url.Url`, and the object rather than its text."""
    seen = []

    class Client:
        def request(self, operation, url, data=None, headers=None):
            seen.extend([type(url), data])
            return atom.mock_http.MockResponse(samples.entry(), 201)

    entry = gdata.GDataEntry()
    make(http_client=Client()).Post(entry, "/f")
    assert seen == [atom.url.Url, entry]


def test_callers_headers_gain_the_user_agent():
    """Quirk 31: the caller's own dict is the service's."""
    mine = {"A": "1"}
    gdata.service.GDataService(source="app", additional_headers=mine)
    assert mine["User-Agent"] == "app GData-Python/2.0.18"


@pytest.mark.parametrize("body", ["", "words", "<html><p></html>"])
def test_body_that_is_no_xml_raises_a_syntax_error(make, body):
    """Quirk 32: the parser's error, which retrying does not help."""
    with pytest.raises(SyntaxError):
        make((200, body)).Get("/f")


def test_queries_take_text_only():
    """Quirk 33: numbers for any but start_index and max_results raise TypeError when the URI is written."""
    query = gdata.service.Query("/f")
    query.max_results = 25
    assert query.ToUri() == "/f?max-results=25"
    query.author = 25
    with pytest.raises(TypeError):
        query.ToUri()
