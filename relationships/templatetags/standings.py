"""Reading a standing on a day inside a template."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from contacts.models import Contact
from contacts.queries import shows_strength
from domain.health import Health
from relationships.models import Standing

register = template.Library()


@register.simple_tag(takes_context=True)
def strength_of(context: Mapping[str, Any], contact: Contact, day: date) -> float | None:
    """The strength from 0 to 10 on a day; None without a standing, and where the owner hides it."""
    standing = getattr(contact, "standing", None)
    if standing is None or not shows_strength(context["user"], contact):
        return None
    return float(standing.strength_on(day))


@register.filter
def health_on(standing: Standing | str | None, day: date) -> str:
    """The health on a day; "unknown" without a standing."""
    return str(standing.health_on(day) if isinstance(standing, Standing) else Health.UNKNOWN)
