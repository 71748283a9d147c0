"""Element classes, for the scenes about them: every class made, read and written; runs under"
" Python 2.7 and 3."""

import copy
import pickle

from harness import TEXT, describe_error, tree

#: Arguments whose text is looked at.
FRONTS = ("atom_id", "generator")
#: Members that no table names, in the classes that have them.
OTHERS = ("value", "rel", "where", "name", "enum_map", "attrib_name", "tag")


class Argument:
    """A value that says which argument it was."""

    def __init__(self, place):
        self.place = place
        self.text = "argument"

    def __str__(self):
        return "argument %d" % self.place


def said(api, value, empty=False):
    """What an object says, member by member, as its tables name them; None and what is empty are left out.

    With `empty` true, empty lists and dicts are there. Unknown elements are in the order of their tags.
    """
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, (TEXT, bytes)):
        return value.decode("utf-8") if isinstance(value, bytes) else value
    if isinstance(value, (list, tuple)):
        return [said(api, item) for item in value]
    if isinstance(value, dict):
        return {said(api, name): said(api, value[name]) for name in value}
    if isinstance(value, api.atom.ExtensionElement):
        names = ["tag", "namespace", "attributes", "children", "text"]
    elif hasattr(value, "_children"):
        names = [name for name, _ in value._children.values()] + list(value._attributes.values())
        names += ["text", "extension_elements", "extension_attributes"]
        names += [name for name in OTHERS if name not in names]
    else:
        return str(value)
    members = [(name, said(api, getattr(value, name, None))) for name in names]
    seen = {name: member for name, member in members if member not in ((None,) if empty else (None, [], {}))}
    if "extension_elements" in seen and isinstance(seen["extension_elements"], list):
        seen["extension_elements"].sort(key=lambda part: part["tag"])
    seen["class"] = type(value).__name__
    return seen


def both(api, value):
    """What an object says, and what its document says."""
    return {"says": said(api, value), "writes": None if value is None else tree(str(value))}


def tried(function, *arguments, **named):
    """What a function gives, or the error that it raises."""
    try:
        return function(*arguments, **named)
    except Exception as error:
        return {"raises": describe_error(error)["class"]}


def classes(api, module):
    """The element classes of a module, by name."""
    own = [(name, item) for name, item in vars(module).items() if isinstance(item, type)]
    own = [(name, item) for name, item in own if item.__module__.endswith(module.__name__)]
    return sorted((name, item) for name, item in own if issubclass(item, api.atom.AtomBase))


def made_bare(api, module):
    """Every class without arguments; what it says, and what it writes where it is an element."""
    seen = {}
    for name, cls in classes(api, module):
        seen[name] = [said(api, cls(), empty=True)]
        if getattr(cls, "_tag", None) and getattr(cls, "_namespace", None):
            seen[name].append(tree(str(cls())))
    return seen


def made_by_position(api, module):
    """Every class with all its arguments by position, each of which says its place."""
    seen = {}
    for name, cls in classes(api, module):
        code = cls.__init__.__code__
        if not code.co_flags & 4:
            arguments = [Argument(place) for place in range(1, code.co_argcount)]
            seen[name] = said(api, cls(*arguments))
    return seen


def made_with_nothing(api, module):
    """Every class whose constructor has a default in its signature, with None and with '' in its place."""
    seen = {}
    for name, cls in classes(api, module):
        code = cls.__init__.__code__
        if not code.co_flags & 4:
            names = code.co_varnames[1 : code.co_argcount]
            seen[name] = [
                said(api, cls(**dict.fromkeys(names))),
                said(api, cls(**dict.fromkeys([n for n in names if n not in FRONTS], ""))),
            ]
    return seen


def read_by_name(api, module, documents):
    """Every `XFromString` on a document of its element and on one of another."""
    seen = {}
    for name in sorted(vars(module)):
        if name.endswith("FromString"):
            read = getattr(module, name)
            seen[name] = [both(api, read(documents[name])), tried(read, "<other/>"), tried(read, "no xml")]
    return seen


def carried(api, value):
    """What an object says after pickling and after copying."""
    return [said(api, pickle.loads(pickle.dumps(value, 2))), said(api, copy.deepcopy(value))]
