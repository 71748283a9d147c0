"""Scenarios of GDataService's OAuth methods."""

import samples
from harness import TEXT, describe, plain_url, scenario

FEED = "https://s.com/feeds/"
REQUEST = "oauth_token=rt&oauth_token_secret=rs&oauth_callback_confirmed=true"
ACCESS = "oauth_token=at&oauth_token_secret=as"


def new_service(api, *answers, **attributes):
    service = api.gdata.service.GDataService(
        service="apps", source="app", server="s.com", http_client=api.fake(*answers)
    )
    for name, value in attributes.items():
        setattr(service, name, value)
    return service


def with_consumer(api, *answers, **kwargs):
    service = new_service(api, *answers)
    service.SetOAuthInputParameters(
        api.gdata.auth.OAuthSignatureMethod.HMAC_SHA1, "example.com", consumer_secret="secret", **kwargs
    )
    return service


def tokens(service):
    store = service.token_store._tokens
    return [describe(service.current_token), {str(scope): describe(store[scope]) for scope in store}]


def plain(result):
    """A result with a URL in it, in order."""
    if isinstance(result.get("returns"), TEXT):
        result["returns"] = plain_url(result["returns"])
    return result


@scenario
def input_parameters(api):
    method = api.gdata.auth.OAuthSignatureMethod.HMAC_SHA1
    seen = []
    for given in (method, "HMAC_SHA1"):
        service = new_service(api)
        result = api.call(
            service.SetOAuthInputParameters, given, "key", consumer_secret="secret", requestor_id="jo@x"
        )
        held = service.GetOAuthInputParameters()
        consumer = held.GetConsumer()
        seen.append(
            [
                result,
                held is service._oauth_input_params,
                consumer.key,
                consumer.secret,
                held.requestor_id,
                tokens(service),
            ]
        )
    return seen + [new_service(api).GetOAuthInputParameters()]


@scenario
def input_parameters_leave_tokens_alone(api):
    service = new_service(api)
    token = api.gdata.auth.OAuthToken("k", "s", [FEED])
    service.SetOAuthToken(token)
    service.SetOAuthInputParameters("HMAC_SHA1", "key", consumer_secret="secret")
    late = api.gdata.auth.OAuthToken("k", "s", [FEED])
    service.SetOAuthToken(late)
    return [token.oauth_input_params is None, late.oauth_input_params is None, api.call(service.Get, "/f")]


@scenario
def two_legged(api):
    service = with_consumer(api, (200, samples.entry()), two_legged_oauth=True, requestor_id="jo@example.com")
    token = service.current_token
    seen = [tokens(service), describe(token.oauth_input_params.requestor_id), api.call(str, token)]
    seen += [
        api.call(service.Get, "/f?a=b"),
        api.call(service.Delete, "/f"),
        api.call(service.Post, "<a/>", "/f"),
    ]
    return seen


@scenario
def two_legged_without_a_requestor(api):
    service = with_consumer(api, (200, samples.entry()), two_legged_oauth=True)
    return [tokens(service), api.call(service.Get, "/f")]


@scenario
def set_oauth_token(api):
    seen = {}
    for current in (True, False):
        for stored in (True, False):
            for scopes in (None, [FEED], FEED):
                service = new_service(api, auto_set_current_token=current, auto_store_tokens=stored)
                token = api.gdata.auth.OAuthToken("k", "s", scopes)
                result = api.call(service.SetOAuthToken, token)
                held, store = tokens(service)
                if isinstance(scopes, str):
                    store = sorted(store)
                name = "%s %s %s" % (current, stored, scopes)
                seen[name] = [result, held, store, service.current_token is token]
    return seen


@scenario
def signed_requests(api):
    service = with_consumer(api, (200, samples.entry()))
    token = api.gdata.auth.OAuthToken("k", "s", [FEED], service.GetOAuthInputParameters())
    service.SetOAuthToken(token)
    return [
        api.call(service.Get, "/f?q=a"),
        api.call(service.Put, "<a/>", "/f"),
        api.call(service.Delete, "/f"),
    ]


@scenario
def signed_anew_after_a_redirect(api):
    service = with_consumer(
        api, (302, "", {"Location": "http://o.com/new?gsessionid=AbC-d"}), (200, samples.entry())
    )
    token = api.gdata.auth.OAuthToken("k", "s", [FEED], service.GetOAuthInputParameters())
    service.SetOAuthToken(token)
    return [api.call(service.Get, "/f?q=a"), api.call(service.Put, "<a/>", "/f")]


@scenario
def token_only_in_the_store(api):
    service = with_consumer(api, (200, samples.entry()))
    service.auto_set_current_token = False
    service.SetOAuthToken(
        api.gdata.auth.OAuthToken("k", "s", ["http://s.com/feeds"], service.GetOAuthInputParameters())
    )
    return [api.call(service.Get, "/feeds/x"), api.call(service.Get, "/other")]


