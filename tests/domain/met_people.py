"""A labelled set of people: cards of a book, and how they or strangers turn up elsewhere."""

import random
from dataclasses import replace
from typing import NamedTuple

from domain.commonnames import FAMILY, GIVEN
from domain.fullnames import as_name, read_names
from domain.identity import Card, Commonness, Sought, Worked

ALIKE = "abcdefghijklmnoprstuvwyz"
NICK = {
    "Robert": "Bob",
    "William": "Bill",
    "Johannes": "Hans",
    "Ulrich": "Uli",
    "Josef": "Sepp",
    "Elisabeth": "Lisa",
}
SCRIPTS = {
    "Ivan Petrenko": "Иван Петренко",
    "Olga Morozova": "Ольга Морозова",
    "Nikos Pappas": "Νίκος Παππάς",
}
_WRITINGS = """
    Evgeny Shcherbinin: Евгений Щербинин | Yevgeniy Scherbinin | Jewgeni Schtscherbinin | Evgenii Shcherbinin
    Yulia Zhdanova: Юлия Жданова | Julia Schdanowa | Iuliia Zhdanova | Yuliya Jdanova
    Khariton Belyaevsky: Харитон Беляевский | Chariton Beljajewski | Hariton Belyayevskiy
    Bohdan Hnatiuk: Богдан Гнатюк | Bogdan Gnatyuk | Bohdan Hnatjuk
    Nikos Pappalas: Νίκος Παππαλάς | Nikolaos Pappalas
    Giorgos Chatzakis: Γιώργος Χατζάκης | George Hatzakis | Yiorgos Chatzakis
    Eleni Xanthopoulou: Ελένη Ξανθοπούλου | Helen Xanthopoulou | Eleni Ksanthopoulou
    Çağlar Yıldızhan: Caglar Yildizhan | Çaglar Yıldizhan | YILDIZHAN Çağlar
    Şükrü Öztepe: Sukru Oztepe | Shukru Oeztepe
    İpek Güneşli: Ipek Gunesli | Ipek Guenesli
    Hương Ngọc Trịnhlam: Huong Ngoc Trinhlam | Trinhlam Ngoc Huong | Huong Trinhlam
    Đức Phạmvan: Duc Phamvan | Phamvan Duc
    Mohammed Al-Hadidi: Muhammad El Hadidi | Mohamed Alhadidi | Mohammad al Hadidy
    Youssef Khaled Mansouri: Yusuf Mansuri | Yousef Khalid Mansouri | Youssef Mansoury
    Abdul Rahman Qasimi: Abdelrahman Kasimi | Abdurrahman Qassimi | Abdul-Rahman Al-Qasimi
    Hussein Tawfiq: Husain Tawfik | Hossein Taufiq | Hussain Tawfeek
    Carmen Ibarra Lozada: Carmen Ibarra | Carmen Lozada | Carmen Ibarra-Lozada
    Ludwig van der Heiden: Ludwig Vanderheiden | Ludwig Heiden | Ludwig van der Heyden
    Jeanne de la Courtille: Jeanne Delacourtille | Jeanne La Courtille | Jeanne Courtille
    Marta Wiśnicka: Marta Wisnicka | Marta Wiśnicka-Dąbek | Marta Dąbek (née Wiśnicka)
    Anna Lüdersheim-Moor: Anna Lüdersheim | Anna Moor-Lüdersheim | Anna Neuhold (geb. Lüdersheim)
    Jiří Dvořáček: Jiri Dvoracek | Dvořáček Jiří
    Ólafur Þórðarsson: Olafur Thordarsson | Olafur Thordarson
    Siobhán O'Ceallagh: Siobhan OCeallagh | Siobhan O Ceallagh
    Weiming Zhaolin: Zhaolin Wei Ming | Wei-Ming Zhaolin
    Levan Kvaratsdze: ლევან კვარაცძე | Lewan Kvaratzdze
    Armen Hakobyants: Արմեն Հակոբյանց | Armen Hagopyants
"""
WRITINGS = {
    name: others.split(" | ")
    for name, _, others in (line.strip().partition(": ") for line in _WRITINGS.strip().splitlines())
}
"""People whose names other alphabets, countries and registrars write otherwise."""
SPELLED = {"ü": "ue", "ö": "oe", "ä": "ae", "ø": "o", "ß": "ss", "é": "e"}
_BEGIN = "Al Brä Dal Fjø Gör Hal Jör Kal Lind Mür Nor Ost Pel Quen Ros Säl Tor Ul Val Wéi"
BEGIN = _BEGIN.split()
_END = "berg dal feld gård holm inger kvist lund mann ov rud stein ström tveit vik walß zel"
END = _END.split()
_PLACES = "Lund Bergen Graz Ghent Porto Turku Basel Leeds Kassel Tartu"
PLACES = _PLACES.split()


