"""Rules and policies in plain words, as the owner and the readers of the public page see them."""

from domain.linkchecks import CHECKS, Shape
from domain.linkconditions import AllOf, AnyOf, Check, Condition, NotSo, checks_of
from domain.linkoutcomes import ACCEPTING, IN_WORDS, Outcome
from domain.linkphrases import CHOICES, PHRASES
from domain.linkrules import Policy, Rule
from domain.linksettings import After, Settings
from domain.wording import days_of, number_in_words, sentence

DEFAULTS = Settings()
OTHERWISE = "Otherwise"
EVERYBODY = "Everybody"


def rule_sentence(rule: Rule, settings: Settings = DEFAULTS) -> str:
    """Such as "If we shared a coffee, a meal or a drink with at most 12 people: accept."."""
    return f"If {condition_words(rule.condition, settings)}: {IN_WORDS[rule.verdict]}."


def default_sentence(policy: Policy) -> str:
    """Such as "Otherwise: decide later.", or "Everybody: accept." where there is no rule."""
    return f"{OTHERWISE if policy.rules else EVERYBODY}: {IN_WORDS[policy.default]}."


def policy_sentences(policy: Policy) -> tuple[str, ...]:
    """The rules in their order, then what happens otherwise; fit to be published."""
    rules = (rule_sentence(rule, policy.settings) for rule in policy.rules)
    return (*rules, default_sentence(policy))


def settings_sentences(policy: Policy) -> tuple[str, ...]:
    """What the policy does beside its rules, and which rules can never apply as it stands; for the owner."""
    return (*_afterwards(policy), *_switches(policy.settings), *_gaps(policy))


def condition_words(condition: Condition, settings: Settings = DEFAULTS) -> str:
    """A condition as it follows "If"; groups within groups are told apart by "either … or" and "both … and"."""
    return _words(condition, settings, is_inner=False)


def check_words(check: Check, settings: Settings = DEFAULTS, *, is_denied: bool = False) -> str:
    """One check as it follows "If", or its contrary."""
    phrase = PHRASES[check.fact]
    is_one = check.threshold == 1 and CHECKS[check.fact].shape in (Shape.COUNT, Shape.WITHIN)
    short, usual = (phrase.none, phrase.no) if is_denied else (phrase.one, phrase.yes)
    return filled(short if is_one and short else usual, check, settings)


def filled(phrase: str, check: Check, settings: Settings) -> str:
    """The phrase with the threshold in it; what the owner wrote is put in last and never read as a slot."""
    return (
        phrase.replace("{most}", str(settings.at_most_present))
        .replace("{n}", number_words(check))
        .replace("{w}", choice_words(check))
    )


def number_words(check: Check) -> str:
    """Such as "three", "14", "4.5"; "" for what is no number."""
    threshold = check.threshold
    if isinstance(threshold, bool) or not isinstance(threshold, int | float):
        return ""
    is_count = CHECKS[check.fact].shape in (Shape.COUNT, Shape.WITHIN)
    return number_in_words(int(threshold)) if is_count and threshold else f"{threshold:g}"


def choice_words(check: Check) -> str:
    """Such as "personal", or "“recruiter” or “talent”"; "" for what is neither choice nor words."""
    if isinstance(check.threshold, tuple):
        return " or ".join(f"“{word}”" for word in check.threshold)
    if CHECKS[check.fact].shape is not Shape.CHOICE:
        return ""
    return CHOICES.get((check.fact, str(check.threshold)), str(check.threshold))


def _words(condition: Condition, settings: Settings, *, is_inner: bool) -> str:
    match condition:
        case Check():
            return check_words(condition, settings)
        case NotSo(Check() as check):
            return check_words(check, settings, is_denied=True)
        case NotSo(part):
            return f"it is not so that {_words(part, settings, is_inner=True)}"
        case AllOf(parts):
            return _joined(parts, settings, "both" if is_inner and len(parts) > 1 else "", "and")
        case AnyOf(parts):
            return _joined(parts, settings, "either" if is_inner and len(parts) > 1 else "", "or")


def _joined(parts: tuple[Condition, ...], settings: Settings, before: str, word: str) -> str:
    said = [_words(part, settings, is_inner=True) for part in parts]
    return f"{before} {f', {word} '.join(said)}".strip()


def _afterwards(policy: Policy) -> list[str]:
    verdicts = {policy.default, *(rule.verdict for rule in policy.rules)}
    settings = policy.settings
    asks = settings.after_accepting == After.ASK or Outcome.ACCEPT_AND_ASK in verdicts
    said = []
    if settings.after_accepting == After.HELLO and verdicts & ACCEPTING:
        said.append("After accepting: say hello within 7 days.")
    if asks and verdicts & ACCEPTING:
        said.append(
            f"The question: “{settings.question}” They have {days_of(settings.answer_days)} to answer."
        )
    return said


def _switches(settings: Settings) -> list[str]:
    return ["No text ever admits not knowing somebody."] if settings.never_admits else []


def _gaps(policy: Policy) -> list[str]:
    """Rules that name an own list or place that is still empty."""
    named = {check.fact for rule in policy.rules for check in checks_of(rule.condition)}
    needed = [
        ("useful_role", policy.settings.useful_roles, "list the roles that are useful to you"),
        ("same_market", policy.settings.market, "say which place is your market"),
    ]
    return [
        f"{sentence(wanted)}, or no rule can see it."
        for fact, own, wanted in needed
        if fact in named and not own
    ]
