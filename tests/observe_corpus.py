"""Makes the corpus anew: `python -m tests.observe_corpus [NAME ...]`; it needs Python 2.7 and the original.

Two kinds of scripts are run with gdata 2.0.18 and recorded by `gdata_compat/replay/gdata_har.py` into
tests/data/corpus, NAME.har and beside it NAME.json, which says what was run:

- every script that the server's tests run with both libraries (`observe`), against the server;
- the scenes of the services and clients (`SCENES`), by tests/data/replay/scenes_on_the_wire.py, against a
  server that gives the answers that a scene says Google gave: calendar, documents, spreadsheets and all else
  that our server does not have, redirects, retries, media, pages.

With names only these scenes are made. Nonces, times and ports differ from one making to the next, and nothing
else does. Nothing in the corpus is secret but what the tests made up, and scripts look at tokens: so it is
recorded with `--no-scrub`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from gdata_compat.replay import gdata_har, har
from tests.fix_original import Original, _install, _interpreters, _is_python27, _library_folder
from tests.fix_server import CORPUS

__all__ = ["FOLDER", "ON_PURPOSE", "SCENES", "SCENE_SCRIPT", "main"]

_DATA = Path(__file__).parent / "data"

FOLDER = _DATA / "corpus"

#: What plays scenes; it takes the folder of the data, a kind, a module and the scenes to leave out.
SCENE_SCRIPT = _DATA / "replay" / "scenes_on_the_wire.py"

_NO_SPACES = "Python 2.7.18 sends no address with a space"

_PARTS = "prefixes in the XML of a MIME part differ, and parts are compared as text"

#: Scenes that read the resource "a b".
_RESOURCES = (
    "a source and a requestor",
    "a token",
    "another host",
    "another version",
    "answered with another document",
    "answered with no XML",
    "answered with nothing",
    "get_resource",
    "refused 302",
    "refused 400",
    "refused 401",
    "refused 403",
    "refused 404",
    "refused 409",
    "refused 503",
)

#: Scripts in which this library differs on purpose, and the section of MIGRATION.md that says how.
ON_PURPOSE = {
    "the_gateway_is_set_by_ours_alone": "What 2.0.18 crashed on",
    "the_logo": "Smaller differences on the wire and in signing",
}

#: Modules of scenes by their kinds, and the scenes that are left out of each, with the reason.
SCENES: dict[str, dict[str, str]] = {
    "services/scenes_adminsettings": {},
    "services/scenes_apps": {"awkward_names": _NO_SPACES},
    "services/scenes_calendar": {},
    "services/scenes_calls": {},
    "services/scenes_login": {},
    "services/scenes_organization": {},
    "services/scenes_pages": {},
    "services/scenes_properties": {},
    "services/scenes_requests": {
        "session_id_enters_the_callers_parameters": "it looks at the class of a URL; the wire has text",
    },
    "services/scenes_retries": {},
    "services/scenes_spreadsheet_service": {},
    "services/scenes_auth_sub": {
        "secure_auth_sub": "the signed time is in a parameter of the header with other things",
    },
    "services/scenes_audit": {
        "methods_that_are_called": _NO_SPACES,
        "refusals": _NO_SPACES,
        "success": _NO_SPACES,
        "success_with_201": _NO_SPACES,
    },
    "services/scenes_contacts": {
        "photos_uploaded": "it sends `Content-Length: None`, which this library refuses"
    },
    "services/scenes_docs_service": dict.fromkeys(
        ("deprecated_uploads", "upload_of_a_path", "uploads"), _PARTS
    ),
    "apps_v2/scenes_apps_clients": dict.fromkeys(
        (
            "apps: RetrieveUser of an odd name",
            *(f"calendar resource: {scene}" for scene in _RESOURCES),
            "emailsettings: DeleteEmailDelegate by force",
        ),
        _NO_SPACES,
    ),
    "calendar_v2/calendar_client": {},
    "contacts_v2/contacts_client": {},
    "docs_sheets_v2/scenes_docs_client": {"resources: by id": _NO_SPACES},
    "docs_sheets_v2/scenes_sheets_client": {},
}


def main(names: list[str]) -> int:
    """Record beside the present corpus, and put it in its place when all went well."""
    with tempfile.TemporaryDirectory() as made:
        if not names and _record_scripts(made):
            return 1
        original = _original()
        for name in names or SCENES:
            _record_scenes(original, name, Path(made))
        for old in () if names else FOLDER.glob("*"):
            old.unlink()
        for new in Path(made).iterdir():
            (FOLDER / new.name).write_bytes(new.read_bytes())
    return 0


def _record_scripts(folder: str) -> int:
    tests = str(Path(__file__).parent / "server")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "original", tests]
    return subprocess.run(command, env={**os.environ, CORPUS: folder}, check=False).returncode


def _original() -> Original:
    """Give what the fixture `original` gives; raises SystemExit where it cannot be had."""
    folder = _library_folder()
    python = next(filter(_is_python27, _interpreters()), None)
    why_not = "there is no Python 2.7" if python is None else _install(python, folder)
    if python is None or why_not is not None:
        raise SystemExit(f"the corpus needs the original: {why_not}")
    return Original(python, folder)


def _record_scenes(original: Original, name: str, folder: Path) -> None:
    """Record the scenes of a module; raises SystemExit where the script fails."""
    kind, _, module = name.partition("/")
    file = folder / f"{module.removeprefix('scenes_')}_of_{kind}.har"
    given: dict[str, Any] = {"scenes": [kind, module], "left out": SCENES[name]}
    file.with_suffix(".json").write_text(json.dumps(given, indent=1), encoding="utf-8")
    arguments = [kind, module, *SCENES[name]]
    command = [str(original.python), "-B", gdata_har.__file__, str(SCENE_SCRIPT), str(_DATA), *arguments]
    how: dict[str, Any] = {"timeout": 300, "quiet": True, "scrubber": gdata_har.Unscrubbed()}
    gdata_har.run_script(command, [*arguments], str(file), original._environment({}), **how)
    done = har.read(file).script
    if done is None or done.exit_status:
        raise SystemExit(f"{name} failed: {done and done.stderr.decode(errors='replace')[-2000:]}")
    print(f"{file.name}: {len(har.read(file).calls)} calls")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
