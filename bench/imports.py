"""How long large files take to come in, how much memory, and how long others wait meanwhile.

    python -m bench.imports [CONNECTIONS MESSAGES VCARDS]

Each goes through the command's own services into a new SQLite database (synchronous FULL), in a process of its own.
Meanwhile a second process writes once every 50 ms and a third asks for pages. Beside it: the standard library's csv
reader over the same rows, and vobject over the same cards.
"""

import csv
import io
import json
import logging
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
OWNER, PASSWORD = "bench@example.org", "a long enough phrase 7"
GIVEN = ("Anna", "Béla", "Chiara", "Dmitri", "Åsa", "Fatima", "Goran", "Hana", "Ivo", "Jun")
FAMILY = ("Bell", "Novák", "Rossi", "Petrov", "Lindqvist", "Okafor", "Kovač", "Sato", "Weber", "Kim")
ME = ("Owen Reed", "owen-reed")
PARTNERS = 6000


def make(path: Path, connections: int, messages: int) -> None:
    """An export in today's shape: most conversations with connections, some minutes or hours between messages."""
    from tests.samples.linkedin import make_export  # noqa: PLC0415  # the child that imports must not load it

    dice = random.Random(7)
    people = [
        (f"{dice.choice(GIVEN)}{n % 97}", f"{dice.choice(FAMILY)}{n}", f"p-{n}") for n in range(connections)
    ]
    begin = datetime(2012, 1, 1)  # noqa: DTZ001  # files name no zone here
    rows = [
        {"given": given, "family": family, "slug": slug, "company": f"Mill {dice.randrange(900)}",
         "position": f"Engineer {dice.randrange(60)}", "email": f"{slug}@example.org" if dice.random() < 0.05 else "",
         "on": (begin + timedelta(days=dice.randrange(5000))).date()}
        for given, family, slug in people
    ]  # fmt: skip
    talks: list[dict[str, object]] = []
    while len(talks) < messages:
        number = dice.randrange(min(connections, PARTNERS))
        given, family, slug = people[number]
        them = (
            (f"{given} {family}", slug)
            if dice.random() < 0.9
            else (f"Stranger {number}", f"stranger-{number}")
        )
        at = begin + timedelta(days=dice.randrange(5000), minutes=dice.randrange(1440))
        for _ in range(dice.randrange(1, 8)):
            at += timedelta(minutes=dice.randrange(1, 240))
            sender, to = (ME, them) if dice.random() < 0.5 else (them, ME)
            talks.append({"conversation": f"2-{number:024d}==", "sender": sender[0], "sender_slug": sender[1],
                          "to": [to], "at": at, "body": "hello " * dice.randrange(1, 30)})  # fmt: skip
    asks = [{"sender": f"Asker {n}", "sender_slug": f"asker-{n}", "recipient": ME[0], "recipient_slug": ME[1],
             "at": begin} for n in range(200)]  # fmt: skip
    path.write_bytes(make_export(connections=rows, messages=talks[:messages], invitations=asks))


def make_cards(path: Path, number: int) -> None:
    """vCards as an address book has them: a name, an e-mail, a number, work, a birthday, an address, a group."""
    dice = random.Random(11)
    with path.open("w", newline="") as file:
        for n in range(number):
            given, family = f"{dice.choice(GIVEN)}{n % 97}", f"{dice.choice(FAMILY)}{n}"
            lines = (
                "BEGIN:VCARD", "VERSION:3.0", f"FN:{given} {family}", f"N:{family};{given};;;", f"UID:card-{n}",
                f"EMAIL;TYPE=INTERNET:p{n}@example.org", f"TEL;TYPE=CELL:+49 151 {10_000_000 + n}",
                f"ORG:Mill {n % 900}", f"TITLE:Engineer {n % 60}",
                f"BDAY:{1950 + n % 50}-{1 + n % 12:02d}-{1 + n % 28:02d}",
                f"ADR;TYPE=HOME:;;Street {n};Town {n % 50};;{10_000 + n % 9_000};Germany",
                f"CATEGORIES:Group {n % 8}", "END:VCARD",
            )  # fmt: skip
            file.write("\r\n".join(lines) + "\r\n")


