"""The service for the settings of users' mailboxes: each is written, none can be read.

Flags are True, False, or None to leave the setting as it is; anything else counts as False. Every method
gives the answer's properties as a dict; refusals raise `gdata.apps.service.AppsForYourDomainException`.
"""

from __future__ import annotations

from .... import gdata  # noqa: F401  # a name that scripts use
from .. import service as _service

API_VER = "2.0"

# What happens to mail that was forwarded or fetched by POP.
KEEP = "KEEP"
ARCHIVE = "ARCHIVE"
DELETE = "DELETE"
# Which mail POP offers.
ALL_MAIL = "ALL_MAIL"
MAIL_FROM_NOW_ON = "MAIL_FROM_NOW_ON"


class EmailSettingsService(_service.PropertyService):
    """The mailboxes of a domain; `username` is the part before the @."""

    def _serviceUrl(self, setting_id, username, domain=None):
        """Write the URI of a user's setting."""
        domain = self.domain if domain is None else domain
        return f"/a/feeds/emailsettings/{API_VER}/{domain}/{username}/{setting_id}"

    def _create(self, setting_id, username, **properties):
        return self._PostProperties(self._serviceUrl(setting_id, username), properties)

    def _update(self, setting_id, username, **properties):
        return self._PutProperties(self._serviceUrl(setting_id, username), properties)

    def _switch(self, setting_id, username, enable, **properties):
        """Write a setting that is on or off; only what is on has properties."""
        more = properties if enable is True else {}
        return self._update(setting_id, username, enable=_flag(enable), **more)

    def CreateLabel(self, username, label):
        """Create a label."""
        return self._create("label", username, label=label)

    def CreateFilter(
        self,
        username,
        from_=None,
        to=None,
        subject=None,
        has_the_word=None,
        does_not_have_the_word=None,
        has_attachment=None,
        label=None,
        should_mark_as_read=None,
        should_archive=None,
    ):
        """Create a filter: what messages are like, and what is done with them."""
        like = {"from": from_, "to": to, "subject": subject, "hasTheWord": has_the_word}
        like["doesNotHaveTheWord"] = does_not_have_the_word
        like["hasAttachment"] = _flag(has_attachment)
        read, archive = _flag(should_mark_as_read), _flag(should_archive)
        return self._create(
            "filter", username, **like, label=label, shouldMarkAsRead=read, shouldArchive=archive
        )

    def CreateSendAsAlias(self, username, name, address, reply_to=None, make_default=None):
        """Create a name and address to send as."""
        default = _flag(make_default)
        return self._create(
            "sendas", username, name=name, address=address, replyTo=reply_to, makeDefault=default
        )

    def UpdateWebClipSettings(self, username, enable):
        """Switch web clips on or off."""
        return self._switch("webclip", username, enable)

    def UpdateForwarding(self, username, enable, forward_to=None, action=None):
        """Switch forwarding on or off; `action` is KEEP, ARCHIVE or DELETE."""
        return self._switch("forwarding", username, enable, forwardTo=forward_to, action=action)

    def UpdatePop(self, username, enable, enable_for=None, action=None):
        """Switch POP on or off; `enable_for` is ALL_MAIL or MAIL_FROM_NOW_ON, `action` as in forwarding."""
        return self._switch("pop", username, enable, enableFor=enable_for, action=action)

    def UpdateImap(self, username, enable):
        """Switch IMAP on or off."""
        return self._switch("imap", username, enable)

    def UpdateVacation(self, username, enable, subject=None, message=None, contacts_only=None):
        """Switch the vacation message on or off."""
        only = _flag(contacts_only)
        return self._switch("vacation", username, enable, subject=subject, message=message, contactsOnly=only)

    def UpdateSignature(self, username, signature):
        """Set the signature."""
        return self._update("signature", username, signature=signature)

    def UpdateLanguage(self, username, language):
        """Set the language, by its code."""
        return self._update("language", username, language=language)

    def UpdateGeneral(
        self, username, page_size=None, shortcuts=None, arrows=None, snippets=None, unicode=None
    ):
        """Set the number of conversations a page, and flags."""
        size = None if page_size is None else str(page_size)
        flags = {"shortcuts": shortcuts, "arrows": arrows, "snippets": snippets, "unicode": unicode}
        written = {name: _flag(value) for name, value in flags.items()}
        return self._update("general", username, pageSize=size, **written)


def _flag(value):
    return _service._bool2str(value)
