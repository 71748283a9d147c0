"""Scripts that log in: captchas of ClientLogin, and OAuth 2.0 of gdata.gauth, with ours and the original."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from gdata_compat.server.domain.logins import Captcha, LoginRules
from gdata_compat.server.sample import SAMPLE_PASSWORD
from gdata_compat.server.serving import ServerThread
from tests.fix_server import GOOGLE, press

Observe = Callable[..., Any]
SCOPE = f"{GOOGLE}/a/feeds/user/"

FIRST = """
import gdata.apps.service
apps = gdata.apps.service.AppsService(email="alice@example.com", password="wrong", domain=DOMAIN, source="x")

def challenged(function, *arguments, **keywords):
    try:
        function(*arguments, **keywords)
    except gdata.service.CaptchaRequired:
        url, token = apps.captcha_url, apps.captcha_token
        seen.append(["CaptchaRequired", url.replace(token, "TOKEN"), len(token)])
    else:
        seen.append(["in", apps.captcha_url, apps.captcha_token])
"""
SECOND = """
import gdata.apps.client
client = gdata.apps.client.AppsClient(DOMAIN)

def challenged(password, **keywords):
    try:
        token = client.RequestClientLoginToken("alice@example.com", password, "x", "apps", **keywords)
    except gdata.client.CaptchaChallenge as error:
        url, token = error.captcha_url, error.captcha_token
        seen.append(["CaptchaChallenge", url.replace(token, "TOKEN"), len(token)])
    else:
        seen.append(type(token).__name__)
"""


def failed(server: ServerThread) -> Captcha:
    """Let logins of alice fail until a captcha is asked for, and return one."""
    logins, rules = server.state.logins.logins, server.state.logins.rules
    for _ in range(rules.captcha_after):
        logins.fail("alice@example.com", rules.window)
    return logins.new_captcha()


def test_a_script_is_asked_for_a_captcha(observe: Observe) -> None:
    """After three wrong passwords; `captcha_url` and `captcha_token` are there to be shown and sent."""
    script = """
for _ in range(3):
    refused(apps.ProgrammaticLogin)
challenged(apps.ProgrammaticLogin)
apps.password = "sample-password"
challenged(apps.ProgrammaticLogin, apps.captcha_token, "wrong")
"""
    refused = ["BadAuthentication", None, "", ""]
    challenge = ["CaptchaRequired", "https://www.google.com/accounts/Captcha?ctoken=TOKEN", 43]
    assert observe(FIRST + script) == [refused] * 3 + [challenge] * 2


def test_a_script_logs_in_with_the_answer(observe: Observe, server: ServerThread) -> None:
    """`ProgrammaticLogin(captcha_token=, captcha_response=)`; the next login needs none."""
    made = failed(server)
    script = """
apps.password = ARGUMENTS[0]
challenged(apps.ProgrammaticLogin, captcha_token=ARGUMENTS[1], captcha_response=ARGUMENTS[2])
challenged(apps.ProgrammaticLogin)
seen.append(apps.RetrieveUser("alice").login.user_name)
"""
    expected = [["in", None, None], ["in", None, None], "alice"]
    assert observe(FIRST + script, SAMPLE_PASSWORD, made.token, made.answer) == expected


def test_a_client_of_the_second_generation_answers_a_captcha(observe: Observe, server: ServerThread) -> None:
    """`client_login(captcha_token=, captcha_response=)`."""
    made = failed(server)
    script = """
challenged(ARGUMENTS[0])
challenged(ARGUMENTS[0], captcha_token=ARGUMENTS[1], captcha_response=ARGUMENTS[2])
"""
    challenge = ["CaptchaChallenge", "http://www.google.com/accounts/Captcha?ctoken=TOKEN", 43]
    seen = observe(SECOND + script, SAMPLE_PASSWORD, made.token, made.answer)
    assert seen == [challenge, "ClientLoginToken"]


@pytest.mark.parametrize("error", ["NotVerified", "AccountDeleted", "ServiceDisabled", "Unknown"])
def test_a_script_sees_other_errors_as_refusals(observe: Observe, server: ServerThread, error: str) -> None:
    """They have no class of their own."""
    server.state.failures.fail_next_login(error)
    assert observe(FIRST + "refused(apps.ProgrammaticLogin)") == [["Error", None, "", ""]]


def test_rules_hold_for_scripts() -> None:
    """What the tests above count on."""
    assert LoginRules().captcha_after == 3


# OAuth 2.0

CLIENT = """
import gdata.apps.client
token = gdata.gauth.OAuth2Token(DOMAIN, CONSUMER_SECRET, ARGUMENTS[0], "a script")
"""
ASK = CLIENT + "seen.append(token.generate_authorize_url(state='mine', **eval(ARGUMENTS[1])))"
USE = (
    CLIENT
    + """