class Case(NamedTuple):
    """Who turns up, and the card it is; None for a stranger."""

    sought: Sought
    ref: int | None
    how: str


def slip(draw: random.Random, word: str) -> str:
    """A word with one letter left out, doubled, changed or swapped."""
    at = draw.randrange(1, max(2, len(word) - 1))
    return draw.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + draw.choice(ALIKE) + word[at + 1 :],
            word[: at - 1] + word[at : at + 1] + word[at - 1 : at] + word[at + 1 :],
        ]
    )


def people(draw: random.Random, count: int) -> list[tuple[str, str, str, str]]:
    """Given name, family name, firm and place of so many, no two of the same name."""
    givens = [name.title() for name in sorted(GIVEN)] + sorted(NICK)
    families = [begin + end for begin in BEGIN for end in END]
    found: dict[tuple[str, str], tuple[str, str, str, str]] = {}
    for whole in SCRIPTS:
        given, family = whole.split()
        found[given, family] = (given, family, "Firm 1", "Lund")
    while len(found) < count:
        given, family = draw.choice(givens), draw.choice(families)
        if draw.random() < 0.15:
            family = draw.choice(sorted(FAMILY)).title()
        found[given, family] = (given, family, f"Firm {draw.randrange(80)}", draw.choice(PLACES))
    return list(found.values())


def card(ref: int, given: str, family: str, firm: str, place: str) -> Card:
    return Card(ref, (as_name(given, family),), f"{given} {family}", worked=(Worked(firm),), places=(place,))


def seen(draw: random.Random, row: tuple[str, str, str, str]) -> tuple[Sought, str]:
    """How somebody of the book turns up elsewhere, mostly with a place or a firm."""
    given, family, firm, place = row
    ways = {
        "as written": f"{given} {family}",
        "swapped": f"{family} {given}",
        "slip in the family name": f"{given} {slip(draw, family)}",
        "slip in the given name": f"{slip(draw, given)} {family}",
        "initial": f"{given[0]}. {family}",
        "double name": f"{given} {family}-{draw.choice(BEGIN)}{draw.choice(END)}",
        "spelled out": f"{given} {''.join(SPELLED.get(letter, letter) for letter in family)}",
        "titled": f"Dr. {given} {family}, MBA",
    }
    ways |= {"nickname": f"{NICK[given]} {family}"} if given in NICK else {}
    ways |= {"script": SCRIPTS[f"{given} {family}"]} if f"{given} {family}" in SCRIPTS else {}
    how = draw.choice(sorted(ways))
    company = firm if draw.random() < 0.4 else ""
    return Sought(name=ways[how], company=company, place=place if draw.random() < 0.6 else ""), how


def labelled(seed: int, count: int = 600) -> tuple[list[Card], Commonness, list[Case]]:
    """A book, and as many cases: half of its people, and strangers, many of them with common names."""
    draw = random.Random(seed)
    everybody = people(draw, count + count // 2)
    book, strangers = everybody[:count], everybody[count:]
    cards = [card(ref, *row) for ref, row in enumerate(book)]
    bearers: dict[str, int] = {}
    for one in cards:
        for word in (*one.names[0].given, *one.names[0].family):
            bearers[word] = bearers.get(word, 0) + 1
    cases = [Case(*_case(draw, book[ref], ref)) for ref in range(count // 2)]
    cases += [Case(*_case(draw, row, None)) for row in strangers]
    common = ["Michael Müller", "Anna Schmidt", "John Smith", "Maria Garcia", "Thomas Weber", "Wei Wang"]
    cases += [Case(Sought(name=name, place=draw.choice(PLACES)), None, "common") for name in common]
    return cards, Commonness(len(cards), bearers), cases


def written() -> tuple[list[Card], Commonness, list[Case]]:
    """The same book with the people of WRITINGS in it, who turn up by name alone, and as many strangers like them.

    A stranger has the given name of one of them and the family name of another.
    """
    cards, book, _cases = labelled(1)
    known = [read_names(name) for name in WRITINGS]
    first = len(cards)
    cards += [
        Card(first + at, names, name) for at, (name, names) in enumerate(zip(WRITINGS, known, strict=True))
    ]
    cases = [
        Case(Sought(name=other), first + at, "written otherwise")
        for at, others in enumerate(WRITINGS.values())
        for other in others
    ]
    whole = [others[0] for others in WRITINGS.values()]
    for one, other in zip(whole, [*whole[7:], *whole[:7]], strict=True):
        cases.append(Case(Sought(name=f"{one.split()[0]} {other.split()[-1].strip(')')}"), None, "mixed"))
    return cards, replace(book, size=len(cards)), cases


def _case(
    draw: random.Random, row: tuple[str, str, str, str], ref: int | None
) -> tuple[Sought, int | None, str]:
    sought, how = seen(draw, row)
    return sought, ref, how
