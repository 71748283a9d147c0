"""The rules, in the order in which they look at a node."""

from __future__ import annotations

from ..rule import Rule
from .app_engine import AppEngine
from .apply_function import ApplyFunction
from .backticks import Backticks
from .cgi_module import CgiModule
from .cmp_function import CmpFunction
from .codec_methods import CodecMethods
from .comprehension_lists import ComprehensionLists
from .dict_iterators import DictIterators
from .division import Division
from .except_clause import ExceptClause
from .exception_members import ExceptionMembers
from .exceptions_module import ExceptionsModule
from .exec_statement import ExecStatement
from .execfile import Execfile
from .function_attributes import FunctionAttributes
from .gdata_imports import GdataImports
from .gone_names import GoneNames
from .has_key import HasKey
from .hashes import Hashes
from .input_function import InputFunction
from .itertools_names import ItertoolsNames
from .later_python3 import LaterPython3
from .legacy_modules import LegacyModules
from .list_results import ListResults
from .long_type import LongType
from .lxml_strings import LxmlStrings
from .map_none import MapNone
from .message_headers import MessageHeaders
from .metaclass import Metaclass
from .missing_imports import MissingImports
from .moved_builtins import MovedBuiltins
from .next_method import NextMethod
from .not_equal import NotEqual
from .number_literals import NumberLiterals
from .open_modes import OpenModes
from .print_statement import PrintStatement
from .raise_statement import RaiseStatement
from .raw_input import RawInput
from .relative_imports import RelativeImports
from .sets_module import SetsModule
from .shebang import Shebang
from .special_methods import SpecialMethods
from .star_imports import StarImports
from .stdlib_modules import StdlibModules
from .string_constants import StringConstants
from .string_functions import StringFunctions
from .string_prefixes import StringPrefixes
from .subprocess_text import SubprocessText
from .switched_off import SwitchedOff
from .sys_names import SysNames
from .text_encoding import TextEncoding
from .text_types import TextTypes
from .thread_methods import ThreadMethods
from .tlslite_keys import TlsliteKeys
from .tuple_parameters import TupleParameters
from .types_names import TypesNames
from .unicode_escapes import UnicodeEscapes
from .url_bodies import UrlBodies
from .urllib_names import UrllibNames
from .xrange import Xrange
from .xreadlines import Xreadlines

__all__ = ["RULES"]

RULES: list[Rule] = [
    # Python 2 only: they look before the others edit.
    Division(),
    UnicodeEscapes(),
    ListResults(),
    ExceptionMembers(),
    OpenModes(),
    Hashes(),
    UrlBodies(),
    SubprocessText(),
    TextEncoding(),
    # Right for any script.
    Shebang(),
    PrintStatement(),
    ExceptClause(),
    RaiseStatement(),
    ExecStatement(),
    Execfile(),
    Backticks(),
    NotEqual(),
    NumberLiterals(),
    StringPrefixes(),
    TupleParameters(),
    ComprehensionLists(),
    SysNames(),
    MovedBuiltins(),
    ApplyFunction(),
    Xrange(),
    Xreadlines(),
    TextTypes(),
    LongType(),
    RawInput(),
    InputFunction(),
    DictIterators(),
    HasKey(),
    StringFunctions(),
    StringConstants(),
    ItertoolsNames(),
    TypesNames(),
    SetsModule(),
    ExceptionsModule(),
    CgiModule(),
    UrllibNames(),
    StdlibModules(),
    LaterPython3(),
    SpecialMethods(),
    Metaclass(),
    FunctionAttributes(),
    NextMethod(),
    CmpFunction(),
    MapNone(),
    GoneNames(),
    StarImports(),
    CodecMethods(),
    LxmlStrings(),
    RelativeImports(),
    TlsliteKeys(),
    LegacyModules(),
    AppEngine(),
    SwitchedOff(),
    ThreadMethods(),
    MessageHeaders(),
    GdataImports(),
    MissingImports(),
]
