"""A photo of Alice's, for the tests of what strangers get."""

import io
from datetime import datetime
from typing import Any

from PIL import Image

from accounts.models import User
from contacts.models import Contact
from contacts.services import set_photo


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), (200, 30, 30)).save(out, "JPEG")
    set_photo(contact=person, data=out.getvalue(), now=now)
    names = ("photo", "photo_small", "photo_set", "photo_remove")
    return {f"contacts:{name}": {"pk": person.pk} for name in names}
