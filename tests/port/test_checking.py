"""`gdata-compat check`: which names a script uses, and which are here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from gdata_compat.cli import cli
from gdata_compat.port.checking import State, check_text

HERE, NEVER, NO_NAME = State.HERE, State.NEVER_WAS, State.NO_SUCH_NAME


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "import gdata.apps.service as s\nc = s.AppsService()\nprint c.RetrieveUser('a')\n",
            {
                "gdata.apps.service": HERE,
                "gdata.apps.service.AppsService": HERE,
                "gdata.apps.service.AppsService.RetrieveUser": HERE,
            },
            id="aliases and methods",
        ),
        pytest.param(
            "from gdata.auth import OAuthToken as T, Nonsense\nT()\nNonsense\n",
            {"gdata.auth.OAuthToken": HERE, "gdata.auth.Nonsense": NO_NAME},
            id="from",
        ),
        pytest.param("import gdata.base.service\n", {"gdata.base.service": NEVER}, id="never was"),
        pytest.param(
            "import gdata.service\ngdata.base.X\natom.Title()\n",
            {"gdata.service": HERE, "gdata.base": NEVER},
            id="by attribute",
        ),
        pytest.param(
            "import gdata.service\ns = gdata.service.GDataService()\ns.Fly()\n",
            {
                "gdata.service": HERE,
                "gdata.service.GDataService": HERE,
                "gdata.service.GDataService.Fly": NO_NAME,
            },
            id="a method that is not there",
        ),
        pytest.param(
            "from gdata_compat import gdata\ngdata.auth.OAuthToken\n",
            {"gdata.auth.OAuthToken": HERE},
            id="ported",
        ),
        pytest.param("def f(gdata):\n    gdata.x.y\nimport os\nos.sep\n", {}, id="others"),
    ],
)
def test_names_are_told_with_their_state(source: str, expected: dict[str, State]) -> None:
    """Aliases and `from` are resolved; what is another's is not listed."""
    assert {use.name: use.state for use in check_text(source.encode(), "a.py").uses} == expected


def test_lines_and_what_to_expect_are_told(tmp_path: Path) -> None:
    """A line a name, then how many are here and how many lines an edit would change."""
    path = tmp_path / "a.py"
    path.write_text("import gdata.auth\nprint gdata.auth.OAuthToken\nprint 1\ngdata.auth.OAuthToken\n")
    done = CliRunner().invoke(cli, ["check", str(path)], obj={}, standalone_mode=False)
    assert (done.return_value, done.stdout.splitlines()) == (
        0,
        [
            f"{path}: gdata.auth (line 1): here",
            f"{path}: gdata.auth.OAuthToken (lines 2, 4): here",
            f"{path}: 2 of 2 names are here; gdata-compat port edits 3 lines",
        ],
    )


@pytest.mark.parametrize(
    ("source", "status"), [(b"import gdata.auth\n", 0), (b"import gdata.maps\n", 1), (b"if\n", 2), (None, 2)]
)
def test_the_status_says_how_it_stands(tmp_path: Path, source: bytes | None, status: int) -> None:
    """0 for all here, 1 for missing, 2 for unreadable; JSON has the same."""
    path = tmp_path / "a.py"
    if source is not None:
        path.write_bytes(source)
    done = CliRunner().invoke(cli, ["check", "--json", str(path)], obj={}, standalone_mode=False)
    report = json.loads(done.stdout)
    assert (done.return_value, report["status"], report["scripts"][0]["status"]) == (status, status, status)
