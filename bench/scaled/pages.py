"""What is looked at: every list, one person, the pictures, and the table of people without its page."""

from collections.abc import Callable, Iterator
from itertools import cycle

from django.core.cache import cache
from django.http import HttpRequest, QueryDict
from django.template.loader import render_to_string
from django.test import Client

from accounts import clock
from accounts.models import User
from bench.scaled.measure import Row
from contacts.models import Contact
from dashboard.filters import PeopleFilter
from dashboard.people_rows import PersonRow
from dashboard.tables import PeopleTable
from domain.health import Health
from relationships.queries import Listing
from ui.tables import ROWS_A_PAGE


def page_rows(owner: User, size: int) -> Iterator[Row]:
    """The rows of a book of so many people, each a page as its owner gets it. People are others each time."""
    client = Client()
    client.force_login(owner)
    look = _looking(client)
    deep, today = size // ROWS_A_PAGE // 2, clock.today(owner)
    assert all(Listing(owner, today, health).count(1) for health in Health), "a health nobody is of"
    for name, path in (
        ("People, strongest first", "/people/"),
        *((f"People, {health.value}", f"/people/?health={health.value}") for health in Health),
        (f"People, page {deep:,}, the middle", f"/people/?page={deep}"),
        ("People, weakest first", "/people/?sort=strength"),
        ("People, by last contact", "/people/?sort=last"),
        ("Today", "/"),
        ("Review", "/review/"),
        ("Review, nurture", "/review/?show=nurture"),
        ("Search, a name", "/search/?q=given77+family77"),
        ("Search, a word everybody has", "/search/?q=oslo+engines"),
    ):
        yield Row(name, look(path))
    people = cycle(
        Contact.objects.owned_by(owner).order_by("pk").values_list("pk", flat=True)[:: size // 100]
    )
    yield Row("One person", lambda: look(f"/people/{next(people)}/")())
    yield Row("Pictures, drawn anew", look("/pictures/"), before=cache.clear, times=5)
    yield Row("Pictures, kept", look("/pictures/"))
    yield from _table_rows(owner)


def _looking(client: Client) -> Callable[[str], Callable[[], None]]:
    def look(path: str) -> Callable[[], None]:
        def at() -> None:
            response = client.get(path)
            assert response.status_code == 200, f"{path} answers {response.status_code}"

        return at

    return look


def _table_rows(owner: User) -> Iterator[Row]:
    """The table of the first page alone: its fifty rows, and the table around them."""
    today, request = clock.today(owner), HttpRequest()
    request.user, request.GET = owner, QueryDict()

    def table() -> PeopleTable:
        return PeopleTable(PeopleFilter(request.GET, owner=owner, today=today)).shown(request)

    def read() -> list[PersonRow]:
        return [row.record for row in table().page.object_list]

    def draw(made: PeopleTable) -> str:
        context = {"table": made, "request": request, "today": today, "user": owner}
        return render_to_string("ui/table.html", context)

    assert len(read()) == ROWS_A_PAGE
    yield Row("The table, rows read and drawn", read)
    made = table()
    yield Row("The table, its HTML once the rows are read", lambda: draw(made))
