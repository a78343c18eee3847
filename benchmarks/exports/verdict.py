"""Judges one load of an export against what its writer has read in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Engine

from benchmarks.exports.stored import MEASURES, Stored, near, stored_in
from ingest.channel_names import canonical, key_for
from ingest.files import LoadReport
from ingest.files.identity import traffic_channel

Kind = Literal["right", "asked", "told", "refused", "wrong", "traceback"]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What became of one export."""

    file: str
    group: str
    """Ordinary or odd."""
    language: str
    kind: Kind
    why: tuple[str, ...] = ()


def judged(gold: Mapping[str, Any], report: LoadReport | None, engine: Engine | None, refused: str = "") -> Verdict:
    """Of a load, or of why there is none."""
    who = {"file": gold["file"], "group": gold["kind"], "language": gold["lang"]}
    if report is None or engine is None:
        return Verdict(**who, kind="asked" if gold["must_ask"] else "refused", why=(refused,))
    stored = stored_in(engine)
    wrong = [
        *_sums(gold, stored),
        *_own(gold, stored, report),
        *_days(gold, report),
        *_money(gold, report),
        *_channel(gold, report),
    ]
    if gold["must_ask"]:
        wrong = [f"{name} was accepted" for name in stored.sums if name not in ("clicks", "impressions")]
    said = {key for key, _values in report.notes}
    if gold["must_ask"] and "files-note-day-order" in said:
        wrong = []  # the order that was assumed is named, with an example
    told = [] if gold["must_ask"] else [*_missing(gold, stored, report), *_cuts(gold, stored, report)]
    if report.rejected and (wrong or told) and not gold["must_ask"]:
        told.append(f"{report.rejected} rows are in quarantine: {report.rejected_by_reason}")
    kind: Kind = "wrong" if wrong else "told" if told else "asked" if gold["must_ask"] else "right"
    return Verdict(**who, kind=kind, why=(*wrong, *told))


def _allowed(value: Any) -> list[float]:
    return list(value) if isinstance(value, list) else [value]


def _fits(amount: float, allowed: Any) -> bool:
    return any(abs(amount - one) <= near(one) for one in _allowed(allowed))


def _sums(gold: Mapping[str, Any], stored: Stored) -> list[str]:
    """Standard measures that are stored and are not what they should be."""
    wrong = []
    for name in MEASURES:
        amount, wanted = stored.sums.get(name), gold["sums"].get(name)
        if amount is None or (wanted is not None and _fits(amount, wanted)):
            continue
        if wanted is None and (not amount or stored.derived or _is_own(amount, gold) or _is_lead(name, amount, gold)):
            continue
        wrong.append(f"{name} is {amount:.2f}, not {wanted}")
    return wrong


def _is_own(amount: float, gold: Mapping[str, Any]) -> bool:
    """A count of the trade that was taken for a result where the writer named none."""
    return any(_fits(amount, one) for one in gold["own"].values())


def _is_lead(name: str, amount: float, gold: Mapping[str, Any]) -> bool:
    """The only results, whether they are called leads or conversions."""
    pair = {"leads", "conversions"}
    other = (pair - {name}).pop() if name in pair else ""
    return other in gold["sums"] and _fits(amount, gold["sums"][other])


def _missing(gold: Mapping[str, Any], stored: Stored, report: LoadReport) -> list[str]:
    """What is stored under its own name only, or not at all: the report has a word for either."""
    lacking = []
    for name, wanted in gold["sums"].items():
        if name not in stored.sums:
            pair = {"leads", "conversions"}
            other = (pair - {name}).pop() if name in pair else ""
            if gold["sums"].get(other, wanted) == wanted and _fits(stored.sums.get(other, -1), wanted):
                continue  # the only results, by either name
            under = any(_fits(one, wanted) for one in stored.own.values())
            lacking.append(f"{name} {wanted} is {'under its own name' if under else 'lacking'}")
    for header in gold["own"]:
        if stored.of_header(header, report.columns) is None and not _held(gold["own"][header], stored):
            lacking.append(f"{header!r} is lacking")
    return lacking


def _held(wanted: Any, stored: Stored) -> bool:
    return any(_fits(one, wanted) for one in (*stored.own.values(), *stored.sums.values()))


def _own(gold: Mapping[str, Any], stored: Stored, report: LoadReport) -> list[str]:
    """Own counts that stand under their name with another sum, and averages that were taken for sums."""
    wrong = []
    for header, wanted in gold["own"].items():
        amount = stored.of_header(header, report.columns)
        if amount is not None and not _fits(amount, wanted) and not _held(wanted, stored):
            wrong.append(f"{header!r} is {amount:.2f}, not {wanted}")
    taken = {header for header, field in report.columns.items() if field == "own" or field in MEASURES}
    summed = [header for header in gold["never_sum"] if header in taken]
    return wrong + [f"{header!r} is summed" for header in summed]


def _days(gold: Mapping[str, Any], report: LoadReport) -> list[str]:
    """Days outside of those that the file is about."""
    if gold["first_day"] is None or report.first_day is None or report.last_day is None:
        return []
    first, last = date.fromisoformat(gold["first_day"]), date.fromisoformat(gold["last_day"])
    right = report.first_day == first and (
        report.last_day == last or (gold["grain"] != "day" and first <= report.last_day <= last)
    )
    return [] if right else [f"days are {report.first_day}..{report.last_day}, not {first}..{last}"]


def _money(gold: Mapping[str, Any], report: LoadReport) -> list[str]:
    of_money = {"spend", "revenue"} & set(gold["sums"])
    right = not of_money or not report.accepted or gold["currency"] in (None, report.currency)
    return [] if right else [f"currency is {report.currency}, not {gold['currency']}"]


def _channel(gold: Mapping[str, Any], report: LoadReport) -> list[str]:
    """Another channel than the one that the file is of; none at all is said by the report."""
    known = canonical(gold["channel"]) if gold["channel"] else None
    if known is None or "file" in report.channels or known.key in report.channels:
        return []
    return [f"channel is {', '.join(report.channels)}, not {known.key}"]


def _cuts(gold: Mapping[str, Any], stored: Stored, report: LoadReport) -> list[str]:
    """Cuts that can't be asked for."""
    lacking = []
    for name, wanted in gold["by"].items():
        field = next((one for one, headers in gold.get("headers", {}).items() if gold.get("by_of") in headers), "")
        if field not in stored.sums or isinstance(gold["sums"].get(field), list):
            continue
        if not stored.cut_into(_by_channel(wanted), field) and not stored.cut_into(wanted, field):
            lacking.append(f"no cut by {name}")
    return lacking


def _by_channel(wanted: Mapping[str, float]) -> dict[str, float]:
    """Values that name channels as the catalogue does; several spellings of one are one."""
    found: dict[str, float] = {}
    for value, amount in wanted.items():
        key = key_for(traffic_channel(value))
        found[key] = found.get(key, 0.0) + amount
    return found
