"""XML that the scenarios answer with."""

ATOM = "http://www.w3.org/2005/Atom"
APPS = "http://schemas.google.com/apps/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
NAMES = "xmlns='%s' xmlns:apps='%s' xmlns:gd='http://schemas.google.com/g/2005'" % (ATOM, APPS)


def entry(inside="<title>Entry</title>", top=True):
    """An Atom entry around some XML."""
    return "%s<entry %s>%s</entry>" % (HEAD if top else "", NAMES if top else "", inside)


def feed(*entries, **more):
    """An Atom feed of entries, with a next link where `next` names one."""
    link = "<link rel='next' href='%s'/>" % more["next"].replace("&", "&amp;") if more.get("next") else ""
    return "%s<feed %s><title>Feed</title>%s%s</feed>" % (HEAD, NAMES, link, "".join(entries))


def user(name, suspended="false", top=False):
    """A user's entry of the Provisioning API."""
    inside = (
        "<id>https://apps-apis.google.com/a/feeds/example.com/user/2.0/%s</id><title>%s</title>"
        "<apps:login userName='%s' suspended='%s' ipWhitelisted='false' admin='false'/>"
        "<apps:quota limit='2048'/><apps:name familyName='F' givenName='G'/>"
    )
    return entry(inside % (name, name, name, suspended), top)


def nickname(name, top=False):
    """A nickname's entry."""
    return entry("<title>%s</title><apps:nickname name='%s'/><apps:login userName='u'/>" % (name, name), top)


def email_list(name, top=False):
    """An email list's entry."""
    return entry("<title>%s</title><apps:emailList name='%s'/>" % (name, name), top)


def recipient(address, top=False):
    """An email list recipient's entry."""
    return entry("<title>%s</title><gd:who rel='x' email='%s'/>" % (address, address), top)


def properties(*pairs, **more):
    """An entry of apps:property rows."""
    rows = "".join("<apps:property name='%s' value='%s'/>" % pair for pair in pairs)
    return entry("<title>P</title>" + rows, more.get("top", False))


def error(code="1301", reason="EntityDoesNotExist", invalid=' invalidInput="jo"'):
    """Google's error document."""
    rows = '<AppsForYourDomainErrors>\r\n  <error errorCode="%s"%s reason="%s" />\r\n</AppsForYourDomainErrors>'
    return HEAD + "\r\n" + rows % (code, invalid, reason)


ODD = HEAD + '<odd xmlns="urn:odd"><a/></odd>'
