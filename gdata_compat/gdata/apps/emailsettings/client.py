"""The client of Gmail's settings, second generation."""

from __future__ import annotations

import urllib as urllib
from urllib.parse import quote_plus as _quote_plus

from .... import gdata as gdata
from .._client import SecureDomainClient as _SecureDomainClient
from . import data as _data

EMAIL_SETTINGS_URI_TEMPLATE = "/a/feeds/emailsettings/%s/%s/%s/%s"
SETTING_ID_LABEL = "label"
SETTING_ID_FILTER = "filter"
SETTING_ID_SENDAS = "sendas"
SETTING_ID_WEBCLIP = "webclip"
SETTING_ID_FORWARDING = "forwarding"
SETTING_ID_POP = "pop"
SETTING_ID_IMAP = "imap"
SETTING_ID_VACATION_RESPONDER = "vacation"
SETTING_ID_SIGNATURE = "signature"
SETTING_ID_LANGUAGE = "language"
SETTING_ID_GENERAL = "general"
SETTING_ID_DELEGATION = "delegation"
ACTION_KEEP = "KEEP"
ACTION_ARCHIVE = "ARCHIVE"
ACTION_DELETE = "DELETE"
POP_ENABLE_FOR_ALL_MAIL = "ALL_MAIL"
POP_ENABLE_FOR_MAIL_FROM_NOW_ON = "MAIL_FROM_NOW_ON"


