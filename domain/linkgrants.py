"""Facts as they would be if a wish came true: so no promise is made that the policy would not keep."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.linkchecks import CHECKS
from domain.linkconditions import Check
from domain.linkfacts import Claim, LinkFacts, Meeting, Mutual, NoteKind, Trait
from domain.linksettings import Settings

MEETING_KINDS = {"meetings": "", "coffees": "coffee", "meals": "meal", "drinks": "drink"}
_TWO = 2
"""Nobody else at the table."""


def lacking(check: Check, facts: LinkFacts, settings: Settings) -> tuple[int, int]:
    """How many a count has, and how many it lacks.

    A yes of the sweep stands for one meeting only as long as none is logged: it is none to build on.
    """
    known = replace(facts, met_in_person=None) if check.fact in MEETING_KINDS else facts
    reached = int(str(CHECKS[check.fact].read(known, settings) or 0))
    return reached, max(0, int(str(check.threshold)) - reached)


def granted(check: Check, facts: LinkFacts, settings: Settings) -> LinkFacts:
    """The facts with as much added as the check wants."""
    if check.fact in MEETING_KINDS:
        more = Meeting(MEETING_KINDS[check.fact] or "coffee", _TWO)
        return replace(facts, meetings=(*facts.meetings, *[more] * lacking(check, facts, settings)[1]))
    if check.fact == "confirmed_mutuals":
        some = [Mutual("", Claim.CONFIRMED)] * lacking(check, facts, settings)[1]
        return replace(facts, mutuals=(*facts.mutuals, *some))
    grant = _GRANTS.get(check.fact)
    return grant(facts, check) if grant else facts


def _number(check: Check) -> float:
    return float(str(check.threshold))


def _words(check: Check) -> str:
    return check.threshold[0] if isinstance(check.threshold, tuple) else ""


def _claimed(facts: LinkFacts, check: Check) -> LinkFacts:
    strength = facts.claimed.strength if facts.claimed else None
    return replace(facts, claimed=Mutual("", Claim.CONFIRMED, strength))


def _mutual(facts: LinkFacts, check: Check) -> LinkFacts:
    return replace(facts, mutuals=(*facts.mutuals, Mutual("", Claim.CONFIRMED, _number(check))))


_GRANTS: Mapping[str, Callable[[LinkFacts, Check], LinkFacts]] = {
    "online_exchanges": lambda facts, check: replace(facts, online_count=int(_number(check))),
    "online_days": lambda facts, check: replace(facts, online_days=int(_number(check))),
    "begun_by_them": lambda facts, check: replace(facts, begun_by_them=1.0),
    "have_we_met": lambda facts, check: replace(facts, have_we_met=1.0),
    "same_event": lambda facts, check: replace(facts, same_event_days=0),
    "claimed_mutual": _claimed,
    "mutual_strength": _mutual,
    "strength": lambda facts, check: replace(facts, strength=_number(check)),
    "title_words": lambda facts, check: replace(facts, title=f"{facts.title} {_words(check)}"),
    "company_words": lambda facts, check: replace(facts, company=f"{facts.company} {_words(check)}"),
    "useful_role": lambda facts, check: replace(facts, is_useful_role=True),
    "same_market": lambda facts, check: replace(facts, same_market=True),
    "note_kind": lambda facts, check: replace(facts, note_kind=NoteKind.PERSONAL),
    "note_names_my_work": lambda facts, check: replace(
        facts, note_traits=(*facts.note_traits, Trait.NAMES_MY_WORK)
    ),
    "shared_employer": lambda facts, check: replace(facts, shared_employer="both"),
    "shared_school": lambda facts, check: replace(facts, shared_school="both"),
}
