"""A rule in a person's words, Russian or English: "предупреди, если CPA Instagram выше 600 два дня подряд"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from ingest import texts
from ingest.channel_names import CHANNEL_NAMES, canonical, plain
from ingest.errors import InvalidInput
from ingest.texts import Language
from tools.alerts.rules.model import AlertScope, Level, Rule, Severity
from tools.alerts.rules.texts import where
from tools.semantics.metrics import METRICS
from tools.semantics.spelling import nearest
from tools.words.labels import figure, metric_name
from tools.words.numbers import Figure, find_numbers
from tools.words.period_words import CARDINALS
from tools.words.stems import stem_in

_ABOVE: Final = r"выше|больше|более|свыше|превы\w+|дороже|above|over|exceed\w*|more than|greater|higher|>=?|≥"
_BELOW: Final = r"ниже|меньше|менее|дешевле|below|under|less than|lower|<=?|≤"
_RISES: Final = r"вырас\w+|раст[её]т|подним\w+|rises?|grows?|climbs?|goes up"
_FALLS: Final = r"упад\w+|упал\w*|пада\w+|опуст\w+|просяд\w+|falls?|drops?|goes down"
_BY_SHARE: Final = re.compile(r"(?:\bна|\bby)\s+\d+(?:[.,]\d+)?\s?(?:%|процент|percent)", re.I)
_NUMBER_WORDS: Final = {word: number for number, words in CARDINALS.items() for word in words.split()}
_COUNT: Final = rf"(?P<count>\d{{1,2}}|{'|'.join(sorted(_NUMBER_WORDS, key=len, reverse=True))})"
_IN_A_ROW: Final = re.compile(
    rf"(?:{_COUNT}\s+)?(?P<unit>дн\w*|день|сут\w+|недел\w+|days?|weeks?)\s+(?:подряд|in a row|straight|running)", re.I
)
_CONSECUTIVE: Final = re.compile(rf"{_COUNT}\s+consecutive\s+(?P<unit>days?|weeks?)", re.I)
_FOR_DAYS: Final = re.compile(rf"(?:в течение|for)\s+{_COUNT}\s+(?P<unit>дн\w*|сут\w+|недел\w+|days?|weeks?)", re.I)
_OVER_DAYS: Final = re.compile(
    rf"(?:\bза|\bover)\s+(?:последни\w+\s+|the last\s+|last\s+)?(?:{_COUNT}\s+)?(?P<unit>дн\w*|недел\w+|days?|week)",
    re.I,
)
_TOTAL: Final = re.compile(
    r"\b(?:вместе|суммарн\w*|общ(?:ий|ая|ее|его|ей|ую|им)|в целом|итогов\w*|всего|по всем|во всех|total|"
    r"overall|altogether|all (?:channels|campaigns)|whole account)\b",
    re.I,
)
_EACH: Final = re.compile(
    r"\b(?:кажд\w+|люб(?:ой|ого|ом|ая)|отдельн\w+|како[йм]-?(?:нибудь|либо|то)|each|every|any|per)\b", re.I
)
_SEVERITIES: Final[tuple[tuple[str, Severity], ...]] = (
    (r"критичн\w*|critical", "critical"),
    (r"важн\w*|срочн\w*|high|urgent", "high"),
    (r"неважн\w*|low priority", "low"),
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
    rest, campaign = _take_campaign(phrase, campaigns)
    rest, days = _take_days(rest)
    rest, window = _take_window(rest)
    channel = campaign.channel if campaign else _channel(rest, channels)
    metric = _metric(rest, words)
    level = _level(rest, phrase)
    side = _side(rest, level)
    metric = _SHARE_OF.get(metric, metric) if level.unit == "percent" else metric
    value = _in_metric_units(metric, level)
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
        days=days,
        window=window,
        severity=_severity(rest),
        level=_looked_at(rest, metric, scope),
        channel=scope.channel,
        campaign=scope.campaign,
    )
    return replace(rule, min_events=1 if METRICS[metric].denominator else 0)


def describe_rule(rule: Rule, currency: str, language: Language) -> str:
    """What was understood, to be confirmed."""
    level = rule.above if rule.above is not None else rule.below
    return texts.say(
        "alerts-rule-understood",
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


def _take_campaign(phrase: str, campaigns: Sequence[AlertScope]) -> tuple[str, AlertScope | None]:
    """The longest known campaign name in the phrase, cut out so that its words and digits mean nothing else."""
    for scope in sorted(campaigns, key=lambda one: -len(one.campaign or "")):
        if not scope.campaign:
            continue
        found = re.search(rf"(?<!\w){re.escape(scope.campaign)}(?!\w)", phrase, re.I)
        if found:
            return phrase[: found.start()] + " " + phrase[found.end() :], scope
    return phrase, None


def _take_days(text: str) -> tuple[str, int]:
    for pattern in (_IN_A_ROW, _CONSECUTIVE, _FOR_DAYS):
        found = pattern.search(text)
        if found:
            return text[: found.start()] + " " + text[found.end() :], max(1, _days(found))
    return text, 1


def _take_window(text: str) -> tuple[str, int]:
    found = _OVER_DAYS.search(text)
    if not found:
        return text, 1
    return text[: found.start()] + " " + text[found.end() :], max(1, _days(found))


def _days(found: re.Match[str]) -> int:
    said = (found["count"] or "1").casefold()
    count = int(said) if said.isdigit() else _NUMBER_WORDS[said]
    return count * (7 if re.match(r"недел|week", found["unit"], re.I) else 1)


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


def _in_metric_units(metric: str, level: Figure) -> float:
    value = float(level.value)
    if level.unit == "percent":
        return value / 100
    style = METRICS[metric].style
    bare_percent = style == "percent" and (value >= 10 if metric == "roi" else value >= 1)
    return value / 100 if bare_percent else value


def _severity(text: str) -> Severity:
    for pattern, severity in reversed(_SEVERITIES):
        if re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.I):
            return severity
    return "medium"


def _name(metric: str, side: str, value: float, scope: AlertScope) -> str:
    parts = [metric, side, f"{value:g}", scope.channel or "", scope.campaign or ""]
    return "-".join(part for part in parts if part)


@cache
def _stem(word: str) -> str:
    return stem_in("ru" if re.search("[а-я]", word) else "en", word)


def _stems(text: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in plain(text).split())


@cache
def _metric_stems() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Stemmed words of every metric, the longest phrases first; a catalogue key wins over a word."""
    pairs: list[tuple[tuple[str, ...], str]] = [((_stem(key),), key) for key in METRICS]
    pairs += [
        (_stems(words), key) for key, metric in METRICS.items() for listed in metric.words.values() for words in listed
    ]
    return tuple(sorted(pairs, key=lambda one: -len(one[0])))


