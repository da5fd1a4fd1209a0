"""The list of people, and one change to many of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from accounts import clock
from accounts.requests import SignedIn
from contacts.forms import BulkForm
from contacts.models import Contact
from contacts.queries import contacts_with
from dashboard.filters import PeopleFilter
from dashboard.services import change_many
from dashboard.tables import PeopleTable
from ui.htmx import came_from


@login_required
@require_GET
def people(request: SignedIn) -> HttpResponse:
    today = clock.today(request.user)
    narrowed = PeopleFilter(request.GET, owner=request.user, today=today)
    table = PeopleTable(narrowed).shown(request)
    context = {
        "filter": narrowed,
        "table": table,
        "today": today,
        "bulk": BulkForm(owner=request.user, auto_id="bulk_%s"),
        "has_people": Contact.objects.owned_by(request.user).exists,
    }
    return render(request, "dashboard/people.html", context)


@login_required
@require_POST
def bulk(request: SignedIn) -> HttpResponseBase:
    form = BulkForm(request.POST, owner=request.user)
    chosen = contacts_with(request.user, form.people())

    if not form.is_valid() or not chosen:
        messages.error(request, "Tick at least one person, and choose what to change.")
        return redirect(came_from(request, "dashboard:people"))
    change_many(owner=request.user, contacts=chosen, changes=form.changes(), now=clock.now_for(request.user))
    who = "one person" if len(chosen) == 1 else f"{len(chosen)} people"
    messages.success(request, f"Changed {who}.")
    return redirect(came_from(request, "dashboard:people"))
