"""The legacy module `gdata.media.data`: Media RSS, second generation.

The namespace ends with one slash too many, in 2.0.18 too.
"""

from __future__ import annotations

from ... import atom as atom
from ... import namespaces as _ns
from ...atom.core import XmlElement as _XmlElement
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children

MEDIA_TEMPLATE = f"{{{_ns.MEDIA}/}}%s"


# A line a fact; a class without members is a line.
# fmt: off
class MediaKeywords(_XmlElement, qname=MEDIA_TEMPLATE % "keywords"): ...

class MediaCategory(_XmlElement, qname=MEDIA_TEMPLATE % "category"):
    label = _attribute("label")
    scheme = _attribute("scheme")

class MediaCopyright(_XmlElement, qname=MEDIA_TEMPLATE % "copyright"):
    url = _attribute("url")

class MediaCredit(_XmlElement, qname=MEDIA_TEMPLATE % "credit"):
    role = _attribute("role")
    scheme = _attribute("scheme")

class MediaDescription(_XmlElement, qname=MEDIA_TEMPLATE % "description"):
    type = _attribute("type")

class MediaHash(_XmlElement, qname=MEDIA_TEMPLATE % "hash"):
    algo = _attribute("algo")

class MediaPlayer(_XmlElement, qname=MEDIA_TEMPLATE % "player"):
    height = _attribute("height")
    url = _attribute("url")
    width = _attribute("width")

class MediaRating(_XmlElement, qname=MEDIA_TEMPLATE % "rating"):
    scheme = _attribute("scheme")

class MediaRestriction(_XmlElement, qname=MEDIA_TEMPLATE % "restriction"):
    relationship = _attribute("relationship")
    type = _attribute("type")

class MediaText(_XmlElement, qname=MEDIA_TEMPLATE % "text"):
    end = _attribute("end")
    lang = _attribute("lang")
    start = _attribute("start")
    type = _attribute("type")

class MediaThumbnail(_XmlElement, qname=MEDIA_TEMPLATE % "thumbnail"):
    height = _attribute("height")
    time = _attribute("time")
    url = _attribute("url")
    width = _attribute("width")

class MediaTitle(_XmlElement, qname=MEDIA_TEMPLATE % "title"):
    type = _attribute("type")

class MediaContent(_XmlElement, qname=MEDIA_TEMPLATE % "content"):
    bitrate = _attribute("bitrate")
    category = _children(MediaCategory)
    channels = _attribute("channels")
    copyright = _child(MediaCopyright)
    credit = _children(MediaCredit)
    description = _child(MediaDescription)
    duration = _attribute("duration")
    expression = _attribute("expression")
    file_size = _attribute("fileSize")
    framerate = _attribute("framerate")
    hash = _child(MediaHash)
    height = _attribute("height")
    is_default = _attribute("isDefault")
    keywords = _child(MediaKeywords)
    language = _attribute("language")
    medium = _attribute("medium")
    player = _child(MediaPlayer)
    rating = _children(MediaRating)
    restriction = _children(MediaRestriction)
    samplingrate = _attribute("samplingrate")
    text = _children(MediaText)  # type: ignore[assignment]  # of the class only: objects have a text
    thumbnail = _children(MediaThumbnail)
    title = _child(MediaTitle)
    type = _attribute("type")
    url = _attribute("url")
    width = _attribute("width")

class MediaGroup(_XmlElement, qname=MEDIA_TEMPLATE % "group"):
    category = _children(MediaCategory)
    content = _children(MediaContent)
    copyright = _child(MediaCopyright)
    credit = _children(MediaCredit)
    description = _child(MediaDescription)
    hash = _child(MediaHash)
    keywords = _child(MediaKeywords)
    player = _child(MediaPlayer)
    rating = _children(MediaRating)
    restriction = _children(MediaRestriction)
    text = _children(MediaText)  # type: ignore[assignment]  # of the class only: objects have a text
    thumbnail = _children(MediaThumbnail)
    title = _child(MediaTitle)
