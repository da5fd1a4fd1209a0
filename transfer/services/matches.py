"""The owner's answers about people in a file who may be in the book: written as a part of the run that asked."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from contacts.models import Contact
from interactions.services import hold_scale
from transfer.models import ImportRun, NotSame, PossibleMatch, RunChange, Told
from transfer.queries.book import Person
from transfer.services.cards.compare import Plan, add_card
from transfer.services.cards.details import Details, details_of
from transfer.services.cards.drafts import drafts_of
from transfer.services.cards.facts import facts_of, telling
from transfer.services.cards.plain import card_from_plain
from transfer.services.cards.whois import Seen
from transfer.services.cards.write import Batch, draw, write_cards
from transfer.services.journal import Journal, ids_in
from transfer.services.removing import Piece
from transfer.services.runs import BUSY, Busy
from transfer.services.undo import take_back

Answer = PossibleMatch.Answer
TAKEN_BACK = "The import that asked this was taken back."
CHANGES = "changes"
"""Under which the card of an answered question lists what the answer changed."""


@transaction.atomic
def answer_match(
    *, match: PossibleMatch, answer: PossibleMatch.Answer, contact: Contact | None = None, now: datetime
) -> None:
    """Write down who somebody in a file is; another answer than before takes that one back first.

    The same person: the card is added to `contact`, or to the match's. Somebody else: a new person, never again
    taken for those it was asked about. Left out: nothing. Taking the run back takes the answer back too.
    `now` is aware, in the owner's zone. Raises Busy while an import is under way, or after the run was taken back.
    """
    _hold(match)
    if match.answer == answer and contact in (None, match.contact):
        return
    if match.answer:
        _take_answer_back(match, now)
    journal = Journal(match.run)
    person = contact or match.contact
    if answer == Answer.SAME:
        _apply(journal, match, Person(person.pk), now)
    elif answer == Answer.OTHER and card_from_plain(match.card).makes:
        _apply(journal, match, Person(), now)
    same = person.pk if answer == Answer.SAME else match.contact_id
    journal.update(PossibleMatch, ("answer", "answered_at", "contact_id"), [(match, answer.value, now, same)])
    changes = [change.pk for change in journal.save()]
    PossibleMatch.objects.filter(pk=match.pk).update(card={**match.card, CHANGES: changes})
    match.refresh_from_db()


@transaction.atomic
def undo_answer(*, match: PossibleMatch, now: datetime) -> None:
    """Take an answer back: the question waits again. What the owner did since stays. Raises Busy."""
    _hold(match)
    _take_answer_back(match, now)


def _hold(match: PossibleMatch) -> None:
    """Take the book for the transaction, and look at the question as it is now."""
    hold_scale(match.owner)
    match.refresh_from_db()
    if ImportRun.objects.owned_by(match.owner).filter(state__in=ImportRun.ACTIVE).exists():
        raise Busy(BUSY)
    if match.run.state != ImportRun.State.DONE:
        raise Busy(TAKEN_BACK)


def _take_answer_back(match: PossibleMatch, now: datetime) -> None:
    ids = match.card.get(CHANGES, [])
    changes = list(RunChange.objects.owned_by(match.owner).filter(pk__in=ids).order_by("-pk"))
    made = [one.rows for one in changes if one.act == RunChange.Act.MADE and one.table == "contact"]
    newcomers = frozenset(pk for rows in made for pk in ids_in(rows))
    for change in changes:
        rows = ids_in(change.rows) if change.act == RunChange.Act.MADE else change.rows
        take_back(piece=Piece(change, rows, [], newcomers), now=now)
    card = {name: value for name, value in match.card.items() if name != CHANGES}
    PossibleMatch.objects.filter(pk=match.pk).update(card=card, answer="", answered_at=None)
    match.refresh_from_db()


def _apply(journal: Journal, match: PossibleMatch, person: Person, now: datetime) -> None:
    """Add the card to a contact, or to somebody new, who is then not one of those asked about."""
    card, owner, is_new = card_from_plain(match.card), match.owner, not person.pk
    facts = facts_of(owner, card)
    seen = Seen(card, facts, match.key, telling(facts), person, is_new=is_new)
    told = Told.objects.owned_by(owner).filter(source=match.source, contact=person.pk or None).first()
    found = details_of(owner, [person.pk], with_notes=True) if not is_new else {}
    details = found.get(person.pk, Details())
    plan = Plan(
        person,
        is_new,
        told.key if told else match.key,
        dict(told.card) if told else {},
        told,
        details.contact,
    )
    add_card(owner, plan, details, seen, now.date())
    batch = Batch([plan])
    drafts = drafts_of(owner, [plan], now.date())
    photos = draw(batch.plans)[0]
    write_cards(journal=journal, source=match.source, batch=batch, drafts=drafts, photos=photos, now=now)
    if is_new:
        _keep_apart(journal, match, person.pk, now)


def _keep_apart(journal: Journal, match: PossibleMatch, contact_id: int, now: datetime) -> None:
    wanted: Sequence[int] = [match.contact_id, *(pk for pk, _confidence in match.others)]
    there = Contact.objects.owned_by(match.owner).filter(pk__in=wanted).values_list("pk", flat=True)
    rows = [(min(pk, contact_id), max(pk, contact_id)) for pk in there if pk != contact_id]
    journal.insert(NotSame, ("first_id", "second_id"), rows, said_at=now)
