"""Scenarios of the elements of `gdata.spreadsheet`."""

import copy
import pickle
from xml.etree import ElementTree

import samples
import samples_spreadsheet as sheets
from harness import E_ACUTE, describe, scenario, tree
from members import both, built, read, said

ENTRY = (
    "author category content contributor atom_id link published rights source summary title control updated"
)
TAIL = " text extension_elements extension_attributes"
FEED = (
    "author category contributor generator icon atom_id link logo rights subtitle title updated entry"
    " total_results start_index items_per_page extension_elements extension_attributes text row_count"
    " col_count interrupted"
)
CONSTRUCTORS = {
    "ColCount": TAIL,
    "RowCount": TAIL,
    "Cell": "text row col inputValue numericValue extension_elements extension_attributes",
    "Custom": "column" + TAIL,
    "SpreadsheetsSpreadsheet": ENTRY + TAIL,
    "SpreadsheetsWorksheet": ENTRY + " row_count col_count" + TAIL,
    "SpreadsheetsCell": ENTRY + " cell batch_operation batch_id batch_status" + TAIL,
    "SpreadsheetsList": ENTRY + " custom" + TAIL,
}
FEEDS = ("SpreadsheetsFeed", "WorksheetsFeed", "CellsFeed", "ListFeed")
GSX = "{http://schemas.google.com/spreadsheets/2006/extended}%s"


@scenario
def constructors(api):
    return {
        name: built(api, getattr(api.gdata.spreadsheet, name), CONSTRUCTORS[name]) for name in CONSTRUCTORS
    }


@scenario
def constructors_of_feeds(api):
    seen = {}
    for name in FEEDS:
        cls = getattr(api.gdata.spreadsheet, "Spreadsheets" + name)
        feed = cls(title="t", entry=["e"], total_results="n", text="x")
        seen[name] = {
            member: said(getattr(feed, member)) for member in ("title", "entry", "total_results", "text")
        }
        seen[name + " empty"] = both(cls())
    words = FEED.split()
    values = [api.atom.Id(text=" %s " % word) for word in words]
    feed = api.gdata.spreadsheet.SpreadsheetsCellsFeed(*values)
    seen["positions"] = {n: said(getattr(feed, "id" if n == "atom_id" else n)) for n in words}
    return seen


@scenario
def empty_elements_are_written(api):
    return {name: both(getattr(api.gdata.spreadsheet, name)()) for name in sorted(CONSTRUCTORS)}


@scenario
def documents(api):
    module, seen = api.gdata.spreadsheet, {}
    counts = "<gs:rowCount>100</gs:rowCount><gs:colCount>20</gs:colCount><x:y z='1'>w</x:y>"
    rows = (
        "<gsx:name>a</gsx:name><x:y>b</x:y><gsx:name>c</gsx:name><gsx:_1-x.y/><gsx:w q='r'>d<x:v/>e</gsx:w>"
    )
    for name, kind, xml in (
        ("spreadsheet", "Spreadsheet", sheets.spreadsheet()),
        ("worksheet", "Worksheet", sheets.worksheet()),
        ("cell", "Cell", sheets.cell()),
        ("batch cell", "Cell", sheets.cell(more="<batch:id>A</batch:id><batch:operation type='update'/>")),
        ("cell status", "Cell", sheets.cell(more="<batch:status code='200' reason='Success'/>")),
        ("row", "List", sheets.row()),
        ("odd row", "List", sheets.row(inside=rows)),
        ("accent", "List", sheets.row(inside="<gsx:n>Caf" + E_ACUTE + "</gsx:n>")),
        ("white", "List", sheets.row(inside="<gsx:n> a\n b </gsx:n><gsx:o>  </gsx:o>")),
        ("bare row", "List", samples.entry("")),
        ("spreadsheets", "SpreadsheetsFeed", sheets.feed(sheets.spreadsheet(top=False))),
        (
            "worksheets",
            "WorksheetsFeed",
            sheets.feed(sheets.worksheet(top=False), sheets.worksheet("x", top=False)),
        ),
        ("cells", "CellsFeed", sheets.feed(sheets.cell(top=False), inside=counts, next="http://n/x?a=b&c=d")),
        ("rows", "ListFeed", sheets.feed(sheets.row(top=False), sheets.row("x", top=False, inside=rows))),
    ):
        seen[name] = read(api, getattr(module, "Spreadsheets%sFromString" % kind), xml)
    for name, xml in (
        ("ColCount", "<gs:colCount %s>5</gs:colCount>" % sheets.NAMES),
        ("RowCount", "<gs:rowCount %s x:a='b'>5</gs:rowCount>" % sheets.NAMES),
        ("Cell", "<gs:cell %s row='1' col='' more='m'>t<x:y/></gs:cell>" % sheets.NAMES),
        ("Custom", "<gsx:name %s a='b' c=''>t<x:y/>u</gsx:name>" % sheets.NAMES),
    ):
        seen[name] = read(api, getattr(module, name + "FromString"), xml)
    return seen


