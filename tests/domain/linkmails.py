"""Invitations as people paste them, invented in the layouts of the networks: (what it is, text, what it tells)."""

from domain.linkmail import Arrival

ADA = "https://www.linkedin.com/in/ada-lindqvist"
FOOT = """You are receiving Invitation emails. Unsubscribe: https://www.linkedin.com/comm/psettings/email?midToken=AQ
This email was intended for Owen Reed (Speaker at Kiln).
© 2026 LinkedIn Ireland Unlimited Company, Wilton Plaza, Dublin 2."""

MAILS: list[tuple[str, str, Arrival]] = [
    (
        "LinkedIn today, plain text",
        f"""Ada Lindqvist would like to connect on LinkedIn

Hi Owen, I'd like to join your LinkedIn network.

Ada Lindqvist
Product at Long Company
Lund, Skåne County, Sweden

Accept: https://www.linkedin.com/comm/mynetwork/invite-accept?loid=1&midToken=AQ
View profile: https://www.linkedin.com/comm/in/ada-lindqvist?midToken=AQHx&trk=eml-email

{FOOT}""",
        Arrival(
            "Ada Lindqvist", "Product", "Long Company", "Lund, Skåne County, Sweden", ADA,
            "Hi Owen, I'd like to join your LinkedIn network.", "linkedin", True,
        ),
    ),
    (
        "LinkedIn with a note behind the card",
        f"""Hi Owen, Ada Lindqvist wants to connect

Ada Lindqvist
Beekeeper | Speaker | Mother of three
Malmö, Sweden
12 mutual connections

“We talked about bees after your evening in Lund. I have the book you named.”

[View profile](https://www.linkedin.com/comm/in/ada-lindqvist/?trk=eml)
[Accept](https://www.linkedin.com/comm/mynetwork/invite-accept)
{FOOT}""",
        Arrival(
            "Ada Lindqvist", "Beekeeper | Speaker | Mother of three", "", "Malmö, Sweden", ADA,
            "We talked about bees after your evening in Lund. I have the book you named.", "linkedin", True,
            "12 mutual connections",
        ),
    ),
    (
        "LinkedIn some years ago, forwarded",
        """---------- Forwarded message ---------
From: Ada Lindqvist via LinkedIn <invitations@linkedin.com>
Date: Thu, 5 Mar 2026 at 08:12
Subject: Owen, please add me to your LinkedIn network
To: Owen Reed <owen@example.org>

Hi Owen,
I'd like to add you to my professional network on LinkedIn.
- Ada Lindqvist
Product at Long Company

Accept <https://www.linkedin.com/e/v2?e=1&t=plh>
View Ada's profile <https://www.linkedin.com/comm/in/ada-lindqvist>
You received this message because Ada has your address.""",
        Arrival(
            "Ada Lindqvist", "Product", "Long Company", "", ADA,
            "Hi Owen,\nI'd like to add you to my professional network on LinkedIn.", "linkedin", True,
        ),
    ),
    (
        "LinkedIn, a reply with marks of quoting",
        """On Thu, 5 Mar 2026 at 08:12, LinkedIn <invitations@linkedin.com> wrote:
> Ada Lindqvist is waiting for your response
>
> Ada Lindqvist
> Product at Long Company
>
> > Accept invitation
> https://www.linkedin.com/comm/in/ada-lindqvist?x=1
>
> Unsubscribe""",
        Arrival("Ada Lindqvist", "Product", "Long Company", "", ADA, "", "linkedin", True),
    ),
    (
        "LinkedIn, left-overs of the transfer coding",
        """Subject: Ada Lindqvist m=C3=B6chte sich mit Ihnen vernetzen
From: LinkedIn <invitations@linkedin.com>

Ada Lindqvist m=C3=B6chte sich mit Ihnen auf LinkedIn vernetzen.

Guten Tag Owen, Ihr Vortrag =C3=BCber Bienen hat mir gefallen, vor allem der =
Teil am Ende.

Ada Lindqvist
Imkerin bei Honig GmbH
https://www.linkedin.com/comm/in/ada-lindqvist?midToken=3DAQ&trk=3Deml""",
        Arrival(
            "Ada Lindqvist", "Imkerin", "Honig GmbH", "", ADA,
            "Guten Tag Owen, Ihr Vortrag über Bienen hat mir gefallen, vor allem der Teil am Ende.",
            "linkedin", True,
        ),
    ),
    (
        "LinkedIn in German",
        """Hallo Owen,

Ada Lindqvist möchte sich mit Ihnen vernetzen

Ada Lindqvist
Leiterin Produkt bei Lang AG
Zürich und Umgebung

Einladung annehmen
https://www.linkedin.com/comm/mynetwork/invite-accept
Profil ansehen
https://de.linkedin.com/in/ada-lindqvist?originalSubdomain=de

Sie erhalten diese E-Mail zu Einladungen.
Abmelden""",
        Arrival("Ada Lindqvist", "Leiterin Produkt", "Lang AG", "Zürich und Umgebung", ADA, "", "linkedin", True),
    ),
    (
        "LinkedIn, a list of those who wait",
        """Sie haben eine neue Einladung von Ada Lindqvist
Ada Lindqvist, Leiterin Produkt bei Lang AG
Annehmen
LinkedIn""",
        Arrival("Ada Lindqvist", "Leiterin Produkt", "Lang AG", "", "", "", "linkedin", True),
    ),
    (
        "LinkedIn behind a detour of the mail program",
        """Invitation from Ada Lindqvist
https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.linkedin.com%2Fcomm%2Fin%2Fada-lindqvist%3Ftrk%3Deml&data=05
Accept""",
        Arrival("Ada Lindqvist", "", "", "", ADA, "", "linkedin", True),
    ),
    (
        "XING in German",
        """Hallo Owen Reed,
Berta Falk möchte Sie als Kontakt hinzufügen.

Berta Falk
Projektleiterin
Muster GmbH
Hamburg

Nachricht von Berta Falk:
Wir saßen beim Stammtisch in Altona nebeneinander.
Ich schulde Ihnen noch ein Bier.

Kontaktanfrage bestätigen
https://www.xing.com/app/contact?op=toconfirm&id=7
Zum Profil
https://www.xing.com/profile/Berta_Falk?sc_o=mail
Impressum
New Work SE, Hamburg""",
        Arrival(
            "Berta Falk", "Projektleiterin", "Muster GmbH", "Hamburg", "https://xing.com/profile/berta_falk",
            "Wir saßen beim Stammtisch in Altona nebeneinander.\nIch schulde Ihnen noch ein Bier.", "xing", True,
        ),
    ),
    (
        "XING, a subject and one line",
        """WG: Kontaktanfrage von Berta Falk auf XING
Jetzt antworten""",
        Arrival("Berta Falk", "", "", "", "", "", "xing", True),
    ),
    (
        "XING in English",
        """From: XING <mailrobot@mail.xing.com>
Subject: Berta Falk would like to add you as a contact
Berta Falk would like to add you as a contact
Berta Falk
Project lead at Muster GmbH
View contact request
https://www.xing.com/profile/Berta_Falk""",
        Arrival(
            "Berta Falk", "Project lead", "Muster GmbH", "", "https://xing.com/profile/berta_falk", "", "xing", True
        ),
    ),
    (
        "Facebook in English",
        """Cara Zoll wants to be friends with you on Facebook.
Cara Zoll
8 mutual friends
Confirm request https://www.facebook.com/n/?cara.zoll&aref=17&medium=email
See all requests https://www.facebook.com/n/?reqs.php&mid=3
This message was sent to owen@example.org. If you don't want to receive these emails from Meta, please unsubscribe.""",
        Arrival(
            "Cara Zoll", "", "", "", "https://facebook.com/cara.zoll", "", "facebook", True, "8 mutual friends"
        ),
    ),
    (
        "Facebook in German",
        """Cara Zoll hat dir eine Freundschaftsanfrage gesendet
Anfrage bestätigen
https://www.facebook.com/n/?profile.php&id=100012345&aref=17
Facebook""",
        Arrival("Cara Zoll", "", "", "", "https://facebook.com/100012345", "", "facebook", True),
    ),
    (
        "all on one line, as a preview shows it",
        "Ada Lindqvist wants to connect on LinkedIn. Loved your evening in Lund.",
        Arrival("Ada Lindqvist", "", "", "", "", "Loved your evening in Lund.", "linkedin", True),
    ),
    (
        "a name, an address and a note",
        "Ada Lindqvist\nlinkedin.com/in/ada-lindqvist\nWe met at the bee evening in Lund.",
        Arrival("Ada Lindqvist", "", "", "", ADA, "We met at the bee evening in Lund.", "linkedin"),
    ),
    (
        "a name with what they do",
        "Ada Lindqvist\nProduct at Long Company\nhttps://www.linkedin.com/in/ada-lindqvist/",
        Arrival("Ada Lindqvist", "Product", "Long Company", "", ADA, "", "linkedin"),
    ),
    ("an address alone", " https://de.linkedin.com/in/Ada-Lindqvist/?x=1 ", Arrival(address=ADA, network="linkedin")),
    (
        "an address of another site",
        "https://ada.example.org/about",
        Arrival(address="https://ada.example.org/about"),
    ),
    (
        "a handle of Mastodon",
        "@ada@chaos.social",
        Arrival(address="https://chaos.social/@ada", network="mastodon"),
    ),
    (
        "a note alone",
        "Hi Owen, loved your talk on bees. My notes are at https://ada.example.org/bees, have a look!",
        Arrival(
            address="https://ada.example.org/bees",
            message="Hi Owen, loved your talk on bees. My notes are at https://ada.example.org/bees, have a look!",
        ),
    ),
    (
        "markup and template words",
        "<b>Ada</b> {{ request.user }} would like to connect on LinkedIn\n{% csrf_token %}",
        Arrival(
            message="<b>Ada</b> {{ request.user }} would like to connect on LinkedIn\n{% csrf_token %}",
            network="linkedin",
        ),
    ),
    ("nothing", " \n\u200b\n", Arrival()),
]  # fmt: skip
