"""What a domain keeps as XML counts as XML: the order of members meant nothing to the original."""

from __future__ import annotations

import pytest

from gdata_compat.replay.comparing import compare
from gdata_compat.replay.har import Recording
from gdata_compat.replay.xml_bodies import in_order

PHONE = '<gd:phoneNumber rel="work" primary="false">555</gd:phoneNumber>'
TURNED = '<gd:phoneNumber primary="false" rel="work">555</gd:phoneNumber>'
EMAIL = '<gd:email address="a@b.test"/>'


def kept(content: str) -> Recording:
    """A run that leaves one contact."""
    return Recording((), None, {"contacts": [{"contact_id": "1", "content": content}]})


@pytest.mark.parametrize(
    ("old", "new", "equal"),
    [
        (PHONE + EMAIL, EMAIL + TURNED, True),
        (PHONE + EMAIL, PHONE, False),
        (PHONE, PHONE.replace("555", "556"), False),
        (PHONE, PHONE.replace("gd:", "gContact:"), False),
        (EMAIL + EMAIL.replace("a@", "c@"), EMAIL.replace("a@", "c@") + EMAIL, False),
        ("<not xml", "<not xml", True),
        ("<not xml", "<not  xml", False),
    ],
    ids=[
        "another order",
        "one missing",
        "another text",
        "another name",
        "a list turned",
        "none",
        "none, other",
    ],
)
def test_what_is_kept_is_compared_as_xml(old: str, new: str, equal: bool) -> None:
    """Children and attributes have no order, those of one name and all that is no XML have."""
    assert compare(kept(old), kept(new)).is_equal is equal


def test_text_that_is_no_xml_comes_back_as_it_is() -> None:
    """Names, paths and half an element."""
    assert [in_order(text) for text in ("alice", "", "<a", "<a>&b;</a>")] == ["alice", "", "<a", "<a>&b;</a>"]