def parse_cards(path: Path) -> None:
    """What our codec alone takes, and what vobject takes for the same cards."""
    import vobject  # noqa: PLC0415  # only this child needs it

    from domain.cards import read_cards  # noqa: PLC0415  # as above

    data = path.read_bytes()
    began = time.process_time()
    ours = sum(1 for _ in read_cards(io.BytesIO(data)))
    mine, began = time.process_time() - began, time.process_time()
    theirs = sum(1 for _ in vobject.readComponents(data.decode()))
    print(json.dumps({"cards": ours, "ours": mine, "vobject": time.process_time() - began}))
    assert ours == theirs


def prepare() -> None:
    from django.core.management import call_command  # noqa: PLC0415  # settings must be chosen first

    from accounts.services import create_owner  # noqa: PLC0415  # as above

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)  # the pages name files by their digests
    create_owner(email=OWNER, password=PASSWORD)


def bring_in(path: Path) -> None:
    """Import in this process and print what it took as JSON."""
    from accounts import clock  # noqa: PLC0415  # settings must be chosen first
    from accounts.queries import owner_by_email  # noqa: PLC0415  # as above
    from transfer.services import import_path  # noqa: PLC0415  # as above

    told: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: told.append(record.getMessage())  # type: ignore[method-assign]  # of an untyped piece of the measurement
    logging.getLogger("transfer.services.work").addHandler(handler)
    wall, cpu = time.perf_counter(), time.process_time()
    run = import_path(owner=owner_by_email(OWNER), path=path, clock=clock.now)  # type: ignore[arg-type]  # of an untyped piece of the measurement
    answer = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "counts": run.counts,
        "told": told[-1],
    }
    assert run.state == "done"
    print(json.dumps(answer))


def write_beside(until: Path) -> None:
    """Write a row again and again, and print the longest and the usual wait in seconds."""
    from django.db import transaction  # noqa: PLC0415  # settings must be chosen first

    from reminders.models import Heartbeat  # noqa: PLC0415  # as above
    from reminders.services import beat  # noqa: PLC0415  # as above

    waits = []
    while not until.exists():
        begin = time.perf_counter()
        with transaction.atomic():
            beat("bench", now=datetime.now().astimezone())
        Heartbeat.objects.count()
        waits.append(time.perf_counter() - begin)
        time.sleep(0.05)
    waits.sort()
    print(json.dumps({"longest": waits[-1], "p99": waits[int(len(waits) * 0.99)], "writes": len(waits)}))


def visit_beside(until: Path) -> None:
    """Ask for pages again and again, and print the longest and the usual wait in seconds."""
    from django.conf import settings  # noqa: PLC0415  # settings must be chosen first
    from django.test import Client  # noqa: PLC0415  # as above

    from accounts.queries import owner_by_email  # noqa: PLC0415  # as above

    settings.ALLOWED_HOSTS = ["testserver"]
    client = Client()
    client.force_login(owner_by_email(OWNER))  # type: ignore[arg-type]  # of an untyped piece of the measurement
    waits = []
    while not until.exists():
        for address in ("/", "/people/", "/import/"):
            begin = time.perf_counter()
            assert client.get(address).status_code == 200
            waits.append(time.perf_counter() - begin)
        time.sleep(0.2)
    waits = sorted(waits[3:] or waits)  # the first of each loads templates
    print(json.dumps({"longest": waits[-1], "p95": waits[int(len(waits) * 0.95)], "pages": len(waits)}))


def read_plainly(path: Path) -> None:
    """What the csv module alone takes for the same rows."""
    wall, rows = time.perf_counter(), 0
    with zipfile.ZipFile(path) as archive:
        for name in ("Connections.csv", "messages.csv", "Invitations.csv"):
            with archive.open(name) as raw:
                rows += sum(1 for _ in csv.reader(io.TextIOWrapper(raw, "utf-8", newline="")))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"wall": time.perf_counter() - wall, "peak_mb": peak, "rows": rows}))


