"""Alice's rows behind the addresses of introductions."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from network.models import Introduction, NotIntroduced
from network.services.introductions import Between, start_introduction, take_step
from reminders.services import add_person

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route, the arguments that lead to an introduction through the person, or to a pair with them."""
    to = f"{CANARY} Target"
    asked, _new = start_introduction(
        owner=alice, between=Between(broker=person, to_name=to), why=CANARY, now=now
    )
    take_step(introduction=asked, kind="asked", on=now.date(), words=CANARY, now=now)
    gone = Introduction.objects.create(
        owner=alice, broker=person, to_name=f"{CANARY} Gone", made_at=now, deleted_at=now
    )
    other = add_person(owner=alice, name=f"{CANARY} Other", now=now)
    pair = NotIntroduced.objects.create(owner=alice, first=person, second=other, said_at=now)
    names = (
        "introduction",
        *(f"introduction_{act}" for act in ("step", "close", "undo", "change", "remove")),
    )
    return {
        **{f"network:{name}": {"pk": asked.pk} for name in names},
        "network:introduction_restore": {"pk": gone.pk},
        "network:pair_undo": {"pk": pair.pk},
        "network:refusal": {"pk": person.pk},
    }
