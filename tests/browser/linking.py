"""What the pages of linking show: a policy, answers of every kind, claims, conduct, a question, a public page."""

from datetime import datetime, timedelta

from django.urls import reverse

from accounts.models import User
from contacts.models import Contact
from domain.linkpresets import preset
from network.models import LinkRequest, PublicPage
from network.queries.triage import triage
from network.services.about import save_about_me
from network.services.arrivals import add_request
from network.services.claims import add_claim
from network.services.conduct import record_conduct
from network.services.decisions import decide_request
from network.services.policies import save_version
from network.services.signal import keep_signal
from network.services.sweep import answer_sweep
from tests.factories import log

LONG = "Wolfeschlegelsteinhausenbergerdorff-Vandersteen Maximiliana"
"""Who is in no book, has the longest of names and waits for an answer to a question."""
ADDRESS = "how-i-link"


def asks(owner: User, name: str, now: datetime, **said: str) -> LinkRequest:
    told = {"network": "linkedin", "name": name, **said}
    return add_request(owner=owner, source=LinkRequest.Source.TYPED, now=now, **told)[0]


def decide(request: LinkRequest, outcome: str, now: datetime, reply: str = "") -> None:
    [triaged] = triage(request.owner, [request], now.date())
    template = f"{outcome} warm en" if reply else ""
    decide_request(triaged=triaged, outcome=outcome, reply=reply, template=template, now=now)


def link_by_policy(owner: User, people: dict[str, Contact], now: datetime) -> None:
    """Two versions of a policy, requests in every state, and all that is remembered of those who asked."""
    about = {
        "name": "Alice",
        "place": "Uppsala",
        "competitors": ["Cloud Nine"],
        "elsewhere": "https://alice.example",
    }
    save_about_me(owner=owner, told=about)
    for number, slug in enumerate(("open-networker", "coffee-meal-beer")):
        save_version(owner=owner, policy=preset(slug, "linkedin"), now=now - timedelta(days=90 - number))
    for ago in (40, 20, 0):
        keep_signal(owner=owner, today=now.date() - timedelta(days=ago))
    _answer(owner, people, now)
    _remember(owner, people, now)
    answer_sweep(contact=people["Bo Nyström"], met=None, now=now)
    PublicPage.objects.create(
        owner=owner, network="linkedin", address=ADDRESS, is_on=True, asks_where_met=True, changed_at=now
    )


def _answer(owner: User, people: dict[str, Contact], now: datetime) -> None:
    then = now - timedelta(days=30)
    decide(asks(owner, "Piet Ruys", then), "ask-where-met", then, "Dear Piet,\nwhere have we met?")
    decide(asks(owner, "Wim Post", then, message="Ten minutes?"), "decide-later", then)
    decide(asks(owner, LONG, then, company="Bureau of the Longest of All Titles"), "accept-and-ask", then)
    decide(asks(owner, "Noor Janssen", then), "decline", then, "Thank you; this list is small.")
    log(people["Noor Janssen"], now.date() - timedelta(days=1), now, kind="coffee")
    asks(owner, "Facebook Friend", now, network="facebook", message="Hi!")


def _remember(owner: User, people: dict[str, Contact], now: datetime) -> None:
    asked = LinkRequest.objects.owned_by(owner).get(name="Vera Lindgren")
    friend = people["Greta Holm"]
    for request, contact in ((asked, None), (None, people["Ada Lindqvist"])):
        add_claim(owner=owner, request=request, contact=contact, friend=friend, friend_name="", now=now)
        record_conduct(
            owner=owner, request=request, contact=contact, behaviour="pitch", words="ten minutes?", now=now
        )
    sent = LinkRequest.objects.owned_by(owner).filter(name="Ole Berg", incoming=False)
    sent.update(
        sent_at=now - timedelta(days=30),
        message="We met at the fair.",
        address="https://www.linkedin.com/in/ole",
    )


def linking_pages(people: dict[str, Contact]) -> list[str]:
    """Every page of linking that `link_by_policy` gives something to show."""
    policy = ("policy_edit", "policy_versions", "policy_drift", "public_settings")
    plain = (
        *("requests", "batch", "answered", "request_new", "sent", "policies", "sweep"),
        *("questions", "signal", "unlinks", "how_to", "about_me"),
    )
    asked = LinkRequest.objects.get(name="Vera Lindgren")
    declined = LinkRequest.objects.get(name="Noor Janssen")
    return [
        *(reverse(f"network:{name}") for name in plain),
        *(reverse(f"network:{name}", args=["linkedin"]) for name in policy),
        *(reverse("network:request_card", args=[one.pk]) for one in (asked, declined)),
        reverse("network:policy_choose") + "?network=facebook",
        reverse("network:sent_new") + f"?to={people['May Winter'].pk}",
        reverse("network:public_page", args=[ADDRESS]),
        reverse("network:public_where", args=[ADDRESS]),
    ]