def child(folder: Path, *arguments: object) -> "subprocess.Popen[str]":
    environment = os.environ | {
        "CRM_DATA_DIR": str(folder / "data"),
        "CRM_DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "crm.settings",
    }
    command = [sys.executable, __file__, *map(str, arguments)]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True, cwd=ROOT)


def answer_of(process: "subprocess.Popen[str]") -> dict[str, object]:
    out, _ = process.communicate()
    assert process.returncode == 0, "a child failed"
    return json.loads(out.splitlines()[-1]) if out else {}


def bench(connections: int, messages: int, cards: int) -> None:
    print(f"load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "cards.vcf"
        answer_of(child(folder, "make_cards", path, cards))
        parsed = answer_of(child(folder, "parse_cards", path))
        ratio = parsed["vobject"] / parsed["ours"]  # type: ignore[operator]  # of an untyped piece of the measurement
        print(f"{cards:,} vCards parsed: {parsed['ours']:.2f} CPU s; vobject takes {ratio:.0f} times as long")
        take_in(folder, f"{cards:,} vCards", path, cards)
    for what, rows in (
        ("connections", (connections, 0)),
        ("connections and messages", (connections, messages)),
    ):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            path = folder / "export.zip"
            answer_of(child(folder, "make", path, *rows))
            plain = answer_of(child(folder, "read_plainly", path))
            print(
                f"csv reader alone over {plain['rows']:,} rows: {plain['wall']:.2f} s, {plain['peak_mb']:.0f} MB"
            )
            take_in(folder, f"{sum(rows):,} {what}", path, sum(rows))


def take_in(folder: Path, what: str, path: Path, rows: int) -> None:
    """Import a file into a new database beside a writer and a visitor, then once more alone."""
    stop = folder / "stop"
    answer_of(child(folder, "prepare"))
    beside = [child(folder, name, stop) for name in ("write_beside", "visit_beside")]
    busy = answer_of(child(folder, "bring_in", path))
    stop.touch()
    writer, visitor = (answer_of(one) for one in beside)
    again = answer_of(child(folder, "bring_in", path))
    (folder / "data").rename(folder / "before")
    answer_of(child(folder, "prepare"))
    alone = answer_of(child(folder, "bring_in", path))
    for words, one in ((what, alone), (f"{what}, with others", busy), ("the same file again", again)):
        speed = f"{rows / one['wall']:,.0f} rows/s"  # type: ignore[operator]  # of an untyped piece of the measurement
        print(f"{words}: {one['wall']:.1f} s, {one['cpu']:.1f} CPU s, {speed}, peak {one['peak_mb']:.0f} MB")
    print(f"  {alone['told']}")
    print(
        f"  another writer waited at most {writer['longest']:.2f} s, 99 of 100 times under {writer['p99']:.2f} s"
    )
    print(
        f"  {visitor['pages']} pages: at most {visitor['longest']:.2f} s, 95 of 100 under {visitor['p95']:.2f} s"
    )
    print(f"  { {name: value for name, value in alone['counts'].items() if value} }")  # type: ignore[attr-defined]  # of an untyped piece of the measurement


IN_DJANGO = {
    "prepare": prepare,
    "bring_in": bring_in,
    "write_beside": write_beside,
    "visit_beside": visit_beside,
}
PLAIN = {"read_plainly": read_plainly, "parse_cards": parse_cards}

if __name__ == "__main__":
    what, *rest = sys.argv[1:] or ["30000", "100000", "10000"]
    if what == "make":
        make(Path(rest[0]), int(rest[1]), int(rest[2]))
    elif what == "make_cards":
        make_cards(Path(rest[0]), int(rest[1]))
    elif what in PLAIN:
        PLAIN[what](*map(Path, rest))
    elif what in IN_DJANGO:
        import django

        django.setup()
        IN_DJANGO[what](*map(Path, rest))
    else:
        bench(int(what), int(rest[0]), int(rest[1]))
