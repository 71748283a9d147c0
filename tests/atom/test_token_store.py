"""atom.token_store: which token is taken for a URL."""

from __future__ import annotations

from gdata_compat.atom.http_interface import GenericToken
from gdata_compat.atom.token_store import TokenStore
from gdata_compat.atom.url import Url, parse_url
from gdata_compat.gdata.auth import ClientLoginToken, OAuthToken


def test_a_token_is_found_by_host_and_path():
    """Quirk 5: the first token that is valid for the URL."""
    store, token = TokenStore(), ClientLoginToken("a", ["http://example.com/foo", Url(host="example.net")])
    assert store.add_token(token)
    for url in (
        "https://example.com:443/foobar",
        "http://example.net/",
        parse_url("http://example.com/foo?x=1"),
    ):
        assert store.find_token(url) is token


def test_without_a_valid_token_the_generic_one_is_given():
    """Quirks 5 and 6: the default apps scope does not cover a domain's feed."""
    store = TokenStore()
    store.add_token(ClientLoginToken("a", ["https://apps-apis.google.com/a/feeds/user/"]))
    found = store.find_token("https://apps-apis.google.com/a/feeds/example.com/user/2.0/x")
    assert type(found) is GenericToken
    assert type(store.find_token("")) is GenericToken
    assert store.find_token(None) is None


def test_a_token_without_scopes_is_not_stored():
    """Quirk 2: a playground token stays outside."""
    store = TokenStore()
    assert store.add_token(OAuthToken("k", "s")) is False
    assert store.add_token(object()) is False
    assert store._tokens == {}


def test_a_scope_string_is_stored_a_key_a_character():
    """Quirk 2: text instead of a list of scopes."""
    store = TokenStore()
    store.add_token(ClientLoginToken("a", "http"))
    assert sorted(store._tokens) == ["h", "p", "t"]


def test_tokens_are_removed():
    """Under each scope; what was not there is reported."""
    store, token = TokenStore(), ClientLoginToken("a", ["http://a/", "http://b/"])
    store.add_token(token)
    assert store.remove_token(token) is True
    assert store.remove_token(token) is False
    store.add_token(token)
    store.remove_all_tokens()
    assert store._tokens == {}


def test_a_store_is_made_of_a_dict():
    """The caller's dict is used itself."""
    token = ClientLoginToken("a", ["http"])
    tokens = {"http": token}
    store = TokenStore(tokens)
    assert store._tokens is tokens
    assert store.find_token("http://anything/") is token
