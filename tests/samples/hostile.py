"""Files that are damaged, hostile, or something else than they say: several hundred, made from small good ones.

Each name is "kind/what was done.ending"; the same bytes every time.
"""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from random import Random

from tests.samples.files import files
from tests.samples.tables import GOOGLE_NEW, OUTLOOK, THUNDERBIRD, table

MB = 1024 * 1024
FORMULA = "=cmd|' /C calc'!A0"
ODD = "\u202e\ufeff\x00\x07\u200b\ud7ff\U0010ffff\U000e0041"
FLIPS = 5
Change = Callable[[bytes, Random], bytes]


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Every file with its name."""
    for kind, (name, data) in files().items():
        ending = name.rpartition(".")[2]
        for what, changed in _damaged(data, Random(f"{kind} 7")):
            yield f"{kind}/{what}.{ending}", changed
        for what, changed in _inside(kind, name, data):
            yield f"{kind}/{what}.zip", changed
    yield from _calendars()
    yield from _cards()
    yield from _tables()
    yield from _address_books()
    yield from _jsons()
    yield from _mails()
    yield from _zips()
    yield from _something_else()


def _damaged(data: bytes, random: Random) -> Iterator[tuple[str, bytes]]:
    for part in (1, 9, 50, 90, 99):
        yield f"cut at {part} %", data[: max(1, len(data) * part // 100)]
    for number in range(FLIPS):
        yield f"flipped {number}", _flipped(data, random)
    for what, change in CHANGES.items():
        yield what, change(data, random)


def _flipped(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randrange(1, 30)):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _scattered(what: bytes) -> Change:
    def change(data: bytes, random: Random) -> bytes:
        places = sorted(random.randrange(len(data)) for _ in range(20))
        pieces = [data[start:end] for start, end in zip([0, *places], [*places, len(data)], strict=True)]
        return what.join(pieces)

    return change


CHANGES: dict[str, Change] = {
    "twice": lambda data, random: data * 2,
    "backwards": lambda data, random: data[::-1],
    "with nuls": _scattered(b"\0"),
    "with quotes": _scattered(b'"'),
    "with a lone quote": lambda data, random: data.replace(b"\n", b'\n"', 1),
    "with new lines": _scattered(b"\r\n"),
    "with broken utf-8": _scattered(b"\xff\xc3"),
    "with odd letters": _scattered(ODD.encode()),
    "with formulae": _scattered(FORMULA.encode()),
    "without line ends": lambda data, random: data.replace(b"\r", b"").replace(b"\n", b""),
    "with old line ends": lambda data, random: data.replace(b"\r\n", b"\r").replace(b"\n", b"\r"),
    "in utf-16": lambda data, random: data.decode("latin-1").encode("utf-16"),
    "in utf-16 without a mark": lambda data, random: data.decode("latin-1").encode("utf-16-be"),
    "in utf-32": lambda data, random: data.decode("latin-1").encode("utf-32"),
    "upper case": lambda data, random: data.upper(),
    "behind blanks": lambda data, random: b" \t\r\n" * 5_000 + data,
    "behind a mark": lambda data, random: b"\xef\xbb\xbf" * 2 + data,
    "lines mixed": lambda data, random: b"\n".join(random.sample(lines := data.split(b"\n"), len(lines))),
    "many times": lambda data, random: data * (100_000 // len(data) + 1),
    "with endless lines": lambda data, random: data.replace(b"\n", b"x" * 9_000 + b"\n"),
}


def _inside(kind: str, name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file in archives that no honest program makes."""
    yield "in a folder above", _zip({f"../../{name}": data})
    yield "at the root", _zip({f"/etc/{name}": data})
    yield "on a drive", _zip({f"C:\\{name}": data})
    yield "in an archive in an archive", _zip({"inner.zip": _zip({name: data})})
    yield "under another ending", _zip({f"{name}.jpg": data})


