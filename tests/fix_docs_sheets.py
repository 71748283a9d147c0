"""The recorded scenes of documents and spreadsheets, second generation: played with ours, and with 2.0.18."""

from __future__ import annotations

import functools
import importlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "docs_sheets_v2"
if str(FOLDER) not in sys.path:
    sys.path.insert(0, str(FOLDER))

record = importlib.import_module("record_docs_sheets")


@functools.cache
def library():
    """Our modules, as the scenes use them."""
    return record.Library(lambda name: importlib.import_module(f"gdata_compat.{name}"))


def recorded(name):
    """What 2.0.18 did in the scenes of a file, by their names."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def scenes(name):
    """The scenes of a file with our modules, by their names."""
    return dict(importlib.import_module(f"scenes_{name}").scenes(library()))


def played(scene):
    """What ours does in a scene, as JSON holds it."""
    play = record.record_client.play
    return json.loads(json.dumps(play(lambda _: [("scene", scene)], None)))["scene"]


def observed(original, name):
    """What 2.0.18 does now."""
    source = "import sys; sys.path.insert(0, sys.argv.pop(1)); import record_docs_sheets as it; it.main()"
    return original.observe(source, str(FOLDER), f"scenes_{name}")
