"""For whom the owner would not speak, and what there is to say then."""

from dataclasses import dataclass

from accounts.models import User
from contacts.models import Contact, Vouch
from domain.introductions.refusals import BY_LANGUAGE, compose_recommendation, compose_refusal, reason_of
from domain.introductions.refusaltexts import Asker, Reason
from domain.introductions.texts import TONES
from domain.linklanguage import likely_language
from interactions.models import Interaction
from network.models import Introduction, SweepAnswer
from network.queries.facts.talks import IN_PERSON
from network.queries.introdrafts import how_known, what_they_do
from network.queries.introductions import first_name
from network.queries.policies import about_me

WORDS = {
    Reason.NOT_MET: "Your book knows of no time that you met in person. If you did, say so on the card.",
    Reason.NOT_YET: "You have not said yes to vouching for them, or not yet.",
    Reason.NO: "You would not vouch for them. The words do not say so, and do not say why.",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """What to say when asked to speak for somebody: a refusal, or for a yes a recommendation to go on with."""

    contact: Contact
    reason: Reason | None
    asker: Asker
    tone: str
    language: str
    words: str

    @property
    def why(self) -> str:
        """Why there is a refusal, for the owner alone."""
        return WORDS[self.reason] if self.reason else ""


def refusal_for(user: User, contact: Contact, asker: str, tone: str, language: str) -> Refusal:
    """The words for one person; of what is unknown, the first or the likely one is taken."""
    who = Asker(asker) if asker in tuple(Asker) else Asker.THEM
    tone = tone if tone in TONES else TONES[0]
    language = language if language in BY_LANGUAGE else likely_language("", contact.place)
    reason = reason_of(contact.vouch, contact.vouch == Vouch.YES or has_met(user, contact))
    values = {"first_name": first_name(contact), "name": contact.display, "my_name": about_me(user).name}
    if reason is not None:
        words = compose_refusal(who, reason, tone, language, values)
    else:
        told = {"is": what_they_do(user, contact), "known": how_known(user, contact, language)}
        words = compose_recommendation(language, values | told)
    return Refusal(contact, reason, who, tone, language, words)


def has_met(user: User, contact: Contact) -> bool:
    """Whether the book knows that the owner met somebody in person: by a talk, the sweep, or how they met."""
    if contact.met_where or contact.met_on:
        return True
    if SweepAnswer.objects.owned_by(user).filter(contact=contact, met=True).exists():
        return True
    talks = Interaction.objects.owned_by(user).filter(
        participations__contact=contact, participations__talked=True, kind__in=(*IN_PERSON, "event")
    )
    return talks.exists()


def unvouched(introduction: Introduction) -> list[Contact]:
    """Of the two whom the owner introduces, those for whom they have not said that they would vouch."""
    if introduction.broker_id:
        return []
    return [one for one in (introduction.whom, introduction.to) if one is not None and one.vouch != Vouch.YES]
