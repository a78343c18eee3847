"""Puts findings into words: what, where, how much, since when, against what, why, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from ingest import texts
from ingest.channel_names import titled
from ingest.texts import Language
from tools.alerts.rules.model import PART, AlertScope, Moment, Trouble
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import figure, metric_name

_LISTED: Final = 3
COUNTED: Final = 3.0
"""From so many expected events on they are told as a whole number."""
MOST_PARTS: Final = 6
"""Channels whose own change is told beside that of all."""
_ALL: Final = 0.995
"""Share that is read as all of it."""
WHOLE: Final = frozenset({"company_change", "stale_data"})
"""Kinds that speak of the account as a whole, when they do, with no channel before the others."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The three sentences of an alert in one language."""

    message: str
    reason: str
    action: str


def word(finding: Trouble, currency: str, language: Language) -> Wording:
    """Message, likely reason and next step for a reader."""
    return Wording(
        message=_message(finding, currency, language),
        reason=_reason(finding, currency, language),
        action=texts.say(
            f"alerts-{_text_kind(finding)}-action",
            language,
            where=where(finding.scope, language),
            metric=finding.metric,
        ),
    )


def where(scope: AlertScope, language: Language) -> str:
    """The place in words: "Instagram", "Instagram, campaign Spring"."""
    if scope.channel is None:
        return texts.say("alerts-everywhere", language)
    channel = titled(scope.channel, language)
    if scope.campaign is None:
        return channel
    return texts.say("alerts-campaign-of", language, channel=channel, campaign=scope.campaign)


def moment(when: Moment, language: Language) -> str:
    """A day, or a day with its hour."""
    if isinstance(when, datetime):
        return f"{wording.day_month(when.date(), language)}, {when:%H:%M}"
    return wording.day_month(when, language)


def _when(finding: Trouble, language: Language) -> str:
    """The days that the figure is of, and when it began if that was before."""
    if isinstance(finding.since, datetime) or isinstance(finding.last_seen, datetime):
        return texts.say("alerts-when-hour", language, since=moment(finding.since, language))
    window = finding.values.get("window")
    days = int(window) if isinstance(window, float) else 1
    if finding.since < finding.last_seen:
        day, since = (moment(when, language) for when in (finding.last_seen, finding.since))
        key = "alerts-when-lasting" if days == 1 else "alerts-when-days-lasting"
        return texts.say(key, language, n=days, day=day, since=since)
    return when_of(finding.last_seen, days, language)


def when_of(day: Moment, days: int, language: Language) -> str:
    """The days that a figure is of: one, or several up to it."""
    key = ("alerts-when-day", "alerts-when-days")[days > 1]
    return texts.say(key, language, n=days, day=moment(day, language))


def _day(when: Moment) -> date:
    return when.date() if isinstance(when, datetime) else when


def _text_kind(finding: Trouble) -> str:
    """The part of its texts' names that is its kind's; a kind that this version does not know has texts of its own."""
    kind = finding.kind.replace("_", "-")
    return kind if texts.knows(f"alerts-{kind}") else "of-another-version"


def title_of(kind: str, language: Language) -> str:
    """A kind of rule as people call it, and one that this version does not know as such."""
    key = f"alerts-title-{kind.replace('_', '-')}"
    return texts.say(key, language) if texts.knows(key) else texts.say("alerts-title-unknown", language, kind=kind)


def _message(finding: Trouble, currency: str, language: Language) -> str:
    change = None
    if finding.value is not None and finding.expected and finding.expected > 0:
        change = finding.value / finding.expected - 1.0
    message = texts.say(
        f"alerts-{_text_kind(finding)}",
        language,
        where=_place(finding, language),
        what=metric_name(finding.metric, language),
        value=figure(finding.metric, finding.value, currency, language),
        threshold=figure(finding.metric, finding.threshold, currency, language),
        limit="none" if finding.threshold is None else figure(finding.metric, finding.threshold, currency, language),
        expected=figure(finding.metric, _whole(finding), currency, language),
        usual="none" if finding.expected is None else "known",
        change=wording.change(change, language),
        since=moment(finding.since, language),
        when=_when(finding, language),
        last=wording.day_month(_day(finding.since) - timedelta(days=1), language),
        side="above" if finding.direction > 0 else "below",
        moved="yes" if _moved(finding) else "no",
        hour=moment(finding.since, language) if isinstance(finding.since, datetime) else "none",
        metric=finding.metric,
        month=wording.month(finding.month, language) if finding.month else "none",
        **_shares(finding, language),
    )
    message += _parts(finding, language)
    hours = finding.values.get("hours")
    if isinstance(hours, float):
        message += " " + texts.say("alerts-in-hours", language, hours=int(hours))
    if finding.covers and not (finding.scope == AlertScope() and finding.kind in WHOLE):
        message += " " + _covered(finding.covers, language)
    return message


