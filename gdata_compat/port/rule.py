"""What a rule is, and what it works on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from .kinds import Kinds
from .results import Finding
from .scopes import Scopes
from .tree import Node, line_of

__all__ = ["Options", "Rule", "Script"]


@dataclass(frozen=True)
class Options:
    """How to port: `style` is 'install', 'import' or None for what edits less; `path` is the script's."""

    style: str | None = None
    path: Path | None = None


@dataclass
class Script:
    """A script while it is ported: its tree, the names in it, and what the rules have to say."""

    tree: Node
    options: Options = field(default_factory=Options)
    newline: str = "\n"
    #: print and exec are statements in this script.
    statements: bool = True
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    #: Modules that the edits need, such as functools.
    needed: list[str] = field(default_factory=list)
    #: Packages of the old library that the script uses and does not import.
    packages: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.scopes = Scopes(self.tree)
        self.kinds = Kinds(self.scopes)

    def find(self, rule: Rule, node: Node, what: str, why: str, suggestion: str, section: str = "") -> None:
        """Note what a person must decide, once a line."""
        finding = Finding(line_of(node), what, why, section or rule.section, suggestion, rule.name)
        if finding not in self.findings:
            self.findings.append(finding)

    def note(self, rule: Rule, node: Node, what: str, why: str, suggestion: str, section: str = "") -> None:
        """Note what is good to know, once a script."""
        note = Finding(line_of(node), what, why, section or rule.section, suggestion, rule.name)
        if not any(each.what == what for each in self.notes):
            self.notes.append(note)

    def builtin(self, name: str, node: Node) -> str:
        """Give what a builtin is called at a node: by its module where its name is taken."""
        if not self.scopes.bindings(name, node):
            return name
        self.need("builtins")
        return f"builtins.{name}"

    def need(self, module: str) -> None:
        """Have a module imported that an edit uses."""
        if module not in self.needed:
            self.needed.append(module)


class Rule:
    """One difference: what of Python 2, or of the old library, is written how. A rule is a class, made once.

    Its tables say what it does and are its tests: `changes` has a script before and after, `keeps` what it
    must leave alone, `finds` a script and a part of what a finding says about it.
    """

    #: The symbols of the grammar, or the texts of leaves, that `visit` is called with.
    kinds: ClassVar[tuple[str, ...]] = ()
    #: The section of MIGRATION.md.
    section: ClassVar[str] = "Python 2 syntax and builtins"
    #: Right only where the script is known to be of Python 2: what it looks for means something in both.
    python2_only: ClassVar[bool] = False
    #: Where the rule has an edit to make, the script is Python 2: nothing of it is in any Python 3.
    evidence: ClassVar[bool] = True
    changes: ClassVar[Sequence[tuple[str, str]]] = ()
    keeps: ClassVar[Sequence[str]] = ()
    finds: ClassVar[Sequence[tuple[str, str]]] = ()

    @property
    def name(self) -> str:
        """The name of the rule's file."""
        return type(self).__module__.rpartition(".")[2]

    def start(self, script: Script) -> None:
        """Edit what needs a look at the whole script, before all nodes."""

    def visit(self, node: Node, script: Script) -> None:
        """Edit the tree at a node, or note a finding."""

    def finish(self, script: Script) -> None:
        """Edit what needs a look at the whole script, after all nodes."""
