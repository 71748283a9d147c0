"""The legacy module `gdata.apps.data`: entries and feeds of the Provisioning API, second generation."""

from __future__ import annotations

from ... import atom as atom
from ... import gdata as gdata
from ... import namespaces as _ns
from ...atom.core import XmlElement as _XmlElement
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from .. import data as _data

_APPS = f"{{{_ns.APPS}}}%s"
_ENTRY = f"{{{_ns.ATOM}}}entry"


# A line a fact; a class without members is a line.
# fmt: off
class Login(_XmlElement, qname=_APPS % "login"):
    admin = _attribute("admin")
    agreed_to_terms = _attribute("agreedToTerms")
    change_password = _attribute("changePasswordAtNextLogin")
    hash_function_name = _attribute("hashFunctionName")
    ip_whitelisted = _attribute("ipWhitelisted")
    password = _attribute("password")
    suspended = _attribute("suspended")
    user_name = _attribute("userName")

class Name(_XmlElement, qname=_APPS % "name"):
    family_name = _attribute("familyName")
    given_name = _attribute("givenName")

class Nickname(_XmlElement, qname=_APPS % "nickname"):
    name = _attribute("name")

class NicknameEntry(_data.GDEntry, qname=_ENTRY):
    login = _child(Login)
    nickname = _child(Nickname)

class NicknameFeed(_data.GDFeed):
    entry: list[NicknameEntry] = _children(NicknameEntry)

class Quota(_XmlElement, qname=_APPS % "quota"):
    limit = _attribute("limit")

class UserEntry(_data.GDEntry, qname=_ENTRY):
    login = _child(Login)
    name = _child(Name)
    quota = _child(Quota)

class UserFeed(_data.GDFeed):
    entry: list[UserEntry] = _children(UserEntry)
