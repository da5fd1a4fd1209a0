"""Who knows whom in a Monica export, and what people are to its owner."""

from collections.abc import Iterator

from domain.ties import inverse_of
from transfer.formats.monica.export import Entry, Export, name_of
from transfer.formats.values import Party, TieSaid

ROLES = {
    "partner": "partner", "spouse": "partner", "parent": "parent", "child": "child", "sibling": "sibling",
    "grandparent": "grandparent", "grandchild": "grandchild", "godfather": "godparent", "godson": "godchild",
    "uncle": "relative", "nephew": "relative", "cousin": "relative", "stepparent": "relative", "stepchild": "relative",
    "friend": "friend", "bestfriend": "friend", "colleague": "colleague", "boss": "manager", "subordinate": "report",
    "mentor": "mentor", "protege": "mentee",
}  # fmt: skip
"""What a type is to us; others, such as somebody's ex, stay a line on the person."""
TELLING = frozenset(("uncle", "nephew", "cousin", "stepparent", "stepchild", "bestfriend"))
"""Types that say more than our role: they go along as the note."""


def is_told(export: Export, tie: Entry) -> bool:
    """Whether a relationship is between two who both come in, or one of them and the owner, in a way we know."""
    ends = (tie.text("contact_is"), tie.text("of_contact"))
    mine = [uuid in export.own for uuid in ends]
    known = [uuid in export.own or export.is_somebody(uuid) for uuid in ends]
    return tie.text("type") in ROLES and all(known) and not all(mine) and ends[0] != ends[1]


def ties(export: Export) -> Iterator[TieSaid]:
    """Every relationship that is no line on a person; Monica tells each from both sides."""
    for tie in export.group("relationship"):
        if is_told(export, tie):
            yield _said(export, tie)


def _said(export: Export, tie: Entry) -> TieSaid:
    kind, one, of = tie.text("type"), tie.text("contact_is"), tie.text("of_contact")
    role, note = ROLES[kind], f"{export.name(one)} is the {kind}" if kind in TELLING else ""
    if one in export.own:
        note = f"You are their {kind}" if note else ""
        one, of, role = of, one, inverse_of(role)
    other = None if of in export.own else _party(export, of)
    return TieSaid(export.line(one), _party(export, one), other, role, export.file, note=note)


def _party(export: Export, uuid: str) -> Party:
    return Party(name=name_of(export.contacts[uuid]), key=uuid)
