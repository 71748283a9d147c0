"""The legacy package `gdata.apps.migration`: mail to import, first generation."""

from __future__ import annotations

from typing import Any as _Any

from .... import atom, gdata
from ...._submodules import lazily as _lazily
from ....engine.xml import attribute as _attribute
from ....engine.xml import child as _child
from ....engine.xml import children as _children
from ....namespaces import APPS as APPS_NAMESPACE

APPS_TEMPLATE = "{http://schemas.google.com/apps/2006}%s"

_TAIL = " extension_elements extension_attributes text"
_ENTRY = "author category content atom_id=id link published title updated rfc822_msg mail_item_property label"
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class Rfc822Msg(atom.AtomBase, init=_TAIL):
    """apps:rfc822Msg: a message, in base64 unless its encoding says otherwise."""

    _tag, _namespace = "rfc822Msg", APPS_NAMESPACE
    encoding = _attribute("encoding", default="base64")


class MailItemProperty(atom.AtomBase, init="value" + _TAIL):
    """apps:mailItemProperty: IS_STARRED, IS_UNREAD, IS_INBOX and the like."""

    _tag, _namespace = "mailItemProperty", APPS_NAMESPACE
    value = _attribute("value")


class Label(atom.AtomBase, init="label_name" + _TAIL):
    """apps:label."""

    _tag, _namespace = "label", APPS_NAMESPACE
    label_name = _attribute("labelName")


class MailEntry(gdata.GDataEntry, init=_ENTRY + " extended_property[]" + _TAIL):
    """A message; its properties and labels are None, not a list, where there are none."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    rfc822_msg = _child(Rfc822Msg)
    mail_item_property: _Any = _children(MailItemProperty, default=None)
    label: _Any = _children(Label, default=None)


class BatchMailEntry(
    gdata.BatchEntry,
    init=_ENTRY + " batch_operation batch_id batch_status extended_property[]" + _TAIL,
):
    """A message in a batch."""

    _tag, _namespace = "entry", atom.ATOM_NAMESPACE
    rfc822_msg = _child(Rfc822Msg)
    mail_item_property = _children(MailItemProperty)
    label = _children(Label)


class BatchMailEventFeed(gdata.BatchFeed, init=gdata._FEED + " interrupted" + _TAIL):
    """A batch of messages, or how their import ended."""

    _tag, _namespace = "feed", atom.ATOM_NAMESPACE
    entry = _children(BatchMailEntry)


class MailEntryProperties:
    """A message that waits to be imported; `identifier` names the thread that does it."""

    def __init__(self, mail_message=None, mail_item_properties=None, mail_labels=None, identifier=None):
        self.mail_message = mail_message
        self.mail_item_properties = mail_item_properties or []
        self.mail_labels = mail_labels or []
        self.identifier = identifier


BatchMailEntryFromString = _from_string(BatchMailEntry)
BatchMailEventFeedFromString = _from_string(BatchMailEventFeed)
LabelFromString = _from_string(Label)
MailEntryFromString = _from_string(MailEntry)
MailItemPropertyFromString = _from_string(MailItemProperty)
Rfc822MsgFromString = _from_string(Rfc822Msg)
