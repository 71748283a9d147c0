"""The legacy module `gdata.media`: Media RSS as the photo and video services use it, first generation."""

from __future__ import annotations

from typing import Any as _Any

from ... import atom
from ... import gdata as gdata
from ..._submodules import lazily as _lazily
from ...engine.xml import attribute as _attribute
from ...engine.xml import child as _child
from ...engine.xml import children as _children
from ...namespaces import MEDIA as MEDIA_NAMESPACE
from ...namespaces import YOUTUBE as YOUTUBE_NAMESPACE

_TAIL = " extension_elements extension_attributes text"
_from_string = atom._from_string
__getattr__ = _lazily(__name__)


class MediaBaseElement(atom.AtomBase, init="name" + _TAIL):
    """The base of the elements; `name` is kept, and neither read nor written."""

    _tag, _namespace = "", MEDIA_NAMESPACE
    name: str | None = None


class Content(MediaBaseElement, init="url width height medium content_type=type fileSize format=-" + _TAIL):
    """media:content: a file, its size in pixels and bytes; `medium` is 'image' or 'video'."""

    _tag = "content"
    url = _attribute("url")
    width = _attribute("width")
    height = _attribute("height")
    medium = _attribute("medium")
    type = _attribute("type")
    fileSize = _attribute("fileSize")


class Credit(MediaBaseElement):
    """media:credit: whose work it is."""

    _tag = "credit"


class Description(MediaBaseElement, init="description_type=type" + _TAIL):
    """media:description."""

    _tag = "description"
    type = _attribute("type")


class Keywords(MediaBaseElement):
    """media:keywords, with commas between them."""

    _tag = "keywords"


class Thumbnail(MediaBaseElement, init="url width height extension_attributes text extension_elements"):
    """media:thumbnail: a smaller image, its size in pixels."""

    _tag = "thumbnail"
    url = _attribute("url")
    width = _attribute("width")
    height = _attribute("height")


class Title(MediaBaseElement, init="title_type=type extension_attributes text extension_elements"):
    """media:title."""

    _tag = "title"
    type = _attribute("type")


class Player(MediaBaseElement, init="player_url=url extension_attributes extension_elements"):
    """media:player: where a video is played."""

    _tag = "player"
    url = _attribute("url")


class Private(atom.AtomBase):
    """yt:private: marks a video that is not public."""

    _tag, _namespace = "private", YOUTUBE_NAMESPACE


class Duration(atom.AtomBase):
    """yt:duration."""

    _tag, _namespace = "duration", YOUTUBE_NAMESPACE
    seconds = _attribute("seconds")


class Category(MediaBaseElement, init="term scheme label text extension_elements extension_attributes"):
    """media:category."""

    _tag = "category"
    term = _attribute("term")
    scheme = _attribute("scheme")
    label = _attribute("label")


class Group(
    MediaBaseElement,
    init="content credit description keywords thumbnail title duration private category player" + _TAIL,
):
    """media:group: all of an entry's media; `content` is None, not a list, where there is none."""

    _tag = "group"
    content: _Any = _children(Content, default=None)
    credit = _child(Credit)
    description = _child(Description)
    keywords = _child(Keywords)
    thumbnail = _children(Thumbnail)
    title = _child(Title)
    category = _children(Category)
    duration = _child(Duration)
    private = _child(Private)
    player = _child(Player)


ContentFromString = _from_string(Content)
CreditFromString = _from_string(Credit)
DescriptionFromString = _from_string(Description)
GroupFromString = _from_string(Group)
KeywordsFromString = _from_string(Keywords)
ThumbnailFromString = _from_string(Thumbnail)
TitleFromString = _from_string(Title)
