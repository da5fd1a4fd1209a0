"""What the owner can do with a request: the buttons of its card."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.linking import Outcome
from network.queries.replies import Composer
from network.queries.triage import Triaged

KEYS = {
    Outcome.ACCEPT: "a",
    Outcome.OFFER_COFFEE: "c",
    Outcome.ASK_WHERE_MET: "w",
    Outcome.DECLINE: "d",
    Outcome.DECIDE_LATER: "t",
    Outcome.IGNORE: "i",
    Outcome.ACCEPT_AND_ASK: "q",
    Outcome.START_CONVERSATION: "s",
    Outcome.INVITE_ELSEWHERE: "e",
}
SHORT = {
    Outcome.ACCEPT: "Accept",
    Outcome.OFFER_COFFEE: "Coffee",
    Outcome.ASK_WHERE_MET: "Where met?",
    Outcome.DECLINE: "Decline",
    Outcome.DECIDE_LATER: "Later",
    Outcome.IGNORE: "Ignore",
    Outcome.ACCEPT_AND_ASK: "Accept and ask",
    Outcome.START_CONVERSATION: "Start a conversation",
    Outcome.INVITE_ELSEWHERE: "Invite elsewhere",
}
MARKED = {
    Outcome.ACCEPT: "accepted",
    Outcome.OFFER_COFFEE: "coffee offered",
    Outcome.ASK_WHERE_MET: "asked",
    Outcome.DECLINE: "declined",
    Outcome.ACCEPT_AND_ASK: "accepted and asked",
    Outcome.START_CONVERSATION: "conversation begun",
    Outcome.INVITE_ELSEWHERE: "invited elsewhere",
}
MORE = (Outcome.ACCEPT_AND_ASK, Outcome.START_CONVERSATION, Outcome.INVITE_ELSEWHERE)


@dataclass(frozen=True, slots=True)
class Way:
    """One button. `label` is what it says in the row, `main` what it says as the main one; `text` is its reply."""

    outcome: Outcome
    key: str
    label: str
    main: str
    text: str


@dataclass(frozen=True, slots=True)
class Ways:
    """The main button, if the policy or the owner chose one; those beside it; the rarer ones."""

    main: Way | None
    row: Sequence[Way]
    more: Sequence[Way]

    @property
    def all(self) -> Sequence[Way]:
        return [*([self.main] if self.main else []), *self.row, *self.more]


def ways_of(triaged: Triaged, composer: Composer, say: str) -> Ways:
    """The buttons for a request; `say` is what the owner wants to say, otherwise the policy's verdict is the main one.

    Asking where we met is not among them under a policy that never admits not knowing somebody.
    """
    never = bool(triaged.version and triaged.version.policy.settings.never_admits)
    ways = {one: _way(one, composer.texts) for one in KEYS if not (never and one == Outcome.ASK_WHERE_MET)}
    verdict = triaged.verdict.verdict if triaged.verdict else None
    chosen = ways.get(Outcome(say)) if say in ways else None
    main = chosen or (ways.get(verdict) if verdict else None)
    others = [way for way in ways.values() if way is not main]
    row = [way for way in others if way.outcome not in MORE]
    return Ways(main, row, [way for way in others if way.outcome in MORE])


def _way(outcome: Outcome, texts: Mapping[Outcome, str]) -> Way:
    text = texts[outcome]
    main = f"Copy and mark {MARKED[outcome]}" if text else SHORT[outcome]
    return Way(outcome, KEYS[outcome], SHORT[outcome], main, text)