class EmailSettingsClient(_SecureDomainClient):
    """Reads and changes the settings of a user, who is named with his domain or without.

    Flags are sent as 'True' and 'False', and not at all where they are None. Further arguments of the methods
    are those of GDClient's, such as `auth_token`.
    """

    def make_email_settings_uri(self, username, setting_id):
        """Give the URI of a user's setting."""
        name, domain = username.split("@", 1) if "@" in username else (username, self.domain)
        return EMAIL_SETTINGS_URI_TEMPLATE % (self.api_version, domain, name, setting_id)

    MakeEmailSettingsUri = make_email_settings_uri

    def _feed(self, username, setting, kind, kwargs):
        uri = self.MakeEmailSettingsUri(username=username, setting_id=setting)
        return self.GetFeed(uri, desired_class=kind, **kwargs)

    def _entry(self, username, setting, kind, kwargs):
        uri = self.MakeEmailSettingsUri(username=username, setting_id=setting)
        return self.GetEntry(uri, desired_class=kind, **kwargs)

    def _post(self, username, setting, kind, kwargs, **rows):
        uri = self.MakeEmailSettingsUri(username=username, setting_id=setting)
        return self.post(kind(uri=uri, **rows), uri, **kwargs)

    def _put(self, username, setting, kind, kwargs, **rows):
        uri = self.MakeEmailSettingsUri(username=username, setting_id=setting)
        return self.update(kind(uri=uri, **rows), **kwargs)

    def _remove(self, username, setting, name, kwargs):
        uri = self.MakeEmailSettingsUri(username=username, setting_id=setting)
        return self.delete(f"{uri}/{name}", **kwargs)

    def create_label(self, username, name, **kwargs) -> _data.EmailSettingsLabel:
        """Create a label."""
        return self._post(username, SETTING_ID_LABEL, _data.EmailSettingsLabel, kwargs, name=name)

    CreateLabel = create_label

    def retrieve_labels(self, username, **kwargs) -> _data.EmailSettingsLabelFeed:
        """Give the labels."""
        return self._feed(username, SETTING_ID_LABEL, _data.EmailSettingsLabelFeed, kwargs)

    RetrieveLabels = retrieve_labels

    def delete_label(self, username, label, **kwargs):
        """Delete a label; give the answer."""
        return self._remove(username, SETTING_ID_LABEL, _quote_plus(label), kwargs)

    DeleteLabel = delete_label

    def create_filter(
        self,
        username,
        from_address=None,
        to_address=None,
        subject=None,
        has_the_word=None,
        does_not_have_the_word=None,
        has_attachments=None,
        label=None,
        mark_as_read=None,
        archive=None,
        **kwargs,
    ) -> _data.EmailSettingsFilter:
        """Create a filter: the mail that it finds, and what becomes of that."""
        return self._post(
            username,
            SETTING_ID_FILTER,
            _data.EmailSettingsFilter,
            kwargs,
            from_address=from_address,
            to_address=to_address,
            subject=subject,
            has_the_word=has_the_word,
            does_not_have_the_word=does_not_have_the_word,
            has_attachments=has_attachments,
            label=label,
            mark_as_read=mark_as_read,
            archive=archive,
        )

    CreateFilter = create_filter

    def create_send_as(
        self, username, name, address, reply_to=None, make_default=None, **kwargs
    ) -> _data.EmailSettingsSendAsAlias:
        """Let a user send mail as another address."""
        return self._post(
            username,
            SETTING_ID_SENDAS,
            _data.EmailSettingsSendAsAlias,
            kwargs,
            name=name,
            address=address,
            reply_to=reply_to,
            make_default=make_default,
        )

    CreateSendAs = create_send_as

    def retrieve_send_as(self, username, **kwargs) -> _data.EmailSettingsSendAsAliasFeed:
        """Give the addresses that a user may send mail as."""
        return self._feed(username, SETTING_ID_SENDAS, _data.EmailSettingsSendAsAliasFeed, kwargs)

    RetrieveSendAs = retrieve_send_as

    def update_webclip(self, username, enable, **kwargs) -> _data.EmailSettingsWebClip:
        """Show web clips, or not."""
        return self._put(username, SETTING_ID_WEBCLIP, _data.EmailSettingsWebClip, kwargs, enable=enable)

    UpdateWebclip = update_webclip

    def update_forwarding(
        self, username, enable, forward_to=None, action=None, **kwargs
    ) -> _data.EmailSettingsForwarding:
        """Forward mail, or not; `action` is ACTION_KEEP, ACTION_ARCHIVE or ACTION_DELETE."""
        return self._put(
            username,
            SETTING_ID_FORWARDING,
            _data.EmailSettingsForwarding,
            kwargs,
            enable=enable,
            forward_to=forward_to,
            action=action,
        )

    UpdateForwarding = update_forwarding

    def retrieve_forwarding(self, username, **kwargs) -> _data.EmailSettingsForwarding:
        """Give where mail is forwarded to."""
        return self._entry(username, SETTING_ID_FORWARDING, _data.EmailSettingsForwarding, kwargs)

    RetrieveForwarding = retrieve_forwarding

    def update_pop(self, username, enable, enable_for=None, action=None, **kwargs) -> _data.EmailSettingsPop:
        """Allow POP, or not; `enable_for` is one of the constants POP_ENABLE_FOR_..., `action` ACTION_..."""
        return self._put(
            username,
            SETTING_ID_POP,
            _data.EmailSettingsPop,
            kwargs,
            enable=enable,
            enable_for=enable_for,
            action=action,
        )

    UpdatePop = update_pop

    def retrieve_pop(self, username, **kwargs) -> _data.EmailSettingsPop:
        """Give the access by POP."""
        return self._entry(username, SETTING_ID_POP, _data.EmailSettingsPop, kwargs)

    RetrievePop = retrieve_pop

    def update_imap(self, username, enable, **kwargs) -> _data.EmailSettingsImap:
        """Allow IMAP, or not."""
        return self._put(username, SETTING_ID_IMAP, _data.EmailSettingsImap, kwargs, enable=enable)

    UpdateImap = update_imap

    def retrieve_imap(self, username, **kwargs) -> _data.EmailSettingsImap:
        """Give the access by IMAP."""
        return self._entry(username, SETTING_ID_IMAP, _data.EmailSettingsImap, kwargs)

    RetrieveImap = retrieve_imap

    def update_vacation(
        self,
        username,
        enable,
        subject=None,
        message=None,
        start_date=None,
        end_date=None,
        contacts_only=None,
        domain_only=None,
        **kwargs,
    ) -> _data.EmailSettingsVacationResponder:
        """Answer mail, or not; dates are text, as YYYY-MM-DD."""
        return self._put(
            username,
            SETTING_ID_VACATION_RESPONDER,
            _data.EmailSettingsVacationResponder,
            kwargs,
            enable=enable,
            subject=subject,
            message=message,
            start_date=start_date,
            end_date=end_date,
            contacts_only=contacts_only,
            domain_only=domain_only,
        )

    UpdateVacation = update_vacation

    def retrieve_vacation(self, username, **kwargs) -> _data.EmailSettingsVacationResponder:
        """Give the answer that mail gets."""
        return self._entry(
            username, SETTING_ID_VACATION_RESPONDER, _data.EmailSettingsVacationResponder, kwargs
        )

    RetrieveVacation = retrieve_vacation

    def update_signature(self, username, signature, **kwargs) -> _data.EmailSettingsSignature:
        """Set the signature; '' for none."""
        return self._put(
            username, SETTING_ID_SIGNATURE, _data.EmailSettingsSignature, kwargs, signature=signature
        )

    UpdateSignature = update_signature

    def retrieve_signature(self, username, **kwargs) -> _data.EmailSettingsSignature:
        """Give the signature."""
        return self._entry(username, SETTING_ID_SIGNATURE, _data.EmailSettingsSignature, kwargs)

    RetrieveSignature = retrieve_signature

    def update_language(self, username, language, **kwargs) -> _data.EmailSettingsLanguage:
        """Set the language of the pages, as a tag such as 'en-US'."""
        return self._put(
            username, SETTING_ID_LANGUAGE, _data.EmailSettingsLanguage, kwargs, language=language
        )

    UpdateLanguage = update_language

    def update_general_settings(
        self,
        username,
        page_size=None,
        shortcuts=None,
        arrows=None,
        snippets=None,
        use_unicode=None,
        **kwargs,
    ) -> _data.EmailSettingsGeneral:
        """Set what Gmail shows; `page_size` is a number of conversations."""
        return self._put(
            username,
            SETTING_ID_GENERAL,
            _data.EmailSettingsGeneral,
            kwargs,
            page_size=page_size,
            shortcuts=shortcuts,
            arrows=arrows,
            snippets=snippets,
            use_unicode=use_unicode,
        )

    UpdateGeneralSettings = update_general_settings

    def add_email_delegate(self, username, address, **kwargs) -> _data.EmailSettingsDelegation:
        """Let somebody use the mailbox."""
        return self._post(
            username, SETTING_ID_DELEGATION, _data.EmailSettingsDelegation, kwargs, address=address
        )

    AddEmailDelegate = add_email_delegate

    def retrieve_email_delegates(self, username, **kwargs) -> _data.EmailSettingsDelegationFeed:
        """Give those who may use the mailbox."""
        return self._feed(username, SETTING_ID_DELEGATION, _data.EmailSettingsDelegationFeed, kwargs)

    RetrieveEmailDelegates = retrieve_email_delegates

    def delete_email_delegate(self, username, address, **kwargs):
        """Let somebody use the mailbox no longer; give the answer."""
        return self._remove(username, SETTING_ID_DELEGATION, address, kwargs)

    DeleteEmailDelegate = delete_email_delegate
