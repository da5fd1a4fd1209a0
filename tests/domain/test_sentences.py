"""Every number in a sentence is a number of this book, or of the measured table with its horizon."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import floor
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.circles import CIRCLE_CARE
from domain.explain import explain
from domain.favours.balance import HEAVIEST
from domain.forecast import forecast, forecast_coffee, strength_after
from domain.health import rhythm, silence_ratio, turning_days
from domain.state import PINNED_FLOOR
from domain.strength import OwnWords, Touch, rate, replay, strength
from domain.suggest import HISTORY_GROWN_DAYS, SuggestFacts, suggest
from domain.ties import MOST
from domain.touches import LEAST_WEIGHT, MOST_WEIGHT
from domain.touchparts import RECENT_DAYS
from domain.whynow import why_now
from domain.wording import NUMBERS

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21).toordinal()
WORDS = {word: number for number, word in enumerate(NUMBERS) if number}
NUMBER = re.compile(rf"\d+(?:\.\d+)?|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
KINDS = ("coffee", "meal", "message", "call", "linked", "other")
WISHES = (None, 1, 7, 30, 45, 182, 365)


@dataclass(frozen=True)
class Case:
    """One person of a book, with all that the product is told about them."""

    touches: Sequence[Touch]
    value: float | None
    rated_ago: int
    is_pinned: bool
    frozen_ago: int | None
    wished: int | None
    linked_ago: int | None

    @property
    def frozen_on(self) -> int | None:
        return None if self.frozen_ago is None else TODAY - self.frozen_ago

    @property
    def rated_on(self) -> int:
        return TODAY - self.rated_ago


def touch(ago: int, kind: str, weight: float) -> Touch:
    return Touch(TODAY - ago, weight, counted=kind != "linked", kind=kind)


touches = st.lists(
    st.builds(touch, st.integers(0, 3_000), st.sampled_from(KINDS), st.floats(0.1, 2.6)), max_size=25
)
regular = st.builds(
    lambda gap, times, since, kind: [touch(since + gap * number, kind, 1.0) for number in range(times)],
    st.integers(1, 90), st.integers(3, 40), st.integers(0, 700), st.sampled_from(KINDS[:4]),
)  # fmt: skip
cases = st.builds(
    Case,
    touches | regular,
    st.none() | st.sampled_from([0.5, 3.5, 8.0, 9.5]),
    st.integers(0, 900),
    st.booleans(),
    st.none() | st.integers(0, 900),
    st.sampled_from(WISHES),
    st.none() | st.integers(0, 4_000),
)


def sentences(case: Case) -> Iterator[tuple[str, set[str]]]:
    """What is told of a case, each with the numbers of the book that it may tell."""
    by_then = [one for one in case.touches if one.day <= case.rated_on]
    rating = None
    if case.value is not None or case.is_pinned:
        rating = rate(replay(by_then), case.rated_on, case.value, 365.0, pinned=case.is_pinned)
    state = replay(case.touches, rating, case.frozen_on)
    words = OwnWords(case.value, "Pinned" if case.is_pinned else "", "moved away" if case.frozen_ago else "")
    explained = explain(case.touches, TODAY, rating, frozen_on=case.frozen_on, words=words)
    known = numbers_of_the_book(case, state) | {tenth(part.shown) for part in explained.parts}
    known |= {tenth(explained.strength)}
    told = [explained.sentence, explained.silence, *(part.label for part in explained.parts)]
    told += [forecast(state, TODAY, case.wished), forecast_coffee(state, TODAY)]
    for kind in ("", "meal"):
        for is_shown in (True, False):
            told.append(
                why_now(
                    state,
                    date.fromordinal(TODAY),
                    wished_days=case.wished,
                    last_kind=kind,
                    shows_strength=is_shown,
                )
            )
    for circle in ("", *CIRCLE_CARE):
        facts = SuggestFacts(
            state, TODAY, circle, case.wished, case.linked_ago is not None,
            None if case.linked_ago is None else TODAY - case.linked_ago,
        )  # fmt: skip
        found = suggest(facts)
        told += [found.reason, found.quiet_reason]
        assert "at its best" not in found.quiet_reason
    yield from ((sentence, known) for sentence in told)


def numbers_of_the_book(case: Case, state) -> set[str]:
    known: set[str] = {tenth(state.peak), tenth(strength_after(state, TODAY)), "0.5"}
    known |= {tenth(strength_after(state, TODAY + 7)), tenth(strength(state, TODAY))}
    known |= {tenth(case.value or 7.0)} | ({"7.0"} if case.is_pinned else set())
    turns = turning_days(state, case.wished)
    days = [one.day for one in case.touches]
    days += [day for day in (turns.cooling_on, turns.dormant_on, turns.never_on) if day is not None]
    days += [case.rated_on, *([case.frozen_on] if case.frozen_on else [])]
    known |= {str(part) for day in days for part in date_parts(day)}
    known |= {str(number) for number in counts(case, state)}
    spans = lengths(case, state)
    known |= {str(number) for days in spans for number in units(days)}
    for ratio in (silence_ratio(state, day) for day in (TODAY, case.frozen_on or TODAY)):
        known |= {f"{ratio:.1f}", f"{ratio:.0f}"}
    return known


def date_parts(day: int) -> tuple[int, int]:
    then = date.fromordinal(day)
    return then.day, then.year


def counts(case: Case, state) -> set[int]:
    """How many interaction-days, and how many of each kind, in all and lately."""
    known = [one for one in case.touches if case.frozen_on is None or one.day <= case.frozen_on]
    lately = [one for one in known if one.day >= (state.as_of or 0) - RECENT_DAYS]
    kinds, late_kinds = Counter(one.kind for one in known), Counter(one.kind for one in lately)
    return {state.days, *kinds.values(), *late_kinds.values(), 1}


def lengths(case: Case, state) -> set[int]:
    """Lengths of time in days: silences, the usual gap, the wish, since the first day, since the link."""
    ends = [TODAY, *([case.frozen_on] if case.frozen_on else [])]
    since = [day for day in (state.last_on, state.first_on, state.as_of) if day is not None]
    found = {max(0, end - day) for end in ends for day in since} | {1}
    found |= {round(rhythm(state, case.wished)), round(rhythm(state))}
    found |= {(state.as_of or 0) - RECENT_DAYS - one.day for one in case.touches}
    return found | {case.wished or 1, case.linked_ago or 1}


def units(days: int) -> set[int]:
    """A length as days, weeks, months and years."""
    return {days, days // 7, min(11, round(days / 30.44)), max(1, floor(days / 365.2))}


def tenth(value: float) -> str:
    return f"{abs(value):.1f}"


def numbers_in(sentence: str) -> list[str]:
    """The numbers a sentence tells, in digits; those that open a fixed word of the language are none."""
    found = NUMBER.findall(sentence.replace("you two", "you"))
    return [str(WORDS[number.lower()]) if number.lower() in WORDS else number for number in found]


def measured() -> tuple[set[str], set[str]]:
    """The figures of the measured tables, and the horizons in days that they hold for."""
    text = (ROOT / "docs/strength.md").read_text()
    rows = "\n".join(line for line in text.splitlines() if line.startswith("|"))
    return set(re.findall(r"\.\d+|\d+(?:\.\d+)?", rows)), set(re.findall(r"(\d+) days", text))


def is_measured(sentence: str, numbers: Sequence[str]) -> bool:
    """Whether a sentence only tells figures of the tables, and within how many days they hold."""
    figures, horizons = measured()
    horizon = re.search(r"within (\d+) days", sentence)
    return horizon is not None and horizon[1] in horizons and set(numbers) <= figures | {horizon[1]}


@settings(deadline=None, max_examples=100)
@given(cases)
def test_every_number_in_a_sentence_is_of_this_book(case):
    for sentence, known in sentences(case):
        strange = [number for number in numbers_in(sentence) if number not in known]
        assert not strange or is_measured(sentence, strange), (sentence, strange)


def test_the_collector_finds_numbers_in_digits_and_words():
    assert numbers_in("6.1: three meals since April (+2.9); silent 71 days, 3.4 × your usual 21.") == [
        "6.1", "3", "2.9", "71", "3.4", "21",
    ]  # fmt: skip
    assert numbers_in("In touch once, nothing for nine years.") == ["9"]


def test_a_figure_from_elsewhere_would_be_noticed():
    case = Case([touch(5, "coffee", 1.0)], None, 0, False, None, None, None)
    known = next(sentences(case))[1]
    assert [number for number in numbers_in("42 % of such ties wake up again.") if number not in known] == [
        "42"
    ]
    assert not is_measured("42 % of such ties wake up again.", ["42"])


RULES = {
    HISTORY_GROWN_DAYS,
    PINNED_FLOOR,
    1,
    LEAST_WEIGHT,
    MOST_WEIGHT,
    0.05,
    0.5,
    30,
    53,
    300,
    2_000,
    MOST,
    HEAVIEST,
}
"""What the pages themselves promise in figures: how long is kept or waited, the floor, the bounds of weights,
how long a text may be, how well two can know each other at most, what the greatest favour weighs."""
EXAMPLES = {"interactions/log.html"}
"""Lines to imitate, not sentences about anybody."""


def test_pages_tell_no_figures_but_the_products_own_rules():
    for path in sorted((ROOT / "templates").rglob("*.html")):
        if str(path.relative_to(ROOT / "templates")) in EXAMPLES:
            continue
        text = re.sub(
            r"\{%.*?%\}|\{\{.*?\}\}|<svg.*?</svg>|<kbd>.*?</kbd>", " ", path.read_text(), flags=re.S
        )
        told = re.findall(r"(?<![\w&#])\d+(?:\.\d+)?", re.sub(r"<[^>]+>", " ", text))
        assert {float(number) for number in told} <= RULES, path
