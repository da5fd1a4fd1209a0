"""manage.py choose_policy PRESET --network N --owner EMAIL: let one of our policies hold on a network."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from crm.commands import OwnerCommand
from domain.linking import policy_sentences
from domain.linkpresets import PRESETS, preset
from network.forms.policy_sources import started
from network.models import Network
from network.queries.policies import about_me, current_policy
from network.services.policies import save_version


class Command(OwnerCommand):
    help = "Choose a policy for a network."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("preset", metavar="PRESET", help=f"One of: {', '.join(PRESETS)}.")
        parser.add_argument(
            "--network", required=True, metavar="N", help=f"One of: {', '.join(Network.values)}."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        owner, network = self.owner(options), options["network"]
        try:
            chosen = preset(options["preset"], network)
            policy = started(chosen, current_policy(owner, network), about_me(owner))
            version = save_version(owner=owner, policy=policy, now=clock.now_for(owner))
        except ValueError as fault:
            raise CommandError(str(fault)) from fault
        told = {
            "network": network,
            "policy": version.slug,
            "name": version.name,
            "version": version.number,
            "rules": list(policy_sentences(version.policy)),
        }
        lines = "\n".join(told["rules"])
        self.say(
            told,
            f"{version.name} holds on {version.get_network_display()}, version {version.number}.\n{lines}",
        )
