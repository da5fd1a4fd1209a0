"""One small good file of every format, by the kind it is of: (file name, bytes)."""

import hashlib
import json
from datetime import date

from tests.samples import linkedin, monica, tables
from tests.samples.linkedin import make_zip

VCARD = """BEGIN:VCARD
VERSION:3.0
UID:lea-1
N:Falk;Lea;Ada;Dr.;
FN:Dr. Lea Ada Falk
EMAIL;TYPE=HOME:lea@falk.example
TEL;TYPE=CELL:+41 79 111 22 33
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-09
item1.URL:https://www.linkedin.com/in/lea-falk
item1.X-ABLabel:LinkedIn
ADR;TYPE=HOME:;;Weg 1;Bern;BE;3000;CH
NOTE:Plays the cello\\nand go\\, too
CATEGORIES:Choir,Chess
END:VCARD
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Wei=C3=9F;J=C3=BCrg
TEL;CELL:079 111 22 33
END:VCARD
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sample//EN
BEGIN:VEVENT
UID:lunch-1
DTSTART;TZID=Europe/Zurich:20260302T120000
DTEND;TZID=Europe/Zurich:20260302T130000
SUMMARY:Lunch with Lea
ORGANIZER;CN=Owen Reed:mailto:owen@reed.example
ATTENDEE;CN=Lea Falk;PARTSTAT=ACCEPTED:mailto:lea@falk.example
ATTENDEE;CN=Otis Osei;PARTSTAT=DECLINED:mailto:otis@osei.example
END:VEVENT
BEGIN:VEVENT
UID:chess-1
DTSTART:20260105T180000Z
RRULE:FREQ=WEEKLY;COUNT=4
SUMMARY:Chess
ATTENDEE:mailto:nora@brandt.example
END:VEVENT
END:VCALENDAR
"""
MAIL = """From owen@reed.example Mon Mar  2 12:00:00 2026
From: Owen Reed <owen@reed.example>
To: Lea Falk <lea@falk.example>, =?utf-8?q?J=C3=BCrg?= <juerg@weiss.example>
Subject: Lunch
Date: Mon, 02 Mar 2026 12:00:00 +0100
Message-ID: <1@reed.example>

See you there.

From lea@falk.example Tue Mar  3 09:00:00 2026
From: Lea Falk <lea@falk.example>
To: owen@reed.example
Date: Tue, 03 Mar 2026 09:00:00 +0100
Message-ID: <2@falk.example>

>From the choir, thanks.
"""
CHAT = """12/03/2026, 10:15 - Messages and calls are end-to-end encrypted.
12/03/2026, 10:15 - Lea Falk: Hi Owen
12/03/2026, 10:16 - Owen Reed: Hello
how are you?
13/03/2026, 09:00 - Lea Falk: <Media omitted>
"""
FRIENDS = {
    "friends_v2": [
        {"name": "Lea Falk", "timestamp": 1700000000},
        {"name": "J\u00c3\u00bcrg", "timestamp": 1600000000},
    ]
}
REQUESTS = {"received_requests_v2": [{"name": "Nora Brandt", "timestamp": 1710000000}]}
FOLLOWING = {
    "relationships_following": [
        {"title": "", "string_list_data": [
            {"href": "https://www.instagram.com/leafalk", "value": "leafalk", "timestamp": 1700000000}]}
    ]
}  # fmt: skip
FOLLOWERS = [
    {
        "string_list_data": [
            {"href": "https://www.instagram.com/otis", "value": "otis", "timestamp": 1690000000}
        ]
    }
]
ACCOUNT = [
    {
        "account": {
            "accountId": "1",
            "username": "owen",
            "accountDisplayName": "Owen Reed",
            "email": "owen@reed.example",
        }
    }
]
FOLLOWS = [{"following": {"accountId": "2", "userLink": "https://twitter.com/intent/user?user_id=2"}}]
TALKS = [
    {"dmConversation": {"conversationId": "1-2", "messages": [
        {"messageCreate": {"id": "9", "senderId": "2", "recipientId": "1", "text": "Hi",
                           "createdAt": "2026-03-02T12:00:00.000Z"}}]}}
]  # fmt: skip
CONNECTION = {"given": "Lea", "family": "Falk", "slug": "lea-falk", "company": "Halden", "position": "Lead",
              "on": date(2024, 2, 8)}  # fmt: skip
