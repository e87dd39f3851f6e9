"""Pictures of pizzas, drawn from their ingredients."""

from collections.abc import Callable, Sequence
from io import BytesIO
from math import cos, pi, sin
from random import Random
from typing import Final

from PIL import Image, ImageDraw, ImageFilter

SIZE: Final = 480
_SCALE: Final = 2
_WHOLE: Final = SIZE * _SCALE
_RADIUS: Final = _WHOLE * 0.36

Colour = tuple[int, int, int]
Brush = Callable[[ImageDraw.ImageDraw, float, float, Random], None]


def _disc(colour: Colour, size: float, rim: Colour | None = None) -> Brush:
    def paint(draw: ImageDraw.ImageDraw, x: float, y: float, _: Random) -> None:
        r = size * _WHOLE
        draw.ellipse((x - r, y - r, x + r, y + r), fill=rim or colour)
        if rim:
            r *= 0.78
            draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    return paint


def _ring(colour: Colour, size: float) -> Brush:
    def paint(draw: ImageDraw.ImageDraw, x: float, y: float, _: Random) -> None:
        r = size * _WHOLE
        draw.ellipse((x - r, y - r, x + r, y + r), outline=colour, width=round(r * 0.45))

    return paint


def _strip(colour: Colour, length: float, width: float) -> Brush:
    def paint(draw: ImageDraw.ImageDraw, x: float, y: float, rng: Random) -> None:
        angle, half = rng.uniform(0, pi), length * _WHOLE / 2
        dx, dy = half * cos(angle), half * sin(angle)
        draw.line((x - dx, y - dy, x + dx, y + dy), fill=colour, width=round(width * _WHOLE))

    return paint


def _leaf(colour: Colour, length: float) -> Brush:
    def paint(draw: ImageDraw.ImageDraw, x: float, y: float, rng: Random) -> None:
        angle, half = rng.uniform(0, 2 * pi), length * _WHOLE / 2
        tip = (x + half * cos(angle), y + half * sin(angle))
        end = (x - half * cos(angle), y - half * sin(angle))
        side = (0.45 * half * cos(angle + pi / 2), 0.45 * half * sin(angle + pi / 2))
        draw.polygon(
            [tip, (x + side[0], y + side[1]), end, (x - side[0], y - side[1])], fill=colour
        )

    return paint


TOPPINGS: Final[dict[str, tuple[int, Brush]]] = {
    "mozzarella": (13, _disc((250, 240, 214), 0.040)),
    "ham": (16, _strip((231, 150, 150), 0.085, 0.042)),
    "bacon": (15, _strip((166, 62, 48), 0.100, 0.030)),
    "pepperoni": (13, _disc((176, 42, 34), 0.036, (140, 26, 24))),
    "salami": (11, _disc((186, 66, 58), 0.041, (150, 40, 38))),
    "prosciutto": (9, _strip((222, 120, 112), 0.115, 0.046)),
    "chicken": (15, _strip((238, 205, 150), 0.055, 0.036)),
    "beef": (34, _disc((104, 66, 46), 0.015)),
    "tuna": (26, _strip((196, 164, 146), 0.046, 0.032)),
    "shrimps": (14, _ring((244, 146, 112), 0.032)),
    "anchovies": (9, _strip((120, 116, 118), 0.085, 0.014)),
    "mushrooms": (14, _disc((214, 190, 158), 0.030, (166, 138, 106))),
    "onion": (14, _ring((196, 150, 186), 0.028)),
    "green peppers": (13, _ring((66, 146, 62), 0.032)),
    "olives": (17, _ring((52, 46, 54), 0.021)),
    "pineapple": (13, _disc((255, 226, 70), 0.030, (206, 150, 20))),
    "cherry tomatoes": (11, _disc((222, 54, 40), 0.026, (190, 36, 30))),
    "artichokes": (10, _leaf((150, 160, 92), 0.070)),
    "aubergine": (9, _disc((196, 184, 140), 0.040, (84, 48, 92))),
    "courgette": (11, _disc((206, 216, 150), 0.033, (76, 128, 58))),
    "spinach": (22, _leaf((46, 102, 44), 0.055)),
    "rocket": (26, _leaf((84, 148, 56), 0.080)),
    "gorgonzola": (11, _disc((226, 224, 206), 0.027, (140, 164, 170))),
    "parmesan": (26, _strip((252, 236, 176), 0.038, 0.010)),
    "goat cheese": (10, _disc((252, 250, 242), 0.032)),
    "chilli": (17, _strip((206, 22, 20), 0.040, 0.011)),
    "jalapeños": (14, _ring((96, 152, 44), 0.020)),
    "capers": (22, _disc((96, 112, 48), 0.011)),
    "egg": (1, _disc((250, 178, 30), 0.062, (255, 253, 246))),
    "basil": (9, _leaf((44, 124, 52), 0.085)),
}
"""How many pieces of an ingredient lie on a pizza and how one is painted, from the bottom up."""


