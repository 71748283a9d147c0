"""Scenarios of ClientLogin and AuthSub."""

import samples
from harness import E_ACUTE, describe, scenario

LOGIN = "SID=sid1\nLSID=lsid1\nAuth=auth1\n"
CAPTCHA = "Url=http://www.google.com/login/captcha\nError=CaptchaRequired\nCaptchaToken=tok\nCaptchaUrl=Captcha?ctoken=x\n"
BAD = "Error=BadAuthentication\n"
FEED = "https://s.com/feeds/"


def new_service(api, *answers, **attributes):
    service = api.gdata.service.GDataService(
        email="jo@example.com",
        password="se&cret",
        service="apps",
        source="app",
        server="s.com",
        http_client=api.fake(*answers),
    )
    for name, value in attributes.items():
        setattr(service, name, value)
    return service


def tokens(service):
    """What a service holds after a login."""
    store = service.token_store._tokens
    return {
        "current": describe(service.current_token),
        "store": {str(scope): describe(store[scope]) for scope in store},
        "captcha": [service.captcha_token, service.captcha_url],
        "auth_token": describe(service.auth_token),
    }


@scenario
def login_answers(api):
    seen = {}
    for name, answer in (
        ("well", (200, LOGIN)),
        ("no auth line", (200, "SID=a\n")),
        ("empty", (200, "")),
        ("captcha", (403, CAPTCHA)),
        ("bad", (403, BAD)),
        ("bad with words around", (403, "Url=x\n" + BAD)),
        ("other 403", (403, "Error=AccountDisabled\n")),
        ("302", (302, "", {"Location": "http://x.com/"})),
        ("404", (404, "gone")),
        ("500", (500, "broken")),
        ("503", (503, "later")),
        ("201", (201, LOGIN)),
    ):
        service = new_service(api, answer)
        seen[name] = [api.call(service.ProgrammaticLogin), tokens(service)]
    return seen


@scenario
def login_forms(api):
    seen = {}
    for name, attributes in (
        ("plain", {}),
        ("no source", {"source": None}),
        ("account type", {"account_type": "GOOGLE"}),
        ("no account type", {"account_type": None}),
        ("service", {"service": "cl"}),
        ("no service", {"service": None}),
        ("other address", {"auth_service_url": "https://x.com/login"}),
        ("plain http address", {"auth_service_url": "http://x.com/login"}),
        ("awkward", {"email": "a b@example.com", "password": E_ACUTE + "=&+ %"}),
        ("no email", {"email": None}),
        ("no password", {"password": None}),
        ("headers", {"additional_headers": {"A": "1"}}),
    ):
        service = new_service(api, (200, LOGIN), **attributes)
        seen[name] = api.call(service.ProgrammaticLogin)
    return seen


@scenario
def login_with_a_captcha(api):
    service = new_service(api, (403, CAPTCHA), (200, LOGIN))
    first = api.call(service.ProgrammaticLogin)
    held = tokens(service)
    second = api.call(service.ProgrammaticLogin, service.captcha_token, "word")
    return [first, held, second, tokens(service)]


@scenario
def captcha_forgets_after_bad_authentication(api):
    service = new_service(api, (403, CAPTCHA), (403, BAD))
    api.call(service.ProgrammaticLogin)
    return [api.call(service.ProgrammaticLogin), tokens(service)]


@scenario
def captcha_properties(api):
    service = new_service(api, (403, CAPTCHA))
    api.call(service.ProgrammaticLogin)
    return [
        service._GetCaptchaToken(),
        service._GetCaptchaURL(),
        service._GDataService__GetCaptchaToken(),
        service._GDataService__GetCaptchaURL(),
        api.call(setattr, service, "captcha_token", "x"),
    ]


@scenario
def client_login(api):
    seen = []
    for args, kwargs in (
        (("a@b.com", "pw"), {}),
        (("a@b.com", "pw", "GOOGLE", "cl", "https://x.com/login", "new"), {}),
        (("a@b.com", "pw"), {"captcha_token": "t", "captcha_response": "w"}),
    ):
        service = new_service(api, (200, LOGIN))
        result = api.call(service.ClientLogin, *args, **kwargs)
        names = ("email", "password", "account_type", "service", "auth_service_url", "source")
        seen.append(
            [result, [getattr(service, name) for name in names], service.additional_headers, tokens(service)]
        )
    return seen


@scenario
def login_scopes(api):
    seen = {}
    for name in ("apps", "cl", "unknown", "xapi", None):
        service = new_service(api, (200, LOGIN), service=name)
        api.call(service.ProgrammaticLogin)
        seen[str(name)] = tokens(service)
    seen["lookup"] = [
        api.call(api.gdata.service.lookup_scopes, name) for name in ("apps", "cl", "unknown", None)
    ]
    return seen


@scenario
def login_with_switches(api):
    seen = {}
    for current in (True, False):
        for stored in (True, False):
            service = new_service(api, (200, LOGIN), auto_set_current_token=current, auto_store_tokens=stored)
            api.call(service.ProgrammaticLogin)
            seen["%s %s" % (current, stored)] = [tokens(service), api.call(service.Delete, "/f")]
    return seen


@scenario
def requests_after_a_login(api):
    service = new_service(api, (200, LOGIN), (200, samples.entry()))
    api.call(service.ProgrammaticLogin)
    return [
        api.call(service.Get, "/f"),
        api.call(service.Get, "http://other.com/f"),
        api.call(service.Delete, FEED),
    ]


@scenario
def client_login_tokens_by_hand(api):
    service = new_service(api)
    seen = [api.call(service.GetClientLoginToken)]
    for token, scopes in (("abc", None), ("abc", [FEED]), (None, None), ("abc", FEED)):
        service = new_service(api)
        result = api.call(service.SetClientLoginToken, token, scopes)
        seen.append(
            [result, tokens(service), api.call(service.GetClientLoginToken), api.call(service._GetAuthToken)]
        )
    service = new_service(api)
    made = api.gdata.auth.ClientLoginToken("GoogleLogin auth=made", [FEED])
    seen.append([api.call(service.SetClientLoginToken, made), tokens(service), service.current_token is made])
    return seen


@scenario
def captchas_after_other_answers(api):
    seen = {}
    for name, answer in (
        ("302", (302, "")),
        ("500", (500, "")),
        ("other", (403, "Error=Unknown\n")),
        ("without error line", (403, "CaptchaToken=t2\nCaptchaUrl=u\n")),
        ("bad with more", (403, "Error=BadAuthentication2\n")),
        ("whole url", (403, CAPTCHA.replace("Captcha?", "http://x.com/Captcha?"))),
    ):
        service = new_service(api, (403, CAPTCHA), answer)
        api.call(service.ProgrammaticLogin)
        seen[name] = [api.call(service.ProgrammaticLogin), tokens(service)]
    return seen
