"""The part of GDataService that performs requests: redirects, session ids, converters, media, retries."""

from __future__ import annotations

import math
import re
from typing import Any

from .. import atom, gdata
from ..engine import bodies
from ..engine.answer import Answer
from ..engine.xml import parse_as

__all__ = ["Requests", "failure"]

_SESSION_ID = re.compile(r"[?&]gsessionid=(\w*-)", re.ASCII)
_ATOM_XML = "application/atom+xml"
_FIRST_PART = f"Media multipart posting\r\n--END_OF_PART\r\nContent-Type: {_ATOM_XML}\r\n\r\n"
_NEXT_PART = "\r\n--END_OF_PART\r\nContent-Type: %s\r\n\r\n"
_LAST_PART = "\r\n--END_OF_PART--\r\n"


def failure(status, reason, body):
    """Make the dict that a RequestError carries."""
    # In the order in which Python 2 printed it: scripts log and cut up str(e).
    return {"status": status, "body": body, "reason": reason}


class _GDataService:
    """Named so that its private attributes are those of GDataService, where scripts reach for them."""

    request: Any

    def _SetSessionId(self, session_id):
        """Keep what is added to every URI as `gsessionid`."""
        self.__gsessionid = session_id

    def Get(self, uri, extra_headers=None, redirects_remaining=4, encoding="UTF-8", converter=None):
        """GET `uri`; give a GDataFeed, else a GDataEntry, else the body, or what `converter` makes of it.

        Redirects (302) are followed. Raises RequestError for any other status than 200. `encoding` is
        ignored.
        """
        headers = {} if extra_headers is None else extra_headers
        response = self.request("GET", self.__WithSessionId(uri), headers=headers)
        if response.status == 200:
            return _converted(response, converter)
        location = self.__Redirection(response, redirects_remaining)
        return gdata.service.GDataService.Get(
            self, location, headers, redirects_remaining - 1, encoding=encoding, converter=converter
        )

    def __WithSessionId(self, uri):
        if self.__gsessionid is None or "gsessionid=" in uri:
            return uri
        return f"{uri}{'&' if '?' in uri else '?'}gsessionid={self.__gsessionid}"

    def __AddSessionId(self, uri, url_params):
        """Add the session id to the caller's parameters (quirk 29)."""
        if self.__gsessionid is None or "gsessionid=" in uri:
            return url_params
        url_params = {} if url_params is None else url_params
        url_params["gsessionid"] = self.__gsessionid
        return url_params

    def __Redirection(self, response, redirects_remaining):
        """Give where a 302 leads, keeping its session id; raises RequestError for all that leads nowhere."""
        reason, body = response.reason, response.read()
        if response.status == 302:
            location = response.getheader("Location") or response.getheader("location")
            if redirects_remaining <= 0:
                reason = "Redirect received, but redirects_remaining <= 0"
            elif location is None:
                reason = "302 received without Location header"
            else:
                found = _SESSION_ID.search(location)
                if found:
                    self.__gsessionid = found.group(1)
                return location
        raise gdata.service.RequestError(failure(response.status, reason, body))

    def GetWithRetries(
        self,
        uri,
        extra_headers=None,
        redirects_remaining=4,
        encoding="UTF-8",
        converter=None,
        num_retries=3,
        delay=1,
        backoff=2,
        logger=None,
    ):
        """Get, `num_retries` times if need be, with a pause after each, of `delay` seconds at first.

        The pause grows by the factor `backoff`. Status 500 and 503 and whatever is no RequestError is tried
        again, the latter and every retry told to `logger.debug`; then RanOutOfTries is raised (quirks 14,
        32). ValueError for a backoff of 1 or less, a delay of 0 or less, or a negative number.
        """
        _check_retries(num_retries, delay, backoff)
        import time

        why = None
        for attempt in range(math.floor(num_retries)):
            if attempt and logger:
                logger.debug(f"Retrying: {uri}")
            try:
                return self.Get(
                    uri,
                    extra_headers=extra_headers,
                    redirects_remaining=redirects_remaining,
                    encoding=encoding,
                    converter=converter,
                )
            except gdata.service.RequestError as error:
                if error.args[0]["status"] not in (500, 503):
                    raise
                why = error
            except Exception as error:
                why = error
                if logger:
                    logger.debug(error)
            time.sleep(delay)
            delay *= backoff
        raise gdata.service.RanOutOfTries("Ran out of tries.") from why

    def GetMedia(self, uri, extra_headers=None):
        """GET a media resource; give a MediaSource whose file handle reads bytes, whatever the status."""
        response = self.request("GET", uri, headers=extra_headers)
        return gdata.MediaSource(
            _as_bytes(response), response.getheader("Content-Type"), response.getheader("Content-Length")
        )

    def GetEntry(self, uri, extra_headers=None):
        """GET an entry, as an `atom.Entry`; raises UnexpectedReturnType for anything else."""
        result = gdata.service.GDataService.Get(self, uri, extra_headers, converter=atom.EntryFromString)
        if isinstance(result, atom.Entry):
            return result
        raise gdata.service.UnexpectedReturnType("Server did not send an entry")

    def GetFeed(self, uri, extra_headers=None, converter=gdata.GDataFeedFromString):
        """GET a feed; raises UnexpectedReturnType for anything else."""
        result = gdata.service.GDataService.Get(self, uri, extra_headers, converter=converter)
        if isinstance(result, atom.Feed):
            return result
        raise gdata.service.UnexpectedReturnType("Server did not send a feed")

    def GetNext(self, feed):
        """GET the page after `feed`, as an object of the same class; None after the last one."""
        next_link = feed.GetNextLink()
        if next_link is None or not next_link.href:
            return None
        return gdata.service.GDataService.Get(self, next_link.href, converter=_reader_of(type(feed)))

    def GetGeneratorFromLinkFinder(self, link_finder, func, num_retries=3, delay=1, backoff=2):
        """Yield `link_finder`, a feed, and the pages after it, each got with retries and read by `func`."""
        yield link_finder
        next_link = link_finder.GetNextLink()
        while next_link is not None:
            page = self._GetAs(
                func, "GetWithRetries", next_link.href, num_retries=num_retries, delay=delay, backoff=backoff
            )
            yield page
            next_link = page.GetNextLink()

    def _GetElementGeneratorFromLinkFinder(self, link_finder, func, num_retries=3, delay=1, backoff=2):
        """Yield the entries of a feed and of the pages after it.

        (2.0.18 failed with AttributeError.)
        """
        for page in self.GetGeneratorFromLinkFinder(link_finder, func, num_retries, delay, backoff):
            yield from page.entry

    def _GetAs(self, from_string, method, *args, **kwargs):
        """Call a method of the service, and read its result by an `XFromString`.

        The same as `from_string(str(self.method(...)))`, and that is what happens where a script has
        replaced the method; the library's own reads the answer but once.
        """
        if self._Untouched(method):
            return getattr(self, method)(*args, converter=from_string, **kwargs)
        from ..engine.xml import recast

        result = getattr(self, method)(*args, **kwargs)
        cls = getattr(from_string, "element_class", None)
        return recast(result, cls) if cls else from_string(str(result))

    def _Untouched(self, method):
        needed = ("Get", method) if method == "GetWithRetries" else (method,)
        return all(getattr(getattr(self, name), "__func__", None) is _OWN[name] for name in needed)

    def Post(
        self,
        data,
        uri,
        extra_headers=None,
        url_params=None,
        escape_params=True,
        redirects_remaining=4,
        media_source=None,
        converter=None,
    ):
        """POST data, or a MediaSource, or both; give what PostOrPut gives."""
        return gdata.service.GDataService.PostOrPut(
            self,
            "POST",
            data,
            uri,
            extra_headers=extra_headers,
            url_params=url_params,
            escape_params=escape_params,
            redirects_remaining=redirects_remaining,
            media_source=media_source,
            converter=converter,
        )

    def Put(
        self,
        data,
        uri,
        extra_headers=None,
        url_params=None,
        escape_params=True,
        redirects_remaining=3,
        media_source=None,
        converter=None,
    ):
        """PUT data, or a MediaSource, or both; give what PostOrPut gives."""
        return gdata.service.GDataService.PostOrPut(
            self,
            "PUT",
            data,
            uri,
            extra_headers=extra_headers,
            url_params=url_params,
            escape_params=escape_params,
            redirects_remaining=redirects_remaining,
            media_source=media_source,
            converter=converter,
        )

    def PostOrPut(
        self,
        verb,
        data,
        uri,
        extra_headers=None,
        url_params=None,
        escape_params=True,
        redirects_remaining=4,
        media_source=None,
        converter=None,
    ):
        """Send data, or a MediaSource, or both in one; give a GDataFeed, else a GDataEntry, else the body.

        A `converter`, a function of the body, makes something else of it. Redirects (302) are followed; a
        media source's file is then sent from where it stands (quirk 29). The caller's `extra_headers` gain
        the headers of the body. Raises RequestError for any other status than 200 and 201.
        """
        headers = {} if extra_headers is None else extra_headers
        url_params = self.__AddSessionId(uri, url_params)
        body = _body(data, media_source, headers)
        response = self.request(verb, uri, data=body, headers=headers, url_params=url_params)
        if response.status in (200, 201):
            return _converted(response, converter)
        location = self.__Redirection(response, redirects_remaining)
        return gdata.service.GDataService.PostOrPut(
            self,
            verb,
            data,
            location,
            headers,
            url_params,
            escape_params,
            redirects_remaining - 1,
            media_source,
            converter=converter,
        )

    def Delete(self, uri, extra_headers=None, url_params=None, escape_params=True, redirects_remaining=4):
        """DELETE `uri`; give True. Redirects (302) are followed.

        Raises RequestError for any other status than 200.
        """
        headers = {} if extra_headers is None else extra_headers
        url_params = self.__AddSessionId(uri, url_params)
        response = self.request("DELETE", uri, headers=headers, url_params=url_params)
        if response.status == 200:
            return True
        location = self.__Redirection(response, redirects_remaining)
        return gdata.service.GDataService.Delete(
            self, location, headers, url_params, escape_params, redirects_remaining - 1
        )


