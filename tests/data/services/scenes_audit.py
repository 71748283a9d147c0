"""Scenarios of `gdata.apps.audit.service`."""

import rows
from harness import E_ACUTE, scenario
from rows import ONE, TWO

KEY = "-----BEGIN PGP PUBLIC KEY BLOCK-----\nVersion: GnuPG v1\n\n" + "mQGiBEXAMPLE+/=\n" * 12 + "-----END\n"
UNTIL, SINCE = "2009-06-30 23:20", "2009-06-15 00:00"
METHODS = [
    ("updatePGPKey", (KEY,), {}, ONE),
    ("updatePGPKey", (KEY.encode("ascii"),), {}, ONE),
    ("updatePGPKey", ("",), {}, ONE),
    ("updatePGPKey", (E_ACUTE,), {}, ONE),
    ("createEmailMonitor", ("jo", "auditor", UNTIL), {}, ONE),
    ("createEmailMonitor", ("jo", "auditor", UNTIL, SINCE, True, True, True, True, True, True), {}, ONE),
    ("createEmailMonitor", ("jo", "auditor", UNTIL), {"drafts": True, "chats": True}, ONE),
    ("createEmailMonitor", ("jo", "auditor", UNTIL), {"drafts_headers_only": True}, ONE),
    ("createEmailMonitor", ("jo", "auditor", UNTIL), {"chats_headers_only": True}, ONE),
    ("createEmailMonitor", ("jo", "auditor", UNTIL), {"incoming_headers_only": 1, "drafts": "yes"}, ONE),
    ("createEmailMonitor", ("jo", "auditor", UNTIL), {"outgoing_headers_only": "", "chats": 1}, ONE),
    ("createEmailMonitor", ("jo", "auditor", None), {"begin_date": ""}, ONE),
    ("deleteEmailMonitor", ("jo", "auditor"), {}, ""),
    ("createAccountInformationRequest", ("jo",), {}, ONE),
    ("createAccountInformationRequest", ("j o@x.com",), {}, ONE),
    ("getAccountInformationRequestStatus", ("jo", "234342"), {}, ONE),
    ("deleteAccountInformationRequest", ("jo", "234342"), {}, ""),
    ("createMailboxExportRequest", ("jo",), {}, ONE),
    ("createMailboxExportRequest", ("jo", SINCE, UNTIL, True, "in:chat subject:a&b", True), {}, ONE),
    ("createMailboxExportRequest", ("jo",), {"include_deleted": None, "headers_only": 1}, ONE),
    ("createMailboxExportRequest", ("jo",), {"include_deleted": "true", "search_query": ""}, ONE),
    ("getMailboxExportRequestStatus", ("jo", "53156"), {}, ONE),
    ("deleteMailboxExportRequest", ("jo", "53156"), {}, ""),
]
LISTS = [
    ("getEmailMonitors", ("jo",), {}, TWO),
    ("getAllAccountInformationRequestsStatus", (), {}, TWO),
    ("getAllMailboxExportRequestsStatus", (), {}, TWO),
]


def audit(api):
    return api.gdata.apps.audit.service.AuditService


@scenario
def success(api):
    return rows.every_method(api, audit(api), METHODS + LISTS)


@scenario
def success_with_201(api):
    made = [row for row in METHODS if row[0].startswith(("create", "update"))]
    return rows.every_method(api, audit(api), made, 201)


@scenario
def refusals(api):
    return rows.refused(api, audit(api), METHODS + LISTS)


@scenario
def several_pages(api):
    return rows.pages(api, audit(api), LISTS)


@scenario
def methods_that_are_called(api):
    return rows.called(api, audit(api), METHODS + LISTS)


@scenario
def what_is_no_text(api):
    service, seen = rows.new_service(api, audit(api), (200, ONE)), []
    for method, args in (
        ("updatePGPKey", (None,)),
        ("updatePGPKey", (5,)),
        ("createEmailMonitor", ("jo", "auditor", 5)),
        ("deleteEmailMonitor", ("jo", None)),
        ("getAccountInformationRequestStatus", ("jo", 234342)),
        ("deleteMailboxExportRequest", (None, "53156")),
        ("createMailboxExportRequest", ("jo", 5)),
        ("getEmailMonitors", (None,)),
        ("createAccountInformationRequest", (None,)),
    ):
        seen.append(api.call(getattr(service, method), *args))
    return seen


@scenario
def uris(api):
    service = rows.new_service(api, audit(api))
    return [
        service._serviceUrl("account"),
        service._serviceUrl("account", "d.com"),
        service._serviceUrl("account", user="jo"),
        service._serviceUrl("mail/export", "d.com", ""),
        audit(api)()._serviceUrl("publickey"),
    ]


@scenario
def signed_by_a_token_of_the_store(api):
    service, seen = rows.new_service(api, audit(api), (200, ONE)), []
    scopes = api.gdata.service.lookup_scopes("apps")
    service.token_store.add_token(api.gdata.auth.ClientLoginToken("GoogleLogin auth=t", scopes))
    seen.append(api.call(service.createAccountInformationRequest, "jo"))
    seen.append(api.call(service.updatePGPKey, "k"))
    service.ssl, service.server = False, "127.0.0.1:8080"
    seen.append(api.call(service.getMailboxExportRequestStatus, "jo", "1"))
    return seen


@scenario
def service_of_a_script(api):
    class Mine(audit(api)):
        def _serviceUrl(self, setting_id, domain=None, user=None):
            return "/mine/%s/%s" % (setting_id, user)

    service = rows.new_service(api, Mine, (200, ONE))
    return [
        api.call(service.updatePGPKey, "k"),
        api.call(service.deleteEmailMonitor, "jo", "auditor"),
        api.call(service.createAccountInformationRequest, "jo"),
        api.call(service.getAllMailboxExportRequestsStatus),
    ]