@scenario
def fetch_request_token(api):
    seen = {}
    for name, args, kwargs in (
        ("plain", (), {}),
        ("scopes", ([FEED, "http://o.com/"],), {}),
        ("one scope", (FEED,), {}),
        ("callback", ([FEED],), {"oauth_callback": "http://me.com/cb?x=y"}),
        ("extra", ([FEED],), {"extra_parameters": {"xoauth_displayname": "My App"}}),
        ("other address", ([FEED],), {"request_url": "https://x.com/r?p=1"}),
    ):
        service = with_consumer(api, (200, REQUEST))
        seen[name] = [api.call(service.FetchOAuthRequestToken, *args, **kwargs), tokens(service)]
    return seen


@scenario
def fetch_request_token_answers(api):
    seen = {}
    for name, answer in (
        ("400", (400, "no", {}, "Bad")),
        ("201", (201, REQUEST)),
        ("empty", (200, "")),
        ("odd", (200, "words")),
        ("no secret", (200, "oauth_token=rt")),
        ("302", (302, "", {"Location": "http://x.com"})),
    ):
        service = with_consumer(api, answer)
        seen[name] = [api.call(service.FetchOAuthRequestToken, [FEED]), tokens(service)]
    return seen


@scenario
def fetch_request_token_without_a_consumer(api):
    return api.call(new_service(api, (200, REQUEST)).FetchOAuthRequestToken, [FEED])


@scenario
def callback_enters_the_callers_parameters(api):
    service, extra = with_consumer(api, (200, REQUEST)), {"a": "b"}
    api.call(service.FetchOAuthRequestToken, [FEED], extra, oauth_callback="http://me.com/cb")
    return extra


@scenario
def default_scopes_of_the_service(api):
    service = with_consumer(api, (200, REQUEST))
    service.service = "unknown"
    return api.call(service.FetchOAuthRequestToken)


@scenario
def authorization_url(api):
    seen = []
    for kwargs in (
        {},
        {"callback_url": "http://me.com/cb"},
        {"callback_url": "http://me.com/cb?a=b", "include_scopes_in_callback": True},
        {
            "callback_url": "http://me.com/cb",
            "include_scopes_in_callback": True,
            "scopes_param_prefix": "mine",
        },
        {"extra_params": {"hd": "example.com", "hl": "en"}},
        {"request_url": "https://x.com/a?p=1"},
    ):
        service = with_consumer(api)
        token = api.gdata.auth.OAuthToken("r/t", "rs", [FEED, "http://o.com/"])
        seen.append(plain(api.call(service.GenerateOAuthAuthorizationURL, token, **kwargs)))
        service.SetOAuthToken(token)
        seen.append(plain(api.call(service.GenerateOAuthAuthorizationURL, **kwargs)))
    return seen


@scenario
def authorization_url_without_a_token(api):
    service = with_consumer(api)
    seen = [api.call(service.GenerateOAuthAuthorizationURL)]
    service.current_token = api.gdata.auth.AuthSubToken("AuthSub token=a", [FEED])
    seen.append(api.call(service.GenerateOAuthAuthorizationURL))
    service.current_token = None
    service.service = "cl"
    scopes = api.gdata.service.lookup_scopes("cl")
    service.token_store.add_token(api.gdata.auth.OAuthToken("stored", "s", scopes))
    seen.append(plain(api.call(service.GenerateOAuthAuthorizationURL)))
    service = with_consumer(api)
    service.service = "cl"
    service.token_store.add_token(api.gdata.auth.AuthSubToken("AuthSub token=a", scopes))
    return seen + [api.call(service.GenerateOAuthAuthorizationURL)]


@scenario
def upgrade_to_an_access_token(api):
    seen = {}
    for name, kwargs in (
        ("current", {}),
        ("verifier", {"oauth_verifier": "v/1"}),
        ("other address", {"request_url": "https://x.com/a?p=1"}),
        ("version", {"oauth_version": "1.0a"}),
    ):
        service = with_consumer(api, (200, ACCESS))
        request = api.gdata.auth.OAuthToken("rt", "rs", [FEED], service.GetOAuthInputParameters())
        service.SetOAuthToken(request)
        seen[name] = [api.call(service.UpgradeToOAuthAccessToken, **kwargs), tokens(service)]
        service = with_consumer(api, (200, ACCESS))
        seen[name + " given"] = [
            api.call(service.UpgradeToOAuthAccessToken, request, **kwargs),
            tokens(service),
        ]
    return seen


@scenario
def upgrade_answers(api):
    seen = {}
    for name, answer in (
        ("400", (400, "no", {}, "Bad")),
        ("201", (201, ACCESS)),
        ("odd", (200, "words")),
        ("503", (503, "later")),
    ):
        service = with_consumer(api, answer)
        service.SetOAuthToken(
            api.gdata.auth.OAuthToken("rt", "rs", [FEED], service.GetOAuthInputParameters())
        )
        seen[name] = [api.call(service.UpgradeToOAuthAccessToken), tokens(service)]
    return seen


