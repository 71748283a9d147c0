"""The legacy module `gdata.exif`: what a camera says of a photo, first generation; all values are text."""

from __future__ import annotations

from typing import TYPE_CHECKING as _TYPE_CHECKING

from ... import atom
from ... import gdata as gdata
from ..._submodules import lazily as _lazily
from ...engine.xml import child as _child
from ...namespaces import EXIF as EXIF_NAMESPACE

if _TYPE_CHECKING:
    import datetime as _datetime

_TAIL = " extension_elements extension_attributes text"
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class ExifBaseElement(atom.AtomBase, init="name" + _TAIL):
    """The base of the elements; `name` is kept, and neither read nor written."""

    _tag, _namespace = "", EXIF_NAMESPACE
    name: str | None = None


class Distance(ExifBaseElement):
    """exif:distance: how far away the subject was."""

    _tag = "distance"


class Exposure(ExifBaseElement):
    """exif:exposure: the exposure time in seconds."""

    _tag = "exposure"


class Flash(ExifBaseElement):
    """exif:flash: whether the flash was used, 'true' or 'false'; `bool()` of it says the same."""

    _tag = "flash"

    def __bool__(self) -> bool:
        return (self.text or "").lower() == "true"


class Focallength(ExifBaseElement):
    """exif:focallength, in millimetres."""

    _tag = "focallength"


class Fstop(ExifBaseElement):
    """exif:fstop."""

    _tag = "fstop"


class ImageUniqueID(ExifBaseElement):
    """exif:imageUniqueID."""

    _tag = "imageUniqueID"


class Iso(ExifBaseElement):
    """exif:iso: the film's speed."""

    _tag = "iso"


class Make(ExifBaseElement):
    """exif:make: who made the camera."""

    _tag = "make"


class Model(ExifBaseElement):
    """exif:model: which camera it is."""

    _tag = "model"


class Time(ExifBaseElement):
    """exif:time: when the photo was taken, in milliseconds since 1970 UTC."""

    _tag = "time"

    def isoformat(self) -> str:
        """The time in UTC in the form of RFC 3339; the milliseconds are always 000."""
        import time

        return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(self._seconds()))

    def datetime(self) -> _datetime.datetime:
        """The time as a datetime in the machine's time zone, and without one."""
        import datetime

        return datetime.datetime.fromtimestamp(self._seconds())

    def _seconds(self) -> float:
        return float(self.text) / 1000


class Tags(ExifBaseElement, init=_TAIL):
    """exif:tags: all that is known of a photo."""

    _tag = "tags"
    fstop = _child(Fstop)
    make = _child(Make)
    model = _child(Model)
    distance = _child(Distance)
    exposure = _child(Exposure)
    flash = _child(Flash)
    focallength = _child(Focallength)
    iso = _child(Iso)
    time = _child(Time)
    imageUniqueID = _child(ImageUniqueID)


DistanceFromString = _from_string(Distance)
ExposureFromString = _from_string(Exposure)
FlashFromString = _from_string(Flash)
FocallengthFromString = _from_string(Focallength)
FstopFromString = _from_string(Fstop)
ImageUniqueIDFromString = _from_string(ImageUniqueID)
IsoFromString = _from_string(Iso)
MakeFromString = _from_string(Make)
ModelFromString = _from_string(Model)
TagsFromString = _from_string(Tags)
TimeFromString = _from_string(Time)
