"""People as vCards: whole, as others can read them, and the same when they come back."""

import io
import uuid
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import vobject
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from PIL import Image

from accounts.models import User
from contacts.models import (
    Address,
    Contact,
    Identity,
    ImportantDate,
    KeptLines,
    Note,
    Photo,
    Post,
)
from contacts.services import new_identity, save_contact, set_photo, tags_named
from network.services import link_contact
from tests.factories import make_contact
from transfer.exports.vcards import vcards
from transfer.formats import vcard
from transfer.formats.container import open_upload
from transfer.formats.values import AddressSaid, Asked, Card, DateSaid, LinkSaid, NoteSaid, PostSaid, TieSaid
from transfer.services import import_path

ASKED = Asked(date(2026, 3, 12), ZoneInfo("UTC"))
VERSIONS = ["3.0", "4.0"]


def read(data: bytes) -> list[Card]:
    with open_upload(io.BytesIO(data), wanted=vcard.wanted, filename="out.vcf") as upload:
        items = list(vcard.read(upload, ASKED))
    assert [item for item in items if not isinstance(item, Card | TieSaid)] == []
    return [item for item in items if isinstance(item, Card)]


def out(owner: User, version: str) -> bytes:
    return b"".join(vcards(owner, version))


def jpeg() -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (300, 200), (10, 120, 80)).save(data, "JPEG")
    return data.getvalue()


def full_person(owner: User, now: datetime) -> Contact:
    person = make_contact(
        owner, "Mira Lindqvist", now, nickname="Mimi", place="Uppsala", met_how="at the fair", met_on="2019-05",
        met_where="Ulm", circle="close", is_pinned=True, is_family=True, display="Dr. Mira Lindqvist",
        aliases=["Mirre", "M, L; the \\ one"],
    )  # fmt: skip
    reach = [
        ("email", "mira@example.org"), ("phone", "+46 70 123 45 67"), ("profile", "https://linkedin.com/in/mira"),
        ("profile", "https://mira.example/me"), ("handle", "@Mira.L"),
    ]  # fmt: skip
    for kind, text in reach:
        new_identity(contact=person, kind=kind, text=text).save()
    posts = (
        ("Nordlicht AB", "Physicist", "2015-02", ""),
        ("Old Ltd", "", "2010", "2015"),
        ("", "Poet", "", ""),
    )
    for organisation, title, since, until in posts:
        Post.objects.create(
            owner=owner, contact=person, organisation=organisation, title=title, since=since, until=until
        )
    days = (
        ("birthday", "", 2, 29, None), ("anniversary", "", 6, 23, 2012), ("anniversary", "Wedding", 7, 1, None),
        ("other", "First day", 1, 2, 2020), ("other", "", 3, 4, None),
    )  # fmt: skip
    for kind, label, month, day, year in days:
        ImportantDate.objects.create(
            owner=owner, contact=person, kind=kind, label=label, month=month, day=day, year=year
        )
    Address.objects.create(
        owner=owner, contact=person, label="Home", street="Storgatan 1; left", city="Uppsala"
    )
    Address.objects.create(owner=owner, contact=person, label="Summer", po_box="12", country="Sweden")
    Address.objects.create(owner=owner, contact=person, extended="Flat 3", postal_code="753 20", region="U")
    person.tags.set(tags_named(owner=owner, text="Choir, Friends"))
    Note.objects.create(owner=owner, contact=person, text="Likes tea, black.\nAnd \\n.")
    Note.objects.create(owner=owner, contact=person, text="SECRET", sensitive=True)
    link_contact(owner=owner, contact=person, network="linkedin", since=date(2020, 1, 2), address="")
    set_photo(contact=person, data=jpeg(), now=now)
    return person


def told(person: Contact, uid: str) -> Card:
    """The card that a reader should make of a person."""
    rows = {kind: [row for row in person.identities.all() if row.kind == kind] for kind in Identity.Kind}
    plain = f"{person.given} {person.family}".strip()
    posts = list(person.posts.all())
    present = [post for post in posts if not post.until][:1]
    return Card(
        1, "out.vcf", key=uid, uid=uid, given=person.given, family=person.family,
        display="" if person.display == plain else person.display, nickname=person.nickname,
        aliases=tuple(row.shown for row in rows["alias"]), emails=tuple(row.shown for row in rows["email"]),
        phones=tuple(row.shown for row in rows["phone"]), profiles=tuple(row.shown for row in rows["profile"]),
        handles=tuple((row.network, row.shown.removeprefix("@")) for row in rows["handle"]),
        posts=tuple(
            PostSaid(row.organisation, row.title, row.since, row.until)
            for row in [*(post for post in posts if post not in present), *present]
        ),
        dates=tuple(DateSaid(row.kind, row.month, row.day, row.year, row.label) for row in person.dates.all()),
        addresses=tuple(
            AddressSaid(
                row.label, row.street, row.extended, row.po_box, row.postal_code, row.city, row.region, row.country
            )
            for row in person.addresses.all()
        ),
        links=tuple(LinkSaid(row.network, row.since, row.until, row.address) for row in person.links.all()),
        tags=tuple(tag.name for tag in person.tags.all()),
        notes=tuple(
            NoteSaid(row.text, row.created_at)
            for row in person.notes.filter(sensitive=False).order_by("created_at", "pk")
        ),
        place=person.place, met_how=person.met_how, met_on=person.met_on, met_where=person.met_where,
        circle=person.circle, is_pinned=person.is_pinned, is_family=person.is_family,
        is_deceased=person.state == "deceased",
        photo=bytes(person.photo.data) if Photo.objects.filter(contact=person).exists() else b"",
    )  # fmt: skip


