"""The frame of the pages for people: their navigation, their headers, and the page at the root.

A tool's page extends `tool.html` and is answered by `render`. Its row in `TOOLS` puts it into the navigation
once its endpoint exists, keeps its requests away from the observer (they would drown the API's), and out of
the table of what the server emulates.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, current_app, g, make_response, render_template, request

from . import page_access, pages
from .state import state

__all__ = ["TOOLS", "Tool", "blueprint", "is_tool", "render"]

blueprint = Blueprint("tool_pages", __name__)
page_access.protect(blueprint)


@dataclass(frozen=True)
class Tool:
    """A tool: its name in the navigation, the endpoint of its first page, and what it is for."""

    name: str
    endpoint: str
    purpose: str

    @property
    def is_current(self) -> bool:
        """Whether the current request is for this tool."""
        return f"{request.endpoint}_".startswith(f"{self.endpoint}_")


#: The tools in the order of the navigation.
TOOLS = (
    Tool(
        "Playground", "playground.show", "Get a token by the three steps of OAuth and call any feed with it"
    ),
    Tool("Domain", "console.domain", "The users, groups and organization units"),
    Tool("Requests", "console.requests", "The latest requests, and why a refused one was refused"),
    Tool("Tokens", "console.tokens", "The tokens that were issued"),
)

_BLUEPRINTS = frozenset({blueprint.name, "static"} | {tool.endpoint.partition(".")[0] for tool in TOOLS})


def is_tool(endpoint: str | None) -> bool:
    """Tell whether an endpoint is a tool's page, or what such a page loads."""
    return endpoint is not None and endpoint.partition(".")[0] in _BLUEPRINTS


def render(template: str, status: int = 200, **context: object) -> Response:
    """Answer with a page in the frame; its scripts are our files."""
    there = [tool for tool in TOOLS if tool.endpoint in current_app.view_functions]
    shown = render_template(template, tools=there, domain=state().domain.name, **context)
    return pages.secured(make_response(shown, status), scripts=True)


@blueprint.get("/")
def start() -> Response:
    """Show what is served, and the tools."""
    return render("start.html", origin=f"{g.target.scheme}://{request.host}")
