"""Scenarios of `gdata.apps.adminsettings.service`."""

import rows
import samples
from harness import scenario
from rows import ONE

TEXTS = ("samlSignonUri", "samlLogoutUri", "changePasswordUri", "ssoWhitelist")


def answer(*pairs):
    return samples.properties(*pairs, top=True)


SSO = answer(("enableSSO", "false"), ("useDomainSpecificIssuer", "false"), *[(name, "") for name in TEXTS])
SSO_FULL = answer(("enableSSO", "true"), *[(name, "old " + name) for name in TEXTS])
#: The settings that one method reads: (method, the property's name).
READ = [
    ("GetDefaultLanguage", "defaultLanguage"),
    ("GetOrganizationName", "organizationName"),
    ("GetMaximumNumberOfUsers", "maximumNumberOfUsers"),
    ("GetCurrentNumberOfUsers", "currentNumberOfUsers"),
    ("IsDomainVerified", "isVerified"),
    ("GetSupportPIN", "supportPIN"),
    ("GetEdition", "edition"),
    ("GetCustomerPIN", "customerPIN"),
    ("GetCreationTime", "creationTime"),
    ("GetCountryCode", "countryCode"),
    ("GetAdminSecondaryEmail", "adminSecondaryEmail"),
    ("IsUserMigrationEnabled", "enableUserMigration"),
]
VERIFICATION = answer(("recordName", "r"), ("verified", "false"), ("verifiedMethod", ""))
METHODS = [
    ("genericGet", ("general/defaultLanguage",), {}, ONE),
    ("UpdateDefaultLanguage", ("fr",), {}, ONE),
    ("UpdateOrganizationName", ("A & B",), {}, ONE),
    ("UpdateOrganizationName", (None,), {}, ONE),
    ("UpdateAdminSecondaryEmail", ("a@x.com",), {}, ONE),
    ("UpdateDomainLogo", (b"GIF89a\x00\xff" * 20,), {}, ONE),
    ("UpdateDomainLogo", (b"",), {}, ONE),
    ("GetCNAMEVerificationStatus", (), {}, VERIFICATION),
    ("UpdateCNAMEVerificationStatus", ("true",), {}, VERIFICATION),
    ("UpdateCNAMEVerificationStatus", (None,), {}, VERIFICATION),
    ("GetMXVerificationStatus", (), {}, VERIFICATION),
    ("UpdateMXVerificationStatus", ("true",), {}, VERIFICATION),
    ("GetSSOSettings", (), {}, SSO),
    ("UpdateSSOSettings", (), {}, SSO),
    ("UpdateSSOSettings", (True, "in", "out", "change", "1.2.3.4/32", False), {}, SSO),
    ("UpdateSSOSettings", (), {"samlSignonUri": "in", "enableSSO": "true"}, SSO_FULL),
    ("UpdateSSOSettings", (), {"ssoWhitelist": ""}, SSO_FULL),
    ("UpdateSSOSettings", (), {}, ONE),
    ("GetSSOKey", (), {}, ONE),
    ("UpdateSSOKey", ("LS0tLS1CRUdJTi==",), {}, ONE),
    ("UpdateUserMigrationStatus", ("true",), {}, ONE),
    ("UpdateUserMigrationStatus", (None,), {}, ONE),
    ("GetOutboundGatewaySettings", (), {}, answer(("smartHost", "h"), ("smtpMode", "SMTP"))),
    ("GetOutboundGatewaySettings", (), {}, answer(("smartHost", ""), ("smtpMode", "SMTP"))),
    ("AddEmailRoute", ("h", True, False, None, "allAccounts"), {}, ONE),
    ("AddEmailRoute", ("h", "true", 1, 0, "unknownAccounts"), {}, ONE),
]
METHODS += [(method, (), {}, answer((name, "true"))) for method, name in READ]
METHODS += [(method, (), {}, answer((name, "17"))) for method, name in READ]
METHODS += [(method, (), {}, answer((name, ""))) for method, name in READ]


def settings(api):
    return api.gdata.apps.adminsettings.service.AdminSettingsService


@scenario
def success(api):
    return rows.every_method(api, settings(api), METHODS)


@scenario
def success_with_201(api):
    return rows.every_method(api, settings(api), METHODS[:7] + METHODS[24:29], 201)


@scenario
def refusals(api):
    return rows.refused(api, settings(api), METHODS[: -2 * len(READ)])


@scenario
def refused_in_the_second_request(api):
    seen = {}
    for method, args, first in (
        ("UpdateSSOSettings", (True,), SSO),
        ("UpdateCNAMEVerificationStatus", ("true",), VERIFICATION),
        ("UpdateMXVerificationStatus", ("true",), VERIFICATION),
    ):
        service = rows.new_service(api, settings(api), (200, first), (400, samples.error()))
        seen[method] = rows.in_order(api.call(getattr(service, method), *args))
    return seen


@scenario
def methods_that_are_called(api):
    return rows.called(api, settings(api), METHODS[:17] + METHODS[18:26])


@scenario
def what_is_no_text(api):
    service, seen = rows.new_service(api, settings(api), (200, ONE)), []
    for method, args in (
        ("UpdateDefaultLanguage", (5,)),
        ("UpdateDomainLogo", (None,)),
        ("UpdateDomainLogo", (5,)),
        ("UpdateUserMigrationStatus", (5,)),
        ("UpdateSSOKey", (5,)),
    ):
        seen.append(api.call(getattr(service, method), *args))
    return seen


@scenario
def logo_without_a_domain(api):
    return api.call(settings(api)().GetDomainLogo)


@scenario
def uris(api):
    service = rows.new_service(api, settings(api))
    return [
        service._serviceUrl("sso/general"),
        service._serviceUrl("sso/general", "d.com"),
        service._serviceUrl(None, ""),
        settings(api)()._serviceUrl("x"),
    ]


@scenario
def service_of_a_script(api):
    class Mine(settings(api)):
        def genericGet(self, location):
            return {"defaultLanguage": "mine of " + location, "verified": "x", "isVerified": "true"}

        def _serviceUrl(self, setting_id, domain=None):
            return "/mine/" + setting_id

    service = rows.new_service(api, Mine, (200, ONE))
    return [
        api.call(service.GetDefaultLanguage),
        api.call(service.IsDomainVerified),
        rows.in_order(api.call(service.UpdateCNAMEVerificationStatus, "true")),
        api.call(service.GetOutboundGatewaySettings),
    ]
