# -*- coding: utf-8 -*-
"""Documents as the Documents List API 3.0 and the Spreadsheets API 3.0 sent them, shortened."""

_NAMES = (
    ' xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005"'
    ' xmlns:docs="http://schemas.google.com/docs/2007" xmlns:gAcl="http://schemas.google.com/acl/2007"'
    ' xmlns:batch="http://schemas.google.com/gdata/batch" xmlns:app="http://www.w3.org/2007/app"'
    ' xmlns:openSearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:gs="http://schemas.google.com/spreadsheets/2006"'
    ' xmlns:gsx="http://schemas.google.com/spreadsheets/2006/extended"'
)
DOCS = "https://docs.google.com/feeds/default/private/full"
SHEETS = "https://spreadsheets.google.com/feeds"
_KIND = '<category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/docs/2007#%s" label="%s"/>'
_LABEL = '<category scheme="http://schemas.google.com/g/2005/labels" term="http://schemas.google.com/g/2005/labels#%s" label="%s"/>'


def entry(inside, etag=' gd:etag="&quot;e1&quot;"'):
    """An entry of these children."""
    return "<entry%s%s>%s</entry>" % (_NAMES, etag, inside)


def feed(inside):
    """A feed of these children."""
    return '<feed%s gd:etag="&quot;f1&quot;">%s</feed>' % (_NAMES, inside)


def inner(xml):
    """An entry to stand in a feed."""
    return xml.replace(_NAMES, "")


