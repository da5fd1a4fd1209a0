"""What a policy can say to a request."""

from enum import StrEnum


class Outcome(StrEnum):
    ACCEPT = "accept"
    ACCEPT_AND_ASK = "accept-and-ask"
    DECLINE = "decline"
    ASK_WHERE_MET = "ask-where-met"
    OFFER_COFFEE = "offer-coffee"
    START_CONVERSATION = "start-conversation"
    INVITE_ELSEWHERE = "invite-elsewhere"
    DECIDE_LATER = "decide-later"
    IGNORE = "ignore"


ACCEPTING = frozenset({Outcome.ACCEPT, Outcome.ACCEPT_AND_ASK})
IN_WORDS = {
    Outcome.ACCEPT: "accept",
    Outcome.ACCEPT_AND_ASK: "accept and ask a question",
    Outcome.DECLINE: "decline politely",
    Outcome.ASK_WHERE_MET: "ask where we met",
    Outcome.OFFER_COFFEE: "offer a coffee",
    Outcome.START_CONVERSATION: "start a conversation",
    Outcome.INVITE_ELSEWHERE: "invite them elsewhere",
    Outcome.DECIDE_LATER: "decide later",
    Outcome.IGNORE: "ignore, without a reply",
}
DECIDED_BEFORE = {
    Outcome.ACCEPT: "accepted",
    Outcome.ACCEPT_AND_ASK: "accepted, with a question",
    Outcome.DECLINE: "declined",
    Outcome.ASK_WHERE_MET: "asked where we met",
    Outcome.OFFER_COFFEE: "offered a coffee to",
    Outcome.START_CONVERSATION: "started a conversation with",
    Outcome.INVITE_ELSEWHERE: "invited elsewhere",
    Outcome.DECIDE_LATER: "put off",
    Outcome.IGNORE: "ignored",
}


def outcome(text: object) -> Outcome:
    """The outcome of that name; raises ValueError in words."""
    try:
        return Outcome(str(text))
    except ValueError:
        raise ValueError(f"“{str(text)[:40]}” is no verdict. Choose one of: {', '.join(Outcome)}.") from None
