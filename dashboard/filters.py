"""What the list of people can be narrowed by."""

from datetime import date
from typing import Any

import django_filters as filters
from django import forms

from accounts.models import User
from contacts.models import Circle, Contact, ContactQuerySet, State, Tag
from contacts.queries import search_contacts
from domain.health import Health
from relationships.queries import Listing, with_health
from ui.templatetags.rapport import HEALTH_WORDS

ANY = "Any"
HEALTHS = [(health.value, HEALTH_WORDS[health.value]) for health in Health]


class PeopleFilter(filters.FilterSet):
    """People by words, circle, health, tag and state. Choices of tags are the owner's."""

    q = filters.CharFilter(label="Find", method="by_words", widget=forms.TextInput(attrs={"type": "search"}))
    circle = filters.ChoiceFilter(
        choices=[*Circle.choices, ("none", "No circle")], method="by_circle", label="Circle", empty_label=ANY
    )
    health = filters.ChoiceFilter(choices=HEALTHS, method="by_health", label="Health", empty_label=ANY)
    due = filters.ChoiceFilter(choices=[("now", "Due now")], method="by_due", label="Due", empty_label=ANY)
    tag = filters.ModelChoiceFilter(
        queryset=Tag.objects.none(), field_name="tags", label="Tag", empty_label=ANY
    )
    state = filters.ChoiceFilter(
        choices=[*State.choices, ("any", ANY)], method="by_state", label="State", empty_label=None
    )

    class Meta:
        model = Contact
        fields = ()

    def __init__(self, data: Any, *, owner: User, today: date) -> None:
        data = data.copy()
        data.setdefault("state", State.ACTIVE.value)
        self.owner, self.today = owner, today
        super().__init__(data, queryset=Contact.objects.owned_by(owner))
        self.filters["tag"].field.queryset = Tag.objects.owned_by(owner)

    def listing(self) -> Listing | None:
        """The list of everybody who is active, or of those of one health, when nothing else narrows it."""
        asked = {name: value for name, value in self.form.cleaned_data.items() if value}
        health = asked.pop("health", None)
        if asked != {"state": State.ACTIVE.value}:
            return None
        return Listing(self.owner, self.today, Health(health) if health else None)

    def by_words(self, people: ContactQuerySet, name: str, value: str) -> ContactQuerySet:
        found: ContactQuerySet = people.filter(pk__in=search_contacts(self.owner, value).values("pk"))
        return found

    def by_circle(self, people: ContactQuerySet, name: str, value: str) -> ContactQuerySet:
        return people.filter(circle="" if value == "none" else value)

    def by_health(self, people: ContactQuerySet, name: str, value: str) -> Any:
        return with_health(people, Health(value), self.today)

    def by_due(self, people: ContactQuerySet, name: str, value: str) -> ContactQuerySet:
        return people.filter(standing__due_on__lte=self.today.toordinal())

    def by_state(self, people: ContactQuerySet, name: str, value: str) -> ContactQuerySet:
        return people if value == "any" else people.filter(state=value)
