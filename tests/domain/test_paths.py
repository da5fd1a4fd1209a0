"""Ways to be introduced: laws against a search that tries everything, and what is said of them."""

from itertools import permutations, product

from hypothesis import given
from hypothesis import strategies as st

from domain.introductions.paths import MOST_REFUSED, Person, best_estimates, find_paths
from domain.introductions.pathwords import figure, reason_of, refusal_of, weakest_of

NAMES = ("Ada Lindqvist", "Bo Lund", "Cara Quist", "Dora Sand", "Emil Moor", "Fay Holm", "Gus Berg")
REFS = range(1, len(NAMES) + 1)
PAIRS = [(one, other) for one in REFS for other in REFS if one < other]
STRENGTHS = st.sampled_from((0.0, 1.5, 3.96, 4.0, 5.0, 7.2, 9.9))
LINES = st.sampled_from((0, 4, 5, 7.5, 10))
FAR = 10_000

people = st.builds(
    lambda rows: {ref: Person(name, ref, *row) for ref, name, row in zip(REFS, NAMES, rows, strict=True)},
    st.lists(
        st.tuples(
            STRENGTHS,
            st.booleans(),
            st.integers(0, 3),
            st.integers(0, 2),
            st.sampled_from(("", "", "", "They died.")),
            st.booleans(),
        ),
        min_size=len(NAMES),
        max_size=len(NAMES),
    ),
)
ties = st.dictionaries(st.sampled_from(PAIRS), st.none() | st.integers(1, 10))
targets = st.sets(st.sampled_from(list(REFS)), min_size=1, max_size=2)


def tried(people, ties, targets, line):
    """Every way of one to three people, taken or refused, by trying them all."""
    taken, refused = [], []
    for count in (1, 2, 3):
        for way in permutations(people, count):
            values = [people[way[0]].strength]
            for pair in zip(way, way[1:], strict=False):
                values.append(ties.get(tuple(sorted(pair)), FAR))
            if way[-1] not in targets or set(way[:-1]) & set(targets) or FAR in values:
                continue
            judged = judge(people, way, values, line)
            if judged is not None:
                (taken if judged else refused).append((way, tuple(values)))
    return taken, refused


def judge(people, way, values, line):
    """True: a way. False: refused. None: not told, since it is no way at all or a refused link is told already."""
    first, target = people[way[0]], people[way[-1]]
    if len(way) == 1:
        return False if first.closed else True if first.is_known and first.strength >= line else None
    if target.gone or (len(way) == 3 and (people[way[1]].closed or (values[2] or 10) < line)):
        return None
    if len(way) == 3 and not first.closed and first.strength < line:
        return None
    return not first.closed and all(value is None or value >= line for value in values)


def order(people, way, values):
    first, known = people[way[0]], [value for value in values if value is not None]
    names = [people[ref].name for ref in way]
    return None in values, -min(known), len(way), -first.last_on, first.asked, names


def told(found):
    return [(tuple(person.ref for person in path.people), path.values) for path in found]


@given(people, ties, targets, LINES)
def test_the_ways_and_their_order_are_those_of_trying_everything(people, ties, targets, line):
    found = find_paths(people, ties, targets, line, most=1_000)
    taken, refused = tried(people, ties, targets, line)

    assert told(found.paths) == sorted(taken, key=lambda one: order(people, *one))
    best = sorted(refused, key=lambda one: (len(one[0]), order(people, *one)))
    assert told(one.path for one in found.refused) == best[:MOST_REFUSED]
    assert len(found.refused) + found.more_refused == len(refused)


@given(people, ties, targets, LINES, st.sampled_from(PAIRS))
def test_raising_a_link_never_worsens_a_way(people, ties, targets, line, pair):
    before = find_paths(people, ties, targets, line, most=1_000)
    raised = ties | ({pair: min(10, ties[pair] + 2)} if ties.get(pair) else {})
    after = dict(told(find_paths(people, raised, targets, line, most=1_000).paths))

    for path in before.paths:
        way = tuple(person.ref for person in path.people)
        if path.score is not None:
            assert min(after[way]) >= path.score


