"""gdata.service and gdata.urlfetch: where 2.0.18 crashed and ours works."""

import importlib
import subprocess
import sys

import pytest

from gdata_compat import errors, gdata
from tests.fix_services import harness, samples

CAPTCHA = "Error=CaptchaRequired\nCaptchaToken=tok\n"


@pytest.fixture
def make(api):
    """Makes a service over a fake client with these answers."""

    def service(*answers, **kwargs):
        return gdata.service.GDataService(source="app", http_client=api.fake(*answers), **kwargs)

    return service


def test_entries_of_all_pages_are_yielded(make):
    """2.0.18's element generator failed with AttributeError."""
    first = gdata.apps.UserFeedFromString(samples.feed(samples.user("a"), next="http://s.com/f?start=b"))
    service = make((200, samples.feed(samples.user("b"))), server="s.com")
    found = service._GetElementGeneratorFromLinkFinder(first, gdata.apps.UserFeedFromString)
    assert [entry.login.user_name for entry in found] == ["a", "b"]


def test_empty_refusal_of_a_login_is_an_error(make):
    """2.0.18 failed with IndexError on a 403 without a body."""
    with pytest.raises(gdata.service.Error, match="403"):
        make((403, "")).ProgrammaticLogin()


def test_captcha_without_its_picture_is_asked_for(make):
    """2.0.18 failed with KeyError; ours knows what the server has told."""
    service = make((403, CAPTCHA))
    with pytest.raises(gdata.service.CaptchaRequired):
        service.ProgrammaticLogin()
    assert (service.captcha_token, service.captcha_url) == ("tok", None)


@pytest.mark.parametrize("method", ["AuthSubTokenInfo", "RevokeAuthSubToken"])
def test_token_of_an_unknown_service_is_found(make, method):
    """2.0.18 failed with TypeError where the service is not known; the token for any address serves."""
    service = make((200, "Secure=false\n"), service="unknown")
    service.SetAuthSubToken("abc")
    assert getattr(service, method)() in ("Secure=false\n", None)


def test_oauth_token_of_an_unknown_service_is_revoked(make):
    """2.0.18 failed with TypeError here too."""
    service = make((200, ""), service="unknown")
    service.SetOAuthInputParameters("HMAC_SHA1", "example.com", consumer_secret="s")
    service.SetOAuthToken(gdata.auth.OAuthToken("k", "s", ["http"], service.GetOAuthInputParameters()))
    service.RevokeOAuthToken()
    assert service.token_store._tokens == {}


@pytest.fixture
def app_engine(api, monkeypatch):
    """A stand-in for App Engine's urlfetch."""
    stand = importlib.import_module("scenes_urlfetch").Stand
    with stand(api, samples.entry().encode()) as standing:
        yield standing


@pytest.mark.parametrize(
    ("data", "payload"), [("\u00e9", "\u00e9"), (["a", b"b"], "ab")], ids=["text", "list"]
)
def test_app_engine_client_sends_data(app_engine, data, payload):
    """2.0.18's client failed with NameError on any data."""
    gdata.urlfetch.AppEngineHttpClient().request("POST", "http://a.com/x", data)
    (call,) = app_engine.calls
    assert (call["payload"], call["headers"]["Content-Length"]) == (payload, "2")


def test_service_on_app_engine_writes(app_engine):
    """Put goes through urlfetch, and so does what is asked of a header that is not there."""
    service = gdata.service.GDataService(source="app", server="s.com")
    gdata.urlfetch.run_on_appengine(service)
    service.Put(gdata.GDataEntry(), "/f")
    assert (app_engine.calls[0]["method"], service.GetMedia("/m").content_length) == ("put", None)


def test_without_app_engine_a_request_says_what_is_missing():
    """The module imports anywhere."""
    with pytest.raises(errors.ExtraMissing, match="appengine-python-standard"):
        gdata.urlfetch.AppEngineHttpClient().request("GET", "http://a.com/x")


def test_import_stays_cheap():
    """Nothing heavy comes along with gdata.apps.service."""
    heavy = "lxml requests oauthlib http.client ssl urllib.request email logging inspect xml.etree pickle"
    code = (
        "import sys, gdata_compat.gdata.apps.service; "
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_every_public_method_is_in_a_recording():
    """The scenarios leave no method of the services out."""
    texts = [path.read_text() for path in harness_folder().glob("scenes_*.py")]
    services = [
        gdata.service.GDataService,
        gdata.apps.service.AppsService,
        gdata.apps.service.PropertyService,
    ]
    names = {name for cls in services for name in dir(cls) if name[0].isupper()}
    names |= {
        name for name in vars(gdata.apps.service.PropertyService) if name.startswith(("_Get", "_P", "_D"))
    }
    missing = {name for name in names if not any(name in text for text in texts)}
    assert missing == set()


def harness_folder():
    """Where the scenarios are."""
    from pathlib import Path

    return Path(harness.__file__).parent