MESSAGE = {"conversation": "c1", "sender": "Lea Falk", "sender_slug": "lea-falk", "to": [("Owen Reed", "owen-reed")],
           "at": "2025-06-01 14:03:22 UTC", "body": "Hi"}  # fmt: skip
INVITATION = {"sender": "Nora Brandt", "recipient": "Owen Reed", "at": "1/29/26, 2:37 PM",
              "sender_slug": "nora-brandt", "recipient_slug": "owen-reed"}  # fmt: skip
LEA_IN_GOOGLE = {"First Name": "Lea", "Last Name": "Falk", "E-mail 1 - Value": "lea@falk.example", "Labels": "Choir",
                 "Birthday": "1984-05-09", "Notes": "cello\nand go"}  # fmt: skip
LEA_IN_OUTLOOK = {"First Name": "Lea", "Last Name": "Falk", "E-mail Address": "lea@falk.example",
                  "Birthday": "5/9/1984", "Notes": "cello\nand go"}  # fmt: skip
LEA_IN_THUNDERBIRD = {
    "First Name": "Lea",
    "Last Name": "Falk",
    "Primary Email": "lea@falk.example",
    "Birth Day": "9",
}
LEA = {"Name": "Lea Falk", "Mail": "lea@falk.example", "Geburtstag": "9.5.1984", "Tags": "choir, chess"}


def files() -> dict[str, tuple[str, bytes]]:
    """Kind to file name and bytes; the same every time."""
    return {
        "linkedin": ("linkedin.zip", _linkedin()),
        "facebook": ("facebook.zip", _jsons({
            "connections/friends/your_friends.json": FRIENDS,
            "connections/friends/received_friend_requests.json": REQUESTS,
        })),
        "instagram": ("instagram.zip", _jsons({
            "connections/followers_and_following/following.json": FOLLOWING,
            "connections/followers_and_following/followers_1.json": FOLLOWERS,
        })),
        "x": ("twitter.zip", make_zip({
            "data/account.js": _script("account", ACCOUNT),
            "data/following.js": _script("following", FOLLOWS),
            "data/direct-messages.js": _script("direct_messages", TALKS),
        })),
        "monica": ("monica.json", monica.small()),
        "vcard": ("people.vcf", VCARD.replace("\n", "\r\n").encode()),
        "ics": ("calendar.ics", CALENDAR.replace("\n", "\r\n").encode()),
        "mbox": ("mail.mbox", MAIL.encode()),
        "whatsapp": ("WhatsApp Chat with Lea Falk.txt", CHAT.encode()),
        "google": ("contacts.csv", tables.google(LEA_IN_GOOGLE, *tables.people(3)).encode()),
        "thunderbird": ("thunderbird.csv", tables.thunderbird(LEA_IN_THUNDERBIRD).encode()),
        "outlook": ("outlook.csv", tables.outlook(LEA_IN_OUTLOOK).encode()),
        "csv": ("people.csv", tables.table(list(LEA), LEA, {**LEA, "Name": "Otis Osei"}, delimiter=";").encode()),
        "rapport": ("rapport.zip", _rapport()),
    }  # fmt: skip


def _linkedin() -> bytes:
    return linkedin.make_export(connections=[CONNECTION], messages=[MESSAGE], invitations=[INVITATION])


def _jsons(parts: dict[str, object]) -> bytes:
    return make_zip({name: json.dumps(part) for name, part in parts.items()})


def _script(name: str, part: object) -> str:
    return f"window.YTD.{name}.part0 = {json.dumps(part)}"


def _rapport() -> bytes:
    """An archive of ours with one table; whole ones are made by the tests of the export."""
    line = json.dumps({"id": 1, "display": "Lea Falk", "given": "Lea", "family": "Falk"}) + "\n"
    digest = hashlib.sha256(line.encode()).hexdigest()
    listed = [{"name": "contacts.jsonl", "rows": 1, "sha256": digest, "usual": {}}]
    said = {
        "format": "rapport",
        "version": 2,
        "app": "1",
        "exported_at": "2026-11-01T10:00:00Z",
        "files": listed,
    }
    return make_zip({"rapport.json": json.dumps(said), "contacts.jsonl": line})
