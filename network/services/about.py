"""What the owner tells about themselves is kept."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from network.models import AboutMe

TOLD = (
    "name", "place", "elsewhere", "employers", "schools", "competitors", "useful_roles", "pitch_words",
    "generic_notes", "works",
)  # fmt: skip


@transaction.atomic
def save_about_me(*, owner: User, told: Mapping[str, Any]) -> AboutMe:
    """Keep what the owner told; a field of AboutMe that is left out stays as it was."""
    hold_book(owner=owner)
    values = {field: told[field] for field in TOLD if field in told}
    row, _is_new = AboutMe.objects.owned_by(owner).update_or_create(owner=owner, defaults=values)
    return row
