"""The recorded scenes of documents and spreadsheets, second generation."""

from __future__ import annotations

from tests.scenes import Scenes

_SCENES = Scenes("docs_sheets_v2", "record_docs_sheets")
recorded, scenes, played, observed = _SCENES.recorded, _SCENES.scenes, _SCENES.played, _SCENES.observed
