"""A policy as it is being edited: what was typed, what is wrong with it, and the policy once nothing is."""

from dataclasses import dataclass, field

from django.http import QueryDict

from domain.linking import Outcome, Policy, Rule, policy_sentences, rule_sentence, settings_sentences
from domain.linksettings import Settings
from network.forms.policies import NEVER_ASKS, SettingsForm, settings_told
from network.forms.policy_reach import reach_faults
from network.forms.policy_rules import RuleDraft, rules_told, rules_typed

OWN = "my-own"


@dataclass
class PolicyDraft:
    """`words` are the sentences of what can be read, each with whether it tells of a fault instead."""

    network: str
    form: SettingsForm
    rules: list[RuleDraft]
    fault: str = ""
    policy: Policy | None = None
    words: list[tuple[str, bool]] = field(default_factory=list)
    more: tuple[str, ...] = ()

    def check(self) -> None:
        """Read what was typed; what is wrong is told at its place, and then there is no policy."""
        settings = self.form.settings() if self.form.is_valid() else None
        read = self._rules(settings)
        if settings and len(read) == len(self.rules) and not any(rule.is_faulty for rule in self.rules):
            self._build(settings, read)
        if self.policy:
            self.words = [(said, False) for said in policy_sentences(self.policy)]
            self.more = settings_sentences(self.policy)
        else:
            self.words = [self._worded(at, rule, read, settings) for at, rule in enumerate(self.rules, 1)]

    def _rules(self, settings: Settings | None) -> dict[int, Rule]:
        read = {at: rule for at, typed in enumerate(self.rules, 1) if (rule := typed.read())}
        for at, fault in reach_faults(read).items():
            self.rules[at - 1].fault = fault
        never_admits = settings.never_admits if settings else self.form.data.get("never_admits")
        for at, rule in read.items():
            if never_admits and rule.verdict == Outcome.ASK_WHERE_MET:
                self.rules[at - 1].fault = NEVER_ASKS
        return read

    def _build(self, settings: Settings, read: dict[int, Rule]) -> None:
        said = self.form.cleaned_data
        rules = tuple(read[at] for at in sorted(read))
        try:
            self.policy = Policy(
                self.network, said["name"], said["slug"] or OWN, rules, Outcome(said["default"]), settings
            )
        except ValueError as error:
            self.fault = str(error)

    def _worded(
        self, at: int, typed: RuleDraft, read: dict[int, Rule], settings: Settings | None
    ) -> tuple[str, bool]:
        if typed.is_faulty:
            return f"Rule {at} is not ready yet.", True
        return rule_sentence(read[at], settings or Settings()), False


def draft_typed(network: str, data: QueryDict) -> PolicyDraft:
    """The draft that a posted form holds, still to be checked."""
    return PolicyDraft(network, SettingsForm(data), rules_typed(data))


def draft_told(policy: Policy) -> PolicyDraft:
    """The draft of a policy; raises ValueError in words where its rules are no sentences."""
    return PolicyDraft(policy.network, settings_told(policy), rules_told(policy.rules))
