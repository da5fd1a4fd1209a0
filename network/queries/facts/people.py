"""What the book says of people: work, place, strength, what the sweep answered."""

from collections import defaultdict

from contacts.models import Contact, Post
from domain.linkstays import Stay, shared_stay
from domain.mentions import mentioned
from domain.strength import strength
from network.models import AboutMe, SweepAnswer
from network.queries.facts.wanted import Asked, Told
from network.queries.policies import about_me
from relationships.models import COLUMNS, Standing, state_of

Row = tuple[str, str, str, str]
"""Organisation, title, from, until."""


def roles(asked: Asked) -> Told:
    """The title and company they have now, and whether the role is useful to the owner."""
    wanted = about_me(asked.user).useful_roles
    for contact, each in _posts(asked).items():
        company, title, *_ = each[0]
        useful = bool(mentioned(title, wanted)) or None
        yield contact, {"title": title, "company": company, "is_useful_role": useful}


def stays(asked: Asked) -> Told:
    """An employer or a school at which both of us were in the same years."""
    me = about_me(asked.user).facts
    if not (me.employers or me.schools):
        return
    for contact, each in _posts(asked).items():
        theirs = tuple(Stay(name, first, last) for name, _title, first, last in each)
        employer, school = shared_stay(me.employers, theirs), shared_stay(me.schools, theirs)
        if employer or school:
            yield contact, {"shared_employer": employer, "shared_school": school}


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
    me = about_me(asked.user)
    rows = asked.of(Contact.objects.owned_by(asked.user).exclude(place=""), "pk")
    for contact, place in rows.values_list("pk", "place"):
        yield contact, {"place": place, "same_market": is_near(me, place)}


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
