"""Reading a standing on a day inside a template."""

from datetime import date

from django import template

from domain.health import Health
from relationships.models import Standing

register = template.Library()


@register.filter
def strength_on(standing: Standing | str | None, day: date) -> float | None:
    """The strength from 0 to 10 on a day; None without a standing."""
    return standing.strength_on(day) if isinstance(standing, Standing) else None


@register.filter
def health_on(standing: Standing | str | None, day: date) -> str:
    """The health on a day; "unknown" without a standing."""
    return str(standing.health_on(day) if isinstance(standing, Standing) else Health.UNKNOWN)