def _calendars() -> Iterator[tuple[str, bytes]]:
    rules = {
        "30 february by the second": "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "30 february by the day": "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "a thousand million times": "FREQ=DAILY;COUNT=1000000000",
        "without an end": "FREQ=MINUTELY",
        "dense": "FREQ=YEARLY;BYDAY=" + ",".join(f"{n}{day}" for n in range(1, 53) for day in ("MO", "TU", "SU"))
        + ";BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
        "interval 0": "FREQ=DAILY;INTERVAL=0",
        "never": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31;BYDAY=MO;BYSETPOS=366",
        "huge numbers": "FREQ=DAILY;INTERVAL=" + "9" * 5_000 + ";COUNT=-1",
        "no rule": "FREQ=;;=;UNTIL=x",
    }  # fmt: skip
    for what, rule in rules.items():
        yield f"ics/{what}.ics", _event(f"DTSTART:00010101T000000Z\r\nRRULE:{rule}")
        yield f"ics/{what} lately.ics", _event(f"DTSTART:20260101T000000Z\r\nRRULE:{rule}")
    yield (
        "ics/many exceptions.ics",
        _event("DTSTART:20260101\r\nEXDATE:" + ",".join(["20260101T000000Z"] * 50_000)),
    )
    yield "ics/many guests.ics", _event("DTSTART:20260101\r\n" + "ATTENDEE:mailto:a@b.example\r\n" * 50_000)
    yield "ics/nested.ics", b"BEGIN:VEVENT\r\n" * 30_000
    yield (
        "ics/many events.ics",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nDTSTART:20260101\r\nEND:VEVENT\r\n" * 20_000,
    )
    yield (
        "ics/odd zones.ics",
        _event("DTSTART;TZID=../../etc/passwd:20260101T000000\r\nDTEND;TZID=" + "A" * 9_000 + ":x"),
    )
    yield (
        "ics/days out of range.ics",
        _event("DTSTART:99999999T999999Z\r\nDTEND:00000000\r\nDURATION:P9999999999W"),
    )


def _event(lines: str) -> bytes:
    text = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Tea\r\nATTENDEE:mailto:a@b.example\r\n{lines}\r\n"
    return f"{text}END:VEVENT\r\nEND:VCALENDAR\r\n".encode()


def _cards() -> Iterator[tuple[str, bytes]]:
    lines = {
        "nested": "BEGIN:VCARD\r\n" * 3_000,
        "many properties": "NOTE:x\r\n" * 100_000,
        "endless line": "NOTE:" + "x" * (10 * MB) + "\r\n",
        "endless folding": "NOTE:x\r\n" + " x\r\n" * 100_000,
        "endless groups": "item." * 50_000 + "URL:x\r\n",
        "endless parameters": "TEL" + ";TYPE=a" * 50_000 + ":1\r\n",
        "a picture from elsewhere": "PHOTO;VALUE=uri:http://169.254.169.254/latest\r\nPHOTO;VALUE=uri:file:///etc/passwd\r\n",
        "a picture that is none": "PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 500_001 + "\r\n",
        "soft line ends": "NOTE;ENCODING=QUOTED-PRINTABLE:" + "=\r\n" * 50_000 + "\r\n",
        "many e-mails": "EMAIL:a@b.example\r\n" * 30_000,
        "odd characters sets": "FN;CHARSET=rot13:x\r\nN;CHARSET="
        + "x" * 500
        + ":y\r\nNOTE;CHARSET=utf-7:+AAA\r\n",
        "many separators": "N:"
        + ";" * 200_000
        + "\r\nADR:"
        + "\\;," * 100_000
        + "\r\nCATEGORIES:"
        + "," * 200_000
        + "\r\n",
    }
    for what, text in lines.items():
        yield f"vcard/{what}.vcf", f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Lea\r\n{text}END:VCARD\r\n".encode()
    yield "vcard/never ends.vcf", b"BEGIN:VCARD\r\nFN:Lea\r\n" * 20_000
    yield "vcard/only ends.vcf", b"BEGIN:VCARD\r\n" + b"END:VCARD\r\n" * 50_000


