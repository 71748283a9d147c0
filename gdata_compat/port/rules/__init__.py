"""The rules, in the order in which they look at a node."""

from __future__ import annotations

from ..rule import Rule
from .backticks import Backticks
from .except_clause import ExceptClause
from .gdata_imports import GdataImports
from .has_key import HasKey
from .not_equal import NotEqual
from .number_literals import NumberLiterals
from .print_statement import PrintStatement
from .raise_statement import RaiseStatement

__all__ = ["RULES"]

RULES: list[Rule] = [
    PrintStatement(),
    ExceptClause(),
    RaiseStatement(),
    Backticks(),
    NotEqual(),
    NumberLiterals(),
    HasKey(),
    GdataImports(),
]
