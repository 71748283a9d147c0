"""The names of every module of gdata 2.0.18, so that a missing one can be told from a mistyped one."""

__all__ = ["LEGACY_MODULES"]

_ATOM = """
auth client core data http http_core http_interface mock_http mock_http_core mock_service service
token_store url
"""
_GDATA = """
acl acl.data alt analytics analytics.client analytics.data analytics.service apps apps.adminsettings
apps.adminsettings.service apps.apps_property_entry apps.audit apps.audit.service apps.client
apps.data apps.emailsettings apps.emailsettings.client apps.emailsettings.data
apps.emailsettings.service apps.groups apps.groups.client apps.groups.data apps.groups.service
apps.migration apps.migration.service apps.multidomain apps.multidomain.client apps.multidomain.data
apps.organization apps.organization.client apps.organization.data apps.organization.service
apps.service apps_property auth blogger blogger.client blogger.data blogger.service books books.data
books.service calendar calendar.client calendar.data calendar.service calendar_resource
calendar_resource.client calendar_resource.data client codesearch codesearch.service contacts
contacts.client contacts.data contacts.service contentforshopping contentforshopping.client
contentforshopping.data core data docs docs.client docs.data docs.service dublincore dublincore.data
exif finance finance.data finance.service gauth geo geo.data health health.service marketplace
marketplace.client marketplace.data media media.data notebook notebook.data oauth oauth.rsa
opensearch opensearch.data photos photos.service projecthosting projecthosting.client
projecthosting.data sample_util service sites sites.client sites.data spreadsheet
spreadsheet.service spreadsheet.text_db spreadsheets spreadsheets.client spreadsheets.data
test_config urlfetch webmastertools webmastertools.data webmastertools.service youtube
youtube.client youtube.data youtube.service
"""

LEGACY_MODULES = frozenset(
    {"atom", "gdata"}
    | {f"atom.{name}" for name in _ATOM.split()}
    | {f"gdata.{name}" for name in _GDATA.split()}
)