def _tables() -> Iterator[tuple[str, bytes]]:
    for kind, columns in (
        ("google", GOOGLE_NEW),
        ("outlook", OUTLOOK),
        ("thunderbird", THUNDERBIRD),
        ("csv", ["Name", "Mail"]),
    ):
        header = ",".join(columns)
        yield f"{kind}/no rows.csv", f"{header}\n".encode()
        yield f"{kind}/blank rows.csv", (f"{header}\n" + "," * (len(columns) - 1) + "\n" * 50_000).encode()
        yield f"{kind}/many columns.csv", (header + ",x" * 10_000 + "\n" + "y," * 10_000 + "\n").encode()
        yield f"{kind}/large cells.csv", f"{header}\n{'x' * MB},{'y' * MB}\n".encode()
        yield f"{kind}/open quote.csv", (f'{header}\n"' + "a,b\n" * 10_000).encode()
        yield f"{kind}/many quotes.csv", (f"{header}\n" + '"""",' * 100_000 + "\n").encode()
        yield f"{kind}/many rows.csv", (f"{header}\n" + "Lea,a@b.example\n" * 5_000).encode()
        yield f"{kind}/every cell a formula.csv", table(columns, dict.fromkeys(columns, FORMULA)).encode()
        yield f"{kind}/every cell odd.csv", table(columns, dict.fromkeys(columns, ODD)).encode("utf-8")
        yield (
            f"{kind}/many values.csv",
            table(columns, dict.fromkeys(columns, "a@b.example ::: " * 5_000)).encode(),
        )
        yield (
            f"{kind}/many days.csv",
            table(columns, *(dict.fromkeys(columns, f"{n}/{n}/{n}") for n in range(400))).encode(),
        )
        yield f"{kind}/only delimiters.csv", b",;\t|" * 100_000
        yield f"{kind}/one line.csv", b"Name," * 150_000


def _address_books() -> Iterator[tuple[str, bytes]]:
    start = b"dn: cn=Lea\nobjectclass: person\ncn: Lea\nmail: lea@falk.example\n"
    yield "thunderbird/endless folding.ldif", start + b"description: x\n" + b" x\n" * 100_000
    yield "thunderbird/endless line.ldif", start + b"jpegphoto:: " + b"A" * (4 * MB)
    yield "thunderbird/many people.ldif", (start + b"\n") * 5_000
    yield "thunderbird/many e-mails.ldif", start + b"mail: a@b.example\n" * 50_000
    yield "thunderbird/broken packing.ldif", start + b"sn:: ===\nsn:: \xff\nsn::\n:\n::\n" * 1_000
    yield "thunderbird/a file from elsewhere.ldif", start + b"jpegphoto:< file:///etc/passwd\n"


def _jsons() -> Iterator[tuple[str, bytes]]:
    """Structures that JSON readers stumble over, in place of each format's own."""
    bodies = {
        "deep lists": "[" * 100_000,
        "deep objects": '{"a":' * 100_000,
        "deep and closed": "[" * 50_000 + "]" * 50_000,
        "an endless number": "9" * 1_000_000,
        "an endless fraction": "1e" + "9" * 1_000,
        "no numbers": "[NaN, Infinity, -Infinity]",
        "halves of letters": '"\\ud800\\udfff\\udc00"',
        "one key often": "{" + ",".join(['"name": 1'] * 50_000) + "}",
        "many lists": "[" + ",".join(["[]"] * 150_000) + "]",
        "null": "null",
        "a text": '"x"',
        "an open text": '"' + "\\" * 99_999,
        "other kinds": json.dumps(
            [None, 5, "x", [], {}, True, {"name": []}, {"timestamp": {}}, {"data": {"a": 1}}]
        ),
        "days out of range": json.dumps(
            [{"name": "Lea", "timestamp": day} for day in (10**30, -(10**30), 1e308, "x", -1)]
        ),
    }
    for what, body in bodies.items():
        yield (
            f"monica/{what}.json",
            f'{{"version": "1", "app_version": "4", "exported_by": "x", "account": {body}}}'.encode(),
        )
        yield (
            f"facebook/{what}.zip",
            _zip({"connections/friends/your_friends.json": f'{{"friends_v2": {body}}}'.encode()}),
        )
        yield (
            f"instagram/{what}.zip",
            _zip({"following.json": f'{{"relationships_following": {body}}}'.encode()}),
        )
        yield (
            f"x/{what}.zip",
            _zip(
                {
                    "data/account.js": f"window.YTD.account.part0 = {body}".encode(),
                    "data/direct-messages.js": f"window.YTD.direct_messages.part0 = {body}".encode(),
                }
            ),
        )
        yield f"rapport/{what}.zip", _zip({"rapport.json": body.encode(), "contacts.jsonl": body.encode()})


