"""What the signed-out pages need to know."""

from typing import Any

from allauth.account.adapter import get_adapter
from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def signup_is_open(context: dict[str, Any]) -> bool:
    """Whether a stranger may make an account now; the link is shown only then."""
    request = context.get("request")
    return bool(request and get_adapter().is_open_for_signup(request))
