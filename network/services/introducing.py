"""What an introduction brings with it once it is made: favours, a tie, somebody new; and all of it gone again."""

from datetime import date, datetime, timedelta

from django.db.models import Q

from accounts.models import User
from contacts.models import Contact, NameKey, Post, SearchText, Spelling, Tie
from contacts.queries import contact_called
from contacts.services import save_contact
from contacts.services.ties import add_tie
from domain.favours.balance import Deed, FavourKind
from domain.ties import TieKind
from interactions.models import Favour
from interactions.services import record_favour
from network.models import Introduction
from relationships.models import Standing
from reminders.services import add_person, remove_person

SOURCE = "introduction"
MONTH = timedelta(days=30)
WRITTEN = ("to", "made_contact", "favour", "second_favour", "tie")
DERIVED = (Spelling, NameKey, SearchText, Standing)


def make_it(*, introduction: Introduction, on: date, ties: bool, now: datetime) -> None:
    """Write the favours of an introduction that was made on a day; who was only a name comes into the book.

    What the owner wrote down of it themselves in the month before or after is not written twice. With `ties`, the
    two whom the owner introduced know each other from now on, unless a tie of theirs is known.
    """
    broker, whom = introduction.broker, introduction.whom
    if broker is not None:
        if introduction.to is None:
            _bring_in(introduction, broker, now)
        introduction.favour = _favour(introduction, broker, introduction.to, on, now)
    elif whom is not None:
        to = introduction.to
        introduction.favour = _favour(introduction, whom, to, on, now)
        introduction.second_favour = _favour(introduction, to, whom, on, now) if to else None
        if ties and to is not None:
            introduction.tie = _tie(introduction.owner, whom, to, now)
    introduction.save(update_fields=WRITTEN)


def _bring_in(introduction: Introduction, broker: Contact, now: datetime) -> None:
    """The one who was only a name: somebody called so in the book, else somebody new, met through the broker."""
    owner = introduction.owner
    introduction.to = contact_called(owner, introduction.to_name)
    if introduction.to is not None:
        return
    made = add_person(owner=owner, name=introduction.to_name, now=now)
    made.met_through, made.met_how = broker, f"Introduced by {broker}"[:200]
    if introduction.to_company:
        Post.objects.create(owner=owner, contact=made, organisation=introduction.to_company)
    introduction.to, introduction.made_contact = save_contact(contact=made), True


def _favour(
    introduction: Introduction, contact: Contact, about: Contact | None, on: date, now: datetime
) -> Favour | None:
    other, gave = about.display if about else introduction.to_name, introduction.broker_id is None
    told = Favour.objects.owned_by(introduction.owner).filter(
        contact=contact, gave=gave, kind=FavourKind.INTRODUCTION, on__range=(on - MONTH, on + MONTH)
    )
    same = Q(about=None, text__icontains=other)
    if told.filter(same | Q(about=about) if about else same).exists():
        return None
    deed = Deed(gave=gave, kind=FavourKind.INTRODUCTION, text=f"an introduction to {other}")
    return record_favour(owner=introduction.owner, contact=contact, deed=deed, on=on, now=now, about=about)


def _tie(owner: User, whom: Contact, to: Contact, now: datetime) -> Tie | None:
    known = Tie.objects.owned_by(owner).filter(Q(one=whom, other=to) | Q(one=to, other=whom))
    if known.exists():
        return None
    return add_tie(owner=owner, one=whom, other=to, role=TieKind.KNOWS.value, now=now, source=SOURCE)


def unmake_it(*, introduction: Introduction, now: datetime) -> bool:
    """Take back what making it wrote. False when the person it brought into the book has to stay."""
    favours = [one for one in (introduction.favour, introduction.second_favour) if one is not None]
    tie, new = introduction.tie, introduction.to if introduction.made_contact else None
    stays = new is not None and _has_more(new, introduction, {one.pk for one in favours})
    introduction.favour = introduction.second_favour = introduction.tie = None
    introduction.to = introduction.to if new is None or stays else None
    introduction.made_contact = False
    introduction.save(update_fields=WRITTEN)
    for row in (*favours, tie):
        if row is not None:
            row.delete()
    if new is not None and not stays:
        remove_person(contact=new, now=now)
    return not stays


def _has_more(contact: Contact, introduction: Introduction, favours: set[int]) -> bool:
    """Whether something hangs on a person beside what the introduction brought."""
    if contact.tags.exists() or contact.posts.count() > 1:
        return True
    own: dict[type, set[int]] = {Introduction: {introduction.pk}, Favour: favours}
    for relation in contact._meta.related_objects:
        model = relation.related_model
        if isinstance(model, str) or model in (*DERIVED, Post):
            continue
        rows = model._base_manager.filter(**{relation.field.name: contact})
        if rows.exclude(pk__in=own.get(model, ())).exists():
            return True
    return False
