"""MIGRATION.md, executed: its five steps, each traceback, edit and snippet, and what it knows of tables."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gdata_compat import guide
from gdata_compat._legacy_modules import LEGACY_MODULES
from gdata_compat.port import port_text
from gdata_compat.port.rules import RULES
from gdata_compat.port.services import SERVICES, service_of
from gdata_compat.server.app import create_app
from tests.fix_loopback import Loopback
from tests.fix_original import Original

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "MIGRATION.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^##? |\Z)", GUIDE, re.S | re.M))
INSTALL = "import gdata_compat; gdata_compat.install()\n"
CLIENT = (
    f"{INSTALL}import gdata.apps.service\nclient = gdata.apps.service.AppsService(domain='example.com')\n"
)


def run(
    *command: str, cwd: Path = ROOT, check: bool = False, **environment: str
) -> subprocess.CompletedProcess[str]:
    """A command with the test environment's programs on its path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        command,
        env={**os.environ, "PATH": path, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=check,
        cwd=cwd,
    )


# The five steps


def commands() -> list[str]:
    """The commands of the path, in order."""
    return re.findall(r"^    (\S.*)$", SECTIONS["Five steps"], re.M)


def test_the_path_has_five_steps() -> None:
    """Each has a command; those of the last one need a server."""
    steps = re.findall(r"^\*\*(\d)\. ", SECTIONS["Five steps"], re.M)
    assert (steps, len(commands())) == (list("12345"), 9)


#: What the script has in its environment since 2011.
KEYS = {
    "CONSUMER_KEY": "example.com",
    "CONSUMER_SECRET": "the-consumer-secret-of-2011",
    "TOKEN": "1/the-token-of-2011",
    "TOKEN_SECRET": "the-token-secret-of-2011",
    "DOMAIN": "example.com",
}


@pytest.fixture
def workplace(tmp_path: Path, original: Original) -> Path:
    """A folder with an old script, the original, a python2.7, and users from the Admin console."""
    shutil.copy(ROOT / "tests" / "port" / "wild" / "users_to_check.py", tmp_path / "old.py")
    shutil.copy(ROOT / "tests" / "data" / "transfer" / "console.csv", tmp_path / "users.csv")
    (tmp_path / "gdata-2.0.18").symlink_to(original.library)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python2.7").symlink_to(original.python)
    return tmp_path


