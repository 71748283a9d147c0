"""What an element of the first generation says, member by member, and what it writes."""

from harness import describe, tree


def said(value):
    """An element as JSON: its class and every member that says something, by the legacy names."""
    if isinstance(value, (list, tuple)):
        return [said(item) for item in value]
    if isinstance(value, dict):
        return {describe(key): said(value[key]) for key in value}
    if not hasattr(value, "_BecomeChildElement"):
        return describe(value)
    seen = {name: said(getattr(value, name, None)) for name in names(value)}
    seen = {name: seen[name] for name in seen if seen[name] not in (None, [], {})}
    seen["class"] = type(value).__name__
    return seen


def names(value):
    """The names of an element's members."""
    if hasattr(value, "children"):
        return ["tag", "namespace", "attributes", "children", "text"]
    found = [row[0] for row in value._children.values()] + list(value._attributes.values())
    return found + ["text", "extension_elements", "extension_attributes", "custom", "column"]


def both(value):
    """What an element says and what it writes; None for None."""
    return None if value is None else {"says": said(value), "writes": tree(str(value))}


def read(api, function, xml):
    """What a document is read as."""
    return both(function(xml))


def built(api, cls, arguments):
    """What lands where in an object whose constructor is given `a0`, `a1`, ... by position and by name."""
    words = arguments.split()
    values = [api.atom.Id(text="id") if word == "atom_id" else "a%d" % n for n, word in enumerate(words)]
    members = ["id" if word == "atom_id" else word for word in words]
    seen = {}
    by_name = {word: values[n] for n, word in enumerate(words)}
    for how, made in (("position", cls(*values)), ("name", cls(**by_name)), ("none", cls())):
        seen[how] = {name: said(getattr(made, name, "absent")) for name in members}
    try:
        cls(unknown=1)
    except TypeError:
        seen["unknown"] = "TypeError"
    return seen
