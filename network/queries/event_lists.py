"""Past events with what became of them."""

from datetime import date

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from accounts.models import User
from interactions.models import Event, Guest
from interactions.queries.events import NOT_LOGGED, past_events


def past_with_state(user: User, today: date) -> QuerySet[Event]:
    """What is over, the newest first; `logged_pk` is the interaction it was logged as, None where it was not.

    `is_ticked` tells whether anybody of its list is ticked: of strangers alone nothing is logged.
    """
    ticked = Guest.objects.filter(Q(talked=True) | Q(absent=True), event=OuterRef("pk"))
    logged = Case(When(NOT_LOGGED, then=Value(None)), default=F("interaction"), output_field=IntegerField())
    return past_events(user, today).annotate(logged_pk=logged, is_ticked=Exists(ticked))
