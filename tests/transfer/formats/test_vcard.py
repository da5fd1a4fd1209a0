"""vCards as programs write them, each in its manner, become plain values."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from transfer.formats import vcard
from transfer.formats.container import open_upload
from transfer.formats.faults import BadFile, Fault
from transfer.formats.values import (
    AddressSaid,
    Asked,
    Card,
    DateSaid,
    Item,
    LeftOut,
    LinkSaid,
    NoteSaid,
    PostSaid,
    TieSaid,
)

ASKED = Asked(date(2026, 3, 12), ZoneInfo("Europe/Berlin"))


def read(data: bytes | str, name: str = "cards.vcf") -> list[Item]:
    raw = data.encode() if isinstance(data, str) else data
    with open_upload(io.BytesIO(raw), wanted=vcard.wanted, filename=name) as upload:
        return [item for item in vcard.read(upload, ASKED) if not isinstance(item, TieSaid)]


def sniffs(data: bytes, name: str) -> bool:
    with open_upload(io.BytesIO(data), wanted=vcard.wanted, filename=name) as upload:
        return vcard.sniff(upload)


def body(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def only(*lines: str, version: str = "3.0") -> Card:
    (card,) = read(body(*lines, version=version))
    assert isinstance(card, Card)
    return card


APPLE = body(
    "PRODID:-//Apple Inc.//macOS 14.5//EN",
    "N:Lindqvist;Mira;Sofia;Dr.;",
    "FN:Dr. Mira Sofia Lindqvist",
    "NICKNAME:Mimi,Mirre",
    "ORG:Nordlicht AB;Research;",
    "TITLE:Physicist",
    "EMAIL;type=INTERNET;type=HOME;type=pref:mira@example.org",
    "item1.EMAIL;type=INTERNET:mira.l@example.com",
    "item1.X-ABLabel:Choir",
    "TEL;type=CELL;type=VOICE;type=pref:+46 70 123 45 67",
    "TEL;type=WORK;type=FAX:+46 8 123 45 67",
    "item2.ADR;type=HOME;type=pref:;;Storgatan 1\\nGården;Uppsala;;753 20;Sweden",
    "item2.X-ABADR:se",
    "item3.URL:https\\://www.linkedin.com/in/mira-lindqvist",
    "item3.X-ABLabel:LinkedIn",
    "URL;type=WORK:https://nordlicht.example",
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-09",
    "item4.X-ABDATE;type=pref:2012-06-23",
    "item4.X-ABLabel:_$!<Anniversary>!$_",
    "item5.X-ABDATE:2020-01-02",
    "item5.X-ABLabel:First day at work",
    "item6.X-ABRELATEDNAMES:Nils",
    "item6.X-ABLabel:_$!<Brother>!$_",
    "X-SOCIALPROFILE;type=twitter;x-user=mimi_l:http://twitter.com/mimi_l",
    "X-SOCIALPROFILE;type=flickr;x-user=mimi:x-apple:mimi",
    "IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:mira.lindqvist",
    "X-PHONETIC-FIRST-NAME:Mee-ra",
    "NOTE:Met at the fair.\\nLikes tea\\, black.",
    "CATEGORIES:Choir,myContacts,Friends",
    "UID:7F0C5C1D-0001-4A4B-9A9A-000000000001",
    "REV:2024-05-01T10:00:00Z",
)


def test_a_card_in_the_manner_of_apple() -> None:
    (card,) = read(APPLE)

    assert card == Card(
        line=1,
        file="cards.vcf",
        key="7F0C5C1D-0001-4A4B-9A9A-000000000001",
        given="Mira",
        family="Lindqvist",
        display="Dr. Mira Sofia Lindqvist",
        nickname="Mimi",
        aliases=("Mirre",),
        emails=("mira@example.org", "mira.l@example.com"),
        phones=("+46 70 123 45 67",),
        profiles=("https://www.linkedin.com/in/mira-lindqvist", "http://twitter.com/mimi_l"),
        handles=(("flickr", "mimi"), ("skype", "mira.lindqvist")),
        posts=(PostSaid("Nordlicht AB", "Physicist"),),
        dates=(
            DateSaid("birthday", 5, 9),
            DateSaid("anniversary", 6, 23, 2012),
            DateSaid("other", 1, 2, 2020, "First day at work"),
        ),
        addresses=(AddressSaid("Home", "Storgatan 1, Gården", "", "", "753 20", "Uppsala", "", "Sweden"),),
        tags=("Choir", "Friends"),
        notes=(NoteSaid("Met at the fair.\nLikes tea, black."),),
        uid="7F0C5C1D-0001-4A4B-9A9A-000000000001",
        kept=(
            "N:Lindqvist;Mira;Sofia;Dr.;",
            "ORG:Nordlicht AB;Research;",
            "EMAIL;TYPE=INTERNET,HOME,pref:mira@example.org",
            "item1.EMAIL;TYPE=INTERNET:mira.l@example.com",
            "TEL;TYPE=CELL,VOICE,pref:+46 70 123 45 67",
            "TEL;TYPE=WORK,FAX:+46 8 123 45 67",
            "item2.ADR;TYPE=HOME,pref:;;Storgatan 1\\nGården;Uppsala;;753 20;Sweden",
            "item3.URL:https\\://www.linkedin.com/in/mira-lindqvist",
            "URL;TYPE=WORK:https://nordlicht.example",
            "item6.X-ABRELATEDNAMES:Nils",
            "X-SOCIALPROFILE;TYPE=twitter;X-USER=mimi_l:http://twitter.com/mimi_l",
            "X-SOCIALPROFILE;TYPE=flickr;X-USER=mimi:x-apple:mimi",
            "IMPP;X-SERVICE-TYPE=Skype;TYPE=HOME:skype:mira.lindqvist",
            "X-PHONETIC-FIRST-NAME:Mee-ra",
            "item1.X-ABLABEL:Choir",
            "item2.X-ABADR:se",
            "item3.X-ABLABEL:LinkedIn",
            "item6.X-ABLABEL:_$!<Brother>!$_",
        ),
    )


def test_a_card_in_the_manner_of_outlook() -> None:
    lines = (
        b"BEGIN:VCARD", b"VERSION:2.1", b"N;LANGUAGE=de;CHARSET=Windows-1252:M\xfcller;J\xfcrgen",
        b"FN;CHARSET=Windows-1252:J\xfcrgen M\xfcller", b"ORG:Test GmbH;Einkauf", b"TITLE:Eink\xe4ufer",
        b"TEL;WORK;VOICE:+49 (89) 1234-0", b"TEL;CELL;VOICE:0171 1234567", b"TEL;WORK;FAX:+49 (89) 1234-99",
        b"ADR;WORK;PREF:;;Hauptstr. 1;M\xfcnchen;Bayern;80331;Deutschland",
        b"LABEL;WORK;PREF;ENCODING=QUOTED-PRINTABLE:Hauptstr. 1=0D=0A=", b"80331 M=FCnchen",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:Gr=FC=DFe =", b"aus M=FCnchen=0D=0Aund so", b"BDAY:19700401",
        b"EMAIL;PREF;INTERNET:juergen@example.de", b"PHOTO;TYPE=JPEG;ENCODING=BASE64:", b" aGVs", b" bG8=", b"",
        b"X-MS-OL-DEFAULT-POSTAL-ADDRESS:2", b"REV:20240101T000000Z", b"END:VCARD", b"",
    )  # fmt: skip

    (card,) = read(b"\r\n".join(lines))

    assert isinstance(card, Card)
    assert (card.given, card.family, card.display) == ("Jürgen", "Müller", "")
    assert card.phones == ("+49 (89) 1234-0", "0171 1234567")
    assert card.emails == ("juergen@example.de",)
    assert card.posts == (PostSaid("Test GmbH", "Einkäufer"),)
    assert card.addresses == (
        AddressSaid("Work", "Hauptstr. 1", "", "", "80331", "München", "Bayern", "Deutschland"),
    )
    assert card.notes == (NoteSaid("Grüße aus München\nund so"),)
    assert card.dates == (DateSaid("birthday", 4, 1, 1970),)
    assert card.photo == b"hello"
    assert (card.key, card.uid) == ("", "")
    assert "LABEL;TYPE=WORK,PREF:Hauptstr. 1\\n80331 München" in card.kept


def test_a_card_in_the_manner_of_an_old_thunderbird() -> None:
    text = (
        "begin:vcard\nfn;quoted-printable:J=C3=BCrgen M=C3=BCller\nn;quoted-printable:M=C3=BCller;J=C3=BCrgen\n"
        "email;internet:juergen@example.de\ntel;work:+49 89 1234\nx-mozilla-html:FALSE\n"
        "url:http://www.example.de\nversion:2.1\nend:vcard\n\n"
    )

    (card,) = read(text)

    assert isinstance(card, Card)
    assert (card.given, card.family, card.emails, card.phones) == (
        "Jürgen",
        "Müller",
        ("juergen@example.de",),
        ("+49 89 1234",),
    )


def test_a_card_in_the_manner_of_davx5_and_nextcloud() -> None:
    card = only(
        "PRODID:DAVx5/4.3 ez-vcard/0.12.1",
        "UID:urn:uuid:3a7c0d8e-0000-4000-8000-000000000001",
        "KIND:individual",
        "FN:Ewa Nowak",
        "N:Nowak;Ewa;;;",
        'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+48-22-123-45-67;ext=12',
        "EMAIL;PROP-ID=e1;TYPE=work:ewa@example.pl",
        "BDAY:--0415",
        "ANNIVERSARY:20090808",
        "X-ANNIVERSARY:2009-08-08",
        "IMPP:xmpp:ewa@example.pl",
        "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://mastodon.social/@ewa",
        'ADR;TYPE=home;LABEL="ul. Nowa 1\\nWarszawa":;;ul. Nowa 1;Warszawa;;00-001;Polska',
        "PHOTO:data:image/png;base64,aGVsbG8=",
        "RELATED;TYPE=spouse;VALUE=text:Jan",
        "GENDER:F",
        "CATEGORIES:Rodzina",
        "REV:20240101T000000Z",
        version="4.0",
    )

    assert (card.key, card.given, card.family) == ("3a7c0d8e-0000-4000-8000-000000000001", "Ewa", "Nowak")
    assert (card.phones, card.emails) == (("+48-22-123-45-67 ext. 12",), ("ewa@example.pl",))
    assert card.dates == (DateSaid("birthday", 4, 15), DateSaid("anniversary", 8, 8, 2009))
    assert (card.profiles, card.handles) == (("https://mastodon.social/@ewa",), (("xmpp", "ewa@example.pl"),))
    assert card.photo == b"hello"
    assert {"RELATED;TYPE=spouse;VALUE=text:Jan", "GENDER:F"} <= set(card.kept)


def test_a_card_in_the_manner_of_google() -> None:
    card = only(
        "FN:Tom Okafor",
        "N:Okafor;Tom;;;",
        "EMAIL;TYPE=INTERNET:tom@example.org",
        "TEL;TYPE=CELL:+44 20 7946 0000",
        "item1.ORG:Uhuru Ltd",
        "item1.TITLE:Buyer",
        "item2.ORG:Night School",
        "item2.TITLE:Teacher",
        "item3.URL:http\\://www.google.com/profiles/1",
        "item3.X-ABLabel:PROFILE",
        "BDAY;VALUE=text:15 April",
        "NOTE:",
        "CATEGORIES:myContacts",
        "PHOTO:https://lh3.googleusercontent.com/contacts/1",
    )

    assert card.posts == (PostSaid("Uhuru Ltd", "Buyer"), PostSaid("Night School", "Teacher"))
    assert card.dates == (DateSaid("birthday", 4, 15),)
    assert (card.tags, card.notes, card.photo) == ((), (), b"")
    assert "PHOTO:https://lh3.googleusercontent.com/contacts/1" in card.kept


def test_an_empty_birthday_is_none_and_a_day_that_cannot_be_is_told() -> None:
    empty, fine, odd, fault = read(
        body("FN:Ada", "BDAY:") + body("FN:Ben", "BDAY:1604-06-26") + body("FN:Cleo", "BDAY:1985-02-30")
    )

    assert isinstance(empty, Card)
    assert isinstance(fine, Card)
    assert isinstance(odd, Card)
    assert (empty.dates, fine.dates, odd.dates) == ((), (DateSaid("birthday", 6, 26),), ())
    assert fault == Fault("cards.vcf", 11, "“1985-02-30” is no day that can be meant", kept=True)
    assert odd.kept == ("BDAY:1985-02-30",)


def test_a_name_in_one_piece_is_parted_only_where_the_card_does_not_say_how() -> None:
    assert [(card.given, card.family, card.display) for card in (
        only("FN:Ada Maria Berg"), only("FN:Berg, Ada"), only("FN:Ada"), only("FN:Ada Berg", "N:;;;;"),
        only("N:Berg;Ada;;;", "FN:Berg Ada"), only("N:Berg;Ada"), only("FN:Ada Berg\\, Ph.D."),
    )] == [
        ("Ada Maria", "Berg", ""), ("Ada", "Berg", ""), ("Ada", "", ""), ("", "", "Ada Berg"),
        ("Ada", "Berg", "Berg Ada"), ("Ada", "Berg", ""), ("Ada", "Berg", "Ada Berg, Ph.D."),
    ]  # fmt: skip


def test_groups_and_organisations_are_left_out_and_who_is_nobody_is_a_fault() -> None:
    items = read(
        body("FN:Choir", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1")
        + body("FN:Choir", "KIND:group", version="4.0")
        + body("FN:Nordlicht AB", "ORG:Nordlicht AB", "N:;;;;", "X-ABShowAs:COMPANY")
        + body("NOTE:nothing else")
        + body("N:;;;;", "FN:", "EMAIL:ada@example.org")
        + body("N:;;;;", "ORG:Nordlicht AB")
    )

    assert items[:4] == [
        LeftOut(1, "a group, not a person", "cards.vcf"),
        LeftOut(7, "a group, not a person", "cards.vcf"),
        LeftOut(12, "an organisation, not a person", "cards.vcf"),
        Fault("cards.vcf", 19, "has no name, e-mail address or number"),
    ]
    assert [item.shown for item in items[4:] if isinstance(item, Card)] == ["ada@example.org", "Nordlicht AB"]


def test_our_own_lines_say_what_the_standard_has_no_place_for() -> None:
    card = only(
        "FN:Ada Berg",
        "NICKNAME;TYPE=x-alias:Adi,Adele",
        "X-RAPPORT-CIRCLE:close",
        "X-RAPPORT-PLACE:Ulm",
        "X-RAPPORT-MET-ON:2019-05",
        "X-RAPPORT-PINNED:1",
        "X-RAPPORT-POST:Old Ltd;Clerk;2010;2012-03",
        "X-RAPPORT-LINK:linkedin;2020-01-02;;https://linkedin.com/in/ada",
        "URL;X-RAPPORT-URL=profile:https://ada.example",
        'NOTE;X-RAPPORT-AT="2024-01-02T03:04:05+00:00":Hm',
        "X-RAPPORT-UNHEARD-OF:1",
    )

    assert (card.nickname, card.aliases, card.circle, card.place) == ("", ("Adi", "Adele"), "close", "Ulm")
    assert (card.met_on, card.is_pinned, card.is_family) == ("2019-05", True, False)
    assert card.posts == (PostSaid("Old Ltd", "Clerk", "2010", "2012-03"),)
    assert card.links == (LinkSaid("linkedin", date(2020, 1, 2), None, "https://linkedin.com/in/ada"),)
    assert card.profiles == ("https://ada.example",)
    assert card.notes[0].at is not None
    assert card.kept == ("X-RAPPORT-UNHEARD-OF:1",)


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_many_files_in_a_zip_or_a_folder_are_read_one_after_the_other(tmp_path: Path) -> None:
    members = {f"cards/{name}.vcf": body(f"FN:{name}").encode() for name in ("Ada", "Ben")}
    packed = zipped(members | {"cards/readme.txt": b"hello"})
    for name, data in members.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)

    with open_upload(tmp_path, wanted=vcard.wanted) as upload:
        of_folder = list(vcard.read(upload, ASKED))

    assert sniffs(packed, "export.zip")
    assert [(item.file, item.given) for item in read(packed, "export.zip") if isinstance(item, Card)] == [
        ("cards/Ada.vcf", "Ada"),
        ("cards/Ben.vcf", "Ben"),
    ]
    assert of_folder == read(packed, "export.zip")


@pytest.mark.parametrize(
    ("data", "name", "is_so"),
    [
        (APPLE.encode(), "x.txt", True),
        (b"\r\n\r\n  begin : vcard\r\n", "x", True),
        (APPLE.encode("utf-16"), "x.vcf", True),
        (b"\xef\xbb\xbf" + APPLE.encode(), "x.csv", True),
        (b"# made by us\r\n" + APPLE.encode(), "x.vcf", True),
        (b"From ada@example.org Mon\r\nSubject: hi\r\n\r\n" + APPLE.encode(), "x.vcf", False),
        (b"Subject: hi\r\n\r\n" + APPLE.encode(), "x.eml", False),
        (b"Name,Note\r\nAda,BEGIN:VCARD\r\n", "x.csv", False),
        (b"BEGIN:VCALENDAR\r\n", "x.vcf", False),
        (b"\0" * 100, "x.vcf", False),
    ],
)
def test_cards_are_known_by_what_is_in_the_file(data: bytes, name: str, *, is_so: bool) -> None:
    assert sniffs(data, name) is is_so


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"hello", "has no vCard in it"),
        (b"BEGIN:VCARD\r\nX:1\r\n" * 300_000, "broken cards"),
        (b"\n" * 4_000_000, "lines"),
    ],
)
def test_a_hopeless_file_is_refused_with_a_word(data: bytes, reason: str) -> None:
    with pytest.raises(BadFile, match=reason):
        read(data)


CROWDED = {
    "posts": "".join(f"ORG:{number}\r\nTITLE:{number}\r\n" for number in range(2_400)),
    "addresses": "".join(f"ADR:;;{number};;;;\r\n" for number in range(4_900)),
    "handles": "".join(f"IMPP:skype:{number}\r\n" for number in range(4_900)),
    "labels": "".join(
        f"g{number}.X-ABLABEL:a\r\ng{number}.X-ABDATE:2001-01-01\r\n" for number in range(2_400)
    ),
    "faults": "EMAIL:nobody\r\n" * 4_900,
    "photo": "PHOTO;ENCODING=b:" + "A" * 13_000_000 + "\r\n",
    "commas": "CATEGORIES:" + "a," * 1_000_000 + "\r\n",
    "names": "FN:Ada\r\n" * 4_900,
}


@pytest.mark.parametrize("lines", CROWDED.values(), ids=CROWDED.keys())
def test_a_card_with_very_much_in_it_is_read_in_bounds(lines: str) -> None:
    start = time.process_time()

    card, *faults = read(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Berg\r\n{lines}END:VCARD\r\n")

    assert time.process_time() - start < 2
    assert isinstance(card, Card)
    assert (
        max(map(len, (card.posts, card.addresses, card.handles, card.dates, card.tags, card.aliases))) <= 50
    )
    assert len(faults) <= 10


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 0x21]) + data[place + 1 :]


@pytest.mark.parametrize(
    "harm", [flipped, lambda data, place: data[:place], lambda data, place: data[place:]]
)
def test_f21_a_damaged_file_is_read_or_refused_and_nothing_else(harm: Callable[[bytes, int], bytes]) -> None:
    data = (APPLE + APPLE).encode()
    for place in range(0, len(data), 7):
        try:
            items = read(harm(data, place) or b"-")
        except BadFile:
            continue
        assert all(isinstance(item, Card | Fault | LeftOut) for item in items)


def test_lines_of_a_street_do_not_run_into_one_number_and_outlooks_anniversary_is_read() -> None:
    card = only(
        "FN:Jörg Müller",
        "ADR;WORK;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:;;Leopoldstr. 3=0D=0A2. Stock;Bonn;;53111;",
        "X-MS-ANNIVERSARY:19980515",
        version="2.1",
    )
    assert [(one.street, one.city) for one in card.addresses] == [("Leopoldstr. 3, 2. Stock", "Bonn")]
    assert card.dates == (DateSaid("anniversary", 5, 15, 1998),)
