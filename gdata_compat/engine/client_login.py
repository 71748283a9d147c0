"""The forms of ClientLogin: what is posted, and what is read from the answer."""

from __future__ import annotations

from .urls import encode_form

__all__ = ["captcha_challenge", "field", "request_body"]


def request_body(
    email: object,
    password: object,
    service: object,
    source: object,
    account_type: object,
    captcha_token: object = None,
    captcha_response: object = None,
) -> str:
    """Write the form of a login; without a source it says `source=None` (quirk 24)."""
    fields = [("Email", email), ("Passwd", password), ("accountType", account_type)]
    fields += [("service", service), ("source", source)]
    if captcha_token and captcha_response:
        fields += [("logintoken", captcha_token), ("logincaptcha", captcha_response)]
    return encode_form(fields)


def field(body: str, name: str) -> str | None:
    """Give what follows `name=` on the first line that begins with it, else None."""
    start = f"{name}="
    return next((line[len(start) :] for line in body.splitlines() if line.startswith(start)), None)


def captcha_challenge(body: str, base_url: str) -> dict[str, str] | None:
    """Give the `token` and the whole `url` of a captcha that the answer asks for, else None."""
    if not any(line.startswith("Error=CaptchaRequired") for line in body.splitlines()):
        return None
    token, url = field(body, "CaptchaToken"), field(body, "CaptchaUrl")
    challenge = {"token": token, "url": url if url is None else base_url + url}
    return {name: value for name, value in challenge.items() if value is not None}
