"""Mail: two parts that tell the same, and nothing that is fetched from anywhere."""

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from dashboard.brief import Tomorrow
from dashboard.digest.brief import page_of, text_of
from dashboard.digest.daily import Digest, FollowUp
from dashboard.digest.review import Review, ToDecide
from domain.digestwords import one_line
from domain.wording import counted
from reminders.models import Occurrence
from reminders.queries import NudgeCard
from ui.dates import near
from ui.templatetags.rapport import HEALTH_WORDS, number

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
NAME_LENGTH = 200


def as_mail(letter: Digest | Review | Tomorrow, *, recipient: str, message_id: str) -> EmailMultiAlternatives:
    """A mail of two parts. Needs no network: no picture, no style sheet from elsewhere."""
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=as_text(letter),
        to=[recipient],
        headers={**HEADERS, "Message-ID": message_id},
    )
    mail.attach_alternative(as_page(letter), "text/html")
    return mail


def as_page(letter: Digest | Review | Tomorrow) -> str:
    """The part that is read on most screens: every style written into it, but for that of a dark screen."""
    page = render_to_string(*_template_of(letter))
    style = render_to_string("dashboard/digest.css")
    return css_inline.inline(page, extra_css=style, load_remote_stylesheets=False, keep_at_rules=True)


def _template_of(letter: Digest | Review | Tomorrow) -> tuple[str, dict[str, object]]:
    """The page of a letter, and what it shows."""
    base: dict[str, object] = {"base": settings.BASE_URL}
    if isinstance(letter, Tomorrow):
        return "dashboard/brief_mail.html", base | page_of(letter)
    kind = "digest" if isinstance(letter, Digest) else "review"
    return f"dashboard/{kind}.html", base | {kind: letter}


def as_text(letter: Digest | Review | Tomorrow) -> str:
    """The plain part, for people and machines that read no HTML."""
    if isinstance(letter, Tomorrow):
        blocks = text_of(letter, address)
    else:
        blocks = _digest_blocks(letter) if isinstance(letter, Digest) else _review_blocks(letter)
    blocks.append(
        [
            "Everything on one page: " + address("dashboard:today"),
            "When and whether this mail comes: " + address("dashboard:reminding"),
        ]
    )
    return "\n\n".join("\n".join(lines) for lines in blocks) + "\n"


def _digest_blocks(digest: Digest) -> list[list[str]]:
    blocks = [[digest.missed]] if digest.missed else []
    blocks += [_person_text(card) for card in digest.people]
    if digest.dates:
        blocks.append(_dates_text(digest))
    if digest.follow_ups:
        blocks.append(["You said you would:"])
        blocks += [_follow_up_text(row, digest) for row in digest.latest_follow_ups]
    if digest.more_follow_ups:
        blocks.append([f"{digest.more_follow_ups}: {address('reminders:reminders')}"])
    if digest.requests:
        blocks.append([digest.requests_words, address("network:requests")])
    return blocks


def _dates_text(digest: Digest) -> list[str]:
    lines = [f"{one_line(card.words, 300)} ({near(card.day, digest.day)})" for card in digest.nearest_dates]
    if digest.more_dates:
        lines.append(f"{digest.more_dates}: {address('dashboard:today')}")
    return ["Dates:", *lines]


def _person_text(card: NudgeCard) -> list[str]:
    health = HEALTH_WORDS[card.health.value].lower()
    strength = "" if card.strength is None else f"{number(card.strength)}, "
    lines = [f"{one_line(card.contact.display, NAME_LENGTH)} – {strength}{health}", card.why]
    if card.last_topic:
        lines.append(f"Last time: {card.last_topic}")
    if card.strength is not None:
        lines.append(f"Why: {address('dashboard:person', card.contact.pk)}#standing")
    return [*lines, *_act_lines(card.occurrence, "done", "snooze", "skip")]


def _follow_up_text(row: FollowUp, digest: Digest) -> list[str]:
    who = f" ({one_line(row.name, NAME_LENGTH)})" if row.name else ""
    day = near(row.occurrence.due_on, digest.day)
    return [f"{row.text}{who}, {day}", *_act_lines(row.occurrence, "done", "snooze")]


def _act_lines(occurrence: Occurrence, *acts: str) -> list[str]:
    return [f"{act.capitalize()}: {address('reminders:act', occurrence.pk, act)}" for act in acts]


def _review_blocks(review: Review) -> list[list[str]]:
    blocks = [[f"{review.turned}."]] if review.turned else []
    if review.first:
        blocks.append(["To decide about:", *(_to_decide_text(one) for one in review.first)])
        if review.others:
            blocks[-1].append(f"And {counted(review.others, 'other', 'others')}.")
        blocks[-1].append("One card at a time: " + address("network:review"))
    blocks.append(["Worth nurturing: " + address("network:review") + "?show=nurture"])
    return blocks


def _to_decide_text(one: ToDecide) -> str:
    name = one_line(one.contact.display, NAME_LENGTH)
    return f"{name} – {one.reason}" if one.reason else name


def address(name: str, *args: object) -> str:
    """A whole address, as it is reached from outside."""
    return f"{settings.BASE_URL}{reverse(name, args=args)}"
