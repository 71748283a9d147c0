"""The recorded scenes of the second generation's HTTP and tokens."""

from __future__ import annotations

from tests.scenes import Scenes

_SCENES = Scenes("gauth", "record_gauth")
recorded, scenes, played, observed = _SCENES.recorded, _SCENES.scenes, _SCENES.played, _SCENES.observed
library = _SCENES.library
