"""The page of the latest requests, each with why it was refused, and the rows that its script asks for."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from flask import Response, make_response, render_template, request, url_for

from gdata_compat.server import pages
from gdata_compat.server.domain.model import EntityDoesNotExist
from gdata_compat.server.domain.request_log import KeptRequest, RequestFilter
from gdata_compat.server.request_log import LogWriter
from gdata_compat.server.state import state
from gdata_compat.server.tool_pages import render

from .pretty import BaseString, laid_out, parts_of_base_string
from .views import PAGE, blueprint

__all__: list[str] = []

#: Characters of a body that the list shows; the request's own page has all.
_EXCERPT = 2000

#: Seconds after which a page without scripts comes again, as chosen; 0 is never.
_INTERVALS = (0, 5, 15, 60)

_METHODS = ("GET", "POST", "PUT", "DELETE")
_CLASSES = {2: "2xx: done", 3: "3xx: led elsewhere", 4: "4xx: refused", 5: "5xx: failed"}


class _Shown(NamedTuple):
    """A request as the page shows it."""

    kept: KeptRequest
    path: str
    why: str
    base_string: BaseString | None
    body: str
    answer: str
    is_cut: bool


@blueprint.get("/domain/requests")
def requests() -> Response:
    """The latest requests, the latest first."""
    log, wanted = _log(), _wanted()
    if log is None:
        return render("console/no_requests.html")
    before, seconds = _number("before"), _number("refresh")
    found = log.log.page(wanted, before or None, limit=PAGE + 1)
    shown = found[:PAGE]
    answer = render(
        "console/requests.html",
        requests=[_shown(kept, _EXCERPT) for kept in shown],
        wanted=wanted,
        methods=_METHODS,
        classes=_CLASSES,
        intervals=_INTERVALS,
        refresh=seconds if seconds in _INTERVALS else 0,
        before=before,
        following=shown[-1].id if len(found) > PAGE else 0,
        latest=found[0].id if found else 0,
    )
    if seconds in _INTERVALS and seconds and not before:
        answer.headers["Refresh"] = str(seconds)
    return answer


@blueprint.get("/domain/requests/newer")
def requests_newer() -> Response:
    """The rows of requests that came after one, for the script of the page."""
    log = _log()
    found = [] if log is None else log.log.page(_wanted(), after=_number("after"), limit=PAGE)
    rows = render_template("console/rows.html", requests=[_shown(kept, _EXCERPT) for kept in found])
    return pages.secured(make_response(rows))


@blueprint.get("/domain/requests/<int:id>")
def requests_one(id: int) -> Response:
    """One request with all that is kept of it."""
    log = _log()
    kept = None if log is None or id >= 2**63 else log.log.get(id)
    if kept is None:
        raise EntityDoesNotExist(f"request {id}")
    return render("console/request.html", shown=_shown(kept, None))


def _log() -> LogWriter | None:
    """Return the log with all that has come to this process."""
    log = state().log
    if log is not None:
        log.flush()
    return log


def _wanted() -> RequestFilter:
    method = request.args.get("method", "").upper()[:40]
    return RequestFilter(method, min(_number("status"), 999), request.args.get("refused") == "yes")


def _number(name: str) -> int:
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 19 else 0


def _shown(kept: KeptRequest, limit: int | None) -> _Shown:
    record = kept.record
    body, answer = laid_out(record.body), laid_out(record.answer)
    return _Shown(
        kept,
        _path_of(record.url),
        _why(kept) if record.is_refused else "",
        None if record.base_string is None else parts_of_base_string(record.base_string),
        body[:limit],
        answer[:limit],
        limit is not None and max(len(body), len(answer)) > limit,
    )


def _path_of(url: str) -> str:
    """Return the path and the query of an address; one that cannot be read, which anybody may send, whole."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return (parts.path + (f"?{parts.query}" if parts.query else "")) or "/"


def _why(kept: KeptRequest) -> str:
    """Return in words why a request was refused."""
    record = kept.record
    if record.detail:
        return record.detail
    try:
        return HTTPStatus(record.status).description or record.reason
    except ValueError:
        return record.reason


@blueprint.app_template_global("headers_text")
def headers_text(headers: Iterable[tuple[str, str]]) -> str:
    """Write headers a line each."""
    return "\n".join(f"{name}: {value}" for name, value in headers)


@blueprint.app_template_global("requests_link")
def requests_link(wanted: RequestFilter, **others: int) -> str:
    """Return the address of the page with a filter."""
    filters = {
        "method": wanted.method,
        "status": wanted.status,
        "refused": "yes" if wanted.refused else "",
        **others,
    }
    query = urlencode({name: value for name, value in filters.items() if value})
    return f"{url_for('console.requests')}?{query}"