def _mails() -> Iterator[tuple[str, bytes]]:
    start = b"From a@b.example Mon Mar  2 12:00:00 2026\n"
    head = start + b"From: a@b.example\nTo: c@d.example\nDate: Mon, 02 Mar 2026 12:00:00 +0100\n"
    yield "mbox/many letters.mbox", (head + b"\nx\n\n") * 5_000
    yield "mbox/only beginnings.mbox", start * 50_000
    yield "mbox/endless header.mbox", head + b"X-Long: " + b"x" * (2 * MB) + b"\n\n"
    yield "mbox/endless folding.mbox", head + b"X-Long: x\n" + b" x\n" * 200_000 + b"\n"
    yield "mbox/many recipients.mbox", head + b"Cc: " + b"a@b.example, " * 100_000 + b"\n\n"
    yield (
        "mbox/nested comments.mbox",
        start + b"From: " + b"(" * 50_000 + b"\nDate: " + b"(" * 50_000 + b"\n\n",
    )
    yield "mbox/encoded words.mbox", start + b"From: " + b"=?utf-8?q?=C3?= " * 20_000 + b"<a@b.example>\n\n"
    yield (
        "mbox/odd zones.mbox",
        start + b"From: a@b.example\nTo: c@d.example\nDate: 99 Xyz 99999 99:99:99 +99999\n\n",
    )
    yield (
        "mbox/nested parts.mbox",
        head
        + b"Content-Type: multipart/mixed; boundary=a\n\n"
        + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 5_000,
    )
    yield "whatsapp/endless line.txt", b"12/03/2026, 10:15 - Lea: " + b"x" * (2 * MB)
    yield "whatsapp/many lines.txt", b"12/03/2026, 10:15 - Lea: Hi\n" * 10_000
    yield (
        "whatsapp/many people.txt",
        b"".join(b"12/03/2026, 10:15 - P%d: Hi\n" % number for number in range(10_000)),
    )
    yield (
        "whatsapp/days out of range.txt",
        b"99/99/2026, 99:99 - Lea: Hi\n31/02/0000, 10:15 - Lea: Hi\n" * 500,
    )


def _zips() -> Iterator[tuple[str, bytes]]:
    names = {
        "linkedin": "Connections.csv", "facebook": "connections/friends/your_friends.json", "x": "data/account.js",
        "instagram": "following.json", "rapport": "rapport.json", "google": "Contacts/All.csv", "monica": "monica.json",
        "vcard": "people.vcf", "ics": "calendar.ics", "mbox": "mail.mbox", "whatsapp": "_chat.txt",
    }  # fmt: skip
    for kind, name in names.items():
        yield f"{kind}/bomb.zip", _zip({name: bytes(12 * MB)})
        yield f"{kind}/lies about its size.zip", _lying(name)
        yield f"{kind}/nothing in it.zip", _zip({name: b""})
        yield f"{kind}/twice in it.zip", _zip({name: b"a", f"other/{name}": b"b"})
        yield f"{kind}/noise in it.zip", _zip({name: Random(3).randbytes(100_000)})


def _something_else() -> Iterator[tuple[str, bytes]]:
    noise = Random(4).randbytes(50_000)
    others = {
        "empty": b"", "one byte": b"x", "a blank": b" ", "a line end": b"\n", "a nul": b"\0", "a mark": b"\xef\xbb\xbf",
        "a mark of utf-16": b"\xff\xfe", "noise": noise, "nuls": bytes(100_000), "blanks": b" " * 500_000,
        "line ends": b"\n" * 500_000, "a picture": b"\x89PNG\r\n\x1a\n" + noise, "a photo": b"\xff\xd8\xff\xe0" + noise,
        "a paper": b"%PDF-1.7\n" + noise, "a page": b"<!DOCTYPE html><html><body><table>" + b"<tr><td>Lea" * 5_000,
        "packed": gzip.compress(noise, mtime=0),
        "a sheet": _zip({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}),
        "prose": b"Dear Lea, I hope, and so on.\n" * 5_000, "code": b"def f(a, b):\n    return a, b\n" * 5_000,
        "a program": b"\x7fELF" + noise, "no letters": ODD.encode() * 5_000,
    }  # fmt: skip
    for ending in ("csv", "vcf", "ics", "json", "txt", "zip"):
        for what, data in others.items():
            yield f"any/{what}.{ending}", data


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def _lying(name: str) -> bytes:
    """An archive of which the directory says that a large member is small."""
    packed = bytearray(_zip({name: b"Name,Mail\n" * 200_000}))
    at = packed.rindex(b"PK\x01\x02") + 24
    packed[at : at + 4] = (40).to_bytes(4, "little")
    return bytes(packed)
