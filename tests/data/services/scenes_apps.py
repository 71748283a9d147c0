"""Scenarios of `gdata.apps.service.AppsService`."""

import samples
from harness import E_ACUTE, describe, scenario
from scenes_retries import Clock

BASE = "https://apps-apis.google.com/a/feeds/example.com"


def new_service(api, *answers):
    return api.gdata.apps.service.AppsService(
        domain="example.com", source="app", http_client=api.fake(*answers)
    )


def methods(api):
    """Every method that makes one request, with arguments and an answer that fits."""
    user, nick = samples.user("jo", top=True), samples.nickname("nick", top=True)
    listing, address = samples.email_list("list", top=True), samples.recipient("a@b.com", top=True)
    entry = api.gdata.apps.UserEntryFromString(samples.user("jo", top=True))
    return [
        ("CreateUser", ("jo", "F", "G", "pw"), {}, user),
        ("CreateUser", ("jo", "F", "G", "pw", "true", 25, "SHA-1", "true"), {}, user),
        ("CreateUser", ("jo", "F", "G", "pw"), {"quota_limit": "100", "change_password": "false"}, user),
        ("RetrieveUser", ("jo",), {}, user),
        ("UpdateUser", ("jo", entry), {}, user),
        ("UpdateUser", ("o'k", entry), {}, user),
        ("DeleteUser", ("jo",), {}, ""),
        ("SuspendUser", ("jo",), {}, user),
        ("RestoreUser", ("jo",), {}, user),
        ("CreateNickname", ("jo", "nick"), {}, nick),
        ("RetrieveNickname", ("nick",), {}, nick),
        ("RetrieveNicknames", ("jo",), {}, samples.feed(samples.nickname("nick"))),
        ("DeleteNickname", ("nick",), {}, ""),
        ("CreateEmailList", ("list",), {}, listing),
        ("RetrieveEmailList", ("list",), {}, listing),
        ("RetrieveEmailLists", ("a@b.com",), {}, samples.feed(samples.email_list("list"))),
        ("DeleteEmailList", ("list",), {}, ""),
        ("AddRecipientToEmailList", ("a@b.com", "list"), {}, address),
        ("RemoveRecipientFromEmailList", ("a@b.com", "list"), {}, ""),
        ("RetrievePageOfUsers", (), {}, samples.feed(samples.user("jo"))),
        ("RetrievePageOfUsers", ("k l",), {}, samples.feed(samples.user("jo"))),
        ("RetrievePageOfNicknames", (), {}, samples.feed(samples.nickname("nick"))),
        ("RetrievePageOfNicknames", ("k l",), {}, samples.feed(samples.nickname("nick"))),
        ("RetrievePageOfEmailLists", (), {}, samples.feed(samples.email_list("list"))),
        ("RetrievePageOfEmailLists", ("k l",), {}, samples.feed(samples.email_list("list"))),
        ("RetrievePageOfRecipients", ("list",), {}, samples.feed(samples.recipient("a@b.com"))),
        ("RetrievePageOfRecipients", ("list", "k l"), {}, samples.feed(samples.recipient("a@b.com"))),
        ("RetrieveAllUsers", (), {}, samples.feed(samples.user("jo"))),
        ("RetrieveAllNicknames", (), {}, samples.feed(samples.nickname("nick"))),
        ("RetrieveAllEmailLists", (), {}, samples.feed(samples.email_list("list"))),
        ("RetrieveAllRecipients", ("list",), {}, samples.feed(samples.recipient("a@b.com"))),
        ("GetGeneratorForAllUsers", (), {}, samples.feed(samples.user("jo"))),
        ("GetGeneratorForAllNicknames", (), {}, samples.feed(samples.nickname("nick"))),
        ("GetGeneratorForAllNicknamesOfAUser", ("jo",), {}, samples.feed(samples.nickname("nick"))),
        ("GetGeneratorForAllEmailLists", (), {}, samples.feed(samples.email_list("list"))),
        ("GetGeneratorForAllRecipients", ("list",), {}, samples.feed(samples.recipient("a@b.com"))),
    ]


def named(rows):
    """Rows with a name of their own each."""
    return [("%02d %s" % (number, row[0]), row) for number, row in enumerate(rows)]


