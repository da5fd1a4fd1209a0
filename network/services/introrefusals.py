"""Who cannot be introduced, and why, in words for the owner."""

from collections.abc import Sequence

from accounts.models import User
from contacts.models import Contact, State
from domain.names import fold
from network.queries.links import active_links, unlink_memories

TWICE = "Nobody can be introduced to themselves: choose two different people."


def refuse_wrong(owner: User, people: Sequence[Contact | None], to_name: str) -> None:
    """Raises ValueError for people who cannot be introduced; they are the broker, whom, to and who stands between."""
    broker, whom, to, through = people
    if (broker is None) == (whom is None):
        raise ValueError("Choose whom to ask first.")
    if broker is None and to is None:
        raise ValueError("Choose two people of your book to introduce to each other.")
    if not fold(to_name):
        raise ValueError("Say whom they are to be introduced to.")
    named = [one for one in people if one is not None]
    _refuse_twice(named, "" if to else to_name)
    for person in named:
        _refuse_gone(owner, person)
    for asked in [broker, through] if broker else [whom, to]:
        if asked is not None:
            _refuse_distant(owner, asked)


def _refuse_twice(named: Sequence[Contact], to_name: str) -> None:
    if len({one.pk for one in named}) < len(named) or fold(to_name) in {fold(one.display) for one in named}:
        raise ValueError(TWICE)


def _refuse_gone(owner: User, person: Contact) -> None:
    if person.owner_id != owner.pk:
        raise ValueError("That person is not in your book.")
    if person.deleted_at is not None:
        raise ValueError(f"{person.display} is deleted. Bring them back first.")
    if person.state == State.DECEASED:
        raise ValueError(f"{person.display} died; nobody can be introduced through or to them any more.")


def _refuse_distant(owner: User, person: Contact) -> None:
    if person.state == State.ARCHIVED:
        raise ValueError(f"{person.display} is archived. Bring them back first.")
    memory = unlink_memories(owner, [person.pk]).get(person.pk)
    if memory and not active_links(owner).filter(contact=person).exists():
        raise ValueError(f"{person.display}: {memory}. Nobody is asked over a link that you ended.")
