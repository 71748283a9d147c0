"""Run every scenario with gdata 2.0.18 on Python 2.7 and keep what it saw in recorded/ (see README.md)."""

import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import atom.http
import atom.mock_http
import atom.mock_http_core
import atom.mock_service
import atom.service
import gdata
import gdata.apps.adminsettings.service
import gdata.apps.audit.service
import gdata.apps.emailsettings.service
import gdata.apps.groups.service
import gdata.apps.migration.service
import gdata.apps.organization.service
import gdata.apps.service
import gdata.auth
import gdata.calendar.service
import gdata.contacts.service
import gdata.docs.service
import gdata.exif
import gdata.geo
import gdata.media
import gdata.service
import gdata.spreadsheet.text_db

import harness

MODULES = sorted(
    name[:-3] for name in os.listdir(HERE) if name.startswith("scenes_") and name.endswith(".py")
)


def main(wanted):
    """Record the modules named in `wanted`, or all."""
    for module in wanted or MODULES:
        __import__(module)
        api = harness.Api(gdata, atom)
        names = [name for name in harness.SCENARIOS if name.startswith(module + ".")]
        seen = {name.split(".")[1]: harness.run(name, api) for name in names}
        path = os.path.join(HERE, "recorded", module[len("scenes_") :] + ".json")
        with open(path, "w") as file:
            lines = [
                "%s: %s" % (json.dumps(name), json.dumps(seen[name], sort_keys=True)) for name in sorted(seen)
            ]
            file.write("{\n" + ",\n".join(lines) + "\n}\n")
        sys.stdout.write("%s: %d scenarios\n" % (module, len(names)))


main(sys.argv[1:])
