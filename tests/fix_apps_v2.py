"""The recorded scenes of the Apps family, second generation."""

from __future__ import annotations

from typing import Any

from tests.scenes import Scenes

_SCENES = Scenes("apps_v2", "record_apps_v2", "scenes_apps_")
record, recorded, scenes, observed = _SCENES.record, _SCENES.recorded, _SCENES.scenes, _SCENES.observed
library = _SCENES.library


def names(name: str, *areas: str) -> list[str]:
    """The names of the scenes of some areas: of all that begin so."""
    return sorted(each for each in recorded(name) if each.startswith(areas))


def played(name: str, scene: str) -> Any:
    """What ours does in a scene, as JSON holds it."""
    return _SCENES.played(scenes(name)[scene])
