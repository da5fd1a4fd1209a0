"""How the owner stands with one person, with the arithmetic."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from contacts.models import Contact, LeftHow, State
from contacts.queries import shows_strength
from domain.forecast import forecast, forecast_coffee
from domain.health import Health, health, one_sided, turning_days
from domain.strength import Explanation, OwnWords, explain, strength
from domain.wording import day_in_words
from interactions.queries import share_begun_by_me, touches_with
from relationships.models import Standing

LEFT_WORDS = {LeftHow.MOVED: "moved away", LeftHow.JOB: "changed jobs"}


@dataclass(frozen=True, slots=True)
class PersonStanding:
    """How the owner stands with one person today; without strength and arithmetic where these are hidden."""

    strength: float | None
    health: Health
    health_words: str
    explanation: Explanation | None
    forecast: str
    coffee: str
    one_sided: str | None
    standing: Standing


def person_standing(contact: Contact, today: date) -> PersonStanding:
    """Strength, health, explanation and forecast of one person: three queries."""
    found = Standing.objects.owned_by(contact.owner).filter(contact=contact).first()
    standing = found or Standing(contact=contact, owner=contact.owner)
    state, day, wished = standing.state, today.toordinal(), contact.wished_days
    is_shown = shows_strength(contact.owner, contact)
    return PersonStanding(
        strength=strength(state, day) if is_shown else None,
        health=health(state, day, wished),
        health_words=health_words(state, day, wished),
        explanation=_explained(contact, standing, day) if is_shown else None,
        forecast=forecast(state, day, wished),
        coffee=forecast_coffee(state, day) if is_shown else "",
        one_sided=one_sided(state.days, share_begun_by_me(contact)),
        standing=standing,
    )


def _explained(contact: Contact, standing: Standing, day: int) -> Explanation:
    state = standing.state
    words = OwnWords(standing.rated_value, held_words(contact), left_words(contact))
    return explain(touches_with(contact), day, state.rating, frozen_on=state.frozen_on, words=words)


def held_words(contact: Contact) -> str:
    """Why a contact is held up: "Family", "Pinned", "Family and pinned"; empty for others."""
    if contact.is_family:
        return "Family and pinned" if contact.is_pinned else "Family"
    return "Pinned" if contact.is_pinned else ""


def left_words(contact: Contact) -> str:
    """How a contact left: "moved away", "changed jobs", "left", "died"; empty for others."""
    if contact.state == State.LEFT:
        return LEFT_WORDS.get(LeftHow(contact.left_how), "left") if contact.left_how else "left"
    return "died" if contact.state == State.DECEASED else ""


def health_words(state: Any, day: int, wished: int | None) -> str:
    """ "Cooling since 23 October", for the healths that begin on a known day; else empty."""
    turns = turning_days(state, wished)
    now = health(state, day, wished)
    since = {Health.COOLING: turns.cooling_on, Health.DORMANT: turns.dormant_on}.get(now)
    return "" if since is None else f"{now.value.capitalize()} since {day_in_words(since, day)}"
