"""Rules together: scripts of many rows, and the scripts of the wild, give Python 3 that stays as it is."""

from __future__ import annotations

import importlib
import random
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from gdata_compat.port import port_text
from gdata_compat.port.renaming import Renames
from gdata_compat.port.rules import RULES
from gdata_compat.port.rules.stdlib_modules import MODULES
from gdata_compat.port.rules.urllib_names import HOMES

WILD = sorted((Path(__file__).parent / "wild").glob("*.py"))
ROWS = [
    row
    for rule in RULES
    for row in (*(before for before, _ in rule.changes), *rule.keeps, *(before for before, _ in rule.finds))
    if "\r" not in row and "__future__" not in row and not row.startswith("#!")
]
#: Modules that not every build of Python has.
OPTIONAL = {"dbm.gnu", "tkinter", "tkinter.messagebox"}
#: What Python 2.7's urllib2 offers and scripts use.
URLLIB2 = """
OpenerDirector urlopen Request build_opener install_opener HTTPError URLError HTTPHandler HTTPSHandler
HTTPCookieProcessor HTTPBasicAuthHandler HTTPPasswordMgrWithDefaultRealm HTTPRedirectHandler ProxyHandler
quote unquote urlparse urljoin
"""


@pytest.mark.parametrize("seed", range(60))
def test_rules_do_not_get_into_each_others_way(seed: int) -> None:
    """A script of several rows is Python 3 after one run, and the same after the next, or a line is told."""
    source = "".join(random.Random(seed).sample(ROWS, 4))
    result = port_text(source.encode())
    if result.error is None:
        again = port_text(result.ported)
        assert (again.error, again.ported.decode()) == (None, result.ported.decode())
    else:
        assert result.error.startswith("line ")
        assert "no Python 3" not in result.error


@pytest.mark.parametrize("path", WILD, ids=lambda path: path.stem)
def test_a_script_of_the_wild_is_ported_and_stays(path: Path) -> None:
    """The second run changes nothing, and lines that were not edited have their bytes."""
    result = port_text(path.read_bytes(), path.name)
    assert (result.error, port_text(result.ported).ported) == (None, result.ported)
    old, new = path.read_bytes().splitlines(keepends=True), result.ported.splitlines(keepends=True)
    assert len(set(old) & set(new)) >= len(set(old)) * 0.4


def test_what_is_ported_is_taken_by_each_python_and_by_ruff(tmp_path: Path) -> None:
    """Every Python from 3.10 to 3.13 on this machine compiles it, and ruff finds no error."""
    for path in WILD:
        (tmp_path / path.name).write_bytes(port_text(path.read_bytes(), path.name).ported)
    names = [f"python3.{minor}" for minor in range(10, 14)]
    pythons = {sys.executable, *filter(None, map(shutil.which, names))}
    for python in sorted(pythons):
        command = [python, "-W", "ignore", "-m", "compileall", "-q", "-f", str(tmp_path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if "version" in done.stderr and "command" in done.stderr:
            continue  # a name on the path that stands for no Python
        assert (done.returncode, done.stdout) == (0, ""), python
    for path in WILD:  # ruff reads UTF-8 only, whatever a script declares
        result = port_text(path.read_bytes(), path.name)
        (tmp_path / path.name).write_text(result.text, encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "E9,F63,F7,F82"]
    done = subprocess.run([*ruff, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "All checks passed!")


@pytest.mark.parametrize("module", sorted(set(MODULES.values()) - OPTIONAL))
def test_a_module_has_the_name_that_a_rule_gives_it(module: str) -> None:
    """Python 3 imports it."""
    assert importlib.import_module(module).__name__ == module


def test_names_are_where_the_rules_say() -> None:
    """Each full name of the tables is found."""
    wanted = [new for rule in RULES if isinstance(rule, Renames) for new in rule.table.values()]
    for dotted in (*wanted, *HOMES.values()):
        module, _, name = dotted.partition("(")[0].rpartition(".")
        if module in ("str", "", "ConfigParser", "HTMLParser"):
            continue
        assert hasattr(importlib.import_module(module), name.partition("[")[0]), dotted
    assert [name for name in URLLIB2.split() if not hasattr(urllib.request, name)] == []


ABSOLUTE = "from __future__ import absolute_import\n"
PACKAGE = {"__init__.py": "", "helper.py": "x = 1\n", "sub/__init__.py": ""}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("import helper\nprint helper.x\n", "from . import helper\nprint(helper.x)\n"),
        ("import helper, os\n", "from . import helper; import os\n"),
        ("from helper import x\n", "from .helper import x\n"),
        ("from sub.a import x\n", "from .sub.a import x\n"),
        ("import os, sys\n", "import os, sys\n"),
        ("from . import helper\n", "from . import helper\n"),
        (
            "from __future__ import absolute_import\nimport helper\n",
            "from __future__ import absolute_import\nimport helper\n",
        ),
    ],
)
def test_modules_of_the_same_package_are_imported_by_a_dot(tmp_path: Path, before: str, after: str) -> None:
    """A module in a package names those beside it so; what is elsewhere stays."""
    for name, text in PACKAGE.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    assert port_text(before.encode(), path=tmp_path / "a.py").ported.decode() == after


def test_a_script_beside_its_modules_finds_them_as_ever(tmp_path: Path) -> None:
    """Without a package nothing is edited; a module that is run and imported is a finding."""
    (tmp_path / "helper.py").write_text("x = 1\n")
    assert not port_text(b"import helper\n", path=tmp_path / "a.py").changed
    (tmp_path / "__init__.py").write_text("")
    source = b"import helper\nif __name__ == '__main__':\n    helper.main()\n"
    result = port_text(source, path=tmp_path / "a.py")
    assert (result.changed, [each.rule for each in result.findings]) == (False, ["relative_imports"])