@pytest.mark.parametrize("version", VERSIONS)
def test_a_person_comes_back_as_they_left(alice: User, now: datetime, version: str) -> None:
    person = full_person(alice, now)

    (card,) = read(out(alice, version))

    assert uuid.UUID(card.uid)
    assert card == told(person, card.uid)
    assert b"SECRET" not in out(alice, version)
    assert f"VERSION:{version}\r\n".encode() in out(alice, version)
    assert out(alice, version) == out(alice, version)


def test_another_reader_reads_it(alice: User, now: datetime) -> None:
    full_person(alice, now)

    theirs = vobject.readOne(out(alice, "3.0").decode())

    assert theirs.fn.value == "Dr. Mira Lindqvist"
    assert (theirs.n.value.family, theirs.n.value.given) == ("Lindqvist", "Mira")
    assert theirs.email.value == "mira@example.org"
    assert theirs.adr.value.street == "Storgatan 1; left"
    assert theirs.note.value == "Likes tea, black.\nAnd \\n."
    assert Image.open(io.BytesIO(theirs.photo.value)).size == (300, 200)


def test_only_the_chosen_live_and_own_people_go_out(alice: User, bob: User, now: datetime) -> None:
    mira, nils = (make_contact(alice, name, now) for name in ("Mira Berg", "Nils Berg"))
    gone = make_contact(alice, "Gone Berg", now, deleted_at=now)
    stranger = make_contact(bob, "Bobs Friend", now)

    everybody = [card.given for card in read(out(alice, "3.0"))]
    chosen = [card.given for card in read(b"".join(vcards(alice, "4.0", [nils.pk, gone.pk, stranger.pk])))]

    assert (everybody, chosen) == ([mira.given, nils.given], ["Nils"])
    assert list(vcards(alice, "3.0", [])) == []
    with pytest.raises(ValueError, match="3.0 or 4.0"):
        next(vcards(alice, "2.1"))


LINES = [
    "N:Lindqvist;Mira;Sofia;Dr.;",
    "ORG:Nordlicht AB;Research",
    "EMAIL;TYPE=HOME,pref:mira@example.org",
    "item1.TEL;TYPE=CELL:+46 70 1",
    "item2.ADR;TYPE=HOME,pref:;;Storgatan 1;Uppsala;;;",
    "URL:https://nordlicht.example",
    "item3.X-ABRELATEDNAMES:Nils",
    "X-UNKNOWN;A=b:c",
    "item1.X-ABLABEL:Choir",
    "item2.X-ABADR:se",
    "item3.X-ABLABEL:_$!<Brother>!$_",
]


@pytest.fixture
def kept_person(alice: User, now: datetime) -> Contact:
    person = make_contact(alice, "Mira Lindqvist", now)
    KeptLines.objects.create(owner=alice, contact=person, uid="UID-of-old", lines=LINES)
    for kind, text in (("email", "mira@example.org"), ("phone", "+46 70 1"), ("phone", "+46 70 2")):
        new_identity(contact=person, kind=kind, text=text).save()
    Post.objects.create(owner=alice, contact=person, organisation="Nordlicht AB", title="Physicist")
    Address.objects.create(owner=alice, contact=person, label="Home", street="Storgatan 1", city="Uppsala")
    return person


