"""Who may stand in a book twice: by addresses, by names however they are written, by what else is known."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.planted.book import Card, plant, planted_pairs
from domain.duplicates import Pair, Person, find_pairs
from domain.fullnames import as_name, read_names
from domain.met import POSSIBLE, SURE
from domain.reach import read_reach


def person(ref: int, given: str, family: str = "", **known: str) -> Person:
    """Somebody by words: mail, phone, page, firm, town, born ("12 5 1980"), also (another name)."""
    kinds = {"mail": "email", "phone": "phone", "page": "profile"}
    keys = [
        (kind, *read_reach(kind, text, "AT")[:2])
        for name, kind in kinds.items()
        for text in known.get(name, "").split(", ")
        if text
    ]
    firms, towns = [tuple(filter(None, [known.get(name, "")])) for name in ("firm", "town")]
    born = tuple(map(int, known["born"].split())) if "born" in known else ()
    names = (as_name(given, family), *read_names(known.get("also", "")))
    return Person(ref, names, tuple(keys), firms, towns, (born,) if len(born) == 3 else ())


def only(*people: Person) -> Pair | None:
    """The likeliest pair of these."""
    return next(iter(find_pairs(people)), None)


def confidence(*people: Person) -> float:
    found = only(*people)
    return found.confidence if found else 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Zoë", "Lindqvist"), ("Zoe", "Lindqvist")),
        (("Jörg", "Brückner"), ("Joerg", "Brueckner")),
        (("Jörg", "Brückner"), ("Jorg", "Bruckner")),
        (("Юрий", "Зельников"), ("Yuriy", "Zelnikov")),
        (("Robert", "Lindqvist"), ("Bob", "Lindqvist")),
        (("Katharina", "Lindqvist"), ("Kathi", "Lindqvist")),
        (("Anna", "Lindqvist"), ("Lindqvist", "Anna")),
        (("Anna", "Lindqvist"), ("Anna", "Lindqvits")),
        (("Anna", "Lindqvist"), ("Anna", "Lindqist")),
        (("Gabriella", "Lindqvist"), ("Gabreilla", "Lindqvist")),
        (("Anna", "Lindqvist"), ("Anna Maria", "Lindqvist")),
        (("Anna", "Lindqvist"), ("Anna", "Lindqvist-Moor")),
        (("Anna", "van der Heiden"), ("Anna", "Heiden")),
        (("ANNA", "LINDQVIST"), ("anna", "lindqvist")),
    ],
)
def test_one_name_in_two_spellings_is_found(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert confidence(person(1, *one), person(2, *other)) >= 0.5


@pytest.mark.parametrize(
    "known",
    [
        {"mail": "anna@lindqvist.example"},
        {"phone": "+43 664 1234567"},
        {"page": "https://www.linkedin.com/in/anna-l"},
    ],
)
def test_one_address_and_a_name_that_agrees_are_one_person(known: dict[str, str]) -> None:
    one, other = person(1, "Anna", "Lindqvist", **known), person(2, "Annie", "Lindqvist", **known)

    assert confidence(one, other) >= SURE


def test_one_phone_number_is_one_however_it_is_written() -> None:
    one, other = (
        person(at, "Anna", phone=phone) for at, phone in ((1, "0664 / 1234567"), (2, "+43 664 1234567"))
    )

    assert confidence(one, other) >= SURE


def test_a_married_name_is_found_by_the_address_or_by_the_former_name() -> None:
    mail = {"mail": "anna@post.example"}

    assert confidence(person(1, "Anna", "Lindqvist", **mail), person(2, "Anna", "Moor", **mail)) >= SURE
    assert (
        confidence(person(1, "Anna", "Lindqvist"), person(2, "Anna", "Moor", also="Anna Lindqvist"))
        >= POSSIBLE
    )


def test_a_married_name_is_possible_by_birthday_work_and_town() -> None:
    known = {"born": "12 5 1980", "firm": "Nordlicht GmbH", "town": "Turku"}

    assert confidence(person(1, "Anna", "Lindqvist", **known), person(2, "Anna", "Moor", **known)) >= 0.5


@pytest.mark.parametrize("given", ["Olaf", "Ingrid"])
def test_a_family_that_shares_an_address_is_not_one_person(given: str) -> None:
    known = {"mail": "family@lindqvist.example", "town": "Turku"}
    one, other = person(1, "Anna", "Lindqvist", **known), person(2, given, "Lindqvist", **known)

    assert confidence(one, other) < POSSIBLE


def test_namesakes_whose_mail_goes_elsewhere_are_not_told_as_likely() -> None:
    found = only(
        person(1, "Anna", "Lindqvist", mail="anna@post.example"),
        person(2, "Anna", "Lindqvist", mail="al@mail.example"),
    )

    assert found is not None
    assert found.confidence < POSSIBLE
    assert found.evidence_for == ("the same name",)
    assert found.evidence_against == ("the name alone", "other e-mail addresses")


def test_several_namesakes_make_each_other_less_likely() -> None:
    two = find_pairs([person(at, "Anna", "Lindqvist") for at in (1, 2)])
    many = find_pairs([person(at, "Anna", "Lindqvist") for at in range(1, 6)])

    assert two[0].confidence > POSSIBLE > many[0].confidence
    assert many[0].evidence_against == ("5 people in your book are called like this",)


def test_an_office_phone_does_not_make_one_of_colleagues() -> None:
    office = {"phone": "+43 1 5134444", "firm": "Nordlicht GmbH"}
    names = [("Anna", "Berg"), ("Olaf", "Lund"), ("Una", "Moor"), ("Ulf", "Sand"), ("Ida", "Strand")]

    assert find_pairs([person(at, *name, **office) for at, name in enumerate(names, 1)]) == []


def test_another_birthday_speaks_against_it() -> None:
    known = {"mail": "lindqvist@post.example"}
    one = person(1, "Karl", "Lindqvist", born="12 5 1950", **known)
    other = person(2, "Karl", "Lindqvist", born="3 9 1980", **known)

    assert confidence(one, other) < POSSIBLE


def test_an_initial_is_believed_when_something_else_agrees() -> None:
    assert confidence(person(1, "A.", "Lindqvist"), person(2, "Anna", "Lindqvist")) <= 0.5
    firm = {"firm": "Nordlicht GmbH"}
    assert confidence(person(1, "A.", "Lindqvist", **firm), person(2, "Anna", "Lindqvist", **firm)) > POSSIBLE


def test_a_copy_among_many_namesakes_is_found_by_what_agrees() -> None:
    people = [person(at, "Anna", "Berg", mail=f"anna{at}@post.example") for at in range(1, 60)]

    found = only(*people, person(60, "Anna", "Berg", mail="anna7@post.example"))

    assert found is not None
    assert (found.a, found.b) == (7, 60)
    assert found.confidence >= SURE


def test_a_pair_that_was_rejected_is_not_told_again() -> None:
    people = [person(at, "Anna", "Lindqvist", mail="a@post.example") for at in (1, 2, 3)]

    assert {(pair.a, pair.b) for pair in find_pairs(people, {(1, 3)})} == {(1, 2), (2, 3)}


def test_only_pairs_with_certain_people_can_be_asked_for() -> None:
    people = [person(at, "Anna", "Lindqvist", mail="a@post.example") for at in (1, 2, 3)]

    assert {(pair.a, pair.b) for pair in find_pairs(people, among=[3])} == {(1, 3), (2, 3)}


def test_the_evidence_is_told_in_words() -> None:
    one = person(1, "Robert", "Lindqvist", mail="r@post.example", town="Turku", firm="Nordlicht GmbH")
    other = person(2, "Bob", "Lindqvist", mail="r@post.example", town="Turku", firm="Nordlicht")

    assert find_pairs([one, other]) == [
        Pair(
            1,
            2,
            0.98,
            ("the same e-mail address", "a like name", "the same place: Turku", "both at Nordlicht GmbH"),
            ("Bob is another form of Robert",),
        )
    ]


def test_most_planted_copies_are_found_and_few_others() -> None:
    cards = plant(3_000, copies=0.1)

    pairs = find_pairs([_of_card(at, card) for at, card in enumerate(cards)])

    planted = planted_pairs(cards)
    likely = {(pair.a, pair.b) for pair in pairs if pair.confidence >= POSSIBLE}
    sure = {(pair.a, pair.b) for pair in pairs if pair.confidence >= SURE}
    assert len(planted & {(pair.a, pair.b) for pair in pairs}) >= 0.98 * len(planted)
    assert len(planted & likely) >= max(0.97 * len(planted), 0.85 * len(likely))
    assert len(planted & sure) >= 0.97 * len(sure)


def _of_card(at: int, card: Card) -> Person:
    known = {"mail": ", ".join(card.emails), "phone": ", ".join(card.phones), "page": ", ".join(card.pages)}
    born = {"born": " ".join(map(str, card.birthday))} if card.birthday else {}
    return person(at, card.given, card.family, firm=card.firm, town=card.town, **known, **born)


WORDS = st.sampled_from(
    ["Anna", "Ana", "Hanna", "Lindqvist", "Lindqist", "Bob", "Robert", "A.", "", "Li", "Ø"]
)
KNOWN = st.fixed_dictionaries(
    {},
    optional={
        "mail": st.sampled_from(["a@post.example", "b@post.example", "info@post.example"]),
        "town": st.sampled_from(["Turku", "Turku Finland", "Ghent"]),
        "firm": st.sampled_from(["Nordlicht", "Nordlicht GmbH", "Sand"]),
        "born": st.sampled_from(["5 12 1980", "12 5 1980", "5 12 0"]),
    },
)


@given(st.lists(st.tuples(WORDS, WORDS, KNOWN), max_size=5), st.permutations(range(5)))
def test_the_order_of_the_book_does_not_matter(
    rows: list[tuple[str, str, dict[str, str]]], order: list[int]
) -> None:
    people = [person(at, given, family, **known) for at, (given, family, known) in enumerate(rows)]
    shuffled = [people[at] for at in order if at < len(people)]

    found = find_pairs(people, least=0.0)

    assert find_pairs(shuffled, least=0.0) == found
    assert all(pair.a < pair.b and 0 <= pair.confidence < 1 for pair in found)
    assert len({(pair.a, pair.b) for pair in found}) == len(found)


@given(st.tuples(WORDS, WORDS, KNOWN), st.tuples(WORDS, WORDS, KNOWN))
def test_which_of_the_two_comes_first_does_not_matter(
    one: tuple[str, str, dict[str, str]], other: tuple[str, str, dict[str, str]]
) -> None:
    both = [
        confidence(person(1, *first[:2], **first[2]), person(2, *second[:2], **second[2]))
        for first, second in permutations((one, other))
    ]

    assert both[0] == both[1]


def test_two_names_with_two_pages_on_one_network_are_two_people() -> None:
    yara, zara = (
        person(
            at, name, "Hendriks", page=f"https://www.linkedin.com/in/{name.lower()}-hendriks", firm="Quarry"
        )
        for at, name in enumerate(("Yara", "Zara"))
    )

    assert only(yara, zara) is None
