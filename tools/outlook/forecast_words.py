"""A forecast in words: the number with its range, what was before, how such forecasts did earlier, what to know."""

from collections.abc import Sequence
from datetime import date
from statistics import median

from ingest.texts import Language, knows, say
from tools.engine.notes import Note
from tools.engine.table import Column
from tools.outlook.forecast import LEVEL, Outlook, Outlooks
from tools.outlook.forecast_table import unit_of
from tools.outlook.history import SeriesScope
from tools.outlook.wholes import Begun
from tools.semantics.calendar import DAY, preceding
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import cell_text
from tools.words.period import Period
from tools.words.wording import listing

LISTED = 8
"""Series named one by one in the text; the table has all."""
WORTH_SAYING = 0.02
"""A smaller gain over the simple guess is none."""
ABOUT_TRACK = frozenset({"no-better", "no-track-record", "naive-served"})


def figure(value: float | None, metric: str, currency: str, language: Language) -> str:
    """A value of the metric as people read it."""
    return cell_text(value, Column(name=metric, unit=unit_of(metric, currency)), language)


def scope_name(scope: SeriesScope, language: Language) -> str:
    """A series' name for people, harmless in Markdown; empty for the whole."""
    column = "campaign" if scope.campaign else "channel"
    if not scope.name:
        return ""
    return harmless(cell_text(scope.name, Column(name=column, unit="text"), language))


def harmless(text: str) -> str:
    """A name from outside without meaning in Markdown."""
    return " ".join("".join(f"\\{mark}" if mark in "\\`*_[]<>|#" else mark for mark in text).split())


def filter_names(outlooks: Outlooks, one: Outlook, language: Language) -> list[str]:
    """What the series was narrowed to, where its own name does not say it."""
    said = []
    for entry in outlooks.histories.filters:
        if entry.values == (one.scope.name,):
            continue
        column = Column(name=entry.dimension, unit=DIMENSIONS[entry.dimension].unit)
        values = listing([harmless(cell_text(value, column, language)) for value in entry.values], language)
        said.append(say("forecast-without", language, values=values) if entry.exclude else values)
    return said


def tell_outlooks(outlooks: Outlooks, language: Language, target: float | None = None) -> str:
    """The answer as Markdown; `target` is what is planned for the days of a single forecast."""
    made = outlooks.made
    if not made:
        return "\n".join(say_refusal(one, outlooks, language) for one in outlooks.series)
    lines = _one(made[0], outlooks, language) if len(made) == 1 else _several(made, outlooks, language)
    if target is not None:
        lines.insert(1, _against(target, made[0], outlooks, language))
    if beyond := outlooks.ahead.beyond:
        days = {"end": wording.day(beyond, language), "last": wording.day(outlooks.end, language)}
        lines.insert(0, say("forecast-beyond", language, n=outlooks.ahead.horizon, **days) + "\n")
    return "\n".join(lines)


def _ends(one: Outlook, outlooks: Outlooks, language: Language) -> dict[str, str]:
    assert one.total is not None  # noqa: S101 - only forecasts that were made are told
    metric, currency = outlooks.ahead.metric, outlooks.histories.currency
    figures = {"value": one.total.value, "low": one.total.low, "high": one.total.high, "previous": one.previous}
    return {name: figure(value, metric, currency, language) for name, value in figures.items()}


def _one(one: Outlook, outlooks: Outlooks, language: Language) -> list[str]:
    names = [scope_name(one.scope, language) or METRICS[outlooks.ahead.metric].titles[language]]
    if one.scope.name:
        names.insert(0, METRICS[outlooks.ahead.metric].titles[language])
    what = ", ".join([*names, *filter_names(outlooks, one, language)])
    values = {"what": what, "level": wording.share(LEVEL, language), **_ends(one, outlooks, language)}
    if one.begun is None:
        lines = [say("forecast-one", language, n=outlooks.days, **values)]
    else:
        values |= _parts(one.begun, outlooks, language)
        keys = ("forecast-begun", *(["forecast-begun-before"] if one.previous is not None else []))
        lines = [" ".join(say(key, language, **values) for key in keys)]
    return [*lines, say_track(one, outlooks, language)]


def _against(target: float, one: Outlook, outlooks: Outlooks, language: Language) -> str:
    """What is planned; of a sum also which part of it is expected."""
    metric, currency = outlooks.ahead.metric, outlooks.histories.currency
    worded = figure(target, metric, currency, language)
    if not METRICS[metric].additive or one.total is None or target <= 0:
        return say("forecast-target", language, target=worded)
    ends = {"share": one.total.value, "low": one.total.low, "high": one.total.high}
    shares = {name: wording.share(value / target, language) for name, value in ends.items()}
    return say("forecast-target-share", language, target=worded, **shares)


def _parts(begun: Begun, outlooks: Outlooks, language: Language) -> dict[str, str]:
    """Both parts of a period that has begun, and the days they are of."""
    metric, currency = outlooks.ahead.metric, outlooks.histories.currency
    figures = {"so_far": begun.so_far, "to_come": begun.to_come.value}
    figures |= {"to_come_low": begun.to_come.low, "to_come_high": begun.to_come.high}
    start, end, known = outlooks.start, outlooks.end, outlooks.known
    spans = {
        "days": (start, end),
        "gone": (start, known),
        "left": (known + DAY, end),
        "days_before": preceding((start, end)),
    }
    return {
        **{name: figure(value, metric, currency, language) for name, value in figures.items()},
        **{name: wording.day_range(*span, language) for name, span in spans.items()},
    }


