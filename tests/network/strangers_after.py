"""Alice's rows behind the addresses of what follows an acceptance."""

from datetime import datetime
from typing import Any

from accounts.models import User
from contacts.models import Contact
from network.models import ClaimedMutual, Conduct, Decision, Link, LinkRequest, Question, ReviewChoice

CANARY = "Canarybird"


def objects(alice: User, person: Contact, now: datetime) -> dict[str, dict[str, Any]]:
    """For each route, the arguments that lead to a row of Alice's; a question, a claim and conduct of the person."""
    asked = LinkRequest.objects.create(
        owner=alice, network="mastodon", name=CANARY, message=CANARY, contact=person, external_key="after"
    )
    link = Link.objects.create(owner=alice, contact=person, network="mastodon")
    made = Decision.objects.create(
        owner=alice, request=asked, outcome="accept-and-ask", made_at=now, state_before="open", link=link
    )
    question = Question.objects.create(
        owner=alice,
        contact=person,
        link=link,
        decision=made,
        text=CANARY,
        asked_on=now.date(),
        due_on=now.date(),
        closed_at=now,
    )
    choice = ReviewChoice.objects.create(
        owner=alice, contact=person, choice="unlink", reason=CANARY, made_at=now, undone_at=now
    )
    claim = ClaimedMutual.objects.create(
        owner=alice, request=asked, contact=person, friend_name=CANARY, made_at=now
    )
    conduct = Conduct.objects.create(
        owner=alice,
        contact=person,
        request=asked,
        behaviour="pitch",
        words=CANARY,
        on=now.date(),
        made_at=now,
    )
    return {
        "network:question_answered": {"pk": question.pk},
        "network:question_reopen": {"pk": question.pk},
        "network:weed_undo": {"pk": choice.pk},
        "network:keep_undo": {"pk": question.pk},
        "network:claim_add": {"pk": asked.pk},
        "network:claim_add_person": {"pk": person.pk},
        "network:claim_state": {"pk": claim.pk},
        "network:claim_reset": {"pk": claim.pk},
        "network:claim_drop": {"pk": claim.pk},
        "network:conduct_add": {"pk": person.pk},
        "network:conduct_add_request": {"pk": asked.pk},
        "network:conduct_drop": {"pk": conduct.pk},
    }
