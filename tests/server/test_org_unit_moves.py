"""Users moved into a unit by the change of the unit itself, over HTTP with a plain OAuth client."""

from __future__ import annotations

from gdata_compat.server.domain.org_units import OrgUnit
from gdata_compat.server.serving import ServerThread
from tests.fix_server import SignedClient
from tests.server.test_users import entry, errors


def renamed_with(users: str) -> bytes:
    """Write a change that renames a unit and moves users into it."""
    properties = {"name": "Sold", "usersToMove": users}
    return entry(
        more="".join(f'<apps:property name="{name}" value="{value}"/>' for name, value in properties.items())
    )


def test_a_unit_is_not_renamed_where_a_user_to_move_is_unknown(
    server: ServerThread, signed: SignedClient
) -> None:
    """The change and the moves are kept together or not at all."""
    units = server.state.domain.org_units
    units.create(OrgUnit("Sales", "Sales"))
    answer = signed.send(
        "PUT",
        f"/a/feeds/orgunit/2.0/{units.customer_id}/Sales",
        renamed_with("bruno@example.com,nobody@example.com"),
    )
    left = [unit.path for unit in units.page()], units.user("bruno").path
    assert (errors(answer.text), left) == (
        [("1301", "EntityDoesNotExist", "orgUnitUsersToMove")],
        (["Sales"], "/"),
    )


def test_a_unit_takes_the_users_that_its_change_names(server: ServerThread, signed: SignedClient) -> None:
    """A unit that is renamed has the users under its new name."""
    units = server.state.domain.org_units
    units.create(OrgUnit("Sales", "Sales"))
    path = f"/a/feeds/orgunit/2.0/{units.customer_id}/Sales"
    answer = signed.send("PUT", path, renamed_with("bruno@example.com"))
    assert (answer.status_code, units.user("bruno").path) == (200, "Sold")
