"""What the owner's own word adds to a strength: the rating, the floor of those who are held, the freezing."""

from dataclasses import replace

from domain.parts import OwnWords, Part
from domain.state import Rating, State, strength
from domain.wording import day_in_words, sentence


def said_parts(state: State, read_on: int, today: int, words: OwnWords) -> list[Part]:
    """A line for the own rating, and one for the floor: each is with it less without it. At most two."""
    rating = state.rating
    if rating is None:
        return []
    parts = []
    unheld = replace(state, rating=replace(rating, floor=None))
    if words.rated is not None or rating.floor is None or rating.delta:
        value = strength(unheld, read_on) - strength(replace(state, rating=None), read_on)
        given = _given(rating, today, words)
        parts.append(Part(sentence(given), value, kind="rating", phrase=given))
    if rating.floor is not None:
        held = f"{words.held.lower()}: " if words.held else ""
        phrase = f"{held}never below {rating.floor:.1f}"
        value = strength(state, read_on) - strength(unheld, read_on)
        parts.append(Part(sentence(phrase), value, kind="floor", phrase=phrase))
    return parts


def frozen_parts(state: State, today: int, words: OwnWords) -> list[Part]:
    """A line that says since when and why the strength stands still. It adds nothing."""
    if state.frozen_on is None:
        return []
    how = f": {words.left.lower()}" if words.left else ""
    phrase = f"frozen since {day_in_words(state.frozen_on, today)}{how}"
    return [Part(sentence(phrase), 0.0, kind="frozen", phrase=phrase)]


def _given(rating: Rating, today: int, words: OwnWords) -> str:
    day = day_in_words(rating.day, today)
    return f"own rating of {day}" if words.rated is None else f"own rating of {words.rated:.1f}, {day}"
