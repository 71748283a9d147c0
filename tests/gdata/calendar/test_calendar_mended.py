"""gdata.calendar where ours differs from 2.0.18 on purpose."""

import pytest

from gdata_compat import gdata
from gdata_compat.engine.xml import parser

ATOM = "http://www.w3.org/2005/Atom"
GCAL = "http://schemas.google.com/gCal/2005"


@pytest.mark.parametrize(("name", "value"), [("orderby", "starttime"), ("sortorder", "descend")], ids=str)
def test_an_order_may_be_any_equal_text(name, value):
    """Equal text will do; 2.0.18 asked whether it was the very object."""
    query = gdata.calendar.service.CalendarEventQuery()
    setattr(query, name, "".join(list(value)))
    assert query[name] == value


def test_quick_add_makes_an_element_of_itself():
    """`_TransferToElementTree` works; 2.0.18 raised AttributeError."""
    element = gdata.calendar.QuickAdd(value="true")._TransferToElementTree(parser.other_element("x"))
    assert (element.tag, element.attrib) == (f"{{{GCAL}}}quickadd", {"value": "true"})


@pytest.mark.parametrize(("attribute", "kept"), [("value", {}), ("other", {"other": "v"})], ids=str)
def test_quick_add_takes_an_attribute(attribute, kept):
    """`_TakeAttributeFromElementTree` works for any attribute; 2.0.18 did for `value` only."""
    element, made = parser.other_element("x"), gdata.calendar.QuickAdd()
    element.attrib[attribute] = "v"
    made._TakeAttributeFromElementTree(attribute, element)
    assert (made.value, made.extension_attributes, element.attrib) == (None if kept else "v", kept, {})


def test_calendars_and_rules_are_read_when_somebody_looks():
    """What has no hooks of its own is lazy; events, whose links and enumerations have, are read at once."""
    calendar = gdata.calendar
    feeds = (calendar.CalendarListFeed, calendar.CalendarAclFeed, calendar.CalendarEventFeed)
    assert [cls.plan().lazy for cls in feeds] == [True, True, False]


def test_an_event_reads_the_same_from_bytes_and_text():
    """A feed with a declaration is read from either."""
    head = "<?xml version='1.0' encoding='UTF-8'?>"
    xml = f"{head}<feed xmlns='{ATOM}'><entry><title>caf\u00e9</title></entry></feed>"
    read = gdata.calendar.CalendarEventFeedFromString
    assert [read(each).entry[0].title.text for each in (xml, xml.encode())] == ["caf\u00e9"] * 2
