"""manage.py triage --owner EMAIL: what the policies say to the requests that wait, and why."""

from argparse import ArgumentParser
from typing import Any

from accounts import clock
from accounts.models import User
from crm.commands import OwnerCommand
from domain.linkoutcomes import IN_WORDS
from domain.wording import sentence
from network.models import Network
from network.queries.triage import Triaged, triage
from network.queries.waiting import waiting

AT_ONCE = 50


class Command(OwnerCommand):
    help = "Tell for each waiting request what the policy of its network says, and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--network", choices=Network.values, help="Only requests on this network.")

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        rows = _triaged(owner, options["network"])
        lines = [_line(one) for one in rows] or ["No request waits."]
        self.say([_told(one) for one in rows], "\n".join(lines))


def _triaged(owner: User, network: str | None) -> list[Triaged]:
    today = clock.today(owner)
    found = waiting(owner, today).requests
    requests = list(found.filter(network=network) if network else found)
    parts = (requests[start : start + AT_ONCE] for start in range(0, len(requests), AT_ONCE))
    return [one for part in parts for one in triage(owner, part, today)]


def _told(one: Triaged) -> dict[str, Any]:
    said = one.verdict
    return {
        "from": one.request.name,
        "network": one.request.network,
        "verdict": str(said.verdict) if said else None,
        "rule": said.sentence if said else None,
        "reasons": list(said.reasons) if said else [],
        "missing": list(said.missing) if said else [],
        "candidates": [
            {
                "contact": known.display,
                "confidence": known.candidate.confidence,
                "for": list(known.candidate.evidence_for),
                "against": list(known.candidate.evidence_against),
            }
            for known in one.known
        ],
        "memory": list(one.memory),
    }


def _line(one: Triaged) -> str:
    name = one.request.name or "No name given"
    if one.verdict is None:
        return f"{name}: no policy for {one.request.get_network_display()} yet. Choose one: manage.py choose_policy"
    said = one.verdict
    why = f" ({'; '.join(said.reasons)})" if said.reasons else ""
    wish = f" {sentence(said.missing[0])}." if said.missing else ""
    return f"{name}: {IN_WORDS[said.verdict]}. {said.sentence}{why}{wish}"