def _metric(text: str, words: Iterable[tuple[str, str]] = ()) -> str:
    said = _in_usual_words(_stems(text), words)
    for stems, key in _metric_stems():
        if any(said[index : index + len(stems)] == stems for index in range(len(said) - len(stems) + 1)):
            return key
    raise InvalidInput(
        "alerts-phrase-no-metric", received=text.strip(), possible="CPA, ROI, CTR, CVR, spend, conversions, revenue"
    )


def _in_usual_words(said: tuple[str, ...], words: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The stems with the files' words in the place of the usual ones: "cost per booking" is "cost per conversion"."""
    for word, measure in sorted(words, key=lambda one: -len(one[0])):
        own = _stems(word)
        usual = METRICS[measure].words["en" if word.isascii() else "ru"] if measure in METRICS else ()
        for at in range(len(said) - len(own), -1, -1) if own and usual else ():
            if said[at : at + len(own)] == own:
                said = (*said[:at], *_stems(usual[0]), *said[at + len(own) :])
    return said


@cache
def _channel_stems() -> dict[str, str]:
    """Single-word spellings by stem, so that "в Инстаграме" is found."""
    known: dict[str, str] = {}
    for channel in CHANNEL_NAMES:
        for spelling in (channel.en, channel.ru, *channel.spellings):
            words = plain(spelling).split()
            if len(words) == 1 and len(words[0]) > 2:
                known.setdefault(_stem(words[0]), channel.key)
    return known


def _channel(text: str, channels: Sequence[str]) -> str | None:
    named = list(_channels_in(text, channels))
    known = [key for key in named if not channels or key in channels]
    if known:
        return known[0]
    if named:
        possible = nearest(named[0], channels) or ", ".join(channels)
        raise InvalidInput("alerts-channel-unknown", received=named[0], possible=possible)
    return None


def _channels_in(text: str, channels: Sequence[str]) -> Iterator[str]:
    words = plain(text).split()
    own = {plain(key): key for key in channels}
    for size in (4, 3, 2, 1):
        for index in range(len(words) - size + 1):
            said = " ".join(words[index : index + size])
            found = canonical(said) if len(said) > 1 else None
            if said in own:
                yield own[said]
            elif found is not None and (found.key in channels or len(said) > 2):
                yield found.key
    for word in words:
        if _stem(word) in _channel_stems() and len(word) > 3:
            yield _channel_stems()[_stem(word)]