def against(api, *answer):
    """Every method against one answer."""
    seen = {}
    with Clock() as clock:
        for name, (method, args, kwargs, _) in named(methods(api)):
            service = new_service(api, answer)
            seen[name] = api.call(getattr(service, method), *args, **kwargs)
            if clock.slept:
                seen[name]["slept"], clock.slept = list(clock.slept), []
                clock.module.sleep = clock.slept.append
    return seen


@scenario
def success(api):
    seen = {}
    for name, (method, args, kwargs, answer) in named(methods(api)):
        service = new_service(api, (200, answer))
        seen[name] = api.call(getattr(service, method), *args, **kwargs)
    return seen


@scenario
def success_with_201(api):
    seen = {}
    for name, (method, args, kwargs, answer) in named(methods(api)):
        if method.startswith(("Create", "Add", "Update")):
            seen[name] = api.call(getattr(new_service(api, (201, answer)), method), *args, **kwargs)
    return seen


@scenario
def error_xml(api):
    return against(api, 400, samples.error(), {}, "Bad Request")


@scenario
def error_xml_without_invalid_input(api):
    return against(api, 400, samples.error(invalid=""), {}, "Bad Request")


@scenario
def error_in_words(api):
    return against(api, 403, "You may not", {}, "Forbidden")


@scenario
def answer_of_another_kind(api):
    return against(api, 200, samples.ODD)


@scenario
def answer_that_is_no_xml(api):
    return against(api, 200, "<html><p>login</html>")


@scenario
def server_busy(api):
    return against(api, 503, "busy")


@scenario
def many_errors(api):
    seen = {}
    for name, status, body in (
        (
            "two",
            400,
            samples.error().replace(
                "</App", '<error errorCode="1000" invalidInput="x" reason="Second"/></App'
            ),
        ),
        ("none", 400, "<AppsForYourDomainErrors/>"),
        (
            "no code",
            400,
            '<AppsForYourDomainErrors><error invalidInput="x" reason="r"/></AppsForYourDomainErrors>',
        ),
        ("odd code", 400, samples.error(code="x1")),
        (
            "no reason",
            400,
            '<AppsForYourDomainErrors><error errorCode="1" invalidInput="x"/></AppsForYourDomainErrors>',
        ),
        (
            "namespace",
            400,
            samples.error("1", "r", ' invalidInput="x"').replace("Errors>", 'Errors xmlns="urn:x">', 1),
        ),
        ("empty", 400, ""),
        ("1100", 400, samples.error("1100", "UserDeletedRecently")),
        ("invalid empty", 400, samples.error(invalid=' invalidInput=""')),
        ("entry", 400, samples.entry()),
    ):
        seen[name] = api.call(new_service(api, (status, body, {}, "Bad")).RetrieveUser, "jo")
    return seen


def attributes_of(error):
    """The attributes of an exception, sorted."""
    return {name: describe(value) for name, value in vars(error).items()}


@scenario
def exception_by_hand(api):
    make = api.gdata.apps.service.AppsForYourDomainException
    seen = []
    for response in (
        {"status": 400, "reason": "Bad", "body": samples.error()},
        {"status": 400, "reason": "Bad", "body": samples.error(invalid="")},
        {"status": 400, "reason": "Bad", "body": "words"},
        {"status": 400},
        {},
        {"status": 400, "reason": "Bad", "body": None},
    ):
        try:
            error = make(response)
        except Exception as failure:
            seen.append(type(failure).__name__)
            continue
        seen.append(
            [attributes_of(error), describe(error.args), describe(error.message), error[0] == response]
        )
    return seen


@scenario
def suspend_and_restore(api):
    seen = {}
    for method in ("SuspendUser", "RestoreUser"):
        for flag in ("true", "false", "True", ""):
            service = new_service(
                api, (200, samples.user("jo", flag, top=True)), (200, samples.user("jo", "new", top=True))
            )
            seen["%s %s" % (method, flag)] = api.call(getattr(service, method), "jo")
        service = new_service(api, (400, samples.error()))
        seen[method + " unknown"] = api.call(getattr(service, method), "jo")
        service = new_service(api, (200, samples.user("jo", "x", top=True)), (400, samples.error()))
        seen[method + " refused"] = api.call(getattr(service, method), "jo")
    return seen


