"""Scenarios of the elements of `gdata.media`, `gdata.geo` and `gdata.exif`."""

import time

import elements
from harness import E_ACUTE, scenario, tree

MEDIA = 'xmlns="http://search.yahoo.com/mrss/" xmlns:yt="http://gdata.youtube.com/schemas/2007"'
GEO = 'xmlns:georss="http://www.georss.org/georss" xmlns:gml="http://www.opengis.net/gml"'
EXIF = 'xmlns="http://schemas.google.com/photos/exif/2007"'
GROUP = (
    "<group %s><content url='u' type='image/jpeg' medium='image' width='1' height='2' fileSize='3' x='y'/>"
    "<content url='v' medium='video'/><credit>Liz</credit><description type='plain'>d</description>"
    "<keywords>a, b</keywords><thumbnail url='t' width='1' height='2'/><thumbnail/>"
    "<title type='plain'>T</title>"
    "<category term='t' scheme='s' label='l'>c</category><yt:duration seconds='5'/><yt:private/>"
    "<player url='p'/><rating scheme='s'>r</rating></group>"
) % MEDIA
PLACE = "<georss:where %s><gml:Point><gml:pos>35.669998 139.770004</gml:pos></gml:Point></georss:where>" % GEO
TAGS = (
    "<tags %s><fstop>5.0</fstop><make>Fictitious</make><model>M</model><distance>0.0</distance>"
    "<exposure>0.025</exposure><flash>true</flash><focallength>23.7</focallength><iso>200</iso>"
    "<time>1180294337000</time><imageUniqueID>a1</imageUniqueID><other>o</other></tags>"
) % EXIF


def one(names, tag, inside=""):
    return "<%s %s>%s</%s>" % (tag, names, inside, tag)


MEDIA_DOCUMENTS = {
    "GroupFromString": GROUP,
    "ContentFromString": "<content %s url='u' fileSize='1'/>" % MEDIA,
    "CreditFromString": one(MEDIA, "credit", "c"),
    "DescriptionFromString": "<description %s type='html'>d</description>" % MEDIA,
    "KeywordsFromString": one(MEDIA, "keywords", "k"),
    "ThumbnailFromString": "<thumbnail %s url='u' width='1' name='n'/>" % MEDIA,
    "TitleFromString": "<title %s type='plain'>t</title>" % MEDIA,
}
GEO_DOCUMENTS = {
    "WhereFromString": PLACE,
    "PointFromString": one(GEO, "gml:Point", "<gml:pos>1 2</gml:pos>"),
    "PosFromString": one(GEO, "gml:pos", "1 2"),
}
EXIF_DOCUMENTS = {
    name + "FromString": one(EXIF, name[0].lower() + name[1:], "1")
    for name in (
        [
            "Distance",
            "Exposure",
            "Flash",
            "Focallength",
            "Fstop",
            "ImageUniqueID",
            "Iso",
            "Make",
            "Model",
            "Time",
        ]
    )
}
EXIF_DOCUMENTS["TagsFromString"] = TAGS


@scenario
def media_made(api):
    media, seen = api.gdata.media, {}
    for name, cls in elements.classes(api, media):
        if name != "Duration":
            seen[name] = [elements.said(api, cls(), empty=True)]
            if cls._tag:
                seen[name].append(tree(str(cls())))
    group = media.Group(title=media.Title(text="caf" + E_ACUTE), content=[media.Content("u", format="f")])
    group.duration = media.Duration(text="t")
    group.duration.seconds = "5"
    group.thumbnail.append(media.Thumbnail(url="u"))
    return [
        seen,
        elements.made_by_position(api, media),
        elements.made_with_nothing(api, media),
        elements.both(api, group),
    ]


@scenario
def media_read(api):
    return elements.read_by_name(api, api.gdata.media, MEDIA_DOCUMENTS)


@scenario
def media_edited(api):
    media = api.gdata.media
    group = media.GroupFromString(GROUP)
    group.content[0].url = "new"
    group.keywords.text = "c"
    group.thumbnail.pop()
    group.private = None
    group.category.append(media.Category(term="x"))
    empty = media.GroupFromString("<group %s/>" % MEDIA)
    first = elements.said(api, empty.content)
    empty.content = [media.Content(url="u", content_type="t")]
    base = media.MediaBaseElement("name")
    return [
        elements.both(api, group),
        first,
        elements.both(api, empty),
        base.name,
        elements.carried(api, group),
    ]


