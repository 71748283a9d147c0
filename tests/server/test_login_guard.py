"""Failed logins cost a captcha, then a lock; every error of ClientLogin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient

from gdata_compat.server.app import create_app
from gdata_compat.server.captcha import picture
from gdata_compat.server.domain.logins import Captcha, LoginRules
from gdata_compat.server.domain.sql.database import DatabaseFailed
from gdata_compat.server.domain.sql.logins import CAPTCHA_LETTERS
from gdata_compat.server.domain.users import UserChanges
from gdata_compat.server.faults import LOGIN_ERRORS
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.state import state_of

RULES = LoginRules(captcha_after=2, lock_after=5, lock_address_after=8, window=60)


@dataclass
class Door:
    """ClientLogin of a server whose clock the test turns."""

    path: Path | str
    rules: LoginRules = RULES
    now: list[float] = field(default_factory=lambda: [1_400_000_000.0])

    def __post_init__(self) -> None:
        self.app: Flask = create_app(
            str(self.path / "d.sqlite") if isinstance(self.path, Path) else self.path,
            sample=3,
            login_rules=self.rules,
            clock=lambda: self.now[0],
        )
        self.client: FlaskClient = self.app.test_client()

    def login(self, password: str = "wrong", address: str = "192.0.2.1", **changes: str) -> dict[str, str]:
        """Log in and return the answer's lines by name; the tokens' values are left out."""
        form = {"Email": "alice@example.com", "Passwd": password, "service": "apps"} | changes
        answer = self.client.post("/accounts/ClientLogin", data=form, environ_base={"REMOTE_ADDR": address})
        assert answer.status_code == (200 if answer.text.startswith("SID=") else 403)
        lines = dict(line.partition("=")[::2] for line in answer.text.splitlines())
        return lines if "Error" in lines else dict.fromkeys(lines, "")

    def answer_of(self, challenge: dict[str, str]) -> str:
        """Look at the picture, as the server does."""
        found = state_of(self.app).logins.logins.captcha(challenge["CaptchaToken"])
        assert found is not None
        return found.answer

    def errors(self, count: int, **options: str) -> list[str]:
        """Log in so many times with a wrong password; return the errors."""
        return [self.login(**options)["Error"] for _ in range(count)]


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Door]:
    """ClientLogin with a captcha after two failures, locks after five and eight, for a minute."""
    made = Door(tmp_path)
    yield made
    state_of(made.app).database.close()


IN = {"SID": "", "LSID": "", "Auth": ""}


def test_failures_of_an_account_cost_a_captcha(door: Door) -> None:
    """From then on even the right password needs one; other accounts do not."""
    first = door.errors(2)
    challenge = door.login(SAMPLE_PASSWORD)
    assert (first, list(challenge)) == (
        ["BadAuthentication"] * 2,
        ["Url", "Error", "CaptchaToken", "CaptchaUrl"],
    )
    assert challenge["Error"] == "CaptchaRequired"
    assert challenge["CaptchaUrl"] == f"Captcha?ctoken={challenge['CaptchaToken']}"
    assert door.login(SAMPLE_PASSWORD, Email="bruno") == IN


def test_the_answer_lets_the_right_password_in_and_forgets_the_failures(door: Door) -> None:
    """In any case of its letters; afterwards nothing is asked for."""
    door.errors(2)
    challenge = door.login(SAMPLE_PASSWORD)
    answer = {"logintoken": challenge["CaptchaToken"], "logincaptcha": door.answer_of(challenge).upper()}
    assert [door.login(SAMPLE_PASSWORD, **answer), door.login(SAMPLE_PASSWORD)] == [IN, IN]


def test_a_captcha_is_answered_once(door: Door) -> None:
    """With a wrong password the answer is used up."""
    door.errors(2)
    challenge = door.login()
    answer = {"logintoken": challenge["CaptchaToken"], "logincaptcha": door.answer_of(challenge)}
    errors = [door.login(**answer)["Error"], door.login(SAMPLE_PASSWORD, **answer)["Error"]]
    assert errors == ["BadAuthentication", "CaptchaRequired"]


@pytest.mark.parametrize("answer", ["", "zzzzzzz", "\0", "é"])
def test_a_wrong_answer_asks_for_another_captcha(door: Door, answer: str) -> None:
    """The first one is spent, too."""
    door.errors(2)
    challenge = door.login(SAMPLE_PASSWORD)
    right, given = door.answer_of(challenge), {"logintoken": challenge["CaptchaToken"]}
    second = door.login(SAMPLE_PASSWORD, **given, logincaptcha=answer)
    third = door.login(SAMPLE_PASSWORD, **given, logincaptcha=right)
    assert [second["Error"], third["Error"]] == ["CaptchaRequired"] * 2
    assert second["CaptchaToken"] != challenge["CaptchaToken"]


def test_a_captcha_is_good_for_ten_minutes(tmp_path: Path) -> None:
    """Then its answer is too late, and its picture is gone."""
    door = Door(tmp_path, LoginRules(captcha_after=1, window=3600))
    door.errors(1)
    challenge = door.login()
    answer = door.answer_of(challenge)
    door.now[0] += 601
    late = door.login(SAMPLE_PASSWORD, logintoken=challenge["CaptchaToken"], logincaptcha=answer)
    gone = door.client.get("/accounts/" + challenge["CaptchaUrl"])
    assert (late["Error"], gone.status_code) == ("CaptchaRequired", 404)


def test_failures_count_for_the_window(door: Door) -> None:
    """A minute after the first one nothing is held against the account."""
    door.errors(2)
    door.now[0] += 61
    assert door.login(SAMPLE_PASSWORD) == IN


def test_more_failures_lock_an_account_until_the_window_is_over(tmp_path: Path) -> None:
    """The right password does not help, and what is tried meanwhile does not prolong it."""
    door = Door(tmp_path, LoginRules(captcha_after=0, lock_after=3, lock_address_after=0, window=60))
    errors = door.errors(5)
    locked = door.login(SAMPLE_PASSWORD, address="198.51.100.7")["Error"]
    door.now[0] += 61
    assert errors == ["BadAuthentication"] * 3 + ["ServiceUnavailable"] * 2
    assert (locked, door.login(SAMPLE_PASSWORD)) == ("ServiceUnavailable", IN)


def test_wrong_answers_lock_as_well(door: Door) -> None:
    """Nobody tries letters for ever."""
    errors = door.errors(2) + door.errors(4, logintoken="x", logincaptcha="x")
    assert errors[-2:] == ["CaptchaRequired", "ServiceUnavailable"]


def test_failures_lock_an_address_for_every_account(door: Door) -> None:
    """One password tried on many accounts is guessing, too; another address is let in."""
    errors = [door.login(Email=f"user{n}")["Error"] for n in range(9)]
    held = door.login(SAMPLE_PASSWORD)["Error"]
    door_of_others = door.login(SAMPLE_PASSWORD, address="198.51.100.7")
    assert errors == ["BadAuthentication"] * 8 + ["ServiceUnavailable"]
    assert (held, door_of_others) == ("ServiceUnavailable", IN)


def test_an_account_that_nobody_has_is_held_alike(door: Door) -> None:
    """The answers do not tell which accounts there are; the domain may be left out."""
    errors = [door.login(Email=f"nobody{domain}")["Error"] for domain in ("", "@Example.com", "")]
    assert errors == ["BadAuthentication", "BadAuthentication", "CaptchaRequired"]


def test_failures_are_those_of_all_processes(door: Door, tmp_path: Path) -> None:
    """They are counted in the database."""
    door.errors(2)
    other = Door(tmp_path, now=door.now)
    assert other.login(SAMPLE_PASSWORD)["Error"] == "CaptchaRequired"


def test_failures_on_postgresql(postgresql: str) -> None:
    """Counted, asked for a captcha, locked, forgotten as on SQLite."""
    door = Door(postgresql, RULES)
    errors = door.errors(2) + door.errors(3, logintoken="a\0b") + door.errors(1)
    door.now[0] += 61
    errors += door.errors(2)
    challenge = door.login()
    answer = {"logintoken": challenge["CaptchaToken"], "logincaptcha": door.answer_of(challenge)}
    seen = door.login(SAMPLE_PASSWORD, **answer)
    state_of(door.app).database.close()
    wrong, captcha = ["BadAuthentication"] * 2, ["CaptchaRequired"] * 3
    assert (errors, seen) == ([*wrong, *captcha, "ServiceUnavailable", *wrong], IN)


def test_zero_switches_a_rule_off(tmp_path: Path) -> None:
    """Then nothing is counted against anybody."""
    door = Door(tmp_path, LoginRules(0, 0, 0))
    assert (door.errors(30), door.login(SAMPLE_PASSWORD)) == (["BadAuthentication"] * 30, IN)


@pytest.mark.parametrize("arguments", [(-1,), (1, 1, 1, 0), (1, 1, 1, 1e9)])
def test_rules_that_are_none_are_refused(arguments: tuple[float, ...]) -> None:
    """Negative counts, no window, a window longer than failures are kept."""
    with pytest.raises(ValueError, match="up to seven days"):
        LoginRules(*arguments)  # type: ignore[arg-type]


def test_the_lock_holds_for_basic_too(tmp_path: Path) -> None:
    """Who cannot guess at one door cannot at the other."""
    app = create_app(sample=1, accept_basic=True, login_rules=LoginRules(lock_after=2))
    client, path = app.test_client(), "/a/feeds/example.com/user/2.0/alice"
    statuses = [
        client.get(path, auth=("alice", password)).status_code
        for password in ("wrong", "wrong", SAMPLE_PASSWORD)
    ]
    assert statuses == [401, 401, 401]


# The picture


def test_the_picture_is_an_svg_without_text(door: Door) -> None:
    """It is drawn, and comes out the same each time."""
    door.errors(2)
    challenge = door.login()
    answers = [door.client.get("/accounts/" + challenge["CaptchaUrl"]) for _ in range(2)]
    assert {(a.status_code, a.mimetype) for a in answers} == {(200, "image/svg+xml")}
    assert answers[0].data == answers[1].data
    assert "".join(ElementTree.fromstring(answers[0].text).itertext()) == "Letters to type"
    assert door.answer_of(challenge) not in answers[0].text


def test_every_letter_can_be_drawn() -> None:
    """A stroke or more each, inside the picture."""
    drawn = ElementTree.fromstring(picture(Captcha("x", CAPTCHA_LETTERS)))
    points = [point.split(",") for line in drawn.iter() for point in line.get("points", "").split()]
    inside = all(0 <= float(x) <= float(drawn.attrib["width"]) and 0 <= float(y) <= 84 for x, y in points)
    assert (len(points) > 3 * len(CAPTCHA_LETTERS), inside) == (True, True)


def test_the_page_of_a_challenge_shows_the_picture_and_says_what_to_send(door: Door) -> None:
    """`Url` leads there."""
    door.errors(2)
    challenge = door.login()
    page = door.client.get(challenge["Url"].removeprefix("http://localhost"))
    assert (page.status_code, f"/accounts/{challenge['CaptchaUrl']}" in page.text) == (200, True)
    assert "<code>logincaptcha</code>" in page.text


@pytest.mark.parametrize("token", ["", "x", "\0", "é", "x" * 5000])
def test_a_picture_that_was_not_asked_for_is_not_found(door: Door, token: str) -> None:
    """Whatever the token is."""
    assert door.client.get("/accounts/Captcha", query_string={"ctoken": token}).status_code == 404


# Errors


def test_a_suspended_account_is_disabled_and_a_deleted_one_deleted(door: Door) -> None:
    """The first is told to whoever has the password only."""
    users = state_of(door.app).domain.users
    users.update("alice", UserChanges(suspended=True))
    users.delete("bruno")
    errors = [door.login(SAMPLE_PASSWORD)["Error"], door.login()["Error"], door.login(Email="bruno")["Error"]]
    assert errors == ["AccountDisabled", "BadAuthentication", "AccountDeleted"]


def test_terms_are_agreed_to_on_their_page(door: Door) -> None:
    """Google's new users did that at their first sign-in; before, they could not log in to the API."""
    state_of(door.app).domain.users.update("bruno", UserChanges(agreed_to_terms=False))
    refused = door.login(SAMPLE_PASSWORD, Email="bruno")
    page = door.client.get("/accounts/TermsOfService")
    csrf = page.text.partition('name="csrf" value="')[2].partition('"')[0]
    form = {"csrf": csrf, "account": "bruno", "password": SAMPLE_PASSWORD}
    agreed = [
        door.client.post("/accounts/TermsOfService", data=form | changes).status_code
        for changes in ({"csrf": "x"}, {"password": "wrong"}, {"account": "a\0"}, {})
    ]
    assert refused == {"Url": "http://localhost/accounts/TermsOfService", "Error": "TermsNotAgreed"}
    assert (agreed, door.login(SAMPLE_PASSWORD, Email="bruno")) == ([403, 403, 403, 200], IN)


