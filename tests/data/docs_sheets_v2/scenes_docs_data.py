# -*- coding: utf-8 -*-
"""gdata.docs.data: every class, documents, categories, access control, links.

Runs on Python 2.7 with gdata 2.0.18 on the path, and on Python 3 with this library: see README.
"""

import documents_v2 as documents
from record_docs_sheets import each, of_classes, of_documents

FLAGS = ["starred", "hidden", "viewed", "trashed", "mine", "private", "shared_with_domain", "restricted_download"]


def scenes(lib):
    """Every scene with its name."""
    data = lib.gdata_docs_data
    for part in (of_classes(lib, data), of_documents(lib, samples(data)), constructors(lib), categories(lib), links(lib)):
        for name, scene in part:
            yield name, scene


def samples(data):
    yield "resource", documents.RESOURCE, data.Resource
    yield "resources", documents.RESOURCES, data.ResourceFeed
    yield "access", documents.ACL, data.AclFeed
    yield "revisions", documents.REVISIONS, data.RevisionFeed
    yield "archive", documents.ARCHIVE, data.Archive
    yield "changes", documents.CHANGES, data.ChangeFeed
    yield "metadata", documents.METADATA, data.Metadata


def constructors(lib):
    data, title = lib.gdata_docs_data, lib.atom_data.Title(text="T")
    role = lib.gdata_acl_data.AclRole(value="owner")
    resources = [data.Resource(resource_id=data.ResourceId(text=each_id)) for each_id in ("document:1", "pdf:2")]
    table = [
        ("bare", lambda: data.Resource()),
        ("type", lambda: data.Resource("document")),
        ("type and title", lambda: data.Resource(data.PDF_LABEL, u"T\xe9")),
        ("by name", lambda: data.Resource(title=title, type="folder", description=data.Description(text="d"))),
        ("another type", lambda: data.Resource(type=7)),
        ("text", lambda: data.Resource(text="words", nonsense=1)),
        ("categories", lambda: data.Resource("item", category=[lib.atom_data.Category(term="x")])),
        ("empty title", lambda: data.Resource(title="")),
        ("change", lambda: data.Change("file", "C", removed=data.Removed(), changestamp=data.Changestamp(value="1"))),
        ("too many", lambda: data.Resource("a", "b", "c")),
        ("access", lambda: data.AclEntry.get_instance()),
        ("role", lambda: data.AclEntry.GetInstance("writer", "user", "me@example.com")),
        ("role as an element", lambda: data.AclEntry.get_instance(role=role, scope_type="default")),
        ("key", lambda: data.AclEntry.get_instance("reader", "default", key=True)),
        ("key, role as an element", lambda: data.AclEntry.get_instance(role, key=True)),
        ("key without role", lambda: data.AclEntry.get_instance(scope_type="domain", scope_value="example.com", key=True)),
        ("value without type", lambda: data.AclEntry.get_instance(scope_value="me")),
        ("archive", lambda: data.Archive.from_resource_list(resources)),
        ("archive of none", lambda: data.Archive.FromResourceList([])),
        ("archive of new ones", lambda: data.Archive.FromResourceList([data.Resource("document")])),
    ]
    return each("made", table)


