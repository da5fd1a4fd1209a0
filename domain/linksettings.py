"""The settings of a policy: its numbers, its question and the owner's own words."""

from dataclasses import dataclass
from enum import StrEnum

from domain.linkadmits import admits_not_knowing

QUESTION = "What made you want to link with me?"
MOST_PRESENT = 10_000
LONGEST_ANSWER_DAYS = 365
MOST_WORDS = 200
LONGEST_WORD = 100
LONGEST_TEXT = 2_000


class After(StrEnum):
    """What follows an acceptance; never two of them."""

    HELLO = "hello"
    ASK = "ask"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Settings:
    """Raises ValueError in words where a value cannot be.

    `at_most_present` counts everyone at a meal, both of us too; `answer_days` is how long the question
    waits; `market` is the owner's place. `never_admits` keeps every text from telling that I do not know
    somebody.
    """

    never_admits: bool = False
    at_most_present: int = 12
    after_accepting: After = After.NOTHING
    question: str = QUESTION
    answer_days: int = 14
    pitch_words: tuple[str, ...] = ()
    useful_roles: tuple[str, ...] = ()
    generic_notes: tuple[str, ...] = ()
    competitors: tuple[str, ...] = ()
    market: str = ""

    def __post_init__(self) -> None:
        check_whole("At most present", self.at_most_present, 2, MOST_PRESENT)
        check_whole("Days to answer", self.answer_days, 1, LONGEST_ANSWER_DAYS)
        if self.after_accepting not in list(After):
            raise ValueError(f"After accepting comes one of: {', '.join(After)}.")
        if not self.question.strip() or len(self.question) > LONGEST_TEXT:
            raise ValueError(f"Write a question of at most {LONGEST_TEXT} characters.")
        if self.never_admits and admits_not_knowing(self.question):
            raise ValueError("You never admit not knowing somebody, but the question does.")
        for words in (self.pitch_words, self.useful_roles, self.competitors, (self.market,)):
            check_words(words, LONGEST_WORD)
        check_words(self.generic_notes, LONGEST_TEXT)


def check_whole(name: str, value: object, lowest: int, highest: int) -> None:
    """Raises ValueError in words unless the value is a whole number in the range."""
    if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
        raise ValueError(f"{name} is a whole number from {lowest} to {highest}.")


def check_words(words: object, longest: int) -> None:
    """Raises ValueError in words unless these are a few texts of at most that many characters."""
    if not isinstance(words, tuple) or not all(isinstance(word, str) for word in words):
        raise ValueError("Words are given as a list of texts.")
    if len(words) > MOST_WORDS:
        raise ValueError(f"A list holds at most {MOST_WORDS} entries.")
    if any(len(word) > longest for word in words):
        raise ValueError(f"An entry has at most {longest} characters.")
