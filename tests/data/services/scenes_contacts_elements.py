"""Scenarios of the elements of `gdata.contacts`."""

import elements
from harness import E_ACUTE, describe, scenario, tree

NAMES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"'
    ' xmlns:gContact="http://schemas.google.com/contact/2008" xmlns:openSearch='
    '"http://a9.com/-/spec/opensearchrss/1.0/" xmlns:batch="http://schemas.google.com/gdata/batch"'
)
G = "http://schemas.google.com/g/2005#"
BASE = "http://www.google.com/m8/feeds/contacts/example.com/full"
CONTACT = (
    "<entry %s gd:etag='\"Q3c4fDVSLi57.\"'><id> "
    + BASE
    + "/c1 </id><updated>2012-01-02T03:04:05.000Z</updated>"
    "<category scheme='" + G + "kind' term='http://schemas.google.com/contact/2008#contact'/>"
    "<title type='text'>Fitzwilliam Darcy</title><content>Notes &amp; more</content>"
    "<link rel='http://schemas.google.com/contacts/2008/rel#photo' type='image/*' href='http://photo/1'/>"
    "<link rel='http://schemas.google.com/contacts/2008/rel#edit-photo' type='image/*'"
    " href='http://photo/1/e'/>"
    "<link rel='self' type='application/atom+xml' href='" + BASE + "/c1'/>"
    "<link rel='edit' type='application/atom+xml' href='" + BASE + "/c1/5'/>"
    "<gd:name><gd:fullName>Fitzwilliam Darcy</gd:fullName></gd:name>"
    "<gd:organization rel='" + G + "work' label='L'><gd:orgName>Pemberley</gd:orgName>"
    "<gd:orgTitle>Master</gd:orgTitle><gd:orgDepartment>D</gd:orgDepartment>"
    "<gd:orgJobDescription>J</gd:orgJobDescription><gd:where valueString='W'/></gd:organization>"
    "<gd:email address='d@example.com' primary='true' rel='" + G + "home' displayName='D'/>"
    "<gd:email address='work@example.com'/><gd:email address='x@example.com' label='mine' rel='' primary=''/>"
    "<gd:im address='im@example.com' protocol='" + G + "GOOGLE_TALK'/>"
    "<gd:phoneNumber uri='tel:+1-206'>206-555-1213</gd:phoneNumber>"
    "<gd:phoneNumber rel='" + G + "mobile' primary='true' label='m'>1</gd:phoneNumber>"
    "<gd:postalAddress>1 Street</gd:postalAddress>"
    "<gd:structuredPostalAddress primary='true'><gd:formattedAddress>S</gd:formattedAddress>"
    "<gd:city>C</gd:city></gd:structuredPostalAddress>"
    "<gd:extendedProperty name='n' value='v'/><gd:extendedProperty name='x'><a:b xmlns:a='urn:a'/>"
    "</gd:extendedProperty><gd:deleted/><gContact:groupMembershipInfo deleted='false' href='http://g/1'/>"
    "<gContact:nickname>Fitz</gContact:nickname><gContact:occupation>Gentleman</gContact:occupation>"
    "<gContact:gender value='male'/><gContact:birthday when='1784-01-01'/>"
    "<gContact:relation rel='manager'>Suzy</gContact:relation>"
    "<gContact:relation label='l'>Boss</gContact:relation>"
    "<gContact:userDefinedField key='k' value='v'/><gContact:website href='http://w' rel='blog'/>"
    "<gContact:website href='http://x' label='l' primary='true'/>"
    "<gContact:externalId rel='organization' value='1234'/>"
    "<gContact:event rel='anniversary'><gd:when startTime='2005-06-06'/></gContact:event>"
    "<gContact:event label='l'><gContact:when startTime='2005-06-06'/></gContact:event>"
    "<x:unknown xmlns:x='urn:x' a='1'>u</x:unknown></entry>"
) % NAMES
SMALL = (
    "<entry><id>%s</id><title>t</title><gd:email address='a@b'/><batch:id>1</batch:id>"
    "<batch:operation type='insert'/><batch:status code='201' reason='Created'/></entry>"
)
FEED = (
    "<feed %s><id>example.com</id><updated>2012-01-01T00:00:00.000Z</updated>"
    "<title type='text'>Contacts</title>"
    "<link rel='next' href='http://next'/>"
    "<link rel='http://schemas.google.com/g/2005#batch' href='http://batch'/>"
    "<link rel='http://schemas.google.com/g/2005#post' href='http://post'/><author><name>N</name></author>"
    "<generator version='1.0' uri='http://g'> Contacts </generator>"
    "<openSearch:totalResults>2</openSearch:totalResults>"
    "<openSearch:startIndex>1</openSearch:startIndex>"
    "<openSearch:itemsPerPage>25</openSearch:itemsPerPage>%s%s</feed>"
) % (NAMES, SMALL % "1", SMALL % "2")
GROUP = (
    "<entry %s gd:etag='e'><id>http://g/1</id><title type='text'>Salsa</title><content>c</content>"
    "<gd:extendedProperty name='more info'><info>Nice</info></gd:extendedProperty>"
    "<gContact:systemGroup id='Contacts'/><batch:id>b</batch:id></entry>"
) % NAMES
SHORT = (
    "<entry %s gd:etag='e'><id>i</id><title>t</title><gd:organization><gd:orgName>n</gd:orgName>"
    "</gd:organization>"
    "<gd:email address='a' rel='r'/><gd:email address='b'/><gd:phoneNumber>1</gd:phoneNumber>"
    "<gContact:event rel='anniversary'><gd:when startTime='2005-06-06'/></gContact:event><gd:name>"
    "<gd:fullName>F</gd:fullName></gd:name></entry>"
) % NAMES
PROFILE = CONTACT.replace("<gContact:nickname>", "<gd:organization label='second'/><gContact:nickname>")
DOCUMENTS = {
    "ContactEntryFromString": CONTACT,
    "ContactsFeedFromString": FEED,
    "GroupEntryFromString": GROUP,
    "GroupsFeedFromString": "<feed %s>%s</feed>" % (NAMES, GROUP.replace(" " + NAMES, "")),
    "ProfileEntryFromString": PROFILE,
    "ProfilesFeedFromString": FEED,
    "RelationFromString": "<gContact:relation %s rel='manager'>Suzy</gContact:relation>" % NAMES,
    "UserDefinedFieldFromString": "<gContact:userDefinedField %s key='k' value='v' x='y'/>" % NAMES,
    "WebsiteFromString": "<gContact:website %s href='h'/>" % NAMES,
    "ExternalIdFromString": "<gContact:externalId %s rel='r' value='v' label=''/>" % NAMES,
    "EventFromString": "<gContact:event %s rel='r'><gContact:when startTime='s'/></gContact:event>" % NAMES,
}