def categories(lib):
    data, parse = lib.gdata_docs_data, lib.atom_core.parse
    read = lambda: parse(documents.RESOURCE, data.Resource)

    def changed(*steps):
        """What some calls on a resource give, and what it is then."""

        def act():
            resource = read()
            given = [getattr(resource, step[0])(*step[1:]) for step in steps]
            return [sorted(each_given) if isinstance(each_given, set) else each_given for each_given in given] + [
                [[c.scheme, c.term, c.label] for c in resource.category]
            ]

        return act

    def twins():
        resource = data.Resource()
        for label in ("a", "mine", "mine", "b"):
            resource.add_category(data.LABELS_SCHEME, "t", label)
        resource.remove_label("mine")
        return [c.label for c in resource.category]

    def generated():
        found = read().GetCategories(data.LABELS_SCHEME)
        return [hasattr(found, "__next__") or hasattr(found, "next"), [c.label for c in found]]

    table = [
        ("add", changed(("add_category", "s", "t", "l"), ("AddCategory", None, None, None))),
        ("remove", changed(("remove_categories", data.LABELS_SCHEME), ("RemoveCategories", "none"))),
        ("find", changed(("get_first_category", data.LABELS_SCHEME), ("GetFirstCategory", "none"))),
        ("generated", generated),
        ("type", changed(("get_resource_type",), ("set_resource_type", "pdf"), ("GetResourceType",))),
        ("no type", changed(("SetResourceType", None), ("get_resource_type",))),
        ("labels", changed(("get_labels",), ("GetLabels",), ("has_label", "viewed"), ("HasLabel", "no"))),
        ("label", changed(("add_label", "mine"), ("AddLabel", "mine"), ("AddLabel", "starred"))),
        ("without label", changed(("remove_label", "viewed"), ("RemoveLabel", "no"))),
        ("twins", twins),
        ("none", lambda: sorted(data.Resource().get_labels())),
        ("flags", changed(*[("is_" + flag,) for flag in FLAGS])),
        ("flags in the old spelling", changed(*[("Is" + flag.title().replace("_", ""),) for flag in FLAGS])),
        ("all flags", lambda: flags_of(data)),
    ]
    return each("categories", table)


def flags_of(data):
    """Which label makes which flag true."""
    found = {}
    for flag in FLAGS:
        resource = data.Resource()
        resource.add_label(flag.replace("_", "-"))
        found[flag] = [other for other in FLAGS if getattr(resource, "is_" + other)()]
    return found


def links(lib):
    data, parse = lib.gdata_docs_data, lib.atom_core.parse
    names = "get_acl_feed_link GetAclFeedLink get_revisions_feed_link GetRevisionsFeedLink get_resumable_create_media_link"
    names += " GetResumableCreateMediaLink get_resumable_edit_media_link GetResumableEditMediaLink in_collections InCollections"
    names += " get_acl_link find_acl_link get_html_link find_self_link is_media"
    for name in names.split():
        for xml, kind in ((documents.RESOURCE, "full"), (documents.FILE, "without")):
            call = lambda xml=xml, name=name: getattr(parse(xml, data.Resource), name)()
            yield "links: %s, %s" % (name, kind), next(each("", [("", call)]))[1]
    revision = lambda: parse(documents.REVISION, data.Revision)
    names = "find_publish_link FindPublishLink get_publish_link GetPublishLink"
    for part in each("links", [(name, lambda name=name: getattr(revision(), name)()) for name in names.split()]):
        yield part
    for part in each("links", [("without an address", lambda: unaddressed(lib))]):
        yield part
    for part in each("links", [("publish, without", lambda: data.Revision().find_publish_link())]):
        yield part


def unaddressed(lib):
    """What finds a link passes over those without an address, but not over a gd:feedLink without one."""
    data, link, acl = lib.gdata_docs_data, lib.atom_data.Link, lib.gdata_data.ACL_REL
    feed_link = lib.gdata_data.FeedLink
    made = data.Resource(
        link=[link(rel="self"), link(rel="self", href="here"), link(rel="edit"), link(rel="edit", href=""), link(rel=acl)]
        + [link(rel="alternate", type="text/html"), link(rel="alternate", type="text/html", href="there")]
    )
    names = "find_self_link find_edit_link get_edit_link get_acl_link find_acl_link find_html_link get_html_link".split()
    found = [[name, getattr(made, name)()] for name in names]
    made.feed_link = [feed_link(rel=acl), feed_link(rel=acl, href="list")]
    return found + [made.get_acl_link(), made.find_acl_link(), made.get_acl_feed_link()]