def test_the_five_steps_lead_from_an_old_script_to_a_proven_port(workplace: Path) -> None:
    """Every command runs as it stands, but for the port of the server."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    path = os.pathsep.join([str(workplace / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]])
    background = None
    try:
        for command in commands():
            environment = {"PATH": path, **KEYS}
            command = string.Template(command).substitute(KEYS)
            words = shlex.split(command.replace("8080", port).removesuffix("&"))
            while "=" in words[0]:
                name, _, environment[name] = words.pop(0).partition("=")
            if command.endswith("&"):
                everything = {**os.environ, **environment}
                background = subprocess.Popen(
                    words, cwd=workplace, env=everything, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
                _wait_for(int(port))
                continue
            done = run(*words, cwd=workplace, **environment)
            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    finally:
        if background is not None:
            background.terminate()
            background.wait(30)
    assert (workplace / "report.html").stat().st_size > 1000
    assert "emil         suspended" in done.stdout


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("no server came up")


# The tracebacks

#: What makes the tracebacks of a section, in the order in which it shows them. A script that is bytes is
#: written as it is; `beside` are files in its folder, written as `name: text`.
CAUSES: dict[str, list[str | bytes | tuple[str, dict[str, str]]]] = {
    "The imports": ["import gdata.apps.service\n"],
    "A module that is not here yet": [f"{INSTALL}import gdata.youtube\n"],
    "Another package is called `atom` or `gdata`": [
        (INSTALL, {"atom/__init__.py": ""}),
        ("import atom.service\n", {"atom/__init__.py": ""}),
        ("import atom\natom.LinkFinder\n", {"atom/__init__.py": ""}),
        ("import atom\natom.AtomBase\n", {"atom/__init__.py": ""}),
    ],
    "`print` is a function": ["print 'user', name\n"],
    "`except E, e:`": ["try:\n    f()\nexcept ValueError, e:\n    pass\n"],
    "`raise E, 'text'`": ["raise ValueError, 'no such user'\n"],
    "Tabs and blanks": ["if 1:\n        if 2:\n\tpass\n"],
    "Quotes and dashes of a printed listing": ["source = “app”\n", "f(source=”app”)\n", "f(a,\n\u00a0b)\n"],
    "The encoding of the file": [b"name = 'M\xfcller'\n"],
    "Python 2 syntax and builtins": [
        "raw_input('Go on? ')\n",
        "isinstance('x', unicode)\n",
        "def f():\n    pass\nf.func_name\n",
        "mode = 0700\n",
    ],
    "`has_key`, `iteritems` and their like": ["{}.has_key('a')\n", "{}.iteritems()\n"],
    "Views and iterators in place of lists": [
        "{}.keys().sort()\n",
        "len(filter(None, []))\n",
        "map(str, [])[0]\n",
    ],
    "Modules with another name": [
        "import urllib2\n",
        "import ConfigParser\n",
        "import string\nstring.join([], ', ')\n",
        "import urllib\nurllib.urlencode({})\n",
        "import xml.etree.ElementTree as tree\ntree.fromstring('<a/>').getiterator('b')\n",
    ],
    "RSA keys": [f"{INSTALL}from gdata.tlslite.utils import keyfactory\n"],
    "App Engine": ["from google.appengine.api import users\n"],
    "Modules beside a script": [("import package.main\n", {"package/main.py": "import settings\n"})],
    "Division": ["'#' * (4 / 2)\n", "'abc'[: 4 / 2]\n"],
    "Ordering": ["sorted(['a', None])\n", "['a'].sort(len)\n", "cmp(1, 2)\n"],
    "`e[0]` and `e.message`": [
        "try:\n    int('x')\nexcept ValueError as e:\n    problem = e\nproblem[0]\n",
        "try:\n    int('x')\nexcept ValueError as e:\n    problem = e\nproblem.message\n",
    ],
    "Files: text or binary": [
        "import csv\nlist(csv.reader(open(__file__, 'rb')))\n",
        "open('out.txt', 'w').write(b'x')\n",
        "open('out.txt', 'wb').write('x')\n",
    ],
    "`str`, not bytes": [
        f"{INSTALL}import gdata.apps\ngdata.apps.Name(family_name='x').family_name.decode('utf-8')\n",
        "import re\nre.findall('a', b'a')\n",
        "'user ' + b'x'\n",
        "import hashlib\nhashlib.md5('x')\n",
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:1/', 'a=b')\n",
        f"{INSTALL}import gdata.apps, lxml.etree\nlxml.etree.fromstring(str(gdata.apps.UserEntry()))\n",
    ],
    "A token that does not know its consumer": [
        f"{CLIENT}client.SetOAuthToken(gdata.auth.OAuthToken('k', 's'))\nclient.RetrieveUser('a')\n"
    ],
    "The address no longer answers": [f"{CLIENT}client.RetrieveUser('a')\n"],
    "Pickles": ["from gdata_compat import pickles\npickles.loads(b'cos\\nsystem\\n(S\"ls\"\\ntR.')\n"],
    "A number or a control character in an entry": [
        f"{INSTALL}import gdata.apps\nstr(gdata.apps.Login(user_name='bad\\x01'))\n"
    ],
    "Not XML, or too much of it": [
        f"{INSTALL}import gdata.apps\ngdata.apps.UserEntryFromString('<entry>')\n",
        f"{INSTALL}import gdata.apps\ngdata.apps.UserEntryFromString('<html>')\n",
    ],
    "TLS certificates are verified": [
        f"{CLIENT}import os\nclient.Get(os.environ['ADDRESS'] + '/a/feeds/example.com/user/2.0/a')\n"
    ],
}


def shown() -> Iterator[tuple[str, int, str]]:
    """The section, the number and the text of every traceback's last line: they stand first in a section."""
    for title, body in SECTIONS.items():
        block = re.match(r"\n*((?:    \S.*\n)+)", body)
        for number, line in enumerate(block[1].splitlines() if block and title != "Five steps" else []):
            if re.match(r"    [\w.]+: ", line):
                yield title, number, line.strip()


SHOWN = list(shown())


def test_every_traceback_has_its_cause() -> None:
    """None is shown that no test makes happen, and none is made that is not shown."""
    assert {title: len(causes) for title, causes in CAUSES.items()} == {
        title: sum(each[0] == title for each in SHOWN) for title, _, _ in SHOWN
    }


