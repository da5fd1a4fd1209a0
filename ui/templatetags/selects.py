"""Drop-downs drawn without a template each: a list of people shows eight of them."""

from typing import Any

from django import template
from django.forms import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

OPTION = '<option value="{}">{}</option>'
CHOSEN = '<option value="{}" selected>{}</option>'


@register.simple_tag
def select(field: BoundField) -> SafeString:
    """The drop-down of a choice field without groups."""
    value = field.value()
    chosen = "" if value is None else str(value)
    choices: Any = field.field
    options = (
        format_html(CHOSEN if str(one) == chosen else OPTION, one, label) for one, label in choices.choices
    )
    drawn = format_html_join("", "{}", ((option,) for option in options))
    return format_html('<select name="{}" id="{}">{}</select>', field.html_name, field.id_for_label, drawn)
