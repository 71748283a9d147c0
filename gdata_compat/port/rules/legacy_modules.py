"""Modules of the old library that are not here, or never were in 2.0.18."""

from __future__ import annotations

from ..provided import is_legacy_module, is_provided
from ..rule import Rule, Script
from ..scopes import Imported, imports_of
from ..services import service_of
from ..tree import Node


class LegacyModules(Rule):
    """Says which imports cannot work, and what there is instead."""

    kinds = ("import_name", "import_from")
    section = "A module that is not here yet"
    evidence = False
    keeps = (
        "import gdata.apps.service\n",
        "from gdata import auth\n",
        "from gdata.apps.service import AppsService\n",
        "from atom.api import Atom\n",
    )
    finds = (
        ("import gdata.base.service\n", "gdata.base.service"),
        ("from gdata.base import service\n", "gdata.base"),
        ("import gdata.maps\n", "gdata.maps"),
    )

    def visit(self, node: Node, script: Script) -> None:
        """Look at an import of the old library."""
        for each in imports_of(node):
            missing = _missing(each)
            if missing is not None and not each.loaded.startswith(("gdata.tlslite", "gdata.alt")):
                self._find(node, missing, script)
                return

    def _find(self, node: Node, module: str, script: Script) -> None:
        service = service_of(module)
        legacy = is_legacy_module(module)
        why = "gdata_compat does not have it" if legacy else "gdata 2.0.18 had no such module"
        became = f"; {service.what} is switched off, today there is {service.today}" if service else ""
        script.find(
            self,
            node,
            f"{module} is not here",
            f"{why}{became}",
            "take out what needs it, or catch the ImportError where the script can do without",
        )


def _missing(imported: Imported) -> str | None:
    """Give the module that an import needs and this package does not have."""
    if imported.loaded.partition(".")[0] == "gdata":
        if not is_provided(imported.loaded):
            return imported.loaded
        if is_legacy_module(imported.origin) and not is_provided(imported.origin):
            return imported.origin
    return None
