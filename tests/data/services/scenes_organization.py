"""Scenarios of `gdata.apps.organization.service`."""

import rows
from harness import E_ACUTE, describe, scenario
from rows import ONE, TWO

METHODS = [
    ("RetrieveCustomerId", (), {}, ONE),
    ("CreateOrgUnit", ("C01", "Clerks"), {}, ONE),
    ("CreateOrgUnit", ("C01", "Clerks", "/finance%2Fbooks", "Who write", True), {}, ONE),
    ("CreateOrgUnit", ("C01", "Clerks"), {"block_inheritance": None, "description": None}, ONE),
    ("CreateOrgUnit", ("C01", "Clerks"), {"block_inheritance": "true"}, ONE),
    ("UpdateOrgUnit", ("C01", "finance/clerks"), {}, ONE),
    ("UpdateOrgUnit", ("C01", "clerks", "New", "/", "Text", True), {}, ONE),
    ("UpdateOrgUnit", ("C01", "clerks", "", "", "", False), {}, ONE),
    ("UpdateOrgUnit", ("C01", "clerks"), {"block_inheritance": "yes"}, ONE),
    ("MoveUserToOrgUnit", ("C01", "clerks", ["a@x.com", "b@x.com"]), {}, ONE),
    ("MoveUserToOrgUnit", ("C01", "clerks", []), {}, ONE),
    ("MoveUserToOrgUnit", ("C01", "clerks", "a@x.com"), {}, ONE),
    ("MoveUserToOrgUnit", ("C01", "clerks", ("a@x.com",)), {}, ONE),
    ("MoveUserToOrgUnit", ("C01", "clerks", ["u%d@x.com" % number for number in range(30)]), {}, ONE),
    ("RetrieveOrgUnit", ("C01", "finance%2Fbooks/clerks"), {}, ONE),
    ("RetrieveOrgUnit", ("C01", "a+b"), {}, ONE),
    ("DeleteOrgUnit", ("C01", "clerks"), {}, ""),
    ("RetrieveOrgUser", ("C01", "jo@example.com"), {}, ONE),
    ("UpdateOrgUser", ("C01", "jo@example.com", "clerks"), {}, ONE),
    ("UpdateOrgUser", ("C01", "jo@example.com", ""), {}, ONE),
    ("UpdateOrgUser", ("C01", "jo@example.com", E_ACUTE), {}, ONE),
]
LISTS = [
    ("RetrieveAllOrgUnits", ("C01",), {}, TWO),
    ("RetrieveSubOrgUnits", ("C01", "finance"), {}, TWO),
    ("RetrieveSubOrgUnits", ("C01", "a%2Fb/c&d"), {}, TWO),
    ("RetrieveAllOrgUsers", ("C01",), {}, TWO),
    ("RetrieveOrgUnitUsers", ("C01", "finance"), {}, TWO),
]
PAGES = [
    ("RetrievePageOfOrgUnits", ("C01",), {}, TWO),
    ("RetrievePageOfOrgUnits", ("C01", "k"), {}, TWO),
    ("RetrievePageOfOrgUnits", ("C01",), {"startKey": ""}, TWO),
    ("RetrievePageOfOrgUsers", ("C01",), {}, TWO),
    ("RetrievePageOfOrgUsers", ("C01", "k%3Dl"), {}, TWO),
    ("RetrieveOrgUnitPageOfUsers", ("C01", "finance"), {}, TWO),
    ("RetrieveOrgUnitPageOfUsers", ("C01", "finance", "k"), {}, TWO),
]


def organization(api):
    return api.gdata.apps.organization.service.OrganizationService


@scenario
def success(api):
    return rows.every_method(api, organization(api), METHODS + LISTS + PAGES)


@scenario
def success_with_201(api):
    made = [row for row in METHODS if row[0].startswith(("Create", "Move", "Update"))]
    return rows.every_method(api, organization(api), made, 201)


@scenario
def refusals(api):
    return rows.refused(api, organization(api), METHODS + LISTS + PAGES)


@scenario
def several_pages(api):
    return rows.pages(api, organization(api), LISTS + PAGES)


@scenario
def methods_that_are_called(api):
    return rows.called(api, organization(api), METHODS + LISTS + PAGES)


@scenario
def what_is_no_text(api):
    service, seen = rows.new_service(api, organization(api), (200, ONE)), []
    for method, args in (
        ("MoveUserToOrgUnit", ("C", "p", [1, 2])),
        ("RetrievePageOfOrgUnits", ("C", 5)),
        ("RetrieveOrgUnit", (None, 5)),
        ("CreateOrgUnit", ("C", 5)),
        ("CreateOrgUnit", (("C",), "n")),
    ):
        seen.append(rows.in_order(api.call(getattr(service, method), *args)))
    return seen


@scenario
def flags(api):
    service = rows.new_service(api, organization(api))
    return [describe(service._Bool2Str(flag)) for flag in (None, True, False, 1, 0, "true", "")]


@scenario
def service_of_a_script(api):
    class Mine(organization(api)):
        def _Bool2Str(self, b):
            return "very " + str(b)

    service = rows.new_service(api, Mine, (200, ONE))
    return [
        rows.in_order(api.call(service.CreateOrgUnit, "C", "n", block_inheritance=True)),
        rows.in_order(api.call(service.UpdateOrgUnit, "C", "p", block_inheritance=True)),
        rows.in_order(api.call(service.UpdateOrgUnit, "C", "p", block_inheritance=False)),
    ]
