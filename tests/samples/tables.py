"""Address books as tables, with the columns of the programs that write them, made from plain rows."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

Rows = Iterable[Mapping[str, str]]


def _columns(text: str) -> list[str]:
    return [name.strip() for name in text.strip().replace(",\n", ",").split(",")]


GOOGLE_NEW = _columns(
    """
    First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,
    Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,
    Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,
    Phone 1 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,
    Address 1 - PO Box,Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,
    Address 1 - Extended Address,Website 1 - Label,Website 1 - Value,Event 1 - Label,Event 1 - Value,
    Relation 1 - Label,Relation 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value
    """
)
GOOGLE_OLD = _columns(
    """
    Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,
    Family Name Yomi,Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,
    Location,Billing Information,Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,
    Notes,Language,Photo,Group Membership,E-mail 1 - Type,E-mail 1 - Value,IM 1 - Type,IM 1 - Service,
    IM 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,
    Organization 1 - Yomi Name,Organization 1 - Title,Organization 1 - Department,Website 1 - Type,
    Website 1 - Value,Event 1 - Type,Event 1 - Value
    """
)
OUTLOOK = _columns(
    """
    First Name,Middle Name,Last Name,Title,Suffix,Initials,Web Page,Gender,Birthday,Anniversary,Location,
    Language,Internet Free Busy,Notes,E-mail Address,E-mail 2 Address,E-mail 3 Address,Primary Phone,
    Home Phone,Home Phone 2,Mobile Phone,Pager,Home Fax,Home Address,Home Street,Home Street 2,
    Home Street 3,Home Address PO Box,Home City,Home State,Home Postal Code,Home Country,Spouse,Children,
    Manager's Name,Assistant's Name,Referred By,Company Main Phone,Business Phone,Business Phone 2,
    Business Fax,Assistant's Phone,Company,Job Title,Department,Office Location,Organizational ID Number,
    Profession,Account,Business Address,Business Street,Business Street 2,Business Street 3,
    Business Address PO Box,Business City,Business State,Business Postal Code,Business Country,Other Phone,
    Other Fax,Categories
    """
)
OUTLOOK_GERMAN = _columns(
    """
    Anrede,Vorname,Weitere Vornamen,Nachname,Suffix,Firma,Abteilung,Position,Straße geschäftlich,
    Straße geschäftlich 2,Ort geschäftlich,Region geschäftlich,Postleitzahl geschäftlich,
    Land/Region geschäftlich,Straße privat,Ort privat,Postleitzahl privat,Land/Region privat,Fax geschäftlich,
    Telefon geschäftlich,Telefon privat,Mobiltelefon,E-Mail-Adresse,E-Mail-Typ,E-Mail: Angezeigter Name,
    E-Mail 2: Adresse,Geburtstag,Jahrestag,Kategorien,Kinder,Notizen,Partner,Priorität,Webseite
    """
)
OUTLOOK_FRENCH = _columns(
    """
    Titre,Prénom,Deuxième prénom,Nom,Suffixe,Société,Service,Rue (bureau),Ville (bureau),
    Code postal (bureau),Pays/Région (bureau),Rue (domicile),Ville (domicile),Téléphone (bureau),
    Téléphone (domicile),Tél. mobile,Adresse de messagerie,Type de messagerie,Anniversaire,Catégories,
    Conjoint(e),Notes,Page Web
    """
)
THUNDERBIRD = _columns(
    """
    First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Screen Name,Work Phone,
    Home Phone,Fax Number,Pager Number,Mobile Number,Home Address,Home Address 2,Home City,Home State,
    Home ZipCode,Home Country,Work Address,Work Address 2,Work City,Work State,Work ZipCode,Work Country,
    Job Title,Department,Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day,Custom 1,
    Custom 2,Custom 3,Custom 4,Notes
    """
)
THUNDERBIRD_GERMAN = _columns(
    """
    Vorname,Nachname,Anzeigename,Spitzname,Primäre E-Mail-Adresse,Sekundäre E-Mail-Adresse,Messenger-Name,
    Tel. dienstlich,Tel. privat,Fax-Nummer,Pager-Nummer,Mobil-Tel.-Nr.,Privat: Adresse,Privat: Adresse 2,
    Privat: Ort,Privat: Bundesland,Privat: PLZ,Privat: Land,Arbeitstitel,Abteilung,Organisation,Webseite 1,
    Webseite 2,Geburtsjahr,Geburtsmonat,Geburtstag,Benutzerdef. 1,Notizen,
    """
)


def table(columns: Sequence[str], *rows: Mapping[str, str], delimiter: str = ",") -> str:
    """A table with these columns; a row names only the cells that are filled. Unknown names are an error."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def google(*rows: Mapping[str, str]) -> str:
    """As Google Contacts writes since 2024."""
    return table(GOOGLE_NEW, *rows)


def google_old(*rows: Mapping[str, str]) -> str:
    """As Google Contacts wrote before."""
    return table(GOOGLE_OLD, *rows)


def outlook(*rows: Mapping[str, str]) -> str:
    """As Outlook writes in English."""
    return table(OUTLOOK, *rows)


def thunderbird(*rows: Mapping[str, str], delimiter: str = ",") -> str:
    """As Thunderbird writes, with a comma after the last column too."""
    text = table(THUNDERBIRD, *rows, delimiter=delimiter)
    return text.replace("\r\n", f"{delimiter}\r\n")


def people(count: int) -> Iterable[dict[str, str]]:
    """Made-up people for Google's new columns, as many as asked for."""
    firsts, lasts = (
        ("Mira", "Jonas", "Lea", "Otis", "Nora"),
        ("Castellan", "Weir", "Falk", "Osei", "Brandt", "Ruiz"),
    )
    names = ((first, last, number) for number in range(count) for first in firsts for last in lasts)
    for place, (first, last, number) in enumerate(islice(names, count)):
        yield {
            "First Name": first,
            "Last Name": f"{last}{number or ''}",
            "E-mail 1 - Value": f"{first}.{last}{number}@mail.example".lower(),
            "Phone 1 - Value": f"+41 79 {200 + place // 10_000} {place // 100 % 100:02} {place % 100:02}",
            "Labels": "* myContacts",
        }
