"""The legacy module `gdata.apps.apps_property_entry`: an entry whose facts are apps:property rows."""

from __future__ import annotations

from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

from ... import atom as atom
from ... import gdata as gdata
from ...engine.xml import children as _children
from ...engine.xml import value_of as _value_of
from ..apps_property import AppsProperty as _AppsProperty
from ..data import GDEntry as _GDEntry


class _Rows(_GDEntry):
    """What the entries of this kind have in common."""

    property = _children(_AppsProperty)

    def _GetProperty(self, name: str) -> _Any:
        return _value_of(self.property, name)

    def _SetProperty(self, name: str, value: _Any) -> None:
        for each in self.property:
            if each.name == name:
                each.value = value
                return
        self.property.append(_AppsProperty(name=name, value=value))

    if _TYPE_CHECKING:

        def __getattr__(self, name: str) -> _Any: ...  # GetX and SetX, which the rows make


class AppsPropertyEntry(_Rows):
    """An entry of the Provisioning API: a list of names and values."""
