"""The step that takes requests to be linked in, of any network: kept as requests, nothing decided for the owner."""

from collections import defaultdict
from collections.abc import Iterator

from network.models import Link, LinkRequest, Network
from transfer.formats.linkedin import Party as Side
from transfer.formats.values import Ask, Party
from transfer.models import RunRows
from transfer.queries.book import Person
from transfer.services.job import Chunk, Job, Row
from transfer.services.requests import KEY, MESSAGE, NAME, Asked, Requests, add_newest, asked_chunks
from transfer.services.tally import BROKEN, Tally

State = LinkRequest.State
NOBODY = "names nobody, or no network that is known"


def ask_chunks(job: Job, cursor: int) -> Iterator[Chunk]:
    """The requests of the upload, each person once on either side; the first chunk carries all counts."""
    asked: defaultdict[str, dict[str, Asked]] = defaultdict(dict)
    desks: dict[str, _Desk] = {}
    tally, left_out = Tally(), list[Row]()
    for item in job.items(Ask):
        if item.network not in Network.values or not (item.slug or item.name):
            tally.skip(BROKEN)
            left_out.append(Row(item.file, item.line, RunRows.Act.SKIPPED.value, NOBODY, shown=item.name))
            continue
        desk = desks.setdefault(item.network, _Desk(job, item.network))
        add_newest(asked[item.network], desk.asked(item), tally)
    if asked or left_out:
        rows = {network: list(some.values()) for network, some in asked.items()}
        for chunk in asked_chunks(job, cursor, rows, tally, []):
            chunk.rows += left_out if cursor == 0 and chunk.cursor == 1 else []
            yield chunk


class _Desk:
    """The requests of one network, and who is linked there."""

    def __init__(self, job: Job, network: str) -> None:
        self.job, self.network = job, network
        self.known = Requests(job.owner, network)
        links = Link.objects.owned_by(job.owner).filter(network=network, until=None)
        self.linked = set(links.values_list("contact_id", flat=True))

    def asked(self, item: Ask) -> Asked:
        """A request as it will stand."""
        side = Side(item.name[:NAME], item.slug[:KEY])
        sent_at = item.sent_at
        if sent_at is not None and sent_at.tzinfo is None:
            sent_at = sent_at.replace(tzinfo=self.job.zone)
        said = item.state if item.state in State.values else State.OPEN.value
        person = self._person(item)
        one = Asked(
            side, item.incoming, item.message[:MESSAGE], sent_at, person, None, item.line, item.file, said
        )
        one.known = self.known.find(side, one.external_key, incoming=item.incoming)
        return one

    def _person(self, item: Ask) -> Person | None:
        """The other side by page; by name only where the file has no page and the two are linked."""
        party = Party(item.name, network=self.network, slug=item.slug)
        person = self.job.everyone.of_party(party)
        if person is None or person.is_gone:
            return None
        is_linked = person.pk in self.linked
        return Person(person.pk, is_linked=is_linked) if item.slug or is_linked else None