@pytest.mark.parametrize(("title", "number", "line"), SHOWN, ids=lambda value: str(value)[:40])
def test_a_traceback_is_a_real_one(
    title: str, number: int, line: str, tmp_path: Path, tls_loopback: Loopback
) -> None:
    """Python ends with the line that the section begins with; `...` stands for anything."""
    cause = CAUSES[title][number]
    source, beside = cause if isinstance(cause, tuple) else (cause, {})
    for name, text in beside.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_bytes(source if isinstance(source, bytes) else source.encode("utf-8"))
    environment = {"https_proxy": "http://127.0.0.1:1"} if "address" in title else {"no_proxy": "127.0.0.1"}
    done = run(sys.executable, script.name, cwd=tmp_path, ADDRESS=tls_loopback.url, **environment)
    wanted = re.compile(r"(?:[\w.]+\.)?" + ".*?".join(map(re.escape, line.split("..."))))
    said = done.stderr.strip().splitlines()
    if "Warning" in line:  # what follows is the exception that the script always got
        said = [each.partition(".py:")[2].partition(": ")[2] for each in said if "Warning" in each]
    assert [each for each in said[-1:] if not wanted.fullmatch(each)] == []
    assert done.returncode == 1


# The edits


@pytest.mark.parametrize(
    "title", [title for title, body in SECTIONS.items() if "```diff" in body], ids=lambda title: title
)
def test_the_command_makes_the_edits_that_a_section_shows(title: str) -> None:
    """The lines with a minus are ported to those with a plus; the others stay."""
    for listing in re.findall(r"```diff\n(.*?)```", SECTIONS[title], re.S):
        lines = [(line[:1], line[1:]) for line in listing.splitlines(keepends=True)]
        before, after = ("".join(text for mark, text in lines if mark in kept) for kept in (" -", " +"))
        result = port_text(before.encode())
        assert (result.error, result.ported.decode().splitlines()) == (None, after.splitlines())


def test_every_section_that_a_rule_names_is_there() -> None:
    """Whoever follows a finding finds it."""
    assert {rule.section for rule in RULES} - set(SECTIONS) == set()


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)]+)\)", GUIDE))))
def test_a_link_leads_somewhere(link: str) -> None:
    """To a heading of the page, or a file."""
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in SECTIONS}
    assert link.removeprefix("#") in anchors if link.startswith("#") else (ROOT / link).exists()


# The snippets and the tables


@pytest.mark.parametrize("source", re.findall(r"```python\n(.*?)```", GUIDE, re.S))
def test_a_snippet_runs_as_it_stands(source: str, tmp_path: Path) -> None:
    """With the old names installed."""
    script = tmp_path / "snippet.py"
    script.write_text(source, encoding="utf-8")
    done = run("gdata-compat", "run", str(script))
    assert done.returncode == 0, done.stderr


def test_the_blocks_are_what_the_tables_say() -> None:
    """`python -m gdata_compat.guide MIGRATION.md` has nothing to change."""
    assert guide.fill(GUIDE) == GUIDE


#: Modules that are for all services.
_COMMON = """
acl alt auth client core data dublincore exif gauth geo media oauth opensearch sample_util service
test_config urlfetch apps_property apps
"""


def test_every_module_belongs_to_a_service_or_to_all() -> None:
    """No module of a service is forgotten by the table, and none is in it that 2.0.18 had not."""
    common = set(_COMMON.split())
    names = {name for name in LEGACY_MODULES if name.startswith("gdata.") and name.count(".") == 1}
    assert {name for name in names if service_of(name) is None} == {f"gdata.{name}" for name in common}
    assert set(SERVICES) - LEGACY_MODULES == {"gdata.base"}  # which scripts import all the same


def test_what_is_said_to_be_emulated_is_served() -> None:
    """Each service that our server is said to stand in for has routes."""
    rules = " ".join(rule.rule for rule in create_app().url_map.iter_rules())
    paths = {
        "gdata.apps.service": "/user/2.0",
        "gdata.apps.client": "/user/2.0",
        "gdata.apps.adminsettings": "/a/feeds/domain/2.0",
        "gdata.apps.audit": "/a/feeds/compliance/audit",
        "gdata.apps.emailsettings": "/a/feeds/emailsettings/2.0",
        "gdata.apps.groups": "/a/feeds/group/2.0",
        "gdata.apps.migration": "/a/feeds/migration/2.0",
        "gdata.apps.multidomain": "/a/feeds/user/2.0",
        "gdata.apps.organization": "/a/feeds/orgunit/2.0",
        "gdata.calendar_resource": "/a/feeds/calendar/resource/2.0",
        "gdata.contacts": "/m8/feeds",
    }
    emulated = {name for name, each in SERVICES.items() if "gdata-compat serve" in each.today}
    assert (emulated, [path for path in paths.values() if path not in rules]) == (set(paths), [])
