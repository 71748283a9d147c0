"""The Admin console's CSV of users: what it takes for a bulk upload, and what it gives for download.

Columns are found by their names: those of today's template ("First Name [Required]", ...) and the four of
old ("email address, first name, last name, password"). Others are left alone. A password of four asterisks is
left as it is (the console's help); the download has them for every user.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Any
from urllib.parse import unquote

from ..domain.model import Domain
from ..domain.org_units import ROOT, canonical
from ..domain.passwords import keep_digest
from ..domain.users import User
from ..provisioning import rules
from .pages import all_org_users, all_users
from .report import ImportRefused, Problem, Report, words
from .users import Advance, UserRow

__all__ = ["read_users", "write_users"]

#: What a column holds, by its name without what is in brackets.
_COLUMNS = {
    "email address": "email",
    "first name": "given_name",
    "last name": "family_name",
    "given name": "given_name",
    "family name": "family_name",
    "password": "password",
    "password hash function": "function",
    "org unit path": "org_unit",
    "new primary email": "new_email",
    "status": "status",
    "new status": "new_status",
    "change password at next sign-in": "change_password",
    "change password at next login": "change_password",
}
_HASH_FUNCTIONS = {"sha-1": "SHA-1", "sha1": "SHA-1", "md5": "MD5"}
_TRUE, _FALSE = {"true", "yes", "y", "1"}, {"false", "no", "n", "0"}
_KEEP_PASSWORD = "****"
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

_HEADER = (
    "First Name [Required]",
    "Last Name [Required]",
    "Email Address [Required]",
    "Password [Required]",
    "Password Hash Function [UPLOAD ONLY]",
    "Org Unit Path [Required]",
    "New Primary Email [UPLOAD ONLY]",
    "Status [READ ONLY]",
    "Change Password at Next Sign-In",
    "New Status [UPLOAD ONLY]",
)


def read_users(
    path: Path, domain_name: str, report: Report, encoding: str | None = None
) -> Iterator[UserRow]:
    """Read the rows of a file, one by one; those that are no good go to `report`.

    Raises ImportRefused where the file is no such table.
    """
    with path.open(encoding=encoding or _encoding_of(path), newline="") as file:
        try:
            yield from _rows(file, path.name, domain_name, report)
        except UnicodeError as error:
            problem = Problem(
                _undecodable_line(path, encoding or "utf-8"),
                "",
                "",
                f"this is no text in {encoding or 'UTF-8'}",
            )
            report.reject("users", [problem])
            hint = "save the sheet as CSV UTF-8, or name its encoding by --encoding, such as latin-1"
            raise ImportRefused(f"{path.name} cannot be read: {hint}", report) from error


def write_users(
    domain: Domain, file: IO[str], *, with_password_hashes: bool = False, advance: Advance = lambda _: None
) -> int:
    """Write all users as the console has them, and return how many; digests only where asked for."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_HEADER)
    count = 0
    for user, path in zip(all_users(domain), all_org_users(domain), strict=True):
        password, function = _shown_password(user) if with_password_hashes else (_KEEP_PASSWORD, "")
        status = "Suspended" if user.suspended else "Active"
        change = "True" if user.change_password_at_next_login else "False"
        address = f"{user.username}@{domain.name}"
        unit = _shown_path(path.path)
        writer.writerow(
            [user.given_name, user.family_name, address, password, function, unit, "", status, change, ""]
        )
        count += 1
        advance(1)
    return count


def _shown_password(user: User) -> tuple[str, str]:
    function, _, digest = user.password_hash.partition("$")
    return (digest, function) if digest else (_KEEP_PASSWORD, "")


def _shown_path(path: str) -> str:
    """Write a unit's path as people do: only what would be taken for something else is percent-encoded."""
    if path == ROOT:
        return path
    names = (unquote(name).replace("%", "%25").replace("/", "%2F") for name in path.split("/"))
    return "/" + "/".join(names)


