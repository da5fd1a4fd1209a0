"""manage.py introduce --owner EMAIL (--to N | --company C): who can introduce the owner, who not, and why."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from accounts import clock
from crm.commands import OwnerCommand
from domain.introductions.pathwords import figure, names_of, weakest_of
from network.queries.introducers import Answer, Asked, introducers

HIGHEST = 10
SAID = {
    "to": "Cara Quist",
    "company": "anyone who works there",
    "place": "anyone who lives there",
    "tag": "anyone with that tag",
    "mutuals": "Bo Lund; Cleo Berg, as a profile shows them",
}
ARROW = " \N{RIGHTWARDS ARROW} "


class Command(OwnerCommand):
    help = "List who can introduce you to somebody, best first, and who should not be asked, with reasons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        for field, words in SAID.items():
            parser.add_argument(f"--{field}", default="", metavar=field[0].upper(), help=f"Such as: {words}.")
        parser.add_argument(
            "--line", type=float, metavar="N", help="Ask only people at least this strong, 0 to 10."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        owner = self.owner(options)
        said = {field: options[field].strip() for field in SAID}
        if not (said["to"] or said["company"] or said["place"] or said["tag"]):
            raise CommandError("Say whom you want to meet: --to, --company, --place or --tag.")
        line = owner.introducer_line if options["line"] is None else options["line"]
        if not 0 <= line <= HIGHEST:
            raise CommandError(f"--line: a strength from 0 to {HIGHEST}, not {line:g}.")
        asked = Asked(said["to"], None, said["company"], said["place"], said["tag"], said["mutuals"])
        answer = introducers(owner, asked, line, clock.today(owner))
        self.say(_told(answer), "\n".join(_lines(answer)))


def _told(answer: Answer) -> dict[str, Any]:
    paths = [
        {
            "path": names_of(path),
            "score": None if path.score is None else round(float(path.score), 1),
            "weakest": weakest_of(path),
            "reason": answer.reason(path),
        }
        for path in answer.found.paths
    ]
    return {"paths": paths, "refused": [{"path": names, "reason": why} for names, why in answer.refusals]}


def _lines(answer: Answer) -> list[str]:
    scores = ["ask" if path.score is None else figure(path.score) for path in answer.found.paths]
    paths = [
        f"{score:>4}  {ARROW.join(names_of(path))}: {answer.reason(path)}"
        for score, path in zip(scores, answer.found.paths, strict=True)
    ]
    refused = [f"   -  {ARROW.join(names)}: {why}" for names, why in answer.refusals]
    return [*answer.remarks, *paths, *refused]
