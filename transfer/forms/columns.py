"""What the columns of a table stand for, asked of its owner."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.forms import BoundField

from transfer.formats.anycsv import Table
from transfer.formats.columnwords import FIELDS, NAMING

LONGEST_SAMPLE = 60


class ColumnsForm(forms.Form):
    """One choice for each column; `said` is what was chosen before, else the guess stands."""

    def __init__(self, table: Table, said: Mapping[str, str], data: Any = None) -> None:
        super().__init__(data, initial={})
        self.table = table
        known = {field for field, _ in FIELDS}
        for number, column in enumerate(table.columns):
            field = said.get(column, "ignore") if said else table.guessed[column]
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=column, choices=FIELDS, initial=field if field in known else "ignore"
            )

    def rows(self) -> Iterator[tuple[BoundField, list[str]]]:
        """Each column's choice, and what stands in the first rows of the column."""
        for number in range(len(self.table.columns)):
            cells = [row[number] for row in self.table.samples if number < len(row)]
            yield self[f"column_{number}"], [cell[:LONGEST_SAMPLE] for cell in cells if cell]

    def clean(self) -> dict[str, Any]:
        chosen = self.chosen()
        if not self.errors and not any(field in NAMING for field in chosen.values()):
            raise forms.ValidationError(
                "Choose at least one column that tells who it is: a name, an e-mail address, a phone or a company."
            )
        return self.cleaned_data

    def chosen(self) -> dict[str, str]:
        """The field of each column."""
        fields = enumerate(self.table.columns)
        return {column: self.cleaned_data.get(f"column_{number}", "ignore") for number, column in fields}
