"""What is found in one log, and how it is printed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.tie_logs.measures import Measures, mean_of, measures
from bench.tie_logs.protocol import Known, Log, cases
from bench.tie_logs.scores import SCORES
from domain.health import Health, health

ORDER = (Health.NEW, Health.THRIVING, Health.COOLING, Health.DORMANT, Health.NEVER)


@dataclass(frozen=True, slots=True)
class Found:
    """One log: mean measures by score, and by health how many ties there were and how many met in time."""

    ego_cuts: int
    by_score: Mapping[str, Measures]
    ties: Counter[Health]
    met: Counter[Health]

    def chance(self, word: Health) -> float | None:
        """The share of ties of this health that were in contact within the horizon; None without ties."""
        return self.met[word] / self.ties[word] if self.ties[word] else None


def measure(log: Log) -> Found:
    """All scores and health over all ego-cuts of a log."""
    found: dict[str, list[Measures]] = defaultdict(list)
    ties: Counter[Health] = Counter()
    met: Counter[Health] = Counter()
    ego_cuts = 0
    for case in cases(log):
        ego_cuts += 1
        for name, score in SCORES.items():
            found[name].append(measures([(score(tie), tie.later) for tie in case]))
        _count_health(case, ties, met)
    return Found(ego_cuts, {name: mean_of(rows) for name, rows in found.items()}, ties, met)


def _count_health(case: Iterable[Known], ties: Counter[Health], met: Counter[Health]) -> None:
    for tie in case:
        word = health(tie.state, tie.cut)
        ties[word] += 1
        met[word] += tie.later > 0


def scores_table(title: str, rows: Mapping[str, Measures]) -> str:
    """One row a score: AUC, average precision, NDCG@10."""
    head = f"{'':24}{'AUC':>7}{'AP':>7}{'NDCG@10':>9}"
    body = [f"{name:24}{row.auc:7.3f}{row.precision:7.3f}{row.gain:9.3f}" for name, row in rows.items()]
    return "\n".join(["", title, head, *body])


def means_table(found: Mapping[str, Found]) -> str:
    """The scores' means over the sets, each set counting once."""
    rows = {name: mean_of([one.by_score[name] for one in found.values()]) for name in SCORES}
    return scores_table(f"mean over {sets_of(len(found))}", rows)


def health_table(found: Mapping[str, Found], horizons: Mapping[str, str]) -> str:
    """One row a set: the chance of contact within its horizon, by health, of the ties of its ego-cuts."""
    head = f"{'':24}{'horizon':>18}" + "".join(f"{word:>10}" for word in ORDER)
    body = [f"{name:24}{horizons[name]:>18}" + _chances(one) for name, one in found.items()]
    return "\n".join(["", "chance of contact within the horizon by health", head, *body])


def _chances(found: Found) -> str:
    known = [found.chance(word) for word in ORDER]
    return "".join(f"{'none':>10}" if chance is None else f"{chance:10.3f}" for chance in known)


def horizon_in_words(log: Log) -> str:
    """Such as "60 days", "40 quarter-hours"."""
    return f"{log.horizon} {log.unit}{'' if log.horizon == 1 else 's'}"


def sets_of(number: int) -> str:
    """Such as "1 set", "4 sets"."""
    return f"{number} set{'' if number == 1 else 's'}"
