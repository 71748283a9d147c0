"""`import helper` in a package means the module beside it no longer."""

from __future__ import annotations

from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node, kind, replace_text


class RelativeImports(Rule):
    """Imports modules of the same package by a dot; a script that lies beside its modules finds them as ever."""

    kinds = ("import_name", "import_from")
    section = "Modules beside a script"

    def visit(self, node: Node, script: Script) -> None:
        """Edit an import of a module that lies beside this one, in a package."""
        path = script.options.path
        if path is None or not (path.parent / "__init__.py").exists():
            return
        if any(each.origin == "__future__.absolute_import" for each in script.scopes.imported):
            return
        imported = list(imports_of(node))
        beside = [each for each in imported if _is_beside(script, each.loaded.partition(".")[0])]
        if not beside:
            return
        if "__main__" in str(script.tree):
            self._find(node, beside[0].loaded, script)
        elif kind(node) == "import_from":
            first = next(node.children[1].leaves())
            first.value = f".{first.value}"
            node.changed()
        elif all("." not in each.loaded for each in imported):
            others = [str(each.node).strip() for each in imported if each not in beside]
            names = ", ".join(str(each.node).strip() for each in beside)
            replace_text(
                node,
                "; ".join([f"from . import {names}", *([f"import {', '.join(others)}"] if others else [])]),
            )
        else:
            self._find(node, beside[0].loaded, script)

    def _find(self, node: Node, module: str, script: Script) -> None:
        script.find(
            self,
            node,
            f"{module} lies beside this module, in a package",
            "Python 3 looks for it on sys.path only: it is found if this file is run as a script, not if it is imported",
            f"from . import {module}, if the file is imported as a part of its package",
        )


def _is_beside(script: Script, module: str) -> bool:
    folder = script.options.path.parent if script.options.path else None
    if folder is None or not module:
        return False
    return (folder / f"{module}.py").exists() or (folder / module / "__init__.py").exists()