def _encoding_of(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(3)
    return next((name for bom, name in _BOMS.items() if start.startswith(bom)), "utf-8")


def _undecodable_line(path: Path, encoding: str) -> str:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode(encoding)
            except UnicodeError:
                return f"{path.name}, line {number}"
    return path.name


def _rows(file: IO[str], name: str, domain_name: str, report: Report) -> Iterator[UserRow]:
    first = file.readline()
    delimiter = max(",;\t", key=lambda each: len(_fields(first, each)))
    fields = _fields(first, delimiter)
    _check_header(first, fields, name, report)
    _note_ignored(first, delimiter, report)
    lines, end = csv.reader(file, delimiter=delimiter, strict=True), 1
    while True:
        where = f"{name}, line {end + 1}"
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            text = f"the table cannot be read on from here: {error}"
            report.reject("users", [Problem(where, "", "", text)])
            return
        end = lines.line_num + 1
        if any(cell.strip() for cell in cells):
            yield from _row(where, cells, fields, domain_name, report)


def _header(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _fields(line: str, delimiter: str) -> dict[str, tuple[int, str]]:
    """Return where each field stands, and what its column is called."""
    found: dict[str, tuple[int, str]] = {}
    for index, title in enumerate(_header(line, delimiter)):
        known = _COLUMNS.get(_plain(title))
        if known is not None:
            found.setdefault(known, (index, title.strip()))
    return found


def _plain(title: str) -> str:
    return " ".join(re.sub(r"\[.*?\]|\*", " ", title).lower().split())


def _check_header(line: str, fields: Mapping[str, Any], name: str, report: Report) -> None:
    if "email" not in fields:
        text = "the first line has to name the columns: First Name, Last Name, Email Address, Password, ..."
        report.reject("users", [Problem(f"{name}, line 1", "", line.strip(), text)])
        raise ImportRefused(f"{name} is no table of users", report)


def _note_ignored(line: str, delimiter: str, report: Report) -> None:
    ignored = [title.strip() for title in _header(line, delimiter) if _plain(title) not in _COLUMNS]
    shown = [title for title in ignored if title]
    if shown:
        report.notes.append(f"columns that are not kept: {', '.join(shown)}")


def _row(
    where: str, cells: list[str], fields: Mapping[str, tuple[int, str]], domain_name: str, report: Report
) -> Iterable[UserRow]:
    reader = _Reader(where, cells, fields, domain_name)
    row = reader.row()
    if reader.problems:
        report.reject("users", reader.problems)
        return ()
    return (row,)


class _Reader:
    """Reads one line and collects all that is wrong with it."""

    def __init__(
        self, where: str, cells: list[str], fields: Mapping[str, tuple[int, str]], domain_name: str
    ) -> None:
        self.problems: list[Problem] = []
        self._where, self._cells, self._fields, self._domain = where, cells, fields, domain_name
        if "\0" in "".join(cells):
            self._refuse("email", "", "a character that no text has (NUL)")

    def row(self) -> UserRow:
        """Return the user; it counts only where there are no problems."""
        values: dict[str, Any] = {}
        for name, fault_of in (
            ("given_name", rules.given_name_fault),
            ("family_name", rules.family_name_fault),
        ):
            text = self._cell(name)
            if text:
                values[name] = text
                self._note(name, text, fault_of(text))
        self._flags(values)
        plain = self._password(values)
        unit = self._cell("org_unit")
        return UserRow(
            self._where,
            self._local_name("email", required=True),
            values,
            self._local_name("new_email"),
            plain,
            canonical(unit) if unit else None,
        )

    def _cell(self, field: str) -> str:
        index = self._fields.get(field, (len(self._cells), ""))[0]
        return self._cells[index].strip() if index < len(self._cells) else ""

    def _local_name(self, field: str, *, required: bool = False) -> str:
        text = self._cell(field)
        local, at, host = text.lower().partition("@")
        if at and host != self._domain:
            self._refuse(field, text, f"the domain is {self._domain}: --domain names another")
        elif text or required:
            self._note(field, text, rules.username_fault(local))
        return local

    def _flags(self, values: dict[str, Any]) -> None:
        change = self._cell("change_password").lower()
        if change in _TRUE | _FALSE:
            values["change_password_at_next_login"] = change in _TRUE
        elif change:
            self._refuse("change_password", change, "write True or False")
        field = "new_status" if self._cell("new_status") else "status"
        status = self._cell(field)
        if status:
            values["suspended"] = status.lower() != "active"
            if status.lower() not in ("active", "suspended"):
                self._refuse(field, status, "write Active or Suspended")

    def _password(self, values: dict[str, Any]) -> str:
        """Return a plain password, or put a digest into the values; no message shows either."""
        password, given = self._cell("password"), self._cell("function")
        if not password or password == _KEEP_PASSWORD:
            return ""
        if not given:
            self._note("password", "", rules.password_fault(password))
            return password
        if given == "scrypt":
            stored = f"scrypt${password}"
            self._note("password", "", rules.stored_password_fault(stored))
            values["password_hash"] = stored
            return ""
        function = _HASH_FUNCTIONS.get(given.lower(), given)
        fault = rules.digest_fault(function, password)
        self._note("function" if fault == 1404 else "password", given if fault == 1404 else "", fault)
        values["password_hash"] = keep_digest(function, password)
        return ""

    def _note(self, field: str, value: str, code: int | None) -> None:
        if code is not None:
            self._refuse(field, value, words(code))

    def _refuse(self, field: str, value: str, text: str) -> None:
        title = self._fields.get(field, (0, field))[1]
        self.problems.append(Problem(self._where, title, value, text))
