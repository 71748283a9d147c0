"""atom.auth: Basic and no authorization."""

from __future__ import annotations

import base64

from gdata_compat.atom import auth
from gdata_compat.atom.http_core import HttpRequest


def test_basic_authorization_is_one_line():
    """Long credentials stay on one line, which 2.0.18 broke, and text is UTF-8."""
    request = HttpRequest()
    auth.BasicAuth("ü" * 60, "p" * 60).modify_request(request)
    kind, _, cookie = request.headers["Authorization"].partition(" ")
    assert (kind, base64.b64decode(cookie).decode()) == ("Basic", "ü" * 60 + ":" + "p" * 60)


def test_no_authorization_changes_nothing():
    """NoAuth leaves a request as it is."""
    request = HttpRequest()
    auth.NoAuth().modify_request(request)
    assert request.headers == {}


def test_the_password_is_not_shown():
    """The object's repr holds nothing of the credentials."""
    token = auth.BasicAuth("u", "p")
    assert token.basic_cookie not in repr(token)
