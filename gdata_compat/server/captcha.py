"""The picture of a captcha: letters drawn by lines, each a little out of place (`/accounts/Captcha`).

It is an SVG without any text in it. Whoever cannot see it waits until the failed logins no longer count.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

from flask import Blueprint, Response, g, render_template, request

from . import pages
from .domain.logins import Captcha
from .faults import Refusal, Refused
from .state import state

__all__ = ["blueprint", "picture"]

blueprint = Blueprint("captcha", __name__)

#: How a pen draws a letter on a grid of 4 x 6: points as "xy", strokes apart by a space.
_STROKES = {
    "a": "062046 1333",
    "c": "4130100105163645",
    "e": "40000646 0333",
    "f": "400006 0333",
    "h": "0006 4046 0343",
    "k": "0006 4003 0346",
    "l": "000646",
    "m": "0600244046",
    "n": "06004640",
    "p": "06003041423303",
    "r": "06003041423303 2346",
    "t": "0040 2026",
    "u": "000516364540",
    "v": "002640",
    "w": "0016233640",
    "x": "0046 4006",
    "y": "0023 402326",
    "z": "00400646",
}
_SIZE, _STEP, _HEIGHT = 8, 48, 84
_GONE = Refusal(404, "Not Found")


@blueprint.get("/accounts/Captcha")
def show() -> Response:
    """The picture that a login was answered with."""
    drawn = picture(_asked())
    return pages.secured(Response(drawn, content_type="image/svg+xml"))


@blueprint.get("/accounts/DisplayUnlockCaptcha")
def explain() -> Response:
    """The page that says how to answer a captcha."""
    g.is_page = True
    return pages.secured(Response(render_template("captcha.html", token=_asked().token)))


def picture(captcha: Captcha) -> str:
    """Draw a captcha; the same one comes out the same, so that nobody learns by asking again."""
    chance = random.Random(captcha.token)
    width = _STEP * len(captcha.answer) + 24
    lines = [
        _path(stroke) for n, letter in enumerate(captcha.answer) for stroke in _letter(letter, n, chance)
    ]
    scratches = [_path(_scratch(width, chance)) for _ in range(4)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{_HEIGHT}" '
        f'viewBox="0 0 {width} {_HEIGHT}" role="img"><title>Letters to type</title>'
        f'<rect width="100%" height="100%" fill="#fff"/><g fill="none" stroke="#1f2937" stroke-width="3" '
        f'stroke-linecap="round" stroke-linejoin="round">{"".join(lines)}'
        f'<g stroke-width="1">{"".join(scratches)}</g></g></svg>'
    )


def _letter(letter: str, place: int, chance: random.Random) -> Iterator[list[tuple[float, float]]]:
    turn, lift = math.radians(chance.uniform(-18, 18)), chance.uniform(-8, 8)
    for stroke in _STROKES[letter].split():
        yield [
            _point(x, y, turn, place, lift, chance) for x, y in zip(stroke[::2], stroke[1::2], strict=True)
        ]


def _point(
    x: str, y: str, turn: float, place: int, lift: float, chance: random.Random
) -> tuple[float, float]:
    across, down = (int(x) - 2) * _SIZE, (int(y) - 3) * _SIZE
    turned = across * math.cos(turn) - down * math.sin(turn), across * math.sin(turn) + down * math.cos(turn)
    middle = 12 + _STEP * (place + 0.5), _HEIGHT / 2 + lift
    return middle[0] + turned[0] + chance.uniform(-1, 1), middle[1] + turned[1] + chance.uniform(-1, 1)


def _scratch(width: int, chance: random.Random) -> list[tuple[float, float]]:
    return [(x, chance.uniform(8, _HEIGHT - 8)) for x in (4, width / 3, 2 * width / 3, width - 4)]


def _path(points: list[tuple[float, float]]) -> str:
    return f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'


def _asked() -> Captcha:
    found = state().logins.logins.captcha(request.args.get("ctoken", ""))
    if found is None:
        raise Refused(_GONE, "no such captcha waits for an answer: log in again to get another")
    return found
