"""The table of people that we write is read back as it was."""

import io
from datetime import date

import pytest

from accounts.models import User
from contacts.models import Address, Contact, Identity, ImportantDate, Note, Post, Tag
from tests.transfer.formats.given import cards
from transfer.exports.tables import write_people
from transfer.formats import anycsv
from transfer.formats.values import AddressSaid, DateSaid, NoteSaid, PostSaid

pytestmark = pytest.mark.usefixtures("now")


def test_c8_everything_that_a_table_can_tell_comes_back_formulae_too(alice: User) -> None:
    lea = Contact.objects.create(
        owner=alice, given="Lea", family="Falk", display="=Lea+Falk", sort_name="lea falk", nickname="@lee",
        place="Bern", circle="close", met_on="2019-04", met_where="-choir", met_how="+Otis",
    )  # fmt: skip
    of_lea = {"owner": alice, "contact": lea}
    Identity.objects.create(kind="email", key="lea@falk.example", shown="lea@falk.example", **of_lea)
    Identity.objects.create(kind="phone", key="+41791112233", shown="+41 79 111 22 33", **of_lea)
    Identity.objects.create(kind="alias", key="lea baer", shown="Lea Baer", **of_lea)
    Identity.objects.create(kind="handle", network="skype", key="lea.f", shown="lea.f", **of_lea)
    Post.objects.create(organisation="Halden", title="Lead", **of_lea)
    ImportantDate.objects.create(kind="birthday", month=5, day=9, **of_lea)
    Address.objects.create(
        street="Weg 1", extended="2nd floor", city="Bern", region="BE", country="CH", **of_lea
    )
    Note.objects.create(text="cello\n=and go", **of_lea)
    lea.tags.add(Tag.objects.create(owner=alice, name="Choir"))
    out = io.BytesIO()
    write_people(owner=alice, target=out, today=date(2026, 11, 22))

    (card,) = cards(anycsv, out.getvalue(), "people.csv")

    assert (card.display, card.given, card.family, card.nickname) == ("=Lea+Falk", "Lea", "Falk", "@lee")
    assert (card.place, card.circle) == ("Bern", "close")
    assert (card.met_on, card.met_where, card.met_how) == ("2019-04", "-choir", "+Otis")
    assert (card.emails, card.phones, card.aliases) == (
        ("lea@falk.example",),
        ("+41 79 111 22 33",),
        ("Lea Baer",),
    )
    assert card.handles == (("skype", "lea.f"),)
    assert (card.posts, card.tags) == ((PostSaid("Halden", "Lead"),), ("Choir",))
    assert card.dates == (DateSaid("birthday", 5, 9),)
    assert card.addresses == (
        AddressSaid("", street="Weg 1", extended="2nd floor", city="Bern", region="BE", country="CH"),
    )
    assert card.notes == (NoteSaid("cello\n=and go"),)
