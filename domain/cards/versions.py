"""What one version calls otherwise than another: a property moved from either to either."""

from domain.cards.days import day_property, read_day
from domain.cards.pictures import photo_property, read_photo
from domain.cards.values import Params, Property

DAYS = ("BDAY", "ANNIVERSARY", "DEATHDATE", "X-ANNIVERSARY", "X-ABDATE")
NAMES = {
    "X-ANNIVERSARY": "ANNIVERSARY",
    "X-GENDER": "GENDER",
    "X-ADDRESSBOOKSERVER-KIND": "KIND",
    "X-ADDRESSBOOKSERVER-MEMBER": "MEMBER",
    "X-MEMBER": "MEMBER",
}
"""Names of 3.0 that became properties of 4.0."""
OLD_NAMES = {new: old for old, new in reversed(NAMES.items())}
PICTURES = ("PHOTO", "LOGO")


def translated(prop: Property, version: str) -> Property:
    """The same property as version "3.0" or "4.0" says it, as far as that is plain; else as it is."""
    prop = prop._replace(params=_preferred(prop.params, version))
    if prop.name in PICTURES and (data := read_photo(prop)):
        return photo_property(data, version, prop.name)._replace(group=prop.group)
    if prop.name in DAYS and (day := read_day(prop)):
        dated = day_property(prop.name, day, version, prop.group)
        params = tuple(
            (name, values) for name, values in prop.params if name not in ("X-APPLE-OMIT-YEAR", "VALUE")
        )
        prop = dated._replace(params=params + dated.params)
    names = NAMES if version == "4.0" else OLD_NAMES
    return prop._replace(name=names.get(prop.name, prop.name))


def _preferred(params: Params, version: str) -> Params:
    """What is preferred: TYPE=pref in 3.0, PREF=1 in 4.0."""
    if version == "4.0":
        return _to_number(params)
    is_first = any(name == "PREF" and values[:1] == ("1",) for name, values in params)
    kept = [(name, values) for name, values in params if name != "PREF"]
    if is_first:
        types = next((values for name, values in kept if name == "TYPE"), ())
        kept = [(name, values) for name, values in kept if name != "TYPE"]
        kept.append(("TYPE", (*types, "pref")))
    return tuple(kept)


def _to_number(params: Params) -> Params:
    kept: list[tuple[str, tuple[str, ...]]] = []
    is_first = False
    for name, values in params:
        others = tuple(value for value in values if name != "TYPE" or value.lower() != "pref")
        is_first = is_first or others != values
        kept += [(name, others)] if others or not values else []
    return (*kept, ("PREF", ("1",))) if is_first else tuple(kept)
