"""The service for the settings of a domain.

Settings are dicts of the API's properties, or one value where a setting has one; a property that the API
sends empty is None. Refusals raise `gdata.apps.service.AppsForYourDomainException`.
"""

from __future__ import annotations

from .... import gdata  # noqa: F401  # a name that scripts use
from .. import service as _service

API_VER = "2.0"

_LOGO = "http://www.google.com/a/cpanel/%s/images/logo.gif"


class AdminSettingsService(_service.PropertyService):
    """The settings of a domain."""

    def _serviceUrl(self, setting_id, domain=None):
        """Write the URI of a setting."""
        domain = self.domain if domain is None else domain
        return f"/a/feeds/domain/{API_VER}/{domain}/{setting_id}"

    def genericGet(self, location):
        """GET the setting at `location` ('general/defaultLanguage'); give it as a dict."""
        return self._GetProperties(self._serviceUrl(location))

    def _put(self, location, properties):
        return self._PutProperties(self._serviceUrl(location), properties)

    # The domain

    def GetDefaultLanguage(self):
        """Give the code of the domain's language."""
        return self.genericGet("general/defaultLanguage")["defaultLanguage"]

    def UpdateDefaultLanguage(self, defaultLanguage):
        """Set the domain's language, by its code."""
        return self._put("general/defaultLanguage", {"defaultLanguage": defaultLanguage})

    def GetOrganizationName(self):
        """Give the organization's name."""
        return self.genericGet("general/organizationName")["organizationName"]

    def UpdateOrganizationName(self, organizationName):
        """Set the organization's name."""
        return self._put("general/organizationName", {"organizationName": organizationName})

    def GetMaximumNumberOfUsers(self):
        """Give how many users the domain may have, as an int."""
        return int(self.genericGet("general/maximumNumberOfUsers")["maximumNumberOfUsers"])

    def GetCurrentNumberOfUsers(self):
        """Give how many users the domain has, as an int."""
        return int(self.genericGet("general/currentNumberOfUsers")["currentNumberOfUsers"])

    def IsDomainVerified(self):
        """Tell whether the domain is known to be the customer's."""
        return self.genericGet("accountInformation/isVerified")["isVerified"] == "true"

    def GetSupportPIN(self):
        """Give the PIN that the support asks for."""
        return self.genericGet("accountInformation/supportPIN")["supportPIN"]

    def GetEdition(self):
        """Give the edition: premier, education, partner."""
        return self.genericGet("accountInformation/edition")["edition"]

    def GetCustomerPIN(self):
        """Give the customer's PIN."""
        return self.genericGet("accountInformation/customerPIN")["customerPIN"]

    def GetCreationTime(self):
        """Give when the domain's account was created, as the API words it."""
        return self.genericGet("accountInformation/creationTime")["creationTime"]

    def GetCountryCode(self):
        """Give the code of the domain's country (ISO 3166)."""
        return self.genericGet("accountInformation/countryCode")["countryCode"]

    def GetAdminSecondaryEmail(self):
        """Give the administrator's other address."""
        return self.genericGet("accountInformation/adminSecondaryEmail")["adminSecondaryEmail"]

    def UpdateAdminSecondaryEmail(self, adminSecondaryEmail):
        """Set the administrator's other address."""
        properties = {"adminSecondaryEmail": adminSecondaryEmail}
        return self._put("accountInformation/adminSecondaryEmail", properties)

    def GetDomainLogo(self):
        """Give the bytes of the domain's logo, a GIF; unsigned, from the web, whatever the status."""
        return _fetched(_LOGO.replace("%s", self.domain))

    def UpdateDomainLogo(self, logoImage):
        """Set the domain's logo, an image as bytes."""
        return self._put("appearance/customLogo", {"logoImage": _service._base64(logoImage)})

    # Verification

    def GetCNAMEVerificationStatus(self):
        """Give a dict with recordName, verified, verifiedMethod."""
        return self.genericGet("verification/cname")

    def UpdateCNAMEVerificationStatus(self, verified):
        """Have the domain's CNAME record verified anew: True or 'true'."""
        return self._put(
            "verification/cname", {**self.GetCNAMEVerificationStatus(), "verified": _word(verified)}
        )

    def GetMXVerificationStatus(self):
        """Give a dict with verified, verifiedMethod."""
        return self.genericGet("verification/mx")

    def UpdateMXVerificationStatus(self, verified):
        """Have the domain's MX record verified anew: True or 'true'."""
        return self._put("verification/mx", {**self.GetMXVerificationStatus(), "verified": _word(verified)})

    # Single sign-on

    def GetSSOSettings(self):
        """Give a dict with enableSSO, ssoWhitelist, useDomainSpecificIssuer and three URIs."""
        return self.genericGet("sso/general")

    def UpdateSSOSettings(
        self,
        enableSSO=None,
        samlSignonUri=None,
        samlLogoutUri=None,
        changePasswordUri=None,
        ssoWhitelist=None,
        useDomainSpecificIssuer=None,
    ):
        """Read the settings, write them with what is given; give the answer as a dict.

        Raises KeyError where the API does not name one of the four texts.
        """
        texts = {
            "samlSignonUri": samlSignonUri,
            "samlLogoutUri": samlLogoutUri,
            "changePasswordUri": changePasswordUri,
            "ssoWhitelist": ssoWhitelist,
        }
        flags = {"enableSSO": enableSSO, "useDomainSpecificIssuer": useDomainSpecificIssuer}
        settings = self.GetSSOSettings()
        settings.update({name: "" for name in texts if settings[name] is None})
        settings.update({name: value for name, value in texts.items() if value is not None})
        settings.update(
            {name: _service._bool2str(value) for name, value in flags.items() if value is not None}
        )
        return self._put("sso/general", settings)

    def GetSSOKey(self):
        """Give a dict with modulus, exponent, algorithm, format."""
        return self.genericGet("sso/signingkey")

    def UpdateSSOKey(self, signingKey):
        """Set the public key, as text: base64 of a certificate or a key."""
        return self._put("sso/signingkey", {"signingKey": signingKey})

    # Mail

    def IsUserMigrationEnabled(self):
        """Tell whether users may import mail themselves."""
        return self.genericGet("email/migration")["enableUserMigration"] == "true"

    def UpdateUserMigrationStatus(self, enableUserMigration):
        """Set whether users may import mail themselves: a bool, or 'true' or 'false'."""
        return self._put("email/migration", {"enableUserMigration": _word(enableUserMigration)})

    def GetOutboundGatewaySettings(self):
        """Give a dict with smartHost and smtpMode; both None where there is no gateway (quirk 36)."""
        try:
            return self._GetProperties(self._serviceUrl("email/gateway"))
        except TypeError:
            return {"smartHost": None, "smtpMode": None}

    def UpdateOutboundGatewaySettings(self, smartHost=None, smtpMode=None):
        """Read the settings, write them with what is given (quirk 36); `smtpMode` is SMTP or SMTP_TLS."""
        settings = self.GetOutboundGatewaySettings()
        for name, value in {"smartHost": smartHost, "smtpMode": smtpMode}.items():
            settings[name] = value if value is not None else settings.get(name) or ""
        return self._put("email/gateway", settings)

    def AddEmailRoute(
        self, routeDestination, routeRewriteTo, routeEnabled, bounceNotifications, accountHandling
    ):
        """Add a route for mail; give it as a dict.

        `accountHandling` says whose: allAccounts, provisionedAccounts or unknownAccounts. The three in the
        middle are bools.
        """
        properties = {
            "routeDestination": routeDestination,
            "routeRewriteTo": _service._bool2str(routeRewriteTo),
            "routeEnabled": _service._bool2str(routeEnabled),
            "bounceNotifications": _service._bool2str(bounceNotifications),
            "accountHandling": accountHandling,
        }
        return self._PostProperties(self._serviceUrl("emailrouting"), properties)


def _word(flag):
    """Write a bool as the API has it; 2.0.18 failed on one, and text passes as it did."""
    return _service._bool2str(flag) if isinstance(flag, bool) else flag


def _fetched(url):
    """GET a public file, without a token; follow up to ten redirects; give its bytes."""
    from urllib.parse import urljoin

    from ....atom import http

    for _ in range(10):
        answer = http.ProxiedHttpClient().request("GET", url)
        location = answer.getheader("Location")
        if answer.status not in (301, 302, 303, 307) or not location:
            break
        url = urljoin(url, location)
    return answer.content