@scenario
def other_roots(api):
    module, seen = api.gdata.spreadsheet, {}
    readers = [name for name in sorted(dir(module)) if name.endswith("FromString") and name[0] != "_"]
    for name in readers:
        for kind, xml in (("odd", samples.ODD), ("entry", samples.entry()), ("feed", samples.feed())):
            seen["%s %s" % (name, kind)] = type(getattr(module, name)(xml)).__name__
        seen[name + " none"] = api.call(getattr(module, name), "no xml")
    seen["bare"] = api.call(module.CustomFromString, "<name>x</name>")["raises"]["class"]
    return seen


@scenario
def edits(api):
    module = api.gdata.spreadsheet
    row = module.SpreadsheetsListFromString(sheets.row())
    row.custom["name"].text = "Caf" + E_ACUTE
    del row.custom["cost"]
    row.custom["key"] = module.Custom(column="column", text="a < b & c")
    row.title.text = "new"
    worksheet = module.SpreadsheetsWorksheetFromString(sheets.worksheet())
    worksheet.row_count.text = "7"
    worksheet.col_count = module.ColCount("8")
    cell = module.SpreadsheetsCellFromString(sheets.cell())
    cell.cell.inputValue = "=R[-1]C"
    cell.cell.numericValue = None
    feed = module.SpreadsheetsListFeedFromString(sheets.feed(sheets.row(top=False)))
    feed.entry[0].custom["name"].text = "changed"
    feed.entry.append(row)
    cells = module.SpreadsheetsCellsFeedFromString(sheets.feed(sheets.cell(top=False)))
    cells.entry[0].cell.inputValue = "5"
    cells.row_count = module.RowCount("9")
    return [both(element) for element in (row, worksheet, cell, feed, cells)]


@scenario
def untouched_rows_are_written_as_they_were(api):
    feed = api.gdata.spreadsheet.SpreadsheetsListFeedFromString(sheets.feed(sheets.row(top=False)))
    return [tree(str(feed)), tree(str(feed)), tree(str(feed.entry[0]))]


@scenario
def rows_by_hand(api):
    module, seen = api.gdata.spreadsheet, {}
    for name, custom in (
        ("one", {"a": module.Custom("a", "1")}),
        ("other name", {"a": module.Custom("b", "1")}),
        ("no text", {"a": module.Custom("a")}),
        ("empty text", {"a": module.Custom("a", "")}),
        ("no column", {"a": module.Custom(text="1")}),
        ("number", {"a": module.Custom("a", 1)}),
        ("zero", {"a": module.Custom("a", 0)}),
        ("none", {"a": None}),
        ("text", {"a": "1"}),
        ("more", {"a": module.Custom("a", "1", [api.atom.ExtensionElement("e", "urn:x")], {"f": "g"})}),
    ):
        row = module.SpreadsheetsList(title=api.atom.Title(text="T"), custom=custom)
        seen[name] = api.call(row.ToString)
    row = module.SpreadsheetsList()
    row.custom["a"] = module.Custom(column="a", text="1")
    seen["own"] = [both(row), said(module.SpreadsheetsList().custom)]
    return seen


@scenario
def hooks_of_custom(api):
    custom = api.gdata.spreadsheet.Custom("name", "text")
    parent = ElementTree.Element("parent")
    custom._BecomeChildElement(parent)
    element = custom._ToElementTree()
    seen = [describe(ElementTree.tostring(parent).decode()), element.tag, element.text, both(custom)]
    source = ElementTree.Element(GSX % "other", {"a": "b"})
    ElementTree.SubElement(source, "{urn:x}y").text = "z"
    custom._HarvestElementTree(source)
    seen.append(both(custom))
    made = api.gdata.spreadsheet._CustomFromElementTree(source)
    return seen + [
        both(made),
        said(api.gdata.spreadsheet._CustomFromElementTree(ElementTree.Element("{urn:x}y"))),
    ]