_OWN = {name: getattr(_GDataService, name) for name in ("Get", "GetWithRetries", "Post", "Put")}
Requests = _GDataService


def _converted(response, converter):
    """Read an answer: by the converter, else as a feed or an entry, else as it is."""
    own = type(response) is Answer
    if converter is None:
        body = response.content if own else response.read()
        node = parse_as(body, gdata.GDataFeed, gdata.GDataEntry)
        return node if node is not None else response.read() if own else body
    # Our own readers take bytes, which spares decoding what came over the network.
    return converter(response.content if own and hasattr(converter, "element_class") else response.read())


def _check_retries(num_retries, delay, backoff):
    if backoff <= 1:
        raise ValueError("backoff must be greater than 1")
    if num_retries < 0:
        raise ValueError("num_retries must be 0 or greater")
    if delay <= 0:
        raise ValueError("delay must be greater than 0")


def _reader_of(cls):
    """Give a converter that reads a document as an object of the class."""

    def read(xml):
        return atom.CreateClassFromXMLString(cls, xml)

    if isinstance(cls, type) and issubclass(cls, atom.AtomBase):
        read.element_class = cls  # type: ignore[attr-defined]
    return read


def _body(data, media_source, headers):
    """Give what is sent for data, a media source, or both, and set the headers that it needs.

    A media source may stand in the place of the data.
    """
    if not media_source and isinstance(data, gdata.MediaSource):
        data, media_source = None, data
    if not media_source:
        headers.setdefault("Content-Type", _ATOM_XML)
        return data
    if not data:
        headers["Content-Type"] = media_source.content_type
        headers["Content-Length"] = str(media_source.content_length)
        return media_source.file_handle
    parts = [
        _FIRST_PART,
        str(data),
        _NEXT_PART % media_source.content_type,
        media_source.file_handle,
        _LAST_PART,
    ]
    length = sum(len(bodies.encode(part)) for part in parts if part is not media_source.file_handle)
    headers["Content-Type"] = "multipart/related; boundary=END_OF_PART"
    headers["MIME-version"] = "1.0"
    headers["Content-Length"] = str(length + int(media_source.content_length))
    return parts


class _BytesOf:
    """An answer whose `read` gives bytes, since a media resource is not text even where its type is."""

    def __init__(self, answer):
        self._answer = answer
        self._rest = None

    def __getattr__(self, name):
        return getattr(self._answer, name)

    def read(self, amt=None):
        """Read `amt` bytes, or the rest."""
        if self._rest is None:
            part = self._answer.read(amt)
            if isinstance(part, bytes):
                return part
            self._rest = memoryview(self._answer.content)
        part = self._rest[: None if amt is None else amt]
        self._rest = self._rest[len(part) :]
        return bytes(part)


def _as_bytes(response):
    return _BytesOf(response) if type(response) is Answer else response
