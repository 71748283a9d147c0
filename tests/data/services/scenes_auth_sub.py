"""Scenarios of AuthSub, and of tokens of several kinds."""

import samples
from harness import describe, plain_url, scenario
from scenes_login import FEED, LOGIN, new_service, tokens


@scenario
def auth_sub_tokens_by_hand(api):
    seen = []
    for token, scopes in (("abc", None), ("abc", [FEED]), (None, None), ("abc", FEED), ("", None)):
        service = new_service(api)
        result = api.call(service.SetAuthSubToken, token, scopes)
        got = [
            api.call(service.GetAuthSubToken),
            api.call(service.GetClientLoginToken),
            api.call(service._GetAuthToken),
        ]
        seen.append([result, tokens(service), got])
    service = new_service(api)
    made = api.gdata.auth.AuthSubToken("AuthSub token=made", [FEED])
    seen.append([api.call(service.SetAuthSubToken, made), tokens(service), service.current_token is made])
    for name in ("_SetAuthSubToken", "_GDataService__SetAuthSubToken"):
        service = new_service(api)
        seen.append([api.call(getattr(service, name), "abc", [FEED]), tokens(service)])
        service = new_service(api)
        seen.append([api.call(getattr(service, name), "abc"), tokens(service)])
    return seen


@scenario
def tokens_of_another_kind(api):
    basic = api.atom.service.BasicAuthToken("Basic x", [FEED])
    seen = []
    for held in (
        basic,
        api.gdata.auth.AuthSubToken("AuthSub token=a", [FEED]),
        api.gdata.auth.OAuthToken("k", "s", [FEED]),
    ):
        service = new_service(api)
        service.current_token = held
        seen.append([api.call(service.GetAuthSubToken), api.call(service.GetClientLoginToken)])
        service = new_service(api, service=None)
        service.token_store.add_token(held)
        seen.append([api.call(service.GetAuthSubToken), api.call(service.GetClientLoginToken)])
    return seen


@scenario
def tokens_in_the_store(api):
    seen = {}
    for name in ("cl", "apps", None, "everywhere"):
        service = new_service(api, service=None if name == "everywhere" else name)
        scopes = (
            [api.atom.token_store.SCOPE_ALL]
            if name == "everywhere"
            else api.gdata.service.lookup_scopes("cl")
        )
        service.token_store.add_token(api.gdata.auth.ClientLoginToken("GoogleLogin auth=stored", scopes))
        seen["login %s" % name] = [api.call(service.GetClientLoginToken), api.call(service.GetAuthSubToken)]
        service = new_service(api, service=name)
        service.token_store.add_token(api.gdata.auth.AuthSubToken("AuthSub token=stored", scopes))
        seen["authsub %s" % name] = [api.call(service.GetClientLoginToken), api.call(service.GetAuthSubToken)]
    return seen


@scenario
def generate_auth_sub_url(api):
    service = new_service(api)
    seen = []
    for args, kwargs in (
        (("http://me.com/next", FEED), {}),
        (("http://me.com/next?a=b", FEED), {"secure": True, "session": False, "domain": "example.com"}),
        (("http://me.com/next", [FEED, "http://o.com/"]), {}),
    ):
        result = api.call(service.GenerateAuthSubURL, *args, **kwargs)
        seen.append({key: plain_url(str(value)) for key, value in result.items()})
    return seen


@scenario
def generate_auth_sub_request_url(api):
    function = api.gdata.service.GenerateAuthSubRequestUrl
    seen = []
    for args, kwargs in (
        (("http://me.com/next", [FEED]), {}),
        (("http://me.com/next", FEED), {}),
        (
            ("http://me.com/next?a=b", [FEED, "http://o.com/"]),
            {"hd": "example.com", "secure": True, "session": False},
        ),
        (("http://me.com/next", [FEED]), {"request_url": "https://x.com/r", "include_scopes_in_next": False}),
        (("http://me.com/next", [FEED]), {"request_url": "https://x.com/r?q=1"}),
    ):
        result = api.call(function, *args, **kwargs)
        seen.append({key: plain_url(str(value)) for key, value in result.items()})
    return seen


