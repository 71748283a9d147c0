"""Scripts that ran on App Engine's Python 2."""

from __future__ import annotations

from ..rule import Rule, Script
from ..scopes import imports_of
from ..tree import Node


class AppEngine(Rule):
    """Says which imports are App Engine's, whose Python 2 runtime and services a script had inside."""

    kinds = ("import_name", "import_from")
    section = "App Engine"
    evidence = False
    keeps = ("import google.auth\n", "import gdata.urlfetch\n")
    finds = (
        ("import gdata.alt.appengine\n", "gdata.alt.appengine"),
        ("from google.appengine.api import users\n", "google.appengine.api"),
    )

    def visit(self, node: Node, script: Script) -> None:
        """Look at an import."""
        for each in imports_of(node):
            if each.loaded.startswith(("gdata.alt", "google.appengine")) or each.origin == "gdata.alt":
                script.find(
                    self,
                    node,
                    f"{each.loaded} is App Engine's",
                    "it needs the Python 2 runtime's services, which are not on this machine",
                    "take it and run_on_appengine out: calls go by requests, tokens live in the client's token_store",
                )
                return