@scenario
def bare(api):
    return elements.made_bare(api, api.gdata.contacts)


@scenario
def by_position(api):
    return elements.made_by_position(api, api.gdata.contacts)


@scenario
def with_nothing(api):
    return elements.made_with_nothing(api, api.gdata.contacts)


@scenario
def read(api):
    return elements.read_by_name(api, api.gdata.contacts, DOCUMENTS)


@scenario
def read_again(api):
    """What was written is read, by another class too."""
    contacts = api.gdata.contacts
    written = str(contacts.ContactEntryFromString(SHORT))
    classes = (contacts.ContactEntry, contacts.ProfileEntry, api.gdata.BatchEntry)
    return [elements.both(api, api.atom.CreateClassFromXMLString(cls, written)) for cls in classes]


@scenario
def without_anything(api):
    """What an empty contact says of what it lacks."""
    entry = api.gdata.contacts.ContactEntryFromString("<entry %s/>" % NAMES)
    profile = api.gdata.contacts.ProfileEntryFromString("<entry %s/>" % NAMES)
    links = [
        describe(entry.GetPhotoLink()),
        describe(entry.GetPhotoEditLink()),
        describe(entry.GetEditLink()),
    ]
    feed = api.gdata.contacts.ContactsFeedFromString("<feed %s/>" % NAMES)
    found = [describe(feed.GetNextLink()), describe(feed.GetBatchLink()), describe(feed.GetPostLink())]
    return [elements.both(api, entry), elements.both(api, profile), elements.both(api, feed), links, found]


