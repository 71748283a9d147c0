# -*- coding: utf-8 -*-
"""Documents of all kinds, and the class that each is read as."""

# ruff: noqa - runs on Python 2.7 too
from __future__ import unicode_literals

import os

try:
    from gdata_compat import atom, gdata
except ImportError:
    import atom
    import gdata
    import gdata.apps

ATOM = "xmlns='http://www.w3.org/2005/Atom'"
ALL = (
    ATOM + " xmlns:gd='http://schemas.google.com/g/2005' xmlns:apps='http://schemas.google.com/apps/2006'"
    " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:app='http://purl.org/atom/app#'"
    " xmlns:batch='http://schemas.google.com/gdata/batch' xmlns:x='http://example.com/x'"
)


def entry(inside, root="entry", more=""):
    return "<%s %s%s>%s</%s>" % (root, ALL, more, inside, root)


_RECORDED = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "google_responses")


def recorded(name):
    with open(os.path.join(_RECORDED, name), "rb") as file:
        return file.read()


E, F, U = atom.Entry, atom.Feed, gdata.apps.UserEntry
LOGIN = "<apps:login userName='j' suspended='false'/>"

#: name -> (class, document)
DOCUMENTS = {
    "empty entry": (E, entry("")),
    "entry closed at once": (E, "<entry %s/>" % ATOM),
    "text in an entry": (E, entry("text")),
    "white space only": (E, entry("\n  \t ")),
    "white space around children": (E, entry("\n  <title>\n t \n</title>\n  <id> x </id>\n")),
    "mixed content": (E, entry("a<title>t</title>b<id>i</id>c")),
    "mixed content in a text construct": (atom.Content, "<content %s>a<b>c<i>d</i>e</b>f</content>" % ATOM),
    "xhtml content": (
        E,
        entry(
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>p <b>q</b> r<br/>s</div></content>"
        ),
    ),
    "html content": (E, entry("<content type='html'>&lt;b&gt;&amp;amp;&lt;/b&gt;</content>")),
    "comment in text": (E, entry("<title>a<!-- c -->b</title>")),
    "comment between children": (E, entry("<title>t</title><!-- <id>no</id> --><id>i</id>")),
    "comment before the root": (E, "<!-- c -->" + entry("<title>t</title>")),
    "comment after the root": (E, entry("<title>t</title>") + "<!-- c -->"),
    "comment in front of text": (E, entry("<!-- c -->text")),
    "comment in an unknown element": (E, entry("<x:u>a<!-- c -->b<x:v/><!-- d -->e</x:u>")),
    "instruction": (E, "<?a b?>" + entry("x<?php echo ?>y<title>a<?b c?>b</title>")),
    "stylesheet": (E, "<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?>" + entry("<title>t</title>")),
    "cdata": (E, entry("<title><![CDATA[<a> & ]]>b<![CDATA[]]></title>")),
    "cdata only white space": (E, entry("<title><![CDATA[  ]]></title>")),
    "references": (E, entry("<title>&#233;&#x20AC;&lt;&gt;&amp;&quot;&apos;&#x1F600;</title>")),
    "references to white space": (
        E,
        entry("<title>&#13;&#10;&#9;a</title><link href='&#13;&#10;&#9;a'/><x:u a='&#10;'>&#13;</x:u>"),
    ),
    "line ends": (E, entry("<title>a\r\nb\rc</title><link href='a\r\nb\tc\n d'/>")),
    "non-ascii": (E, entry("<title>Zoë ☃ 日本語 \U0001f600</title><link title='Žižek'/><x:é ü='ß'>ñ</x:é>")),
    "non-characters allowed": (E, entry("<title>\u0085\u00a0\u2028\ufeff\ud7ff\ufffd</title>")),
    "bytes in utf-8": (E, entry("<title>Zoë</title>").encode("utf-8")),
    "bytes with a declaration": (
        E,
        ("<?xml version='1.0' encoding='UTF-8'?>" + entry("<title>Zoë</title>")).encode("utf-8"),
    ),
    "bytes with a byte order mark": (E, ("\ufeff" + entry("<title>Zoë</title>")).encode("utf-8")),
    "bytes in latin 1": (
        E,
        ("<?xml version='1.0' encoding='iso-8859-1'?>" + entry("<title>Zoë</title>")).encode("latin-1"),
    ),
    "bytes in us-ascii": (
        E,
        ("<?xml version='1.0' encoding='us-ascii'?>" + entry("<title>Zo&#235;</title>")).encode("ascii"),
    ),
    "bytes in windows-1252": (
        E,
        ("<?xml version='1.0' encoding='windows-1252'?>" + entry("<title>€“”</title>")).encode("cp1252"),
    ),
    "bytes in utf-16": (
        E,
        ("<?xml version='1.0' encoding='utf-16'?>" + entry("<title>Zoë ☃</title>")).encode("utf-16"),
    ),
    "bytes in utf-16 without declaration": (E, entry("<title>Zoë ☃</title>").encode("utf-16")),
    "text with a declaration of utf-8": (
        E,
        "<?xml version='1.0' encoding='utf-8'?>" + entry("<title>Zoë</title>"),
    ),
    "declaration without encoding": (E, "<?xml version='1.0'?>\n" + entry("<title>Zoë</title>")),
    "standalone declaration": (E, "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>" + entry("")),
    "white space after the root": (E, entry("<title>t</title>") + "\n\n  "),
    "other prefixes": (
        E,
        "<a:entry xmlns:a='http://www.w3.org/2005/Atom'><a:title>t</a:title><title>other</title></a:entry>",
    ),
    "prefix bound again": (E, entry("<x:u xmlns:x='http://example.com/y'><x:v/></x:u><x:u/>")),
    "default namespace undone": (E, entry("<u xmlns=''><title>t</title></u><title xmlns=''>none</title>")),
    "attributes with namespaces": (
        E,
        entry(
            "<link rel='a' x:rel='b' gd:etag='c'/>",
            more=" gd:etag='W/&quot;1&quot;' xml:lang='en' xml:base='http://e/'",
        ),
    ),
    "attribute in the element's own namespace": (
        E,
        "<a:entry xmlns:a='http://www.w3.org/2005/Atom' a:x='1' x='2'/>",
    ),
    "xml:space": (E, entry("<title xml:space='preserve'>  t  </title>")),
    "unknown element": (E, entry("<x:u a='1' x:b='2'>t<x:v>w</x:v>tail</x:u>")),
    "unknown elements between known": (
        E,
        entry("<x:a/><title>t</title><x:b/><link/><x:a n='2'/><link rel='z'/>"),
    ),
    "unknown element in a known one": (
        E,
        entry("<author><name>n</name><x:u>t</x:u></author><category x:y='z'><x:q/></category>"),
    ),
    "known name in another namespace": (E, entry("<x:title>t</x:title><gd:id>i</gd:id>")),
    "known name without namespace": (E, entry("<title xmlns=''>t</title>")),
    "atom element that an entry does not know": (
        E,
        entry("<subtitle>s</subtitle><generator>g</generator><entry/>"),
    ),
    "unknown attribute": (E, entry("<link foo='1' rel='r'/>", more=" foo='1'")),
    "empty attribute": (E, entry("<link rel='' href='h' foo=''/><category term=''/>", more=" foo=''")),
    "empty attribute of an unknown element": (E, entry("<x:u a='' b='1'><x:v c=''/></x:u>")),
    "attribute of white space": (E, entry("<link rel=' ' href='  a  b  '/>")),
    "empty children": (E, entry("<title/><id></id><link/><author/><content/><x:u/>")),
    "repeated single child": (E, entry("<title>1</title><id>i</id><title>2</title>")),
    "repeated single child, deep": (
        F,
        entry("<entry><title>1</title><title>2</title><id>i</id></entry><id>f</id>", "feed"),
    ),
    "several of a list": (
        E,
        entry("<link rel='1'/><category term='a'/><link rel='2'/><category term='b'/><link rel='3'/>"),
    ),
    "all of an entry": (
        E,
        entry(
            "<id>i</id><title type='text'>t</title><updated>u</updated><published>p</published>"
            "<author><name>n</name><email>e</email><uri>u</uri></author><contributor><name>c</name></contributor>"
            "<category term='t' scheme='s' label='l'/><content type='text' src='s'>c</content><summary>s</summary>"
            "<rights>r</rights><link rel='r' href='h' type='t' hreflang='l' title='t' length='1'/>"
            "<source><id>si</id><generator uri='u' version='v'>g</generator><icon>i</icon><logo>l</logo>"
            "<subtitle>s</subtitle></source><app:control><app:draft>yes</app:draft></app:control>"
        ),
    ),
    "all of a feed": (
        gdata.GDataFeed,
        entry(
            "<id>\n i \n</id><generator uri='u'>\n g </generator><icon>i</icon><logo>l</logo><subtitle>s</subtitle>"
            "<openSearch:totalResults>3</openSearch:totalResults><openSearch:startIndex>1</openSearch:startIndex>"
            "<openSearch:itemsPerPage>25</openSearch:itemsPerPage><entry gd:etag='e'><id> a </id></entry><entry/>",
            "feed",
        ),
    ),
    "batch feed": (
        gdata.BatchFeed,
        entry(
            "<entry><batch:operation type='insert'/><batch:id>1</batch:id><batch:status code='201' reason='Created'"
            " content-type='text/xml'>body</batch:status><id> x </id></entry>"
            "<batch:interrupted reason='r' success='1' failures='2' parsed='3'/>",
            "feed",
        ),
    ),
    "app control of rfc 5023": (
        E,
        entry("<app:control xmlns:app='http://www.w3.org/2007/app'><app:draft/></app:control>"),
    ),
    "user": (
        U,
        entry(
            " <id> http://x </id>"
            + LOGIN
            + "<apps:quota limit='2048'/><apps:name familyName='F' givenName='G'/>"
        ),
    ),
    "user with unknown parts": (
        U,
        entry(
            LOGIN.replace("/>", " x:y='1' foo='2'><x:more/></apps:login>")
            + "<apps:property name='n' value='v'/><gd:who email='e'/>"
        ),
    ),
    "user with a feed link": (
        U,
        entry(
            "<gd:feedLink rel='r' href='h' countHint='2' readOnly='true'><feed><entry/></feed></gd:feedLink>"
        ),
    ),
    "property entry": (
        gdata.apps.PropertyEntry,
        entry("<apps:property name='a' value='1'/><apps:property name='b' value=''/>"),
    ),
    "property entry without properties": (gdata.apps.PropertyEntry, entry("<id>i</id>")),
    "entry link": (
        gdata.EntryLink,
        "<gd:entryLink %s href='h' readOnly='true' rel='r'><entry><id> i </id></entry></gd:entryLink>" % ALL,
    ),
    "extended property with xml": (
        gdata.ExtendedProperty,
        "<gd:extendedProperty %s name='n'>t<x:blob a=''>u<x:c/>v</x:blob>w</gd:extendedProperty>" % ALL,
    ),
    "extended property with a value": (
        gdata.ExtendedProperty,
        "<gd:extendedProperty %s name='n' value='v'/>" % ALL,
    ),
    "wrong root name": (E, entry("<title>t</title>", "feed")),
    "wrong root namespace": (E, "<entry><title>t</title></entry>"),
    "right root name in another namespace": (
        E,
        "<entry xmlns='http://example.com/'><title>t</title></entry>",
    ),
    "a user read as an entry": (E, entry(LOGIN + "<id> i </id>")),
    "a user read as a gdata entry": (gdata.GDataEntry, entry(LOGIN + "<id> i </id>")),
    "an entry read as a feed": (F, entry("<title>t</title>")),
    "id with white space in atom": (E, entry("<id>\n i \n</id>")),
    "id with white space in gdata": (gdata.GDataEntry, entry("<id>\n i \n</id>")),
    "id without text in gdata": (gdata.GDataEntry, entry("<id/>")),
    "id of white space in gdata": (gdata.GDataEntry, entry("<id>  </id>")),
    "long text": (E, entry("<title>%s</title>" % ("é" * 2000))),
    "many attributes": (E, entry("<link %s/>" % " ".join("a%d='%d'" % (n, n) for n in range(100)))),
    "deep unknown elements": (E, entry("<x:u a='1'>" * 100 + "</x:u>" * 100)),
    "google users, page 2": (gdata.apps.UserFeed, recorded("users_page2.xml")),
    "google nicknames": (gdata.apps.NicknameFeed, recorded("nicknames_page2.xml")),
    "google e-mail lists": (gdata.apps.EmailListFeed, recorded("email_lists_page2.xml")),
    "google recipients": (gdata.apps.EmailListRecipientFeed, recorded("recipients_page2.xml")),
    "google users as a plain feed": (atom.Feed, recorded("users_page2.xml")),
    "google users as recipients": (gdata.apps.EmailListRecipientFeed, recorded("users_page2.xml")),
    "text, cut": (E, entry("<title>t</title>")[:-3]),
    "two roots": (E, entry("") + entry("")),
    "text before the root": (E, "x" + entry("")),
    "text after the root": (E, entry("") + "x"),
    "space before the declaration": (E, " <?xml version='1.0'?>" + entry("")),
    "undeclared prefix": (E, entry("<y:u/>")),
    "undeclared entity": (E, entry("<title>&nbsp;</title>")),
    "attribute twice": (E, entry("<link rel='a' rel='b'/>")),
    "attribute without quotes": (E, entry("<link rel=a/>")),
    "less-than in an attribute": (E, entry("<link rel='<'/>")),
    "control character": (E, entry("<title>\x01</title>")),
    "reference to a control character": (E, entry("<title>&#1;</title>")),
    "invalid utf-8": (E, entry("<title>X</title>").encode("ascii").replace(b"X", b"\xff\xfe")),
    "overlong utf-8": (E, entry("<title>X</title>").encode("ascii").replace(b"X", b"\xc0\xaf")),
    "unknown encoding": (E, b"<?xml version='1.0' encoding='x-unheard-of'?><entry/>"),
    "empty text": (E, ""),
    "only white space": (E, " \n "),
    "only a declaration": (E, "<?xml version='1.0'?>"),
    "not xml": (E, "Error=BadAuthentication\n"),
    "json": (E, '{"kind": "admin#directory#user"}'),
    "html": (E, "<html><head><title>Sign in</title><body><p>No<br></body></html>"),
    "None": (E, None),
    "a number": (E, 5),
}
for _name, (_class, _document) in list(DOCUMENTS.items()):
    if isinstance(_document, bytes) and _document.startswith(b"<?xml") and _class is gdata.apps.UserFeed:
        DOCUMENTS[_name + " as GDataFeed"] = (gdata.GDataFeed, _document)


def extensions():
    """Documents that are read as an extension element, whatever their root."""
    return [
        "<a/>",
        "<a b='' c='1'>t</a>",
        "<x:a xmlns:x='http://x/' x:b='1'>t<x:c>u</x:c>v<d/>w</x:a>",
        entry("<title>t</title>"),
        "<a xml:lang='en'> <b/> </a>",
    ]
