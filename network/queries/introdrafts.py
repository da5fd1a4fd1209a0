"""What to write next in an introduction, from what is written down."""

from collections.abc import Mapping
from dataclasses import dataclass

from accounts.models import User
from contacts.models import Contact, Post
from domain.introductions.steps import Step, Way
from domain.introductions.texts import TONES, Text
from domain.introductions.words import LANGUAGES, TO_THE_OTHER, compose_text, ended, known_words, texts_after
from domain.linklanguage import likely_language
from interactions.models import Interaction, Kind
from network.models import Introduction
from network.queries.courses import Course
from network.queries.introductions import first_asked, first_name, way_of
from network.queries.policies import about_me

TITLES = {
    Text.ASK: "Ask {one}",
    Text.BLURB: "A note that {one} can pass on to {to}",
    Text.NUDGE: "Ask {one} once more",
    Text.FIRST_WORD: "Your first word to {to}",
    Text.THANKS: "Thank {one}",
    Text.LOOP: "Tell {one} what came of it",
    Text.CLOSE: "Let {one} off kindly",
    Text.OFFER: "Ask {one}",
    Text.OFFER_NUDGE: "Ask {one} once more",
    Text.NOTE: "Introduce {one} and {to}",
    Text.HOW_WENT: "Ask {one} what came of it",
    Text.OFFER_CLOSE: "Tell {one} kindly",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A text to change and copy; the main one goes along with the next step."""

    text: Text
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """What there is to write, the main text first, in one tone and language."""

    tone: str
    language: str
    all: list[Draft]

    @property
    def main(self) -> Draft | None:
        return self.all[0] if self.all else None

    @property
    def more(self) -> list[Draft]:
        return self.all[1:]


def drafts_of(user: User, course: Course, tone: str, language: str) -> Drafts:
    """The texts after the last step; an unknown tone becomes the first, an unknown language the likely one."""
    introduction = course.introduction
    way, last = way_of(introduction), Step(course.last.kind) if course.last else None
    near, far = first_asked(introduction), introduction.to
    is_turned = way is Way.BY_ME and last in TO_THE_OTHER
    if is_turned and far is not None:
        near, far = far, near
    tone = tone if tone in TONES else TONES[0]
    language = language if language in LANGUAGES else likely_language("", near.place)
    values = _values(user, introduction, near, far, language)
    texts = texts_after(way, last, introduction.outcome)
    drafts = [Draft(one, _title(one, values), compose_text(one, tone, language, values)) for one in texts]
    return Drafts(tone, language, drafts)


def _title(text: Text, values: Mapping[str, str]) -> str:
    return TITLES[text].format(one=values["one"], to=values["other"])


def _values(
    user: User, introduction: Introduction, near: Contact, far: Contact | None, language: str
) -> dict[str, str]:
    """What fills the slots: of the one who is written to, of the other, of the owner. Three or four queries."""
    posts = _posts(user, [one for one in (near, far) if one is not None])
    me = about_me(user)
    works = (stay["name"] for stay in me.employers if not (stay.get("last") or stay.get("is_over")))
    other = far.display if far else introduction.to_name
    return {
        "first_name": first_name(near),
        "one": near.display,
        "one_is": posts.get(near.pk, ""),
        "other": other,
        "other_first": first_name(far) if far else other.split()[0],
        "other_is": (posts.get(far.pk, "") if far else "") or introduction.to_company,
        "known": how_known(user, far, language) if far else "",
        "why": ended(introduction.why),
        "outcome": ended(introduction.outcome_note),
        "my_name": me.name,
        "my_work": next(works, ""),
    }


def how_known(user: User, contact: Contact, language: str) -> str:
    """A sentence on the last talk with somebody that is fit to be told; "" without one. Sensitive talks are not."""
    talks = Interaction.objects.owned_by(user).filter(
        participations__contact=contact, participations__talked=True, sensitive=False
    )
    talk = talks.exclude(kind__in=(Kind.LINKED, Kind.OTHER)).order_by("-day", "-pk").first()
    if talk is None:
        return ""
    return known_words(first_name(contact), talk.kind, talk.day, talk.place, language)


def what_they_do(user: User, contact: Contact) -> str:
    """Where somebody works now, such as "Head of bees, Hive Ltd"; "" where it is not written down."""
    return _posts(user, [contact]).get(contact.pk, "")


def _posts(user: User, people: list[Contact]) -> dict[int, str]:
    rows = Post.objects.owned_by(user).filter(contact__in=people, until="").order_by("since", "-pk")
    return {row.contact_id: str(row) for row in rows}
