from itertools import pairwise

import pytest
from django.template import Context, Template

from ui.plots.bars import stacked
from ui.plots.course import Course, Flag, Mark, drawn
from ui.plots.heat import squares
from ui.plots.rings import capacity, faced
from ui.plots.scale import Scale, month_ticks, round_ticks
from ui.plots.shift import shifted
from ui.plots.signature import ranked

DAY = 739_700


def rendered(name: str, drawing: dict[str, object], label: str = "In words") -> str:
    template = Template("{% load plots %}{% plot name drawing label %}")
    return template.render(Context({"name": name, "drawing": drawing, "label": label}))


def a_course(**fields: object) -> dict[str, object]:
    line = [(DAY + number, 5.0) for number in range(0, 365, 5)]
    return drawn(Course(**{"line": line, **fields}))  # type: ignore[arg-type]  # the fields of a Course


def test_a_scale_holds_what_lies_beyond_its_ends() -> None:
    up = Scale(0, 10, 200, 100)

    assert [up(value) for value in (-3, 0, 5, 10, 12)] == [200, 200, 150, 100, 100]
    assert Scale(4, 4, 10, 20)(4) == 10


@pytest.mark.parametrize(
    ("top", "ticks"),
    [(0, [0, 1]), (3, [0, 1, 2, 3]), (9, [0, 5, 10]), (12, [0, 5, 10, 15]), (101, [0, 50, 100, 150])],
)
def test_ticks_are_round_and_reach_the_top(top: int, ticks: list[int]) -> None:
    assert round_ticks(top) == ticks


@pytest.mark.parametrize("span", [40, 300, 1000, 4000, 40_000, 200_000])
def test_a_time_axis_has_few_labels_each_once(span: int) -> None:
    labels = [label for _, label in month_ticks(DAY - span, DAY)]

    assert 1 <= len(labels) <= 12
    assert all(one != other for one, other in pairwise(labels))


def test_a_course_draws_line_forecast_marks_and_flags() -> None:
    shapes = ("met", "call", "written", "linked")
    marks = [Mark(DAY + 30 * number, 5.0, shape, f"{shape} <b>") for number, shape in enumerate(shapes)]
    future = [(DAY + 360, 5.0), (DAY + 500, 3.0)]
    flags = [Flag(DAY + 400, "cooling 2 Dec", "cooling")]
    html = rendered("course", a_course(future=future, marks=marks, flags=flags))

    assert 'role="img" aria-label="In words"' in html
    assert html.count("<circle") == 1
    assert html.count("<polygon") == 3
    assert "linked &lt;b&gt;" in html
    assert 'class="future"' in html
    assert ">cooling 2 Dec</text>" in html


def test_words_of_flags_do_not_run_into_one_another_or_out_of_the_picture() -> None:
    flags = [Flag(DAY + 350 + number, f"word number {number}", "cooling") for number in range(3)]

    placed = a_course(flags=flags)["flags"]

    assert sorted(flag["y"] for flag in placed) == [12, 26, 40]  # type: ignore[index]  # a list of rows
    assert all(flag["is_left"] for flag in placed)  # type: ignore[index]  # a list of rows


def test_a_course_of_one_day_can_be_drawn() -> None:
    assert rendered("course", drawn(Course(line=[(DAY, 5.2)]))).count("<polyline") == 1


def test_stacked_bars_tell_each_kind_by_pattern_and_by_name() -> None:
    kinds = {"thriving": "thriving", "cooling": "cooling"}
    html = rendered(
        "stacked", stacked(["Jan 26", "Feb 26"], [{"thriving": 2}, {"thriving": 3, "cooling": 1}], kinds)
    )

    assert html.count('fill="url(#cut-cooling)"') == 2  # the block and its key
    assert "<title>cooling: 1</title>" in html
    assert ">3 thriving</text>" in html
    assert "style=" not in html


def test_names_beside_thin_blocks_stand_apart() -> None:
    kinds = {name: name for name in ("a", "b", "c")}

    names = stacked(["x"], [{"a": 1, "b": 1, "c": 98}], kinds)["names"]

    assert all(lower["y"] - upper["y"] >= 15 for lower, upper in pairwise(names))


def test_a_heat_map_draws_more_as_larger_and_stronger() -> None:
    found = squares({"call": "Call"}, {("call", 0): 1, ("call", 2): 7}, ["Jan", "", ""])

    once, often = found["squares"]
    assert once["side"] < often["side"]
    assert once["solid"] < often["solid"]
    assert [tick["label"] for tick in found["ticks"]] == ["Jan"]
    assert rendered("heat", found).count('class="warm"') == 2 + 4


def test_the_signature_draws_at_most_fifty_bars_and_the_lines_within() -> None:
    found = ranked([0.5, *[0.5 / 99] * 99], [(1, "half: 1"), (60, "four fifths: 60")])

    assert len(found["bars"]) == 50
    assert [line["word"] for line in found["lines"]] == ["half: 1"]
    assert "Rank 1: 50.0%" in rendered("signature", found)


def test_the_rings_point_wanderers_outwards_or_inwards() -> None:
    names = ["Inner", "Close", "Friends", "Network", "Outside"]
    found = faced(names, [1, 0, 0, 0, 0], [{"same": 1}, {"farther": 1}, {"closer": 1}, {"open": 2}, {}])

    arrows = {dot["shape"]: dot for dot in found["dots"] if dot["is_arrow"]}
    assert abs(arrows["closer"]["turn"] - arrows["farther"]["turn"]) == pytest.approx(180, abs=10)
    assert [(row["wished"], row["really"]) for row in found["rows"]] == [
        (1, 1),
        (0, 1),
        (0, 1),
        (0, 2),
        (0, 0),
    ]
    html = rendered("rings", found)
    assert html.count('class="dot') == 6


def test_a_full_ring_draws_what_it_has_room_for_and_tells_the_number() -> None:
    found = faced(["Inner"], [10_000], [{}])

    assert len(found["dots"]) == capacity(0)
    assert found["rows"][0]["wished"] == 10_000


def test_a_shift_points_the_way_it_went() -> None:
    rising, falling = shifted(2, 8), shifted(8, 2)

    assert rising["start"] == falling["end"]
    assert str(rising["arrow"]).endswith("l-7 -5v10z")
    assert str(falling["arrow"]).endswith("l7 -5v10z")


def test_a_kind_that_no_longer_occurs_is_named_too() -> None:
    drawn = stacked(["Oct", "Nov"], [{"new": 2}, {"thriving": 2}], {"new": "new", "thriving": "thriving"})

    assert [(name["kind"], name["n"]) for name in drawn["names"]] == [("new", 0), ("thriving", 2)]
