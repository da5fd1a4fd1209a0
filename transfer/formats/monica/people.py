"""The people in a Monica export, each with all that hangs on them."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from domain.identity import email_key, profile_key
from domain.keys import profile_address
from transfer.formats.faults import Fault
from transfer.formats.monica.export import Entry, Export, day_of, moment_of, name_of, picture_in
from transfer.formats.monica.ties import is_told
from transfer.formats.names import clean
from transfer.formats.said import Reading, Said, card_items, lines_of, say
from transfer.formats.values import Asked, Card, DateSaid, Item, LeftOut, NoteSaid

YOURSELF = "yourself"
BELONGS = "somebody who only belongs to another person"
NETWORKS = {
    "facebook": "facebook",
    "twitter": "x",
    "x": "x",
    "linkedin": "linkedin",
    "instagram": "instagram",
}
NUMBERS = ("phone", "whatsapp", "signal", "mobile")
KIN = frozenset(
    (
        "partner", "spouse", "parent", "child", "sibling", "grandparent", "grandchild", "uncle", "nephew", "cousin",
        "stepparent", "stepchild",
    )
)  # fmt: skip
YEARLY = ("anniversary", "marriage", "wedding", "got_married")
DEBTS = {True: "you owe them", False: "they owe you"}


def everybody(export: Export, asked: Asked) -> Iterator[Item]:
    """A card for everybody who is there in their own right."""
    people = _People(export, asked)
    for uuid, contact in export.contacts.items():
        line = export.line(uuid)
        if uuid in export.own:
            yield LeftOut(line, YOURSELF, export.file)
        elif contact.is_on("is_partial"):
            if uuid not in people.told:
                yield LeftOut(line, BELONGS, export.file)
        else:
            yield from people.items(contact, line)


class _People:
    """What is looked up for every person: who belongs to whom, and the pictures."""

    def __init__(self, export: Export, asked: Asked) -> None:
        self.export, self.asked = export, asked
        self.reading = Reading(export.file, asked.today, day_first=True)
        self.told: set[str] = set()
        self.kin: set[str] = set()
        self.ties: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for tie in export.group("relationship"):
            self._note_tie(tie)

    @cached_property
    def photos(self) -> dict[str, Entry]:
        return {photo.uuid: photo for photo in self.export.group("photo")}

    def _note_tie(self, tie: Entry) -> None:
        """`contact_is` is the child, partner, … of the other; a line on the other, unless it is a tie of two people."""
        kind, one, of = tie.text("type"), tie.text("contact_is"), tie.text("of_contact")
        name = self._who(one)
        if of in self.export.own and kind in KIN:
            self.kin.add(one)
        if name and self.export.is_somebody(of) and not is_told(self.export, tie):
            label = "You are their " + kind if one in self.export.own else kind.replace("_", " ").capitalize()
            self.ties[of].append((label, name))
            self.told.add(one)

    def _who(self, uuid: str) -> str:
        contact = self.export.contacts.get(uuid)
        if contact is None:
            return ""
        name = name_of(contact)
        born = contact.entry("birthdate").of_whole("date")[:10] if contact.is_on("is_partial") else ""
        return f"{name}, born {born}" if name and born else name

    def items(self, contact: Entry, line: int) -> Iterator[Card | Fault]:
        said = say()
        self._say_names(said, contact)
        self._say_fields(said, contact, line)
        self._say_places(said, contact)
        self._say_extras(said, contact)
        dates = tuple(self._dates(said, contact))
        for item in card_items(said, line, self.reading):
            yield self._whole(item, contact, dates) if isinstance(item, Card) else item

    def _whole(self, card: Card, contact: Entry, dates: tuple[DateSaid, ...]) -> Card:
        """The card with what no table of words can hold."""
        return replace(
            card,
            key=contact.uuid,
            dates=dates,
            notes=(*self._notes(contact), *card.notes),
            is_pinned=contact.is_on("is_starred"),
            is_deceased=contact.is_on("is_dead") or "deceased_date" in contact.said,
            is_family=contact.uuid in self.kin,
            met_on=self._met_on(contact),
            photo=self._photo(contact),
        )

    def _say_names(self, said: Said, contact: Entry) -> None:
        for key, field in (
            ("first_name", "given"), ("middle_name", "middle"), ("last_name", "family"), ("nickname", "nickname"),
            ("company", "organisation"), ("job", "title"), ("first_met_where", "met_where"),
        ):  # fmt: skip
            if text := contact.text(key):
                said[(field, "")].append(text)
        said[("tag", "")] += contact.texts("tags")
        if through := self.export.name(contact.text("first_met_through")):
            said[("met_how", "")].append(f"through {through}")

    def _say_fields(self, said: Said, contact: Entry, line: int) -> None:
        for one in contact.group("contact_field"):
            text = one.text("data")
            kind = self.export.kind(one.text("type"))
            if text:
                said[_field_of(kind, text)].append(_address_of(kind, text))

    def _say_places(self, said: Said, contact: Entry) -> None:
        for number, address in enumerate(contact.group("address")):
            label = address.text("name") or ("Address" if number == 0 else f"Address {number + 1}")
            for key, part in (
                ("street", "street"), ("city", "city"), ("province", "region"), ("postal_code", "postal_code"),
                ("country", "country"),
            ):  # fmt: skip
                if text := address.text(key):
                    said[(part, label)].append(text)

    def _say_extras(self, said: Said, contact: Entry) -> None:
        """What has no place of its own: lines of one note."""
        lines = [
            ("Food", contact.text("food_preferences")),
            ("How you met", contact.text("first_met_additional_info")),
            *self.ties[contact.uuid],
            *(
                (f"Pet ({pet.text('category') or 'animal'})", pet.text("name"))
                for pet in contact.group("pet")
            ),
            *(("Gift", _gift(gift)) for gift in contact.group("gift")),
            *(("Debt", _debt(debt)) for debt in contact.group("debt")),
            *(self._life_event(event) for event in contact.group("life_event")),
        ]
        for label, text in lines:
            if text:
                said[("extra", label)].append(text)

    def _life_event(self, event: Entry) -> tuple[str, str]:
        day = day_of(event.text("happened_at"), self.asked.zone)
        words = [event.text("name") or self.export.kind(event.text("type")).text("name"), event.text("note")]
        return (day.isoformat() if day else "Some day"), ": ".join(clean(word) for word in words if word)

    def _dates(self, said: Said, contact: Entry) -> Iterator[DateSaid]:
        for key, kind, label in (("birthdate", "birthday", ""), ("deceased_date", "other", "Died")):
            special = contact.entry(key)
            day = moment_of(special.of_whole("date")) or moment_of(f"{special.of_whole('date')[:10]}T00:00")
            if day is None:
                continue
            if special.whole.get("is_age_based") in (True, 1):
                said[("extra", "Born about" if kind == "birthday" else "Died about")].append(str(day.year))
                continue
            is_known = special.whole.get("is_year_unknown") not in (True, 1) and 1850 <= day.year <= 2200
            yield DateSaid(kind, day.month, day.day, day.year if is_known else None, label)
        for event in contact.group("life_event"):
            moment = day_of(event.text("happened_at"), self.asked.zone)
            if moment and self.export.kind(event.text("type")).text("translation_key") in YEARLY:
                yield DateSaid("anniversary", moment.month, moment.day, moment.year)

    def _met_on(self, contact: Entry) -> str:
        special = contact.entry("first_met_date")
        day = day_of(special.of_whole("date"), self.asked.zone)
        if day is None or day > self.asked.today:
            return ""
        if special.whole.get("is_year_unknown") in (True, 1):
            return ""
        return str(day.year) if special.whole.get("is_age_based") in (True, 1) else day.isoformat()

    def _photo(self, contact: Entry) -> bytes:
        avatar = contact.entry("avatar").whole.get("avatar_photo")
        names = [avatar] if isinstance(avatar, str) else contact.pointed_at("photo")
        photo = next((self.photos[name] for name in names if name in self.photos), None)
        return picture_in(photo.text("dataUrl")) if photo else b""

    def _notes(self, contact: Entry) -> Iterator[NoteSaid]:
        if text := lines_of(contact.text("description")):
            yield NoteSaid(text)
        for note in contact.group("note"):
            if text := lines_of(note.text("body")):
                yield NoteSaid(text, moment_of(note.of_whole("created_at")))


def _field_of(kind: Entry, text: str) -> tuple[str, str]:
    """What a way to reach somebody is: by its type, else by its looks."""
    name = (kind.text("type") or kind.text("name")).lower()
    named = kind.text("name").lower()
    if name == "email" or email_key(text):
        return "email", ""
    if name in NUMBERS or named in NUMBERS or (not name and text.lstrip("+").replace(" ", "").isdecimal()):
        return "phone", ""
    if profile_key(text) or "://" in text:
        return "website", ""
    if named in NETWORKS:
        return "profile", NETWORKS[named]
    return ("handle", named[:20]) if named.isalnum() else ("extra", kind.text("name") or "Contact")


def _address_of(kind: Entry, text: str) -> str:
    """A bare name on a network that has pages becomes the address of its page."""
    network = NETWORKS.get(kind.text("name").lower(), "")
    if network and not profile_key(text) and "/" not in text and " " not in text:
        return profile_address(network, text.lstrip("@")) or text
    return text


def _gift(gift: Entry) -> str:
    words = [gift.text(key) for key in ("status", "name", "comment", "amount", "url")]
    return ", ".join([clean(word) for word in words if word] + [gift.text("date")[:10]]).strip(", ")


def _debt(debt: Entry) -> str:
    amount = " ".join(part for part in (debt.text("amount"), debt.text("currency")) if part)
    state = "settled" if debt.text("status") == "complete" else ""
    words = [DEBTS[debt.is_on("in_debt")], amount, clean(debt.text("reason")), state]
    return ", ".join(word for word in words if word)
