"""Profiles of an audience in words, as a table and as a picture."""

from collections.abc import Sequence
from typing import Final

from ingest.texts import Language, say
from tools.audience.profile import Group, Profile
from tools.charts.spec import ChartSpec
from tools.engine.table import Cell, Column, Table
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import cell_text

NAMED: Final = 3
"""Groups named on either side; the table has all."""


def tell(profile: Profile, metric: str, language: Language) -> str:
    """What one dimension says."""
    title = DIMENSIONS[profile.dimension].titles[language]
    values = {"dimension": title, "metric": METRICS[metric].titles[language].lower()}
    if not profile.enough:
        return say("audience-few", language, **values, results=wording.count(round(profile.results), language))
    if not profile.under and not profile.over:
        return say("audience-even", language, **values)
    sides = {"under": profile.under, "over": profile.over}
    worded = {
        side: wording.listing([group_text(one, language) for one in some[:NAMED]], language)
        for side, some in sides.items()
        if some
    }
    key = "both" if len(worded) == 2 else next(iter(worded))
    return say(f"audience-{key}", language, **values, **worded)


def name_of(group: Group, language: Language) -> str:
    """A group's value as people read it."""
    return cell_text(group.value, Column(name=group.dimension, unit="text"), language)


def group_text(group: Group, language: Language) -> str:
    """A group with both shares, and why they seem to deny the difference where they do."""
    shares = {"spend": group.spend_share, "result": group.result_share}
    worded = {name: wording.share(share, language) for name, share in shares.items()}
    ends = {
        name: wording.signed_share(end, language)
        for name, end in (("lift", group.lift), ("low", group.low), ("high", group.high))
    }
    apart = (group.result_share - group.spend_share) * group.lift < 0
    key = f"audience-group-{'dear' if group.lift > 0 else 'cheap'}" if apart else "audience-group"
    return say(key, language, name=name_of(group, language), **worded, **ends)


def table_of(profile: Profile, metric: str, currency: str, language: Language) -> Table:
    """Every group of a dimension: money, results, both shares, the difference with its range and whether it is sure."""
    unit = METRICS[metric].unit
    result = Column(name=metric, unit=f"money:{currency}" if unit == "money" else unit)
    columns = [
        Column(name=profile.dimension, unit="text"),
        Column(name="spend", unit=f"money:{currency}"),
        result,
        Column(name="spend_share", unit="ratio"),
        Column(name=f"{metric}_share", unit="ratio"),
        Column(name="lift", unit="ratio"),
        Column(name="low", unit="ratio"),
        Column(name="high", unit="ratio"),
        Column(name="verdict", unit="text"),
    ]
    rows: list[list[Cell]] = [
        [
            one.value,
            one.spend,
            one.results,
            one.spend_share,
            one.result_share,
            one.lift,
            one.low,
            one.high,
            say(f"audience-verdict-{_verdict(one)}", language),
        ]
        for one in sorted(profile.groups, key=lambda one: -one.spend)
    ]
    title = say("audience-title", language, by=DIMENSIONS[profile.dimension].by[language])
    return Table(title=title, columns=columns, rows=rows, rows_total=len(rows))


def _verdict(group: Group) -> str:
    if not group.sure:
        return "even"
    return "under" if group.lift > 0 else "over"


def picture(table: Table, dimension: str, metric: str, language: Language) -> ChartSpec:
    """Share of spend beside share of result."""
    return ChartSpec(
        kind="bar", title=table.title, table=table, x=dimension, y=("spend_share", f"{metric}_share"), language=language
    )


def tell_all(profiles: Sequence[Profile], metric: str, language: Language) -> str:
    """Dimensions with something to say first, then the even ones; how sure at the end."""
    ordered = sorted(profiles, key=lambda one: not (one.under or one.over))
    parts = [tell(one, metric, language) for one in ordered]
    return "\n\n".join([*parts, say("audience-test", language)])
