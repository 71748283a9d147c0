"""What MIGRATION.md says that a table of the package knows: its blocks `<!-- NAME -->` to `<!-- /NAME -->`.

`python -m gdata_compat.guide MIGRATION.md` writes them anew.
"""

from __future__ import annotations

import re
import sys
import textwrap
from pathlib import Path

from ._legacy_modules import LEGACY_MODULES
from .port.services import SERVICES, Service

__all__ = ["BLOCKS", "fill"]

_WIDTH = 110
_PACKAGE = Path(__file__).parent


def fill(text: str) -> str:
    """Return a document whose blocks say what the package knows; raises ValueError where one is missing."""
    for name, make in BLOCKS.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
        found = pattern.search(text)
        if found is None:
            raise ValueError(f"the document has no block <!-- {name} -->")
        text = f"{text[: found.end(1)]}{make()}{text[found.start(2) :]}"
    return text


def modules_here() -> set[str]:
    """Return the names of the legacy modules that the package has."""
    return {
        ".".join(path.relative_to(_PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        for root in ("atom", "gdata")
        for path in (_PACKAGE / root).rglob("*.py")
        if not path.name.startswith("_") or path.name == "__init__.py"
    }


def _modules() -> str:
    here = modules_here()
    missing = sorted(name for name in LEGACY_MODULES - here if not _has_missing_parent(name, here))
    return (
        _paragraph("These modules are complete:", sorted(here))
        + "\n"
        + _paragraph("These are not here, nor what is below them:", missing)
    )


def _has_missing_parent(name: str, here: set[str]) -> bool:
    parent = name.rpartition(".")[0]
    return parent in LEGACY_MODULES and parent not in here


def _paragraph(start: str, names: list[str]) -> str:
    text = f"{start} {', '.join(f'`{name}`' for name in names)}."
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False) + "\n"


def _services() -> str:
    modules: dict[Service, list[str]] = {}
    for name, service in SERVICES.items():
        modules.setdefault(service, []).append(f"`{name}`")
    rows = ["| modules | what it was | answers at Google | today |", "|---|---|---|---|"]
    for each, names in modules.items():
        alive = "yes" if each.is_alive else "no"
        rows.append(f"| {', '.join(names)} | {each.what.removeprefix('the ')} | {alive} | {each.today} |")
    return "\n".join(rows) + "\n"


#: Each block by its name.
BLOCKS = {"modules": _modules, "services": _services}

if __name__ == "__main__":
    for file in sys.argv[1:]:
        path = Path(file)
        path.write_text(fill(path.read_text(encoding="utf-8")), encoding="utf-8")
