# -*- coding: utf-8 -*-
"""Plays the scenes of a file against a library and gives what came out as JSON: see README."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [HERE, os.path.join(HERE, "..", "client")]

import record_client
from record_client import play


class Library(record_client.Library):
    """The modules that the scenes use: `gdata.apps.client` is `gdata_apps_client`."""

    NAMES = record_client.Library.NAMES + (
        "gdata.apps.apps_property_entry",
        "gdata.apps.client",
        "gdata.apps.data",
        "gdata.apps.emailsettings.client",
        "gdata.apps.emailsettings.data",
        "gdata.apps.groups.client",
        "gdata.apps.groups.data",
        "gdata.apps.multidomain.client",
        "gdata.apps.multidomain.data",
        "gdata.apps.organization.client",
        "gdata.apps.organization.data",
        "gdata.apps_property",
        "gdata.calendar_resource.client",
        "gdata.calendar_resource.data",
    )


def main():
    record_client.main(Library)


if __name__ == "__main__":
    main()
