"""The imports of the old library: one line in front, or written anew."""

from __future__ import annotations

from ..._legacy_modules import LEGACY_MODULES
from ..imports import insert_before
from ..rule import Rule, Script
from ..scopes import Imported, imports_of
from ..tree import Node, enclosing, kind, leaf, statement_of

_LINE = "import gdata_compat; gdata_compat.install()"
_LAZY = ("funcdef", "classdef", "decorated", "async_funcdef")


class GdataImports(Rule):
    """Puts `import gdata_compat; gdata_compat.install()` before the first import of the old library.

    With the style 'import' each import of it is written as one from this package.
    """

    section = "The imports"
    evidence = False
    changes = (
        (
            "from atom.api import Atom\nimport gdata.auth\n",
            "from atom.api import Atom\nfrom gdata_compat import gdata\n",
        ),
        (
            "#!/usr/bin/python\n'''Doc.'''\n\nimport sys\n# old\nimport gdata.auth\n",
            "#!/usr/bin/python\n'''Doc.'''\n\nimport sys\n# old\n"
            "import gdata_compat; gdata_compat.install()\nimport gdata.auth\n",
        ),
        (
            "try:\n    import atom\nexcept ImportError:\n    raise\n",
            "import gdata_compat; gdata_compat.install()\ntry:\n    import atom\nexcept ImportError:\n    raise\n",
        ),
        (
            "import os\n\ndef f():\n    import gdata.service\n",
            "import os\nimport gdata_compat; gdata_compat.install()\n\ndef f():\n    import gdata.service\n",
        ),
    )
    keeps = (
        "import gdata_compat\ngdata_compat.install()\nimport gdata.auth\n",
        "from gdata_compat import gdata, atom\n",
        "from atom.api import Atom\n",
        "import os\n",
        "from .gdata import x\n",
    )

    def finish(self, script: Script) -> None:
        """Edit by the style asked for, or by the one that changes fewer lines."""
        imported = script.scopes.imported
        if any(each.loaded.partition(".")[0] == "gdata_compat" for each in imported):
            return
        legacy = [each for each in imported if is_legacy(each) and _is_there(each.node, script)]
        if not legacy:
            return
        statements = _statements(legacy)
        if (script.options.style or _default(imported)) == "import":
            for statement in statements:
                _rewrite(statement)
        else:
            self._install(statements[0], script)

    @staticmethod
    def _install(first: Node, script: Script) -> None:
        place = statement_of(first)
        if kind(place) not in _LAZY:
            insert_before(script, place, _LINE)
            return
        last = None
        for each in script.tree.children:
            if each is place:
                break
            if kind(each) == "simple_stmt" and kind(each.children[0]) in ("import_name", "import_from"):
                last = each
        if last is None:
            insert_before(script, place, _LINE)
        else:
            script.tree.insert_child(script.tree.children.index(last) + 1, leaf(_LINE + script.newline))


def _default(imported: list[Imported]) -> str:
    """Give the style that edits less: a line more, unless another package called atom is in the way of it."""
    foreign = any(each.loaded.partition(".")[0] == "atom" and not is_legacy(each) for each in imported)
    return "import" if foreign else "install"


def is_legacy(imported: Imported) -> bool:
    """Tell whether an import is of the old library; other packages are called atom, too."""
    top = imported.loaded.partition(".")[0]
    if top == "gdata":
        return True
    return top == "atom" and (imported.loaded in LEGACY_MODULES or imported.origin in LEGACY_MODULES)


def _is_there(node: Node, script: Script) -> bool:
    """Tell whether no other rule took an import away."""
    while node.parent is not None:
        node = node.parent
    return node is script.tree


def _statements(legacy: list[Imported]) -> list[Node]:
    found: list[Node] = []
    for each in legacy:
        statement = each.node
        if kind(statement) not in ("import_name", "import_from"):
            statement = enclosing(statement, "import_name", "import_from")
        if not any(statement is other for other in found):
            found.append(statement)
    return found


def _rewrite(statement: Node) -> None:
    """Write one statement as imports from this package; submodules are there by attribute."""
    if kind(statement) == "import_from":
        module = statement.children[1]
        first = next(module.leaves())
        first.value = f"gdata_compat.{first.value}"
        statement.changed()
        return
    wanted: dict[str, list[str]] = {}
    for each in imports_of(statement):
        package, item = _item_of(each)
        if item not in wanted.setdefault(package, []):
            wanted[package].append(item)
    lines = [
        f"from {package} import {', '.join(items)}" if package else f"import {', '.join(items)}"
        for package, items in wanted.items()
    ]
    statement.replace(leaf("; ".join(lines), statement.prefix))


def _item_of(imported: Imported) -> tuple[str, str]:
    """Give the package that a module is imported from, and as what; '' for another library's."""
    if not is_legacy(imported):
        return "", str(imported.node).strip()
    package, _, name = f"gdata_compat.{imported.origin}".rpartition(".")
    return package, name if imported.local == name else f"{name} as {imported.local}"