@scenario
def upgrade_without_a_token(api):
    service = with_consumer(api, (200, ACCESS))
    seen = [api.call(service.UpgradeToOAuthAccessToken)]
    service.current_token = api.gdata.auth.AuthSubToken("AuthSub token=a", [FEED])
    seen.append(api.call(service.UpgradeToOAuthAccessToken))
    service = with_consumer(api, (200, ACCESS))
    service.service = "cl"
    scopes = api.gdata.service.lookup_scopes("cl")
    service.token_store.add_token(
        api.gdata.auth.OAuthToken("rt", "rs", scopes, service.GetOAuthInputParameters())
    )
    return seen + [api.call(service.UpgradeToOAuthAccessToken), tokens(service)]


@scenario
def upgrade_keeps_what_the_token_knew(api):
    service = with_consumer(api, (200, ACCESS))
    mine = api.gdata.auth.OAuthInputParams("HMAC_SHA1", "other.com", consumer_secret="x")
    request = api.gdata.auth.OAuthToken("rt", "rs", [FEED], mine)
    service.SetOAuthToken(request)
    call = api.call(service.UpgradeToOAuthAccessToken)
    token = service.current_token
    return [
        call,
        token.oauth_input_params is mine,
        token.oauth_input_params is service._oauth_input_params,
        token is request,
    ]


@scenario
def revoke_oauth_token(api):
    seen = {}
    for name, answer in (("well", (200, "")), ("404", (404, "no", {}, "Gone")), ("201", (201, ""))):
        service = with_consumer(api, answer)
        service.service = "cl"
        scopes = api.gdata.service.lookup_scopes("cl")
        service.SetOAuthToken(
            api.gdata.auth.OAuthToken("at", "as", scopes, service.GetOAuthInputParameters())
        )
        seen[name] = [api.call(service.RevokeOAuthToken), tokens(service)]
        service.current_token = None
        seen[name + " again"] = [api.call(service.RevokeOAuthToken, "https://x.com/r"), tokens(service)]
    return seen


@scenario
def revoke_what_is_not_in_the_store(api):
    service = with_consumer(api)
    service.service = "cl"
    seen = [api.call(service.RevokeOAuthToken)]
    service.current_token = api.gdata.auth.OAuthToken("at", "as", None, service.GetOAuthInputParameters())
    seen.append(api.call(service.RevokeOAuthToken))
    scopes = api.gdata.service.lookup_scopes("cl")
    service.token_store.add_token(api.gdata.auth.AuthSubToken("AuthSub token=a", scopes))
    return seen + [api.call(service.RevokeOAuthToken)]


@scenario
def revoke_with_a_requestor(api):
    service = with_consumer(api, requestor_id="jo@example.com")
    service.service = "cl"
    scopes = api.gdata.service.lookup_scopes("cl")
    service.SetOAuthToken(api.gdata.auth.OAuthToken("at", "as", scopes, service.GetOAuthInputParameters()))
    return api.call(service.RevokeOAuthToken)


@scenario
def default_apps_scope_does_not_cover_the_domain_feed(api):
    service = api.gdata.apps.service.AppsService(
        domain="example.com", source="app", http_client=api.fake((200, samples.user("jo", top=True)))
    )
    service.SetOAuthInputParameters("HMAC_SHA1", "example.com", consumer_secret="secret")
    scopes = api.gdata.service.lookup_scopes("apps")
    service.auto_set_current_token = False
    service.SetOAuthToken(api.gdata.auth.OAuthToken("k", "s", scopes, service.GetOAuthInputParameters()))
    return api.call(service.RetrieveUser, "jo")


@scenario
def tokens_of_another_kind_given(api):
    service = with_consumer(api, (200, ACCESS))
    token = api.gdata.auth.AuthSubToken("AuthSub token=a", [FEED])
    return [
        api.call(service.GenerateOAuthAuthorizationURL, token),
        api.call(service.UpgradeToOAuthAccessToken, token),
        api.call(service.SetOAuthToken, token),
        tokens(service),
    ]


@scenario
def rsa_signed_requests(api):
    service = new_service(api, (200, samples.entry()))
    service.SetOAuthInputParameters("RSA_SHA1", "example.com", rsa_key=samples.RSA_KEY)
    service.SetOAuthToken(api.gdata.auth.OAuthToken("k", "s", [FEED], service.GetOAuthInputParameters()))
    return [api.call(service.Get, "/f?q=a"), api.call(service.FetchOAuthRequestToken, [FEED])]


@scenario
def tokens_for_every_address(api):
    service = with_consumer(api, (200, ACCESS))
    service.service = None
    service.token_store.add_token(
        api.gdata.auth.OAuthToken(
            "rt", "rs", [api.atom.token_store.SCOPE_ALL], service.GetOAuthInputParameters()
        )
    )
    seen = [
        plain(api.call(service.GenerateOAuthAuthorizationURL)),
        api.call(service.UpgradeToOAuthAccessToken),
    ]
    return seen + [tokens(service)]