token.redirect_uri = ARGUMENTS[1]
token.get_access_token(ARGUMENTS[2])
client = token.authorize(gdata.apps.client.AppsClient(DOMAIN))
"""
)


def allowed(observe: Observe, server: ServerThread, scope: str = SCOPE, **options: str) -> dict[str, str]:
    """Let a script make the address of the page, press Allow there, and return what the client is told."""
    url = urlsplit(observe(ASK, scope, repr(options))[0])
    assert (url.scheme, url.netloc, url.path) == ("https", "accounts.google.com", "/o/oauth2/auth")
    answer = press(f"{server.url}{url.path}?{url.query}")
    if answer.status_code == 302:
        return dict(parse_qsl(urlsplit(answer.headers["Location"]).query))
    title = answer.text.partition("<title>Success ")[2].partition("</title>")[0]
    return dict(parse_qsl(title.replace("&amp;", "&")))


OOB = "urn:ietf:wg:oauth:2.0:oob"


def test_a_script_takes_the_steps_of_oauth_2(observe: Observe, server: ServerThread) -> None:
    """generate_authorize_url, the page, get_access_token, a call."""
    told = allowed(observe, server)
    script = """
seen.append([token.access_token[:5], token.refresh_token[:2], token.token_expiry is not None])
seen.append(client.RetrieveUser("alice").login.user_name)
"""
    seen = observe(USE + script, SCOPE, OOB, told["code"])
    assert (told["state"], seen) == ("mine", [["ya29.", "1/", True], "alice"])


def test_a_web_application_gives_the_parameters_of_the_way_back(
    observe: Observe, server: ServerThread
) -> None:
    """get_access_token takes the dict; approval_prompt and access_type go their way."""
    back = "http://localhost:1/back"
    told = allowed(observe, server, redirect_uri=back, access_type="online", approval_prompt="force")
    script = USE.replace("ARGUMENTS[2]", "{'code': ARGUMENTS[2]}") + "seen.append(token.refresh_token)"
    assert observe(script, SCOPE, back, told["code"]) == [None]


def test_a_script_refreshes_after_a_401(observe: Observe, server: ServerThread) -> None:
    """The client calls again with the new token by itself."""
    told = allowed(observe, server)
    script = """
old, token.access_token = token.access_token, "ya29.gone"
seen.append(client.RetrieveUser("alice").login.user_name)
seen.append([token.access_token not in ("ya29.gone", old), token.invalid])
"""
    assert observe(USE + script, SCOPE, OOB, told["code"]) == ["alice", [True, False]]


def test_a_script_revokes_its_token(observe: Observe, server: ServerThread) -> None:
    """revoke() ends the access token too; a second time it is refused, as is the refresh."""
    told = allowed(observe, server)
    script = """
token.revoke()
seen.append(token.invalid)
token._invalid = False
refused(client.RetrieveUser, "alice")
seen.append(token.invalid)
try:
    token.revoke()
except gdata.gauth.OAuth2RevokeError as error:
    seen.append([error.status, error.error_msg])
"""
    seen = observe(USE + script, SCOPE, OOB, told["code"])
    assert seen == [True, ["RequestError", 400, "", ""], True, [400, "invalid_token"]]


def test_a_wrong_code_is_refused(observe: Observe) -> None:
    """OAuth2AccessTokenError has Google's error."""
    script = """
token.redirect_uri = "urn:ietf:wg:oauth:2.0:oob"
try:
    token.get_access_token("4/wrong")
except gdata.gauth.OAuth2AccessTokenError as error:
    seen.append(error.error_message)
"""
    assert observe(CLIENT + script, SCOPE) == ["invalid_grant"]


def test_a_token_of_another_scope_is_refused(observe: Observe, server: ServerThread) -> None:
    """Even after the refresh that the 401 leads to."""
    told = allowed(observe, server, f"{GOOGLE}/a/feeds/groups/")
    script = """
refused(client.RetrieveUser, "alice")
"""
    seen = observe(USE + script, f"{GOOGLE}/a/feeds/groups/", OOB, told["code"])
    assert seen == [["Unauthorized", 401, "", ""]]
