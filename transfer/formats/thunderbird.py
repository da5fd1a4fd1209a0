"""Thunderbird's address book as CSV, with tabs or as LDIF: in the words of its English, German and French exports."""

from collections.abc import Iterator, Sequence
from itertools import chain

from domain.names import fold
from transfer.formats.container import Upload
from transfer.formats.faults import BadFile
from transfer.formats.ldif import ENDING, is_ldif, read_ldif
from transfer.formats.tables import Column, at_least_one, cards_below, first_found, is_table
from transfer.formats.values import Asked, Item

KIND, LABEL = "thunderbird", "Thunderbird"
WORDS = {
    Column("given"): "First Name|Vorname|Prénom",
    Column("family"): "Last Name|Nachname|Nom de famille",
    Column("name"): "Display Name|Anzeigename|Nom à afficher",
    Column("nickname"): "Nickname|Spitzname|Surnom",
    Column("email"): """
        Primary Email|Secondary Email|Primäre E-Mail-Adresse|Sekundäre E-Mail-Adresse|
        Première adresse électronique|Deuxième adresse électronique|Adresse électronique secondaire
    """,
    Column("phone"): """
        Work Phone|Home Phone|Mobile Number|Tel. dienstlich|Tel. privat|Mobil-Tel.-Nr.|Tél. professionnel|
        Tél. personnel|Portable
    """,
    Column("extra", "Screen name"): "Screen Name|Messenger-Name|Nom à l'écran|Pseudo",
    Column("extra", "Fax"): "Fax Number|Fax-Nummer|Fax",
    Column("extra", "Pager"): "Pager Number|Pager-Nummer|Pager",
    Column("street", "Home"): """
        Home Address|Home Address 2|Privat: Adresse|Privat: Adresse 2|Adresse privée|Adresse privée 2
    """,
    Column("city", "Home"): "Home City|Privat: Ort",
    Column("region", "Home"): "Home State|Privat: Bundesland",
    Column("postal_code", "Home"): "Home ZipCode|Home Zip Code|Privat: PLZ",
    Column("country", "Home"): "Home Country|Privat: Land",
    Column("street", "Work"): """
        Work Address|Work Address 2|Dienstlich: Adresse|Dienstlich: Adresse 2|Adresse professionnelle|
        Adresse professionnelle 2
    """,
    Column("city", "Work"): "Work City|Dienstlich: Ort",
    Column("region", "Work"): "Work State|Dienstlich: Bundesland",
    Column("postal_code", "Work"): "Work ZipCode|Work Zip Code|Dienstlich: PLZ",
    Column("country", "Work"): "Work Country|Dienstlich: Land",
    Column("title"): "Job Title|Arbeitstitel|Profession",
    Column("extra", "Department"): "Department|Abteilung|Service",
    Column("organisation"): "Organization|Organisation|Société",
    Column("website"): "Web Page 1|Web Page 2|Webseite 1|Webseite 2|Page Web 1|Page Web 2",
    Column("birth_year"): "Birth Year|Geburtsjahr|Année de naissance",
    Column("birth_month"): "Birth Month|Geburtsmonat|Mois de naissance|Mois",
    Column("birth_day"): "Birth Day|Geburtstag|Jour de naissance|Jour",
    Column("extra", "Custom 1"): "Custom 1|Benutzerdef. 1|Divers 1",
    Column("extra", "Custom 2"): "Custom 2|Benutzerdef. 2|Divers 2",
    Column("extra", "Custom 3"): "Custom 3|Benutzerdef. 3|Divers 3",
    Column("extra", "Custom 4"): "Custom 4|Benutzerdef. 4|Divers 4",
    Column("note"): "Notes|Notizen",
}
IN_PLACES = {"ville": "city", "paysetat": "country", "codepostal": "postal_code", "region": "region"}
"""Columns that the French table has twice under one name: at home first, then at work."""


def _plain(name: str) -> str:
    return fold(name).replace(" ", "")


COLUMNS = {_plain(name): column for column, names in WORDS.items() for name in names.split("|")}
OURS = tuple(
    frozenset(map(_plain, names))
    for names in (
        ("Primary Email", "Display Name"),
        ("Primäre E-Mail-Adresse", "Anzeigename"),
        ("Première adresse électronique", "Nom à afficher"),
    )
)


def wanted(path: str) -> bool:
    """Any table or LDIF: whether it is Thunderbird's only its beginning tells."""
    return is_table(path) or path.lower().endswith(ENDING)


def sniff(upload: Upload) -> bool:
    """Whether there is an address book in LDIF, or a table with the columns that only Thunderbird writes."""
    return bool(_in_ldif(upload)) or next(first_found(upload, _is_ours), None) is not None


def read(upload: Upload, asked: Asked) -> Iterator[Item]:
    """Everybody in the files."""
    books, tables = _in_ldif(upload), list(first_found(upload, _is_ours))
    if not (books or tables):
        raise BadFile("has none of the columns of a Thunderbird export")
    people = [read_ldif(upload, name, asked) for name in books]
    people += [cards_below(upload, found.header, _columns(found.cells), asked) for found in tables]
    yield from at_least_one(chain.from_iterable(people), (books or [tables[0].header.file])[0])


def _in_ldif(upload: Upload) -> list[str]:
    names = [name for name in upload.names if upload.single or name.lower().endswith(ENDING)]
    return [name for name in names if is_ldif(upload, name)]


def _is_ours(cells: Sequence[str]) -> bool:
    names = {_plain(cell) for cell in cells}
    return any(ours <= names for ours in OURS)


def _columns(cells: Sequence[str]) -> list[Column]:
    columns: list[Column] = []
    for cell in map(_plain, cells):
        column = COLUMNS.get(cell, Column())
        if cell in IN_PLACES:
            at_home = Column(IN_PLACES[cell], "Home")
            column = Column(IN_PLACES[cell], "Work") if at_home in columns else at_home
        columns.append(column)
    return columns
