"""Taking the secrets out of a HAR, whoever recorded it: all that is not secret stays as it is."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from . import gdata_har
from .har import read_document

__all__ = ["Scrubbed", "scrub_file"]


@dataclass(frozen=True)
class Scrubbed:
    """What was done: to how many calls, and how many `secrets` were replaced in how many `places`."""

    calls: int
    secrets: int
    places: int
    complete: bool


def scrub_file(path: str | PathLike[str], output: str | PathLike[str] | None = None) -> Scrubbed:
    """Replace the secrets in a HAR by labels, in the file or in a copy at `output`.

    Fields that are not known are kept, and so are their order and the indentation. The file is replaced at
    once, and keeps its mode. Raises OSError, and NotARecording for what is no HAR.
    """
    path = Path(path)
    document, text, complete = read_document(path)
    scrubber = gdata_har.Scrubber()
    log = document["log"]
    log["entries"] = [_entry(each, scrubber) for each in log["entries"]]
    cleaned = _everywhere(document, scrubber)
    if "_scrubbed" in log:
        cleaned["log"]["_scrubbed"] = True
    target = Path(output or path)
    beside = target.with_name(target.name + ".new")
    beside.write_text(
        json.dumps(cleaned, indent=_indent(text)) + text[len(text.rstrip()) :], encoding="utf-8"
    )
    shutil.copymode(path, beside)
    os.replace(beside, target)
    return Scrubbed(len(log["entries"]), scrubber.secrets, scrubber.replaced, complete)


def _everywhere(document: Any, scrubber: gdata_har.Scrubber) -> Any:
    """Replace what became known as a secret wherever it is; twice, since one may become known late."""
    return scrubber.value(scrubber.value(document))


def _indent(text: str) -> int | None:
    found = re.match(r"\{\r?\n( +)\"", text.lstrip())
    return len(found[1]) if found else None


def _entry(entry: Any, scrubber: gdata_har.Scrubber) -> Any:
    """Give an entry without what stands where HAR has secrets."""
    if not isinstance(entry, dict):
        return entry
    made = dict(entry)
    for side in ("request", "response"):
        if isinstance(made.get(side), dict):
            made[side] = _message(made[side], scrubber)
    return made


def _message(message: dict[str, Any], scrubber: gdata_har.Scrubber) -> dict[str, Any]:
    made = dict(message)
    for name in ("url", "redirectURL"):
        if isinstance(made.get(name), str):
            made[name] = _in_latin(scrubber.url, made[name])
    if isinstance(made.get("headers"), list):
        made["headers"] = [_header(each, scrubber) for each in made["headers"]]
    if isinstance(made.get("cookies"), list):
        made["cookies"] = [_named(each, scrubber, always=True) for each in made["cookies"]]
    if isinstance(made.get("queryString"), list):
        made["queryString"] = [_named(each, scrubber) for each in made["queryString"]]
    if isinstance(made.get("postData"), dict):
        made["postData"] = _body(made["postData"], scrubber)
    if isinstance(made.get("content"), dict):
        made["content"] = _body(made["content"], scrubber)
    return made


def _header(header: Any, scrubber: gdata_har.Scrubber) -> Any:
    if not _is_named(header):
        return header
    return {
        **header,
        "value": _in_latin(lambda value: scrubber.header(header["name"], value), header["value"]),
    }


def _named(pair: Any, scrubber: gdata_har.Scrubber, *, always: bool = False) -> Any:
    """Give a name and a value, decoded, as cookies, queries and forms have them."""
    if not _is_named(pair) or not pair["value"]:
        return pair
    name = "Passwd" if always else pair["name"]
    return {**pair, "value": _in_latin(lambda value: scrubber.field(name, value), pair["value"])}


def _body(body: dict[str, Any], scrubber: gdata_har.Scrubber) -> dict[str, Any]:
    made = dict(body)
    if isinstance(made.get("params"), list):
        made["params"] = [_named(each, scrubber) for each in made["params"]]
    is_base64 = "base64" in (made.get("encoding"), made.get("_encoding"))
    if isinstance(made.get("text"), str) and not is_base64:
        kind = str(made.get("mimeType", ""))
        made["text"] = _in_latin(lambda text: scrubber.body(text, kind), made["text"])
    return made


def _is_named(pair: Any) -> bool:
    return isinstance(pair, dict) and all(isinstance(pair.get(each), str) for each in ("name", "value"))


def _in_latin(scrub: Callable[[str], str], text: str) -> str:
    """Scrub text as the scrubber takes it: a character a byte."""
    made = scrub(text.encode("utf-8", "surrogatepass").decode("latin-1"))
    return made.encode("latin-1").decode("utf-8", "surrogatepass")
