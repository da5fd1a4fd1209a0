"""Deciding, for the tests of the inbox."""

from datetime import datetime
from typing import Any

from accounts.models import User
from network.models import Decision, LinkRequest
from network.services.decisions import decide_request
from tests.network.asking import SENT, triaged
from tests.network.given import request_from


def asks(owner: User, name: str = "Bert Quint", **fields: object) -> LinkRequest:
    """A request with a profile of its own."""
    slug = name.lower().replace(" ", "-")
    told = {"key": slug, "address": f"https://www.linkedin.com/in/{slug}", "sent_at": SENT}
    return request_from(owner, name, **(told | fields))


def decide(request: LinkRequest, outcome: str, now: datetime, reply: str = "", **more: Any) -> Decision:
    request.refresh_from_db()
    template = f"{outcome} warm en" if reply else ""
    return decide_request(
        triaged=triaged(request), outcome=outcome, reply=reply, template=template, now=now, **more
    )


def state(request: LinkRequest) -> str:
    request.refresh_from_db()
    return request.state
