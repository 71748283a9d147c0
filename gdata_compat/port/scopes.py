"""Which names a script binds where, and what its imports stand for, by reading alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .tree import Node, enclosing, is_leaf, kind, name_trailer

__all__ = ["Binding", "Imported", "Scopes", "imports_of"]

_SCOPES = ("funcdef", "lambdef", "old_lambdef", "classdef", "file_input")


@dataclass(frozen=True)
class Imported:
    """One name that an import statement binds: `local` stands for `origin`, both dotted where they are."""

    local: str
    origin: str
    node: Node = field(compare=False)
    #: `import a.b.c` binds `a`; the script has loaded all of it.
    loaded: str = ""


@dataclass(frozen=True)
class Binding:
    """How a name got its value: by an import, by an expression, or in some other way (`value` None)."""

    origin: str | None = None
    value: Node | None = field(default=None, compare=False)
    #: The name is an item of the value (1), or an item of an item (2).
    item: int = 0


def imports_of(statement: Node) -> Iterator[Imported]:
    """Give the names that an `import_name` or `import_from` node binds; `*` stands for itself."""
    if kind(statement) == "import_name":
        for item in _items(statement.children[1], "dotted_as_names"):
            module, local = _renamed(item)
            yield Imported(
                local or module.partition(".")[0], module if local else module.partition(".")[0], item, module
            )
        return
    base = "".join(str(each).strip() for each in statement.children[1 : _import_at(statement)])
    for item in _items(_imported_part(statement), "import_as_names"):
        name, local = _renamed(item)
        origin = f"{base}{'' if base.endswith('.') else '.'}{name}"
        yield Imported(local or name, origin, item, base)


def _import_at(statement: Node) -> int:
    return next(at for at, each in enumerate(statement.children) if is_leaf(each, "import"))


def _imported_part(statement: Node) -> Node:
    rest = statement.children[_import_at(statement) + 1 :]
    return rest[1] if is_leaf(rest[0], "(") else rest[0]


def _items(node: Node, many: str) -> list[Node]:
    if kind(node) == many:
        return [each for each in node.children if not is_leaf(each, ",")]
    return [node]


def _renamed(item: Node) -> tuple[str, str | None]:
    """Give the name and what it is called here: `a.b as c`."""
    if kind(item) in ("dotted_as_name", "import_as_name"):
        return _plain(item.children[0]), item.children[2].value
    return _plain(item), None


def _plain(node: Node) -> str:
    return "".join(each.value for each in node.leaves())


class Scopes:
    """The names of a script by scope: functions, classes, and the module."""

    def __init__(self, tree: Node) -> None:
        self._names: dict[int, dict[str, list[Binding]]] = {}
        self._tree = tree
        self.imported: list[Imported] = []
        #: The functions and methods of each name.
        self.functions: dict[str, list[Node]] = {}
        #: The leaves of each name.
        self.leaves: dict[str, list[Node]] = {}
        for node in tree.pre_order():
            if kind(node) == "NAME":
                self.leaves.setdefault(node.value, []).append(node)
            self._note(node)
        tops = {each.loaded.partition(".")[0] for each in self.imported}
        #: The old library is imported, under its name or from this package.
        self.uses_library = bool(tops & {"gdata", "gdata_compat"})
        #: The full names of all that is imported.
        self.origins = {each.origin for each in self.imported} | {each.loaded for each in self.imported}

    def _note(self, node: Node) -> None:
        what = kind(node) if node.type >= 256 else ""
        if what in ("import_name", "import_from"):
            for each in imports_of(node):
                self.imported.append(each)
                self._bind(node, each.local, Binding(each.origin))
        elif what == "expr_stmt":
            self._assignment(node)
        elif what in ("funcdef", "classdef"):
            self._bind(node, node.children[1].value, Binding())
            if what == "funcdef":
                self.functions.setdefault(node.children[1].value, []).append(node)
                self._parameters(node, node.children[2])
        elif what in ("lambdef", "old_lambdef"):
            self._parameters(node, *node.children[1:2])
        elif what in ("for_stmt", "comp_for", "old_comp_for"):
            at = next(i for i, each in enumerate(node.children) if is_leaf(each, "for"))
            self._targets(node, node.children[at + 1], node.children[at + 3], item=1)
        elif what == "except_clause" and len(node.children) == 4:
            self._targets(node, node.children[3])
        elif what == "with_item" or (what == "asexpr_test"):
            self._targets(node, node.children[-1], node.children[0])
        elif what == "with_stmt":
            self._with(node)

    def _with(self, node: Node) -> None:
        children = node.children
        for at, each in enumerate(children):
            if kind(each) == "with_var":
                self._targets(node, each.children[-1], children[at - 1])

    def _assignment(self, node: Node) -> None:
        children = node.children
        if not is_leaf(children[1], "="):
            if kind(children[1]) != "annassign":
                self._targets(node, children[0], children[2])
            return
        for target in children[:-1:2]:
            self._targets(node, target, children[-1])

    def _targets(self, node: Node, target: Node, value: Node | None = None, *, item: int = 0) -> None:
        """Bind the names of a target; each name of several gets an item of the value."""
        if kind(target) == "NAME":
            self._bind(node, target.value, Binding(value=value, item=item))
        elif kind(target) not in ("power", "trailer"):
            deeper = item if kind(target) == "atom" else item + 1
            for each in getattr(target, "children", ()):
                self._targets(node, each, value, item=deeper)

    def _parameters(self, scope: Node, *parts: Node) -> None:
        for part in parts:
            skip = False
            for each in [part] if part.type < 256 else part.leaves():
                skip = (skip or is_leaf(each, "=")) and not is_leaf(each, ",")
                if kind(each) == "NAME" and not skip and not is_leaf(each, "self"):
                    self._names.setdefault(id(scope), {}).setdefault(each.value, []).append(Binding())

    def _bind(self, node: Node, name: str, binding: Binding) -> None:
        scope = enclosing(node, *_SCOPES) or self._tree
        self._names.setdefault(id(scope), {}).setdefault(name, []).append(binding)

    def bindings(self, name: str, node: Node) -> list[Binding]:
        """Give how a name got its value, seen from a node; empty for a builtin or what nobody binds."""
        scope = enclosing(node, *_SCOPES)
        first = True
        while scope is not None:
            found = self._names.get(id(scope), {}).get(name)
            if found and (first or kind(scope) != "classdef"):
                return found
            first = False
            scope = enclosing(scope, *_SCOPES)
        return []

    def is_taken(self, name: str) -> bool:
        """Tell whether any scope binds a name."""
        return any(name in names for names in self._names.values())

    def is_builtin(self, name: Node) -> bool:
        """Tell whether a name's leaf is the builtin: nobody binds it, and it is no attribute or keyword."""
        parent = name.parent
        if kind(name) != "NAME" or parent is None:
            return False
        if kind(parent) == "trailer" and is_leaf(parent.children[0], "."):
            return False
        if kind(parent) == "argument" and parent.children[0] is name and is_leaf(parent.children[1], "="):
            return False
        if kind(parent) in ("dotted_name", "import_as_name", "dotted_as_name", "import_from", "import_name"):
            return False
        if kind(parent) in ("funcdef", "classdef", "global_stmt", "import_as_names"):
            return False
        return not self.bindings(name.value, name)

    def origin(self, node: Node) -> tuple[str, int] | None:
        """Give what an expression names by way of imports, and how many children of a power say it.

        `u.urlopen` after `import urllib2 as u` is ('urllib2.urlopen', 2).
        """
        first = node.children[0] if kind(node) == "power" else node
        if kind(first) != "NAME":
            return None
        found = {each.origin for each in self.bindings(first.value, node)}
        if len(found) != 1 or None in found:
            return None
        dotted, count = str(found.pop()), 1
        for each in node.children[1:] if first is not node else ():
            name = name_trailer(each)
            if name is None:
                break
            dotted, count = f"{dotted}.{name}", count + 1
        return dotted, count