def _several(made: list[Outlook], outlooks: Outlooks, language: Language) -> list[str]:
    metric = METRICS[outlooks.ahead.metric].titles[language]
    level = wording.share(LEVEL, language)
    begun = outlooks.start <= outlooks.known
    key, days = ("-begun", wording.day_range(outlooks.start, outlooks.end, language)) if begun else ("", "")
    lines = [say(f"forecast-several{key}", language, metric=metric, n=outlooks.days, level=level, days=days)]
    for one in made[:LISTED]:
        values = {"name": f"**{scope_name(one.scope, language)}**", **_ends(one, outlooks, language)}
        values |= _parts(one.begun, outlooks, language) if one.begun else {}
        lines.append(say(f"forecast-line{key}", language, **values))
    if len(made) > LISTED:
        lines.append(say("forecast-more", language, n=len(made) - LISTED))
    return [*lines, "", _tracks(made, language)]


def say_track(one: Outlook, outlooks: Outlooks, language: Language) -> str:
    """How such a forecast did on earlier dates, against repeating the last season."""
    if one.result is None:
        return ""
    if "naive-served" in one.result.codes:
        return say("forecast-track-naive", language)
    skill = one.skill
    if skill is None:
        return say("forecast-track-none", language)
    folds = int(one.result.backtest["folds"] or 0)
    if skill < WORTH_SAYING:
        return say("forecast-track-no-better", language, n=folds)
    wape = one.result.backtest["wape"]
    saved = wording.share(skill, language)
    if wape is None or outlooks.histories.recipe.shift:
        return say("forecast-track-saved", language, n=folds, saved=saved)
    errors = {"error": wape, "naive": wape / (1 - skill)}
    worded = {name: wording.percent(round(value, 3), language) for name, value in errors.items()}
    return say("forecast-track", language, n=folds, saved=saved, **worded)


def _tracks(made: list[Outlook], language: Language) -> str:
    skills = {one.scope: one.skill for one in made if one.skill is not None}
    if not skills:
        return say("forecast-track-none", language)
    losers = [scope_name(scope, language) for scope, skill in skills.items() if skill < WORTH_SAYING]
    middle = median(skills.values())
    if middle < WORTH_SAYING:
        return say("forecast-tracks-no-better", language)
    saved = wording.share(middle, language)
    text = say("forecast-tracks", language, saved=saved)
    return f"{text} {say('forecast-tracks-except', language, names=listing(losers, language))}" if losers else text


def say_refusal(one: Outlook, outlooks: Outlooks, language: Language) -> str:
    """Why a series has no forecast."""
    if one.refusal is None:
        return ""
    key = f"forecast-refused-{one.refusal.code}"
    reason = say(key if knows(key) else "forecast-refused", language, **one.refusal.values)
    name = scope_name(one.scope, language)
    return say("forecast-refusal", language, name=name, reason=reason) if name else reason


def notes_of(outlooks: Outlooks, language: Language) -> tuple[Note, ...]:
    """Everything to know beside the numbers, each once, with the series it is about when not all."""
    made, histories = outlooks.made, outlooks.histories
    notes = list(histories.notes)
    if METRICS[outlooks.ahead.metric].counts_people:
        notes.append(Note(key="note-reach-sum"))
    coded = [(scope_name(one.scope, language), one.result.codes) for one in made if one.result]
    for code in dict.fromkeys(code for _, codes in coded for code in codes):
        names = [name for name, codes in coded if code in codes]
        notes += _coded_note(code, names if len(names) < len(made) else [], language)
    if histories.left_out:
        values = {"shown": len(outlooks.series) + len(histories.ended), "n": histories.left_out}
        notes.append(Note(key="forecast-note-left-out", values=values))
    if histories.grown and any(one.begun for one in made):
        notes.append(Note(key="forecast-note-grown", values={}))
    for scope, last in histories.ended:
        notes.append(Note(key="forecast-note-ended", values={"name": scope_name(scope, language), "day": last}))
    return (*notes, *_refusals(outlooks, language)) if made else tuple(notes)


def _refusals(outlooks: Outlooks, language: Language) -> list[Note]:
    """Why some series have no forecast."""
    texts = [say_refusal(one, outlooks, language) for one in outlooks.series if one.refusal is not None]
    return [Note(key="forecast-note-plain", values={"text": text}) for text in texts]


def _coded_note(code: str, names: Sequence[str], language: Language) -> list[Note]:
    """The words of a code of the forecast, if it has any here, about these series; about all when none is named."""
    key = f"forecast-note-{code}"
    if code in ABOUT_TRACK or not knows(key):
        return []
    about = listing(names[:LISTED], language)
    return [Note(key=key, values={"names": f" ({about})" if about else ""})]


def series_notes(one: Outlook, outlooks: Outlooks, language: Language) -> list[str]:
    """What to know about one series, its track record first."""
    if one.result is None:
        return [say_refusal(one, outlooks, language)]
    keys = [f"forecast-note-{code}" for code in one.result.codes if code not in ABOUT_TRACK]
    return [say_track(one, outlooks, language), *(say(key, language, names="") for key in keys if knows(key))]


def period_of(start: date, end: date, language: Language) -> Period:
    """The days a forecast is about."""
    label = wording.day_range(start, end, language)
    return Period(start=start, end=end, label=label, kind="future", language=language)
