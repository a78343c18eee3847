"""A rule in a person's words, Russian or English: "предупреди, если CPA Instagram выше 600 два дня подряд"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from ingest import texts
from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.alerts.rules.model import AlertScope, Level, Rule
from tools.alerts.rules.phrase_parts import (
    channel_in,
    in_metric_units,
    metric_in,
    severity_in,
    take_campaign,
    take_days,
    take_window,
)
from tools.alerts.rules.texts import where
from tools.semantics.metrics import METRICS
from tools.words.labels import figure, metric_name
from tools.words.numbers import Figure, find_numbers

_ABOVE: Final = r"выше|больше|более|свыше|превы\w+|дороже|above|over|exceed\w*|more than|greater|higher|>=?|≥"
_BELOW: Final = r"ниже|меньше|менее|дешевле|below|under|less than|lower|<=?|≤"
_RISES: Final = r"вырас\w+|раст[её]т|подним\w+|rises?|grows?|climbs?|goes up"
_FALLS: Final = r"упад\w+|упал\w*|пада\w+|опуст\w+|просяд\w+|falls?|drops?|goes down"
_BY_SHARE: Final = re.compile(r"(?:\bна|\bby)\s+\d+(?:[.,]\d+)?\s?(?:%|процент|percent)", re.I)
_TOTAL: Final = re.compile(
    r"\b(?:вместе|суммарн\w*|общ(?:ий|ая|ее|его|ей|ую|им)|в целом|итогов\w*|всего|по всем|во всех|total|"
    r"overall|altogether|all (?:channels|campaigns)|whole account)\b",
    re.I,
)
_EACH: Final = re.compile(
    r"\b(?:кажд\w+|люб(?:ой|ого|ом|ая)|отдельн\w+|како[йм]-?(?:нибудь|либо|то)|each|every|any|per)\b", re.I
)
_SHARE_OF: Final = {"conversions": "cvr", "leads": "lead_rate", "engagements": "engagement_rate", "clicks": "ctr"}
"""What a count's word means when the level is a percentage: "конверсия ниже 5 %"."""


def parse_rule(
    phrase: str,
    language: Language = "ru",
    *,
    channels: Sequence[str] = (),
    campaigns: Sequence[AlertScope] = (),
    words: Iterable[tuple[str, str]] = (),
) -> Rule:
    """The rule that a phrase means; both languages are understood, whatever `language` says.

    Args:
        phrase: as typed.
        language: of the person, for what is said back.
        channels: keys of the channels that have data; empty accepts every channel of the catalogue.
        campaigns: the campaigns that have data.
        words: what files call their measures, with the measure of each.

    Raises:
        InvalidInput: no metric, no level, no side, several possible levels, or a channel without data.
    """
    rest, campaign = take_campaign(phrase, campaigns)
    rest, days = take_days(rest)
    rest, window = take_window(rest)
    channel = campaign.channel if campaign else channel_in(rest, channels)
    metric = metric_in(rest, words)
    level = _level(rest, phrase)
    side = _side(rest, level)
    metric = _SHARE_OF.get(metric, metric) if level.unit == "percent" else metric
    value = in_metric_units(metric, level)
    if side is None:
        shown = figure(metric, value, "RUB", language)
        raise InvalidInput("alerts-phrase-no-side", metric=metric_name(metric, language), level=shown)
    scope = AlertScope(channel=channel, campaign=campaign.campaign if campaign else None)
    rule = Rule(
        kind="threshold",
        name=_name(metric, side, value, scope),
        metric=metric,
        above=value if side == "above" else None,
        below=value if side == "below" else None,
        days=days or 1,
        window=window or 1,
        severity=severity_in(rest) or "medium",
        level=_looked_at(rest, metric, scope),
        channel=scope.channel,
        campaign=scope.campaign,
    )
    return replace(rule, min_events=1 if METRICS[metric].denominator else 0)


def describe_rule(rule: Rule, currency: str, language: Language) -> str:
    """What was understood, to be confirmed."""
    return texts.say("alerts-rule-understood", language, condition=condition_of(rule, currency, language))


def condition_of(rule: Rule, currency: str, language: Language) -> str:
    """What a rule waits for: "CPA (Instagram) above RUB 600.00 2 days in a row"."""
    level = rule.above if rule.above is not None else rule.below
    return texts.say(
        "alerts-rule-condition",
        language,
        metric=metric_name(rule.metric, language),
        where=looked_at(rule, language),
        side="above" if rule.above is not None else "below",
        level=figure(rule.metric, level, currency, language),
        days=rule.days,
        window=rule.window,
    )


def looked_at(rule: Rule, language: Language) -> str:
    """What a rule looks at, in words: all together, each channel, each campaign, or the one it names."""
    scope = AlertScope(channel=rule.channel, campaign=rule.campaign)
    if rule.campaign is not None or (rule.channel is not None and rule.level != "campaign"):
        return where(scope, language)
    channel = "" if rule.channel is None else where(scope, language)
    return texts.say(f"alerts-level-{rule.level}", language, channel=channel or "none")


def _looked_at(text: str, metric: str, scope: AlertScope) -> Level:
    """Total, each channel or each campaign, as said; unsaid, a sum is the total and a ratio is each channel's own."""
    if scope.campaign is not None:
        return "campaign"
    total, each = bool(_TOTAL.search(text)), bool(_EACH.search(text))
    if re.search(r"кампани|campaign", text, re.I) and not total:
        return "campaign"
    if scope.channel is not None:
        return "channel"
    if total or each:
        return "total" if total and not each else "channel"
    return "channel" if METRICS[metric].denominator else "total"


def _level(text: str, phrase: str) -> Figure:
    if _BY_SHARE.search(text):
        raise InvalidInput("alerts-phrase-change", received=phrase)
    figures = [one for one in find_numbers(text) if not one.is_date and not one.in_word]
    figures = [one for one in figures if not one.spelled] or figures
    if not figures:
        raise InvalidInput("alerts-phrase-no-level", received=phrase)
    if len(figures) > 1:
        sides = list(re.finditer(f"{_ABOVE}|{_BELOW}", text, re.I))
        behind = [one for one in figures if any(0 <= one.span[0] - side.end() <= 6 for side in sides)]
        if len(behind) != 1:
            raise InvalidInput("alerts-phrase-two-numbers", received=phrase)
        return behind[0]
    return figures[0]


def _side(text: str, level: Figure) -> str | None:
    """The comparison nearest before the level; a verb of rising or falling where there is none."""
    for above, below in ((_ABOVE, _BELOW), (_RISES, _FALLS)):
        found = [(match.start(), "above") for match in re.finditer(above, text, re.I)]
        found += [(match.start(), "below") for match in re.finditer(below, text, re.I)]
        before = [one for one in found if one[0] <= level.span[0]]
        if before or found:
            return max(before)[1] if before else min(found)[1]
    return None


def _name(metric: str, side: str, value: float, scope: AlertScope) -> str:
    parts = [metric, side, f"{value:g}", scope.channel or "", scope.campaign or ""]
    return "-".join(part for part in parts if part)
