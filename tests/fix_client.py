"""The recorded scenes of `gdata.client` and its neighbours."""

from __future__ import annotations

from tests.scenes import Scenes

_SCENES = Scenes("client", "record_client")
record, FOLDER = _SCENES.record, _SCENES.folder
recorded, scenes, played, observed = _SCENES.recorded, _SCENES.scenes, _SCENES.played, _SCENES.observed
