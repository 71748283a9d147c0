"""gdata.apps.client as recorded on 2.0.18."""

from __future__ import annotations

import pytest

from tests.fix_apps_v2 import names, played, recorded

SCENES = names("clients", "apps:")


@pytest.mark.parametrize("scene", SCENES)
def test_everything_is_as_2018_had_it(scene):
    """Requests, results and errors are those that were recorded."""
    assert played("clients", scene) == recorded("clients")[scene]
