"""A rule that a person asks for in words: whose it is, whether they would hear of it, and whether they may have it."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.errors import InvalidInput, NotAllowed
from tools.alerts.evaluate import parse_rule
from tools.alerts.rules.model import AlertScope, Rule
from tools.alerts.rules.wishes import only_mine
from tools.alerts.stored_rules import StoredRule
from tools.tool import ToolContext


def understood(phrase: str, desk: ToolContext) -> Rule:
    """The rule that a phrase means, with names from the data; the person's own where they say so or may no other.

    A rule for the team lies wholly within what the person sees.

    Raises:
        InvalidInput: it can't be understood; the message says what is missing.
    """
    catalogue, person = desk.metrics.catalogue(), desk.actor
    campaigns = [AlertScope(channel=entry.channel, campaign=entry.label) for entry in catalogue.campaigns]
    rule = parse_rule(
        phrase, desk.language, channels=list(catalogue.channels), campaigns=campaigns, words=catalogue.words
    )
    if person.may("rules") and not only_mine(phrase) and catalogue.owns(rule.channel, rule.campaign):
        return rule
    return replace(rule, owner=person.name, name=f"{rule.name}@{person.name}")


def must_change(rule: Rule, desk: ToolContext) -> None:
    """Refuses what is not the person's to change: the team's rules about more than they see.

    Raises:
        NotAllowed: the role does not change the team's rules, or the rule reaches beyond what the person sees.
    """
    if rule.owner and rule.owner == desk.actor.name:
        return
    desk.actor.must("rules")
    if not desk.metrics.catalogue().owns(rule.channel, rule.campaign):
        raise NotAllowed("alerts-rule-in-part")


def must_hear_of(rule: Rule, phrase: str, desk: ToolContext) -> None:
    """Refuses a rule about data that the person sees in part.

    Raises:
        InvalidInput: they would never hear of it.
    """
    catalogue = desk.metrics.catalogue()
    if (rule.channel is None and rule.level != "total") or catalogue.owns(rule.channel, rule.campaign):
        return
    whole = [catalogue.title(key, desk.language) for key in catalogue.channels if catalogue.owns(key)]
    raise InvalidInput("alerts-phrase-in-part", received=phrase, possible=", ".join(whole) or "-")


def must_have_room(rule: Rule, stored: Sequence[StoredRule], most: int) -> None:
    """Refuses one rule of a person's own too many: each costs every evaluation, and only they can clear them.

    Raises:
        InvalidInput: they have as many as a person may.
    """
    own = [one for one in stored if rule.owner and one.rule.owner == rule.owner and one.name != rule.title]
    if rule.owner and len(own) >= most:
        numbers = ", ".join(str(one.number) for one in own)
        raise InvalidInput("alerts-own-rules-full", received=str(most), possible=numbers or "-")
