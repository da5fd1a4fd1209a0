"""The last favours with each, either way."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import F

from accounts.models import User
from dashboard.brief.lately import first_of_each
from dashboard.brief.values import Done
from domain.digestwords import one_line
from interactions.models import Favour

FAVOURS = 2
WORDS_LENGTH = 160


def favours_of(
    user: User, ids: Collection[int], *, leaves: bool
) -> tuple[dict[int, list[Done]], dict[int, Done]]:
    """The last two favours with each, and the newest one they got; without the words of sensitive talks in a mail."""
    rows = Favour.objects.owned_by(user).filter(contact__in=ids).select_related("interaction")
    newest = first_of_each(rows, "contact_id", [F("on").desc(), F("pk").desc()], FAVOURS)
    found: dict[int, list[Done]] = defaultdict(list)
    got: dict[int, Done] = {}
    for row in newest:
        is_hidden = leaves and row.interaction is not None and row.interaction.sensitive
        what = row.kind if is_hidden or not row.text else f"{row.kind}, {one_line(row.text, WORDS_LENGTH)}"
        found[row.contact_id].append(Done(f"{'You gave' if row.gave else 'You got'} {what}", row.on))
        if not row.gave:
            got.setdefault(row.contact_id, Done(what, row.on))
    return found, got
