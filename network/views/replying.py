"""The replies that can be copied, with what they need from the page: the addresses of this site."""

from django.urls import reverse

from accounts.models import User
from accounts.requests import SignedIn
from network.models import LinkRequest
from network.queries.events import events_before
from network.queries.policies import about_me
from network.queries.public import public_page_of
from network.queries.replies import Composer, compose_replies, reply_values
from network.queries.triage import Triaged


def composer_for(request: SignedIn, triaged: Triaged, tone: str, language: str) -> Composer:
    """The replies to a request in a tone and language; what is unknown of both is chosen."""
    asked, user = triaged.request, request.user
    where, address = _where_both_were(user, asked), _policy_address(request, asked.network)
    return compose_replies(triaged, reply_values(triaged, about_me(user), where, address), tone, language)


def _policy_address(request: SignedIn, network: str) -> str:
    """The public page of the policy for a network; empty while it is off."""
    page = public_page_of(request.user, network)
    if page is None or not page.is_on:
        return ""
    return request.build_absolute_uri(reverse("network:public_page", args=[page.address]))


def _where_both_were(user: User, asked: LinkRequest) -> str:
    event = events_before(user, [asked]).get(asked.pk)
    return event.place if event else ""
