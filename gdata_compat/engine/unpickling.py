"""Reads pickles, also those of Python 2, and makes nothing of them but objects of classes that are admitted.

A pickle is a program: it may call whatever it names. The reader runs the same program and calls no
constructor and no function: an object is made empty and then given its attributes, as every pickle of plain
objects does it. What else a pickle asks for is refused by name, before anything of it is made.
"""

from __future__ import annotations

import collections
import datetime
import io
import pickle
import struct
from collections.abc import Callable
from typing import IO, Any, ClassVar

from ..errors import PickleRefused

__all__ = ["Reader", "read"]

#: What gives the class that a pickle names by module and name, or raises PickleRefused.
Admitting = Callable[[str, str], type]

_CONTAINERS = (dict, list, set, frozenset, collections.OrderedDict)
_VALUES = {
    "builtins": (object, complex, bytes, bytearray, dict, list, set, frozenset),
    "collections": (collections.OrderedDict,),
    "datetime": (datetime.date, datetime.datetime, datetime.time, datetime.timedelta, datetime.timezone),
    "_io": (io.StringIO, io.BytesIO),
}
_RENAMED = {"__builtin__": "builtins", "copy_reg": "copyreg", "io": "_io"}
_STRING_IO = ("StringIO", "StringIO")
_ELEMENTS = tuple(
    (f"{package}.ElementTree", name)
    for package in ("xml.etree", "elementtree")
    for name in ("Element", "_ElementInterface")
)
#: What a damaged pickle makes the standard library's reader raise.
_DAMAGE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error)
#: More bytes than these are read in pieces: a damaged length would have them all reserved at once.
_PIECE = 1 << 20


def read(
    file: IO[bytes], admitting: Admitting, encoding: str = "utf-8", errors: str = "surrogateescape"
) -> Any:
    """Read one pickle from a file.

    `encoding` and `errors` are for the byte strings of Python 2, which become text. Raises PickleRefused (a
    `pickle.UnpicklingError`), `pickle.UnpicklingError` for what is no pickle, and EOFError at a file's end.
    """
    try:
        return Reader(_Lines(file), admitting, encoding, errors).load()
    except (pickle.UnpicklingError, EOFError):
        raise
    except _DAMAGE as error:
        raise pickle.UnpicklingError(f"the pickle cannot be read, it is damaged: {error}") from error


class _Lines:
    """A file whose lines may end as Windows has them: old scripts wrote pickles in text mode."""

    def __init__(self, file: IO[bytes]) -> None:
        self._read = file.read
        self._readline = file.readline
        self._ends_strangely: bool | None = None

    def read(self, size: int) -> bytes:
        """Read `size` bytes, or what there is."""
        if size <= _PIECE:
            return self._read(size)
        pieces = []
        while size > 0 and (piece := self._read(min(size, _PIECE))):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def readline(self) -> bytes:
        """Give a line with its end, which is a line feed alone."""
        line = self._readline()
        if self._ends_strangely is None:
            self._ends_strangely = line.endswith(b"\r\n")
        return line[:-2] + b"\n" if self._ends_strangely and line.endswith(b"\r\n") else line


