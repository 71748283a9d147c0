"""The recorded scenarios of the service modules: run with ours, compared with what 2.0.18 did."""

import importlib
import json
import sys
from pathlib import Path

import pytest

from gdata_compat import atom, gdata

FOLDER = Path(__file__).parent / "data" / "services"
if str(FOLDER) not in sys.path:
    sys.path.insert(0, str(FOLDER))

harness = importlib.import_module("harness")
samples = importlib.import_module("samples")


def names_of(module):
    """The names of a module's scenarios, all of which have been recorded."""
    importlib.import_module(f"scenes_{module}")
    prefix = f"scenes_{module}."
    return sorted(name.removeprefix(prefix) for name in harness.SCENARIOS if name.startswith(prefix))


def recorded(module):
    """What 2.0.18 did in a module's scenarios, by their names."""
    return json.loads((FOLDER / "recorded" / f"{module}.json").read_text(encoding="utf-8"))


def replayed(module, name):
    """What ours does in a scenario."""
    names_of(module)
    return harness.run(f"scenes_{module}.{name}", harness.Api(gdata, atom))


@pytest.fixture
def api():
    """The legacy packages with a fake client, as the scenarios use them."""
    return harness.Api(gdata, atom)
