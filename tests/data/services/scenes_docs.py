"""Scenarios of the elements of `gdata.docs`."""

import copy
import pickle

import samples
import samples_docs
from harness import E_ACUTE, describe, scenario
from members import both, built, read, said

CONSTRUCTORS = {
    "Scope": "value type extension_elements extension_attributes text",
    "Role": "value extension_elements extension_attributes text",
    "FeedLink": "href rel text extension_elements extension_attributes",
    "ResourceId": "value extension_elements extension_attributes text",
    "LastModifiedBy": "name email uri extension_elements extension_attributes text",
    "LastViewed": "name email uri extension_elements extension_attributes text",
    "WritersCanInvite": "extension_elements extension_attributes text",
    "DocumentListEntry": "resourceId feedLink lastViewed lastModifiedBy writersCanInvite author category"
    " content atom_id link published title updated text extension_elements extension_attributes",
    "DocumentListAclEntry": "category atom_id link title updated scope role extension_elements"
    " extension_attributes text",
}
FEEDS = ("DocumentListFeed", "DocumentListAclFeed")


@scenario
def constructors(api):
    seen = {name: built(api, getattr(api.gdata.docs, name), CONSTRUCTORS[name]) for name in CONSTRUCTORS}
    for name in FEEDS:
        feed = getattr(api.gdata.docs, name)(title="t", entry=["e"], total_results="n", text="x")
        seen[name] = {
            member: said(getattr(feed, member)) for member in ("title", "entry", "total_results", "text")
        }
    return seen


@scenario
def empty_elements_are_written(api):
    classes = [name for name in sorted(CONSTRUCTORS) + list(FEEDS) if name != "WritersCanInvite"]
    return {name: both(getattr(api.gdata.docs, name)()) for name in classes}


@scenario
def documents(api):
    docs, seen = api.gdata.docs, {}
    for name, function, xml in (
        ("entry", docs.DocumentListEntryFromString, samples_docs.document()),
        ("folder", docs.DocumentListEntryFromString, samples_docs.document("f", "folder")),
        ("bare", docs.DocumentListEntryFromString, samples.entry("")),
        (
            "more",
            docs.DocumentListEntryFromString,
            samples_docs.document(inside="<x:y z='1'><x:w>v</x:w></x:y>"),
        ),
        (
            "repeated",
            docs.DocumentListEntryFromString,
            samples_docs.document(
                inside="<gd:quotaBytesUsed>5</gd:quotaBytesUsed><app:edited>t</app:edited>"
            ),
        ),
        ("feed", docs.DocumentListFeedFromString, samples_docs.feed(samples_docs.document(top=False))),
        ("empty feed", docs.DocumentListFeedFromString, samples_docs.feed()),
        ("rule", docs.DocumentListAclEntryFromString, samples_docs.rule()),
        ("list", docs.DocumentListAclFeedFromString, samples_docs.feed(samples_docs.rule(top=False))),
    ):
        seen[name] = read(api, function, xml)
    return seen


@scenario
def other_roots(api):
    docs, seen = api.gdata.docs, {}
    for name in ("Entry", "Feed", "AclEntry", "AclFeed"):
        function = getattr(docs, "DocumentList%sFromString" % name)
        for kind, xml in (("odd", samples.ODD), ("entry", samples.entry()), ("feed", samples.feed())):
            seen["%s %s" % (name, kind)] = describe(type(function(xml)).__name__)
        seen[name + " none"] = api.call(function, "no xml")
    return seen


@scenario
def edits(api):
    docs, atom = api.gdata.docs, api.atom
    entry = docs.DocumentListEntryFromString(samples_docs.document())
    entry.title.text = "Caf" + E_ACUTE
    entry.resourceId = docs.ResourceId(value="v", text="document:new")
    entry.lastViewed = None
    entry.writersCanInvite.value = "false"
    entry.feedLink.href = "http://x/y?a=b&c=d"
    entry.lastModifiedBy.name = atom.Name(text="al")
    entry.category.append(atom.Category(term="t", scheme="s", label="l"))
    rule = docs.DocumentListAclEntryFromString(samples_docs.rule())
    rule.role.value = "owner"
    rule.scope = docs.Scope("example.com", "domain")
    feed = docs.DocumentListFeedFromString(samples_docs.feed(samples_docs.document(top=False)))
    feed.entry[0].title.text = "new"
    feed.entry.append(entry)
    return [both(entry), both(rule), both(feed)]


@scenario
def made_by_hand(api):
    docs, atom = api.gdata.docs, api.atom
    invite = docs.WritersCanInvite()
    invite.value = "true"
    entry = docs.DocumentListEntry(
        title=atom.Title(text="T"), writersCanInvite=invite, feedLink=docs.FeedLink("h", "r")
    )
    rule = docs.DocumentListAclEntry(scope=docs.Scope("a@b.com", "user"), role=docs.Role("reader"))
    feed = docs.DocumentListAclFeed(entry=[rule])
    return [both(entry), both(rule), both(feed)]


@scenario
def questions(api):
    docs, atom, seen = api.gdata.docs, api.atom, []
    for xml in (samples_docs.document(), samples_docs.document("f", "folder"), samples.entry("")):
        entry = docs.DocumentListEntryFromString(xml)
        seen.append(
            [said(entry.GetAclLink()), entry.GetDocumentType(), entry.IsMedia(), said(entry.GetEditLink())]
        )
    for category in (None, [], [atom.Category(scheme=samples_docs.KIND)], [atom.Category(label="l")]):
        entry = docs.DocumentListEntry()
        entry.category = category
        seen.append(entry.GetDocumentType())
    both_kinds = docs.DocumentListEntry()
    both_kinds.category = [
        atom.Category(scheme=samples_docs.KIND, label=label) for label in ("pdf", "folder")
    ]
    rule = docs.DocumentListAclEntryFromString(samples_docs.rule())
    feed = docs.DocumentListFeedFromString(samples_docs.feed())
    return seen + [
        both_kinds.GetDocumentType(),
        said(rule.GetAclLink()),
        said(rule.GetEditLink()),
        said(feed.GetNextLink()),
        said(feed.GetPostLink()),
        feed.total_results.text,
    ]


@scenario
def copies(api):
    docs = api.gdata.docs
    entry = docs.DocumentListEntryFromString(samples_docs.document())
    rule = docs.DocumentListAclEntryFromString(samples_docs.rule())
    rule.mine = "kept"
    again = pickle.loads(pickle.dumps(rule, 2))
    return [both(copy.deepcopy(entry)), both(pickle.loads(pickle.dumps(entry))), both(again), again.mine]


@scenario
def customers_subclass(api):
    docs, atom, gdata = api.gdata.docs, api.atom, api.gdata

    class Quota(atom.AtomBase):
        _tag, _namespace = "quotaBytesUsed", gdata.GDATA_NAMESPACE
        _children = atom.AtomBase._children.copy()
        _attributes = atom.AtomBase._attributes.copy()

    class Entry(docs.DocumentListEntry):
        _children = docs.DocumentListEntry._children.copy()
        _children["{%s}quotaBytesUsed" % gdata.GDATA_NAMESPACE] = ("quota", Quota)

        def __init__(self, quota=None, **kwargs):
            docs.DocumentListEntry.__init__(self, **kwargs)
            self.quota = quota

    xml = samples_docs.document(inside="<gd:quotaBytesUsed>5</gd:quotaBytesUsed>")
    return [
        read(api, lambda text: atom.CreateClassFromXMLString(Entry, text), xml),
        both(Entry(Quota(text="7"))),
    ]
