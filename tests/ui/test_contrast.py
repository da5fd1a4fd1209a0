"""Every text colour reads well on every ground, in both themes (WCAG 2.2, 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
TEXTS = ["ink", "soft", "accent", "danger", "thriving", "cooling", "dormant", "never", "new", "unknown"]
GROUNDS = ["paper", "sheet", "sunk", "accent-wash", "danger-wash"]
PAIR = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);")


def colours(theme: int) -> dict[str, str]:
    return {name: pair[theme] for name, *pair in PAIR.findall(TOKENS.read_text())}


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_token_reads_at_four_and_a_half_on_every_ground(theme: int) -> None:
    tokens = colours(theme)

    poor = [
        (text, ground) for text in TEXTS for ground in GROUNDS if contrast(tokens[text], tokens[ground]) < 4.5
    ]

    assert poor == []


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_main_button_reads_at_four_and_a_half(theme: int) -> None:
    tokens = colours(theme)

    ratios = [contrast(tokens["accent-ink"], tokens[ground]) for ground in ("accent", "accent-deep")]

    assert [ratio >= 4.5 for ratio in ratios] == [True, True]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_edge_of_a_field_stands_out_at_three(theme: int) -> None:
    tokens = colours(theme)

    poor = [ground for ground in GROUNDS[:4] if contrast(tokens["edge"], tokens[ground]) < 3]

    assert poor == []
