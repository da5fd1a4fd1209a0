"""What people call the columns of their own tables, in seven languages. Names are folded."""

from domain.names import fold

FIELDS = (
    ("name", "Whole name"),
    ("given", "Given name"),
    ("family", "Family name"),
    ("nickname", "Nickname"),
    ("email", "E-mail"),
    ("phone", "Phone"),
    ("organisation", "Company"),
    ("title", "Job title"),
    ("birthday", "Birthday"),
    ("anniversary", "Anniversary"),
    ("tags", "Tags"),
    ("note", "Note"),
    ("place", "Place"),
    ("street", "Street"),
    ("extended", "Flat or floor"),
    ("po_box", "PO box"),
    ("city", "Town"),
    ("postal_code", "Postal code"),
    ("region", "Region"),
    ("country", "Country"),
    ("profile", "Profile or website"),
    ("handle", "Handle"),
    ("alias", "Also known as"),
    ("circle", "Circle"),
    ("met_on", "When you met"),
    ("met_where", "Where you met"),
    ("met_how", "How you met"),
    ("ignore", "Leave out"),
)
"""What a column can stand for, with the words for it."""
NAMING = ("name", "given", "family", "nickname", "email", "phone", "organisation", "profile")
"""One of these is needed to tell who a row is about."""

OURS = frozenset(("Given name", "When we met", "Flat or floor", "Other addresses", "Last contact"))
"""Columns by which a table that we wrote is known."""
OURS_LEFT_OUT = ("Met through", "Other addresses", "State", "Last contact", "Strength", "Health")
"""Columns of ours that follow from the rest, or cannot be told in a table."""

WORDS = {
    "name": """
        name|full name|fullname|display name|contact|contact name|person|whole name|vollständiger name|anzeigename|
        name vorname|vorname name|kontakt|nom complet|nom et prénom|nom prénom|nombre completo|nombre y apellidos|
        nome completo|nome e cognome|nominativo|volledige naam|naam|who
    """,
    "given": """
        first name|firstname|first|given name|given|forename|vorname|rufname|prénom|nombre|nombre de pila|nome|
        primeiro nome|voornaam|roepnaam
    """,
    "family": """
        last name|lastname|last|family name|family|surname|nachname|familienname|zuname|nom|nom de famille|apellido|
        apellidos|cognome|sobrenome|apelido|último nome|achternaam|familienaam
    """,
    "nickname": "nickname|nick name|nick|spitzname|surnom|pseudo|apodo|mote|soprannome|alcunha|bijnaam|roepnaam",
    "organisation": """
        company|company name|organisation|organization|organisation name|organization name|employer|business|firm|
        firma|unternehmen|arbeitgeber|firmenname|entreprise|société|employeur|organisme|empresa|compañía|organización|
        azienda|società|ditta|organizzazione|bedrijf|werkgever|organisatie|companhia|organização|works at
    """,
    "title": """
        title|job title|job|position|role|occupation|function|titel|funktion|beruf|stelle|poste|fonction|titre|
        profession|cargo|puesto|profesión|ruolo|qualifica|professione|functie|beroep|função|profissão
    """,
    "birthday": """
        birthday|birth date|birthdate|date of birth|dob|bday|born|born on|geburtstag|geburtsdatum|geboren|geboren am|
        date de naissance|naissance|anniversaire|cumpleaños|fecha de nacimiento|nacimiento|compleanno|data di nascita|
        nascita|verjaardag|geboortedatum|aniversário|data de nascimento|nascimento
    """,
    "anniversary": "anniversary|wedding day|wedding anniversary|hochzeitstag|jahrestag|trouwdag",
    "tags": """
        tags|tag|labels|label|groups|group|categories|category|keywords|schlagwörter|gruppe|gruppen|kategorie|
        kategorien|groupe|groupes|étiquettes|catégorie|catégories|etiquetas|grupos|categorías|etichette|gruppi|
        categorie|labels|groepen|categorieën|categorias|lists|list
    """,
    "note": """
        note|notes|comment|comments|remark|remarks|description|about|bio|memo|notiz|notizen|bemerkung|bemerkungen|
        kommentar|anmerkung|beschreibung|remarque|remarques|commentaire|commentaires|nota|notas|comentario|comentarios|
        observaciones|commento|commenti|osservazioni|opmerking|opmerkingen|notitie|notities|observações|comentários
    """,
    "place": """
        place|location|based in|lives in|standort|lieu|localisation|lugar|ubicación|luogo|plaats|lugar|
        local|área
    """,
    "street": """
        street|street address|address|address line|straße|strasse|adresse|anschrift|rue|calle|dirección|domicilio|
        via|indirizzo|straat|adres|rua|endereço|morada
    """,
    "city": """
        city|town|stadt|ort|wohnort|ville|localité|
        ciudad|población|città|comune|stad|woonplaats|cidade|localidade
    """,
    "postal_code": """
        postal code|postcode|post code|zip|zip code|zipcode|plz|postleitzahl|code postal|código postal|cp|cap|
        codice postale|cep
    """,
    "region": """
        region|state|province|county|canton|
        bundesland|kanton|région|département|provincia|estado|regione|provincie|distrito
    """,
    "country": "country|land|staat|pays|país|paese|stato|nazione",
    "extended": "flat or floor|flat|floor|extended address|address line 2|adresszusatz",
    "po_box": "po box|postbox|postfach|boîte postale|apartado postal|casella postale|postbus|caixa postal",
    "alias": "alias|aliases|also known as|aka|maiden name|geburtsname|mädchenname|other names",
    "circle": "circle|kreis|cercle|círculo|cerchio|cirkel|closeness",
    "met_on": """
        met on|met|when met|when we met|when you met|first met|date met|met date|kennengelernt am|kennengelernt|
        rencontré le|conocido el|incontrato il|ontmoet op
    """,
    "met_where": "met at|met in|where met|where we met|where you met|kennengelernt in|rencontré à|where",
    "met_how": "how met|how we met|how you met|how do you know them|met through|context|kennengelernt durch",
    "ignore": "id|uid|uuid|key|index|no|nr|number of|photo|picture|gender|created|updated|created at|updated at|sync",
}


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