def pizza(name: str, ingredients: Sequence[str]) -> bytes:
    """A WebP of `SIZE` squared; the same for the same pizza."""
    rng = Random(name)  # noqa: S311 - where the olives lie is no secret
    picture = Image.new("RGB", (_WHOLE, _WHOLE), (240, 233, 222))
    _base(picture, rng, white="tomato sauce" not in ingredients)
    draw = ImageDraw.Draw(picture)
    for topping, (count, paint) in TOPPINGS.items():
        for x, y in _scattered(count if topping in ingredients else 0, rng):
            paint(draw, x, y, rng)
    file = BytesIO()
    picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(file, "WEBP", quality=80)
    return file.getvalue()


def _base(picture: Image.Image, rng: Random, *, white: bool) -> None:
    """A plate's shadow, a crust, and what is spread on it."""
    centre = _WHOLE / 2
    shadow = Image.new("L", picture.size, 0)
    r = _RADIUS * 1.22
    ImageDraw.Draw(shadow).ellipse(
        (centre - r, centre - r * 0.96, centre + r, centre + r * 1.06), fill=110
    )
    picture.paste((120, 100, 84), mask=shadow.filter(ImageFilter.GaussianBlur(_WHOLE / 60)))
    draw = ImageDraw.Draw(picture)
    spread = (244, 226, 178) if white else (196, 62, 34)
    for share, colour in ((1.2, (196, 142, 78)), (1.16, (226, 176, 104)), (1.0, spread)):
        r = _RADIUS * share
        draw.ellipse((centre - r, centre - r, centre + r, centre + r), fill=colour)
    for _ in range(46):
        angle, r = rng.uniform(0, 2 * pi), _RADIUS * rng.uniform(1.03, 1.15)
        x, y, size = centre + r * cos(angle), centre + r * sin(angle), rng.uniform(2, 9) * _SCALE
        draw.ellipse((x - size, y - size / 2, x + size, y + size / 2), fill=(182, 122, 62))
    melted = _disc((246, 208, 120), 0.052)
    for x, y in _scattered(30, rng):
        melted(draw, x, y, rng)


def _scattered(count: int, rng: Random) -> Sequence[tuple[float, float]]:
    """Along a sunflower's spiral, so that pieces lie evenly, each a little off its place."""
    turn, centre = rng.uniform(0, 2 * pi), _WHOLE / 2
    places = []
    for number in range(count):
        r = _RADIUS * 0.9 * ((number + 0.5) / count) ** 0.5 if count > 1 else 0
        angle = turn + number * pi * (3 - 5**0.5)
        jitter = _WHOLE * 0.012
        places.append(
            (
                centre + r * cos(angle) + rng.uniform(-jitter, jitter),
                centre + r * sin(angle) + rng.uniform(-jitter, jitter),
            )
        )
    return places
