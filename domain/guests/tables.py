"""A guest list as a table with headings: as Eventbrite, Meetup, Luma or a spreadsheet write it."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.guests.lines import LENGTHS, GuestSaid, NotRead, guest_of, is_name, tidy
from domain.names import fold

WORDS = {
    "given": "first name, given name, firstname, vorname, rufname, prenom, nombre, nome, voornaam, fornamn, "
    "guest first name, attendee first name",
    "family": "last name, surname, family name, lastname, nachname, nom, nom de famille, apellido, apellidos, "
    "achternaam, cognome, efternamn, guest last name, attendee last name",
    "name": "name, full name, fullname, attendee, attendee name, guest, guest name, member, member name, participant, "
    "teilnehmer, gast, person, nom complet, nom et prenom, nom prenom, prenom nom, naam, nombre completo, "
    "vor und nachname, buyer name",
    "email": "email, e mail, mail, email address, e mail address, attendee email, guest email, e mail adresse, "
    "mailadresse, courriel, adresse courriel, adresse e mail, adresse mail, adresse electronique, correo electronico",
    "company": "company, organisation, organization, employer, firma, unternehmen, company name, entreprise, empresa, "
    "your company, work company, what company do you work for, societe, organisme, organisatie, azienda, bedrijf, "
    "affiliation, company organization",
    "title": "job title, title, position, role, headline, funktion, occupation, beruf, jobtitle, "
    "what is your job title, fonction, poste, cargo, functie, ruolo",
    "degree": "titel",
    "address": "linkedin, linkedin url, linkedin profile, profile, profile url, url of member profile, linkedin page, "
    "what is your linkedin profile, url",
    "state": "attendee status, status, rsvp, approval status, response, guest status, going, answer, "
    "zusage, teilnahme, antwort, ruckmeldung, presence, participation, reponse",
}
AWAY = frozenset(
    ("no", "nein", "not attending", "not going", "no show", "declined", "cancelled", "canceled", "refunded")
    + ("rejected", "absent", "deleted", "abgesagt", "waitlist", "waitlisted", "transferred")
    + (
        "non",
        "absent e",
        "absente",
        "refuse",
        "decline",
        "annule",
        "abwesend",
        "nimmt nicht teil",
        "storniert",
        "nee",
    )
)
DELIMITERS = "\t;,"
MOST_COLUMNS = 200
_FIELDS = {word.strip(): name for name, words in WORDS.items() for word in words.split(",")}
_WHO = {"given", "name", "email", "family"}


@dataclass(frozen=True, slots=True)
class Table:
    """Lines with a heading at `first`, cut at a delimiter; `columns` gives the place of each field."""

    lines: Sequence[str]
    first: int
    delimiter: str
    columns: Mapping[str, int]


def table_of(lines: Sequence[str]) -> Table | None:
    """The table in these lines, known by its headings: somebody, and something else of them; or nothing but that."""
    first = next((at for at, line in enumerate(lines) if line.strip("\ufeff \t\r,;")), None)
    if first is None or len(lines) < first + 2:
        return None
    for delimiter in DELIMITERS:
        cells = _cells(lines[first].lstrip("\ufeff")[:20_000], delimiter)
        columns: dict[str, int] = {}
        for at, cell in enumerate(cells[:MOST_COLUMNS]):
            field = _FIELDS.get(fold(cell.replace("_", " ")))
            if field:
                columns.setdefault(field, at)
        columns = _as_meant(columns)
        alone = len(cells) == 1 and columns.keys() <= {"name", "email"}
        if _WHO & columns.keys() and (len(columns) > 1 or alone) and (len(cells) > 1 or alone):
            return Table(lines, first, delimiter, columns)
    return None


def _as_meant(columns: dict[str, int]) -> dict[str, int]:
    """The columns by what they hold: "Name" beside a first name is the family's, "Titel" beside a post is a degree."""
    meant = dict(columns)
    degree = meant.pop("degree", None)
    if degree is not None:
        meant.setdefault("title", degree)
    if "given" in meant and "family" not in meant and "name" in meant:
        meant["family"] = meant.pop("name")
    return meant


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return line.split(delimiter)


def read_table(table: Table) -> tuple[list[GuestSaid | NotRead], int]:
    """The guests of a table, the rows that name nobody, and how many said that they would not come."""
    found: list[GuestSaid | NotRead] = []
    away = 0
    for number, row in _rows(table):
        told = {name: row[at] for name, at in table.columns.items() if at < len(row)}
        if not any(cell.strip() for cell in row):
            continue
        if fold(told.pop("state", "")) in AWAY:
            away += 1
            continue
        name = f"{told.pop('given', '')} {told.pop('family', '')}".strip() or told.get("name", "")
        told["name"] = tidy(name)[: LENGTHS["name"]]
        one = guest_of(number, **told) if is_name(told["name"]) or told.get("email", "").strip() else None
        found.append(one or NotRead(number, tidy(table.delimiter.join(row))[:80]))
    return found, away


def _rows(table: Table) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line on which each begins; a row that cannot be cut is one cell."""
    lines = table.lines[table.first + 1 :]
    offset = table.first + 2
    if not any('"' in line for line in lines):
        yield from ((offset + at, line.split(table.delimiter)) for at, line in enumerate(lines))
        return
    reader = csv.reader((f"{line}\n" for line in lines), delimiter=table.delimiter)
    begun = 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            row = [""]
        if row is None:
            return
        yield offset + begun, row
        begun = reader.line_num
