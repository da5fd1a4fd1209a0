"""People who ask to be linked, and policies, for the tests of linking."""

from datetime import date

from hypothesis import settings
from hypothesis import strategies as st

from domain.linkchecks import ANY, CHECKS, Shape
from domain.linkconditions import checks_of
from domain.linkfacts import Behaviour, Claim, LinkFacts, Meeting, Mutual, NoteKind, Reason, Trait
from domain.linking import AllOf, AnyOf, Check, NotSo, Outcome, Policy, Rule, Settings
from domain.mentions import plain_words

law = settings(deadline=None, max_examples=60)
TODAY = date(2026, 11, 22).toordinal()
WORDS = ("recruiter", "talent", "sales", "engineer", "Müller", "c++ {w}")

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(tuple)
days = st.none() | st.integers(TODAY - 4_000, TODAY)
strengths = st.none() | st.floats(0, 10)
short = st.text(max_size=30) | st.sampled_from(["Recruiter at Acme", "Talent {n}", "Oslo"])
mutuals = st.builds(Mutual, short, st.sampled_from(Claim), strengths)
meetings = st.builds(
    Meeting,
    st.sampled_from(["coffee", "meal", "dinner", "drink", "event"]),
    st.none() | st.integers(2, 60),
    days,
)
all_facts = st.builds(
    LinkFacts,
    meetings=st.lists(meetings, max_size=4).map(tuple),
    met_in_person=st.none() | st.booleans(),
    online_count=st.integers(0, 30),
    online_days=st.integers(0, 400),
    begun_by_them=st.none() | st.floats(0, 1),
    have_we_met=st.none() | st.floats(0, 1),
    same_event=short,
    same_event_days=st.none() | st.integers(0, 400),
    claimed=st.none() | mutuals,
    mutuals=st.lists(mutuals, max_size=3).map(tuple),
    title=short,
    company=short,
    place=short,
    same_market=st.none() | st.booleans(),
    is_useful_role=st.none() | st.booleans(),
    note_kind=st.none() | st.sampled_from(NoteKind),
    note_traits=st.lists(st.sampled_from(Trait), unique=True).map(tuple),
    guessed_reason=st.sampled_from(Reason),
    earlier_requests=st.integers(0, 4),
    earlier_decisions=st.lists(st.sampled_from(Outcome), max_size=2).map(tuple),
    unlink_reason=st.none() | short,
    unlinked_on=days,
    behaviour=st.lists(st.sampled_from(Behaviour), max_size=2).map(tuple),
    shared_employer=short,
    shared_school=short,
    strength=strengths,
    today=st.none() | st.just(TODAY),
)


def _thresholds(fact):
    named = CHECKS[fact]
    return {
        Shape.COUNT: st.integers(1, 12),
        Shape.LEVEL: st.integers(0, 100).map(lambda tenths: tenths / 10),
        Shape.PERCENT: st.integers(1, 100),
        Shape.WITHIN: st.integers(0, 365),
        Shape.FLAG: st.just(True),
        Shape.CHOICE: st.sampled_from(named.choices or (ANY,)),
        Shape.WORDS: words.filter(lambda found: all(plain_words(word) for word in found)),
    }[named.shape]


checks = st.sampled_from(list(CHECKS)).flatmap(
    lambda fact: st.builds(Check, st.just(fact), _thresholds(fact))
)
clauses = checks | checks.map(NotSo)
groups = st.lists(clauses, min_size=2, max_size=4).map(tuple)
flat_conditions = clauses | groups.map(AllOf) | groups.map(AnyOf)
conditions = st.recursive(
    checks,
    lambda inner: (
        inner.map(NotSo)
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(tuple(parts)))
        | st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
    ),
    max_leaves=5,
).filter(lambda condition: depth(condition) <= 6)


def depth(condition):
    match condition:
        case NotSo(part):
            return 1 + depth(part)
        case AllOf(parts) | AnyOf(parts):
            return 1 + max(depth(part) for part in parts)
    return 1


def allowed(pair):
    """A note alone never declines."""
    condition, verdict = pair
    return verdict != Outcome.DECLINE or {check.fact for check in checks_of(condition)} != {"note_kind"}


rules = st.tuples(conditions, st.sampled_from(Outcome)).filter(allowed).map(lambda pair: Rule(*pair))
all_settings = st.builds(
    Settings,
    at_most_present=st.integers(2, 50),
    answer_days=st.integers(1, 60),
    useful_roles=words,
    competitors=words,
    market=short,
)
policies = st.builds(
    Policy,
    network=st.just("linkedin"),
    name=st.just("Mine"),
    slug=st.just("mine"),
    rules=st.lists(rules, max_size=5).map(tuple),
    default=st.sampled_from(Outcome),
    settings=all_settings,
)


def policy_of(*rules, default=Outcome.DECIDE_LATER, **settings):
    return Policy("linkedin", "Mine", "mine", rules, default, Settings(**settings))