@scenario
def extract_token(api):
    extract = api.gdata.service.ExtractToken
    seen = []
    for url, flag in (
        ("http://me.com/next?token=abc&authsub_token_scope=http%3A//o.com/%20http%3A//p.com/", True),
        ("http://me.com/next?token=abc&authsub_token_scope=http%3A//o.com/+http%3A//p.com/", True),
        ("http://me.com/next?token=abc", False),
        ("http://me.com/next?token=abc", True),
        ("http://me.com/next?token=a%2Fb", False),
        ("http://me.com/next", False),
        ("http://me.com/next?authsub_token_scope=x", True),
    ):
        seen.append([url, flag, api.call(extract, url, flag)])
    return seen


UPGRADED = "Token=session1\nExpiration=20991231\n"


@scenario
def upgrade_to_a_session_token(api):
    seen = {}
    for name, answer in (
        ("well", (200, UPGRADED)),
        ("403", (403, "no", {}, "Forbidden")),
        ("500", (500, "x")),
        ("no token", (200, "")),
    ):
        service = new_service(api, answer)
        service.SetAuthSubToken("single", [FEED])
        seen[name] = [api.call(service.UpgradeToSessionToken), tokens(service)]
        service = new_service(api, answer)
        token = api.gdata.auth.AuthSubToken("AuthSub token=given", [FEED])
        seen[name + " given"] = [api.call(service.UpgradeToSessionToken, token), tokens(service)]
        service = new_service(api, answer)
        seen[name + " returned"] = [api.call(service.upgrade_to_session_token, token), tokens(service)]
    return seen


@scenario
def upgrade_without_an_auth_sub_token(api):
    seen = [api.call(new_service(api).UpgradeToSessionToken)]
    service = new_service(api)
    service.current_token = api.gdata.auth.OAuthToken("k", "s", [FEED])
    seen.append(api.call(service.UpgradeToSessionToken))
    seen.append(api.call(service.UpgradeToSessionToken, service.current_token))
    service = new_service(api, (200, UPGRADED))
    seen.append(
        api.call(service.UpgradeToSessionToken, api.gdata.auth.ClientLoginToken("GoogleLogin auth=x", [FEED]))
    )
    return seen


@scenario
def revoke_auth_sub_token(api):
    seen = {}
    for name, answer in (("well", (200, "")), ("404", (404, "no"))):
        service = new_service(api, answer)
        service.SetAuthSubToken("single", [FEED])
        seen[name + " current"] = [api.call(service.RevokeAuthSubToken), tokens(service)]
        service = new_service(api, answer, service="cl")
        scopes = api.gdata.service.lookup_scopes("cl")
        service.token_store.add_token(api.gdata.auth.AuthSubToken("AuthSub token=stored", scopes))
        seen[name + " stored"] = [api.call(service.RevokeAuthSubToken), tokens(service)]
        service = new_service(api, answer, service="cl")
        service.SetAuthSubToken("both", scopes)
        seen[name + " both"] = [api.call(service.RevokeAuthSubToken), tokens(service)]
    seen["none"] = api.call(new_service(api).RevokeAuthSubToken)
    return seen


@scenario
def auth_sub_token_info(api):
    seen = {}
    for name, answer in (
        ("well", (200, "Target=http://x\nSecure=false\nScope=s\n")),
        ("403", (403, "no", {}, "Forbidden")),
    ):
        for held in ("cl",):
            service = new_service(api, answer, service=held)
            service.SetAuthSubToken("single")
            seen["%s %s" % (name, held)] = [api.call(service.AuthSubTokenInfo), tokens(service)]
    seen["none"] = api.call(new_service(api).AuthSubTokenInfo)
    return seen


