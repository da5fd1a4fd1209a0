"""The ledger: what was given and got, written down, mended and taken back."""

from datetime import date, datetime, timedelta

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact
from domain.favours.balance import HEAVIEST, LIGHTEST, Deed, FavourKind
from interactions.models import Favour, Interaction
from reminders.models import Reminder
from reminders.services import drop_reminder

EARLIEST = date(1900, 1, 1)
LONGEST = 300
TWICE_WITHIN = timedelta(minutes=1)
SAME = ("contact", "gave", "kind", "weight", "on", "text", "about")


@transaction.atomic
def record_favour(
    *,
    owner: User,
    contact: Contact,
    deed: Deed,
    on: date,
    now: datetime,
    about: Contact | None = None,
    interaction: Interaction | None = None,
) -> Favour:
    """Write down what the owner gave to a contact or got from one, on a day up to today.

    `about` is the third person who was introduced or recommended; `interaction` the talk it was told with. It is no
    touch: strengths stay as they are. Raises ValueError, in words for the owner, for what cannot be.
    """
    hold_book(owner=owner)
    favour = Favour(owner=owner, contact=contact, interaction=interaction, made_at=now)
    _fill(favour, deed, on, about, now)
    favour.save()
    return favour


@transaction.atomic
def record_favour_once(
    *, owner: User, contact: Contact, deed: Deed, on: date, now: datetime, about: Contact | None = None
) -> Favour:
    """As record_favour, of a form: the same outside of a talk within a minute was sent twice, and is one favour."""
    hold_book(owner=owner)
    favour = Favour(owner=owner, contact=contact, made_at=now)
    _fill(favour, deed, on, about, now)
    same = {name: getattr(favour, name) for name in SAME}
    rows = Favour.objects.owned_by(owner).filter(interaction=None, **same)
    known = rows.filter(made_at__gt=now - TWICE_WITHIN, made_at__lte=now).first()
    if known is None:
        favour.save()
    return known or favour


@transaction.atomic
def change_favour(*, favour: Favour, deed: Deed, on: date, about: Contact | None, now: datetime) -> Favour:
    """Write a favour anew, with the same person and the same talk. Errors as in record_favour."""
    hold_book(owner=favour.owner)
    _fill(favour, deed, on, about, now)
    favour.save()
    return favour


@transaction.atomic
def remove_favour(*, favour: Favour, now: datetime) -> None:
    """Take a favour out of the ledger; `restore_favour` is the way back."""
    hold_book(owner=favour.owner)
    favour.deleted_at = now
    favour.save(update_fields=["deleted_at"])


@transaction.atomic
def restore_favour(*, favour: Favour) -> Favour:
    """Bring a removed favour back as it was."""
    hold_book(owner=favour.owner)
    favour.deleted_at = None
    favour.save(update_fields=["deleted_at"])
    return favour


@transaction.atomic
def untell_favours(*, favour: Favour, follow_up_id: int | None, now: datetime) -> int:
    """Take back what one line of favours alone wrote down, its follow-up too; how many favours it were."""
    hold_book(owner=favour.owner)
    told = Favour.objects.owned_by(favour.owner).filter(made_at=favour.made_at, interaction=None)
    reminders = Reminder.objects.owned_by(favour.owner).filter(pk=follow_up_id or 0, contact=favour.contact)
    for reminder in reminders.filter(kind=Reminder.Kind.FOLLOW_UP, finished_at=None):
        drop_reminder(reminder=reminder, now=now)
    return told.update(deleted_at=now)


def move_favours(*, interaction: Interaction, before: date) -> int:
    """Favours told with a talk follow it to its new day, unless they had one of their own; how many did."""
    told = Favour.objects.filter(interaction=interaction, on=before)
    return told.update(on=interaction.day)


def _fill(favour: Favour, deed: Deed, on: date, about: Contact | None, now: datetime) -> None:
    text = deed.text.strip()
    _check(favour, deed, on, about, now, text)
    favour.gave, favour.kind, favour.weight = deed.gave, FavourKind(deed.kind).value, deed.weighs
    favour.on, favour.about, favour.text = on, about, text


def _check(favour: Favour, deed: Deed, on: date, about: Contact | None, now: datetime, text: str) -> None:
    wrong = {
        "That day is still to come. A favour is written down once it is done.": on > now.date(),
        "That is before 1900.": on < EARLIEST,
        "A favour weighs from 1, a small thing, to 5, a great one.": not LIGHTEST <= deed.weighs <= HEAVIEST,
        f"A favour has room for {LONGEST} characters.": len(text) > LONGEST,
        "Whom it was about is somebody else than who gave or got it.": about == favour.contact,
        "This person is deleted. Bring them back first.": favour.contact.deleted_at is not None,
    }
    for words, is_wrong in wrong.items():
        if is_wrong:
            raise ValueError(words)
