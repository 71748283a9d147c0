"""Scenarios of `gdata.apps.emailsettings.service`."""

import rows
from harness import E_ACUTE, scenario
from rows import ONE

FLAGS = (None, True, False, 1, 0, "true")
METHODS = [
    ("CreateLabel", ("jo", "status updates"), {}, ONE),
    ("CreateLabel", ("jo", None), {}, ONE),
    ("CreateLabel", ("jo", E_ACUTE), {}, ONE),
    ("CreateLabel", ("j o@x", "l"), {}, ONE),
    ("CreateFilter", ("jo",), {}, ONE),
    (
        "CreateFilter",
        ("jo", "from@x.com", "to@x.com", "subject", "has", "has not", True, "label", True, False),
        {},
        ONE,
    ),
    ("CreateFilter", ("jo",), {"from_": "a", "should_archive": "true", "has_attachment": 0}, ONE),
    ("CreateSendAsAlias", ("jo", "Sales", "sales@x.com"), {}, ONE),
    ("CreateSendAsAlias", ("jo", "Sales", "sales@x.com", "re@x.com", True), {}, ONE),
    ("UpdateForwarding", ("jo", True, "to@x.com", "KEEP"), {}, ONE),
    ("UpdateForwarding", ("jo", True), {}, ONE),
    ("UpdateForwarding", ("jo", 1, "to@x.com", "KEEP"), {}, ONE),
    ("UpdateForwarding", ("jo", False), {"forward_to": "to@x.com", "action": "DELETE"}, ONE),
    ("UpdatePop", ("jo", True, "ALL_MAIL", "ARCHIVE"), {}, ONE),
    ("UpdatePop", ("jo", True), {}, ONE),
    ("UpdatePop", ("jo", "true"), {"enable_for": "MAIL_FROM_NOW_ON", "action": "KEEP"}, ONE),
    ("UpdateVacation", ("jo", True, "Out", "Back soon", True), {}, ONE),
    ("UpdateVacation", ("jo", True, "", "\n a\n b"), {}, ONE),
    ("UpdateVacation", ("jo", False, "Out", "Back soon", True), {}, ONE),
    ("UpdateSignature", ("jo", "Jo\n<b>Bloggs</b>"), {}, ONE),
    ("UpdateSignature", ("jo", ""), {}, ONE),
    ("UpdateSignature", ("jo", None), {}, ONE),
    ("UpdateLanguage", ("jo", "fr"), {}, ONE),
    ("UpdateGeneral", ("jo",), {}, ONE),
    ("UpdateGeneral", ("jo", 100, True, False, True, False), {}, ONE),
    ("UpdateGeneral", ("jo", "50"), {"unicode": True}, ONE),
    ("UpdateGeneral", ("jo", 0), {"arrows": 1, "snippets": "false"}, ONE),
]
METHODS += [("UpdateWebClipSettings", ("jo", flag), {}, ONE) for flag in FLAGS]
METHODS += [("UpdateImap", ("jo", flag), {}, ONE) for flag in FLAGS]


def settings(api):
    return api.gdata.apps.emailsettings.service.EmailSettingsService


@scenario
def success(api):
    return rows.every_method(api, settings(api), METHODS)


@scenario
def success_with_201(api):
    return rows.every_method(api, settings(api), METHODS[:9], 201)


@scenario
def refusals(api):
    return rows.refused(api, settings(api), METHODS)


@scenario
def methods_that_are_called(api):
    return rows.called(api, settings(api), METHODS)


@scenario
def what_is_no_text(api):
    service, seen = rows.new_service(api, settings(api), (200, ONE)), []
    for method, args in (
        ("CreateLabel", ("jo", 5)),
        ("UpdateLanguage", (5, "fr")),
        ("UpdateSignature", ("jo", True)),
    ):
        seen.append(api.call(getattr(service, method), *args))
    return seen


@scenario
def uris(api):
    service = rows.new_service(api, settings(api))
    return [
        service._serviceUrl("label", "jo"),
        service._serviceUrl("label", "jo", "d.com"),
        service._serviceUrl("label", None, ""),
        settings(api)()._serviceUrl("pop", "jo"),
    ]


@scenario
def service_of_a_script(api):
    class Mine(settings(api)):
        def _serviceUrl(self, setting_id, username, domain=None):
            return "/mine/%s/%s" % (setting_id, username)

    service = rows.new_service(api, Mine, (200, ONE))
    return [api.call(service.CreateLabel, "jo", "l"), api.call(service.UpdateImap, "jo", True)]
