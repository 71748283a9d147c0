"""The legacy module `gdata.core`: JSON-C, the JSON of Google's feeds, as objects.

A member may be looked up as Python spells it (`object.item_count`) or as JSON-C does (`object.itemCount`).
"""

from __future__ import annotations

import json as _json
from typing import IO as _IO
from typing import Any as _Any


class Jsonc:
    """An object of a JSON-C document; `_dict` has its members under the names that the document has."""

    def __init__(self, _dict: dict[str, _Any] | None = None, **kwargs: _Any) -> None:
        """Takes a dict as it is, to be the object's own, and further members by name."""
        object.__setattr__(self, "_dict", _dict or {})
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __getattr__(self, name: str) -> _Any:
        if name.startswith("_"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        jsonc_name = _to_jsonc_name(name)
        if jsonc_name in self._dict:
            return self._dict[jsonc_name]
        raise AttributeError(f"No member for {name} or [{jsonc_name!r}]")

    def __setattr__(self, name: str, value: _Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            self._dict[_to_jsonc_name(name)] = _convert_to_jsonc(value)

    def __delattr__(self, name: str) -> None:
        jsonc_name = _to_jsonc_name(name)
        if name.startswith("_"):
            object.__delattr__(self, name)
        elif jsonc_name in self._dict:
            del self._dict[jsonc_name]
        else:
            raise AttributeError(f"No member for {name} (or [{jsonc_name!r}])")

    # As a dict it knows a member by the document's name only.

    def __getitem__(self, key: str) -> _Any:
        return self._dict[key]

    def __setitem__(self, key: str, value: _Any) -> None:
        self._dict[key] = value

    def __delitem__(self, key: str) -> None:
        del self._dict[key]


def _to_jsonc_name(member_name: str) -> str:
    """The name as JSON-C has it: `item_count` is `itemCount`."""
    first, *others = member_name.split("_")
    return first + "".join(each[:1].upper() + each[1:] for each in others)


def _convert_to_jsonc(x: _Any) -> _Any:
    """A document's value with a Jsonc for every dict in it."""
    if isinstance(x, dict):
        return Jsonc({key: _convert_to_jsonc(value) for key, value in x.items()})
    return [_convert_to_jsonc(each) for each in x] if isinstance(x, list) else x


def _convert_to_object(jsonc_obj: _Any) -> _Any:
    """A value with a dict for every Jsonc in it."""
    if isinstance(jsonc_obj, Jsonc):
        return {key: _convert_to_object(value) for key, value in jsonc_obj._dict.items()}
    return [_convert_to_object(each) for each in jsonc_obj] if isinstance(jsonc_obj, list) else jsonc_obj


def parse_json(json_string: str | bytes) -> _Any:
    """The document, with a Jsonc for every object. Raises ValueError for what is not JSON."""
    return _convert_to_jsonc(_json.loads(json_string))


def parse_json_file(json_file: _IO[str]) -> _Any:
    """The document in an open file, with a Jsonc for every object. Raises ValueError for what is not JSON."""
    return _convert_to_jsonc(_json.load(json_file))


def jsonc_to_string(jsonc_obj: _Any) -> str:
    """The object as a JSON document on one line."""
    return _json.dumps(_convert_to_object(jsonc_obj))


def prettify_jsonc(jsonc_obj: _Any, indentation: int = 2) -> str:
    """The object as a JSON document for readers, indented by so many spaces a level.

    A line that goes on ends with a space, as Python 2 wrote it.
    """
    return _json.dumps(_convert_to_object(jsonc_obj), indent=indentation, separators=(", ", ": "))
