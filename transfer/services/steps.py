"""What is done with an upload, step by step, in this order."""

from transfer.formats import linkedin
from transfer.services.address_books import address_book_chunks
from transfer.services.asks import ask_chunks
from transfer.services.cards import card_chunks
from transfer.services.chores import task_chunks
from transfer.services.coming import coming_chunks
from transfer.services.connections import connection_chunks
from transfer.services.happenings import happening_chunks
from transfer.services.job import Step
from transfer.services.letters import letter_chunks
from transfer.services.ownersaid import owner_chunks
from transfer.services.requests import request_chunks
from transfer.services.sightings import sighting_chunks
from transfer.services.talks import talk_chunks
from transfer.services.texts import text_chunks
from transfer.services.ties import tie_chunks

OF_LINKEDIN: dict[str, Step] = {
    "connections": connection_chunks,
    "messages": talk_chunks,
    "requests": request_chunks,
    "address_books": address_book_chunks,
    "texts": text_chunks,
}
OF_ALL: dict[str, Step] = {
    "people": card_chunks,
    "ties": tie_chunks,
    "happenings": happening_chunks,
    "coming": coming_chunks,
    "letters": letter_chunks,
    "asks": ask_chunks,
    "tasks": task_chunks,
    "seen": sighting_chunks,
    "owner": owner_chunks,
}


def steps_of(kind: str) -> dict[str, Step]:
    """The steps of an import of this kind, by name."""
    return OF_LINKEDIN | OF_ALL if kind == linkedin.KIND else OF_ALL
