"""Whom in the book a card is about. Rather two contacts for one person than one for two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.fullnames import FullName
from domain.met import NAME_ALONE, POSSIBLE, Candidate
from domain.names import fold
from domain.samename import Fit, best_match
from domain.sought import Card as Known
from transfer.formats.values import Card
from transfer.models import PossibleMatch
from transfer.queries.book import Person
from transfer.queries.everyone import EMAIL, PHONE, PROFILE, Everyone, Key
from transfer.services.cards.facts import Facts, facts_of, telling
from transfer.services.cards.likely import Scored, names_of, score
from transfer.services.job import Job
from transfer.services.tally import BROKEN, DELETED, TWICE

KEY_LENGTH = 300
OTHERS = 5
"""How many further candidates are kept for the owner to choose from."""
SAME_NAME = "the same name"
NAMED_ALIKE = {SAME_NAME, "a like name"}
AGREES = (Fit.WHOLE, Fit.ONE_WORD, Fit.GIVEN, Fit.UNNAMED)
WAYS = {EMAIL: "e-mail", PHONE: "phone number", PROFILE: "profile"}
NOT_IN_BOOK = "not in your book"
LEFT_OUT = "you left this person out"
NAMELESS = "names nobody"


@dataclass(slots=True)
class Seen:
    """A card and whom it is about: somebody of the book, somebody new, or one of `candidates`, whom the owner tells.

    `how` is by what they were recognised. `is_more` for a second card of somebody in one file. `why_not` tells why
    it is left out. `asked` is a question that waits already.
    """

    card: Card
    facts: Facts
    key: str
    telling: dict[str, Any]
    person: Person = field(default_factory=Person)
    how: str = ""
    is_new: bool = False
    is_more: bool = False
    why_not: str = ""
    candidates: tuple[Candidate, ...] = ()
    asked: PossibleMatch | None = None

    @property
    def waits(self) -> bool:
        return bool(self.candidates or self.asked)


class Whois:
    """Finds the person of each card of one file, in the order of the file."""

    def __init__(self, job: Job) -> None:
        self.owner, self.source = job.owner, job.source
        self.everyone: Everyone = job.everyone
        self.is_empty = all(one.is_gone for one in self.everyone.by_pk.values())
        rows = PossibleMatch.objects.owned_by(job.owner).filter(source=job.source)
        self.asked = {row.key: row for row in rows}
        self.named: dict[Person, tuple[FullName, ...]] = {}
        self.seen: dict[str, str] = {}
        self.called: dict[str, set[str]] = {}
        self.waiting: set[str] = set()
        self.scored: dict[int, tuple[Candidate, ...]] = {}
        self.known: Mapping[int, Known] = {}

    def find(self, cards: Sequence[Card]) -> list[Seen]:
        """Whom these cards are about; somebody not in the book is new, and known from now on. Seven queries."""
        block = [self._read(card) for card in cards]
        open_ones = [] if self.is_empty else [one for one in block if not self._is_plain(one)]
        bearers = [self._bearers_in_book(one) for one in open_ones]
        scored = (
            score(self.owner, self.everyone, [one.facts for one in open_ones], bearers)
            if open_ones
            else Scored([], {})
        )
        self.scored = dict(zip(map(id, open_ones), scored.candidates, strict=True))
        self.known = scored.known
        for one in block:
            self._settle(one)
        return block

    def _is_plain(self, one: Seen) -> bool:
        """Whether it needs no weighing: known by the source's key, or by an address and the very same name."""
        called = [person for name in one.facts.full_names for person in self.everyone.by_name.get(name, ())]
        bearers = (person for key in one.facts.sure_keys for person in self.everyone.bearers(key))
        return one.key in self.everyone.by_key or bool(called and any(person in called for person in bearers))

    def _bearers_in_book(self, one: Seen) -> list[int]:
        return [
            person.pk for key in one.facts.sure_keys for person in self.everyone.bearers(key) if person.pk
        ]

    def _read(self, card: Card) -> Seen:
        facts = facts_of(self.owner, card)
        told = telling(facts)
        return Seen(card, facts, self._key(card, facts, told), told)

    def _key(self, card: Card, facts: Facts, told: dict[str, Any]) -> str:
        """By what the source knows the person; else the name and the first address.

        Numbered where several of a file have it: with a key, those of another name; else, those that say anything
        else.
        """
        first = next(iter(facts.sure_keys), ("", "", ""))[2]
        said = "" if card.key else repr(told)
        base = card.key[: KEY_LENGTH - 5] or f"~{fold(facts.name)[:120]}|{first[:150]}"
        key, number = base, 1
        while key in self.seen:
            is_same = bool(self.called[key] & facts.full_names) if card.key else self.seen[key] == said
            if is_same:
                return key
            number += 1
            key = f"{base}|{number}"
        self.seen[key], self.called[key] = said, facts.full_names
        return key

    def _settle(self, one: Seen) -> None:
        if not one.facts.name:
            one.why_not = BROKEN
            one.facts.faults.insert(0, NAMELESS)
            return
        person = self._sure(one)
        if person is not None and person.is_gone:
            one.person, one.why_not = person, DELETED
        elif person is not None:
            one.person, one.is_more = person, bool(person.line)
            self._know(one)
        elif not self._ask(one):
            self._make(one)

    def _sure(self, one: Seen) -> Person | None:
        """By the source's key; else by an address, with a name that agrees or that one of the two lacks."""
        person = self.everyone.by_key.get(one.key)
        if person is not None:
            one.how = "the same card as before" if not person.line else "the same card"
            return person
        answered = self.asked.get(one.key)
        if answered and answered.answer == PossibleMatch.Answer.SAME:
            return self.everyone.by_pk.get(answered.contact_id)
        for key in one.facts.sure_keys:
            for person in self.everyone.bearers(key):
                if self._agrees(one, person):
                    one.how = WAYS.get(key[0], f"handle on {key[1]}")
                    return person
        return None

    def _agrees(self, one: Seen, person: Person) -> bool:
        called, mine = self.everyone.by_name, names_of(one.facts)
        if not mine or any(person in called.get(name, ()) for name in one.facts.full_names):
            return True
        if person in self.named:
            theirs = self.named[person]
        elif person.pk in self.known:
            theirs = self.known[person.pk].names
        else:
            return False
        return best_match(mine, theirs).fit in AGREES

    def _ask(self, one: Seen) -> bool:
        """Whether the owner is to tell who it is, or has told before that nobody is to come of it."""
        asked = self.asked.get(one.key)
        if one.key in self.waiting:
            one.why_not = TWICE
        elif asked and asked.answer == PossibleMatch.Answer.LEFT_OUT:
            one.why_not = LEFT_OUT
        elif asked and not asked.answer:
            one.asked, one.person = asked, self.everyone.by_pk.get(asked.contact_id, Person())
        elif asked is None:
            one.candidates = self._possible(one)
            if one.candidates:
                one.person = self.everyone.by_pk[one.candidates[0].ref]
        if one.waits:
            self.waiting.add(one.key)
        elif not one.why_not and not one.card.makes:
            one.why_not = NOT_IN_BOOK
        return bool(one.why_not or one.waits)

    def _possible(self, one: Seen) -> tuple[Candidate, ...]:
        """Who of the book it may be; whom another card of this file is about is not asked for again."""
        free = [
            candidate
            for candidate in self.scored.get(id(one), ())
            if (person := self.everyone.by_pk.get(candidate.ref)) and not person.line
        ]
        return tuple([other for other in free if _may_be(other, one.card)][: OTHERS + 1])

    def _make(self, one: Seen) -> None:
        one.is_new, one.person = True, Person()
        self.named[one.person] = names_of(one.facts)
        self._know(one)

    def _know(self, one: Seen) -> None:
        names = one.facts.full_names if one.is_new else ()
        one.person.line = one.person.line or one.card.line or 1
        self.everyone.add(one.person, identities=one.facts.sure_keys, key=one.key, names=names)


def _may_be(candidate: Candidate, card: Card) -> bool:
    """Whether to ask about them; of the very same name, however common, where nothing speaks against it."""
    if card.by_name and NAMED_ALIKE & set(candidate.evidence_for):
        return True
    least = NAME_ALONE if SAME_NAME in candidate.evidence_for else POSSIBLE
    return candidate.confidence >= least


def reason_of(one: Seen) -> str:
    """Why a card waits, in a few words."""
    if one.candidates:
        best = one.candidates[0]
        return f"may be somebody of your book: {', '.join(best.evidence_for[:3]) or 'alike'}"
    return "waits for your answer since an earlier file"


def keys_text(keys: Sequence[Key]) -> str:
    """Addresses in words, each kind once: "e-mail and phone number"."""
    kinds = dict.fromkeys(WAYS.get(kind, "handle" if kind == "handle" else "name") for kind, _, _ in keys)
    return " and ".join(kinds)