@scenario
def hooks_of_rows(api):
    row = api.gdata.spreadsheet.SpreadsheetsList()
    for tag, text in ((GSX % "name", "a"), ("{http://www.w3.org/2005/Atom}title", "T"), ("{urn:x}y", "b")):
        element = ElementTree.Element(tag)
        element.text = text
        row._ConvertElementTreeToMember(element)
    parent = ElementTree.Element("parent")
    row._BecomeChildElement(parent)
    written = tree(ElementTree.tostring(parent))
    bare = ElementTree.Element("bare")
    row._AddMembersToElementTree(bare)
    return [both(row), written, tree(ElementTree.tostring(bare)), row._ToElementTree().tag]


@scenario
def batches(api):
    module, gdata = api.gdata.spreadsheet, api.gdata
    link = "<link rel='http://schemas.google.com/g/2005#batch' href='http://b/batch'/>"
    cells = module.SpreadsheetsCellsFeedFromString(
        sheets.feed(sheets.cell(top=False), sheets.cell(2, 3, top=False), inside=link)
    )
    seen = [said(cells.GetBatchLink()), said(module.SpreadsheetsCellsFeed().GetBatchLink())]
    batch = module.SpreadsheetsCellsFeed()
    cells.entry[0].cell.inputValue = "x"
    batch.AddUpdate(cells.entry[0])
    batch.AddUpdate(cells.entry[1], "mine")
    batch.AddInsert(module.SpreadsheetsCell(cell=module.Cell(row="5", col="6", inputValue="y")))
    batch.AddDelete(url_string="http://x/cell")
    batch.AddQuery(url_string="http://x/cell")
    seen += [type(entry).__name__ for entry in batch.entry]
    results = "<batch:interrupted reason='r' success='1' failures='2' parsed='3'/>"
    answer = module.SpreadsheetsCellsFeedFromString(sheets.feed(inside=results))
    return seen + [both(batch), both(answer), api.call(gdata.BatchFeed.AddBatchEntry, batch)]


@scenario
def questions(api):
    module = api.gdata.spreadsheet
    feed = module.SpreadsheetsListFeedFromString(sheets.feed(sheets.row(top=False), next="http://n/"))
    row = feed.entry[0]
    return [
        said(feed.GetNextLink()),
        said(row.GetEditLink()),
        said(row.GetSelfLink()),
        row.IsMedia(),
        row.id.text,
    ]


@scenario
def copies(api):
    module = api.gdata.spreadsheet
    row = module.SpreadsheetsListFromString(sheets.row())
    row.mine = "kept"
    again = pickle.loads(pickle.dumps(row, 2))
    cells = module.SpreadsheetsCellsFeedFromString(sheets.feed(sheets.cell(top=False)))
    deep = copy.deepcopy(row)
    deep.custom["name"].text = "other"
    return [both(again), again.mine, both(deep), both(row), both(pickle.loads(pickle.dumps(cells)))]


@scenario
def customers_rows(api):
    module, atom = api.gdata.spreadsheet, api.atom

    class Name(atom.AtomBase):
        _tag, _namespace = "name", module.GSPREADSHEETS_EXTENDED_NAMESPACE
        _children = atom.AtomBase._children.copy()
        _attributes = atom.AtomBase._attributes.copy()

    class Row(module.SpreadsheetsList):
        _children = module.SpreadsheetsList._children.copy()
        _children[GSX % "name"] = ("name", Name)

        def __init__(self, name=None, **kwargs):
            module.SpreadsheetsList.__init__(self, **kwargs)
            self.name = name

    class Noted(module.SpreadsheetsList):
        def _ConvertElementTreeToMember(self, child_tree):
            self.__dict__.setdefault("noted", []).append(child_tree.tag)
            module.SpreadsheetsList._ConvertElementTreeToMember(self, child_tree)

    row = atom.CreateClassFromXMLString(Row, sheets.row())
    noted = atom.CreateClassFromXMLString(Noted, sheets.row())
    return [
        both(row),
        both(Row(Name(text="n"), custom={"a": module.Custom("a", "1")})),
        both(noted),
        noted.noted,
    ]
