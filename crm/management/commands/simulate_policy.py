"""manage.py simulate_policy PRESET --owner EMAIL: what a policy would do to the links and decisions there are."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from crm.commands import OwnerCommand
from domain.linkpresets import PRESETS, preset
from network.models import Network
from network.queries.simulation import Simulation, simulate


class Command(OwnerCommand):
    help = "Run a policy over all links and past decisions, and save nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("preset", metavar="PRESET", help=f"One of: {', '.join(PRESETS)}.")
        parser.add_argument(
            "--network", choices=Network.values, help="Only links on this network; else all links."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        network = options["network"]
        try:
            policy = preset(options["preset"], network or Network.LINKEDIN)
        except ValueError as error:
            raise CommandError(str(error)) from None
        found = simulate(owner, policy, clock.today(owner), everywhere=network is None)
        self.say(_told(found), _words(found))


def _told(found: Simulation) -> dict[str, int]:
    return {
        "pass": found.passing,
        "fail": found.failing,
        "strong_without_evidence": found.strong_count,
        "changed": len(found.changed),
    }


def _words(found: Simulation) -> str:
    return (
        f"{found.failing:,} of {found.links:,} links would not pass; strong among them, but without a logged "
        f"coffee: {found.strong_count:,}; verdicts you gave that would change: {len(found.changed):,}."
    )