@scenario
def geo_made(api):
    geo = api.gdata.geo
    place = geo.Where(geo.Point(geo.Pos(text="1 2")))
    bare = geo.Where()
    bare.Point = None
    return [
        elements.made_bare(api, geo)["Where"],
        elements.made_bare(api, geo)["Point"],
        elements.made_bare(api, geo)["Pos"],
        elements.made_by_position(api, geo),
        elements.made_with_nothing(api, geo),
        elements.both(api, place),
        elements.both(api, bare),
        [geo.GeoBaseElement("n").name, geo.GEO_NAMESPACE, geo.GML_NAMESPACE, geo.GEORSS_NAMESPACE],
    ]


@scenario
def geo_read(api):
    geo = api.gdata.geo
    seen = [elements.read_by_name(api, geo, GEO_DOCUMENTS)]
    for inside in (
        "",
        "<gml:Point/>",
        "<gml:pos>1 2</gml:pos>",
        "<gml:Point><gml:pos/></gml:Point>",
        "<Point/>",
    ):
        seen.append(elements.both(api, geo.WhereFromString(one(GEO, "georss:where", inside))))
        seen.append(tree(str(geo.WhereFromString(one(GEO, "georss:where", inside)))))
    return seen + [elements.carried(api, geo.WhereFromString(PLACE))]


@scenario
def locations(api):
    geo = api.gdata.geo

    def place(text):
        return geo.WhereFromString(PLACE.replace("35.669998 139.770004", text))

    seen = []
    for text in ("35.669998 139.770004", "1 2", "-1.5e1 2", "1", "1 2 3", "", "1  2", "a b"):
        where = place(text)
        found = [
            elements.tried(getattr(where, name))
            for name in ("location", "latitude", "longitude", "longtitude")
        ]
        seen.append([text, elements.said(api, found)])
    where = place("1 2")
    for latlon in ((3.5, 4.25), [5.0, 6.0], (1, 2.0), ("1", "2"), (7.0, 8.0, 9.0), (1.0,), None):
        seen.append([elements.tried(where.set_location, latlon), where.Point.pos.text])
    where.Point.pos = None
    seen.append([where.set_location((1.0, 2.0)), elements.said(api, where.location())])
    made = geo.Where()
    seen.append(
        [elements.said(api, made.location()), made.set_location((1.5, 2.5)), elements.both(api, made)]
    )
    return seen


@scenario
def exif_made(api):
    exif = api.gdata.exif
    tags = exif.Tags(text="t")
    tags.make = exif.Make(text="caf" + E_ACUTE)
    tags.flash = exif.Flash(text="false")
    bare = {name: elements.said(api, cls(), empty=True) for name, cls in elements.classes(api, exif)}
    written = {name: tree(str(cls())) for name, cls in elements.classes(api, exif) if cls._tag}
    return [
        [bare, written, elements.made_by_position(api, exif), elements.made_with_nothing(api, exif)],
        elements.both(api, tags),
        exif.ExifBaseElement(name="n").name,
    ]


@scenario
def exif_read(api):
    exif = api.gdata.exif
    tags = exif.TagsFromString(TAGS)
    tags.flash.text = "false"
    tags.iso = None
    tags.make.text = "New"
    empty = exif.TagsFromString("<tags %s/>" % EXIF)
    return [
        elements.read_by_name(api, exif, EXIF_DOCUMENTS),
        elements.both(api, tags),
        elements.both(api, empty),
        elements.carried(api, tags),
    ]


@scenario
def exif_values(api):
    exif = api.gdata.exif
    flash = [exif.Flash(text=text).__bool__() for text in ("true", "false", "TRUE", "False")]
    seen = []
    for text in ("1180294337000", "0", "1180294337999", "1.5e12", "x"):
        made = exif.Time(text=text)
        seen.append([elements.tried(made.isoformat), elements.tried(at, made)])
    return [flash, seen, elements.tried(exif.Time().isoformat)]


def at(made):
    """The seconds that a time's datetime stands for, whatever the time zone."""
    return time.mktime(made.datetime().timetuple())
