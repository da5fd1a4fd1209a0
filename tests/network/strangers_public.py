"""A public page of Alice's, for the tests of what strangers get."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from domain.linkpresets import preset
from network.services.policies import save_version
from network.services.public import publish

OPEN = {"network:public_page", "network:public_where"}
"""Meant for everybody, signed in or not."""


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """Bob has no policy for LinkedIn, and so no such settings; the page itself shows nothing of Alice's."""
    save_version(owner=alice, policy=preset("coffee-meal-beer", "linkedin"), now=now)
    publish(owner=alice, network="linkedin", address="canarybird", is_on=True, asks_where_met=True, now=now)
    return {
        "network:public_settings": {"network": "linkedin"},
        "network:public_page": {"address": "canarybird"},
        "network:public_where": {"address": "canarybird"},
    }
