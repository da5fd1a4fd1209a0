"""The ways to tell the owner: all of them on one page, and a page for each."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import clock
from accounts.requests import SignedIn
from reminders.channels.forms import ChannelForm
from reminders.channels.kinds import BY_HAND, KINDS
from reminders.channels.pushkeys import is_installed, public_key
from reminders.channels.words import mail_words, said_of
from reminders.models import Channel
from reminders.queries.channels import channel_or_404, channels_of, delivery_log, gone_channel_or_404
from reminders.services import channels as services
from ui.htmx import came_from, go

SHOWN_ONCE = "channel_secret"


@login_required
@require_GET
def channels(request: SignedIn) -> HttpResponse:
    user, today = request.user, clock.today(request.user)
    said = [said_of(row, today) for row in channels_of(user)]
    context = {
        "mail": next((each for each in said if each.channel.kind == Channel.Kind.MAIL), None),
        "mail_words": mail_words(user),
        "mail_is_set_up": bool(settings.SMTP_HOST),
        "others": [each for each in said if each.channel.kind != Channel.Kind.MAIL],
        "kinds": BY_HAND.values(),
        "push": KINDS[Channel.Kind.PUSH],
        "push_key": public_key() if is_installed() else "",
    }
    return render(request, "reminders/channels.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def channel_add(request: SignedIn) -> HttpResponseBase:
    """A new channel of the kind that the address names; without one, back to the page with all kinds."""
    kind = BY_HAND.get(request.GET.get("kind", ""))
    if kind is None:
        return redirect("reminders:channels")
    form = ChannelForm(request.POST or None, kind=kind, digest_hour=request.user.digest_hour)
    if request.method == "POST" and form.is_valid():
        now = clock.now_for(request.user)
        try:
            channel = services.add_channel(owner=request.user, kind=kind.name, now=now, **form.chosen())
        except ValueError as error:
            form.add_error(None, str(error))
        else:
            _show_once(request, channel)
            messages.success(request, "Added. Try it once, to be sure.")
            return redirect("reminders:channel", channel.pk)
    context = {"form": form, "kind": kind}
    return render(request, "reminders/channel_add.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def channel(request: SignedIn, pk: int) -> HttpResponseBase:
    row = channel_or_404(request.user, pk)
    kind = KINDS.get(row.kind)
    form = _form(request, row) if kind else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            services.change_channel(channel=row, now=clock.now_for(request.user), **form.chosen())
            messages.success(request, "Saved.")
            return redirect("reminders:channel", pk)
    context: dict[str, Any] = {"channel": row, "kind": kind, "form": form}
    context["said"] = said_of(row, clock.today(request.user))
    context["log"] = delivery_log(request.user, row)
    context["secret"] = _shown_once(request, row)
    failed = form is not None and form.errors
    return render(request, "reminders/channel.html", context, status=422 if failed else 200)


def _form(request: SignedIn, row: Channel) -> ChannelForm:
    data = request.POST if request.method == "POST" else None
    return ChannelForm(data, kind=KINDS[row.kind], digest_hour=request.user.digest_hour, channel=row)


def _show_once(request: SignedIn, row: Channel) -> None:
    """Keep the secret of a webhook for the next page alone."""
    if row.kind == Channel.Kind.WEBHOOK:
        request.session[SHOWN_ONCE] = [row.pk, row.settings["secret"]]


def _shown_once(request: SignedIn, row: Channel) -> str:
    kept = request.session.get(SHOWN_ONCE)
    if not kept or kept[0] != row.pk:
        return ""
    del request.session[SHOWN_ONCE]
    return str(kept[1])


@login_required
@require_POST
def channel_test(request: SignedIn, pk: int) -> HttpResponseBase:
    row = channel_or_404(request.user, pk)
    if row.kind == Channel.Kind.MAIL:
        raise Http404
    now = clock.now_for(request.user)
    if not services.may_test(owner=request.user, now=now):
        messages.error(request, "That was often enough. Try again in an hour.")
    elif problem := services.send_test(channel=row, now=now):
        messages.error(request, f"It did not arrive. {problem}")
    else:
        messages.success(request, f"Sent: look at {row}.")
    return go(request, came_from(request, "reminders:channels"))


@login_required
@require_POST
def channel_secret(request: SignedIn, pk: int) -> HttpResponseBase:
    row = channel_or_404(request.user, pk)
    if row.kind != Channel.Kind.WEBHOOK:
        raise Http404
    services.renew_secret(channel=row)
    _show_once(request, row)
    return redirect("reminders:channel", pk)


@login_required
@require_POST
def channel_pause(request: SignedIn, pk: int) -> HttpResponseBase:
    row = channel_or_404(request.user, pk)
    if row.kind == Channel.Kind.MAIL:
        raise Http404
    services.pause_channel(channel=row)
    return _said(request, f"Off: {row}.", reverse("reminders:channel_resume", args=[pk]))


@login_required
@require_POST
def channel_resume(request: SignedIn, pk: int) -> HttpResponseBase:
    row = channel_or_404(request.user, pk)
    services.resume_channel(channel=row, now=clock.now_for(request.user))
    return _said(request, f"On again: {row}.")


@login_required
@require_POST
def channel_remove(request: SignedIn, pk: int) -> HttpResponseBase:
    row = channel_or_404(request.user, pk)
    if row.kind == Channel.Kind.MAIL:
        raise Http404
    services.remove_channel(channel=row, now=clock.now_for(request.user))
    return _said(request, f"Removed: {row}.", reverse("reminders:channel_restore", args=[pk]))


@login_required
@require_POST
def channel_restore(request: SignedIn, pk: int) -> HttpResponseBase:
    row = gone_channel_or_404(request.user, pk)
    services.restore_channel(channel=row, now=clock.now_for(request.user))
    return _said(request, f"Back again: {row}.")


def _said(request: SignedIn, words: str, undo: str = "") -> HttpResponseBase:
    messages.success(request, words, extra_tags=f"undo:{undo}" if undo else "")
    return go(request, came_from(request, "reminders:channels"))
