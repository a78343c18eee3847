"""Which alerts and rules a person may hear of: the team's and their own, about nothing outside of what they see."""

from dataclasses import replace

from tools.access import LOCAL
from tools.alerts.rules.model import Rule, Trouble
from tools.alerts.stored_rules import StoredRule
from tools.semantics.catalogue import Catalogue


def visible(finding: Trouble, catalogue: Catalogue, person: str) -> bool:
    """Whether it is this person's or the team's, and nothing of it lies outside."""
    inside = all(catalogue.owns(scope.channel, scope.campaign) for scope in (finding.scope, *finding.covers))
    return inside and finding.owner in ("", person)


def speaks_of(rule: Rule, catalogue: Catalogue, person: str) -> bool:
    """Whether a rule is this person's or the team's and names nothing outside: one for every channel is everybody's.

    Whoever sits at the machine itself sees every rule, so that somebody can remove those of people who have gone.
    """
    theirs = rule.owner in ("", person) or person == LOCAL.name
    return theirs and (rule.channel is None or catalogue.owns(rule.channel, rule.campaign))


def own_part(stored: StoredRule, catalogue: Catalogue) -> StoredRule:
    """A rule with those of its levels, and of how often they fire, that are about nothing outside."""
    if not catalogue.partial:
        return stored
    levels = {at: level for at, level in stored.rule.levels.items() if catalogue.owns(at.channel, at.campaign)}
    lines = [
        line
        for line in stored.calibration.get("lines", ())
        if catalogue.owns(line["scope"]["channel"], line["scope"]["campaign"])
    ]
    known = {**stored.calibration, "lines": lines} if stored.calibration else {}
    return replace(stored, rule=replace(stored.rule, levels=levels), calibration=known)
