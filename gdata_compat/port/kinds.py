"""What kind of value an expression has, as far as reading tells: text, bytes, whole numbers, and so on."""

from __future__ import annotations

from .scopes import Scopes
from .tree import Node, arguments, is_call, is_leaf, kind, name_trailer, unwrapped

__all__ = ["MEMBERS", "Kinds"]

#: What a call of a builtin, or of a function known by its full name, gives.
_CALLS = {
    "str": "text", "unicode": "text", "raw_input": "text", "repr": "text", "chr": "text", "unichr": "text",
    "hex": "text", "oct": "text", "getpass.getpass": "text",
    "input": "text", "int": "int", "long": "int", "len": "int",
    "ord": "int", "sum": "sum", "float": "float",
    "round": "float", "time.time": "float", "dict": "dict", "list": "list",
    "sorted": "list", "range": "range", "xrange": "range", "set": "set", "tuple": "tuple", "bytes": "bytes",
    "os.getcwd": "text", "os.listdir": "list", "urllib.urlencode": "text", "urllib.quote": "text",
    "urllib2.urlopen": "response", "urllib.urlopen": "response",
    "urllib2.build_opener": "opener", "logging.getLogger": "logger", "bytearray": "bytes", "bool": "int",
    "time.strftime": "text", "time.ctime": "text", "os.environ.get": "text", "os.getenv": "text",
    "os.path.join": "text", "os.path.basename": "text", "os.path.dirname": "text", "file": "file",
    "open": "file", "codecs.open": "file", "io.open": "file", "collections.defaultdict": "dict",
    "collections.OrderedDict": "dict", "hashlib.md5": "hash", "hashlib.sha1": "hash",
    "md5.new": "hash",
    "md5.md5": "hash", "sha.new": "hash", "sha.sha": "hash",
    "random.randint": "int", "random.random": "float",
    "random.choice": "item", "cgi.escape": "text", "json.dumps": "text", "json.loads": "json",
    "csv.reader": "csv", "csv.DictReader": "csv",
    "os.getpid": "int", "string.join": "text",
    "subprocess.check_output": "bytes", "base64.b64encode": "text", "binascii.hexlify": "text",
    "struct.pack": "bytes", "os.urandom": "bytes", "binascii.unhexlify": "bytes",
}  # fmt: skip
_NAMES = {
    "sys.argv": "texts", "os.environ": "texts", "string.ascii_letters": "text", "string.digits": "text",
    "string.letters": "text", "sys.maxint": "int", "sys.maxsize": "int", "True": "int", "False": "int",
    "math.pi": "float",
}  # fmt: skip
#: What a method gives, whatever it is called on.
_METHODS = {
    "strip": "text", "lstrip": "text", "rstrip": "text", "lower": "text", "upper": "text",
    "replace": "text",
    "join": "text", "format": "text", "title": "text", "capitalize": "text", "hexdigest": "text",
    "split": "texts", "splitlines": "texts",
    "rsplit": "texts", "ToString": "text", "get_token_string": "text",
    "strftime": "text", "isoformat": "text", "zfill": "text", "encode": "bytes", "decode": "text",
    "count": "int", "find": "int", "index": "int", "total_seconds": "float", "getvalue": "text",
    "readline": "text", "iteritems": "iterator", "GetAuthSubUrl": "text",
}  # fmt: skip
_SIZES = {"text": "text", "texts": "texts", "list": "list", "tuple": "tuple", "bytes": "bytes"}


#: What each item of a value is.
_ITEMS = {
    "legacy": "legacy",
    "texts": "text",
    "text": "text",
    "file": "text",
    "binary file": "bytes",
    "csv": "texts",
    "range": "int",
}
#: Members of entries, feeds and tokens that hold text, whatever has them.
MEMBERS = frozenset(
    {"text", "user_name", "given_name", "family_name", "password", "nickname", "email", "href", "address"}
    | {"secret", "body", "reason"}
)


#: Methods of the old library's objects that give media.
_BYTES = ("Media", "Photo", "Logo", "Memory", "Content")


