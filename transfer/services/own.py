"""By what files know the owner: kept beside what they told about themselves."""

from collections.abc import Sequence

from django.db import transaction

from accounts.models import User
from accounts.services import hold_book
from domain.keys import email_key
from network.models import AboutMe

MOST = 50


@transaction.atomic
def remember_own(*, owner: User, own: Sequence[str]) -> AboutMe:
    """Keep these addresses and names as the owner's, beside those known already."""
    hold_book(owner=owner)
    about, _made = AboutMe.objects.owned_by(owner).get_or_create(owner=owner)
    emails = [key for text in own if (key := email_key(text))]
    names = [text for text in own if text and not email_key(text)]
    about.emails = list(dict.fromkeys([*about.emails, *emails]))[:MOST]
    about.other_names = list(dict.fromkeys([*about.other_names, *names]))[:MOST]
    about.save(update_fields=["emails", "other_names"])
    return about
