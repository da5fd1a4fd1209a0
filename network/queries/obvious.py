"""Requests whose verdict needs no reply, to be decided together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.linking import ACCEPTING, Outcome
from network.queries.triage import Triaged

TITLES: Mapping[Outcome, str] = {
    Outcome.ACCEPT: "Accept",
    Outcome.ACCEPT_AND_ASK: "Accept and ask",
    Outcome.DECLINE: "Decline, without a reply",
    Outcome.IGNORE: "Ignore",
    Outcome.DECIDE_LATER: "Decide later",
}


@dataclass(frozen=True, slots=True)
class Group:
    """Requests with one verdict."""

    outcome: Outcome
    title: str
    rows: list[Triaged]


def is_obvious(triaged: Triaged) -> bool:
    """Whether the policy says something that needs no reply."""
    return triaged.verdict is not None and triaged.verdict.verdict in TITLES


def is_ticked(triaged: Triaged) -> bool:
    """Whether a rule said so, not the default, and nobody is accepted who is not surely known."""
    verdict = triaged.verdict
    if verdict is None or not verdict.rule:
        return False
    return triaged.is_sure or verdict.verdict not in ACCEPTING


def obvious_groups(items: Iterable[Triaged]) -> list[Group]:
    """The obvious ones by verdict, acceptances first; without empty groups."""
    rows = [one for one in items if is_obvious(one)]
    found = [
        Group(said, title, [one for one in rows if one.verdict and one.verdict.verdict == said])
        for said, title in TITLES.items()
    ]
    return [group for group in found if group.rows]
