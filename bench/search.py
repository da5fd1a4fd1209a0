"""Search over 1,000, 10,000 and 50,000 contacts: CPU time of finding people by folded words, and of the page."""

from bench.place import cpu_ms, set_up

set_up()

from django.test import Client  # noqa: E402  # after set_up

from accounts.models import User  # noqa: E402  # after set_up
from accounts.services import create_owner  # noqa: E402  # after set_up
from contacts.models import Contact, SearchText  # noqa: E402  # after set_up
from contacts.queries import search_contacts  # noqa: E402  # after set_up
from relationships.models import Standing  # noqa: E402  # after set_up

SIZES = (1_000, 10_000, 50_000)


def seed(owner: User, first: int, last: int) -> None:
    """People with a card of about two hundred letters each; one in a hundred is called Lindqvist."""
    people = [
        Contact(
            owner=owner, given=f"Given{n}", display=f"Given{n} Family{n}", sort_name=f"given{n} family{n}"
        )
        for n in range(first, last)
    ]
    made = Contact.objects.bulk_create(people, batch_size=500)
    words = "works at analytical engines as a writer | oslo | likes the garden and the fence and long walks by the sea"
    SearchText.objects.bulk_create(
        (
            SearchText(
                owner=owner,
                contact=one,
                words=f"{one.sort_name} {'lindqvist' if one.pk % 100 == 0 else ''} | {words}",
            )
            for one in made
        ),
        batch_size=500,
    )
    Standing.objects.bulk_create((Standing(owner=owner, contact=one) for one in made), batch_size=500)


def main() -> None:
    owner = create_owner(email="bench@example.org", password="a long enough phrase 7")  # noqa: S106  # guards nothing
    client = Client()
    client.force_login(owner)
    before = 0
    print(f"{'contacts':>9} {'find, CPU ms':>13} {'page, CPU ms':>13}")
    for size in SIZES:
        seed(owner, before, size)
        before = size
        found = len(search_contacts(owner, "lindqvist garden"))
        assert found == size // 100
        find = cpu_ms(lambda: list(search_contacts(owner, "lindqvist garden")[:30]))
        page = cpu_ms(lambda: client.get("/search/?q=lindqvist+garden"))
        print(f"{size:>9,} {find:>13.1f} {page:>13.1f}")


if __name__ == "__main__":
    main()
