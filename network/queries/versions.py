"""The versions of a policy, and what each changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from django.http import Http404

from accounts.models import User
from domain.linking import policy_sentences, settings_sentences
from network.models import PolicyVersion


@dataclass(frozen=True, slots=True)
class Edition:
    """A version with the sentences that it has and the one before had not, and the other way round.

    The first one has all of its `rules` and what it says `beside` them instead. `is_reordered` where the same
    sentences stand in another order.
    """

    version: PolicyVersion
    added: Sequence[str] = ()
    removed: Sequence[str] = ()
    rules: Sequence[str] = ()
    beside: Sequence[str] = ()
    is_reordered: bool = False


def editions(user: User, network: str) -> list[Edition]:
    """Every version for a network, the newest first."""
    rows = list(PolicyVersion.objects.owned_by(user).filter(network=network).order_by("-number"))
    return [_edition(row, older) for row, older in pairwise([*rows, None]) if row]


def version_or_404(user: User, pk: int) -> PolicyVersion:
    """One version of this owner; anything else raises Http404."""
    found: PolicyVersion | None = PolicyVersion.objects.owned_by(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def version_before(version: PolicyVersion) -> PolicyVersion | None:
    """The version that held until this one; None for the first."""
    older = PolicyVersion.objects.owned_by(version.owner).filter(
        network=version.network, number__lt=version.number
    )
    found: PolicyVersion | None = older.order_by("-number").first()
    return found


def _edition(version: PolicyVersion, older: PolicyVersion | None) -> Edition:
    rules, beside = policy_sentences(version.policy), _beside(version)
    if older is None:
        return Edition(version, rules=rules, beside=beside)
    said, then = [*rules, *beside], [*policy_sentences(older.policy), *_beside(older)]
    added, removed = _without(said, then), _without(then, said)
    return Edition(version, added, removed, is_reordered=not (added or removed) and said != then)


def _beside(version: PolicyVersion) -> list[str]:
    """What a version says beside its rules; that an own list is still empty is no part of it."""
    policy = version.policy
    filled = replace(policy, settings=replace(policy.settings, useful_roles=("",), market="-"))
    return [*settings_sentences(filled), *_words(version)]


def _words(version: PolicyVersion) -> list[str]:
    """The owner's words in a version: they change verdicts, but no sentence says them."""
    settings = version.policy.settings
    told = {
        "Useful roles": settings.useful_roles,
        "Competitors": settings.competitors,
        "Words of a pitch": settings.pitch_words,
        "Notes that say nothing": settings.generic_notes,
        "Market": (settings.market,) if settings.market else (),
    }
    return [f"{name}: {', '.join(words)}." for name, words in told.items() if words]


def _without(said: Sequence[str], others: Sequence[str]) -> list[str]:
    return [one for one in said if one not in others]