@scenario
def links(api):
    entry = api.gdata.contacts.ContactEntryFromString(CONTACT)
    feed = api.gdata.contacts.ContactsFeedFromString(FEED)
    names = ("GetPhotoLink", "GetPhotoEditLink", "GetEditLink", "GetSelfLink")
    seen = {name: getattr(entry, name)().href for name in names}
    names = ("GetNextLink", "GetPostLink", "GetBatchLink")
    return [seen, {name: getattr(feed, name)().href for name in names}]


@scenario
def edited(api):
    """A contact that was read and then changed in every way."""
    contacts = api.gdata.contacts
    seen = []

    def edit(function):
        entry = contacts.ContactEntryFromString(SHORT)
        function(entry)
        seen.append([tree(str(entry)), elements.said(api, contacts.ContactEntryFromString(str(entry)))])

    edit(lambda entry: setattr(entry.title, "text", "caf" + E_ACUTE))
    edit(lambda entry: entry.email.append(contacts.Email(address="new@example.com", rel=contacts.REL_WORK)))
    edit(lambda entry: setattr(entry.email[1], "rel", None))
    edit(lambda entry: setattr(entry.email[1], "primary", "true"))
    edit(lambda entry: entry.email.pop(0))
    edit(lambda entry: setattr(entry, "phone_number", []))
    edit(lambda entry: setattr(entry, "organization", None))
    edit(lambda entry: setattr(entry, "organization", contacts.Organization(org_name=contacts.OrgName("O"))))
    edit(lambda entry: setattr(entry, "etag", "*"))
    edit(lambda entry: setattr(entry.organization, "where", contacts.Where("v", "r", "l")))
    edit(lambda entry: setattr(entry.event[0], "when", contacts.When("s", "e", "l")))
    edit(lambda entry: entry.group_membership_info.append(contacts.GroupMembershipInfo(href="h")))
    edit(lambda entry: setattr(entry, "nickname", contacts.Nickname(text="N")))
    return seen


@scenario
def made(api):
    """A contact as a script makes it, a member at a time."""
    atom, contacts = api.atom, api.gdata.contacts
    entry = contacts.ContactEntry(title=atom.Title(text="caf" + E_ACUTE), content=atom.Content(text="n"))
    first = [list(entry.organization), list(entry.email), entry.deleted]
    entry.email.append(contacts.Email(address="a@b", primary="true"))
    entry.email.append(contacts.Email(label="l", address="c@d", primary=None))
    entry.phone_number.append(contacts.PhoneNumber(text="1", rel=contacts.PHONE_WORK))
    entry.organization = contacts.Organization(
        org_name=contacts.OrgName(text="O"), org_title=contacts.OrgTitle(text="T")
    )
    entry.extended_property.append(api.gdata.ExtendedProperty(name="n", value="v"))
    entry.postal_address.append(contacts.PostalAddress(text="P", primary="true"))
    entry.im.append(contacts.IM(address="i", protocol=contacts.IM_JABBER))
    entry.event.append(contacts.Event(rel="r", when=contacts.When(start_time="s")))
    entry.website.append(contacts.Website(href="h", rel="home"))
    profile = contacts.ProfileEntry(organization=[contacts.Organization(), contacts.Organization(rel="r")])
    lists = contacts.ContactEntry(organization=[contacts.Organization(label="one")])
    return [first, elements.both(api, entry), elements.both(api, profile), elements.both(api, lists)]


@scenario
def ignored_arguments(api):
    """The constructor of a group takes more than it keeps."""
    atom, contacts = api.atom, api.gdata.contacts
    entry = contacts.GroupEntry(
        title=atom.Title(text="t"),
        rights=atom.Rights(text="r"),
        summary=atom.Summary(text="s"),
        contributor=[atom.Contributor()],
        text="text",
        extension_elements=[atom.ExtensionElement("x")],
        extension_attributes={"a": "b"},
    )
    return elements.both(api, entry)


