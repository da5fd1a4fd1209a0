"""Alice's rows behind the addresses of events and their guests."""

from datetime import date, datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from interactions.models import Event, Guest

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route, the arguments that lead to a row of Alice's."""
    told = {"owner": alice, "name": CANARY, "place": CANARY, "note": CANARY, "created_at": now}
    event = Event.objects.create(day=date(2026, 3, 10), **told)
    gone = Event.objects.create(day=date(2026, 3, 10), deleted_at=now, **told)
    Guest.objects.create(owner=alice, event=event, contact=person, name=CANARY, place=1)
    guest = Guest.objects.create(owner=alice, event=event, name=f"{CANARY} Guest", place=2)
    of_event = (
        "event",
        "event_edit",
        "event_happened",
        "event_remove",
        "event_guests",
        "event_who",
        "event_after",
    )
    of_guest = ("guest_forget", "guest_remove", "guest_add")
    return {
        **{f"network:{name}": {"pk": event.pk} for name in of_event},
        **{f"network:{name}": {"pk": guest.pk} for name in of_guest},
        "network:event_restore": {"pk": gone.pk},
    }
