from datetime import date
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from domain.health import Health

pytestmark = pytest.mark.urls("tests.ui.addresses")
TODAY = date(2026, 11, 21)


def drawn(source: str, **context: object) -> str:
    return Template("{% load rapport %}" + source).render(Context(context))


def test_a_ring_tells_its_number_and_health_in_words_and_in_length() -> None:
    html = drawn("{% ring strength health %}", strength=6.13, health=Health.COOLING)

    assert 'aria-label="Strength 6.1 of 10, cooling"' in html
    assert 'stroke-dasharray="61 100"' in html
    assert html.startswith('<svg class="ring cooling"')


def test_a_ring_without_strength_shows_a_dash_and_no_arc() -> None:
    html = drawn("{% ring None 'unknown' %}")

    assert html.count("<circle") == 1
    assert 'aria-label="No strength shown, nothing recorded"' in html
    assert "–</text>" in html


def test_a_strength_of_zero_draws_no_arc() -> None:
    assert drawn("{% ring 0 'never' %}").count("<circle") == 1


def test_a_bar_shows_its_number_in_letters() -> None:
    html = drawn("{% bar 9.1 'thriving' %}")

    assert '<svg width="91%"' in html
    assert "<b>9.1</b>" in html


@pytest.mark.parametrize(
    ("health", "word"),
    [
        ("new", "New"),
        ("thriving", "Thriving"),
        ("cooling", "Cooling"),
        ("dormant", "Dormant"),
        ("never", "Never"),
        ("unknown", "Nothing recorded"),
    ],
)
def test_a_health_has_a_word_and_a_shape(health: str, word: str) -> None:
    html = drawn("{% health_mark health %}", health=health)

    assert html.endswith(f"</svg>{word}</span>\n")
    assert html.startswith(f'<span class="health {health}"><svg')


def test_no_two_healths_share_a_shape() -> None:
    shapes = {drawn("{% health_mark h %}", h=h).split("<svg")[1].split("</svg>")[0] for h in Health}

    assert len(shapes) == len(Health)


def test_a_health_may_say_more_and_its_words_are_escaped() -> None:
    html = drawn("{% health_mark 'cooling' word %}", word="Cooling since <b>May</b>")

    assert html.endswith("</svg>Cooling since &lt;b&gt;May&lt;/b&gt;</span>\n")


def test_an_odd_health_reads_as_nothing_recorded() -> None:
    assert "Nothing recorded" in drawn("{% health_mark '\"><script>' %}")


def test_a_spark_runs_from_edge_to_edge() -> None:
    html = drawn("{% spark points %}", points=[0, 5, 10])

    assert 'points="0.0,22.0 46.0,12.0 92.0,2.0"' in html


def test_a_spark_of_one_point_is_no_line() -> None:
    assert drawn("{% spark points %}", points=[4]).strip() == ""


def test_an_icon_is_hidden_from_readers_and_has_its_size() -> None:
    html = drawn('{% icon "sun" size=20 %}')

    assert html.startswith('<svg width="20" height="20"')
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize(
    ("value", "shown"),
    [(6.13, "6.1"), (-1.8, "−1.8"), (-0.04, "0.0"), (0, "0.0"), (None, "–"), (10, "10.0")],
)
def test_a_number_has_one_decimal_and_a_true_minus(value: float | None, shown: str) -> None:
    assert drawn("{{ value|number }}", value=value) == shown


@pytest.mark.parametrize(("value", "shown"), [(2.9, "+2.9"), (-1.8, "−1.8"), (0.04, "0.0"), (None, "–")])
def test_a_signed_number_says_whether_it_was_gained(value: float | None, shown: str) -> None:
    assert drawn("{{ value|signed }}", value=value) == shown


def test_days_are_said_from_today() -> None:
    html = drawn("{{ day|near:today }}/{{ none|near:today }}", day=date(2026, 11, 20), none=None, today=TODAY)

    assert html == "yesterday/"


def test_a_date_follows_its_owner() -> None:
    owner = SimpleNamespace(date_order="mdy")

    html = drawn("{{ d|owner_date:owner }}/{{ d|owner_date:'dmy' }}", d=date(2024, 5, 2), owner=owner)

    assert html == "May 2, 2024/2 May 2024"


def test_a_day_is_said_with_its_precision() -> None:
    assert drawn("{% when d 'month' today %}", d=date(2024, 5, 2), today=TODAY) == "May 2024"


def test_an_undo_is_read_from_the_tags_of_a_message() -> None:
    html = drawn("{{ m|undo_url }}", m=SimpleNamespace(extra_tags="quiet undo:/log/7/undo/"))

    assert html == "/log/7/undo/"


def test_a_message_without_undo_has_none() -> None:
    assert drawn("{{ m|undo_url }}", m=SimpleNamespace(extra_tags="")) == ""


def test_a_link_to_a_missing_page_is_left_out() -> None:
    assert drawn('{% nav_link "nowhere:at_all" "Nowhere" "sun" %}').strip() == ""
