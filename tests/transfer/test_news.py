"""What a second file of a source says differently."""

from dataclasses import replace

from accounts.models import User
from tests.transfer.given import ANNA as LINKED_ANNA
from tests.transfer.given import BERT as LINKED_BERT
from tests.transfer.given import CARA as LINKED_CARA
from tests.transfer.given import bring_in
from tests.transfer.given_items import bring_items, rows_of, take_back_all
from tests.transfer.test_cards_in import ANNA, BERT
from transfer.formats.values import Card, PostSaid
from transfer.models import ImportRun, RunNews, Told
from transfer.queries.news import news_of

CARA = Card(3, "people.vcf", key="cara", given="Cara", family="Zoll")
DORA = Card(4, "people.vcf", key="dora", given="Dora", family="Ek")


def said(run: ImportRun) -> dict[str, list[tuple[str, str, str]]]:
    return {
        label: [(row.contact.display, row.before, row.after) for row in rows]
        for label, _, rows in news_of(run)
    }


def test_a_first_file_is_no_news(alice: User) -> None:
    assert said(bring_items(alice, [ANNA, BERT])) == {}


def test_who_moved_who_is_new_and_who_is_gone(alice: User) -> None:
    bring_items(alice, [ANNA, BERT])
    run = bring_items(alice, [replace(ANNA, posts=(PostSaid("Kiln", "Potter"),)), CARA])
    assert said(run) == {
        "New post or title": [("Anna Bell", "Engineer, Fjord", "Potter, Kiln")],
        "New": [("Cara Zoll", "", "")],
        "No longer in the file": [("Bert Quint", "", "")],
    }
    assert Told.objects.get(contact__display="Bert Quint").is_gone


def test_who_comes_back_is_told_once(alice: User) -> None:
    for cards in ([ANNA, BERT], [ANNA], [ANNA]):
        run = bring_items(alice, cards)
    assert said(run) == {}
    run = bring_items(alice, [ANNA, BERT])
    assert said(run) == {"There again": [("Bert Quint", "", "")]}
    assert not Told.objects.filter(is_gone=True).exists()


def test_a_file_of_other_people_tells_nothing_of_those_it_lacks(alice: User) -> None:
    bring_items(alice, [ANNA, BERT, CARA])
    assert said(bring_items(alice, [DORA])) == {}
    assert not Told.objects.filter(is_gone=True).exists()


def test_taking_the_run_back_takes_the_news_back(alice: User) -> None:
    bring_items(alice, [ANNA, BERT])
    run = bring_items(alice, [ANNA, CARA])
    take_back_all(run)
    assert RunNews.objects.count() == 0
    assert not Told.objects.filter(is_gone=True).exists()


def test_another_source_is_no_second_file(alice: User) -> None:
    bring_items(alice, [ANNA, BERT])
    assert said(bring_items(alice, [ANNA], source="google")) == {}


def test_a_second_export_of_a_network_shows_the_difference(alice: User) -> None:
    bring_in(alice, connections=[LINKED_ANNA, LINKED_BERT])
    moved = LINKED_ANNA | {"company": "Kiln", "position": "Potter"}
    run = bring_in(alice, connections=[moved, LINKED_CARA])
    assert said(run) == {
        "New post or title": [("Anna Bell", "Engineer, Fjord", "Potter, Kiln")],
        "New": [("Cara Zoll", "", "")],
        "No longer in the file": [("Bert Quint", "", "")],
    }
    back = bring_in(alice, connections=[moved, LINKED_CARA, LINKED_BERT])
    assert said(back) == {"There again": [("Bert Quint", "", "")]}


def test_the_report_tells_of_each_connection(alice: User) -> None:
    bring_in(alice, connections=[LINKED_ANNA])
    run = bring_in(alice, connections=[LINKED_ANNA | {"company": "Kiln"}, LINKED_BERT])
    assert [(act, words) for _line, act, words in rows_of(run)][:2] == [
        ("updated", "new post"),
        ("added", "added"),
    ]


def test_a_move_is_told_and_written_where_another_file_had_brought_the_post(alice: User) -> None:
    bring_items(alice, [replace(ANNA, posts=(PostSaid("Fjord", "Engineer"),))], source="vcard")
    bring_in(alice, connections=[LINKED_ANNA])
    moved = LINKED_ANNA | {"company": "Kiln", "position": "Potter"}
    run = bring_in(alice, connections=[moved])
    assert said(run) == {"New post or title": [("Anna Bell", "Engineer, Fjord", "Potter, Kiln")]}
    anna = Told.objects.get(source="linkedin").contact
    assert [(post.organisation, post.title) for post in anna.posts.all()] == [("Kiln", "Potter")]


def test_a_move_is_told_where_the_owner_keeps_another_post(alice: User) -> None:
    bring_items(alice, [ANNA], source="vcard")
    bring_in(alice, connections=[LINKED_ANNA])
    run = bring_in(alice, connections=[LINKED_ANNA | {"company": "Kiln", "position": "Potter"}])
    assert said(run) == {"New post or title": [("Anna Bell", "Engineer, Fjord", "Potter, Kiln")]}
    anna = Told.objects.get(source="linkedin").contact
    assert [(post.organisation, post.since) for post in anna.posts.all()] == [("Fjord", "2020")]
