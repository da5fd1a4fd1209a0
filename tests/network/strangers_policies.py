"""What the addresses of policies and of the sweep lead to, for the tests of strangers."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from domain.linking import Settings
from domain.linkpresets import preset
from network.models import LinkRequest, Network
from network.services.policies import save_version
from network.services.sweep import answer_sweep

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """The arguments that lead to rows of Alice's."""
    policy = preset("coffee-meal-beer", Network.LINKEDIN, Settings(market=CANARY, question=f"{CANARY}?"))
    version = save_version(owner=alice, policy=policy, now=now)
    LinkRequest.objects.create(owner=alice, network="linkedin", name=CANARY, external_key=CANARY)
    answer_sweep(contact=person, met=None, now=now)
    there = {"network": Network.LINKEDIN.value}
    return {
        "network:policy_use": {"pk": version.pk},
        "network:policy_edit": there,
        "network:policy_simulate": there,
        "network:policy_save": there,
        "network:policy_versions": there,
        "network:policy_drift": there,
        "network:sweep_answer": {"pk": person.pk},
        "network:sweep_undo": {"pk": person.pk},
    }
