"""The daily digest: what Today shows, as one mail. Composed when it is sent, so that it is never stale."""

from dataclasses import dataclass
from datetime import date, datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.queries import verified_address
from domain.nudges import digest_subject
from domain.wording import counted, sentence
from interactions.queries import last_talks
from network.queries import waiting_count
from reminders.models import Delivery, Occurrence
from reminders.queries import (
    MISSED_DAYS,
    DateCard,
    NudgeCard,
    dates_near,
    follow_ups_open,
    last_told_on,
    open_people,
)
from ui.dates import near
from ui.templatetags.rapport import HEALTH_WORDS, number

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


@dataclass(frozen=True, slots=True)
class Digest:
    """What one owner is told on one day."""

    day: date
    people: list[NudgeCard]
    dates: list[DateCard]
    follow_ups: list[Occurrence]
    requests: int

    @property
    def subject(self) -> str:
        """How much of what, without a name; empty when there is nothing to say."""
        birthdays = sum(card.is_birthday for card in self.dates)
        others = len(self.dates) - birthdays
        return digest_subject(len(self.people), birthdays, others, len(self.follow_ups), self.requests)

    @property
    def requests_words(self) -> str:
        if not self.requests:
            return ""
        asks = "asks" if self.requests == 1 else "ask"
        return sentence(f"{counted(self.requests, 'person', 'people')} {asks} to be linked with you.")


def compose(user: User, today: date) -> Digest:
    """Everything worth telling on a day. About eight queries, however big the book is."""
    told_on = last_told_on(user)
    silent_days = MISSED_DAYS if told_on is None else (today - told_on).days - 1
    return Digest(
        day=today,
        people=open_people(user, today, last_talks),
        dates=dates_near(user, today, past_days=max(0, min(MISSED_DAYS, silent_days))),
        follow_ups=[row for row in follow_ups_open(user, today) if _is_recent(row, today)],
        requests=waiting_count(user, today),
    )


def _is_recent(row: Occurrence, today: date) -> bool:
    """Mail repeats what is open for a week; after that it is on the pages only."""
    return (today - max(row.due_on, row.snoozed_until or row.due_on)).days <= MISSED_DAYS


def as_mail(digest: Digest, *, recipient: str, message_id: str) -> EmailMultiAlternatives:
    """The digest as a mail of two parts. Needs no network: no picture, no style sheet from elsewhere."""
    mail = EmailMultiAlternatives(
        subject=digest.subject,
        body=as_text(digest),
        to=[recipient],
        headers={**HEADERS, "Message-ID": message_id},
    )
    page = render_to_string("dashboard/digest.html", {"digest": digest, "base": settings.BASE_URL})
    style = render_to_string("dashboard/digest.css")
    mail.attach_alternative(
        css_inline.inline(page, extra_css=style, load_remote_stylesheets=False), "text/html"
    )
    return mail


def as_text(digest: Digest) -> str:
    """The plain part, for people and machines that read no HTML."""
    blocks = [_person_text(card) for card in digest.people]
    if digest.dates:
        blocks.append([f"{card.words} ({near(card.day, digest.day)})" for card in digest.dates])
    blocks += [_follow_up_text(row, digest.day) for row in digest.follow_ups]
    if digest.requests:
        blocks.append([digest.requests_words, _address("network:requests")])
    blocks.append(["Everything on one page: " + _address("dashboard:today")])
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _person_text(card: NudgeCard) -> list[str]:
    health = HEALTH_WORDS[card.health.value].lower()
    strength = "" if card.strength is None else f"{number(card.strength)}, "
    lines = [f"{card.contact.display} – {strength}{health}", card.why]
    if card.last_topic:
        lines.append(f"Last time: {card.last_topic}")
    if card.strength is not None:
        lines.append(f"Why: {_address('dashboard:person', card.contact.pk)}#standing")
    return [*lines, *_act_lines(card.occurrence, "done", "snooze", "skip")]


def _follow_up_text(row: Occurrence, today: date) -> list[str]:
    who = f" ({row.reminder.contact.display})" if row.reminder.contact else ""
    words = " ".join(row.reminder.text.split())
    return [f"{words}{who}, {near(row.due_on, today)}", *_act_lines(row, "done", "snooze")]


def _act_lines(occurrence: Occurrence, *acts: str) -> list[str]:
    return [f"{act.capitalize()}: {_address('reminders:act', occurrence.pk, act)}" for act in acts]


def _address(name: str, *args: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


def message_id_of(delivery: Delivery) -> str:
    """Always the same for one delivery, so that a mail sent twice is seen as one by those who care."""
    key = f"{delivery.owner_id}:{delivery.occurrence.due_on}:{delivery.channel}:{delivery.recipient}"
    digest = salted_hmac("rapport.delivery", key, algorithm="sha256").hexdigest()[:40]
    return f"<{digest}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"


def reason_to_drop(delivery: Delivery) -> str:
    """Why a delivery must not be sent any more, though it was wanted when it was made; empty if it may."""
    owner = delivery.owner
    if not owner.is_active or not owner.digest_by_mail:
        return "Mail was switched off."
    return "" if verified_address(owner) == delivery.recipient else "The address has changed."


def send(delivery: Delivery, now: datetime) -> str:
    """Send one claimed digest; why it was not sent, or nothing. Raises what the mail server answers.

    `now` is in the owner's zone. Not to be called inside a transaction: the server may take 15 seconds.
    """
    reason = reason_to_drop(delivery)
    if reason:
        return reason
    digest = compose(delivery.owner, now.date())
    if not digest.subject:
        return "Nothing left to say."
    as_mail(digest, recipient=delivery.recipient, message_id=message_id_of(delivery)).send()
    return ""


def problem_words(error: Exception) -> str:
    """What went wrong, without anything private: the kind of error, and the server's code if it gave one."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({code for code, _text in error.recipients.values()})
        return f"The mail server refused the address ({', '.join(map(str, codes))})."
    if isinstance(error, SMTPResponseException):
        return f"The mail server answered {error.smtp_code}."
    if isinstance(error, SMTPException | OSError):
        return f"The mail server cannot be reached ({type(error).__name__})."
    return f"The mail could not be made ({type(error).__name__})."


def is_final(error: Exception) -> bool:
    """Whether trying again is no use: the server refuses the address for good."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _text in error.recipients.values())


def send_test(user: User) -> str | None:
    """Send the owner a mail without anything private; what went wrong in words, or None."""
    hour = f"Mail works. The daily digest comes at {user.digest_hour}:00."
    mail = EmailMessage(
        subject="A test mail from Rapport",
        body=f"{hour}\n\n{_address('dashboard:today')}\n",
        to=[user.email],
        headers=HEADERS,
    )
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        return problem_words(error)
    return None
