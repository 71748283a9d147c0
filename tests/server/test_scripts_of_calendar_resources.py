"""Scripts that act on calendar resources: ours and the original do the same, and see the same."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from gdata_compat.gdata.calendar_resource.client import CalendarResourceClient
from gdata_compat.server.domain.calendar_resources import CalendarResource
from gdata_compat.server.serving import ServerThread

CLIENT = """
import gdata.calendar_resource.client
rooms = client(gdata.calendar_resource.client.CalendarResourceClient)

def told(entry):
    return [entry.resource_id, entry.resource_common_name, entry.resource_description, entry.resource_type]
"""

A_LIFE = """
made = rooms.CreateResource("CR-1", "Board room", "Twelve seats", "CR")
seen.append(told(made) + [made.resource_email.split("_")[0], made.resource_email.split("@")[1]])
seen.append(rooms.GetResource(resource_id="CR-1").resource_email == made.resource_email)
seen.append(told(rooms.GetResource(uri=made.GetEditLink().href)))
seen.append(told(rooms.UpdateResource("CR-1", resource_description="Ten seats")))
rooms.CreateResource("(Bike)-2")
seen.append([entry.resource_id for entry in rooms.GetResourceFeed().entry])
refused(rooms.CreateResource, "CR-1")
refused(rooms.CreateResource, "no spaces")
refused(rooms.CreateResource, "x" * 65)
refused(rooms.CreateResource, "CR-3", "x" * 101)
rooms.DeleteResource("CR-1")
refused(rooms.GetResource, resource_id="CR-1")
refused(rooms.UpdateResource, "CR-1", "Board room")
refused(rooms.DeleteResource, "CR-1")
"""

PAGES = """
first = rooms.GetResourceFeed()
second = rooms.GetResourceFeed(uri=first.GetNextLink().href)
seen.append([len(first.entry), len(second.entry), second.entry[0].resource_id, second.GetNextLink()])
"""

Observe = Callable[..., Any]


def test_a_life_of_a_resource(observe: Observe) -> None:
    """Create, read by id and address, change a part, delete, and what is refused."""
    missing = ["RequestError", 400, "1301", "EntityDoesNotExist"]
    invalid = ["RequestError", 400, "1303", "EntityNameNotValid"]
    room = ["CR-1", "Board room", "Twelve seats", "CR"]
    assert observe(CLIENT + A_LIFE) == [
        [*room, "example.com", "resource.calendar.google.com"],
        True,
        room,
        ["CR-1", "Board room", "Ten seats", "CR"],
        ["(Bike)-2", "CR-1"],
        ["RequestError", 400, "1300", "EntityExists"],
        invalid,
        invalid,
        ["RequestError", 400, "1801", "InvalidValue"],
        missing,
        missing,
        missing,
    ]


def test_pages_of_resources(observe: Observe, server: ServerThread) -> None:
    """A hundred a page."""
    for number in range(110):
        server.state.domain.calendar_resources.create(CalendarResource(f"R{number:03}"))
    assert observe(CLIENT + PAGES) == [[100, 10, "R100", None]]


def test_no_operation_is_left_out() -> None:
    """Every public method that sends a request is in a script above."""
    made_here = (name for name, _ in inspect.getmembers(CalendarResourceClient, inspect.isfunction))
    names = {name for name in made_here if name in vars(CalendarResourceClient) and name[0].isupper()}
    assert {name for name in names if f"rooms.{name}" not in A_LIFE} == {"MakeResourceFeedUri"}
