"""Scenarios of `gdata.apps.groups.service`."""

import rows
from harness import E_ACUTE, describe, scenario
from rows import ONE, TWO

METHODS = [
    ("CreateGroup", ("us-sales", "US Sales", "Sells", "Owner"), {}, ONE),
    ("CreateGroup", ("g", "G", None, ""), {}, ONE),
    ("UpdateGroup", ("us-sales", "US Sales", "Sells & buys", "Anyone"), {}, ONE),
    ("UpdateGroup", ("us-sales", None, None, None), {}, ONE),
    ("UpdateGroup", ("", "n", "d", "p"), {}, ONE),
    ("RetrieveGroup", ("us-sales",), {}, ONE),
    ("RetrieveGroup", ("a b@example.com",), {}, ONE),
    ("RetrieveGroup", ("",), {}, ONE),
    ("RetrieveGroup", (5,), {}, ONE),
    ("DeleteGroup", ("us-sales",), {}, ""),
    ("AddMemberToGroup", ("jo@example.com", "us-sales"), {}, ONE),
    ("AddMemberToGroup", ("", "us-sales"), {}, ONE),
    ("IsMember", ("jo@example.com", "us-sales"), {}, ONE),
    ("IsMember", ("", "us-sales"), {}, ONE),
    ("RetrieveMember", ("jo@example.com", "us-sales"), {}, ONE),
    ("RetrieveMember", ("a+b~c d/e@x.com", "us-sales"), {}, ONE),
    ("RetrieveMember", (E_ACUTE, "us-sales"), {}, ONE),
    ("RemoveMemberFromGroup", ("jo@example.com", "us-sales"), {}, ""),
    ("AddOwnerToGroup", ("jo@example.com", "us-sales"), {}, ONE),
    ("IsOwner", ("jo@example.com", "us-sales"), {}, ONE),
    ("RetrieveOwner", ("jo@example.com", "us-sales"), {}, ONE),
    ("RemoveOwnerFromGroup", ("jo@example.com", "us-sales"), {}, ""),
]
LISTS = [
    ("RetrieveAllGroups", (), {}, TWO),
    ("RetrieveGroups", ("jo@example.com",), {}, TWO),
    ("RetrieveGroups", ("jo@example.com", True), {}, TWO),
    ("RetrieveGroups", ("jo@example.com",), {"direct_only": "yes"}, TWO),
    ("RetrieveGroups", ("",), {}, TWO),
    ("RetrieveAllMembers", ("us-sales",), {}, TWO),
    ("RetrieveAllMembers", ("us-sales", True), {}, TWO),
    ("RetrieveAllMembers", ("us-sales",), {"suspended_users": 1}, TWO),
    ("RetrieveAllOwners", ("us-sales",), {}, TWO),
    ("RetrieveAllOwners", ("us-sales", True), {}, TWO),
]
PAGES = [
    ("RetrievePageOfGroups", (), {}, TWO),
    ("RetrievePageOfGroups", ("k",), {}, TWO),
    ("RetrievePageOfGroups", ("",), {}, TWO),
    ("RetrievePageOfMembers", ("us-sales",), {}, TWO),
    ("RetrievePageOfMembers", ("us-sales", True), {}, TWO),
    ("RetrievePageOfMembers", ("us-sales", True, "k"), {}, TWO),
    ("RetrievePageOfMembers", ("us-sales",), {"start": "k%40x.com"}, TWO),
    ("RetrievePageOfOwners", ("us-sales",), {}, TWO),
    ("RetrievePageOfOwners", ("us-sales", True, "k"), {}, TWO),
    ("RetrievePageOfOwners", ("us-sales",), {"start": "k"}, TWO),
]


def groups(api):
    return api.gdata.apps.groups.service.GroupsService


@scenario
def success(api):
    return rows.every_method(api, groups(api), METHODS + LISTS + PAGES)


@scenario
def success_with_201(api):
    made = [row for row in METHODS if row[0].startswith(("Create", "Add", "Update"))]
    return rows.every_method(api, groups(api), made, 201)


@scenario
def refusals(api):
    return rows.refused(api, groups(api), METHODS + LISTS + PAGES)


@scenario
def several_pages(api):
    return rows.pages(api, groups(api), LISTS + PAGES)


@scenario
def methods_that_are_called(api):
    return rows.called(api, groups(api), METHODS + LISTS + PAGES)


@scenario
def what_is_no_text(api):
    service, seen = rows.new_service(api, groups(api), (200, ONE)), []
    for method, args in (
        ("IsMember", (None, "g")),
        ("IsMember", (5, "g")),
        ("RetrieveGroups", (None,)),
        ("RetrievePageOfGroups", (5,)),
        ("RetrievePageOfMembers", ("g", False, 5)),
    ):
        seen.append(api.call(getattr(service, method), *args))
    return seen


@scenario
def uris(api):
    service, seen = rows.new_service(api, groups(api)), {}
    people = ("", ""), ("m@x.com", ""), ("", "o@x.com"), ("m@x.com", "o@x.com")
    for kind in ("group", "member", "owner", "other"):
        for existed in (True, False):
            for group_id in ("", "g"):
                for member, owner in people:
                    for flags in ({}, {"direct_only": True, "suspended_users": True, "domain": "d.com"}):
                        args = kind, existed, group_id, member, owner
                        seen["%s %s" % (args, sorted(flags))] = service._ServiceUrl(*args, **flags)
    return seen


@scenario
def flags(api):
    service = rows.new_service(api, groups(api))
    return [describe(service._Bool2Str(flag)) for flag in (None, True, False, 1, 0, "true", "")]


@scenario
def service_of_a_script(api):
    class Mine(groups(api)):
        def _Bool2Str(self, b):
            return "very " + str(b)

        def _ServiceUrl(self, *args, **kwargs):
            return groups(api)._ServiceUrl(self, *args, **kwargs) + "#mine"

    service = rows.new_service(api, Mine, (200, TWO))
    return [
        api.call(service.RetrieveAllMembers, "g", True),
        api.call(service.RetrieveGroups, "m", True),
        api.call(service.RetrievePageOfGroups, "k"),
    ]
