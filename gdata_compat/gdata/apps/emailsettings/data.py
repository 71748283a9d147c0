"""The legacy module `gdata.apps.emailsettings.data`: settings of Gmail, second generation."""

from __future__ import annotations

from typing import Any as _Any

from .... import atom as atom
from .... import gdata as gdata
from ....engine.xml import children as _children
from ....engine.xml import row as _row
from ...data import GDFeed as _GDFeed
from ..apps_property_entry import _Rows

LABEL_NAME = "label"
FILTER_FROM_NAME = "from"
FILTER_TO_NAME = "to"
FILTER_SUBJECT_NAME = "subject"
FILTER_HAS_THE_WORD_NAME = "hasTheWord"
FILTER_DOES_NOT_HAVE_THE_WORD_NAME = "doesNotHaveTheWord"
FILTER_HAS_ATTACHMENTS_NAME = "hasAttachment"
FILTER_LABEL = "label"
FILTER_MARK_AS_READ = "shouldMarkAsRead"
FILTER_ARCHIVE = "shouldArchive"
SENDAS_ALIAS_NAME = "name"
SENDAS_ALIAS_ADDRESS = "address"
SENDAS_ALIAS_REPLY_TO = "replyTo"
SENDAS_ALIAS_MAKE_DEFAULT = "makeDefault"
WEBCLIP_ENABLE = "enable"
FORWARDING_ENABLE = "enable"
FORWARDING_TO = "forwardTo"
FORWARDING_ACTION = "action"
POP_ENABLE = "enable"
POP_ENABLE_FOR = "enableFor"
POP_ACTION = "action"
IMAP_ENABLE = "enable"
VACATION_RESPONDER_ENABLE = "enable"
VACATION_RESPONDER_SUBJECT = "subject"
VACATION_RESPONDER_MESSAGE = "message"
VACATION_RESPONDER_STARTDATE = "startDate"
VACATION_RESPONDER_ENDDATE = "endDate"
VACATION_RESPONDER_CONTACTS_ONLY = "contactsOnly"
VACATION_RESPONDER_DOMAIN_ONLY = "domainOnly"
SIGNATURE_VALUE = "signature"
LANGUAGE_TAG = "language"
GENERAL_PAGE_SIZE = "pageSize"
GENERAL_SHORTCUTS = "shortcuts"
GENERAL_ARROWS = "arrows"
GENERAL_SNIPPETS = "snippets"
GENERAL_UNICODE = "unicode"
DELEGATION_ID = "delegationId"
DELEGATION_ADDRESS = "address"
DELEGATION_DELEGATE = "delegate"
DELEGATION_STATUS = "status"


class EmailSettingsEntry(_Rows):
    """A setting. Made by a script it is given a `uri`, which is where it is written."""

    def find_edit_link(self) -> _Any:
        """The URI that the entry was made with; raises AttributeError for one that the server sent."""
        return self.uri


class EmailSettingsLabel(EmailSettingsEntry, init="uri name"):
    """A label."""

    name = _row(LABEL_NAME)


class EmailSettingsFilter(
    EmailSettingsEntry,
    init="uri from_address to_address subject has_the_word does_not_have_the_word has_attachments? label"
    " mark_as_read? archive?",
):
    """A filter: the mail that it finds, and what becomes of that."""

    from_address = _row(FILTER_FROM_NAME, "From")
    to_address = _row(FILTER_TO_NAME, "To")
    subject = _row(FILTER_SUBJECT_NAME)
    has_the_word = _row(FILTER_HAS_THE_WORD_NAME)
    does_not_have_the_word = _row(FILTER_DOES_NOT_HAVE_THE_WORD_NAME)
    has_attachments = _row(FILTER_HAS_ATTACHMENTS_NAME)
    label = _row(FILTER_LABEL)
    mark_as_read = _row(FILTER_MARK_AS_READ)
    archive = _row(FILTER_ARCHIVE)


