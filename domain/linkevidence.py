"""The evidence behind a verdict, in words to the owner."""

from collections.abc import Callable, Mapping

from domain.linkconditions import AllOf, AnyOf, Check, Condition, NotSo, holds
from domain.linkfacts import LinkFacts, Mutual
from domain.linkmeetings import told_meetings
from domain.linksettings import Settings
from domain.linkwords import check_words
from domain.mentions import mentioned
from domain.wording import counted, days_of, month_in_words

Tell = Callable[[LinkFacts, Settings, Check], list[str]]


def evidence(condition: Condition, facts: LinkFacts, settings: Settings) -> list[str]:
    """Why a condition holds, each piece once, in its order; nothing where it does not hold."""
    if not holds(condition, facts, settings):
        return []
    match condition:
        case Check():
            return _evidence_of(condition, facts, settings)
        case NotSo(Check() as check):
            return [check_words(check, settings, is_denied=True)]
        case NotSo():
            return []
        case AllOf(parts) | AnyOf(parts):
            told = [text for part in parts for text in evidence(part, facts, settings)]
            return list(dict.fromkeys(told))


def _evidence_of(check: Check, facts: LinkFacts, settings: Settings) -> list[str]:
    tell = _TOLD.get(check.fact)
    return (tell(facts, settings, check) if tell else []) or [check_words(check, settings)]


def _meetings(kind: str) -> Tell:
    return lambda facts, settings, check: told_meetings(facts, settings.at_most_present, kind)


def _online(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    exchanges = counted(facts.online_count, "exchange")
    return [f"{exchanges} online over {days_of(facts.online_days)}, both of you writing"]


def _begun(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    return [f"they began {100 * (facts.begun_by_them or 0):.0f} % of your exchanges online"]


def _met(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    return [f"{100 * (facts.have_we_met or 0):.0f} % sure who they are"]


def _event(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    days = facts.same_event_days or 0
    before = f"{days_of(days)} before they asked" if days else "the day they asked"
    return [f"both at {facts.same_event or 'the same event'}, {before}"]


def _claim(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    return [f"they name {mutual_words(facts.claimed)}: {facts.claimed.state}"] if facts.claimed else []


def _mutuals(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    strongest = sorted(facts.mutuals, key=lambda mutual: -(mutual.strength or 0))
    return [f"{mutual_words(mutual)} confirms knowing them" for mutual in strongest[:3]]


def mutual_words(mutual: Mutual) -> str:
    """Such as "Kim Vale (7.2 with you)"; of a strength that the owner hides, the name alone."""
    is_hidden = mutual.strength is None or not mutual.is_told
    return mutual.name if is_hidden else f"{mutual.name} ({mutual.strength:.1f} with you)"


def _strength(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    is_hidden = facts.strength is None or not facts.tells_strength
    return [] if is_hidden else [f"you are at {facts.strength:.1f} of 10"]


def _title(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    return [f"title: “{facts.title}”"]


def _company(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    return [f"company: “{facts.company}”"]


def _useful_role(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    role = mentioned(facts.title, settings.useful_roles)
    return [f"title: “{facts.title}”, and “{role}” is useful to you"] if role else []


def _market(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    place = facts.place or settings.market
    return [f"same market: {place}"] if place else []


def _competitor(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    return [f"{facts.company} competes with you"] if facts.company else []


def _unlinked(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    day, today = facts.unlinked_on, facts.today
    when = f" in {month_in_words(day, today or 1)}" if day else " before"
    return [f"unlinked{when}: {facts.unlink_reason or 'no reason written down'}"]


def _behaviour(facts: LinkFacts, settings: Settings, check: Check) -> list[str]:
    return [f"on record: {', '.join(facts.behaviour)}"]


_TOLD: Mapping[str, Tell] = {
    "meetings": _meetings(""),
    "coffees": _meetings("coffee"),
    "meals": _meetings("meal"),
    "drinks": _meetings("drink"),
    "online_exchanges": _online,
    "online_days": _online,
    "begun_by_them": _begun,
    "have_we_met": _met,
    "same_event": _event,
    "claimed_mutual": _claim,
    "claimed_strength": _claim,
    "confirmed_mutuals": _mutuals,
    "mutual_strength": _mutuals,
    "strength": _strength,
    "title_words": _title,
    "company_words": _company,
    "useful_role": _useful_role,
    "same_market": _market,
    "competitor": _competitor,
    "unlinked_before": _unlinked,
    "behaviour": _behaviour,
    "shared_employer": lambda facts, settings, check: [f"same employer: {facts.shared_employer}"],
    "shared_school": lambda facts, settings, check: [f"same school: {facts.shared_school}"],
}
