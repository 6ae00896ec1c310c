"""Colours can be told from what they stand on (WCAG AA), in the light and in the dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("api") / "static" / "concite.css").read_text(encoding="utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in re.findall(r":root {(.*?)}", CSS, re.S)
)

TEXT = [
    ("ink", "paper"), ("ink", "raised"), ("soft", "paper"), ("soft", "raised"), ("link", "paper"), ("link", "raised"),
    *((ink, f"{kind}-tint") for kind in ("method", "dataset", "task") for ink in ("ink", kind)),
]  # fmt: skip
SHAPES = [("edge", "paper"), *((kind, "paper") for kind in ("method", "dataset", "task")), ("link", "paper")]


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(colours: dict[str, str]) -> None:
    assert set(LIGHT) == set(DARK)
    for ink, ground in TEXT:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    for ink, ground in SHAPES:
        assert contrast(colours[ink], colours[ground]) >= 3, (ink, ground)


def test_types_differ_by_more_than_colour() -> None:
    assert len(set(re.findall(r"--style: (\w+)", CSS))) == len(re.findall("--style: ", CSS)) == 4


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert "@import" not in CSS
    assert "url(" not in CSS
