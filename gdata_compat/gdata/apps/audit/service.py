"""The service for Email Audit: copies of mail, exports of mailboxes, and account information for auditors.

Google still answers this API, to OAuth 2 tokens. Users are the parts before the @. Dates are texts in UTC,
"2009-06-30 23:20" (yyyy-MM-dd HH:mm), and go out as they are given. A request that Google works on is a dict
of the API's properties, with `requestId` and `status`; refusals raise
`gdata.apps.service.AppsForYourDomainException`.
"""

from __future__ import annotations

from .... import gdata  # noqa: F401  # a name that scripts use
from .. import service as _service


class AuditService(_service.PropertyService):
    """The audits of a domain."""

    def _serviceUrl(self, setting_id, domain=None, user=None):
        """Write the URI of a kind of audit: the domain's, or a user's."""
        domain = self.domain if domain is None else domain
        uri = f"/a/feeds/compliance/audit/{setting_id}/{domain}"
        return uri if user is None else f"{uri}/{user}"

    def updatePGPKey(self, pgpkey):
        """Upload the public key that exports are encrypted with, in ASCII armour: text or bytes."""
        return self._PostProperties(self._serviceUrl("publickey"), {"publicKey": _service._base64(pgpkey)})

    # Monitors: copies of mail as it comes and goes

    def createEmailMonitor(
        self,
        source_user,
        destination_user,
        end_date,
        begin_date=None,
        incoming_headers_only=False,
        outgoing_headers_only=False,
        drafts=False,
        drafts_headers_only=False,
        chats=False,
        chats_headers_only=False,
    ):
        """Send copies of a user's mail to another until `end_date`; give the monitor as a dict.

        It replaces one that these two users have. It begins now where `begin_date` is None.
        """
        properties = {
            "destUserName": destination_user,
            "beginDate": begin_date,
            "endDate": end_date,
            "incomingEmailMonitorLevel": _level(incoming_headers_only),
            "outgoingEmailMonitorLevel": _level(outgoing_headers_only),
            "draftMonitorLevel": _level(drafts_headers_only) if drafts else None,
            "chatMonitorLevel": _level(chats_headers_only) if chats else None,
        }
        return self._PostProperties(self._serviceUrl("mail/monitor", user=source_user), properties)

    def getEmailMonitors(self, user):
        """Give a list of a user's monitors."""
        return self._GetPropertiesList(self._serviceUrl("mail/monitor", user=user))

    def deleteEmailMonitor(self, source_user, destination_user):
        """Send no more copies of a user's mail to another."""
        return self._DeleteProperties(self._one("mail/monitor", source_user, destination_user))

    # Account information

    def createAccountInformationRequest(self, user):
        """Ask for a user's account information; give the request as a dict."""
        return self._PostProperties(self._serviceUrl("account", user=user), {})

    def getAccountInformationRequestStatus(self, user, request_id):
        """Give a request as a dict, with the files' URLs once it is COMPLETED. `request_id` is text."""
        return self._GetProperties(self._one("account", user, request_id))

    def getAllAccountInformationRequestsStatus(self):
        """Give a list of the domain's requests."""
        return self._GetPropertiesList(self._serviceUrl("account"))

    def deleteAccountInformationRequest(self, user, request_id):
        """Delete a request and what it has led to."""
        return self._DeleteProperties(self._one("account", user, request_id))

    # Exports of mailboxes

    def createMailboxExportRequest(
        self,
        user,
        begin_date=None,
        end_date=None,
        include_deleted=False,
        search_query=None,
        headers_only=False,
    ):
        """Ask for a user's mail, encrypted with the domain's key; give the request as a dict.

        All mail, or what lies between the dates. The API takes either `include_deleted` or a `search_query`
        as in Gmail's search box. Only True is true for the flags.
        """
        properties = {
            "beginDate": begin_date,
            "endDate": end_date,
            "includeDeleted": _service._bool2str(include_deleted),
            "searchQuery": search_query,
            "packageContent": _level(headers_only is True),
        }
        return self._PostProperties(self._serviceUrl("mail/export", user=user), properties)

    def getMailboxExportRequestStatus(self, user, request_id):
        """Give a request as a dict, with `fileUrl0` and so on once it is COMPLETED. `request_id` is text."""
        return self._GetProperties(self._one("mail/export", user, request_id))

    def getAllMailboxExportRequestsStatus(self):
        """Give a list of the domain's requests."""
        return self._GetPropertiesList(self._serviceUrl("mail/export"))

    def deleteMailboxExportRequest(self, user, request_id):
        """Delete a request and what it has led to."""
        return self._DeleteProperties(self._one("mail/export", user, request_id))

    def _one(self, setting_id, user, which):
        return self._serviceUrl(setting_id, user=user + "/" + which)


def _level(headers_only):
    return "HEADER_ONLY" if headers_only else "FULL_MESSAGE"
