"""The recorded scenes of the Apps family, second generation: played with ours, and with 2.0.18."""

from __future__ import annotations

import functools
import importlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).parent / "data" / "apps_v2"
if str(FOLDER) not in sys.path:
    sys.path.insert(0, str(FOLDER))

record = importlib.import_module("record_apps_v2")


@functools.cache
def library():
    """Our modules, as the scenes use them."""
    return record.Library(lambda name: importlib.import_module(f"gdata_compat.{name}"))


@functools.cache
def recorded(name):
    """What 2.0.18 did in the scenes of a file, by their names."""
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@functools.cache
def scenes(name):
    """The scenes of a file with our modules, by their names."""
    return dict(importlib.import_module(f"scenes_apps_{name}").scenes(library()))


def names(name, *areas):
    """The names of the scenes of some areas: of all that begin so."""
    return sorted(each for each in recorded(name) if each.startswith(areas))


def played(name, scene):
    """What ours does in a scene, as JSON holds it."""
    play = record.record_client.play
    return json.loads(json.dumps(play(lambda _: [(scene, scenes(name)[scene])], None)))[scene]


def observed(original, name):
    """What 2.0.18 does now."""
    source = "import sys; sys.path.insert(0, sys.argv.pop(1)); import record_apps_v2 as record; record.main()"
    return original.observe(source, str(FOLDER), f"scenes_apps_{name}")