@scenario
def batches(api):
    contacts = api.gdata.contacts
    feed, groups = contacts.ContactsFeed(), contacts.GroupsFeed()
    entry = contacts.ContactEntryFromString(SHORT)
    entry.batch_id = api.gdata.BatchId(text="own")
    feed.AddInsert(entry=contacts.ContactEntry(title=api.atom.Title(text="new")))
    feed.AddUpdate(entry=entry)
    feed.AddDelete(url_string="http://x/1")
    feed.AddDelete(entry=contacts.ContactEntryFromString(SHORT), batch_id_string="d")
    feed.AddQuery(url_string="http://x/2")
    groups.AddInsert(entry=contacts.GroupEntryFromString(GROUP))
    failed = elements.tried(feed.AddDelete)
    return [elements.both(api, feed), elements.both(api, groups), failed]


@scenario
def subclasses(api):
    """Classes of a customer's: a further child, another list, a property, hooks, no constructor."""
    contacts = api.gdata.contacts

    class FullName(contacts.GDataBase):
        _tag = "fullName"

    class Name(contacts.GDataBase):
        _tag = "name"
        _children = contacts.GDataBase._children.copy()
        _children["{%s}fullName" % api.gdata.GDATA_NAMESPACE] = ("full_name", FullName)

        def __init__(self, full_name=None, text=None, extension_elements=None, extension_attributes=None):
            contacts.GDataBase.__init__(self, text, extension_elements, extension_attributes)
            self.full_name = full_name

    class Contact(contacts.ContactEntry):
        _children = contacts.ContactEntry._children.copy()
        _children["{%s}name" % api.gdata.GDATA_NAMESPACE] = ("name", Name)
        name = None

    class Plain(contacts.ContactEntry):
        pass

    class MyEmail(contacts.Email):
        _attributes = contacts.Email._attributes.copy()
        _attributes["displayName"] = "display_name"
        display_name = None

    class Mailed(contacts.ContactEntry):
        _children = contacts.ContactEntry._children.copy()
        _children["{%s}email" % api.gdata.GDATA_NAMESPACE] = ("email", [MyEmail])

    seen = []
    for cls in (Contact, Plain, Mailed):
        seen.append(elements.both(api, api.atom.CreateClassFromXMLString(cls, SHORT)))
        seen.append(elements.both(api, cls(title=api.atom.Title(text="t"))))
    return seen


@scenario
def carried(api):
    """Pickles and copies of what was read."""
    contacts = api.gdata.contacts
    return [
        elements.carried(api, contacts.ContactEntryFromString(SHORT)),
        elements.carried(api, contacts.ContactsFeedFromString(FEED)),
        elements.carried(api, contacts.Email(address="a")),
    ]


@scenario
def odd_documents(api):
    """Repeated single children, names in other namespaces, white space, text between elements."""
    contacts = api.gdata.contacts
    documents = [
        "<entry %s> text <gd:email address='a'> inner </gd:email> tail </entry>",
        "<entry %s><email address='a'/><gd:nickname>n</gd:nickname><gContact:email address='b'/></entry>",
        "<entry %s gd:rel='x' rel='y'><gd:email gd:address='a' address='b'/></entry>",
        "<entry %s><gd:email address='a' rel=' '/><gd:phoneNumber> 1 </gd:phoneNumber></entry>",
        "<entry %s><gd:organization><gd:organization/><gd:email/></gd:organization></entry>",
        "<entry %s><x><gd:email address='a'/></x></entry>",
        "<entry %s><gContact:event/><gContact:birthday/><gd:im/><gd:postalAddress/></entry>",
    ]
    return [elements.both(api, contacts.ContactEntryFromString(xml % NAMES)) for xml in documents]


@scenario
def subtrees(api):
    """An element on its own, and one made of an element tree."""
    contacts = api.gdata.contacts
    entry = contacts.ContactEntryFromString(CONTACT)
    own = [tree(part.ToString()) for part in (entry.email[1], entry.organization, entry.website[0])]
    again = [contacts.Email, contacts.Organization, contacts.Website]
    parts = (entry.email[1], entry.organization, entry.website[0])
    made = [
        api.atom._CreateClassFromElementTree(cls, part._ToElementTree())
        for cls, part in zip(again, parts)  # noqa: B905 - Python 2
    ]
    return [own, [elements.both(api, each) for each in made]]
