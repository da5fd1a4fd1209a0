"""Endorsement_Received_Info.csv and Endorsement_Given_Info.csv: who vouched for a skill of whom, and when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.names import fold
from transfer.formats.container import Upload
from transfer.formats.dates import implausible, parse_moment
from transfer.formats.faults import Fault, shown
from transfer.formats.linkedin.values import slug_of
from transfer.formats.names import MAX_NAME, clean, tidy_name
from transfer.formats.rows import Row, read_rows
from transfer.formats.values import Asked, Happening, Item, LeftOut, Party

RECEIVED = ("Endorsement Date", "Skill Name", "Endorser First Name")
GIVEN = ("Endorsement Date", "Skill Name", "Endorsee First Name")
_CELLS = (
    "Endorsement Date",
    "Skill Name",
    "{} First Name",
    "{} Last Name",
    "{} Public Url",
    "Endorsement Status",
)
NOT_STANDING = ("pending", "rejected")
LEFT_OUT = "an endorsement that was not accepted"
MOST_SKILLS, LONGEST_SKILL = 50, 100


@dataclass(slots=True)
class _Side:
    """All endorsements in one direction, those of a person and a day together."""

    file: str
    is_mine: bool
    days: dict[tuple[str, int], "_Day"] = field(default_factory=dict)

    @property
    def people(self) -> set[str]:
        return {who for who, _day in self.days}


@dataclass(slots=True)
class _Day:
    """What was endorsed by or for somebody on a day."""

    line: int
    at: datetime
    party: Party
    skills: list[str] = field(default_factory=list)


def read_endorsements(upload: Upload, received: str, given: str, asked: Asked) -> Iterator[Item]:
    """One happening for each person and day of either file; an empty name stands for a file that is not there.

    An endorsement is one click. As talk it counts only between people who endorsed each other; else who gave or
    got it was merely there. Raises BadFile like `read_rows`.
    """
    sides: list[_Side] = []
    for file, is_mine in ((received, False), (given, True)):
        if file:
            side = _Side(file, is_mine)
            yield from _read(upload, side, asked)
            sides.append(side)
    both = sides[0].people & sides[1].people if len(sides) == 2 else set[str]()
    for side in sides:
        for (who, _ordinal), day in side.days.items():
            yield _happening(side, who, day, who in both)


def _read(upload: Upload, side: _Side, asked: Asked) -> Iterator[Item]:
    whose = "Endorsee" if side.is_mine else "Endorser"
    columns = [name.format(whose) for name in _CELLS]
    with upload.open(side.file) as raw:
        for row in read_rows(
            raw, file=side.file, required=GIVEN if side.is_mine else RECEIVED, columns=columns
        ):
            left = row if isinstance(row, Fault) else _take(side, row, asked)
            if left is not None:
                yield left


def _take(side: _Side, row: Row, asked: Asked) -> Fault | LeftOut | None:
    text, skill, given, family, address, status = row.cells
    if status.lower() in NOT_STANDING:
        return LeftOut(row.line, LEFT_OUT, side.file)
    if max(len(given), len(family)) > MAX_NAME:
        return Fault(side.file, row.line, f"has a name of more than {MAX_NAME} characters")
    party = party_of(given, family, address)
    if not (party.name or party.slug):
        return Fault(side.file, row.line, "names nobody")
    at = moment_of(text, asked)
    if isinstance(at, str):
        return Fault(side.file, row.line, at)
    who = party.slug or fold(party.name)
    day = side.days.setdefault((who, at.toordinal()), _Day(row.line, at, party))
    day.at = min(day.at, at)
    skill = clean(skill[:LONGEST_SKILL])
    if skill and skill not in day.skills and len(day.skills) < MOST_SKILLS:
        day.skills.append(skill)
    return None


def _happening(side: _Side, who: str, day: _Day, is_mutual: bool) -> Happening:
    name = day.party
    told = "You endorsed them" if side.is_mine else "Endorsed you"
    on = day.at.date()
    return Happening(
        line=day.line,
        key=f"endorsed {'out' if side.is_mine else 'in'} {who[:150]} {on.isoformat()}",
        kind="online",
        day=on,
        people=(Party(name.name, network=name.network, slug=name.slug, talked=is_mutual),),
        file=side.file,
        at=day.at.time(),
        began="me" if side.is_mine else "them",
        note=f"{told} for {', '.join(day.skills)}." if day.skills else f"{told}.",
    )


def party_of(given: str, family: str, address: str) -> Party:
    """Somebody by the parts of the name and the address of the profile, either of which may be missing."""
    slug = slug_of(address)
    name = f"{tidy_name(given)} {tidy_name(family)}".strip() or clean(f"{given} {family}")
    return Party(name, network="linkedin" if slug else "", slug=slug)


def moment_of(text: str, asked: Asked) -> datetime | str:
    """A moment as naive time in the owner's zone, or why it is none."""
    at = parse_moment(text)
    if at is None:
        return f"“{shown(text, 40)}” is not a day" if text else "has no day"
    flaw = implausible(at.date(), asked.today + timedelta(days=1))
    if flaw:
        return flaw
    local = at if at.tzinfo is None else at.astimezone(asked.zone).replace(tzinfo=None)
    return implausible(local.date(), asked.today) or local
