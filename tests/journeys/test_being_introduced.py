"""From the names on a stranger's profile to an introduction that is asked for."""

from datetime import datetime

from django.test import Client
from django.urls import reverse

from accounts.models import User
from contacts.models import Contact, Tie
from network.models import Introduction
from tests.network.given import request_from
from tests.network.introducing_people import friend, stranger

PASTED = "Bo Lund\n • 1st\nDora Sand\nWriter at Rare Instruments\nCleo Berg\n"


def test_a_request_leads_over_a_friend_to_an_introduction(
    as_alice: Client, alice: User, now: datetime
) -> None:
    bo, dora = friend(alice, "Bo Lund", now), stranger(alice, "Dora Sand", now)
    asked = request_from(alice, "Zoe Wik")
    card = as_alice.get(reverse("network:request_card", args=[asked.pk])).content.decode()
    assert "/introduce/?to=Zoe%20Wik" in card

    there = reverse("network:introduce", query={"to": "Zoe Wik", "mutuals": PASTED})
    page = as_alice.get(there).content.decode()
    assert "How well Bo Lund knows Zoe Wik is not known: ask." in page
    assert "Cleo Berg is not in your book." in page

    told = {"estimate": "8", "to_name": "Zoe Wik", "next": there}
    as_alice.post(reverse("network:introduce_answer", args=[bo.pk]), told)
    zoe = Contact.objects.owned_by(alice).get(display="Zoe Wik")
    assert Tie.objects.owned_by(alice).get().estimate == 8
    assert "Bo Lund and Zoe Wik at 8." in as_alice.get(there).content.decode()

    planned = reverse("network:introduction_new", query={"broker": bo.pk, "to": zoe.pk})
    form = as_alice.get(planned).context["form"]
    plan = {name: form[name].value() or "" for name in form.fields}
    as_alice.post(reverse("network:introduction_new"), plan)
    made = Introduction.objects.owned_by(alice).get()
    assert (made.broker, made.to) == (bo, zoe)

    step = {"kind": "asked", "words": "Hi Bo", "on": ""}
    as_alice.post(reverse("network:introduction_step", args=[made.pk]), step)
    again = as_alice.get(there).content.decode()
    assert "Asked once in the last year, last on 12 March." in again
    assert dora.display in again
