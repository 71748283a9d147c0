# -*- coding: utf-8 -*-
"""What the clients of the Apps family send, give and raise.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

from record_client import Web, outcome

NAMES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:apps="http://schemas.google.com/apps/2006"'
HOST = "https://apps-apis.google.com"
ERROR = (
    '<?xml version="1.0" encoding="UTF-8"?>\r\n<AppsForYourDomainErrors>\r\n'
    '  <error errorCode="1301" invalidInput="jo" reason="EntityDoesNotExist" />\r\n</AppsForYourDomainErrors>'
)
REFUSALS = [
    (302, "", {"Location": HOST + "/else?gsessionid=S-1"}),
    (400, ERROR, {"Content-Type": "text/xml"}, "Bad Request"),
    (401, "no token", {}, "Token invalid"),
    (403, "You are not authorized to access this API", {}, "Forbidden"),
    (404, ERROR),
    (409, ""),
    (503, "busy"),
]


def entry(key, **rows):
    told = "".join('<apps:property name="%s" value="%s"/>' % (name, rows[name]) for name in sorted(rows))
    return "<entry %s><id>%s</id>%s</entry>" % (NAMES, key, told)


def user(name):
    return (
        '<entry %s><id>%s</id><apps:login userName="%s" suspended="false"/><apps:name familyName="F" givenName="G"/>'
        '<apps:quota limit="2048"/><apps:nickname name="n-%s"/></entry>' % (NAMES, name, name, name)
    )


def page(next_page, *entries):
    link = '<link rel="self" href="h"/><link rel="next" type="application/atom+xml" href="%s"/>' % next_page
    return "<feed %s><id>f</id>%s%s</feed>" % (NAMES, link if next_page else "", "".join(entries))


ROWS = {"groupId": "g", "userEmail": "u@h", "label": "L", "enable": "true", "customerId": "C1", "resourceId": "r"}
ONE = entry("1", **ROWS)
PAGES = [
    (200, page("/a/next?start=2&amp;x=1", entry("1", a="1"), entry("2", a="2"))),
    (200, page(HOST + "/a/next?start=3", entry("3"), entry("4"))),
    (200, page("", entry("5"))),
]
USERS = [
    (200, page("/a/next?startUsername=c", user("a"), user("b"))),
    (200, page(HOST + "/a/next?startUsername=d", user("c"))),
    (200, page("", user("d"))),
]


def scenes(lib):
    """Every scene with its name."""
    clients = (
        ("apps", lib.gdata_apps_client.AppsClient, apps),
        ("groups", lib.gdata_apps_groups_client.GroupsProvisioningClient, groups),
        ("multidomain", lib.gdata_apps_multidomain_client.MultiDomainProvisioningClient, multidomain),
        ("organization", lib.gdata_apps_organization_client.OrganizationUnitProvisioningClient, organization),
        ("emailsettings", lib.gdata_apps_emailsettings_client.EmailSettingsClient, emailsettings),
        ("calendar resource", lib.gdata_calendar_resource_client.CalendarResourceClient, resources),
    )
    for area, kind, calls in clients:
        listed = calls(lib)
        for name, act, answers in listed:
            yield "%s: %s" % (area, name), watched(lib, kind, act, answers)
        for name, scene in everywhere(lib, kind, listed[0][1]):
            yield "%s: %s" % (area, name), scene


def watched(lib, kind, act, answers, **options):
    """A scene: `act` on a client that is answered so."""

    def scene():
        web = Web(lib, *answers)
        client = kind("example.com", http_client=web, **options)
        told = outcome(lambda: act(client))
        told["sent"] = web.seen
        return told

    return scene


def everywhere(lib, kind, read):
    """Scenes of every client: `read` is a call of it that asks once and gives an element."""
    for answer in REFUSALS:
        yield "refused %d" % answer[0], watched(lib, kind, read, [answer, (200, ONE)])
    for name, answer in (("nothing", (200, "")), ("no XML", (200, "hello")), ("another document", (200, "<x/>"))):
        yield "answered with %s" % name, watched(lib, kind, read, [answer])
    token = lib.gdata_gauth.ClientLoginToken("t")
    yield "a token", watched(lib, kind, read, [(200, ONE)], auth_token=token)
    yield "a source and a requestor", watched(
        lib, kind, read, [(200, ONE)], source="me-1", xoauth_requestor_id="admin@example.com"
    )
    yield "another host", watched(lib, kind, read, [(200, ONE)], host="localhost:8080")

    def members():
        client = kind("example.com", auth_token=token)
        names = ("host", "api_version", "auth_service", "auth_scopes", "ssl", "domain", "source", "alt_auth_service")
        return [[name, getattr(client, name)] for name in names] + [client.auth_token is token]

    def other_version():
        web = Web(lib, (200, ONE))
        client = kind("example.org", http_client=web)
        client.api_version = "1.0"
        told = outcome(lambda: read(client))
        return [told, web.seen]

    def aliases():
        above = set(dir(kind.__mro__[[each.__name__ for each in kind.__mro__].index("GDClient")]))
        names = sorted(name for name in dir(kind) if name[0] != "_" and name not in above)
        found = {}
        for name in names:
            member = getattr(kind, name)
            same = [other for other in names if other != name and getattr(kind, other) == member and callable(member)]
            if same:
                found[name] = same
        return [[name for name in names if callable(getattr(kind, name))], found]

    yield "members", members
    yield "another version", other_version
    yield "aliases", aliases
    yield "without a domain", lambda: outcome(kind)
    yield "a domain by name", lambda: kind(domain="d", auth_token=None).domain


def apps(lib):
    data = lib.gdata_apps_data
    parse = lib.atom_core.parse
    one, none, many = [(200, user("jo"))], [(200, "")], USERS
    made = [(201, user("jo"))]
    return [
        ("RetrieveUser", lambda c: c.RetrieveUser("jo"), one),
        ("RetrieveUser of an odd name", lambda c: c.RetrieveUser("j o/x?y=1"), one),
        ("CreateUser", lambda c: c.CreateUser("jo", "Family", "Given", "secret"), made),
        (
            "CreateUser with all",
            lambda c: c.CreateUser("jo", "F", "G", "p", "true", "false", "2048", "SHA-1", "true", "false"),
            made,
        ),
        (
            "CreateUser by names",
            lambda c: c.CreateUser(
                user_name="jo", family_name="F", given_name="G", password="p", suspended=False, admin=None,
                quota_limit=None, password_hash_function=None, agreed_to_terms=False, change_password="true",
            ),
            made,
        ),
        ("RetrievePageOfUsers", lambda c: c.RetrievePageOfUsers(), many),
        ("RetrievePageOfUsers from", lambda c: c.RetrievePageOfUsers("jo"), many),
        ("RetrievePageOfUsers from nobody", lambda c: c.RetrievePageOfUsers(start_username=""), many),
        ("RetrieveAllUsers", lambda c: c.RetrieveAllUsers(), many),
        ("RetrieveAllUsers, refused later", lambda c: c.RetrieveAllUsers(), [many[0], (503, "busy")]),
        ("RetrieveAllUsers of an entry", lambda c: c.RetrieveAllUsers(), one),
        ("RetrieveAllPages", lambda c: c.RetrieveAllPages(parse(many[0][1], data.UserFeed)), many[1:]),
        (
            "RetrieveAllPages as users",
            lambda c: c.RetrieveAllPages(parse(many[0][1], data.UserFeed), data.UserFeed),
            many[1:],
        ),
        ("RetrieveAllPages of one", lambda c: c.RetrieveAllPages(parse(many[2][1], data.UserFeed)), none),
        ("RetrieveAllPages gives its feed", same_feed(lib, data.UserFeed), many[1:]),
        ("UpdateUser", lambda c: c.UpdateUser("jo", parse(user("al"), data.UserEntry)), one),
        ("UpdateUser with an ETag", lambda c: c.UpdateUser("jo", data.UserEntry(etag="e")), one),
        ("DeleteUser", lambda c: c.DeleteUser("jo"), none),
        ("CreateNickname", lambda c: c.CreateNickname("jo", "joe"), made),
        ("RetrieveNickname", lambda c: c.RetrieveNickname("joe"), one),
        ("RetrieveNicknames", lambda c: c.RetrieveNicknames("jo"), many),
        ("DeleteNickname", lambda c: c.DeleteNickname(nickname="joe"), none),
    ]


def same_feed(lib, kind):
    def act(client):
        feed = lib.atom_core.parse(USERS[0][1], kind)
        return client.RetrieveAllPages(feed, kind) is feed

    return act


def groups(lib):
    data = lib.gdata_apps_groups_data
    parse = lib.atom_core.parse
    one, none, many, made = [(200, ONE)], [(200, "")], PAGES, [(201, ONE)]
    token = lib.gdata_gauth.ClientLoginToken("t")
    uri = lambda *args, **kwargs: lambda c: c.make_group_provisioning_uri(*args, **kwargs)
    return [
        ("retrieve_group", lambda c: c.retrieve_group("g"), one),
        ("retrieve_group with more", lambda c: c.RetrieveGroup(group_id="g", auth_token=token, x="1", etag="e"), one),
        ("uri", uri(), none),
        ("uri of a group", uri(None, "g@h"), none),
        ("uri of an unknown type", uri("owner", "g@h", "m@h"), none),
        ("uri of members", uri("member", "g@h"), none),
        ("uri of a member", uri("member", "g@h", "m@h"), none),
        ("uri of members of no group", uri("member"), none),
        ("uri with parameters", uri(params=[("a", "b c"), ("d", u"\u00e9".encode("utf-8"))]), none),
        ("uri with no parameters", uri(params={}), none),
        ("uri of a number", uri(group_id=5), none),
        ("member uri", lambda c: c.make_group_member_uri("g"), none),
        ("member uri, all", lambda c: c.MakeGroupMembersUri(group_id="g", member_id="m", params={"a": 1}), none),
        ("RetrieveAllPages", lambda c: c.RetrieveAllPages(parse(many[0][1], data.GroupFeed)), many[1:]),
        ("RetrieveAllPages gives its feed", same_feed(lib, data.GroupFeed), many[1:]),
        ("retrieve_page_of_groups", lambda c: c.retrieve_page_of_groups(), many),
        ("retrieve_page_of_groups from", lambda c: c.retrieve_page_of_groups(start="g"), many),
        ("retrieve_all_groups", lambda c: c.retrieve_all_groups(), many),
        ("retrieve_all_groups takes nothing", lambda c: c.retrieve_all_groups(start="g"), many),
        ("retrieve_page_of_member_groups", lambda c: c.retrieve_page_of_member_groups("m@h"), many),
        ("RetrievePageOfMemberGroups", lambda c: c.RetrievePageOfMemberGroups("m@h", True, x="1"), many),
        ("retrieve_groups", lambda c: c.retrieve_groups("m@h"), many),
        ("retrieve_groups, direct", lambda c: c.RetrieveGroups("m@h", direct_only=True, ignored="1"), many),
        ("create_group", lambda c: c.create_group("g", "Group"), made),
        ("create_group with all", lambda c: c.CreateGroup("g", "Group", "what", "Owner", auth_token=token, x="1"), made),
        ("update_group", lambda c: c.update_group("g", data.GroupEntry("g2", "N")), one),
        ("update_group by force", lambda c: c.UpdateGroup("g", parse(ONE, data.GroupEntry), force=True), one),
        ("delete_group", lambda c: c.delete_group("g"), none),
        ("delete_group by force", lambda c: c.DeleteGroup("g", force=True), none),
        ("retrieve_page_of_members", lambda c: c.retrieve_page_of_members("g", start="m"), many),
        ("retrieve_all_members", lambda c: c.retrieve_all_members("g"), many),
        ("retrieve_all_members with more", lambda c: c.RetrieveAllMembers("g", ignored="1"), many),
        ("retrieve_group_member", lambda c: c.retrieve_group_member("g", "m@h"), one),
        ("add_member_to_group", lambda c: c.add_member_to_group("g", "m@h"), made),
        ("add_member_to_group with all", lambda c: c.AddMemberToGroup("g", "m@h", "User", "true", x="1"), made),
        ("remove_member_from_group", lambda c: c.remove_member_from_group("g", "m@h"), none),
    ]


def multidomain(lib):
    data = lib.gdata_apps_multidomain_data
    parse = lib.atom_core.parse
    one, none, many, made = [(200, ONE)], [(200, "gone")], PAGES, [(201, ONE)]
    token = lib.gdata_gauth.ClientLoginToken("t")
    return [
        ("retrieve_user", lambda c: c.retrieve_user("u@h"), one),
        ("RetrieveUser with more", lambda c: c.RetrieveUser(email="u@h", auth_token=token, x="1"), one),
        ("uri", lambda c: c.make_multidomain_provisioning_uri("user"), none),
        ("uri, all", lambda c: c.MakeMultidomainProvisioningUri("t", "u@h", {"a": "b c"}), none),
        ("user uri", lambda c: c.make_multidomain_user_provisioning_uri(), none),
        ("user uri, all", lambda c: c.MakeMultidomainUserProvisioningUri("u@h", params={"a": "b"}), none),
        ("alias uri", lambda c: c.make_multidomain_alias_provisioning_uri(), none),
        ("alias uri, all", lambda c: c.MakeMultidomainAliasProvisioningUri(email="u@h", params={"a": "b"}), none),
        ("retrieve_all_pages", lambda c: c.retrieve_all_pages("/a/x"), many),
        ("RetrieveAllPages as users", lambda c: c.RetrieveAllPages("/a/x", data.UserFeed, auth_token=token, q="1"), many),
        ("retrieve_all_pages of an entry", lambda c: c.retrieve_all_pages("/a/x"), one),
        ("retrieve_all_users", lambda c: c.retrieve_all_users(), many),
        ("retrieve_all_users with more", lambda c: c.RetrieveAllUsers(auth_token=token, q="1"), many),
        ("retrieve_all_users, refused later", lambda c: c.retrieve_all_users(), [many[0], (503, "busy")]),
        ("create_user", lambda c: c.create_user("u@h", "First", "Last", "pw", True), made),
        (
            "create_user with all",
            lambda c: c.CreateUser(
                "u@h", "First", "Last", "pw", False, "SHA-1", False, True, False, quota=None, auth_token=token, x="1"
            ),
            made,
        ),
        ("create_user with words", lambda c: c.create_user("u@h", "", None, "pw", "true", suspended="no"), made),
        ("update_user", lambda c: c.update_user("u@h", data.UserEntry(first_name="N")), one),
        ("update_user by force", lambda c: c.UpdateUser("u@h", parse(ONE, data.UserEntry), force=True), one),
        ("delete_user", lambda c: c.delete_user("u@h"), none),
        ("rename_user", lambda c: c.rename_user("u@h", "v@h"), one),
        ("RenameUser with more", lambda c: c.RenameUser("u@h", new_email="v@h", x="1"), one),
        ("retrieve_all_aliases", lambda c: c.retrieve_all_aliases(), many),
        ("retrieve_alias", lambda c: c.retrieve_alias("a@h"), one),
        ("retrieve_all_user_aliases", lambda c: c.retrieve_all_user_aliases("u@h"), many),
        ("RetrieveAllUserAliases with more", lambda c: c.RetrieveAllUserAliases(user_email="u@h", x="1"), many),
        ("create_alias", lambda c: c.create_alias("u@h", "a@h"), made),
        ("delete_alias", lambda c: c.DeleteAlias("a@h", force=True), none),
    ]


def organization(lib):
    data = lib.gdata_apps_organization_data
    parse = lib.atom_core.parse
    one, none, many, made = [(200, ONE)], [(200, "gone")], PAGES, [(201, ONE)]
    token = lib.gdata_gauth.ClientLoginToken("t")
    unit = entry("u", name="Unit", orgUnitPath="Unit", parentOrgUnitPath="Parent", description="D")
    top = entry("u", name="Unit", orgUnitPath="Unit", parentOrgUnitPath="")
    member = entry("m", orgUserEmail="u@h", orgUnitPath="Old")
    loose = entry("m", orgUserEmail="u@h", orgUnitPath="")
    return [
        ("retrieve_customer_id", lambda c: c.retrieve_customer_id(), one),
        ("RetrieveCustomerId with more", lambda c: c.RetrieveCustomerId(auth_token=token, x="1"), one),
        ("uri", lambda c: c.make_organization_unit_provisioning_uri("orgunit", "C1"), none),
        ("uri, all", lambda c: c.MakeOrganizationUnitProvisioningUri("t", "C1", "a/b", {"a": "b c"}), none),
        ("unit uri", lambda c: c.make_organization_unit_orgunit_provisioning_uri("C1"), none),
        ("unit uri, all", lambda c: c.MakeOrganizationUnitOrgunitProvisioningUri("C1", "a+b", params={"a": "b"}), none),
        ("user uri", lambda c: c.make_organization_unit_orguser_provisioning_uri("C1"), none),
        (
            "user uri, all",
            lambda c: c.MakeOrganizationUnitOrguserProvisioningUri("C1", org_user_email="u@h", params={"a": "b"}),
            none,
        ),
        ("customer uri", lambda c: [c.make_customer_id_feed_uri(), c.MakeCustomerIdFeedUri()], none),
        ("create_org_unit", lambda c: c.create_org_unit("C1", "Unit"), made),
        ("create_org_unit with all", lambda c: c.CreateOrgUnit("C1", "Unit", "Parent", "D", True, auth_token=token), made),
        ("create_org_unit nowhere", lambda c: c.CreateOrgUnit("C1", "Unit", None, None, None), made),
        ("update_org_unit", lambda c: c.update_org_unit("C1", "Unit", parse(unit, data.OrgUnitEntry)), one),
        ("update_org_unit at the top", lambda c: c.UpdateOrgUnit("C1", "Unit", parse(top, data.OrgUnitEntry), force=True), one),
        ("update_org_unit, new", lambda c: c.UpdateOrgUnit("C1", "Unit", data.OrgUnitEntry("N"), x="1"), one),
        ("move_users_to_org_unit", lambda c: c.move_users_to_org_unit("C1", "Unit", ["a@h", "b@h"]), [(200, unit)]),
        ("MoveUserToOrgUnit at the top", lambda c: c.MoveUserToOrgUnit("C1", "Unit", [], force=True, x="1"), [(200, top)]),
        ("move_users_to_org_unit of text", lambda c: c.move_users_to_org_unit("C1", "Unit", "ab"), [(200, unit)]),
        ("move_users_to_org_unit, unknown", lambda c: c.move_users_to_org_unit("C1", "Unit", []), [(404, ERROR)]),
        ("retrieve_org_unit", lambda c: c.retrieve_org_unit("C1", "a/b"), [(200, unit)]),
        ("retrieve_feed_from_uri", lambda c: c.retrieve_feed_from_uri("/a/x", data.OrgUserFeed, x="1"), many),
        ("retrieve_all_org_units_from_uri", lambda c: c.retrieve_all_org_units_from_uri("/a/x"), many),
        ("RetrieveAllOrgUnitsFromUri of one", lambda c: c.RetrieveAllOrgUnitsFromUri("/a/x"), many[2:]),
        ("RetrieveAllOrgUnitsFromUri of an entry", lambda c: c.RetrieveAllOrgUnitsFromUri("/a/x"), one),
        ("retrieve_all_org_units", lambda c: c.retrieve_all_org_units("C1"), many),
        ("retrieve_page_of_org_units", lambda c: c.retrieve_page_of_org_units("C1"), many),
        ("retrieve_page_of_org_units from", lambda c: c.RetrievePageOfOrgUnits("C1", startKey="k 1"), many),
        ("retrieve_page_of_org_units from nothing", lambda c: c.RetrievePageOfOrgUnits("C1", ""), many),
        ("retrieve_sub_org_units", lambda c: c.retrieve_sub_org_units("C1", "a/b c"), many),
        ("delete_org_unit", lambda c: c.delete_org_unit("C1", "Unit"), none),
        ("DeleteOrgUnit by force", lambda c: c.DeleteOrgUnit("C1", "Unit", force=True), none),
        ("update_org_user", lambda c: c.update_org_user("C1", "u@h", "New"), [(200, member)]),
        ("UpdateOrgUser of nowhere", lambda c: c.UpdateOrgUser("C1", "u@h", org_unit_path="New", force=True), [(200, loose)]),
        ("retrieve_org_user", lambda c: c.retrieve_org_user("C1", "u@h"), [(200, member)]),
        ("retrieve_all_org_users_from_uri", lambda c: c.retrieve_all_org_users_from_uri("/a/x"), many),
        ("retrieve_all_org_users", lambda c: c.retrieve_all_org_users("C1"), many),
        ("retrieve_all_org_users, refused later", lambda c: c.RetrieveAllOrgUsers("C1"), [many[0], (503, "busy")]),
        ("retrieve_page_of_org_users", lambda c: c.retrieve_page_of_org_users("C1"), many),
        ("retrieve_page_of_org_users from", lambda c: c.RetrievePageOfOrgUsers("C1", startKey="k"), many),
        ("retrieve_page_of_org_users with more", lambda c: c.RetrievePageOfOrgUsers("C1", auth_token=token, x="1"), many),
        ("retrieve_org_unit_users", lambda c: c.retrieve_org_unit_users("C1", "a/b"), many),
    ]


def call(*args, **kwargs):
    """A call of the method that the first argument names."""
    return lambda client: getattr(client, args[0])(*args[1:], **kwargs)


def emailsettings(lib):
    one, none, many, made = [(200, ONE)], [(200, "gone")], PAGES, [(201, ONE)]
    token = lib.gdata_gauth.ClientLoginToken("t")
    module = lib.gdata_apps_emailsettings_client
    reads = ["forwarding", "pop", "imap", "vacation", "signature"]
    feeds = ["labels", "send_as", "email_delegates"]
    listed = [("retrieve_%s" % name, call("retrieve_%s" % name, "jo"), one) for name in reads]
    listed += [("retrieve_%s" % name, call("retrieve_%s" % name, "jo@example.org", start="1"), many) for name in feeds]
    more = ("with a parameter", call("RetrievePop", username="jo", x="1", etag="e"), one)
    return listed + [
        more,
        ("uri", lambda c: c.make_email_settings_uri("jo", "label"), none),
        ("uri of an address", lambda c: c.MakeEmailSettingsUri(username="jo@a.b@c", setting_id="label"), none),
        ("uri of half an address", lambda c: [c.MakeEmailSettingsUri("jo@", "x"), c.MakeEmailSettingsUri("@h", "")], none),
        ("uri of nobody", lambda c: c.MakeEmailSettingsUri(None, "x"), none),
        ("create_label", call("create_label", "jo", "My label"), made),
        ("CreateLabel with more", call("CreateLabel", username="jo", name="", auth_token=token, x="1"), made),
        ("delete_label", call("delete_label", "jo", "My label/&"), none),
        ("DeleteLabel by force", call("DeleteLabel", "jo", u"caf\u00e9".encode("utf-8"), force=True), none),
        ("create_filter", call("create_filter", "jo"), made),
        (
            "create_filter with all",
            call("CreateFilter", "jo", "f@h", "t@h", "S", "word", "none", True, "L", False, True, auth_token=token),
            made,
        ),
        ("create_send_as", call("create_send_as", "jo", "Jo", "jo@h"), made),
        ("create_send_as with all", call("CreateSendAs", "jo", "Jo", "jo@h", "r@h", False, x="1"), made),
        ("update_webclip", call("update_webclip", "jo", True), one),
        ("UpdateWebclip, not", call("UpdateWebclip", "jo@example.org", enable=False, force=True), one),
        ("update_webclip elsewhere", call("update_webclip", "jo", True, uri="/a/else"), one),
        ("update_forwarding", call("update_forwarding", "jo", False), one),
        ("update_forwarding with all", call("UpdateForwarding", "jo", True, "f@h", module.ACTION_KEEP, x="1"), one),
        ("update_pop", call("update_pop", "jo", False), one),
        (
            "update_pop with all",
            call("UpdatePop", "jo", True, module.POP_ENABLE_FOR_MAIL_FROM_NOW_ON, module.ACTION_ARCHIVE),
            one,
        ),
        ("update_imap", call("update_imap", "jo", True), one),
        ("update_imap of nothing", call("UpdateImap", "jo", None), one),
        ("update_vacation", call("update_vacation", "jo", False), one),
        (
            "update_vacation with all",
            call("UpdateVacation", "jo", True, "S", "M", "2012-01-15", "2012-01-18", True, False, auth_token=token),
            one,
        ),
        ("update_signature", call("update_signature", "jo", "--\nJo"), one),
        ("update_signature to nothing", call("UpdateSignature", "jo", ""), one),
        ("update_signature to None", call("update_signature", "jo", None), one),
        ("update_language", call("update_language", "jo", "en-US"), one),
        ("UpdateLanguage", call("UpdateLanguage", username="jo", language=""), one),
        ("update_general_settings", call("update_general_settings", "jo"), one),
        ("update_general_settings with all", call("UpdateGeneralSettings", "jo", 25, False, True, 0, "yes"), one),
        ("add_email_delegate", call("add_email_delegate", "jo", "al@h"), made),
        ("delete_email_delegate", call("delete_email_delegate", "jo", "al@h"), none),
        ("DeleteEmailDelegate by force", call("DeleteEmailDelegate", "jo", "a l/@h", force=True), none),
    ]


def resources(lib):
    one, none, many, made = [(200, ONE)], [(200, "gone")], PAGES, [(201, ONE)]
    token = lib.gdata_gauth.ClientLoginToken("t")
    return [
        ("get_resource", call("get_resource", resource_id="r 1"), one),
        ("get_resource by URI", call("GetResource", "/a/x", "ignored", auth_token=token, x="1"), one),
        ("get_resource of nothing", call("get_resource"), one),
        ("uri", call("make_resource_feed_uri"), none),
        ("uri, all", call("MakeResourceFeedUri", "r", {"a": "b c"}), none),
        ("uri with parameters", call("MakeResourceFeedUri", params={"a": "b"}), none),
        ("get_resource_feed", call("get_resource_feed"), many),
        ("get_resource_feed by URI", call("GetResourceFeed", uri="/a/x?p=2", x="1"), many),
        ("create_resource", call("create_resource", "r"), made),
        ("create_resource with all", call("CreateResource", "r", "N", "D", "T", auth_token=token, x="1"), made),
        ("update_resource", call("update_resource", "r"), one),
        ("update_resource with all", call("UpdateResource", "r", "N", "", resource_type="T", force=True), one),
        ("delete_resource", call("delete_resource", "r"), none),
        ("DeleteResource by force", call("DeleteResource", resource_id="r", force=True), none),
    ]
