"""Have we met: evidence and doubt, the guards, and that more evidence never lowers the confidence."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.fullnames import as_name, read_names
from domain.identity import Candidate, Card, Commonness, Happened, Sought, Worked, compare, find
from domain.samename import best_match

BOOK = Commonness(500)


def card(name: str = "Ada Lindqvist", ref: int = 1, **fields: object) -> Card:
    return Card(ref, read_names(name), name, **fields)


def met(sought: Sought, known: Card, book: Commonness = BOOK) -> Candidate:
    return compare(sought, known, book)


@pytest.mark.parametrize(
    ("sought", "known"),
    [
        ("Lindqvist Ada", "Ada Lindqvist"),
        ("Lindqvist, Ada", "Ada Lindqvist"),
        ("Dr. Ada Lindqvist, MBA", "Ada Lindqvist"),
        ("Bob Tarnow", "Robert Tarnow"),
        ("Hans Tarnow", "Johannes Tarnow"),
        ("Uli Tarnow", "Ulrich Tarnow"),
        ("Sepp Tarnow", "Josef Tarnow"),
        ("Ada Bellmoor (née Lindqvist)", "Ada Lindqvist"),
        ("Ada Lindqvist-Bellmoor", "Ada Lindqvist"),
        ("Jörg Grünhäuser", "Joerg Gruenhaeuser"),
        ("Jörg Grünhäuser", "Jorg Grunhauser"),
        ("Søren Weißbach", "Soren Weissbach"),
        ("Юрий Тарнов", "Juri Tarnow"),
        ("Νίκος Παπαδόπουλος", "Nikos Papadopoulos"),
        ("Ada Lindqvsit", "Ada Lindqvist"),
        ("Stephan Tarnow", "Stefan Tarnow"),
        ("Muhammad Tarnow", "Mohamed Tarnow"),
        ("Jewgeni Schtscherbin", "Evgenii Shcherbin"),
        ("Ludwig Vanderheiden", "Ludwig van der Heiden"),
        ("Ludwig van der Heiden", "Ludwig Vanderheiden"),
        ("Carmen Ibarra", "Carmen Ibarra Lozada"),
        ("Carmen Ibarra Lozada", "Carmen Lozada"),
    ],
)
def test_s9_a_name_is_known_again_however_it_is_written(sought: str, known: str) -> None:
    assert met(Sought(name=sought), card(known)).confidence >= 0.6


def test_s9_an_alias_is_a_name_too() -> None:
    known = Card(1, (as_name("Ada", "Lindqvist"), as_name("Ada", "Bellmoor")), "Ada Lindqvist")

    assert met(Sought(name="Ada Bellmoor"), known).confidence >= 0.6


@pytest.mark.parametrize(
    ("sought", "identity"),
    [
        (Sought(url="https://de.linkedin.com/in/ada-l/"), ("profile", "linkedin", "ada-l")),
        (Sought(email="Ada@Example.org"), ("email", "", "ada@example.org")),
        (Sought(phone="+41 44 668 18 00"), ("phone", "", "+41446681800")),
    ],
)
def test_s9_the_same_address_is_as_good_as_sure(sought: Sought, identity: tuple[str, str, str]) -> None:
    found = met(replace(sought, name="Ada L."), card(identities=frozenset({identity})))
    other = met(replace(sought, name="Tom Ashby"), card(identities=frozenset({identity})))

    assert found.confidence >= 0.97
    assert 0.8 <= other.confidence < found.confidence
    assert found.evidence_for[0].startswith("the same ")


@pytest.mark.parametrize("other", ["Petra", "Tom", "Adam", "Adele"])
def test_s9_the_same_surname_with_another_first_name_stays_low(other: str) -> None:
    known = card(worked=(Worked("Acme"),), places=("Lund",))
    found = met(Sought(name=f"{other} Lindqvist", company="Acme", place="Lund"), known)

    assert found.confidence <= 0.25
    assert found.evidence_against == (f"another first name: Ada, not {other}",)


@pytest.mark.parametrize("name", ["", "Tom Ashby"])
def test_s9_colleagues_alone_stay_low(name: str) -> None:
    assert met(Sought(name=name, company="Acme GmbH"), card(worked=(Worked("ACME"),))).confidence <= 0.25


@pytest.mark.parametrize(
    "name", ["Michael Müller", "John Smith", "Maria Garcia", "Anna Schmidt", "Wei Zhang"]
)
@pytest.mark.parametrize("size", [1, 500, 50_000])
def test_s9_a_common_name_alone_is_never_more_than_possible(name: str, size: int) -> None:
    found = met(Sought(name=name), card(name), Commonness(size))

    assert found.confidence < 0.6
    assert found.evidence_against == ("a common name, and the name alone",)


def test_s9_a_name_that_many_in_the_book_bear_is_common_too() -> None:
    book = Commonness(1_000, {"ada": 60, "lindqvist": 60})

    assert met(Sought(name="Ada Lindqvist"), card(), book).confidence < 0.6


def test_s9_two_of_the_same_name_make_each_less_likely_until_one_has_more() -> None:
    twins = [card(ref=1), card(ref=2, worked=(Worked("Acme", since="2015", until="2019"),))]

    alone = find(Sought(name="Ada Lindqvist"), twins, BOOK)
    at_acme = find(Sought(name="Ada Lindqvist", company="Acme"), twins, BOOK)

    assert [one.confidence < 0.6 for one in alone] == [True, True]
    assert alone[0].evidence_against == ("2 people in your book are called like this",)
    assert (at_acme[0].ref, at_acme[0].confidence >= 0.9) == (2, True)
    assert "worked at Acme (2015 to 2019)" in at_acme[0].evidence_for


def test_s9_words_of_the_note_and_the_event_are_evidence() -> None:
    talk = Happened("python conference riverside harbour walk", "Event, 3 June 2025:", is_event=True)
    sought = Sought(name="Ada Lindqvist", note="We walked along the harbour at the Riverside conference.")

    found = met(sought, card(happened=(talk,)))

    assert found.evidence_for[1] == "Event, 3 June 2025: says “conference, harbour, riverside” too"
    assert found.confidence >= 0.9


def test_s9_another_page_on_the_same_network_is_a_doubt() -> None:
    known = card(identities=frozenset({("profile", "linkedin", "ada-l")}))
    found = met(Sought(name="Ada Lindqvist", url="https://linkedin.com/in/ada-lindqvist-9"), known)

    assert found.evidence_against[-1] == "another page on linkedin"
    assert found.confidence < met(Sought(name="Ada Lindqvist"), known).confidence


def test_s9_letters_of_two_alphabets_in_one_word_are_a_doubt() -> None:
    known = card(worked=(Worked("Acme"),), places=("Lund",))
    plain = met(Sought(name="Ada Lindqvist"), known)
    odd = met(Sought(name="\N{CYRILLIC CAPITAL LETTER A}da Lindqvist"), known)

    assert odd.evidence_against == ("the name alone", "letters of two alphabets in one word of the name")
    assert odd.confidence < 0.6 < plain.confidence
    at_acme = Sought(name="\N{CYRILLIC CAPITAL LETTER A}da Lindqvist", company="Acme")
    assert met(at_acme, known).confidence < 0.9


def test_s9_another_alphabet_is_no_doubt() -> None:
    against = met(Sought(name="Юрий Тарнов"), card("Juri Tarnow")).evidence_against

    assert against == ("Yuriy sounds like Juri", "Tarnov sounds like Tarnow", "the name alone")


def test_s9_a_middle_name_is_no_family_name() -> None:
    assert met(Sought(name="John Williams"), card("John William Tarnow")).confidence < 0.6
    assert met(Sought(name="Anna Maria"), card("Anna Maria Tarnow")).confidence < 0.6


def test_s9_a_new_family_name_needs_work_or_place() -> None:
    known = card(worked=(Worked("Acme"),), places=("Lund",))

    assert met(Sought(name="Ada Bellmoor"), known).confidence <= 0.25
    at_acme = Sought(name="Ada Bellmoor", company="Acme", place="Lund")
    assert met(at_acme, known).confidence == pytest.approx(0.7, abs=0.1)


def test_s9_without_anybody_alike_there_is_no_trace() -> None:
    assert find(Sought(name="Tom Ashby"), [card()], BOOK) == ()
    assert find(Sought(), [card()], BOOK) == ()


def test_s9_traces_are_told_from_contacts() -> None:
    (found,) = find(Sought(name="Ada Lindqvist"), [card(is_trace=True, seen="wrote once")], BOOK)

    assert (found.is_trace, found.evidence_for) == (True, ("the same name", "wrote once"))


NAMES = st.sampled_from(
    ["Ada Lindqvist", "Bob Tarnow", "Robert Tarnow", "Ada", "Michael Müller", "A. Tarnow", "Tom Ashby", ""]
)
EXTRA = {"company": "Acme", "place": "Lund", "school": "Acme", "note": "riverside harbour"}


@given(
    name=NAMES, known=NAMES, said=st.sets(st.sampled_from(sorted(EXTRA))), more=st.sampled_from(sorted(EXTRA))
)
def test_s9_more_that_agrees_never_lowers_the_confidence(
    name: str, known: str, said: set[str], more: str
) -> None:
    full = card(
        known, worked=(Worked("Acme"),), places=("Lund",), happened=(Happened("riverside harbour", "Coffee"),)
    )
    before = Sought(name=name, **{field: EXTRA[field] for field in said})
    after = replace(before, **{more: EXTRA[more]})

    assert met(after, full).confidence >= met(before, full).confidence


@given(name=NAMES, known=NAMES, alias=NAMES)
def test_s9_one_more_alias_never_lowers_the_confidence(name: str, known: str, alias: str) -> None:
    before = card(known)
    after = replace(before, names=before.names + read_names(alias))
    worse = not before.names and after.names  # nothing was known against a card without a name

    assert worse or met(Sought(name=name), after).confidence >= met(Sought(name=name), before).confidence


@given(one=st.text(max_size=40), other=st.text(max_size=40))
def test_s9_any_two_texts_are_compared_the_same_both_ways(one: str, other: str) -> None:
    there, back = (
        best_match(read_names(one), read_names(other)),
        best_match(read_names(other), read_names(one)),
    )

    assert (there.fit, there.weight) == (back.fit, pytest.approx(back.weight))


@given(text=st.text(max_size=300))
def test_s9_anything_can_be_sought(text: str) -> None:
    found = met(
        Sought(**dict.fromkeys(("name", "url", "email", "phone", "handle", "company", "note"), text)), card()
    )

    assert 0 <= found.confidence <= 1
