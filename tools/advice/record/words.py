"""The statement of advice in words, as a table and as a picture."""

from typing import Final

from ingest.texts import Language, say
from tools.advice.record.judge import AdviceStatement, Judged
from tools.advice.record.store import Effect
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.words import wording

COLUMNS: Final = (
    ("number", "count"),
    ("decided", "day"),
    ("action", "text"),
    ("promised", "money"),
    ("effect", "money"),
    ("effect_low", "money"),
    ("effect_high", "money"),
    ("outcome", "text"),
)
MOST_TOLD: Final = 8


def tell(found: AdviceStatement, currency: str, language: Language) -> str:
    """The sum first, then what was measured, then what can't be judged yet and why."""
    if not found.lines:
        return say("record-none", language, undecided=found.undecided)
    told = [_whole(found, currency, language)]
    told += [_line(one, currency, language) for one in found.judged[:MOST_TOLD]]
    rest = [one for one in found.lines if one.effect is None]
    if rest:
        told += ["", say("record-rest", language)]
        told += [f"- {_named(one, language)}: {outcome(one, language)}" for one in rest[:MOST_TOLD]]
    if found.judged:
        told += ["", say("record-how", language)]
    return "\n".join(told)


def _whole(found: AdviceStatement, currency: str, language: Language) -> str:
    if found.total is None:
        return say("record-nothing-judged", language, n=len(found.lines))
    values = _money(found.total, currency, language)
    said = say("record-total", language, n=len(found.judged), **values)
    promised = sum((one.promised or {}).get("value", 0.0) for one in found.judged)
    if found.total.low <= 0 <= found.total.high:
        said = f"{said} {say('record-no-different', language)}"
    if promised > 0:
        said = f"{said} {say('record-promised', language, promised=_signed(promised, currency, language))}"
    return f"{said}\n"


def _line(one: Judged, currency: str, language: Language) -> str:
    if one.effect is None:
        return ""
    promised = one.promised
    values = {
        "advice": _named(one, language),
        "outcome": outcome(one, language),
        "promised": _signed(promised["value"], currency, language) if promised else "—",
    }
    return say("record-line", language, **values, **_money(one.effect, currency, language))


def _named(one: Judged, language: Language) -> str:
    return say(
        "record-named",
        language,
        number=one.kept.id,
        action=one.kept.headline(language).replace("*", "\\*"),
        day=wording.day(one.decided, language),
    )


def outcome(one: Judged, language: Language) -> str:
    """What came of it, or why that is not known."""
    if one.effect is None:
        why = one.why.replace("_", "-") + ("-why" if one.why == "declined" and one.kept.reason else "")
        return say(f"record-{why}", language, day=wording.day(one.until, language), reason=one.kept.reason)
    said = _verdict(one.effect, one, language)
    return said if one.kept.state == "done" else f"{said} {say('record-not-ticked', language)}"


def _verdict(effect: Effect, one: Judged, language: Language) -> str:
    promised = one.promised
    if one.kept.kind == "test":
        decided = "pays" if effect.low > 0 else "loses" if effect.high < 0 else "open"
        return say(f"record-test-{decided}", language)
    if not promised:
        return say("record-zero" if effect.low <= 0 <= effect.high else "record-measured", language)
    if promised["low"] <= effect.value <= promised["high"]:
        return say("record-inside", language)
    if effect.low <= promised["high"] and promised["low"] <= effect.high:
        return say("record-can-be", language)
    return say("record-below" if effect.value < promised["low"] else "record-above", language)


def _money(effect: Effect, currency: str, language: Language) -> dict[str, str]:
    ends = {"value": effect.value, "low": effect.low, "high": effect.high}
    return {name: _signed(end, currency, language) for name, end in ends.items()}


def _signed(value: float, currency: str, language: Language) -> str:
    worded = wording.short_money(value, currency, language)
    return f"+{worded}" if value > 0 else worded


def table_of(found: AdviceStatement, currency: str, language: Language) -> Table:
    """One row a decision."""
    money = f"money:{currency}"
    columns = [Column(name=name, unit=money if unit == "money" else unit) for name, unit in COLUMNS]
    rows: list[list[Cell]] = [
        [
            one.kept.id,
            one.decided,
            one.kept.headline(language),
            one.promised["value"] if one.promised else None,
            *((one.effect.value, one.effect.low, one.effect.high) if one.effect else (None, None, None)),
            outcome(one, language),
        ]
        for one in found.lines
    ]
    return Table(title=say("record-title", language), columns=columns, rows=rows, rows_total=len(rows))


def picture(found: AdviceStatement, currency: str, language: Language) -> ChartSpec | None:
    """A bar for each measured advice and their sum; None where there are fewer than two."""
    if found.total is None or len(found.judged) < 2:
        return None
    columns = [
        Column(name="action", unit="text"),
        Column(name="effect", unit=f"money:{currency}"),
        Column(name="role", unit="text"),
    ]
    rows: list[list[Cell]] = [[f"№{one.kept.id}", one.effect.value, ""] for one in found.judged if one.effect]
    rows.append([say("record-sum", language), found.total.value, "total"])
    title = say("record-title", language)
    table = Table(title=title, columns=columns, rows=rows, rows_total=len(rows))
    return ChartSpec(
        kind="waterfall", title=title, table=table, x="action", y=("effect",), marker="role", language=language
    )
