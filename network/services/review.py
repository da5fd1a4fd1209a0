"""What the owner decides in review."""

from collections.abc import Iterable
from copy import copy
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from contacts.models import Contact, State
from interactions.queries import spoken_since
from network.models import Link, ReviewChoice, UnlinkTask
from network.services.links import reopen_link
from reminders.models import Reminder
from reminders.services import add_follow_up, change_person, drop_reminder, open_now

Choice = ReviewChoice.Choice
RESTS_DAYS = {Choice.KEEP: 365, Choice.NURTURE: 90, Choice.LATER: 30, Choice.MUTE: 365}
"""How long review leaves a person alone after a choice; after the others their state does."""
LETTING_GO = (Choice.FADE, Choice.UNLINK)
BY_HAND = {Choice.UNLINK: UnlinkTask.Kind.UNLINK, Choice.MUTE: UnlinkTask.Kind.MUTE}
"""What is to be done there, by hand, after a choice."""
NUDGE_WORDS = "Get in touch"


@transaction.atomic
def choose(*, contact: Contact, choice: str, reason: str, now: datetime) -> ReviewChoice:
    """Take the owner's choice about a person in review, with all that follows from it.

    Keep asks again in a year, later in 30 days, nurture reminds today and asks again in 90 days. Let fade
    ends every nudge. Unlink does so too and puts each active link on the checklist, with the reason kept.
    Mute puts them there to be muted: the links stay, and review asks again in a year.
    The same choice twice on one day is one choice. `now` is aware, in the owner's zone. Raises ValueError
    for unlinking or muting somebody who is not linked.
    """
    hold_book(owner=contact.owner)
    again = _chosen_already(contact, choice, now)
    if again is not None:
        return again
    made = ReviewChoice(owner=contact.owner, contact=contact, choice=Choice(choice), reason=reason[:300])
    made.made_at, made.state_before = now, contact.state
    if choice in RESTS_DAYS:
        made.again_on = now.date() + timedelta(days=RESTS_DAYS[Choice(choice)])
    if choice == Choice.NURTURE:
        made.reminder = _remind_today(contact, now)
    made.save()
    if choice in BY_HAND:
        _write_checklist(made)
    if choice in LETTING_GO and contact.state == State.ACTIVE:
        _set_state(contact, State.FADED, now)
    return made


def _remind_today(contact: Contact, now: datetime) -> Reminder:
    """A follow-up: it stays until it is done, where a nudge would go for somebody who is not due."""
    made = add_follow_up(owner=contact.owner, contact=contact, text=NUDGE_WORDS, on=now.date(), now=now)
    open_now(reminder=made, now=now)
    return made


def _chosen_already(contact: Contact, choice: str, now: datetime) -> ReviewChoice | None:
    made = ReviewChoice.objects.owned_by(contact.owner).filter(contact=contact, undone_at=None)
    newest: ReviewChoice | None = made.order_by("-pk").first()
    if newest is None or newest.choice != choice:
        return None
    return newest if newest.made_at.astimezone(now.tzinfo).date() == now.date() else None


def _write_checklist(made: ReviewChoice) -> None:
    """One open line a link: unlinking takes the place of muting, never the other way round."""
    links = list(Link.objects.owned_by(made.owner).filter(contact=made.contact, until=None))
    if not links:
        raise ValueError(f"You are not linked with {made.contact} anywhere.")
    kind = BY_HAND[Choice(made.choice)]
    open_tasks = UnlinkTask.objects.owned_by(made.owner).filter(link__in=links, done_at=None)
    if kind == UnlinkTask.Kind.UNLINK:
        open_tasks.filter(kind=UnlinkTask.Kind.MUTE).delete()
    _add_lines(made, links)


def _add_lines(made: ReviewChoice, links: Iterable[Link]) -> None:
    kind = BY_HAND[Choice(made.choice)]
    UnlinkTask.objects.bulk_create(
        (
            UnlinkTask(owner=made.owner, link=link, choice=made, made_at=made.made_at, kind=kind)
            for link in links
        ),
        ignore_conflicts=True,
    )


def _set_state(contact: Contact, state: str, now: datetime) -> None:
    before = copy(contact)
    contact.state = state
    contact.save(update_fields=["state", "updated_at"])
    change_person(contact=contact, before=before, now=now, spoken=spoken_since)


@transaction.atomic
def undo_choice(*, choice: ReviewChoice, now: datetime) -> bool:
    """Take a choice back: its reminder, its lines on the checklist with the links they ended, the state.

    What was to be muted before it was to be unlinked is to be muted again.
    What the owner changed since stays: a state set by hand, a link made anew; then the answer is False.
    A choice taken back before stays as it is.
    """
    hold_book(owner=choice.owner)
    choice.refresh_from_db()
    if choice.undone_at is not None:
        return True
    choice.undone_at = now
    choice.save(update_fields=["undone_at"])
    if choice.reminder is not None:
        drop_reminder(reminder=choice.reminder, now=now)
    lines = list(choice.tasks.select_related("link__contact", "link__owner"))
    stuck = [line for line in lines if not _drop(line)]
    if choice.choice == Choice.UNLINK:
        _mute_again(choice, [line.link for line in lines])
    if choice.choice not in LETTING_GO or choice.contact.state == choice.state_before:
        return not stuck
    if choice.contact.state != State.FADED:
        return False
    _set_state(choice.contact, choice.state_before, now)
    return not stuck


def _mute_again(choice: ReviewChoice, links: Iterable[Link]) -> None:
    """Those of the links that were to be muted before are to be muted again."""
    choices = ReviewChoice.objects.owned_by(choice.owner).filter(contact=choice.contact, undone_at=None)
    before = choices.filter(pk__lt=choice.pk, choice=Choice.MUTE).order_by("-pk").first()
    if before is None:
        return
    muted = set(before.tasks.values_list("link", flat=True))
    _add_lines(before, [link for link in links if link.until is None and link.pk not in muted])


def _drop(task: UnlinkTask) -> bool:
    is_muted = task.kind == UnlinkTask.Kind.MUTE
    is_whole = is_muted or task.link.until is None or _reopen_quietly(task.link)
    task.delete()
    return is_whole


def _reopen_quietly(link: Link) -> bool:
    try:
        reopen_link(link=link)
    except ValueError:
        return False
    return True


def say_history_is_in(*, owner: User, is_in: bool) -> None:
    """Note whether what happened before is written down, so that "nothing recorded" means something."""
    owner.history_is_in = is_in
    owner.save(update_fields=["history_is_in"])