class _Function:
    """A function of this reader's, where a pickle names one that objects are made with."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function


def _named(value: Any) -> str:
    if isinstance(value, type):
        return f"{value.__module__}.{value.__qualname__}"
    return f"an object of {type(value).__module__}.{type(value).__qualname__}"


class Reader(pickle._Unpickler):  # type: ignore[misc,name-defined,unused-ignore]
    """The standard library's reader in Python, with all that makes or changes objects replaced.

    It takes four times as long as the one in C: 0.1 s for a feed of a thousand entries.
    """

    stack: Any
    append: Any
    pop_mark: Any
    read: Any
    dispatch: ClassVar[dict[int, Any]] = dict(pickle._Unpickler.dispatch)  # type: ignore[attr-defined,unused-ignore]

    def __init__(self, file: Any, admitting: Admitting, encoding: str, errors: str) -> None:
        super().__init__(file, encoding=encoding, errors=errors)
        self._admitting = admitting
        self._coding = encoding, errors
        self._functions = {
            ("copyreg", "_reconstructor"): _Function(self._reconstructed),
            ("copyreg", "__newobj__"): _Function(lambda cls, *args: self._instance(cls, args)),
            ("_codecs", "encode"): _Function(_encoded),
        }

    # Names

    def find_class(self, module: str, name: str) -> Any:
        """Give what a pickle names, if it may; PickleRefused else."""
        known = (_RENAMED.get(module, module), name)
        if known in self._functions:
            return self._functions[known]
        value = next((each for each in _VALUES.get(known[0], ()) if each.__name__ == name), None)
        if value is not None:
            return value
        if known == _STRING_IO:
            return io.StringIO
        if known in _ELEMENTS:
            from xml.etree.ElementTree import Element

            return Element
        return self._admitting(module, name)

    def _by_extension(self) -> None:
        raise PickleRefused("the pickle names something by a number of copyreg's, which may not be read")

    # Objects

    def _instance(self, cls: Any, args: Any) -> Any:
        """Make an object without calling its constructor."""
        if not isinstance(cls, type) or not isinstance(args, tuple):
            raise PickleRefused(f"the pickle calls {_named(cls)}, and only classes make objects")
        if issubclass(cls, BaseException):
            return cls.__new__(cls, *args)
        if cls in _CONTAINERS or cls.__module__ in ("builtins", "datetime"):
            return self._value(cls, args)
        if args:
            raise PickleRefused(f"the pickle calls {_named(cls)} with arguments, which no object here needs")
        return cls() if cls in _VALUES["_io"] else cls.__new__(cls)

    def _value(self, cls: type, args: tuple[Any, ...]) -> Any:
        if cls.__module__ == "datetime":
            return cls(*map(self._as_bytes, args))
        if cls in (bytes, bytearray) and args and isinstance(args[0], str):
            return cls(_encoded(*args))
        plain = (list, tuple, dict) if cls in _CONTAINERS else (bytes, float)
        if not all(type(arg) in plain for arg in args):
            raise PickleRefused(f"the pickle calls {_named(cls)} with something else than plain data")
        return cls(*args)

    def _as_bytes(self, arg: Any) -> Any:
        """Python 2 wrote the fields of a time as a byte string, which was read as text."""
        return arg.encode(*self._coding) if isinstance(arg, str) else arg

    def _reconstructed(self, cls: Any, base: Any, state: Any) -> Any:
        """Do what protocols 0 and 1 do for an object: one of a dict or a list has its content in `state`."""
        made = self._instance(cls, ())
        if base in (dict, list) and isinstance(made, base) and type(state) is base:
            made.update(state) if isinstance(made, dict) else made.extend(state)
        elif base is not object:
            raise PickleRefused(f"the pickle makes a {_named(cls)} of a {_named(base)}")
        return made

    def _call(self) -> None:
        args = self.stack.pop()
        called = self.stack.pop()
        if isinstance(called, _Function) and isinstance(args, tuple):
            self.append(called.function(*args))
        else:
            self.append(self._instance(called, args))

    def _instantiate(self, cls: Any, args: Any) -> None:
        self.append(self._instance(cls, tuple(args)))

    def _new_object(self) -> None:
        args = self.stack.pop()
        self.append(self._instance(self.stack.pop(), args))

    def _new_object_by_name(self) -> None:
        if self.stack.pop():
            raise PickleRefused("the pickle makes an object with named arguments")
        self._new_object()

    # What is put into them

    def _build(self) -> None:
        state = self.stack.pop()
        made = self.stack[-1]
        if isinstance(made, io.StringIO) and isinstance(state, dict):
            made.write(state.get("buf", "") + "".join(state.get("buflist", ())))
            made.seek(state.get("pos", 0))
        elif type(made) in _CONTAINERS:
            raise PickleRefused(f"the pickle gives attributes to {_named(made)}")
        elif hasattr(type(made), "__setstate__"):
            made.__setstate__(state)
        else:
            self._give_attributes(made, state)

    def _give_attributes(self, made: Any, state: Any) -> None:
        if isinstance(state, tuple) and len(state) == 2 and not state[1]:
            state = state[0] or {}
        if (
            not isinstance(state, dict)
            or not hasattr(made, "__dict__")
            or isinstance(made, (type, _Function))
        ):
            raise PickleRefused(f"the pickle gives {_named(made)} attributes that it cannot have")
        made.__dict__.update(state)

    def _the(self, index: int, kind: type) -> Any:
        made = self.stack[index]
        if not isinstance(made, kind):
            raise PickleRefused(f"the pickle puts items into {_named(made)}, which is no {kind.__name__}")
        return made

    def _append_one(self) -> None:
        item = self.stack.pop()
        self._the(-1, list).append(item)

    def _append_many(self) -> None:
        items = self.pop_mark()
        self._the(-1, list).extend(items)

    def _set_one(self) -> None:
        value, key = self.stack.pop(), self.stack.pop()
        self._the(-1, dict)[key] = value

    def _set_many(self) -> None:
        items = self.pop_mark()
        made = self._the(-1, dict)
        for key, value in zip(items[::2], items[1::2], strict=True):
            made[key] = value

    def _byte_array(self) -> None:
        (size,) = struct.unpack("<Q", self.read(8))
        self.append(bytearray(self.read(size)))

    def _add_many(self) -> None:
        items = self.pop_mark()
        self._the(-1, set).update(items)


def _encoded(text: str, encoding: str = "latin-1") -> bytes:
    """Do what newer pickles of protocols 0 to 2 do for bytes."""
    if encoding not in ("latin-1", "latin1"):
        raise PickleRefused("the pickle encodes text, which may not be read")
    return text.encode("latin-1")


for _names, _method in (
    ("REDUCE", Reader._call),
    ("NEWOBJ", Reader._new_object),
    ("NEWOBJ_EX", Reader._new_object_by_name),
    ("BUILD", Reader._build),
    ("APPEND", Reader._append_one),
    ("APPENDS", Reader._append_many),
    ("SETITEM", Reader._set_one),
    ("SETITEMS", Reader._set_many),
    ("ADDITEMS", Reader._add_many),
    ("BYTEARRAY8", Reader._byte_array),
    ("EXT1 EXT2 EXT4", Reader._by_extension),
):
    for _name in _names.split():
        Reader.dispatch[getattr(pickle, _name)[0]] = _method
