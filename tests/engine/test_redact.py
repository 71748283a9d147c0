"""What is hidden in URLs, headers and bodies that are shown."""

from __future__ import annotations

import pytest

from gdata_compat.engine import redact

BODIES = {
    "login form": ("Email=a&Passwd=hush&x=1", "Email=a&Passwd=(hidden)&x=1"),
    "login answer": ("SID=hush\nLSID=hush\nAuth=hush\n", "SID=(hidden)\nLSID=(hidden)\nAuth=(hidden)\n"),
    "attribute": ("<apps:login password='hush' x='1'/>", "<apps:login password=\"(hidden)\" x='1'/>"),
    "property": (
        '<apps:property name="password" value="hush"/><apps:property name="a" value="b"/>',
        '<apps:property name="password" value="(hidden)"/><apps:property name="a" value="b"/>',
    ),
    "property, value first": (
        '<apps:property value="b" name="a"/><apps:property value="hush" name="newPassword"/>',
        '<apps:property value="b" name="a"/><apps:property value="(hidden)" name="newPassword"/>',
    ),
    "JSON": ('{"refresh_token": "1//\\"hush", "id": 1}', '{"refresh_token": "(hidden)", "id": 1}'),
    "nothing secret": ("<entry a='1'>name password</entry>", "<entry a='1'>name password</entry>"),
}


@pytest.mark.parametrize(("text", "shown"), BODIES.values(), ids=BODIES.keys())
def test_passwords_and_tokens_are_hidden_in_bodies(text: str, shown: str) -> None:
    """In forms, in ClientLogin's lines and in entries; the rest stays as it is."""
    assert redact.body(text) == shown


def test_user_and_password_and_secret_parameters_are_hidden_in_urls() -> None:
    """The address stays, so that somebody can see where a call went."""
    url = "http://me:hush@host/path?oauth_signature=hush&a=b"
    assert redact.query(url) == "http://(hidden)@host/path?oauth_signature=(hidden)&a=b"
