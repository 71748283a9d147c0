"""design.md's house, checked: who imports whom, and which door leads to which library."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "gdata_compat"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "examples" not in path.parts)

#: What a part of the package may import of the others, besides itself and the two at the bottom. What is not
#: named (the command and its tools) stands on top and may import all.
BOTTOM = {"errors", "_late_errors", "namespaces"}
MAY_IMPORT = {
    "errors": {"_late_errors"},
    "_late_errors": {"errors"},
    "namespaces": set(),
    "engine": set(),
    "atom": {"engine", "_submodules"},
    "gdata": {"engine", "atom", "_submodules"},
    "server": set(),
    "port": {"_legacy_modules"},
    "_submodules": set(),
    "_legacy_modules": set(),
    "_install": {"_legacy_modules", "engine"},
}
#: The only places that import a third-party library.
DOORS = {
    "lxml": ("engine/xml/parser.py", "server/xml_in.py", "replay/xml_bodies.py"),
    "requests": (
        "engine/transport.py",
        "engine/transport_errors.py",
        "replay/adapters.py",
        "server/playground/other_provider.py",
    ),
    "urllib3": ("engine/transport.py", "engine/transport_errors.py", "testing.py", "replay/adapters.py"),
    "responses": ("testing.py",),
    "pytest": ("testing.py",),
    "oauthlib": ("engine/oauth1.py", "engine/rsa_keys.py", "server/"),
    "google": ("engine/oauth2.py",),
    "cryptography": (
        "engine/rsa_keys.py",
        "engine/oauth1.py",
        "server/rsa.py",
        "server/playground/sealing.py",
    ),
    "flask": ("server/", "cli.py", "testing.py"),
    "waitress": ("server/serving.py",),
    "sqlalchemy": ("server/domain/sql/",),
    "click": (
        "cli.py",
        "_cli_options.py",
        "cli_limits.py",
        "cli_logins.py",
        "cli_pages.py",
        "_cli_database.py",
        "credentials_command.py",
        "domain_command.py",
        "replay_command.py",
        "compare_command.py",
        "port_command.py",
    ),
    "rich": ("replay/reports/terminal.py",),
    "fissix": ("port/tree.py",),
}


def imported(path: Path) -> Iterator[str]:
    """The absolute names of all that a module imports, at its top or later."""
    package = ["gdata_compat", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *(node.module or "").split(".")]).strip(".")
            yield from (f"{start}.{alias.name}" for alias in node.names)


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", [path for path in MODULES if part_of(path) in MAY_IMPORT], ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    """errors, namespaces <- engine <- atom <- gdata; the server knows none of them."""
    part = part_of(path)
    ours = {name.split(".")[1] for name in imported(path) if name.startswith("gdata_compat.")}
    assert ours - {part} - BOTTOM - MAY_IMPORT[part] == set()


def test_the_data_of_the_server_knows_nothing_of_the_server() -> None:
    """server/domain <- server/*."""
    domain = [path for path in MODULES if name_of(path).startswith("server/domain/")]
    names = {name for path in domain for name in imported(path) if name.startswith("gdata_compat.server.")}
    assert {name for name in names if not name.startswith("gdata_compat.server.domain")} == set()


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_its_door(library: str) -> None:
    """A third-party library is imported behind its door only."""
    users = {name_of(path) for path in MODULES if any(n.split(".")[0] == library for n in imported(path))}
    assert users, f"nobody imports {library}: the table is out of date"
    assert {user for user in users if not user.startswith(DOORS[library])} == set()


def test_importing_the_apps_service_loads_nothing_slow() -> None:
    """Libraries are imported when something needs them: a script that shows its help does not wait."""
    slow = "lxml requests oauthlib urllib3 cryptography flask click inspect http.client ssl email asyncio"
    found = f"[m for m in {slow.split()} if m in sys.modules]"
    code = f"import sys, gdata_compat.gdata.apps.service; print(*{found})"
    done = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PYTHONPATH": str(PACKAGE.parent)},
    )
    assert (done.stdout, done.stderr) == ("\n", "")
