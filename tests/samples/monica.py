"""An export of Monica 4 in Monica's own shape, made from plain entries."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

Entry = dict[str, Any]
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c020000000b4944415478da6364f8ff1f00030101"
    "00f2a2d3610000000049454e44ae426082"
)
TYPES = {
    "contact_field_types": {"t-email": ("Email", "email"), "t-phone": ("Phone", "phone"), "t-x": ("Twitter", ""),
                            "t-tg": ("Telegram", ""), "t-li": ("LinkedIn", "")},
    "activity_types": {"a-bar": ("Went to a bar", "went_bar"), "a-ate": ("Ate at a restaurant", "ate_restaurant")},
    "life_event_types": {"l-marriage": ("Got married", "marriage"), "l-job": ("New job", "new_job")},
}  # fmt: skip


def number(count: int) -> str:
    """The UUID that stands for a number."""
    return f"00000000-0000-4000-8000-{count:012}"


def entry(uuid: str = "", **properties: Any) -> Entry:
    """An entry; `below` becomes its lists by type, `created_at` stands beside the properties."""
    data = properties.pop("below", {})
    made: Entry = {"uuid": uuid, "created_at": properties.pop("created_at", None), "properties": properties}
    if data:
        made["data"] = groups(data)
    return made


def groups(data: Mapping[str, Sequence[Any]]) -> list[Entry]:
    """Lists of entries by type."""
    return [{"count": len(values), "type": kind, "values": list(values)} for kind, values in data.items()]


def day(text: str, *, age_based: bool = False, year_unknown: bool = False) -> Entry:
    """One of Monica's special dates."""
    return {
        "uuid": number(9),
        "is_age_based": age_based,
        "is_year_unknown": year_unknown,
        "date": f"{text}T00:00:00.000000Z",
    }


def photo(uuid: str, data: bytes = PIXEL) -> Entry:
    """A picture."""
    return entry(uuid, original_filename="p.png", dataUrl=f"data:image/png;base64,{b64encode(data).decode()}")


def make_export(
    data: Mapping[str, Sequence[Any]], *, journal: Sequence[Entry] = (), version: str = "4.1.2"
) -> bytes:
    """The whole export."""
    whole = {
        "version": "1.0-preview.1",
        "app_version": version,
        "export_date": "2026-11-01T10:00:00.000000Z",
        "url": "https://monica.example",
        "exported_by": "owen@reed.example",
        "account": {
            "uuid": number(1),
            "data": groups(data),
            "properties": {
                "journal_entries": list(journal),
                "modules": [],
                "reminder_rules": [],
                "audit_logs": [],
            },
            "instance": {
                kind: [_type(kind, uuid, *said) for uuid, said in types.items()]
                for kind, types in TYPES.items()
            },
        },
    }
    return json.dumps(whole, indent=4).encode()


def _type(kind: str, uuid: str, name: str, key: str) -> Entry:
    if kind == "contact_field_types":
        return entry(uuid, name=name, type=key or None)
    return entry(uuid, name=name, translation_key=key)


def small() -> bytes:
    """A small export with a bit of everything."""
    lea, otis, kid, me, act = number(10), number(11), number(12), number(13), number(20)
    return make_export(
        {
            "user": [{"uuid": number(2), "first_name": "Owen", "last_name": "Reed", "email": "owen@reed.example",
                      "properties": {"me_contact": me}}],
            "contact": [
                entry(
                    lea, first_name="Lea", middle_name="Ada", last_name="Falk", nickname="Lee", is_starred=True,
                    description="From the choir", job="Lead", company="Halden", food_preferences="vegan",
                    tags=["Choir", "Chess"], birthdate=day("1984-05-09"), first_met_date=day("2019-04-03"),
                    first_met_through=otis, stay_in_touch_frequency=60,
                    stay_in_touch_trigger_date="2026-12-24T00:00:00.000000Z", avatar={"avatar_photo": number(30)},
                    below={
                        "call": [entry(number(40), called_at="2026-02-09T00:00:00.000000Z", content="On plans",
                                       contact_called=True)],
                        "contact_field": [entry(number(41), data="lea@falk.example", type="t-email"),
                                          entry(number(42), data="+41 79 111 22 33", type="t-phone"),
                                          entry(number(43), data="@leafalk", type="t-x"),
                                          entry(number(44), data="leaf", type="t-tg"),
                                          entry(number(45), data="https://www.linkedin.com/in/lea-falk", type="t-li")],
                        "debt": [entry(number(46), amount=50, currency="CHF", status="inprogress", in_debt=True)],
                        "gift": [entry(number(47), name="Book", comment="on go", status="offered", amount="20",
                                       date="2025-12-24")],
                        "note": [entry(number(48), body="Plays the\ncello", created_at="2025-01-02T10:00:00.000000Z")],
                        "reminder": [entry(number(49), title="Lea's birthday", initial_date="2026-05-09",
                                           delible=False, frequency_type="year", frequency_number=1),
                                     entry(number(50), title="Ask about the cello", initial_date="2026-12-01",
                                           frequency_type="one_time", frequency_number=1, delible=True)],
                        "task": [entry(number(51), title="Send the score", completed=False),
                                 entry(number(52), title="Thank her", completed=True)],
                        "address": [entry(number(53), name="Home", street="Weg 1", city="Bern", province="BE",
                                          postal_code="3000", country="CH")],
                        "pet": [entry(number(54), name="Rex", category="dog")],
                        "conversation": [entry(number(55), happened_at="2026-03-01T00:00:00.000000Z", messages=[
                            entry("", content="Hi", written_at="2026-03-01T10:00:00.000000Z", written_by_me=True),
                            entry("", content="Hello", written_at="2026-03-02T10:00:00Z", written_by_me=False)])],
                        "life_event": [entry(number(56), name="Wedding", note="in Rome", type="l-marriage",
                                             happened_at="2011-06-18T00:00:00.000000Z")],
                        "activity": [act],
                        "photo": [number(30)],
                        "document": [number(31)],
                    },
                ),
                entry(otis, first_name="Otis", last_name="Osei", is_dead=True, deceased_date=day("2024-01-10"),
                      birthdate=day("1950-01-01", age_based=True), below={"activity": [act]}),
                entry(kid, first_name="Nora", is_partial=True, birthdate=day("2015-04-03")),
                entry(me, first_name="Owen", last_name="Reed"),
            ],
            "relationship": [
                entry("", type="child", contact_is=kid, of_contact=lea),
                entry("", type="sibling", contact_is=otis, of_contact=lea),
                entry("", type="sibling", contact_is=lea, of_contact=otis),
                entry("", type="parent", contact_is=otis, of_contact=me),
            ],
            "photo": [photo(number(30))],
            "document": [entry(number(31), original_filename="a.pdf", dataUrl="data:application/pdf;base64,AAAA")],
            "activity": [entry(act, summary="Beer by the lake", description="Long talk", type="a-bar",
                               happened_at="2026-01-03T00:00:00.000000Z")],
        },
        journal=[entry(number(60), date="2026-01-01", title="A day", post="Quiet")],
    )  # fmt: skip
