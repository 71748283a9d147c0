"""install(): the old names are the same modules, and everybody who cannot have them is told why."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def python(source: str, *path: Path) -> subprocess.CompletedProcess[str]:
    """The source in a fresh process that finds the package, and what lies in `path` before it."""
    found = os.pathsep.join(map(str, (*path, ROOT)))
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", source],
        env={**os.environ, "PYTHONPATH": found},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def said(source: str, *path: Path) -> str:
    """What the source prints."""
    done = python(source, *path)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_both_names_are_one_module() -> None:
    """`gdata.auth` is `gdata_compat.gdata.auth`, whichever is imported first."""
    source = (
        "import gdata_compat; gdata_compat.install(); gdata_compat.install()\n"
        "import gdata.auth, gdata_compat.gdata.auth, gdata_compat.atom.url, atom.url, gdata.apps.service\n"
        "same = gdata.auth is gdata_compat.gdata.auth, atom.url is gdata_compat.atom.url\n"
        "print(*same, gdata.auth.__spec__.name)"
    )
    assert said(source) == "True True gdata_compat.gdata.auth"


def test_submodules_resolve_by_attribute() -> None:
    """A submodule that the script never imported is there, and is imported when it is named."""
    source = (
        "import gdata_compat, sys; gdata_compat.install(); import gdata\n"
        "before = 'gdata_compat.gdata.apps.service' in sys.modules\n"
        "print(before, gdata.apps.service.AppsService.__name__, gdata.auth.OAuthToken.__name__)"
    )
    assert said(source) == "False AppsService OAuthToken"


def test_the_package_works_without_install() -> None:
    """`from gdata_compat import gdata, atom` takes no name away from anybody."""
    source = (
        "import sys; from gdata_compat import gdata, atom\n"
        "print(gdata.apps.service.__name__, atom.url.__name__, 'gdata' in sys.modules, 'atom' in sys.modules)"
    )
    assert said(source) == "gdata_compat.gdata.apps.service gdata_compat.atom.url False False"


def test_uninstall_takes_the_names_away() -> None:
    """After uninstall() the old names are nobody's; modules that somebody holds go on working."""
    source = (
        "import gdata_compat; gdata_compat.install(); import gdata.auth; held = gdata\n"
        "gdata_compat.uninstall(); gdata_compat.uninstall()\n"
        "try:\n    import gdata\nexcept ModuleNotFoundError as error:\n    print(error, held.auth.__name__)"
    )
    assert said(source) == "No module named 'gdata' gdata_compat.gdata.auth"


@pytest.mark.parametrize("name", ["atom", "gdata"])
def test_a_foreign_package_is_named(name: str, tmp_path: Path) -> None:
    """Another package of the name is named with its place, and what to do is said."""
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").write_text("")
    done = python("import gdata_compat; gdata_compat.install()", tmp_path)
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("gdata_compat.errors.ForeignPackageError")
    assert str(tmp_path / name) in last
    assert "from gdata_compat import gdata, atom" in last


def test_a_foreign_package_that_is_imported_already_is_named(tmp_path: Path) -> None:
    """It makes no difference who came first."""
    (tmp_path / "atom.py").write_text("")
    source = (
        "import atom, gdata_compat\n"
        "try:\n    gdata_compat.install()\nexcept ImportError as error:\n    print(error.name, error.path)"
    )
    assert said(source, tmp_path) == f"atom {tmp_path / 'atom.py'}"


def test_a_plain_folder_is_no_package(tmp_path: Path) -> None:
    """A folder called gdata, with data in it, is in nobody's way."""
    (tmp_path / "gdata").mkdir()
    source = "import gdata_compat; gdata_compat.install(); import gdata.auth; print(gdata.__name__)"
    assert said(source, tmp_path) == "gdata_compat.gdata"


MISSING = (
    "import gdata.youtube.service",
    "import gdata.youtube",
    "from gdata import youtube",
    "from gdata_compat.gdata import youtube",
    "import gdata_compat.gdata.youtube",
)


@pytest.mark.parametrize("statement", MISSING)
def test_a_module_that_is_not_here_yet_says_so(statement: str) -> None:
    """Every way to import it is an ImportError that points to MIGRATION.md."""
    source = (
        f"import gdata_compat; gdata_compat.install()\ntry:\n    {statement}\nexcept ImportError as error:\n"
    )
    got = said(source + "    print(type(error).__name__, error)")
    assert got.startswith("LegacyModuleMissing gdata_compat does not have the module 'gdata.youtube'")
    assert "MIGRATION.md" in got


def test_a_module_that_never_was_is_missing_as_any_other() -> None:
    """A mistyped name gets Python's own words."""
    source = (
        "import gdata_compat; gdata_compat.install()\n"
        "try:\n    import gdata.nope\nexcept ModuleNotFoundError as error:\n    print(error)"
    )
    assert said(source) == "No module named 'gdata.nope'"


def test_threads_may_import_at_once() -> None:
    """Threads that install and import together get one module."""
    source = """
import threading, gdata_compat
found, start = [], threading.Barrier(8)
def work(n):
    start.wait()
    gdata_compat.install()
    if n % 2:
        import gdata.apps.service as module
    else:
        import gdata_compat.gdata.apps.service as module
    found.append(module)
threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
[t.start() for t in threads]; [t.join() for t in threads]
print(len(found), len(set(map(id, found))), found[0].AppsService.__name__)
"""
    assert said(source) == "8 1 AppsService"


def test_a_server_that_is_no_address_is_refused() -> None:
    """install(server=...) wants an http or https URL."""
    source = (
        "import gdata_compat\ntry:\n    gdata_compat.install(server='ftp://x')\nexcept ValueError as error:\n"
    )
    assert "http://127.0.0.1:8080" in said(source + "    print(error)")
