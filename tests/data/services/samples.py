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
    rows = (
        '<AppsForYourDomainErrors>\r\n  <error errorCode="%s"%s reason="%s" />\r\n</AppsForYourDomainErrors>'
    )
    return HEAD + "\r\n" + rows % (code, invalid, reason)


ODD = HEAD + '<odd xmlns="urn:odd"><a/></odd>'

#: Made for these tests by `openssl genrsa -traditional 1024`; it guards nothing.
RSA_KEY = """-----BEGIN RSA PRIVATE KEY-----
MIICXAIBAAKBgQDAbsVwWr4B8HYRiVLghul5p+GyD7ZN6z1V3YFIbtOVefySB4zz
Jz7a0HG/Qv60q7vvmz19SJJcGXkvwe4dFB5P6O/Bt0Xb6M0HbeS8LAor1j6KPNxE
DSEYmfmuOQlmyn0jr/t8AiXVGw4X1GuTbAkox+MdqY5rTjKaiq43HH71VQIDAQAB
AoGBAIGSFJ9yej4UC2wDayqDrPGdePrMWZRdsQ7/9u0usokTel1ZeC7BXjE36V8/
XQGKISFVBjI1i1c4T8E4c3xg74bzIgBHobUVUTNa2RfoXcKuJ5qS/DV2/G4YKL3a
3NSGYKgQ29nPOpA4Q9pCumi4G6EfQk3kI4TYAGG0JTSEYZgBAkEA7/snB0iPImhl
36XiVKtid/YyAjlQoXyqpVM4ThPad5rr2vsYWWp8+lpUJ9oCDAvrMhVBtyPDuuX4
USYcyp2MBQJBAM1HGirfbj4Yd7diwbMLXo4eVsZ6bpNEDU1wrrQKQDEo3SMiTMLK
A12pclMnr4by4kdxhNf0WUKzVIHkUQdPVRECQBerbe4J+hQqt+GXOvue69dpMQWH
IazL3wjvbF5HFwU1Ao5WtdAb8LfAsQw9NHZ7tnb6IcEuhd+pTxSx7aUOZQECQC21
dGUxhTm8dwPVsK3ujSp2JPpjDrYqBBBHVA9w7ORFZiBJpfAFzYQQlA1iG9qfwLUJ
2PvBRBLvHZUiwswu5RECQCnj2i2sYtIre5zVmkq2dIv0VD2W60Jdgq7xB9QQUmz5
MFOkvvg3px3eYtL+jyckNz1XEJfUPrVwTuSC9EUI/iA=
-----END RSA PRIVATE KEY-----
"""
