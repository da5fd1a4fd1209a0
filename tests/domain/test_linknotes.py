import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.linkdefaults import DEFAULT_NOTES
from domain.linkfacts import NoteKind, Trait
from domain.linknotes import note_kind
from domain.linktraits import note_traits
from domain.mentions import mentioned, plain_words
from tests.domain.linkcases import law

PERSONAL = "Hi Ada, we talked about sourdough after your talk in Oslo. I would like to stay in touch. Bo"
CAMPAIGN = (
    "Hi {}, I was impressed by your work and would like to tell you about our retreat in the hills. - {}"
)


@pytest.mark.parametrize("text", ["", "   \n\t", "...", "👋", "<p></p>", "&nbsp;"])
def test_s19_a_note_without_words_is_empty(text):
    assert note_kind(text) == NoteKind.EMPTY


@pytest.mark.parametrize("text", DEFAULT_NOTES)
def test_s19_the_networks_own_texts_are_generic(text):
    filled = text.replace("{name}", "Ada von Brandt")

    for note in (
        filled,
        f"{filled}.",
        f"  {filled.upper()} !",
        f"Hi Ada,\n{filled}.\n- Bo von Marten",
        f"Hallo Frau Brandt, {filled}",
    ):
        assert note_kind(note) == NoteKind.GENERIC


@pytest.mark.parametrize(
    "text",
    [
        "Hi",
        "Hello Ada!",
        "Hi Ada I'd like to add you to my professional network on LinkedIn.",
        "I’d like to add you to my professional network on LinkedIn. - Bo Marten",
        "Hi Ada, I'd like to join your LinkedIn network. Looking forward to connecting! Best regards, Bo Marten",
        "I'd like to ad you to my profesional network on Linkedin",
        "Dear Ada,\n\nI'd like to connect with you on LinkedIn.\n\nKind regards\nBo Marten",
        "Sehr geehrte Frau Brandt,\nich möchte Sie gerne zu meinen Kontakten hinzufügen.\nViele Grüße\nBo Marten",
        "Ich moechte Sie gerne zu meinem beruflichen Netzwerk auf LinkedIn hinzufuegen.",
        "Bo Marten möchte mit dir auf Facebook befreundet sein.",
        "<p>I'd like to add you to my professional network on LinkedIn.</p>",
    ],
)
def test_s19_a_default_text_is_known_with_names_typos_and_pleasantries(text):
    assert note_kind(text) == NoteKind.GENERIC


@pytest.mark.parametrize(
    "text",
    [
        PERSONAL,
        "I'd like to add you to my professional network on LinkedIn. We met at the harbour conference.",
        "I'd like to connect because your sister and I row in the same boat.",
        "Ich möchte Sie gerne zu meinen Kontakten hinzufügen, weil wir in Bremen zusammen gesungen haben.",
        "We met at the bakers' fair",
        "Oslo?",
        "Hallo! Super Vortrag!",
        "Hi great talk yesterday",
        "Hallo, toller Vortrag",
        "long time no see, how is the boat",
    ],
)
def test_s19_a_word_of_ones_own_makes_a_note_personal(text):
    assert note_kind(text) == NoteKind.PERSONAL


def test_s19_the_same_text_from_three_senders_is_generic():
    mine, second, third = (
        CAMPAIGN.format(*names) for names in (("Ada", "Bo"), ("Ada", "Cleo"), ("ada", "Dov Ilan"))
    )

    assert note_kind(mine) == NoteKind.PERSONAL
    assert note_kind(mine, others=[second, PERSONAL]) == NoteKind.PERSONAL
    assert note_kind(mine, others=[second, third.upper(), PERSONAL]) == NoteKind.GENERIC


def test_s19_the_owners_list_of_generic_texts_counts():
    text = "Hi Ada, great minds think alike!"

    assert note_kind(text) == NoteKind.PERSONAL
    assert note_kind(text, own_generic=["great minds think alike"]) == NoteKind.GENERIC


@law
@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=3))
def test_any_text_has_a_kind_and_traits(text, others):
    assert note_kind(text, others, others) in list(NoteKind)
    assert set(note_traits(text, own_pitch=others, own_work=others)) <= set(Trait)


def test_a_pasted_novel_has_a_kind():
    assert note_kind("It was a dark and stormy night; " * 20_000) == NoteKind.PERSONAL


@pytest.mark.parametrize(
    ("text", "traits"),
    [
        ("Lovely weather in Oslo", ()),
        ("Could you introduce me to your publisher?", (Trait.ASKS,)),
        ("Ich suche einen Termin mit Ihnen", (Trait.ASKS,)),
        ("Loved your article on bread", (Trait.NAMES_MY_WORK,)),
        ("Ihr Vortrag in Köln war ein Genuss", (Trait.NAMES_MY_WORK,)),
        ("We help companies double their leads", (Trait.PITCHES,)),
        ("Mit unserem Angebot den Umsatz steigern, ganz unverbindlich", (Trait.PITCHES,)),
        ("Your podcast is great. Can you spare 15 minutes for a free demo?", tuple(Trait)),
    ],
)
def test_s19_what_a_note_does(text, traits):
    assert note_traits(text) == traits


def test_s19_the_owners_own_words_are_known_too():
    assert note_traits("Read The Slow Loaf", own_work=("The Slow Loaf",)) == (Trait.NAMES_MY_WORK,)
    assert note_traits("Join our guild", own_pitch=("guild",)) == (Trait.PITCHES,)
    assert note_traits("Have a spare boat?", own_asks=("spare boat",)) == (Trait.ASKS,)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Senior Recruiters wanted", ("recruiter",), "recruiter"),
        ("Personalberaterin", ("personalberater",), "personalberater"),
        ("Müller & Söhne", ("müller",), "müller"),
        ("Salesforce engineer", ("sales",), ""),
        ("particle physics", ("art",), ""),
        ("", ("art",), ""),
        ("art", (), ""),
        ("a (b", ("", "(b"), "(b"),
    ],
)
def test_words_are_found_whole_with_their_usual_endings(text, words, found):
    assert mentioned(text, words) == found


def test_the_words_of_a_text_are_plain():
    assert plain_words("  Don’t—STOP, Renée! ") == "dont stop renee"


@pytest.mark.parametrize(
    ("text", "is_pitch"),
    [
        ("I help teams like yours to grow their pipeline. Ten minutes next week?", True),
        ("We help agencies close more deals, done for you.", True),
        ("Sie suchen neue Kunden? Unverbindlich reden wir darüber.", True),
        ("Your talk in Lund helped our team a lot. I should like to hear more of it.", False),
        ("We rowed in the same boat in 2011, remember? My boat is like yours now.", False),
        ("I help out at the choir where you sing on Tuesdays.", False),
    ],
)
def test_a_pitch_is_told_from_a_kind_word(text: str, is_pitch: bool) -> None:
    assert (Trait.PITCHES in note_traits(text)) is is_pitch
