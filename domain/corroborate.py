"""What besides a name speaks for or against: work and school, place, notes and events, other pages and addresses.

Each finding has odds: how many times likelier it is of the one sought than of a chance namesake.
"""

from collections.abc import Iterable, Set
from typing import NamedTuple

from domain.alphabets import mixes_alphabets
from domain.organisations import folded, is_a_slip, same_organisation
from domain.sought import Card, Sought, Worked
from domain.tellingwords import telling_words

WORKS, WORKED, HEADLINE, SCHOOL, TITLE = 10.0, 6.0, 5.0, 8.0, 2.0
LIVES, LIVES_NEAR, HANDLE = 12.0, 6.0, 40.0
A_WORD, WORDS_AT_MOST, AN_EVENT = 2.5, 12.0, 2.0
ELSEWHERE, WORKS_ELSEWHERE, OTHER_PAGE, TWO_ALPHABETS = 0.35, 0.6, 0.25, 0.1
OTHER_PAGE_WORDS = "another page on"


class Finding(NamedTuple):
    """One piece of evidence (`odds` above 1) or doubt (below), in words."""

    odds: float
    words: str


def findings(sought: Sought, card: Card) -> list[Finding]:
    """All that the two cards say besides the names."""
    found = [_work(sought, card), _school(sought, card), _place(sought, card), _handle(sought, card)]
    found.append(_letters(sought))
    return [one for one in (*found, *_notes(sought, card)) if one is not None]


def other_page(mine: Iterable[tuple[str, str, str]], card: Card) -> Finding | None:
    """A doubt when both have a page on one network and it is not the same."""
    for kind, network, key in mine:
        theirs = {known for what, where, known in card.identities if (what, where) == (kind, network)}
        if kind == "profile" and theirs and key not in theirs:
            return Finding(OTHER_PAGE, f"{OTHER_PAGE_WORDS} {network}")
    return None


def _work(sought: Sought, card: Card) -> Finding | None:
    found = [one for post in card.worked if (one := _post(sought, post)) is not None]
    if found:
        return max(found)
    now = next((post.organisation for post in card.worked if post.organisation and not post.until), "")
    if sought.company.strip() and now:
        return Finding(WORKS_ELSEWHERE, f"works at {now}, as far as you know")
    return None


def _post(sought: Sought, post: Worked) -> Finding | None:
    if post.organisation and same_organisation(sought.company, post.organisation):
        odds = WORKED if post.until else WORKS
        return Finding(odds, f"{'worked' if post.until else 'works'} at {post.organisation}{_span(post)}")
    headline = f" {folded(sought.headline)} "
    if len(post.organisation) >= 3 and f" {folded(post.organisation)} " in headline:
        return Finding(HEADLINE, f"{post.organisation} stands in the headline{_span(post)}")
    if len(post.title) >= 4 and f" {folded(post.title)} " in headline:
        return Finding(TITLE, f"the same work: {post.title}")
    return None


def _span(post: Worked) -> str:
    if not post.since and not post.until:
        return ""
    return f" ({post.since or '…'} to {post.until or 'now'})"


def _school(sought: Sought, card: Card) -> Finding | None:
    for post in card.worked:
        if post.organisation and same_organisation(sought.school, post.organisation):
            return Finding(SCHOOL, f"was at {post.organisation}{_span(post)}")
    return None


def _place(sought: Sought, card: Card) -> Finding | None:
    wanted = folded(sought.place)
    known = [place for place in card.places if folded(place)]
    if not wanted or not known:
        return None
    likeness, place = max((_same_place(wanted, folded(place)), place) for place in known)
    return Finding(likeness, f"the same place: {place}" if likeness > 1 else f"you know them in {known[0]}")


def _same_place(one: str, other: str) -> float:
    if one == other:
        return LIVES
    mine, theirs = set(one.split()), set(other.split())
    if (mine <= theirs or theirs <= mine) or is_a_slip(one.replace(" ", ""), other.replace(" ", "")):
        return LIVES_NEAR
    return ELSEWHERE


def _letters(sought: Sought) -> Finding | None:
    is_odd = mixes_alphabets(sought.name)
    return Finding(TWO_ALPHABETS, "letters of two alphabets in one word of the name") if is_odd else None


def _handle(sought: Sought, card: Card) -> Finding | None:
    handle = sought.handle.strip().lower().removeprefix("@")
    shown = [
        network for kind, network, key in card.identities if kind in ("handle", "profile") and key == handle
    ]
    return Finding(HANDLE, f"the same handle on {shown[0] or 'a network'}") if handle and shown else None


def _notes(sought: Sought, card: Card) -> list[Finding]:
    """Words of the note, or the place, that the owner's own notes hold: the most telling of them alone."""
    said = telling_words(f"{sought.note} {sought.headline} {sought.place}")
    words = said - set(folded(sought.name).split())
    hits = [(words & set(one.words.split()), one) for one in card.happened]
    noted = [_noted(common, one.shown, one.is_event) for common, one in hits if common]
    return [max(noted)] if noted else []


def _noted(common: Set[str], shown: str, is_event: bool) -> Finding:
    odds = min(A_WORD ** len(common), WORDS_AT_MOST) * (AN_EVENT if is_event else 1)
    return Finding(odds, f"{shown} says “{', '.join(sorted(common)[:5])}” too")
