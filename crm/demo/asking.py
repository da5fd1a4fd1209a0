"""Who asks to be linked with the demo's owner, by what rules the owner decides, and what was decided already."""

from datetime import datetime, timedelta

from accounts.models import User
from contacts.models import Contact
from contacts.services import create_contact, index_contacts
from domain.linkpresets import preset
from domain.quicklog import Entry, Kind
from interactions.models import Attendee
from interactions.services import log_interaction
from network.forms.policy_sources import started
from network.models import LinkRequest
from network.queries.policies import about_me
from network.queries.triage import triage
from network.services.about import save_about_me
from network.services.arrivals import add_request
from network.services.claims import add_claim
from network.services.conduct import record_conduct
from network.services.decisions import decide_request
from network.services.policies import save_version
from network.services.signal import keep_signal

UNLINKED: tuple[tuple[str, Kind, int, str, str], ...] = (
    ("Robert Tamm", "coffee", 40, "Kaffa", "his mill, and how to pay for the new roof"),
    ("Elin Sandvik", "meal", 12, "the Mill", "two hours on maps of the coast"),
    ("Kasper Ohm", "event", 5, "the radio fair", "an aerial made of a fence"),
)
"""People of the book who are not linked on LinkedIn: name, kind, days ago, place, note. The first asks as Bob."""
ABOUT = {
    "name": "Robin Demo",
    "place": "Lund",
    "elsewhere": "https://mastodon.example/@robin",
    "employers": [{"name": "Kiln Robotics", "first": "2016", "last": "2021", "is_over": True}],
    "schools": [{"name": "Lund School of Design", "first": "2009", "last": "2013", "is_over": True}],
    "competitors": ["Quiet Press"],
    "works": ["Small Reminders"],
}
DECIDED = (
    ("Tilde Voss", "", "ask-where-met", 45, "Where have we met? I would like to remember."),
    (
        "Marek Sobol",
        "We do the same for less. Shall we talk?",
        "decline",
        38,
        "Thank you; I keep this list small.",
    ),
    ("Anneli Roos", "", "decide-later", 12, ""),
    ("Lovisa Brink", "I heard your talk on reminders in Lund.", "accept-and-ask", 30, ""),
)
"""Requests that are answered: name, note, verdict, days ago, reply. The owner has met the second since."""
MET_SINCE = "Marek Sobol"


def ask(owner: User, friend: Contact, now: datetime) -> None:
    """Know some of those who asked, answer a few, choose the policy for LinkedIn; `friend` is claimed as a mutual."""
    for name, kind, ago, place, note in UNLINKED:
        entry = Entry(kind, now.date() - timedelta(days=ago), place=place, note=note)
        _meet(owner, name, entry, now)
    save_about_me(owner=owner, told=ABOUT)
    start = started(preset("coffee-meal-beer", "linkedin"), None, about_me(owner))
    save_version(owner=owner, policy=start, now=now - timedelta(days=60))
    for name, note, outcome, ago, reply in DECIDED:
        _decide(owner, (name, note), outcome, reply, now - timedelta(days=ago))
    _meet(owner, MET_SINCE, Entry("coffee", now.date() - timedelta(days=3), place="Bar Nord"), now)
    add_request(
        owner=owner, source=LinkRequest.Source.TYPED, now=now, network="facebook", name="Tuva Lind", place="Lund",
        message="Hi neighbour!",
    )  # fmt: skip
    _say(owner, friend, now)
    keep_signal(owner=owner, today=now.date())


def _meet(owner: User, name: str, entry: Entry, now: datetime) -> None:
    contact = create_contact(owner=owner, name=name)
    index_contacts(owner=owner, contact_ids=[contact.pk])
    log_interaction(owner=owner, attendees=[Attendee(contact)], entry=entry, now=now)


def _decide(owner: User, who: tuple[str, str], outcome: str, reply: str, then: datetime) -> None:
    name, note = who
    source = LinkRequest.Source.TYPED
    asked, _is_new = add_request(
        owner=owner, source=source, now=then, network="linkedin", name=name, message=note
    )
    found = triage(owner, [asked], then.date())[0]
    template = f"{outcome} plain en" if reply else ""
    decide_request(triaged=found, outcome=outcome, reply=reply, template=template, now=then)


def _say(owner: User, friend: Contact, now: datetime) -> None:
    """A claim to verify and a pitch on record, of two whose invitations came with the export."""
    asked = {row.name: row for row in LinkRequest.objects.owned_by(owner).filter(incoming=True)}
    claimant, seller = asked["Jonas Field"], asked["Olga Pitch"]
    add_claim(owner=owner, request=claimant, contact=None, friend=friend, friend_name=friend.display, now=now)
    words = "ten minutes next week, for the third time"
    record_conduct(owner=owner, contact=None, request=seller, behaviour="pitch", words=words, now=now)
