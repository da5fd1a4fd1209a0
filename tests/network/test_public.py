"""The public policy page: off by default, the same for everybody, and nothing of its owner on it."""

from datetime import datetime

import pytest
from django.test import Client

from accounts.models import User
from domain.linking import Policy, policy_sentences
from domain.linkpresets import preset
from network.models import PublicPage
from network.services.policies import save_version
from network.services.public import new_address
from tests.conftest import PASSWORD
from tests.network.publishing import holds, shown

SETTINGS = "/policies/linkedin/public/"


@pytest.fixture
def policy(alice: User, now: datetime) -> Policy:
    return holds(alice, now, competitors=("Rival Ltd",), market="Lund", useful_roles=("Ada Lindqvist",))


def test_s24_the_page_tells_the_rules_in_plain_words_and_order(alice: User, policy: Policy, now) -> None:
    shown(alice, now)

    page = Client().get("/p/my-rules/").text

    assert "<h1>How I link on LinkedIn</h1>" in page
    places = [page.index(sentence.split("“")[0]) for sentence in policy_sentences(policy)]
    assert places == sorted(places)
    assert "If we shared a coffee, a meal or a drink with at most 12 people: accept." in page
    assert "Otherwise: ask where we met." in page


def test_s24_nothing_of_the_owner_is_on_it(alice: User, policy: Policy, now) -> None:
    shown(alice, now)

    page = Client().get("/p/my-rules/").text

    for word in ("alice", "example.org", "Rival Ltd", "Lund", "Ada Lindqvist", "Rules of"):
        assert word not in page
    assert "&lt;b&gt;talent&lt;/b&gt;" in page
    assert "<b>talent" not in page


def test_s24_any_cache_may_keep_the_page(alice: User, as_alice: Client, policy: Policy, now) -> None:
    alice.theme = "dark"
    alice.save()
    shown(alice, now)

    stranger, owner = Client().get("/p/my-rules/"), as_alice.get("/p/my-rules/")

    assert owner.content == stranger.content
    for answer in (stranger, owner):
        assert answer["Cache-Control"] == "public, max-age=300"
        assert "Vary" not in answer
        assert not answer.cookies
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    again = Client().get("/p/my-rules/", HTTP_IF_NONE_MATCH=stranger["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    assert Client().head("/p/my-rules/").status_code == 200
    assert Client().post("/p/my-rules/").status_code == 405


def test_s24_a_new_version_of_the_policy_shows_at_once(alice: User, policy: Policy, now) -> None:
    shown(alice, now)
    before = Client().get("/p/my-rules/")
    save_version(owner=alice, policy=preset("open-networker", "linkedin"), now=now)

    after = Client().get("/p/my-rules/", HTTP_IF_NONE_MATCH=before["ETag"])

    assert "Everybody: accept." in after.text


def test_s24_unknown_off_malformed_and_ruleless_addresses_answer_alike(
    alice: User, bob: User, policy: Policy, now
) -> None:
    shown(alice, now, "off-page", is_on=False)
    PublicPage.objects.create(owner=bob, network="xing", address="no-rules", is_on=True, changed_at=now)
    holds(bob, now)
    shown(bob, now, "left-page")
    User.objects.filter(pk=bob.pk).update(is_active=False)
    paths = ["off-page", "no-rules", "left-page", "never-was", "other", "a b", "%00", "x" * 300, "é", "a/b/c"]

    answers = [Client().get(f"/p/{path}/") for path in paths]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


def test_s24_turned_off_it_is_gone_at_once(alice: User, as_alice: Client, policy: Policy, now) -> None:
    shown(alice, now)
    assert Client().get("/p/my-rules/").status_code == 200

    answer = as_alice.post(SETTINGS, {"address": "my-rules"}, follow=True)

    assert "The page is off." in answer.text
    assert Client().get("/p/my-rules/").status_code == 404


def test_s24_it_is_off_until_the_owner_turns_it_on(alice: User, as_alice: Client, policy: Policy) -> None:
    page = as_alice.get(SETTINGS)

    assert PublicPage.objects.count() == 0
    assert "It is <strong>off</strong>: nobody can see it." in page.text
    assert "checked" not in page.text
    assert len(page.context["form"].initial["address"]) >= 20


def test_s24_the_owner_reads_first_what_it_shows(alice: User, as_alice: Client, policy: Policy) -> None:
    page = as_alice.get(SETTINGS).text

    assert "Otherwise: ask where we met." in page
    assert "These words of your rules will be public too: “recruiter”, “&lt;b&gt;talent&lt;/b&gt;”." in page


def test_s24_an_address_is_chosen_or_unguessable(alice: User, as_alice: Client, policy: Policy) -> None:
    as_alice.post(SETTINGS, {"address": "Alices-rules-2", "is_on": "on"})
    assert Client().get("/p/Alices-rules-2/").status_code == 200

    as_alice.post(SETTINGS, {"address": "Alices-rules-2", "is_on": "on", "unguessable": ""})
    (page,) = PublicPage.objects.all()

    assert Client().get("/p/Alices-rules-2/").status_code == 404
    assert len(page.address) >= 20
    assert Client().get(f"/p/{page.address}/").status_code == 200
    assert len({new_address() for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "address", ["", "ab", "x" * 65, "my rules", "a_b_c", "é-rules", "<b>", "../..", "a.b"]
)
def test_s24_an_address_that_cannot_be_is_told_and_nothing_typed_is_lost(
    address: str, alice: User, as_alice: Client, policy: Policy
) -> None:
    answer = as_alice.post(SETTINGS, {"address": address, "is_on": "on", "asks_where_met": "on"})

    assert answer.status_code == 422
    assert PublicPage.objects.count() == 0
    assert answer.text.count("checked") == 2
    assert "<b>" not in answer.text.replace("<b>talent", "")


def test_s24_an_address_is_taken_by_one(alice: User, bob: User, as_bob: Client, policy: Policy, now) -> None:
    shown(alice, now, is_on=False)
    holds(bob, now)

    answer = as_bob.post(SETTINGS, {"address": "MY-rules", "is_on": "on"})

    assert (answer.status_code, "That address is taken. Choose another." in answer.text) == (422, True)
    assert shown(alice, now, "my-rules").address == "my-rules"


def test_s24_who_never_admits_cannot_ask_where_we_met(alice: User, as_alice: Client, now) -> None:
    holds(alice, now, never_admits=True)

    assert "so the page cannot ask" in as_alice.get(SETTINGS).text
    answer = as_alice.post(SETTINGS, {"address": "my-rules", "is_on": "on", "asks_where_met": "on"})

    assert answer.status_code == 422
    assert "You never admit not knowing somebody here, so the page cannot ask." in answer.text
    with pytest.raises(ValueError, match="never admit"):
        shown(alice, now, asks_where_met=True)
    with pytest.raises(ValueError, match="Choose a policy first"):
        shown(alice, now, network="xing")


def test_s24_without_a_policy_there_is_nothing_to_publish(
    alice: User, as_bob: Client, policy: Policy
) -> None:
    for network in ("linkedin", "xing", "nowhere"):
        assert as_bob.get(f"/policies/{network}/public/").status_code == 404


def test_s24_the_settings_are_the_owners(alice: User, policy: Policy) -> None:
    assert Client().get(SETTINGS)["Location"].startswith("/accounts/login/")
    client = Client(enforce_csrf_checks=True)
    assert client.login(email=alice.email, password=PASSWORD)
    assert client.post(SETTINGS, {"address": "my-rules"}).status_code == 403
