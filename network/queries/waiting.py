"""Which requests wait today: the open ones, those put off until now, and those that something brings back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from network.models import LinkRequest
from network.queries.requests import waiting_requests
from network.queries.returned import returned


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests to decide, newest first; `back` tells why some came back, by request. `met_since` were declined."""

    requests: QuerySet[LinkRequest]
    back: Mapping[int, str]
    met_since: Mapping[int, str]


def waiting(user: User, today: date) -> Waiting:
    """What waits for the owner today. Whom the owner declined and has met since does not wait: they may be invited."""
    back = returned(user, today)
    declined = LinkRequest.objects.owned_by(user).filter(pk__in=back, state=LinkRequest.State.DECLINED)
    gone = set(declined.values_list("pk", flat=True)) if back else set()
    comes = {pk: words for pk, words in back.items() if pk not in gone}
    return Waiting(waiting_requests(user, today, comes), comes, {pk: back[pk] for pk in gone})


def waiting_count(user: User, today: date) -> int:
    """How many incoming requests wait."""
    return waiting(user, today).requests.count()
