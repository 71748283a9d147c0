"""Scripts of the kinds found in the wild, in tests/port/wild, and how they are run.

`NAME.py` is a script of Python 2. It works in a copy of the folder `NAME`, where there is one, reads
`NAME.in`, and finds a domain that was made from `domain.json`. What it did with gdata 2.0.18 on Python 2.7 is
kept in tests/data/wild; `python -m tests.observe_wild` makes that anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from flask import Blueprint, Response, request

from gdata_compat.replay.comparing import Comparison, compare
from gdata_compat.replay.har import Recording
from gdata_compat.replay.ignoring import Rule
from gdata_compat.replay.legacy import Sides
from gdata_compat.replay.volatile import Volatile
from gdata_compat.server.state import state_of

__all__ = [
    "NAMES",
    "RECORDINGS",
    "SCRIPTS",
    "WILD",
    "Wild",
    "script_of",
    "sides_of",
    "what_differs",
]

SCRIPTS = Path(__file__).parent / "port" / "wild"
RECORDINGS = Path(__file__).parent / "data" / "wild"

_RSA_KEY = SCRIPTS / "rsa_two_legged" / "company.pem"
_CONSUMER = "the-secret-of-the-wild"
_TOKEN = ("1/the-token-of-the-wild", "the-token-secret-of-the-wild")
_PAGES = [
    Rule(part, "*", "a page that a person looks at", f"* *{page}*")
    for page in ("/OAuthAuthorizeToken", "/AuthSubRequest")
    for part in ("answer headers", "answer body")
]
_DRAWN = [
    Volatile("parameter", "csrf", "drawn for each page"),
    Volatile("parameter", "logintoken", "drawn for each captcha"),
]
_MOMENTS = [
    Rule("answer body", "*/property*/@value", "the minute of the request", "* */audit/mail/*"),
    Rule("final state", "audit_monitors * begin", "the minute of the request"),
]
_WORDS = Rule("error", "*", "another HTTP library words what the system says")
_BLANKS = [
    Rule("output", line, '`print a,` wrote its blank when more came: MIGRATION.md, "`print` is a function"')
    for line in ("line 1", "line 2")
]
_GETPASS = Rule("error output", "*", "getpass warns with the path and the line of its own file")


@dataclass(frozen=True)
class Wild:
    """How a script is run; with `sample` the domain has so many users, and is not that of domain.json.

    `clean` says that no Python 2 syntax is in the way; `unordered` that threads send in any order; `ignore`
    has the rules of differences that are none of the script's.
    """

    arguments: Sequence[str] = ()
    sample: int = 0
    clean: bool = False
    unordered: bool = False
    ignore: Sequence[Rule] = ()


_OPTIONS = ("-d", "example.com", "--consumer", f"example.com:{_CONSUMER}", "--token", ":".join(_TOKEN))


def _words(text: str) -> list[str]:
    return text.split()


#: What is to be said of a script; those that are not here need nothing.
WILD = {
    "aliases": Wild(clean=True),
    "all_users_generator": Wild(sample=230),
    "csv_import": Wild(["users.csv"], ignore=[_GETPASS]),
    "email_lists": Wild(clean=True),
    "gdclient_subclass": Wild(clean=True),
    "groups_members": Wild(["staff"]),
    "mail_audit": Wild(ignore=_MOMENTS),
    "migrate_mail": Wild(["-u", "bruno", "--label", "Old mail", "old.mbox"]),
    "option_parser": Wild(
        [
            *_OPTIONS,
            "-v",
            *_words("info bruno zoe + quota bruno 4096 + password bruno + rename jun june + drop it"),
        ],
        ignore=_BLANKS,
    ),
    "plain_http": Wild(ignore=[_WORDS]),
    "resources": Wild(clean=True),
    "suspend_leavers": Wild(["left.txt"], clean=True),
    "threads_two_legged": Wild(unordered=True),
    "user_entry_subclass": Wild(clean=True),
}

NAMES = sorted(path.stem for path in SCRIPTS.glob("*.py"))


def script_of(name: str) -> Wild:
    """Return how a script is run."""
    return WILD.get(name, Wild())


class _Sides(Sides):
    """Both sides, on a server that has calendars and knows the consumer's RSA key, too."""

    def _make_app(self) -> Any:
        app = super()._make_app()
        app.register_blueprint(_calendars)
        credentials = state_of(app).credentials
        consumer = credentials.consumer("example.com")
        assert consumer is not None
        key = serialization.load_pem_private_key(_RSA_KEY.read_bytes(), password=None).public_key()
        pem = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        credentials.add_consumer(replace(consumer, public_key=pem.decode("ascii")))
        return app


def sides_of(name: str, python27: str = "", library: str = "") -> Sides:
    """Return what both runs of a script have in common."""
    script = script_of(name)
    stdin, folder = SCRIPTS / f"{name}.in", SCRIPTS / name
    return _Sides(
        python27,
        library,
        data=None if script.sample else SCRIPTS / "domain.json",
        sample=script.sample,
        timeout=60,
        arguments=tuple(script.arguments),
        input=stdin if stdin.exists() else None,
        folder=folder if folder.exists() else None,
        consumer_secret=_CONSUMER,
        token=_TOKEN,
    )


def what_differs(name: str, old: Recording, new: Recording) -> Comparison:
    """Compare two runs of a script, as `gdata-compat compare` does.

    Of the final state, what the server keeps since the old run was recorded does not count.
    """
    script = script_of(name)
    known = {
        part: value for part, value in (new.final_state or {}).items() if part in (old.final_state or {})
    }
    new = replace(new, final_state=known)
    rules = [*_PAGES, *script.ignore]
    return compare(old, new, name=name, rules=rules, volatile=_DRAWN, unordered=script.unordered)


# A calendar for the scripts that want one: who asks is who is named, since the address is signed.

_calendars = Blueprint("calendars of the tests", __name__)
_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns='http://www.w3.org/2005/Atom' xmlns:gCal='http://schemas.google.com/gCal/2005'>
<id>http://www.google.com/calendar/feeds/default/private/full</id>
<updated>2011-03-01T00:00:00.000Z</updated><title type='text'>{user}</title>{entries}</feed>
"""
_EVENT = """<entry><id>http://www.google.com/calendar/feeds/default/private/full/{number}</id>
<title type='text'>Meeting {number} of {user}</title></entry>"""


@_calendars.get("/calendar/feeds/default/private/full")
def _events() -> Response:
    user = request.args.get("xoauth_requestor_id", "")
    if not request.headers.get("Authorization", "").startswith("OAuth "):
        return Response("Token missing", 401)
    events = [_EVENT.format(number=number, user=user) for number in range(len(user) % 4)]
    body = _FEED.format(user=user, entries="".join(events))
    return Response(body, content_type="application/atom+xml; charset=UTF-8")