def test_what_came_with_a_card_goes_out_with_it(alice: User, kept_person: Contact) -> None:
    text = out(alice, "3.0").decode()

    assert text.split("\r\n")[3:-1] == [
        "UID:UID-of-old",
        "FN:Mira Lindqvist",
        "N:Lindqvist;Mira;Sofia;Dr.;",
        "EMAIL;TYPE=HOME,pref:mira@example.org",
        "item1.TEL;TYPE=CELL:+46 70 1",
        "TEL:+46 70 2",
        "ORG:Nordlicht AB;Research",
        "TITLE:Physicist",
        "item2.ADR;TYPE=HOME,pref:;;Storgatan 1;Uppsala;;;",
        "URL:https://nordlicht.example",
        "item3.X-ABRELATEDNAMES:Nils",
        "X-UNKNOWN;A=b:c",
        "item1.X-ABLABEL:Choir",
        "item2.X-ABADR:se",
        "item3.X-ABLABEL:_$!<Brother>!$_",
        "END:VCARD",
    ]
    (card,) = read(text.encode())
    assert sorted(card.kept) == sorted(LINES)
    assert "EMAIL;TYPE=HOME;PREF=1:mira@example.org" in out(alice, "4.0").decode()


def test_what_the_owner_changed_since_is_not_said_by_an_old_line(alice: User, kept_person: Contact) -> None:
    kept_person.identities.filter(shown="+46 70 1").delete()
    kept_person.addresses.update(city="Ulm")
    kept_person.posts.update(organisation="Other Ltd")

    text = out(alice, "3.0").decode()

    assert "+46 70 1\r\n" not in text
    assert "Choir" not in text
    assert "ADR;TYPE=HOME:;;Storgatan 1;Ulm;;;\r\n" in text
    assert "ORG:Other Ltd\r\n" in text
    assert "X-ABADR" not in text
    assert "item3.X-ABLABEL:_$!<Brother>!$_\r\n" in text


WORDS = st.text(st.sampled_from("aBäß日 ,;:\\\"'^=-\n"), max_size=30).map(lambda text: " ".join(text.split()))
SAID = WORDS.filter(bool)


@settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    names=st.tuples(WORDS, WORDS, WORDS, SAID),
    aliases=st.lists(SAID, max_size=3, unique_by=str.casefold),
    note=st.text(st.sampled_from("a,;\\ \n日"), max_size=200).filter(str.strip),
    post=st.tuples(SAID, WORDS),
    parts=st.tuples(SAID, WORDS, WORDS, WORDS),
    day=st.tuples(
        st.sampled_from(["birthday", "anniversary", "other"]),
        WORDS,
        st.dates(date(1900, 1, 1), date(2025, 1, 1)),
    ),
    knows_year=st.booleans(),
    version=st.sampled_from(VERSIONS),
)
def test_whoever_goes_out_comes_back(
    alice: User, now: datetime, names, aliases, note, post, parts, day, knows_year, version
) -> None:
    Contact.objects.owned_by(alice).delete()
    given, family, nickname, display = names
    person = Contact(owner=alice, given=given, family=family, nickname=nickname, display=display)
    save_contact(contact=person, aliases=aliases)
    Note.objects.create(owner=alice, contact=person, text=note.strip())
    Post.objects.create(owner=alice, contact=person, organisation=post[0], title=post[1])
    label, street, city, country = parts
    Address.objects.create(
        owner=alice, contact=person, label=label, street=street, city=city, country=country or "x"
    )
    kind, words, on = day
    ImportantDate.objects.create(
        owner=alice, contact=person, kind=kind, label=words, month=on.month, day=on.day,
        year=on.year if knows_year else None,
    )  # fmt: skip

    (card,) = read(out(alice, version))

    expected = told(Contact.objects.get(pk=person.pk), card.uid)
    note_lines = "\n".join(line.rstrip() for line in expected.notes[0].text.split("\n")).strip()
    assert card.notes[0].text == note_lines
    assert card == Card(
        **{name: getattr(expected, name) for name in Card.__dataclass_fields__} | {"notes": card.notes}
    )
    assert card.notes[0].at == expected.notes[0].at.astimezone(UTC)


def lines_of(data: bytes) -> list[list[str]]:
    """The unfolded lines of each card in order, without those that differ from book to book."""
    cards = data.decode().replace("\r\n ", "").split("END:VCARD\r\n")
    return [
        sorted(line for line in card.split("\r\n") if not line.startswith(("UID", "PHOTO"))) for card in cards
    ]


def test_what_goes_out_of_one_book_and_into_another_goes_out_of_that_the_same(
    alice: User, bob: User, now: datetime, tmp_path: Path
) -> None:
    full_person(alice, now)
    first = out(alice, "3.0")
    (tmp_path / "out.vcf").write_bytes(first)

    run = import_path(owner=bob, path=tmp_path / "out.vcf", clock=lambda: now, kind="vcard")

    assert (run.state, run.counts.get("added"), list(run.faults.all())) == ("done", 1, [])
    assert lines_of(out(bob, "3.0")) == lines_of(first)
    assert Image.open(io.BytesIO(bytes(Photo.objects.get(owner=bob).data))).size == (300, 200)