def _whole(finding: Trouble) -> float | None:
    """What was expected, of things that are counted a whole number: half a conversion is due to nobody."""
    due, entry = finding.expected, METRICS.get(finding.metric)
    counted = entry is not None and entry.style == "count" and not entry.denominator
    return float(round(due)) if due is not None and counted and due >= COUNTED else due


def _moved(finding: Trouble) -> bool:
    """Whether the figure is on the trouble's side of what is usual as well; a level may lie beyond the usual."""
    if finding.value is None or finding.expected is None:
        return True
    return finding.direction * (finding.value - finding.expected) > 0


def _place(finding: Trouble, language: Language) -> str:
    """Where it is; of many places in one alert the one whose figures are told, named as such."""
    if finding.kind == "stale_data" and finding.covers and "whole" not in finding.values:
        return wording.listing([where(scope, language) for scope in finding.covers], language)
    if "worst_channel" not in finding.values or finding.kind in WHOLE:
        return where(finding.scope, language)
    channel, campaign = finding.values["worst_channel"], finding.values.get("worst_campaign")
    worst = AlertScope(channel=str(channel) if channel else None, campaign=str(campaign) if campaign else None)
    return texts.say("alerts-worst-of", language, where=where(worst, language))


def _shares(finding: Trouble, language: Language) -> dict[str, str]:
    """Shares that a text speaks of, each under its own name; what is unknown is empty."""
    given = {name: finding.values.get(name) for name in ("share", "projected", "elapsed", "along", "ctr")}
    told = {
        name: wording.share(value, language) if isinstance(value, float) else "none" for name, value in given.items()
    }
    if isinstance(given["along"], float) and given["along"] >= _ALL:
        told["along"] = "all"
    times = finding.values.get("times")
    return {**told, "times": wording.multiple(times, language) if isinstance(times, float) else "none"}


def _parts(finding: Trouble, language: Language) -> str:
    """How each channel moved by itself, where a trouble is told of all together; the furthest first."""
    moved = {name.removeprefix(PART): value for name, value in finding.values.items() if name.startswith(PART)}
    known = sorted(
        ((name, value) for name, value in moved.items() if isinstance(value, float)),
        key=lambda part: -finding.direction * part[1],
    )
    names = [f"{titled(name, language)} {wording.change(value, language)}" for name, value in known[:MOST_PARTS]]
    rest = len(known) - MOST_PARTS
    if len(names) < 2:
        return ""
    return " " + texts.say("alerts-parts", language, names=", ".join(names), rest=max(rest, 0))


def _covered(scopes: Sequence[AlertScope], language: Language) -> str:
    names = [
        texts.say("explain-quoted", language, value=scope.campaign) if scope.campaign else where(scope, language)
        for scope in scopes
    ]
    if len(names) <= _LISTED + 1:  # "and 1 more" is no shorter than its name
        return texts.say("alerts-covers", language, names=wording.listing(names, language))
    listed = ", ".join(names[:_LISTED])
    return texts.say("alerts-covers-more", language, names=listed, rest=len(names) - _LISTED)


def _reason(finding: Trouble, currency: str, language: Language) -> str:
    values, pieces = finding.values, []
    factor = values.get("factor")
    if isinstance(factor, str):
        before, after = (values.get(name) for name in ("factor_before", "factor_after"))
        pieces.append(
            texts.say(
                "alerts-reason-factor",
                language,
                factor=metric_name(factor, language),
                before=figure(factor, before if isinstance(before, float) else None, currency, language),
                after=figure(factor, after if isinstance(after, float) else None, currency, language),
            )
        )
    part, share = values.get("part"), values.get("part_share")
    if isinstance(part, str) and isinstance(share, float):
        pieces.append(
            texts.say("alerts-reason-part", language, part=part, share=wording.share(min(share, 1.0), language))
        )
    if pieces:
        return " ".join(pieces)
    own = f"alerts-{_text_kind(finding)}-reason"
    return texts.say(own if texts.knows(own) else "alerts-reason-unknown", language, metric=finding.metric)
