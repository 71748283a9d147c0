# -*- coding: utf-8 -*-
"""Plays the scenes of a file against a library and gives what came out as JSON: see README."""

import importlib
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[1:1] = [HERE, os.path.join(HERE, "..", "client")]

import record_client


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
    module = importlib.import_module(sys.argv[1])
    seen = record_client.play(module.scenes, Library(importlib.import_module))
    if sys.argv[2:]:
        lines = ["%s: %s" % (json.dumps(name), json.dumps(seen[name], sort_keys=True)) for name in sorted(seen)]
        print("{\n" + ",\n".join(lines) + "\n}")
    else:
        print(json.dumps(seen, sort_keys=True))


if __name__ == "__main__":
    main()