EMAIL_WORDS = _set(
    "email emails mail mails courriel correo epost mailadresse emailadresse mailadres emailadres"
)
PHONE_WORDS = _set(
    """
    phone phones tel telefon telephone telefono telefone telefoon telefonnummer telephones mobile mobil
    mobiltelefon mobilnummer handy handynummer natel cell cellphone cellulare celular movil telemovel portable
    gsm rufnummer whatsapp mobiel fijo festnetz
    """
)
NOT_THE_THING = _set("fax telefax telecopie type typ tipo label status count verified opt bounced name")
BIRTH_WORDS = _set(
    """
    birthday birthdate dob bday geburtstag geburtsdatum naissance cumpleanos nacimiento compleanno nascita
    verjaardag geboortedatum nascimento
    """
)
NETWORK_WORDS = {
    "linkedin": "linkedin", "facebook": "facebook", "fb": "facebook", "instagram": "instagram", "insta": "instagram",
    "twitter": "x", "x": "x", "xing": "xing", "github": "github", "mastodon": "mastodon", "telegram": "telegram",
    "signal": "signal", "skype": "skype", "discord": "discord", "slack": "slack", "bluesky": "bluesky",
    "threema": "threema",
}  # fmt: skip
PAGE_WORDS = _set("url website webseite homepage site web link links profile profil perfil profilo page")
HANDLE_WORDS = _set("handle username benutzername")
HOME_WORDS = _set("home privat private personal domicile casa thuis particular")
WORK_WORDS = _set("work business office geschaftlich dienstlich bureau trabajo lavoro werk trabalho")
EXACT = {fold(name): field for field, names in WORDS.items() for name in names.split("|")}