class EmailSettingsSendAsAlias(EmailSettingsEntry, init="uri name address reply_to make_default?"):
    """An address to send mail as."""

    name = _row(SENDAS_ALIAS_NAME)
    address = _row(SENDAS_ALIAS_ADDRESS)
    reply_to = _row(SENDAS_ALIAS_REPLY_TO)
    make_default = _row(SENDAS_ALIAS_MAKE_DEFAULT)


class EmailSettingsWebClip(EmailSettingsEntry, init="uri enable?"):
    """Whether web clips are shown."""

    enable = _row(WEBCLIP_ENABLE)


class EmailSettingsForwarding(EmailSettingsEntry, init="uri enable? forward_to action"):
    """Where mail is forwarded to; `action` is what becomes of the original."""

    enable = _row(FORWARDING_ENABLE)
    forward_to = _row(FORWARDING_TO)
    action = _row(FORWARDING_ACTION)


class EmailSettingsPop(EmailSettingsEntry, init="uri enable? enable_for action"):
    """Access by POP; `action` is what becomes of mail that was fetched."""

    enable = _row(POP_ENABLE)
    enable_for = _row(POP_ENABLE_FOR)
    action = _row(POP_ACTION, "PopAction")


class EmailSettingsImap(EmailSettingsEntry, init="uri enable?"):
    """Access by IMAP."""

    enable = _row(IMAP_ENABLE)


class EmailSettingsVacationResponder(
    EmailSettingsEntry, init="uri enable? subject message start_date end_date contacts_only? domain_only?"
):
    """The answer that mail gets from a date to a date, as YYYY-MM-DD."""

    enable = _row(VACATION_RESPONDER_ENABLE)
    subject = _row(VACATION_RESPONDER_SUBJECT)
    message = _row(VACATION_RESPONDER_MESSAGE)
    start_date = _row(VACATION_RESPONDER_STARTDATE)
    end_date = _row(VACATION_RESPONDER_ENDDATE)
    contacts_only = _row(VACATION_RESPONDER_CONTACTS_ONLY)
    domain_only = _row(VACATION_RESPONDER_DOMAIN_ONLY)


class EmailSettingsSignature(EmailSettingsEntry, init="uri signature=signature_value!"):
    """The signature; an empty one is sent as a blank."""

    def GetValue(self) -> str | None:
        """The signature; '' for the blank that stands for an empty one."""
        value = self._GetProperty(SIGNATURE_VALUE)
        return "" if value == " " else value

    def SetValue(self, value: str | None) -> None:
        """Sets the signature."""
        self._SetProperty(SIGNATURE_VALUE, " " if value == "" else value)

    signature_value = property(GetValue, SetValue)


class EmailSettingsLanguage(EmailSettingsEntry, init="uri language=language_tag"):
    """The language of the pages, as a tag of RFC 3066."""

    language_tag = _row(LANGUAGE_TAG, "Language")


class EmailSettingsGeneral(
    EmailSettingsEntry, init="uri page_size? shortcuts? arrows? snippets? use_unicode?"
):
    """What Gmail shows; `page_size` is a number of conversations."""

    page_size = _row(GENERAL_PAGE_SIZE)
    shortcuts = _row(GENERAL_SHORTCUTS)
    arrows = _row(GENERAL_ARROWS)
    snippets = _row(GENERAL_SNIPPETS)
    use_unicode = _row(GENERAL_UNICODE, "Unicode")


class EmailSettingsDelegation(EmailSettingsEntry, init="uri address"):
    """Somebody who may use the mailbox."""

    address = _row(DELEGATION_ADDRESS)


class EmailSettingsLabelFeed(_GDFeed):
    """A page of labels."""

    entry: list[EmailSettingsLabel] = _children(EmailSettingsLabel)


class EmailSettingsSendAsAliasFeed(_GDFeed):
    """A page of addresses to send as."""

    entry: list[EmailSettingsSendAsAlias] = _children(EmailSettingsSendAsAlias)


class EmailSettingsDelegationFeed(_GDFeed):
    """A page of delegates."""

    entry: list[EmailSettingsDelegation] = _children(EmailSettingsDelegation)
