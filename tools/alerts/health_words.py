"""What is said about the health of each channel: how far it reaches, when it was asked, what is wrong with it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from ingest.channel_names import titled
from ingest.health import ChannelHealth, Quarantine
from ingest.texts import Language, knows, say
from tools.engine.late import USUALLY_LATE, Late
from tools.engine.notes import BASES
from tools.semantics.catalogue import AccountFacts
from tools.words import wording

BASIS_FIELDS = ("currency", *BASES)


def headline(listed: Sequence[ChannelHealth], language: Language) -> str:
    """One sentence or two on the whole: fresh, behind, or who lags; and whom no refresh reaches."""
    broken = dict.fromkeys(titled(one.channel, language) for one in listed if one.state in ("failed", "partial"))
    failing = say("health-broken", language, names=wording.listing(broken, language)) if broken else ""
    return " ".join(filter(None, [_freshness(listed, language), failing]))


def _freshness(listed: Sequence[ChannelHealth], language: Language) -> str:
    last = max((one.last_complete_day for one in listed if one.last_complete_day), default=None)
    late = [one for one in listed if one.lag_days != 0]
    if last is None:
        return say("health-nothing", language)
    day = wording.day(last, language)
    if not late:
        return say("health-fine", language, day=day)
    if len(late) == len(listed) and len({one.last_complete_day for one in listed}) == 1:
        return say("health-behind", language, day=day)
    names = dict.fromkeys(titled(one.channel, language) for one in late)
    return say("health-late", language, day=day, names=wording.listing(names, language))


def line(one: ChannelHealth, now: datetime, language: Language, *, named: bool) -> str:
    """One account of one channel.

    Args:
        one: its health.
        now: the moment of asking, in the time zone of whoever asks.
        language: of the reader.
        named: whether the account is named, because its channel has several.
    """
    channel = titled(one.channel, language)
    channel += f" ({one.account})" if named and one.account else ""
    parts = [_reach(one, language), _success(one, now, language), _next(one, now, language), _checked(one, language)]
    said = say("health-line", language, channel=channel, said="; ".join(filter(None, parts)))
    trouble = [_error(one, language), _drift(one, language)]
    return " ".join([said, *filter(None, trouble)])


def quarantine_line(one: Quarantine, language: Language) -> str:
    """Rows that wait, with their reasons."""
    reasons = [
        say("health-reason", language, reason=say(f"files-reason-{code}", language), n=wording.count(rows, language))
        if knows(f"files-reason-{code}")
        else f"{code}: {rows}"
        for code, rows in one.reasons.items()
    ]
    return say("health-quarantine", language, n=one.rows, source=one.source, reasons=", ".join(reasons))


def ripeness_lines(late: Late, ends: Mapping[str, date], language: Language) -> list[str]:
    """Which days may still change: as measured by channel, else as is usual.

    Args:
        late: how results come in, where that was seen.
        ends: last day of each channel's data.
        language: of the words.
    """
    lines = []
    for name, last in ends.items():
        how = late.get(name)
        if how is not None and how.measures and how.ripe_until < last:
            since = wording.day(how.ripe_until + timedelta(days=1), language)
            share = wording.share(how.share("conversions", last), language)
            values = {"channel": titled(name, language), "since": since, "share": share}
            lines.append(f"- {say('health-ripening', language, **values, day=wording.day(last, language))}")
    unknown = [name for name in ends if name not in late or not late[name].measures]
    if unknown:
        first = max(ends[name] for name in unknown) - timedelta(days=USUALLY_LATE - 1)
        names = wording.listing([titled(name, language) for name in unknown], language)
        day = wording.day(first, language)
        lines.append(say("health-ripe-unknown", language, channels=names, n=USUALLY_LATE, since=day))
    return lines


def basis_lines(accounts: Sequence[AccountFacts], language: Language) -> list[str]:
    """What every account counts in, when they differ: what a comparison converts or can only say."""
    differing = [name for name in BASIS_FIELDS if len({getattr(one, name) for one in accounts} - {"", None}) > 1]
    if not differing:
        return []
    alike: dict[str, dict[str, None]] = {}
    for one in accounts:
        said = ", ".join(filter(None, (_basis(one, name, language) for name in differing)))
        alike.setdefault(said, {})[titled(one.channel, language)] = None
    return [
        say("health-basis", language),
        *(
            say("health-basis-line", language, channel=wording.listing(names, language), said=said)
            for said, names in alike.items()
        ),
    ]


def moment(when: datetime, now: datetime, language: Language) -> str:
    """A moment as the clock of `now` shows it: "today at 11:40", "21 Nov 2026 at 11:40"."""
    local = when.astimezone(now.tzinfo)
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return say("health-today", language, clock=clock)
    return say("health-moment", language, day=wording.day(local.date(), language), clock=clock)


def _reach(one: ChannelHealth, language: Language) -> str:
    last = one.last_complete_day or one.last_day
    if last is None:
        return say("health-empty", language)
    return say("health-reach", language, day=wording.day(last, language), lag=one.lag_days or 0)


def _success(one: ChannelHealth, now: datetime, language: Language) -> str:
    if one.last_success is None:
        return say("health-never", language) if one.state else ""
    key = "health-refreshed" if one.state else "health-loaded"
    return say(key, language, when=moment(one.last_success, now, language))


def _next(one: ChannelHealth, now: datetime, language: Language) -> str:
    if one.next_run is None:
        return ""
    if one.next_run <= now:
        return say("health-due", language)
    return say("health-next", language, when=moment(one.next_run, now, language))


def _checked(one: ChannelHealth, language: Language) -> str:
    found = one.reconciliation
    if found is None:
        return ""
    values = {
        "days": wording.day_range(found.since, found.until, language),
        "total": wording.money(found.account_total, found.currency, language),
        "difference": wording.money(abs(found.difference), found.currency, language),
    }
    if not found.difference:
        return say("health-reconciled", language, **values)
    return say("health-mismatch", language, more=str(found.difference > 0).lower(), **values)


def _error(one: ChannelHealth, language: Language) -> str:
    if one.state in ("", "done") or not one.error_kind:
        return ""
    return say(f"health-error-{one.error_kind.replace('_', '-')}", language)


def _drift(one: ChannelHealth, language: Language) -> str:
    return say("health-drift", language, fields=", ".join(one.drift)) if one.drift else ""


def _basis(one: AccountFacts, name: str, language: Language) -> str:
    value = getattr(one, name)
    if isinstance(value, bool):
        return say(f"health-vat-{str(value).lower()}", language)
    if knows(f"health-counts-{value}"):
        value = say(f"health-counts-{value}", language)
    return say(f"health-basis-{name.replace('_', '-')}", language, value=value) if value else ""
