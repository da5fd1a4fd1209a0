"""What changed at theirs since the last talk."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta

from django.db.models import F

from accounts.models import User
from contacts.models import Post
from dashboard.brief.lately import first_of_each
from domain import partial
from domain.briefwords import since_words
from domain.wording import day_in_words
from transfer.models import RunNews

NEWS = 3
NEWS_READ = 10
A_YEAR = timedelta(days=365)


def news_of(
    user: User, posts: Mapping[int, list[Post]], since: Mapping[int, date | None], today: date
) -> dict[int, list[str]]:
    """What changed at theirs since the last talk, or within a year where there was none: files and posts. One query."""
    begins = {pk: day or today - A_YEAR for pk, day in since.items()}
    found: dict[int, list[str]] = defaultdict(list)
    for pk, day in begins.items():
        found[pk] += [_begun(post) for post in posts.get(pk, []) if _is_after(post.since, day)]
    rows = RunNews.objects.owned_by(user).filter(
        contact__in=begins, kind=RunNews.Kind.MOVED, run__undone_at=None, run__finished_at__isnull=False
    )
    order = [F("run__finished_at").desc(), F("pk").desc()]
    for row in first_of_each(rows.select_related("run"), "contact_id", order, NEWS_READ):
        told = row.run.finished_at.date()
        known = " ".join(found[row.contact_id])
        if row.after and told > begins[row.contact_id] and row.after not in known:
            found[row.contact_id].append(_moved(row, told, today))
    return {pk: words[:NEWS] for pk, words in found.items()}


def _begun(post: Post) -> str:
    return since_words(str(post), partial.show(post.since))


def _moved(row: RunNews, told: date, today: date) -> str:
    before = f", before: {row.before}" if row.before else ""
    return f"{row.after}{before}, as a file told on {day_in_words(told.toordinal(), today.toordinal())}"


def _is_after(since: str, day: date) -> bool:
    """Whether a partial day is surely after a day."""
    return bool(since) and since > day.isoformat()[: len(since)]
