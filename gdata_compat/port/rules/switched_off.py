"""Services that Google has switched off: what answers today."""

from __future__ import annotations

from ..rule import Rule, Script
from ..services import LOGINS, Service, service_of
from ..tree import Node, method_calls


class SwitchedOff(Rule):
    """Says once for each service that a script calls whether it still answers, and what does."""

    kinds = ("power",)
    section = "The address no longer answers"
    evidence = False

    def visit(self, node: Node, script: Script) -> None:
        """Look at a call that logs in."""
        if not script.scopes.uses_library:
            return
        for _, name, _ in method_calls(node):
            if name in LOGINS:
                self._note(node, LOGINS[name], script)

    def finish(self, script: Script) -> None:
        """Look at the imports of the old library."""
        for each in script.scopes.imported:
            service = service_of(each.loaded) or service_of(each.origin)
            if service is not None:
                self._note(each.node, service, script)

    def _note(self, node: Node, service: Service, script: Script) -> None:
        what = f"{service.what[0].upper()}{service.what[1:]}"
        if service.is_alive:
            script.note(
                self,
                node,
                f"{what} still answers",
                service.today,
                "a token of OAuth 2.0",
                "OAuth 2 for what is alive",
            )
        else:
            script.note(
                self,
                node,
                f"{what} is switched off",
                "Google no longer answers it",
                f"today: {service.today}",
            )