RESOURCE = entry(
    "<id>https://docs.google.com/feeds/id/document%3Aab~c</id><published>2011-01-01T00:00:00.000Z</published>"
    + "<app:edited>2011-01-02T00:00:00.000Z</app:edited>"
    + _LABEL % ("starred", "starred")
    + _KIND % ("document", "document")
    + _LABEL % ("viewed", "viewed")
    + "<title>Caf&#233; &amp; co</title>"
    + '<content type="text/html" src="https://docs.google.com/feeds/download/documents/Export?docId=ab&amp;amp;x=1"/>'
    + '<link rel="http://schemas.google.com/docs/2007#parent" type="application/atom+xml" href="%s/folder%%3A1" title="One"/>' % DOCS
    + '<link rel="http://schemas.google.com/docs/2007#parent" href="%s/folder%%3A2"/>' % DOCS
    + '<link rel="http://schemas.google.com/docs/2007#parent"/>'
    + '<link rel="alternate" type="text/html" href="https://docs.google.com/Doc?id=ab"/>'
    + '<link rel="self" href="%s/document%%3Aab"/>' % DOCS
    + '<link rel="edit" href="%s/document%%3Aab?v=1"/>' % DOCS
    + '<link rel="http://schemas.google.com/acl/2007#accessControlList" href="%s/document%%3Aab/acl"/>' % DOCS
    + '<link rel="http://schemas.google.com/g/2005#resumable-edit-media" href="https://docs.google.com/feeds/upload/edit/document%3Aab"/>'
    + '<link rel="http://schemas.google.com/g/2005#resumable-create-media" href="https://docs.google.com/feeds/upload/create/folder%3A1"/>'
    + "<author><name>Me</name><email>me@example.com</email></author>"
    + "<gd:resourceId>document:ab~c/d</gd:resourceId>"
    + "<gd:lastModifiedBy><name>You</name><email>you@example.com</email></gd:lastModifiedBy>"
    + "<gd:lastViewed>2011-01-03T00:00:00.000Z</gd:lastViewed><gd:quotaBytesUsed>12</gd:quotaBytesUsed>"
    + '<docs:writersCanInvite value="true"/><docs:description>What it is</docs:description>'
    + "<docs:filename>a.txt</docs:filename><docs:suggestedFilename>b.txt</docs:suggestedFilename>"
    + '<gd:feedLink rel="http://schemas.google.com/acl/2007#accessControlList" href="%s/document%%3Aab/acl-feed"/>' % DOCS
    + '<gd:feedLink rel="http://schemas.google.com/docs/2007/revisions" href="%s/document%%3Aab/revisions"/>' % DOCS
    + "<docs:unknown/>"
)
COLLECTION = entry(
    _KIND % ("folder", "folder")
    + '<title>Things</title><content type="application/atom+xml" src="%s/folder%%3A1/contents"/>' % DOCS
    + '<link rel="http://schemas.google.com/g/2005#resumable-create-media" href="https://docs.google.com/feeds/upload/create/folder%3A1?convert=false"/>'
    + '<link rel="self" href="%s/folder%%3A1"/><gd:resourceId>folder:1</gd:resourceId>' % DOCS
)
SPREADSHEET_RESOURCE = entry(
    _KIND % ("spreadsheet", "spreadsheet")
    + '<title>Sheet</title><content type="text/html" src="https://spreadsheets.google.com/feeds/download/spreadsheets/Export?key=k"/>'
)
FILE = entry(_KIND % ("file", "a.bin") + '<title>F</title><content type="image/png" src="https://doc-0.googleusercontent.com/x?h=1"/>')
RESOURCES = feed(
    "<id>%s</id><openSearch:totalResults>9</openSearch:totalResults>" % DOCS
    + '<link rel="next" href="%s?start-key=EAE&amp;v=3"/>' % DOCS
    + inner(RESOURCE)
    + inner(COLLECTION)
)
LAST_RESOURCES = feed("<id>%s</id>" % DOCS + inner(FILE))
ACL_ENTRY = entry(
    "<id>%s/document%%3Aab/acl/user%%3Ame</id>" % DOCS
    + '<link rel="self" href="%s/document%%3Aab/acl/user%%3Ame"/><link rel="edit" href="%s/document%%3Aab/acl/user%%3Ame?e=1"/>' % (DOCS, DOCS)
    + '<gAcl:role value="writer"/><gAcl:scope type="user" value="me@example.com"/><gAcl:additionalRole value="commenter"/>'
    + '<batch:id>1</batch:id><batch:operation type="update"/><batch:status code="200" reason="Success"/>'
)
ACL_WITH_KEY = entry('<gAcl:withKey key="abc"><gAcl:role value="reader"/></gAcl:withKey><gAcl:scope type="default"/>', "")
ACL = feed("<title>Document Permissions</title>" + inner(ACL_ENTRY) + inner(ACL_WITH_KEY))
REVISION = entry(
    "<id>r1</id><updated>2011-01-01T00:00:00.000Z</updated><title>Revision 1</title>"
    + '<content type="text/html" src="https://docs.google.com/feeds/download/documents/Export?docId=ab&amp;revision=1"/>'
    + '<link rel="http://schemas.google.com/docs/2007#publish" type="text/html" href="https://docs.google.com/View?id=ab"/>'
    + '<link rel="self" href="%s/document%%3Aab/revisions/1"/><link rel="edit" href="%s/document%%3Aab/revisions/1?e"/>' % (DOCS, DOCS)
    + '<docs:publish value="true"/><docs:publishAuto value="false"/><docs:publishOutsideDomain value="false"/>'
)
REVISIONS = feed("<title>Document Revisions</title>" + inner(REVISION))
ARCHIVE = entry(
    "<id>a1</id><title>Archive</title>"
    + '<content type="application/zip" src="https://docs.google.com/feeds/download/archive?id=1"/>'
    + '<link rel="self" href="https://docs.google.com/feeds/default/private/archive/1"/>'
    + '<link rel="edit" href="https://docs.google.com/feeds/default/private/archive/1?e"/>'
    + "<docs:archiveResourceId>document:1</docs:archiveResourceId><docs:archiveResourceId>pdf:2</docs:archiveResourceId>"
    + '<docs:archiveConversion source="application/vnd.google-apps.document" target="text/plain"/>'
    + "<docs:archiveNotify>me@example.com</docs:archiveNotify><docs:archiveStatus>flattening</docs:archiveStatus>"
    + "<docs:archiveTotal>2</docs:archiveTotal><docs:archiveTotalComplete>1</docs:archiveTotalComplete>"
    + "<docs:archiveTotalFailure>1</docs:archiveTotalFailure><docs:archiveFailure>pdf:2</docs:archiveFailure>"
    + "<docs:archiveComplete>2011-01-01</docs:archiveComplete><docs:archiveNotifyStatus>complete</docs:archiveNotifyStatus>"
    + "<gd:quotaBytesUsed>7</gd:quotaBytesUsed>"
)
CHANGES = feed(
    "<id>changes</id>"
    + inner(entry("<id>c1</id>" + _KIND % ("document", "document") + '<docs:changestamp value="17"/>'))
    + inner(entry('<id>c2</id><docs:changestamp value="18"/><docs:removed/><gd:deleted/>'))
)
METADATA = entry(
    "<gd:quotaBytesTotal>1073741824</gd:quotaBytesTotal><gd:quotaBytesUsed>5</gd:quotaBytesUsed>"
    + "<docs:quotaBytesUsedInTrash>2</docs:quotaBytesUsedInTrash>"
    + '<docs:importFormat source="image/png" target="document"/><docs:importFormat source="text/csv" target="spreadsheet"/>'
    + '<docs:exportFormat source="document" target="text/html"/>'
    + "<docs:feature><docs:featureName>ocr</docs:featureName><docs:featureRate>2.0</docs:featureRate></docs:feature>"
    + '<docs:maxUploadSize kind="pdf">1024</docs:maxUploadSize>'
    + '<docs:additionalRoleInfo kind="document"><docs:additionalRoleSet primaryRole="reader">'
    + '<gAcl:additionalRole value="commenter"/></docs:additionalRoleSet></docs:additionalRoleInfo>'
)

