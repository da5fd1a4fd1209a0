"""How each fact that a rule may name is said: as a condition, denied, and wished for."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.linkfacts import Behaviour, Claim, NoteKind
from domain.linkoutcomes import Outcome


@dataclass(frozen=True, slots=True)
class Phrase:
    """`yes` and `no` complete "If …". `{n}` is a number, `{w}` words or a choice, `{most}` the size of a meal.

    `one` and `none` stand for a threshold of one. `wish` completes "… would accept" and is empty where
    nobody can bring it about; `wish_one` stands for one that is missing. Where none is there yet, no "more" is said.
    """

    yes: str
    no: str
    wish: str = ""
    one: str = ""
    none: str = ""
    wish_one: str = ""


def _shared(one: str, many: str, either: str) -> Phrase:
    return Phrase(
        f"we shared at least {{n}} {many} with at most {{most}} people",
        f"we shared fewer than {{n}} {many} with at most {{most}} people",
        f"{{n}} more {many}",
        f"we shared {either} with at most {{most}} people",
        f"we shared no {one} with at most {{most}} people",
        f"one more {one}",
    )


PHRASES: Mapping[str, Phrase] = {
    "meetings": _shared("coffee, meal or drink", "coffees, meals or drinks", "a coffee, a meal or a drink"),
    "coffees": _shared("coffee", "coffees", "a coffee"),
    "meals": _shared("meal", "meals", "a meal"),
    "drinks": _shared("drink", "drinks", "a drink"),
    "online_exchanges": Phrase(
        "we had at least {n} exchanges online, both of us writing",
        "we had fewer than {n} exchanges online, both of us writing",
        "{n} more exchanges online",
        "we had an exchange online, both of us writing",
        "we had no exchange online, both of us writing",
        "one more exchange online",
    ),
    "online_days": Phrase(
        "our exchanges online span at least {n} days",
        "our exchanges online span fewer than {n} days",
        "a span of {n} more days online",
        "our exchanges online span a day",
        "our exchanges online span no day",
        "a span of one more day online",
    ),
    "begun_by_them": Phrase(
        "they began at least {n} % of our exchanges online",
        "they began less than {n} % of our exchanges online",
        "more exchanges online that they begin",
    ),
    "have_we_met": Phrase(
        "I am at least {n} % sure who they are",
        "I am less than {n} % sure who they are",
        "evidence of who they are",
    ),
    "same_event": Phrase(
        "we were at the same event within the {n} days before they asked",
        "we were at no common event within the {n} days before they asked",
        "an event in common within {n} days",
        one="we were at the same event on the day before they asked",
        none="we were at no common event on the day before they asked",
    ),
    "claimed_mutual": Phrase("they name a friend of mine {w}", "they name no friend of mine {w}", "{w}"),
    "claimed_strength": Phrase(
        "the friend they name is at {n} or more of 10 with me",
        "they name no friend who is at {n} or more of 10 with me",
    ),
    "confirmed_mutuals": Phrase(
        "at least {n} people whom I know confirm knowing them",
        "fewer than {n} people whom I know confirm knowing them",
        "{n} more mutual contacts who confirm",
        "somebody whom I know confirms knowing them",
        "nobody whom I know confirms knowing them",
        "one more mutual contact who confirms",
    ),
    "mutual_strength": Phrase(
        "somebody at {n} or more of 10 with me confirms knowing them",
        "nobody at {n} or more of 10 with me confirms knowing them",
        "a mutual contact at {n} or more who confirms",
    ),
    "strength": Phrase(
        "our strength is {n} or more of 10", "our strength is below {n} of 10", "a strength of {n}"
    ),
    "title_words": Phrase("their title says {w}", "their title does not say {w}", "a title that says {w}"),
    "company_words": Phrase(
        "their company is {w}", "their company is not {w}", "a company that is {w}"
    ),
    "useful_role": Phrase(
        "their role is useful to me", "their role is not useful to me", "a role that is useful to you"
    ),
    "same_market": Phrase(
        "they are in the same market as I am", "they are not in the same market as I am", "a place in your market"
    ),
    "competitor": Phrase("they work for a competitor", "they do not work for a competitor"),
    "note_kind": Phrase("their note is {w}", "their note is not {w}", "a {w} note"),
    "note_asks": Phrase("their note asks for something", "their note asks for nothing"),
    "note_names_my_work": Phrase(
        "their note names my work", "their note does not name my work", "a note that names your work"
    ),
    "note_pitches": Phrase("their note is a pitch", "their note is no pitch"),
    "guessed_reason": Phrase("the reason they ask is probably: {w}", "the reason they ask is probably not: {w}"),
    "earlier_requests": Phrase(
        "they have asked at least {n} times before",
        "they have asked fewer than {n} times before",
        "",
        "they have asked before",
        "they have not asked before",
    ),
    "earlier_decision": Phrase("I {w} before", "I have not {w} before"),
    "unlinked_before": Phrase("I unlinked them before", "I never unlinked them"),
    "behaviour": Phrase("they are on record for {w}", "they are not on record for {w}"),
    "shared_employer": Phrase(
        "we had the same employer at the same time",
        "we never had the same employer at the same time",
        "years at the same employer",
    ),
    "shared_school": Phrase(
        "we went to the same school at the same time",
        "we never went to the same school at the same time",
        "years at the same school",
    ),
}  # fmt: skip

CHOICES: Mapping[tuple[str, str], str] = {
    ("claimed_mutual", Claim.UNVERIFIED): "whom I have not asked yet",
    ("claimed_mutual", Claim.CONFIRMED): "who confirms it",
    ("claimed_mutual", Claim.DENIED): "who denies it",
    ("claimed_mutual", Claim.NO_ANSWER): "who has not answered",
    ("claimed_mutual", "any"): "at all",
    ("behaviour", "any"): "a pitch, spam, a flirt or an insult",
    ("behaviour", Behaviour.PITCH): "a pitch",
    ("behaviour", Behaviour.FLIRT): "a flirt",
    ("behaviour", Behaviour.INSULT): "an insult",
    ("earlier_decision", Outcome.ACCEPT): "accepted them",
    ("earlier_decision", Outcome.ACCEPT_AND_ASK): "accepted them with a question",
    ("earlier_decision", Outcome.DECLINE): "declined them",
    ("earlier_decision", Outcome.ASK_WHERE_MET): "asked them where we met",
    ("earlier_decision", Outcome.OFFER_COFFEE): "offered them a coffee",
    ("earlier_decision", Outcome.START_CONVERSATION): "started a conversation with them",
    ("earlier_decision", Outcome.INVITE_ELSEWHERE): "invited them elsewhere",
    ("earlier_decision", Outcome.DECIDE_LATER): "put them off",
    ("earlier_decision", Outcome.IGNORE): "ignored them",
}
"""The choices that are not said as they are written."""
WISHED_CHOICES: Mapping[tuple[str, str], str] = {
    ("claimed_mutual", Claim.CONFIRMED): "a friend of yours who confirms knowing them",
    ("note_kind", NoteKind.PERSONAL): "a personal note",
    ("note_kind", NoteKind.EMPTY): "",
    ("note_kind", NoteKind.GENERIC): "",
}
"""The choices that somebody may bring about; all the others cannot be wished for."""
