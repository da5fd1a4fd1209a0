"""What Outlook calls its columns, by language, and what they stand for. Names are folded, without spaces."""

from domain.names import fold
from transfer.formats.tables import Column

PLAIN = {
    "given": "First Name|Vorname|Prénom|Nombre|First",
    "middle": "Middle Name|Weitere Vornamen|Deuxième prénom|Segundo nombre|Middle",
    "family": "Last Name|Nachname|Nom|Apellidos|Last",
    "prefix": "Title|Anrede|Civilité",
    "suffix": "Suffix|Suffixe",
    "nickname": "Nickname|Spitzname|Surnom",
    "email": """
        E-mail Address|E-mail 2 Address|E-mail 3 Address|Email Address|Email 2 Address|Email 3 Address|E-Mail-Adresse|
        E-Mail 2: Adresse|E-Mail 3: Adresse|Adresse de messagerie|Adresse de messagerie 2|Adresse de messagerie 3|
        Adresse e-mail|Adresse e-mail 2|Adresse e-mail 3|Adresse mail|
        Dirección de correo electrónico|Dirección de correo electrónico 2|Dirección de correo electrónico 3|
        Dirección del correo electrónico 3
    """,
    "whole": """
        E-mail Display Name|E-mail 2 Display Name|E-Mail: Angezeigter Name|E-Mail 2: Angezeigter Name|
        Nom complet de l'adresse de messagerie|Nom complet de l'adresse de messagerie 2|
        Nombre de pantalla de correo electrónico
    """,
    "phone": """
        Primary Phone|Home Phone|Home Phone 2|Mobile Phone|Mobile Phone 2|Business Phone|Business Phone 2|Other Phone|
        Car Phone|Radio Phone|TTY/TDD Phone|Haupttelefon|Telefon privat|Telefon privat 2|Telefon (privat)|
        Telefon (privat 2)|Mobiltelefon|Mobiltelefon 2|Telefon geschäftlich|Telefon geschäftlich 2|
        Telefon (geschäftlich)|Telefon (geschäftlich 2)|Weiteres Telefon|Autotelefon|Telefon für Hörbehinderte|
        Téléphone principal|Téléphone (domicile)|Téléphone 2 (domicile)|Tél. mobile|Tél mobile|Téléphone (bureau)|
        Téléphone 2 (bureau)|Téléphone (autre)|Téléphone (voiture)|Radio téléphone|Téléphone TDD/TTY|
        Teléfono principal|Particular|Particular 2|Teléfono móvil|Móvil|Teléfono del trabajo|Teléfono del trabajo 2|
        Otro teléfono|Radioteléfono
    """,
    "organisation": "Company|Firma|Société|Organización",
    "title": "Job Title|Position|Titre|Puesto|Cargo",
    "birthday": "Birthday|Geburtstag|Anniversaire|Cumpleaños",
    "anniversary": "Anniversary|Jahrestag|Anniversaire de mariage ou fête|Aniversario",
    "note": "Notes|Notizen|Notas",
    "tag": "Categories|Keywords|Kategorien|Stichwörter|Catégories|Mots clés|Categorías|Palabras clave",
    "place": "Location|Ort|Emplacement|Ubicación",
    "website": "Web Page|Personal Web Page|Webseite|Page Web|Página web",
}
EXTRA = {
    "Spouse": "Spouse|Partner|Partner/in|Conjoint(e)|Cónyuge",
    "Children": "Children|Kinder|Enfants|Hijos",
    "Manager": "Manager's Name|Name des/der Vorgesetzten|Responsable|Nombre del director",
    "Assistant": "Assistant's Name|Name Assistent|Nom de l'assistant(e)",
    "Assistant's phone": "Assistant's Phone|Telefon Assistent|Téléphone de l'assistant(e)",
    "Referred by": "Referred By|Empfohlen von|Recommandé par",
    "Department": "Department|Abteilung|Service|Departamento",
    "Office": "Office Location|Büro|Bureau",
    "Profession": "Profession|Beruf|Profesión",
    "Hobby": "Hobby|Passe-temps|Aficiones",
    "Schools": "Schools|Schulen",
    "IM": "IM Address|IMAddress|IM-Adresse",
    "Sounds like": "Given Yomi|Surname Yomi|Vorname Yomi|Nachname Yomi|Prénom Yomi|Nom Yomi|Apellido Yomi",
    "Company phone": """
        Company Main Phone|Telefon Firma|Téléphone société|Número de centralita de la organización
    """,
    "Fax": """
        Business Fax|Home Fax|Other Fax|Fax geschäftlich|Fax privat|Weiteres Fax|Télécopie (bureau)|
        Télécopie (domicile)|Télécopie (autre)|Otro fax|Fax del trabajo|Fax particular
    """,
    "Pager": "Pager|Récepteur de radiomessagerie",
    "Telex": "Telex|Télex|Télex",
    "ISDN": "ISDN|RNIS",
    "Callback": "Callback|Rückmeldung|Rappel|Devolución de llamada",
    "User 1": "User 1|Benutzer 1|Utilisateur 1|Usuario 1",
    "User 2": "User 2|Benutzer 2|Utilisateur 2|Usuario 2",
    "User 3": "User 3|Benutzer 3|Utilisateur 3|Usuario 3",
    "User 4": "User 4|Benutzer 4|Utilisateur 4|Usuario 4",
}
STREET, REGION, COUNTRY = "street", "region", "country"
ADDRESSES = {
    "Work": {
        STREET: """
            Business Street|Business Street 2|Business Street 3|Straße geschäftlich|Straße geschäftlich 2|
            Straße geschäftlich 3|Rue (bureau)|Rue (bureau) 2|Rue (bureau) 3|Calle del trabajo|Calle del trabajo 2|
            Calle del trabajo 3
        """,
        "city": "Business City|Ort geschäftlich|Ville (bureau)|Ciudad de trabajo|Ciudad del trabajo",
        REGION: "Business State|Region geschäftlich|Dép/Région (bureau)|Provincia o estado de trabajo",
        "postal_code": """
            Business Postal Code|Postleitzahl geschäftlich|PLZ geschäftlich|Code postal (bureau)|
            Código postal del trabajo
        """,
        COUNTRY: """
            Business Country|Business Country/Region|Land geschäftlich|Land/Region geschäftlich|Pays/Région (bureau)|
            Pays (bureau)|País o región del trabajo
        """,
        "po_box": "Business Address PO Box|Postfach geschäftlich|B.P. professionnelle",
    },
    "Home": {
        STREET: """
            Home Street|Home Street 2|Home Street 3|Straße privat|Straße privat 2|Straße privat 3|Rue (domicile)|
            Rue (domicile) 2|Rue (domicile) 3|Calle del domicilio
        """,
        "city": "Home City|Ort privat|Ville (domicile)|Ciudad de residencia",
        REGION: "Home State|Region privat|Bundesland/Kanton privat|Dép/Région (domicile)",
        "postal_code": """
            Home Postal Code|Postleitzahl privat|PLZ privat|Code postal (domicile)|Código postal de residencia
        """,
        COUNTRY: """
            Home Country|Home Country/Region|Land privat|Land/Region privat|Pays/Région (domicile)|Pays (domicile)|
            País o región del domicilio
        """,
        "po_box": "Home Address PO Box|Postfach privat|Boîte postale du domicile",
    },
    "Other": {
        STREET: """
            Other Street|Other Street 2|Other Street 3|Weitere Straße|Weitere Straße 2|Weitere Straße 3|Rue (autre)|
            Rue (autre) 2|Rue (autre) 3|Otra calle|Otra calle 2|Otra calle 3
        """,
        "city": "Other City|Weiterer Ort|Ville (autre)|Otra ciudad",
        REGION: """
            Other State|Weitere Region|Weiteres/r Bundesland/Kanton|Dép/Région (autre)|Otra provincia o estado
        """,
        "postal_code": "Other Postal Code|Weitere Postleitzahl|Code postal (autre)|Otro código postal",
        COUNTRY: """
            Other Country|Other Country/Region|Weiteres Land|Weiteres/e Land/Region|Pays/Région (autre)|
            Otro país o región
        """,
        "po_box": "Other Address PO Box|Weiteres Postfach|Autre boîte postale",
    },
}
PASSED_OVER = """
    Initials|Initialen|Initiales|Gender|Geschlecht|Sexe|Language|Sprache|Langue|Internet Free Busy|Mileage|Account|
    Internet-Frei/Gebucht|Konto|Compte|Reisekilometer|Kilométrage|Billing Information|Abrechnungsinformation|
    Directory Server|Verzeichnisserver|Sensitivity|Vertraulichkeit|Priority|Priorität|Priorité|Private|Privat|Privé|
    E-mail Type|E-mail 2 Type|E-mail 3 Type|E-Mail-Typ|E-Mail 2: Typ|E-Mail 3: Typ|E-mail 3 Display Name|
    E-Mail 3: Angezeigter Name|Type de messagerie|Type de messagerie 2|Type de messagerie 3|
    Nom complet de l'adresse de messagerie 3|Organizational ID Number|Organisationsnr.|Government ID Number|
    Regierungsnr.|Code gouvernement|Company Yomi|Firma Yomi|Société Yomi|Home Address|Business Address|Other Address|
    Disponibilité Internet|Informations facturation|Critère de diffusion
"""


def _each(names: str) -> list[str]:
    return [fold(name).replace(" ", "") for name in names.split("|")]


COLUMNS = {name: Column() for name in _each(PASSED_OVER)}
COLUMNS |= {name: Column("extra", label) for label, names in EXTRA.items() for name in _each(names)}
COLUMNS |= {
    name: Column(part, label)
    for label, parts in ADDRESSES.items()
    for part, names in parts.items()
    for name in _each(names)
}
COLUMNS |= {name: Column(field) for field, names in PLAIN.items() for name in _each(names)}
"""What each column stands for."""
