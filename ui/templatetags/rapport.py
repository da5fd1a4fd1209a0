"""Tags and filters of the look: rings, bars, health, sparks, icons, days and numbers."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide

from domain.wording import MINUS
from ui import dates
from ui import markdown as notes

register = template.Library()

HEALTH_WORDS = {
    "new": "New",
    "thriving": "Thriving",
    "cooling": "Cooling",
    "dormant": "Dormant",
    "never": "Never",
    "unknown": "Nothing recorded",
}
NO_NUMBER = "–"
UNDO = "undo:"
SPARK = (
    '<svg class="spark" viewBox="0 0 92 24" aria-hidden="true"><polyline points="{}"/>'
    '<circle cx="92" cy="{}" r="2"/></svg>'
)
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 92.0, 24.0, 2.0


@register.simple_tag
def ring(strength: float | None, health: object = "unknown") -> SafeString:
    """A ring filled as far as the strength (0-10) goes, the number inside; None shows a dash."""
    return _drawn("ui/_ring.html", number(strength), _word_of(health))


@register.simple_tag
def bar(strength: float | None, health: object = "unknown") -> SafeString:
    """A bar as long as the strength (0-10), and the number after it."""
    return _drawn("ui/_bar.html", number(strength), _word_of(health))


@lru_cache(maxsize=2048)
def _drawn(name: str, shown: str, health: str) -> SafeString:
    strength = None if shown == NO_NUMBER else float(shown)
    share = 0.0 if strength is None else min(max(strength * 10, 0.0), 100.0)
    context = {"shown": shown, "strength": strength, "share": f"{share:g}", "health": health}
    return render_to_string(name, context | {"word": HEALTH_WORDS[health].lower()})


@register.simple_tag
def health_mark(health: object, word: str = "") -> SafeString:
    """The health as a shape and a word; `word` says more than the plain one ("Cooling since 23 October")."""
    name = _word_of(health)
    return _marked(name, word or HEALTH_WORDS[name])


@lru_cache(maxsize=512)
def _marked(health: str, word: str) -> SafeString:
    return render_to_string("ui/_health.html", {"health": health, "word": word})


def _word_of(health: object) -> str:
    word = str(getattr(health, "value", health) or "unknown")
    return word if word in HEALTH_WORDS else "unknown"


@register.simple_tag
def spark(points: Iterable[float]) -> SafeString:
    """A small line of strengths (0-10), oldest first. Hidden from screen readers: its number is beside it."""
    return _spark(tuple(points))


@lru_cache(maxsize=2048)
def _spark(points: tuple[float, ...]) -> SafeString:
    heights = [min(max(float(point), 0.0), 10.0) for point in points]
    if len(heights) < 2:
        return conditional_escape("")
    step = SPARK_WIDTH / (len(heights) - 1)
    room = SPARK_HEIGHT - 2 * SPARK_MARGIN
    spots = [
        f"{step * i:.1f},{SPARK_MARGIN + room * (1 - height / 10):.1f}" for i, height in enumerate(heights)
    ]
    return format_html(SPARK, " ".join(spots), spots[-1].partition(",")[2])


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """A picture from the Lucide set, hidden from screen readers: words stand beside it."""
    return _icon(str(name), int(size))


@lru_cache(maxsize=512)
def _icon(name: str, size: int) -> SafeString:
    markup = lucide(name, size=size, **{"class": "icon", "aria_hidden": "true", "focusable": "false"})
    return mark_safe(markup)  # noqa: S308  # the library's own file; no word of ours or the owner's is in it


@register.inclusion_tag("ui/_nav_link.html", takes_context=True)
def nav_link(
    context: dict[str, Any], route: str, label: str, picture: str, count: str = "", *, if_any: bool = False
) -> dict[str, object]:
    """A link of the main navigation; left out where its page is missing. `count` is a key of `nav_counts`.

    With `if_any` it is left out where there is nothing to count, too.
    """
    try:
        url = reverse(route)
    except NoReverseMatch:
        return {"url": ""}
    request = context.get("request")
    path = request.path if request else ""
    number = (context.get("nav_counts") or {}).get(count)
    return {
        "url": url if number or not if_any else "",
        "label": label,
        "picture": picture,
        "count": number,
        "many": context.get("many"),
        "is_current": path == url or (url != "/" and path.startswith(url)),
    }


@register.simple_tag
def when(day: date | None, precision: str, today: date) -> str:
    """A day as exactly as it is known: "yesterday", "week of 8 Sep", "May 2024", "2019", "some time"."""
    return dates.as_known(day, str(getattr(precision, "value", precision)), today)


@register.filter
def near(day: date | None, today: date) -> str:
    """The day as said from today: "yesterday", "in 6 days", "11 Sep", "March 2024"; nothing for None."""
    return dates.near(day, today) if day and today else ""


@register.filter
def owner_date(day: date | None, owner: object = "dmy") -> str:
    """The whole date in the owner's order: takes the owner (its `date_order`) or the order itself."""
    if day is None:
        return ""
    order = owner if isinstance(owner, str) else getattr(owner, "date_order", "dmy")
    return dates.in_order(day, str(order))


@register.filter
def number(value: float | str | None) -> str:
    """One decimal with a true minus: "6.1", "−1.8"; a dash for None."""
    if value is None or value == "":
        return NO_NUMBER
    shown = f"{abs(float(value)):.1f}"
    return f"{MINUS}{shown}" if float(value) < 0 and shown != "0.0" else shown


@register.filter
def signed(value: float | str | None) -> str:
    """Like `number`, with a plus where something is gained: "+2.9", "−1.8", "0.0"."""
    shown = number(value)
    return f"+{shown}" if value and float(value) > 0 and shown != "0.0" else shown


@register.filter
def undo_url(message: object) -> str:
    """Where a message's undo is posted: what its extra tags say after "undo:", or nothing."""
    for tag in str(getattr(message, "extra_tags", "") or "").split():
        if tag.startswith(UNDO):
            return tag.removeprefix(UNDO)
    return ""


@register.filter(name="markdown")
def markdown_filter(text: str | None) -> SafeString:
    """A note's Markdown as sanitised HTML."""
    return notes.render(text or "")
