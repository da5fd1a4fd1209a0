"""Years at an employer or a school, and which of them two people share."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.mentions import plain_words
from domain.partial import show

_FORMS = re.compile(
    r"\b(?:gmbh|mbh|ag|se|kg|ohg|inc|ltd|llc|llp|plc|corp|corporation|limited|company|co|sa|bv)\b"
)

_PARTIAL = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class Stay:
    """Years at an employer or a school; `first` and `last` are known in part ("2015", "2015-03").

    An empty `last` is today where `is_over` is not set; an empty `first` is not known.
    """

    name: str
    first: str = ""
    last: str = ""
    is_over: bool = False


def shared_stay(mine: Iterable[Stay], theirs: Sequence[Stay]) -> str:
    """Such as "Acme: you 2015 to 2018, they since 2017", for the first shared name whose years overlap; or ""."""
    pairs = ((my, their) for my in mine for their in theirs if same_name(my.name, their.name))
    found = next(((my, their) for my, their in pairs if _overlap(my, their)), None)
    return f"{found[0].name}: you {_years(found[0])}, they {_years(found[1])}" if found else ""


def same_name(one: str, other: str) -> bool:
    """Whether two names mean one company or school, whatever its legal form."""
    name = _bare(one)
    return bool(name) and name == _bare(other)


def _bare(name: str) -> str:
    words = plain_words(name)
    return " ".join(_FORMS.sub(" ", words).split()) or words


def _overlap(one: Stay, other: Stay) -> bool:
    """Whether two stays surely have years in common: without both beginnings nothing is sure."""
    if not (one.first and other.first and _has_end(one) and _has_end(other)):
        return False
    return one.first <= _end(other) and other.first <= _end(one)


def _has_end(stay: Stay) -> bool:
    return bool(stay.last) or not stay.is_over


def _end(stay: Stay) -> str:
    """Sorts behind every month and day of the last year or month that is told."""
    return f"{stay.last or '9999'}~"


def _years(stay: Stay) -> str:
    return f"{_shown(stay.first)} to {_shown(stay.last)}" if stay.last else f"since {_shown(stay.first)}"


def _shown(text: str) -> str:
    return show(text) if _PARTIAL.match(text) else text
