"""A file of cards, from its bytes to the book and taken back."""

from pathlib import Path

from accounts.models import User
from contacts.models import Contact
from tests.conftest import NOON
from transfer.services import import_path, undo_run

FILE = """BEGIN:VCARD
VERSION:3.0
UID:u1
FN:Anna Bell
N:Bell;Anna;;;
EMAIL:anna@example.org
ORG:Fjord
BDAY:--05-09
END:VCARD
"""


def test_a_file_comes_in_and_is_taken_back(alice: User, tmp_path: Path) -> None:
    path = tmp_path / "people.vcf"
    path.write_text(FILE)
    run = import_path(owner=alice, path=path, clock=lambda: NOON)
    anna = Contact.objects.owned_by(alice).get()
    assert (anna.display, [str(post) for post in anna.posts.all()]) == ("Anna Bell", ["Fjord"])
    assert [(row.kind, row.month, row.day, row.year) for row in anna.dates.all()] == [
        ("birthday", 5, 9, None)
    ]
    undo_run(run=run, now=NOON)
    assert not Contact.objects.owned_by(alice).exists()
