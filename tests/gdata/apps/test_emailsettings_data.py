"""gdata.apps.emailsettings.data as recorded on 2.0.18."""

from __future__ import annotations

import pytest

from tests.fix_apps_v2 import names, played, recorded

SCENES = names("rows", "apps.emailsettings.")


@pytest.mark.parametrize("scene", SCENES)
def test_everything_is_as_2018_had_it(scene):
    """What is read, kept, written and refused is what was recorded."""
    assert played("rows", scene) == recorded("rows")[scene]
