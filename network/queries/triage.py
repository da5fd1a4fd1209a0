"""What the policies say to requests, with everything they were told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from accounts.clock import zone_of
from accounts.models import User
from domain.linkfacts import Behaviour, LinkFacts, NoteKind, Reason, Trait
from domain.linking import Outcome, Verdict, decide
from network.models import AboutMe, Decision, LinkRequest, PolicyVersion
from network.queries.facts import facts_of_contacts
from network.queries.facts.past import claimed, strengths_of_friends
from network.queries.facts.people import is_near
from network.queries.memory import memories
from network.queries.notes import read_note, senders_notes
from network.queries.policies import about_me, current_policies
from network.queries.requests import Known, RequestCard, request_cards
from network.queries.senders import Heard, heard_of
from network.queries.taken import Taken, taken_for


@dataclass(frozen=True, slots=True)
class Triaged:
    """A request with all that is known of it.

    `contact_id` is whom it is taken for, surely or (without `is_sure`) by far likeliest. `verdict` is None where the
    network has no policy. `memory` are words on what was before, `earlier` the owner's decisions, newest first.
    """

    request: LinkRequest
    known: Sequence[Known]
    contact_id: int | None
    is_sure: bool
    facts: LinkFacts
    version: PolicyVersion | None
    verdict: Verdict | None
    note: str
    note_kind: NoteKind
    traits: tuple[Trait, ...]
    reason: Reason
    reason_evidence: str
    memory: tuple[str, ...]
    earlier: Sequence[Decision]


def triage(user: User, requests: Sequence[LinkRequest], today: date) -> list[Triaged]:
    """What is known of these requests and what the policies say, in order: as many queries for many as for one."""
    rows = list(requests)
    answers = _answers(user, rows)
    cards = request_cards(user, rows, answers)
    taken = {card.request.pk: who for card in cards if (who := _taken(card)) is not None}
    before = {taken[one.pk].contact_id: _asked_on(user, one, today) for one in rows if one.pk in taken}
    facts = facts_of_contacts(user, before.keys(), today, before=before)
    heard = heard_of(user, rows, {pk: who.contact_id for pk, who in taken.items() if who.is_sure})
    told = _Told(user, today, heard)
    return [
        told.of(card, answers.get(card.request.pk, ""), taken.get(card.request.pk), facts) for card in cards
    ]


def _taken(card: RequestCard) -> Taken | None:
    """What somebody typed into the public page is a claim: only the owner says who that is."""
    is_claim = card.request.source == LinkRequest.Source.PUBLIC and card.request.contact_id is None
    return None if is_claim else taken_for(card.known)


def _answers(user: User, requests: Sequence[LinkRequest]) -> dict[int, str]:
    """What senders answered to a reply, by request: it is evidence like their note."""
    rows = Decision.objects.owned_by(user).filter(request__in=requests, undone_at=None).exclude(answer="")
    return dict(rows.order_by("made_at", "pk").values_list("request_id", "answer"))


def _asked_on(user: User, request: LinkRequest, today: date) -> date:
    return request.sent_at.astimezone(zone_of(user)).date() if request.sent_at else today


class _Told:
    """What is the same for all requests of one reading."""

    def __init__(self, user: User, today: date, heard: Mapping[int, Heard]) -> None:
        self.today, self.heard = today, heard
        self.me: AboutMe = about_me(user)
        self.versions = current_policies(user)
        self.notes = senders_notes(user)
        claims = [row for one in heard.values() for row in one.claims]
        self.strengths = strengths_of_friends(user, claims, today)

    def of(
        self, card: RequestCard, answer: str, who: Taken | None, facts: Mapping[int, LinkFacts]
    ) -> Triaged:
        request, heard = card.request, self.heard[card.request.pk]
        version = self.versions.get(request.network)
        known = self._facts(card, who, facts.get(who.contact_id) if who else None)
        note = f"{request.message}\n{answer}".strip() if answer else request.message
        read = read_note(request, answer or request.message, known, self.me, version, self.notes)
        known = replace(known, note_kind=read.kind, note_traits=read.traits, guessed_reason=read.reason)
        verdict = decide(version.policy, known) if version else None
        if verdict and who and not who.is_sure:
            verdict = replace(verdict, reasons=(who.words, *verdict.reasons))
        return Triaged(
            request=request,
            known=card.known,
            contact_id=who.contact_id if who else None,
            is_sure=bool(who and who.is_sure),
            facts=known,
            version=version,
            verdict=verdict,
            note=note,
            note_kind=read.kind,
            traits=read.traits,
            reason=read.reason,
            reason_evidence=read.evidence,
            memory=memories(card.memory, heard, self.today),
            earlier=heard.decisions,
        )

    def _facts(self, card: RequestCard, who: Taken | None, facts: LinkFacts | None) -> LinkFacts:
        """Those of the person in the book, of a mere likeness without the bad; and what the request says itself."""
        request, heard = card.request, self.heard[card.request.pk]
        base = facts or LinkFacts(today=self.today.toordinal())
        if who and not who.is_sure:
            base = replace(base, behaviour=(), unlink_reason=None, unlinked_on=None, claimed=None, mutuals=())
        return replace(
            base, **_said(request, base, self.me), **self._before(heard, request), have_we_met=_best(card)
        )

    def _before(self, heard: Heard, request: LinkRequest) -> dict[str, Any]:
        outcomes = dict.fromkeys(Outcome(row.outcome) for row in heard.decisions)
        told: dict[str, Any] = {
            "earlier_requests": request.times - 1 + sum(row.times for row in heard.requests),
            "earlier_decisions": tuple(outcomes),
        }
        if heard.conduct:
            told["behaviour"] = tuple(dict.fromkeys(Behaviour(row.behaviour) for row in heard.conduct))
        return told | claimed(heard.claims, self.strengths)


def _said(request: LinkRequest, base: LinkFacts, me: AboutMe) -> dict[str, Any]:
    """What the request says of work and place goes before what the book says."""
    place = request.place or base.place
    return {
        "title": request.title or base.title,
        "company": request.company or base.company,
        "place": place,
        "same_market": is_near(me, place),
    }


def _best(card: RequestCard) -> float | None:
    return max((one.candidate.confidence for one in card.known), default=None)