SPREADSHEETS = feed(
    "<title>Available Spreadsheets</title><openSearch:startIndex>1</openSearch:startIndex>"
    + inner(
        entry(
            "<id> %s/spreadsheets/private/full/key </id><title>Groceries</title>" % SHEETS
            + '<content type="application/atom+xml;type=feed" src="%s/worksheets/key/private/full"/>' % SHEETS
            + '<link rel="http://schemas.google.com/spreadsheets/2006#worksheetsfeed" href="%s/worksheets/key/private/full"/>' % SHEETS
        )
    )
)
WORKSHEET = entry(
    "<id>%s/worksheets/key/private/full/od6</id><title>Sheet1</title>" % SHEETS
    + '<link rel="edit" href="%s/worksheets/key/private/full/od6/v1"/>' % SHEETS
    + "<gs:rowCount>100</gs:rowCount><gs:colCount>20</gs:colCount>"
)
WORKSHEETS = feed("<id>w</id>" + inner(WORKSHEET))
TABLE = entry(
    "<id>%s/key/tables/0</id><title>Table 1</title><summary>Of all</summary>" % SHEETS
    + '<gs:worksheet name="Sheet1"/><gs:header row="1"/><gs:data insertionMode="overwrite" numRows="2" startRow="3">'
    + '<gs:column index="B" name="Birthday"/><gs:column index="A" name="Name"/></gs:data>'
)
TABLES = feed("<id>t</id>" + inner(TABLE))
RECORD = entry(
    "<id>%s/key/records/0/cn6ca</id><title>Darcy</title>" % SHEETS
    + '<gs:field index="A" name="Birthday">2/10/1785</gs:field><gs:field index="B" name="Name">Darcy</gs:field><gs:field index="C"/>'
)
RECORDS = feed("<id>r</id>" + inner(RECORD))
ROW = entry(
    "<id>%s/list/key/od6/private/full/cokwr</id><title>Bingley</title><content>hours: 10</content>" % SHEETS
    + "<gsx:name>Bingley</gsx:name><gsx:hours>10</gsx:hours><gsx:empty/><gsx:e-mail_2>b@example.com</gsx:e-mail_2><gsx:hours>11</gsx:hours>"
    + '<gs:cell row="1"/><unknown/>'
)
ROWS = feed("<id>l</id>" + inner(ROW))
CELL = entry(
    "<id>%s/cells/key/od6/private/full/R2C1</id><title>A2</title>" % SHEETS
    + '<link rel="edit" href="%s/cells/key/od6/private/full/R2C1/1"/>' % SHEETS
    + '<gs:cell row="2" col="1" inputValue="=1+1" numericValue="2.0">2</gs:cell><batch:id>A</batch:id>'
)
CELLS = feed(
    "<id>%s/cells/key/od6/private/full</id><gs:rowCount>100</gs:rowCount>" % SHEETS
    + '<link rel="edit" href="%s/cells/key/od6/private/full/batch"/>' % SHEETS
    + inner(CELL)
)