@scenario
def constructor(api):
    make = api.gdata.apps.service.AppsService
    names = (
        "email",
        "password",
        "domain",
        "source",
        "server",
        "ssl",
        "port",
        "service",
        "additional_headers",
    )
    whole = make(
        "e", "p", "d.com", "app", "s.com:8080", {"A": "1"}, account_type="GOOGLE", auth_service_url="u"
    )
    bare = make()
    return [
        [describe(getattr(whole, name)) for name in names],
        [describe(getattr(bare, name)) for name in names],
        sorted(vars(bare)),
        whole.account_type,
        whole.auth_service_url,
        api.call(make, domain="d", handler="h"),
        api.call(make, domain="d", service="other"),
        api.call(make, domain="d", nonsense="x"),
    ]


@scenario
def base_url(api):
    service = new_service(api)
    seen = [service._baseURL()]
    service.domain = "other.com"
    return seen + [service._baseURL()]


@scenario
def without_ssl(api):
    service = new_service(api, (200, samples.user("jo", top=True)))
    service.ssl = False
    seen = [api.call(service.RetrieveUser, "jo")]
    service.server = "127.0.0.1:8080"
    seen.append(api.call(service.RetrieveUser, "jo"))
    service.ssl = True
    return seen + [api.call(service.RetrieveUser, "jo"), api.call(service.Get, "http://o.com/x")]


@scenario
def awkward_names(api):
    seen = []
    for name in ("a b", "a/b", "a?b", E_ACUTE, "", None, 12):
        seen.append(
            [
                describe(name),
                api.call(new_service(api, (200, samples.user("jo", top=True))).RetrieveUser, name),
            ]
        )
    return seen


@scenario
def get_replaced_on_the_instance(api):
    seen = []
    text = samples.user("jo", top=True)
    for answer in (
        text,
        api.gdata.GDataEntryFromString(text),
        api.gdata.apps.UserEntryFromString(text),
        samples.ODD,
    ):
        service = new_service(api)
        service.Get = lambda uri, answer=answer: answer
        seen.append(api.call(service.RetrieveUser, "jo"))
    service = new_service(api)
    service.Post = lambda data, uri: text
    seen.append(api.call(service.CreateUser, "jo", "F", "G", "pw"))
    service.Put = lambda uri, data: text
    seen.append(api.call(service.UpdateUser, "jo", api.gdata.apps.UserEntryFromString(text)))
    service.Delete = lambda uri: "deleted"
    return seen + [api.call(service.DeleteUser, "jo"), api.call(service.DeleteNickname, "jo")]


@scenario
def which_methods_call_which(api):
    watched = (
        "Get",
        "GetWithRetries",
        "GetEntry",
        "GetFeed",
        "Post",
        "Put",
        "Delete",
        "RetrieveUser",
        "UpdateUser",
    )
    watched += (
        "RetrievePageOfUsers",
        "RetrievePageOfNicknames",
        "RetrievePageOfEmailLists",
        "RetrievePageOfRecipients",
    )
    watched += ("AddAllElementsFromAllPages", "GetGeneratorFromLinkFinder", "_baseURL", "RetrieveNicknames")
    seen = {}
    for name, (method, args, kwargs, answer) in named(methods(api)):
        service, log = new_service(api, (200, answer)), []
        for item in watched:
            setattr(service, item, spy(log, item, getattr(service, item)))
        result = getattr(service, method)(*args, **kwargs)
        if method.startswith("GetGenerator"):
            list(result)
        seen[name] = log
    return seen


def spy(log, name, real):
    """The method, writing down its simple arguments."""

    def method(*args, **kwargs):
        log.append(
            [
                name,
                [arg if isinstance(arg, (str, int)) else type(arg).__name__ for arg in args],
                sorted(kwargs),
            ]
        )
        return real(*args, **kwargs)

    return method


@scenario
def error_constants(api):
    module = api.gdata.apps.service
    return {name: getattr(module, name) for name in dir(module) if name.isupper() or name == "HTTP_OK"}


@scenario
def bool_to_text(api):
    function = api.gdata.apps.service._bool2str
    return [describe(function(value)) for value in (True, False, None, "True", "false", 1, 0, "")]
