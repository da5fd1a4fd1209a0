"""What the book says of people: work, place, strength, what the sweep answered."""

from collections import defaultdict

from contacts.models import Contact, Post
from domain.linkstays import Stay, shared_stay
from domain.mentions import mentioned
from domain.strength import strength
from network.models import AboutMe, SweepAnswer
from network.queries.facts.wanted import Asked, Told
from relationships.models import COLUMNS, Standing, state_of

Row = tuple[str, str, str, str]
"""Organisation, title, from, until."""


def posts(asked: Asked) -> Told:
    """The title and company they have now, whether the role is useful, and an employer or school shared with me."""
    me = asked.me.facts
    is_told = bool(me.employers or me.schools)
    for contact, each in _posts(asked).items():
        company, title, *_ = each[0]
        theirs = tuple(Stay(name, first, last) for name, _title, first, last in each) if is_told else ()
        yield (
            contact,
            {
                "title": title,
                "company": company,
                "is_useful_role": bool(mentioned(title, asked.me.useful_roles)) or None,
                "shared_employer": shared_stay(me.employers, theirs),
                "shared_school": shared_stay(me.schools, theirs),
            },
        )


def _posts(asked: Asked) -> dict[int, list[Row]]:
    """Where each worked, by contact: the present post first, then the newest."""
    found: defaultdict[int, list[Row]] = defaultdict(list)
    rows = asked.of(Post.objects.owned_by(asked.user)).order_by("-pk")
    for contact, *post in rows.values_list("contact_id", "organisation", "title", "since", "until"):
        found[contact].append((post[0], post[1], post[2], post[3]))
    for each in found.values():
        if len(each) > 1:
            each.sort(key=lambda post: (not post[3], post[2]), reverse=True)
    return found


def places(asked: Asked) -> Told:
    """Where they live, and whether that is the owner's place."""
    rows = asked.of(Contact.objects.owned_by(asked.user).exclude(place=""), "pk")
    for contact, place in rows.values_list("pk", "place"):
        yield contact, {"place": place, "same_market": is_near(asked.me, place)}


def is_near(me: AboutMe, place: str) -> bool | None:
    """Whether a place is the owner's; None where the owner told none, or the other is not known."""
    if not (me.place and place):
        return None
    return bool(mentioned(place, (me.place,)) or mentioned(me.place, (place,)))


def strengths(asked: Asked) -> Told:
    """The strength today, of those with whom anything is recorded."""
    day = asked.today.toordinal()
    rows = asked.of(Standing.objects.owned_by(asked.user).filter(as_of__isnull=False))
    for contact, is_hidden, *state in rows.values_list("contact_id", "contact__hides_strength", *COLUMNS):
        if contact in asked.ids:
            is_told = asked.user.shows_strength and not is_hidden
            yield contact, {"strength": strength(state_of(*state), day), "tells_strength": is_told}


def recognised(asked: Asked) -> Told:
    """Whoever is in the book is surely who they are; met, once anything happened."""
    rows = asked.of(Standing.objects.owned_by(asked.user).filter(days__gt=0))
    for contact in rows.values_list("contact_id", flat=True):
        yield contact, {"have_we_met": 1.0}


def swept(asked: Asked) -> Told:
    """What the owner said in the sweep."""
    rows = asked.of(SweepAnswer.objects.owned_by(asked.user).filter(met__isnull=False))
    for contact, met in rows.values_list("contact_id", "met"):
        yield contact, {"met_in_person": met}
