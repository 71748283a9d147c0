"""Pickles of tokens, entries, feeds and services, those that scripts wrote under Python 2 among them.

    token = gdata_compat.pickles.loads(data)

It does what `pickle.load` and `pickle.loads` do, for objects of the legacy library's classes and plain data
only: a pickle that names anything else is refused by `errors.PickleRefused`, which says what it names. Names
are found under the old ones (`gdata.auth`) and ours (`gdata_compat.gdata.auth`), with `install()` or without.
"""

from __future__ import annotations

import importlib
import io
import re
from collections.abc import Mapping
from typing import IO, Any

from .engine import unpickling
from .errors import PickleRefused

__all__ = ["load", "loads"]

_OURS = __name__.rpartition(".")[0]
_LEGACY_MODULE = re.compile(rf"(?:{_OURS}\.)?((?:atom|gdata)(?:\.[A-Za-z]\w*)*)")
# Old names of classes that are others here.
_RENAMED = {("gdata.tlslite.utils.Python_RSAKey", "Python_RSAKey"): ("gdata.oauth.rsa", "RsaKey")}

#: What to do about an object of another library's, by the beginning of its module's name.
_CURES = {
    "oauth2client": "Under Python 2, keep what credentials.to_json() gives, and make the token of that",
    "gdata_compat.engine.oauth2": "Make the token anew from its credentials",
    "google.": "Make the token anew from its credentials",
    "gdata.tlslite": "Under Python 2, pickle the text of the key in place of the key",
}
_OWN_CLASSES = (
    "A pickle that names more than the legacy classes can run any code. If it holds objects of your own "
    "classes, say so: pickles.load(file, classes={%r: TheClass})"
)


def load(
    file: IO[bytes],
    *,
    classes: Mapping[str, type] | None = None,
    encoding: str = "utf-8",
    errors: str = "surrogateescape",
) -> Any:
    """Read one pickle from a file that is open in binary mode; several in a row are read one by one.

    `classes` admits more: a dict from the name that the pickle has, such as "__main__.MyEntry", to a class.
    The `str` of Python 2 becomes text by `encoding`; bytes that are none become lone surrogates, as they do
    in `os.fsdecode`, unless `errors` says otherwise.

    Raises PickleRefused (a `pickle.UnpicklingError`), `pickle.UnpicklingError` for what is no pickle, and
    EOFError at the end of the file.
    """
    given: object = file
    if isinstance(given, io.TextIOBase):
        raise TypeError("a pickle is read from a file that is open in binary mode: open(name, 'rb')")
    admitted = dict(classes or {})

    def admit(module: str, name: str) -> type:
        return admitted.get(f"{module}.{name}") or _legacy_class(module, name)

    return unpickling.read(file, admit, encoding, errors)


def loads(
    data: bytes | str,
    *,
    classes: Mapping[str, type] | None = None,
    encoding: str = "utf-8",
    errors: str = "surrogateescape",
) -> Any:
    """Read a pickle from bytes, or from the text that a pickle of protocol 0 is; as `load`."""
    held = data.encode("latin-1") if isinstance(data, str) else data
    return load(io.BytesIO(held), classes=classes, encoding=encoding, errors=errors)


def _legacy_class(module: str, name: str) -> type:
    """Find a class of the legacy library's own; raises PickleRefused for all else that a module has."""
    found_module = _LEGACY_MODULE.fullmatch(module)
    if found_module is None:
        raise _refusal(module, name)
    legacy, public = _RENAMED.get((found_module[1], name), (found_module[1], name))
    try:
        found: Any = importlib.import_module(f"{_OURS}.{legacy}")
        for part in public.split("."):
            found = vars(found)[part]
    except (ImportError, KeyError, TypeError) as error:
        raise _refusal(module, name, f"; here there is none ({error})") from error
    if not isinstance(found, type) or not _LEGACY_MODULE.fullmatch(found.__module__):
        raise _refusal(module, name, f", {_kind_of(found)} and no class of the legacy library's")
    return found


def _kind_of(found: Any) -> str:
    if not isinstance(found, type):
        return f"a {type(found).__name__}"
    return f"the class {found.__module__}.{found.__qualname__}"


def _refusal(module: str, name: str, why: str = "") -> PickleRefused:
    cures = (cure for start, cure in _CURES.items() if module.startswith(start))
    cure = next(cures, _OWN_CLASSES % f"{module}.{name}")
    return PickleRefused(f"the pickle names {module}.{name}{why}. {cure}.")