class Kinds:
    """Asks what kind of value expressions have; None where nothing is known.

    'legacy' is an object of the old library, or what one of its members or methods gives: text, where it is a
    value, and never bytes.
    """

    def __init__(self, scopes: Scopes) -> None:
        self._scopes = scopes
        self._asked: set[int] = set()

    def of(self, node: Node) -> str | None:
        """Give the kind of an expression's value: what all that a name is bound to have in common."""
        node = unwrapped(node)
        if id(node) in self._asked:
            return None
        self._asked.add(id(node))
        try:
            return self._of(node)
        finally:
            self._asked.discard(id(node))

    def _of(self, node: Node) -> str | None:
        what = kind(node)
        if what == "NUMBER":
            return self._number(node.value)
        if what == "STRING":
            return "bytes" if node.value[:1] in "bB" else "text"
        if what == "NAME":
            return self._name(node)
        if what == "power":
            return self._power(node)
        if what == "atom":
            return self._atom(node)
        if what in ("term", "arith_expr"):
            return self._arithmetic(node)
        if what == "factor":
            return self.of(node.children[1])
        if what in ("or_test", "and_test", "test"):
            kinds = {self.of(each) for each in node.children[:: 4 if what == "test" else 2]}
            kinds = {"text"} if kinds == {"text", "legacy"} else kinds
            return kinds.pop() if len(kinds) == 1 else None
        return None

    @staticmethod
    def _number(text: str) -> str:
        if text[:2].lower() in ("0x", "0o", "0b"):
            return "int"
        return "float" if set(text.lower()) & set(".ej") else "int"

    def _name(self, node: Node) -> str | None:
        bound = self._scopes.bindings(node.value, node)
        if not bound:
            return _NAMES.get(node.value)
        kinds = set()
        for each in bound:
            if each.origin:
                kinds.add(_NAMES.get(each.origin))
            else:
                found = self.of(each.value) if each.value is not None else None
                for _ in range(each.item):
                    found = _ITEMS.get(found or "")
                kinds.add(found)
        return kinds.pop() if len(kinds) == 1 else None

    def _atom(self, node: Node) -> str | None:
        first, inner = node.children[0], node.children[1]
        if kind(first) == "STRING":
            return self._of(first)
        if is_leaf(first, "["):
            return "list"
        if is_leaf(first, "{"):
            pairs = is_leaf(inner, "}") or any(is_leaf(each, ":") for each in inner.children)
            return "dict" if pairs else "set"
        if is_leaf(first, "("):
            return "tuple" if any(is_leaf(each, ",") for each in inner.children) else None
        if is_leaf(first, "`"):
            return "text"
        return None

    def _arithmetic(self, node: Node) -> str | None:
        kinds = [self.of(each) for each in node.children[::2]]
        if kinds[0] in ("text", "bytes") and is_leaf(node.children[1], "%"):
            return kinds[0]
        if "float" in kinds:
            return "float"
        if all(each == "int" for each in kinds):
            return "int"
        if is_leaf(node.children[1], "+") and kinds[0] in _SIZES and len(set(kinds)) == 1:
            return kinds[0]
        if is_leaf(node.children[1], "+") and "text" in kinds:
            return "text"
        return None

    def _power(self, node: Node, count: int | None = None) -> str | None:
        """Give the kind of a name with trailers: the longest known beginning, then trailer by trailer."""
        children = node.children[:count]
        if any(is_leaf(each, "**", "await") for each in node.children):
            return None
        dotted, used = self._scopes.origin(node) or self._builtin(node)
        if used > len(children):
            return None
        if dotted and dotted.startswith(("gdata.", "atom.")) and used < len(children):
            return self._after("legacy", children[used + 1 :]) if is_call(children[used]) else None
        if dotted and used < len(children) and is_call(children[used]) and dotted in _CALLS:
            found, used = self._called(dotted, children[used]), used + 1
        elif dotted in _NAMES:
            found = _NAMES[dotted]
        else:
            found, used = self.of(children[0]), 1
        return self._after(found, children[used:])

    def of_beginning(self, power: Node, count: int) -> str | None:
        """Give the kind of what the first children of a power are together."""
        if count == 1:
            return self.of(power.children[0])
        return self._power(power, count)

    def _called(self, dotted: str, call: Node) -> str | None:
        given = arguments(call)
        if dotted == "sum" and len(given) == 1:
            return self._summed(unwrapped(given[0]))
        if dotted == "round" and len(given) == 1:
            return "float"
        if (
            dotted in ("open", "file")
            and len(given) > 1
            and kind(given[1]) == "STRING"
            and "b" in given[1].value
        ):
            return "binary file"
        return _CALLS[dotted]

    def _summed(self, node: Node) -> str | None:
        """Give the kind of a sum: that of what a comprehension gives one by one."""
        if kind(node) == "atom" and is_leaf(node.children[0], "["):
            node = node.children[1]
        each = (
            node.children[0]
            if node.type >= 256 and kind(node) in ("listmaker", "argument", "testlist_gexp")
            else None
        )
        found = self.of(each) if each is not None else None
        return found if found in ("int", "float") else None

    def _builtin(self, node: Node) -> tuple[str | None, int]:
        first = node.children[0]
        if kind(first) == "NAME" and self._scopes.is_builtin(first):
            return first.value, 1
        return None, 1

    def _after(self, found: str | None, trailers: list[Node]) -> str | None:
        at = 0
        while at < len(trailers):
            name = name_trailer(trailers[at])
            called = at + 1 < len(trailers) and is_call(trailers[at + 1])
            if name is not None and called:
                found, at = self._method(found, name), at + 2
            elif name is None and not is_call(trailers[at]):
                found, at = self._subscript(found, trailers[at]), at + 1
            elif name is not None:
                found, at = "text" if name in MEMBERS else found if found == "legacy" else None, at + 1
            else:
                return None
        return found

    @staticmethod
    def _method(found: str | None, name: str) -> str | None:
        if found == "legacy":
            return None if name.endswith(_BYTES) else _METHODS.get(name, "legacy")
        if found == "bytes" and name in ("strip", "lower", "upper", "replace", "rstrip", "lstrip"):
            return "bytes"
        if name == "read":
            return {"file": "text", "binary file": "bytes", "response": "bytes"}.get(found or "")
        if name == "digest":
            return "bytes"
        if name == "open" and found == "opener":
            return "response"
        if name == "get" and found == "texts":
            return "text"
        if name in ("keys", "values", "items"):
            return "view" if found == "dict" else None
        if name == "copy":
            return found
        return _METHODS.get(name)

    @staticmethod
    def _subscript(found: str | None, trailer: Node) -> str | None:
        is_slice = kind(trailer.children[1]) == "subscript" or is_leaf(trailer.children[1], ":")
        if is_slice:
            return found if found in _SIZES or found == "legacy" else None
        return {"text": "text", "texts": "text", "legacy": "legacy"}.get(found or "")
