"""The quirks of elements, by number; every expectation was seen on 2.0.18, and is asked of it again."""

from __future__ import annotations

import copy
import json
import pickle
from xml.etree import ElementTree

import pytest

from gdata_compat import atom
from gdata_compat.atom import core
from gdata_compat.gdata import apps

NS = "http://www.w3.org/2005/Atom"
ENTRY = (
    f'<entry xmlns="{NS}" xmlns:a="urn:a" a:z="" a:y="1">\n <title type="">t</title> tail'
    '<a:u v="" w="1"><a:b/></a:u><link href="x" rel=""/></entry>'
)

#: The same questions, asked of the original on Python 2.7.
QUESTIONS = f"""
import atom, atom.core, atom.data, json
entry = atom.EntryFromString('''{ENTRY}''')
unknown = entry.extension_elements[0]
out = {{
  'other root': atom.EntryFromString('<x/>'),
  'absent': [entry.summary, entry.author, entry.updated],
  'kept': [unknown.tag, unknown.attributes, entry.extension_attributes],
  'empty attributes': [entry.title.type, entry.link[0].rel],
  'tail is lost': 'tail' in entry.ToString(),
  'v1 writes empty': 'type=""' in atom.Title(title_type='', text='x').ToString(),
  'v2 leaves empty out': 'type' in atom.data.Title(type='', text='x').to_string(),
  'v2 ignores unknown': atom.data.Title(nope=1).text,
}}
try: atom.Title(nope=1)
except TypeError: out['v1 refuses unknown'] = True
class Bar(atom.AtomBase):
    _tag = 'bar'; _namespace = 'urn:x'
    _children = atom.AtomBase._children.copy(); _attributes = atom.AtomBase._attributes.copy()
class Foo(atom.AtomBase):
    _tag = 'foo'; _namespace = 'urn:x'
    _attributes = atom.AtomBase._attributes.copy()
    _children = atom.AtomBase._children.copy()
    _children['{{urn:x}}a'] = ('a', Bar); _children['{{urn:x}}b'] = ('b', [Bar])
    def __init__(self, a=None, b=None):
        self.a = a; self.b = b or []; self.text = None
        self.extension_elements = []; self.extension_attributes = {{}}
foo = atom.CreateClassFromXMLString(Foo, '<foo xmlns="urn:x"><a/><b/></foo>')
out['other tag'] = [foo.a, foo.b, Foo(b=[Bar(), Bar()]).ToString().count('bar')]
"""
OBSERVED = {
    "other root": None,
    "absent": [None, [], None],
    "kept": ["u", {"v": "", "w": "1"}, {"{urn:a}y": "1"}],
    "empty attributes": [None, None],
    "tail is lost": False,
    "v1 writes empty": True,
    "v2 leaves empty out": False,
    "v2 ignores unknown": None,
    "v1 refuses unknown": True,
    "other tag": [None, [None], 2],
}


@pytest.fixture(scope="module")
def answers() -> dict[str, object]:
    """Our answers to the questions: the same source, run on our modules."""
    source = QUESTIONS.replace("import atom, atom.core, atom.data, json", "")
    scope: dict[str, object] = {"atom": _AtomWithData, "core": core}
    exec(source, scope)
    return json.loads(json.dumps(scope["out"]))


class _Title(core.XmlElement):
    """atom.data.Title in one declaration: that module comes with the second generation."""

    _qname = f"{{{NS}}}title"
    type = "type"


class _Data:
    Title = _Title


class _AtomWithData:
    """`atom`, with the one class of `atom.data` that the questions ask for."""

    AtomBase, Title, EntryFromString = atom.AtomBase, atom.Title, staticmethod(atom.EntryFromString)
    CreateClassFromXMLString, data = staticmethod(atom.CreateClassFromXMLString), _Data


@pytest.mark.parametrize("question", OBSERVED)
def test_elements_answer_as_on_the_original(question: str, answers: dict[str, object]) -> None:
    """Quirk 18: roots, absence, unknown parts. Quirk 19: empty attributes, unknown arguments.

    Quirk 40: empty attributes and tails when reading. Quirk 41: tags that are not the class's.
    """
    assert answers[question] == OBSERVED[question]


def test_the_original_says_so_today(original) -> None:
    """The observations can be made again."""
    assert original.observe(f"{QUESTIONS}\nprint(json.dumps(out))") == OBSERVED


def test_unknown_parts_are_written_back() -> None:
    """Quirk 18: what no class knows goes out again."""
    written = ElementTree.fromstring(atom.EntryFromString(ENTRY).ToString())
    unknown = written.find("{urn:a}u")
    assert unknown is not None
    assert (dict(unknown.attrib), len(unknown), written.get("{urn:a}y")) == ({"v": "", "w": "1"}, 1, "1")


def test_a_v1_document_declares_its_encoding() -> None:
    """Quirk 20: str gives text with a declaration, and FromString takes it back, as str or bytes."""
    title = atom.Title(text="\u03b4")
    text = str(title)
    assert text.startswith("<?xml version='1.0' encoding='UTF-8'?>\n<")
    got = [atom.TitleFromString(each).text for each in (text, text.encode("utf-8"), text.partition("\n")[2])]
    assert got == ["\u03b4"] * 3


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_entries_pickle_with_what_scripts_set_on_them(protocol: int) -> None:
    """Quirk 21: parsed and made entries pickle, further attributes included."""
    entry = apps.UserEntryFromString(f'<entry xmlns="{NS}"><title>t</title></entry>')
    entry.login = apps.Login(user_name="u")
    entry.mine = {"any": "thing"}
    for other in (pickle.loads(pickle.dumps(entry, protocol)), copy.deepcopy(entry)):
        assert (other.title.text, other.login.user_name, other.mine) == ("t", "u", {"any": "thing"})


def test_member_string_encoding_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quirk 22: scripts set atom.MEMBER_STRING_ENCODING; members are str whatever it says."""
    monkeypatch.setattr(atom, "MEMBER_STRING_ENCODING", "iso8859_7")
    assert atom.TitleFromString(f'<title xmlns="{NS}">\u03b4</title>').text == "\u03b4"
