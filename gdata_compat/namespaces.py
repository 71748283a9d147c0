"""Every XML namespace URI that the library and the server speak, once.

The names follow the legacy constants where there was one.
"""

XML = "http://www.w3.org/XML/1998/namespace"
ATOM = "http://www.w3.org/2005/Atom"
APP = "http://purl.org/atom/app#"
APP_RFC5023 = "http://www.w3.org/2007/app"
OPENSEARCH = "http://a9.com/-/spec/opensearchrss/1.0/"
OPENSEARCH_1_1 = "http://a9.com/-/spec/opensearch/1.1/"
GDATA = "http://schemas.google.com/g/2005"
BATCH = "http://schemas.google.com/gdata/batch"
GACL = "http://schemas.google.com/acl/2007"
APPS = "http://schemas.google.com/apps/2006"
DOCUMENTS = "http://schemas.google.com/docs/2007"
SPREADSHEETS = "http://schemas.google.com/spreadsheets/2006"
SPREADSHEETS_EXTENDED = "http://schemas.google.com/spreadsheets/2006/extended"
CONTACTS = "http://schemas.google.com/contact/2008"
GCAL = "http://schemas.google.com/gCal/2005"
MEDIA = "http://search.yahoo.com/mrss/"
YOUTUBE = "http://gdata.youtube.com/schemas/2007"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"
GML = "http://www.opengis.net/gml"
GEORSS = "http://www.georss.org/georss"
EXIF = "http://schemas.google.com/photos/exif/2007"
DUBLIN_CORE = "http://purl.org/dc/terms/"

#: The prefixes that Google wrote; new documents use the same.
PREFIXES = {
    ATOM: "atom",
    APP: "app",
    OPENSEARCH: "openSearch",
    GDATA: "gd",
    BATCH: "batch",
    GACL: "gAcl",
    APPS: "apps",
    DOCUMENTS: "docs",
    SPREADSHEETS: "gs",
    SPREADSHEETS_EXTENDED: "gsx",
    CONTACTS: "gContact",
    GCAL: "gCal",
    MEDIA: "media",
    YOUTUBE: "yt",
    GEO: "geo",
    GML: "gml",
    GEORSS: "georss",
    EXIF: "exif",
}
