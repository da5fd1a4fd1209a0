"""What people of the graph stand together by, and what rings and sectors are called."""

from enum import StrEnum

from accounts.models import User
from contacts.models import Circle
from domain.graph.data import Words
from domain.graph.rings import NOT_SHOWN_WORD, RING_WORDS


class By(StrEnum):
    """What people stand together by."""

    COMPANY = "company"
    TAG = "tag"


WORDS = {
    By.COMPANY: ("Other companies", "No company"),
    By.TAG: ("Other tags", "No tag"),
}


def by_of(text: str) -> By:
    """What an address asks to be put together; by company where it asks for nothing that is known."""
    return By(text) if text in {each.value for each in By} else By.COMPANY


def words_of(user: User, by: By) -> Words:
    """What the rings and the two last sectors are called."""
    by_circle = (*(str(circle.label) for circle in Circle), "No circle")
    rings = (*RING_WORDS, NOT_SHOWN_WORD) if user.shows_strength else by_circle
    return Words(rings, *WORDS[by])
