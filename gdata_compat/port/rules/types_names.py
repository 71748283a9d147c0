"""`types.StringType` is `str`."""

from __future__ import annotations

from ..renaming import Renames

_TYPES = {
    "StringType": "str", "UnicodeType": "str", "IntType": "int", "LongType": "int", "FloatType": "float",
    "ListType": "list", "TupleType": "tuple", "DictType": "dict", "DictionaryType": "dict", "BooleanType": "bool",
    "ObjectType": "object", "FileType": "object", "ComplexType": "complex", "TypeType": "type",
    "ClassType": "type", "SliceType": "slice", "XRangeType": "range", "StringTypes": "str",
}  # fmt: skip


class TypesNames(Renames):
    """Writes the names of builtin types without the module."""

    changes = (
        ("import types\nif type(a) == types.StringType: pass\n", "import types\nif type(a) == str: pass\n"),
        ("import types\nisinstance(a, types.StringTypes)\n", "import types\nisinstance(a, str)\n"),
        ("import types\na is types.NoneType\n", "import types\na is type(None)\n"),
        ("from types import ListType\nisinstance(a, ListType)\n", "isinstance(a, list)\n"),
    )
    keeps = ("import types\ntypes.FunctionType\n", "types = a\ntypes.StringType\n")
    table = {f"types.{old}": new for old, new in _TYPES.items()} | {"types.NoneType": "type(None)"}