@given(people, ties, targets)
def test_on_a_line_of_nought_nobody_is_refused_by_strength(people, ties, targets):
    found = find_paths(people, ties, targets, 0)
    assert [one for one in found.refused if one.weak is not None] == []


@given(people, ties, targets, LINES, st.randoms())
def test_the_order_in_which_things_are_told_changes_nothing(people, ties, targets, line, dice):
    mixed = [(other, one, value) for (one, other), value in ties.items()]
    dice.shuffle(mixed)
    turned = dict(sorted(people.items(), reverse=True))

    assert find_paths(turned, best_estimates(mixed), sorted(targets), line) == find_paths(
        people, ties, targets, line
    )


@given(people, ties, targets, LINES)
def test_every_way_and_refusal_is_told_in_words(people, ties, targets, line):
    found = find_paths(people, ties, targets, line)
    for path, hidden in product(found.paths, ((), REFS)):
        assert reason_of(path, line, hidden).endswith(".")
        assert any(name in weakest_of(path) for name in NAMES)
    for one in found.refused:
        assert refusal_of(one, line).endswith(".")


def test_of_several_ties_the_best_that_is_known_counts():
    rows = [(1, 2, None), (2, 1, 3), (1, 2, 6), (1, 2, 5), (3, 4, None), (5, 5, 9)]
    assert best_estimates(rows) == {(1, 2): 6, (3, 4): None}


def test_a_way_says_its_links_and_what_is_to_be_asked():
    bo, ada, cara = Person("Bo Lund", 1, 7.26), Person("Ada Lindqvist", 2, 9.0), Person("Cara Quist", 3, 0.5)
    known, unknown = find_paths({1: bo, 2: ada, 3: cara}, {(1, 3): 6, (2, 3): None}, {3}, 4).paths

    assert reason_of(known, 4) == "You and Bo Lund are at 7.3, Bo Lund and Cara Quist at 6."
    assert reason_of(known, 4, {1}) == "You and Bo Lund are strong, Bo Lund and Cara Quist at 6."
    assert weakest_of(known) == "Bo Lund – Cara Quist"
    assert (known.score, unknown.score) == (6, None)
    assert reason_of(unknown, 4) == (
        "You and Ada Lindqvist are at 9.0. How well Ada Lindqvist knows Cara Quist is not known: ask."
    )


def test_a_refusal_names_the_link_with_its_figure_also_just_below_the_line():
    bo, cara = Person("Bo Lund", 1, 3.96), Person("Cara Quist", 2)
    (weak,) = find_paths({1: bo, 2: cara}, {(1, 2): 6}, {2}, 4).refused
    (loose,) = find_paths({1: bo._replace(strength=8.0), 2: cara}, {(1, 2): 3}, {2}, 4).refused
    (new,) = find_paths({1: bo._replace(is_known=False), 2: cara}, {(1, 2): 6}, {2}, 4).refused

    assert refusal_of(weak, 4) == "You and Bo Lund are at 4.0, just below your line of 4."
    assert refusal_of(weak, 4, {1}) == "You and Bo Lund are below your line of 4."
    assert refusal_of(loose, 4) == "Bo Lund and Cara Quist are at 3, below your line of 4."
    assert refusal_of(new, 4) == "Nothing is recorded of you and Bo Lund yet: below your line of 4."
    assert figure(4.0) == "4.0"


def test_whom_i_know_well_needs_nobody_between():
    cara = Person("Cara Quist", 1, 8.14)
    (path,) = find_paths({1: cara}, {}, {1}, 4).paths

    assert reason_of(path, 4) == "You know them yourself: you and Cara Quist are at 8.1."
    assert weakest_of(path) == "you – Cara Quist"
