"""Reading links, requests, suggestions and the review queue."""

from network.queries.cards import Card, review_card
from network.queries.links import active_links, link_or_404, links_of, unlink_memories
from network.queries.met import have_we_met, have_we_met_each
from network.queries.nurture import nurture_cards
from network.queries.requests import RequestCard, request_cards, waiting_requests
from network.queries.review import (
    SITTING,
    ReviewQueue,
    choice_or_404,
    done_today,
    review_count,
    review_queue,
)
from network.queries.suggestions import SuggestionRow, suggestion_rows, suggestions_for, unlink_is_ready
from network.queries.unlinks import done_tasks, open_tasks, task_or_404
from network.queries.waiting import Waiting, waiting, waiting_count

__all__ = [
    "SITTING",
    "Card",
    "RequestCard",
    "ReviewQueue",
    "SuggestionRow",
    "Waiting",
    "active_links",
    "choice_or_404",
    "done_tasks",
    "done_today",
    "have_we_met",
    "have_we_met_each",
    "link_or_404",
    "links_of",
    "nurture_cards",
    "open_tasks",
    "request_cards",
    "review_card",
    "review_count",
    "review_queue",
    "suggestion_rows",
    "suggestions_for",
    "task_or_404",
    "unlink_is_ready",
    "unlink_memories",
    "waiting",
    "waiting_count",
    "waiting_requests",
]
