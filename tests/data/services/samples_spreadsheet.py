"""XML of the Spreadsheets API that the scenarios answer with."""

NAMES = (
    "xmlns='http://www.w3.org/2005/Atom' xmlns:gs='http://schemas.google.com/spreadsheets/2006'"
    " xmlns:gsx='http://schemas.google.com/spreadsheets/2006/extended' xmlns:x='urn:x'"
    " xmlns:batch='http://schemas.google.com/gdata/batch' xmlns:gd='http://schemas.google.com/g/2005'"
    " xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/'"
)
HEAD = "<?xml version='1.0' encoding='UTF-8'?>"
FEEDS = "http://spreadsheets.google.com/feeds/"


def entry(path, title, inside, top=True, edit=True):
    """An entry whose id ends in the path."""
    link = "<link rel='edit' type='application/atom+xml' href='%s%s/v1'/>" % (FEEDS, path) if edit else ""
    return (
        "%s<entry %s><id>%s%s</id><updated>2006-11-17T18:24:18.231Z</updated><title>%s</title>%s%s</entry>"
        % (
            HEAD if top else "",
            NAMES if top else "",
            FEEDS,
            path,
            title,
            link,
            inside,
        )
    )


def feed(*entries, **more):
    """A feed of entries, with a next link where `next` names one, and other elements in `inside`."""
    link = "<link rel='next' href='%s'/>" % more["next"].replace("&", "&amp;") if more.get("next") else ""
    return "%s<feed %s><id>%sfeed</id><title>Feed</title>%s%s%s</feed>" % (
        HEAD,
        NAMES,
        FEEDS,
        link,
        more.get("inside", ""),
        "".join(entries),
    )


def spreadsheet(key="key", top=True):
    """A spreadsheet's entry."""
    inside = (
        "<content>Groceries</content><author><name>jo</name></author>"
        "<link rel='http://schemas.google.com/spreadsheets/2006#worksheetsfeed' href='%sworksheets/%s'/>"
    )
    return entry("spreadsheets/private/full/" + key, "Groceries", inside % (FEEDS, key), top)


def worksheet(name="od6", title="Sheet1", top=True, edit=True):
    """A worksheet's entry."""
    inside = "<content>x</content><gs:rowCount>45</gs:rowCount><gs:colCount>15</gs:colCount>"
    return entry("worksheets/key/private/full/" + name, title, inside, top, edit)


def cell(row=1, col=2, text="Hours", top=True, edit=True, more=""):
    """A cell's entry."""
    inside = (
        "<content type='text'>%s</content>"
        "<gs:cell row='%d' col='%d' inputValue='=A1' numericValue='5.0'>%s</gs:cell>%s"
    )
    path = "cells/key/od6/private/full/R%dC%d" % (row, col)
    return entry(path, "B1", inside % (text, row, col, text, more), top, edit)


def row(name="cokwr", top=True, edit=True, inside="<gsx:name>Bingley</gsx:name><gsx:cost>10</gsx:cost>"):
    """A row's entry."""
    content = "<content type='text'>cost: 10</content>"
    return entry("list/key/od6/private/full/" + name, "Bingley", content + inside, top, edit)
