"""Which alerts and rules a person may hear of: those whose every subject lies inside what they see."""

from tools.alerts.rules.model import Rule, Trouble
from tools.semantics.catalogue import Catalogue


def visible(finding: Trouble, catalogue: Catalogue) -> bool:
    """Whether nothing of it lies outside."""
    return all(catalogue.owns(scope.channel, scope.campaign) for scope in (finding.scope, *finding.covers))


def speaks_of(rule: Rule, catalogue: Catalogue) -> bool:
    """Whether a rule names nothing outside: one for every channel is everybody's."""
    return rule.channel is None or catalogue.owns(rule.channel, rule.campaign)
