"""XML of the Documents List API that the scenarios answer with."""

NAMES = (
    "xmlns='http://www.w3.org/2005/Atom' xmlns:docs='http://schemas.google.com/docs/2007'"
    " xmlns:gd='http://schemas.google.com/g/2005' xmlns:gAcl='http://schemas.google.com/acl/2007'"
    " xmlns:app='http://purl.org/atom/app#' xmlns:x='urn:x'"
    " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
)
HEAD = "<?xml version='1.0' encoding='UTF-8'?>"
FEEDS = "http://docs.google.com/feeds/"
KIND = "http://schemas.google.com/g/2005#kind"


def document(key="abc", kind="document", top=True, inside=""):
    """An entry of the documents feed."""
    url = "%sdocuments/private/full/%s%%3A%s" % (FEEDS, kind, key)
    return "%s<entry %s>%s</entry>" % (
        HEAD if top else "",
        NAMES if top else "",
        "<id>%s</id><updated>2009-01-01T00:00:00.000Z</updated>"
        "<category scheme='http://schemas.google.com/g/2005/labels'"
        " term='http://schemas.google.com/g/2005/labels#starred' label='starred'/>"
        "<category scheme='%s' term='http://schemas.google.com/docs/2007#%s' label='%s'/>"
        "<title type='text'>Document %s</title>"
        "<content type='text/html' src='http://docs.google.com/feeds/download/documents/Export?docId=%s'/>"
        "<link rel='edit' type='application/atom+xml' href='%s/edit'/>"
        "<author><name>jo</name><email>jo@example.com</email></author>"
        "<gd:resourceId>%s:%s</gd:resourceId>"
        "<gd:lastModifiedBy><name>jo</name><email>jo@example.com</email></gd:lastModifiedBy>"
        "<gd:lastViewed>2009-03-05T07:48:21.493Z</gd:lastViewed><docs:writersCanInvite value='true'/>"
        "<gd:feedLink rel='http://schemas.google.com/acl/2007#accessControlList'"
        " href='%sacl/private/full/%s%%3A%s'/>%s"
        % (url, KIND, kind, kind, key, key, url, kind, key, FEEDS, kind, key, inside),
    )


def feed(*entries):
    """A documents feed."""
    return (
        "%s<feed %s><openSearch:totalResults>2</openSearch:totalResults>"
        "<openSearch:startIndex>1</openSearch:startIndex><id>%sdocuments/private/full</id>"
        "<title>Available Documents - jo</title><link rel='next' href='%sdocuments?start-key=2'/>"
        "<link rel='http://schemas.google.com/g/2005#post' href='%sdocuments/private/full'/>%s</feed>"
        % (HEAD, NAMES, FEEDS, FEEDS, FEEDS, "".join(entries))
    )


def rule(address="jo@example.com", role="writer", top=True):
    """An entry of an access control list."""
    return (
        "%s<entry %s><id>%sacl/private/full/document%%3Aabc/user%%3A%s</id><title>Rule</title>"
        "<link rel='edit' href='%sacl/private/full/document%%3Aabc/user%%3A%s'/>"
        "<gAcl:role value='%s'/><gAcl:scope type='user' value='%s'/></entry>"
        % (HEAD if top else "", NAMES if top else "", FEEDS, address, FEEDS, address, role, address)
    )
