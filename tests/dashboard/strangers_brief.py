"""An appointment of Alice's with her contact, for the tests of what strangers get."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from interactions.models import Event, Guest


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    event = Event.objects.create(owner=alice, name=person.display, day=now.date(), created_at=now)
    Guest.objects.create(owner=alice, event=event, contact=person, name=person.display)
    return {"dashboard:person_brief": {"pk": person.pk}, "dashboard:event_brief": {"pk": event.pk}}
