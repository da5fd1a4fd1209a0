"""The ledger of favours: how the owner stands with everybody, and with each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet

from accounts.models import User
from contacts.models import Contact, State
from domain.favours.balance import ONE_SIDED, Balance, Side
from domain.favours.words import am_i_a_taker, in_words
from interactions.models import Favour
from interactions.queries import balances_of, ledger

YEAR_DAYS = 365
SHOWN = 3
DIED = "died"


@dataclass(frozen=True, slots=True)
class Mine:
    """The owner's own figures: everything together, and the last year by itself."""

    overall: Balance
    lately: Balance

    @property
    def words(self) -> str:
        return am_i_a_taker(self.overall)

    @property
    def words_lately(self) -> str:
        return am_i_a_taker(self.lately)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One person of the ledger; `lately` is the last year of `balance`."""

    pk: int
    name: str
    sort_name: str
    state: str
    last_on: date
    balance: Balance
    lately: Balance = field(default_factory=Balance)

    @property
    def side(self) -> str:
        """How it stands; of those who died nothing is due any more."""
        return DIED if self.state == State.DECEASED else self.balance.side.value

    @property
    def gave(self) -> int:
        return self.balance.gave

    @property
    def got(self) -> int:
        return self.balance.got

    @property
    def net(self) -> int:
        return self.balance.net


def ledger_rows(user: User, today: date) -> list[LedgerRow]:
    """Everybody with whom there was a favour, those first to whom the owner owes most: three queries."""
    balances = balances_of(user)
    lately = balances_of(user, since=_year_ago(today))
    columns = ("contact", "contact__display", "contact__sort_name", "contact__state")
    people = ledger(user).order_by().values_list(*columns).annotate(Max("on"))
    rows = [
        LedgerRow(pk, name, sort_name, state, last_on, balances[pk], lately.get(pk, Balance()))
        for pk, name, sort_name, state, last_on in people
        if pk in balances
    ]
    return sorted(rows, key=lambda row: (row.net, row.sort_name, row.pk))


def of_side(rows: Sequence[LedgerRow], side: str) -> list[LedgerRow]:
    """Those of the rows who stand so; everybody for a word that is none of them."""
    known = {one.value for one in Side}
    return [row for row in rows if side not in known or row.side == side]


def mine(rows: Sequence[LedgerRow]) -> Mine:
    """How the owner stands with all of these together."""
    overall, lately = Balance(), Balance()
    for row in rows:
        overall, lately = overall.plus(row.balance), lately.plus(row.lately)
    return Mine(overall, lately)


@dataclass(frozen=True, slots=True)
class Panel:
    """What a person's page tells of favours: how it stands, and the newest of them."""

    balance: Balance
    newest: Sequence[Favour]

    @property
    def words(self) -> str:
        return in_words(self.balance)


def favours_panel(user: User, contact: Contact) -> Panel:
    """Giving and getting with one person: two queries."""
    newest = ledger(user).filter(contact=contact).select_related("about")[:SHOWN]
    return Panel(balances_of(user, [contact.pk]).get(contact.pk, Balance()), list(newest))


def only_takers(user: User) -> QuerySet[Favour]:
    """What the owner gave to those who got three favours or more and never gave one."""
    gave, got = Count("pk", filter=Q(gave=True)), Count("pk", filter=Q(gave=False))
    people = ledger(user).order_by().values("contact").annotate(gave_times=gave, got_times=got)
    takers = people.filter(gave_times__gte=ONE_SIDED, got_times=0).values("contact")
    return ledger(user).filter(contact__in=takers)


def _year_ago(today: date) -> date:
    return today - timedelta(days=YEAR_DAYS)
