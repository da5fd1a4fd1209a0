"""Sending one claimed delivery, and what became of it in words."""

from datetime import date, datetime
from email.utils import make_msgid
from smtplib import (
    SMTPConnectError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)
from socket import gaierror
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.queries import verified_address
from dashboard.brief import Tomorrow, compose_tomorrow
from dashboard.digest.daily import Digest, compose
from dashboard.digest.letters import HEADERS, address, as_mail
from dashboard.digest.review import Review, compose_review
from dashboard.digest.short import as_message
from reminders import channels
from reminders.channels.message import Undelivered
from reminders.models import Channel, Delivery, Reminder
from reminders.queries.silence import NOTHING_LEFT

Kind = Reminder.Kind
MAIL_OFF, CHANNEL_OFF = "Mail was switched off.", "The channel was switched off."


def has_news(user: User, kind: str, today: date) -> bool:
    """Whether a message of this kind, the digest, the weekly review or the brief, has anything to say today."""
    return bool(_letter(user, kind, today).quiet_subject)


def _letter(user: User, kind: str, today: date) -> Digest | Review | Tomorrow:
    if kind == Kind.BRIEF:
        return compose_tomorrow(user, today)
    return compose_review(user, today) if kind == Kind.REVIEW else compose(user, today)


def key_of(delivery: Delivery) -> str:
    """Always the same for one delivery, and nobody's but its own: 40 letters that tell nothing."""
    kind = "" if delivery.occurrence.kind == Kind.DIGEST else f":{delivery.occurrence.kind}"
    parts = f"{delivery.owner_id}:{delivery.occurrence.due_on}:{delivery.channel}:{delivery.recipient}{kind}"
    return salted_hmac("rapport.delivery", parts, algorithm="sha256").hexdigest()[:40]


def message_id_of(delivery: Delivery) -> str:
    """Always the same for one delivery, so that a mail sent twice is seen as one by those who care."""
    return f"<{key_of(delivery)}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}>"


def reason_to_drop(delivery: Delivery) -> str:
    """Why a delivery must not be sent any more, though it was wanted when it was made; empty if it may."""
    owner = delivery.owner
    if not owner.is_active:
        return MAIL_OFF if delivery.channel == Channel.Kind.MAIL else CHANNEL_OFF
    if delivery.occurrence.kind == Kind.REVIEW and owner.review_weekday is None:
        return "The weekly review was switched off."
    if delivery.occurrence.kind == Kind.BRIEF and not owner.brief_by_mail:
        return "The brief was switched off."
    return (
        _mail_reason(delivery) if delivery.channel == Channel.Kind.MAIL else _channel_reason(delivery.through)
    )


def _mail_reason(delivery: Delivery) -> str:
    if delivery.occurrence.kind != Kind.BRIEF and not delivery.owner.digest_by_mail:
        return MAIL_OFF
    return "" if verified_address(delivery.owner) == delivery.recipient else "The address has changed."


def _channel_reason(channel: Channel | None) -> str:
    is_there = channel is not None and channel.deleted_at is None and channel.is_on
    return "" if is_there else CHANNEL_OFF


def send(delivery: Delivery, now: datetime) -> str:
    """Send one claimed message its own way; why it was not sent, or nothing. Raises what the server answers.

    `now` is in the owner's zone. Composed anew, so that it is never stale. Not to be called inside a transaction:
    the server may take 15 seconds.
    """
    reason = reason_to_drop(delivery)
    if reason:
        return reason
    letter = _letter(delivery.owner, delivery.occurrence.kind, now.date())
    if not letter.quiet_subject:
        return NOTHING_LEFT
    if delivery.channel == Channel.Kind.MAIL:
        as_mail(letter, recipient=delivery.recipient, message_id=message_id_of(delivery)).send()
    elif delivery.through is not None and not isinstance(letter, Tomorrow):
        told = as_message(letter, tells_names=delivery.through.tells_names, key=key_of(delivery))
        channels.send_through(delivery.through, told)
    return ""


def problem_words(error: Exception) -> str:
    """What went wrong, without anything private: the kind of error, and the server's code if it gave one."""
    if isinstance(error, Undelivered):
        return error.words
    if isinstance(error, SMTPRecipientsRefused):
        codes = sorted({code for code, _text in error.recipients.values()})
        return f"The mail server refused the address ({', '.join(map(str, codes))})."
    if isinstance(error, SMTPResponseException):
        return f"The mail server answered {error.smtp_code}."
    if isinstance(error, SMTPException | OSError):
        return f"The mail server cannot be reached ({type(error).__name__})."
    return f"The message could not be made ({type(error).__name__})."


def is_final(error: Exception) -> bool:
    """Whether trying again is no use: the other side refuses for good."""
    if isinstance(error, Undelivered):
        return error.is_final
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _text in error.recipients.values())


def is_outage(error: Exception) -> bool:
    """Whether the mail server could not be reached at all, so that no mail would get through."""
    return isinstance(error, ConnectionError | gaierror | SMTPConnectError | SMTPServerDisconnected)


def send_brief_now(user: User, today: date) -> str | None:
    """Send the owner the brief of tomorrow at once, as the mail of the evening would be; what went wrong, or None.

    Raises ValueError, in words, where there is nothing to say.
    """
    letter = compose_tomorrow(user, today)
    if not letter.quiet_subject:
        raise ValueError("Nothing is planned for tomorrow with anybody in your book.")
    message_id = make_msgid(domain=urlsplit(settings.BASE_URL).hostname or "localhost")
    return _problem_of(as_mail(letter, recipient=user.email, message_id=message_id))


def send_test(user: User) -> str | None:
    """Send the owner a mail without anything private; what went wrong in words, or None."""
    hour = f"Mail works. The daily digest comes at {user.digest_hour}:00."
    mail = EmailMessage(
        subject="A test mail from Rapport",
        body=f"{hour}\n\n{address('dashboard:today')}\n",
        to=[user.email],
        headers=HEADERS,
    )
    return _problem_of(mail)


def _problem_of(mail: EmailMessage) -> str | None:
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        return problem_words(error)
    return None