@scenario
def upgrade_the_token_in_the_store(api):
    seen = []
    for held in ("cl", None):
        service = new_service(api, (200, UPGRADED), service=held)
        service.SetAuthSubToken("single")
        service.current_token = None
        seen.append([api.call(service.UpgradeToSessionToken), tokens(service)])
        if held:
            seen.append([api.call(service.RevokeAuthSubToken), tokens(service)])
    return seen


@scenario
def secure_auth_sub(api):
    service = new_service(api, (200, samples.entry()), service="cl")
    seen = [api.call(service.SetAuthSubToken, "abc", [FEED], samples.RSA_KEY)]
    token = service.current_token
    seen += [
        type(token).__name__,
        [str(scope) for scope in token.scopes],
        sorted(service.token_store._tokens),
    ]
    seen += [api.call(service.GetAuthSubToken), api.call(service.Get, FEED), api.call(service.Delete, "/f")]
    service = new_service(api, (200, UPGRADED), service="cl")
    service.SetAuthSubToken("abc", None, samples.RSA_KEY)
    seen += [api.call(service.UpgradeToSessionToken), api.call(service.GetAuthSubToken)]
    return seen + [type(service.current_token).__name__, api.call(service.AuthSubTokenInfo)]


@scenario
def token_objects_with_scopes_beside(api):
    seen = []
    for setter, token in (
        ("SetClientLoginToken", api.gdata.auth.ClientLoginToken("GoogleLogin auth=a", [FEED])),
        ("SetClientLoginToken", api.gdata.auth.ClientLoginToken("GoogleLogin auth=a")),
        ("SetAuthSubToken", api.gdata.auth.AuthSubToken("AuthSub token=a", [FEED])),
        ("SetAuthSubToken", api.gdata.auth.AuthSubToken("AuthSub token=a")),
        ("SetClientLoginToken", api.gdata.auth.AuthSubToken("AuthSub token=a")),
        ("SetAuthSubToken", api.gdata.auth.ClientLoginToken("GoogleLogin auth=a", [FEED])),
    ):
        for scopes in (["http://new/"], None):
            service = new_service(api, service="cl")
            seen.append([setter, scopes, api.call(getattr(service, setter), token, scopes), tokens(service)])
    return seen


@scenario
def both_kinds_of_token(api):
    service = new_service(api, (200, samples.entry()))
    service.SetClientLoginToken("login", [FEED])
    service.SetAuthSubToken("authsub", [FEED])
    seen = [tokens(service), api.call(service.GetClientLoginToken), api.call(service.GetAuthSubToken)]
    service.current_token = None
    return seen + [api.call(service.GetAuthSubToken), api.call(service.Get, FEED)]


@scenario
def which_token_methods_call_which(api):
    names = (
        "SetClientLoginToken",
        "SetAuthSubToken",
        "SetOAuthToken",
        "ProgrammaticLogin",
        "upgrade_to_session_token",
    )
    names += ("_SetAuthSubToken", "GetAuthSubToken", "GetClientLoginToken", "UpgradeToSessionToken")
    seen = {}
    for name, args, answer in (
        ("ProgrammaticLogin", (), LOGIN),
        ("ClientLogin", ("a", "b"), LOGIN),
        ("UpgradeToSessionToken", (api.gdata.auth.AuthSubToken("AuthSub token=a", [FEED]),), UPGRADED),
        ("_SetAuthSubToken", ("a",), ""),
        ("_GetAuthToken", (), ""),
        ("SetOAuthInputParameters", ("HMAC_SHA1", "k", "s", None, True), ""),
    ):
        service, log = new_service(api, (200, answer)), []
        for item in names:
            setattr(service, item, spy(log, item, getattr(service, item)))
        getattr(service, name)(*args)
        seen[name] = log
    return seen


def spy(log, name, real):
    """The method, writing down its arguments."""

    def method(*args, **kwargs):
        log.append([name, describe(args), sorted(kwargs)])
        return real(*args, **kwargs)

    return method
