"""The feeds of the Provisioning API, one file each; each offers its `blueprint`."""

from __future__ import annotations

from flask import Blueprint

from . import (
    admin_settings,
    audit,
    audit_files,
    calendar_resources,
    contact_batches,
    contact_photos,
    contacts,
    email_lists,
    email_settings,
    groups,
    migration,
    multi_domain,
    nicknames,
    org_units,
    users,
)

__all__ = ["BLUEPRINTS"]

#: Every feed that the server speaks.
BLUEPRINTS: tuple[Blueprint, ...] = (
    users.blueprint,
    nicknames.blueprint,
    email_lists.blueprint,
    groups.blueprint,
    org_units.blueprint,
    multi_domain.blueprint,
    calendar_resources.blueprint,
    email_settings.blueprint,
    contacts.blueprint,
    contact_batches.blueprint,
    contact_photos.blueprint,
    migration.blueprint,
    admin_settings.blueprint,
    audit.blueprint,
    audit_files.blueprint,
)