@pytest.mark.parametrize("missing", ["Email", "Passwd", "service"])
def test_an_incomplete_form_is_an_unknown_error(door: Door, missing: str) -> None:
    """The guide has that for malformed input."""
    form = {"Email": "alice", "Passwd": SAMPLE_PASSWORD, "service": "apps"}
    del form[missing]
    answer = door.client.post("/accounts/ClientLogin", data=form)
    assert (answer.status_code, answer.text) == (403, "Error=Unknown\n")


def test_an_account_type_that_is_none_is_an_unknown_error(door: Door) -> None:
    """There are three."""
    assert door.login(SAMPLE_PASSWORD, accountType="OTHER") == {"Error": "Unknown"}


@pytest.mark.parametrize("error", LOGIN_ERRORS)
def test_every_error_can_be_had_by_switch(door: Door, error: str) -> None:
    """For trying what a script makes of it; the login after it is as ever."""
    state_of(door.app).failures.fail_next_login(error)
    assert [door.login(SAMPLE_PASSWORD)["Error"], door.login(SAMPLE_PASSWORD)] == [error, IN]


def test_a_database_that_fails_is_an_unavailable_service(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Clients of ClientLogin read its own answers only."""

    def fail(*_: object) -> None:
        raise DatabaseFailed("the disk is gone")

    monkeypatch.setattr(state_of(door.app).logins, "check", fail)
    assert door.login(SAMPLE_PASSWORD) == {"Error": "ServiceUnavailable"}


def test_an_error_that_is_none_is_refused(door: Door) -> None:
    """The message lists those that are."""
    with pytest.raises(ValueError, match="BadAuthentication, NotVerified"):
        state_of(door.app).failures.fail_next_login("Oops")
