"""Alice's rows behind the addresses of favours."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from domain.favours.balance import Deed, FavourKind
from interactions.services import record_favour, remove_favour

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route, the arguments that lead to a row of Alice's; favours of the person."""
    deeds = [Deed(gave, FavourKind.GIFT, text=CANARY) for gave in (True, False)]
    kept, gone = (
        record_favour(owner=alice, contact=person, deed=deed, on=now.date(), now=now) for deed in deeds
    )
    remove_favour(favour=gone, now=now)
    return {
        "network:favour_add": {"pk": person.pk},
        "network:favour_check": {"pk": person.pk},
        "network:favour": {"pk": kept.pk},
        "network:favour_remove": {"pk": kept.pk},
        "network:favour_untell": {"pk": kept.pk},
        "network:favour_restore": {"pk": gone.pk},
    }
