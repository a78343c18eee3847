"""Reads the catalogue from the database: once, until a new run has landed."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVarTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, case, func, literal, select, union

from ingest.channel_names import written_names
from ingest.facts import OWN_MEASURES, columns_of
from ingest.files.field_names import field_of
from ingest.schema import (
    MISSING,
    account,
    budget,
    campaign,
    campaign_slice,
    channel,
    channel_day,
    fx_rate,
    goal,
    hourly_fact,
    ingest_run,
    metric_word,
    own_dimension,
    own_measure,
)
from ingest.scope import DataScope
from tools.semantics.catalogue import AccountFacts, CampaignName, Catalogue
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.semantics.own import OwnDimension, OwnMeasure

Row = TypeVarTuple("Row")


def data_version(connection: Connection) -> int:
    """Number of the newest run that changed something."""
    return int(connection.execute(_NEWEST).scalar() or 0)


_NEWEST: Final = select(func.max(ingest_run.c.id)).where(ingest_run.c.state.in_(("done", "partial")))
"""Asked before every answer."""


def read_catalogue(connection: Connection, scope: DataScope) -> Catalogue:
    """Reads all of it that the scope holds; a fraction of a second on a large database."""
    everything = _accounts(connection)
    accounts = tuple(facts for facts, external_id in everything if scope.holds(facts.channel, external_id))
    hidden = {facts.channel for facts, external_id in everything if not scope.holds(facts.channel, external_id)}
    seen = None if scope.whole else [facts.id for facts in accounts]
    used = {entry.channel for entry in accounts}
    campaigns = _campaigns(connection, seen)
    titles = {row.key: row.title for row in connection.execute(select(channel.c.key, channel.c.title))}
    variants = _of(seen, select(func.count()).where(campaign.c.root_id != campaign.c.id), campaign.c.account_id)
    hours = select(hourly_fact.c.hour).join(campaign, campaign.c.id == hourly_fact.c.campaign_id).limit(1)
    own = _own(connection, frozenset(name for facts, _ in everything for name in facts.measures))
    cuts = _cuts(connection, columns_of(name for facts, _ in everything for name in facts.slices))
    rates = connection.execute(select(fx_rate.c.currency, fx_rate.c.base).distinct()).all()
    said = _words(connection, seen)
    return Catalogue(
        version=data_version(connection),
        channels={key: title for key, title in titles.items() if key in used},
        written=written_names(titles),
        accounts=accounts,
        campaigns=campaigns,
        values=_values(connection, seen, cuts),
        has_variants=bool(connection.execute(variants).scalar()),
        has_hours=connection.execute(_of(seen, hours, campaign.c.account_id)).scalar() is not None,
        rated=frozenset((row.currency, row.base) for row in rates),
        measures=frozenset(name for entry in accounts for name in entry.measures),
        words=frozenset((word, name) for word, name in said if name not in DIMENSIONS.catalogue),
        heads=frozenset((word, name) for word, name in said if name in DIMENSIONS.catalogue),
        own=own,
        called=_called(connection, {facts.id: facts.measures for facts, _ in everything}),
        cuts=cuts,
        gapped=_gapped(connection, seen),
        whole_channels=frozenset(used - hidden),
        planned=_planned(connection, None if scope.whole else used - hidden),
        partial=not scope.whole,
        whole_campaigns=frozenset() if seen is None else _unshared(connection, campaigns),
    )


def _planned(connection: Connection, channels: Collection[str] | None) -> frozenset[str]:
    """The metrics of which channels have a plan; None is all of them."""
    planned = union(
        select(literal("spend").label("metric"), budget.c.channel_id), select(goal.c.metric, goal.c.channel_id)
    ).subquery()
    statement = select(planned.c.metric).distinct().join(channel, channel.c.id == planned.c.channel_id)
    if channels is not None:
        statement = statement.where(channel.c.key.in_(channels))
    return frozenset(connection.execute(statement).scalars())


def _of(seen: Sequence[int] | None, statement: Select[*Row], owner: ColumnElement[int]) -> Select[*Row]:
    """The statement over the accounts that are seen; None is all of them."""
    return statement if seen is None else statement.where(owner.in_(seen))


def _accounts(connection: Connection) -> tuple[tuple[AccountFacts, str], ...]:
    """Every account that has days, with the id that its platform gives it."""
    days = (
        select(
            channel_day.c.account_id,
            func.min(channel_day.c.day).label("first"),
            func.max(channel_day.c.day).label("last"),
            func.count(channel_day.c.day.distinct()).label("held"),
        )
        .where(channel_day.c.slice == "")
        .group_by(channel_day.c.account_id)
        .subquery()
    )
    described = (
        select(account, channel.c.key, days.c.first, days.c.last, days.c.held)
        .join(channel, channel.c.id == account.c.channel_id)
        .join(days, days.c.account_id == account.c.id)
        .order_by(account.c.id)
    )
    rows = connection.execute(described).mappings().all()  # some drivers hold one result at a time
    slices, measures = _slices(connection), _measures(connection)
    nothing: frozenset[str] = frozenset()
    return tuple(
        (_account(dict(row), slices.get(row["id"], nothing), measures.get(row["id"], nothing)), row["external_id"])
        for row in rows
    )


def _account(row: dict[str, Any], slices: frozenset[str], measures: frozenset[str]) -> AccountFacts:
    plain = ("id", "source", "currency", "timezone", "vat_included", "attribution", "conversion_definition", "client")
    return AccountFacts(
        **{name: row[name] for name in plain},
        name=row["name"] or row["external_id"],
        external_id=row["external_id"],
        channel=row["key"],
        first_day=row["first"],
        last_day=row["last"],
        slices=slices,
        measures=measures,
        is_weekly=_is_weekly(row["first"], row["last"], row["held"]),
    )


def _is_weekly(first: date, last: date, held: int) -> bool:
    """Whether days stand a week apart from the first to the last: sheets by week hold each on its first day."""
    return held >= _ENOUGH_WEEKS and (last - first).days == 7 * (held - 1)


_ENOUGH_WEEKS: Final = 4


def _slices(connection: Connection) -> dict[int, frozenset[str]]:
    rows = connection.execute(
        select(campaign.c.account_id, campaign_slice.c.slice)
        .join(campaign, campaign.c.id == campaign_slice.c.campaign_id)
        .distinct()
    )
    found: dict[int, frozenset[str]] = {}
    for account_id, name in rows:
        found[account_id] = found.get(account_id, frozenset()) | {name}
    return found


def _campaigns(connection: Connection, seen: Sequence[int] | None) -> tuple[CampaignName, ...]:
    wanted = (
        select(campaign.c.root_id, campaign.c.external_id, campaign.c.name, channel.c.key)
        .join(account, account.c.id == campaign.c.account_id)
        .join(channel, channel.c.id == account.c.channel_id)
        .where(campaign.c.root_id == campaign.c.id if seen is None else campaign.c.id.in_(_named_by(seen)))
        .order_by(campaign.c.id)
    )
    rows = connection.execute(_of(seen, wanted, campaign.c.account_id))
    return tuple(
        CampaignName(root_id=row.root_id, external_id=row.external_id, name=row.name, channel=row.key) for row in rows
    )


def _named_by(seen: Sequence[int]) -> Select[int]:
    """One row of each campaign that is seen: its root, or where that is in an account that is hidden, its first."""
    near = campaign.alias()
    root = func.max(case((near.c.id == near.c.root_id, near.c.id)))
    named = select(func.coalesce(root, func.min(near.c.id)))
    return named.where(near.c.account_id.in_(seen)).group_by(near.c.root_id)


def _measures(connection: Connection) -> dict[int, frozenset[str]]:
    """What each account counts."""
    parts = {part for metric in METRICS.values() for part in metric.parts}
    names = [name for name in sorted({*parts, *OWN_MEASURES}) if name in channel_day.c]
    owner = channel_day.c.account_id
    counted = select(owner, *(func.count(channel_day.c[name]).label(name) for name in names))
    rows = connection.execute(counted.where(channel_day.c.slice == "").group_by(owner)).mappings()
    return {row["account_id"]: frozenset(name for name in names if row[name]) for row in rows}


def _unshared(connection: Connection, seen: Sequence[CampaignName]) -> frozenset[tuple[str, str]]:
    """Names that only campaigns which are seen bear."""
    own = {entry.root_id for entry in seen}
    hidden = {(one.channel, one.label) for one in _campaigns(connection, None) if one.root_id not in own}
    return frozenset((one.channel, one.label) for one in seen) - hidden


def _own(connection: Connection, held: frozenset[str]) -> tuple[OwnMeasure, ...]:
    """Columns kept under their own names of which some value is stored."""
    named = _named(connection, own_measure, held)
    steps = _steps(connection, [row["place"] for row in named])
    return tuple(OwnMeasure(**row, step=steps.get(row["place"], "clicks")) for row in named)


def _steps(connection: Connection, places: Sequence[str]) -> dict[str, str]:
    """The result of which each column counts a part: on hardly a day there is more of it than of that result."""
    if not places:
        return {}
    cells = channel_day.c
    counted = [func.sum(cells[name]).label(name) for name in (*places, *_RESULTS)]
    counted += [func.sum(case((cells[place] > 0, 1))).label(f"{place} days") for place in places]
    counted += [
        func.sum(case((cells[place] > func.coalesce(cells[name], 0), 1))).label(f"{place} over {name}")
        for place in places
        for name in _RESULTS
    ]
    row = connection.execute(select(*counted).where(cells.slice == "")).mappings().one()
    found: dict[str, str] = {}
    for place in places:
        own, days = row[place] or 0, row[f"{place} days"] or 0
        wholes = [
            name
            for name in _RESULTS
            if 0 < own <= (row[name] or 0) and (row[f"{place} over {name}"] or 0) <= _BARELY * days
        ]
        found |= {place: min(wholes, key=lambda name: float(row[name] or 0))} if wholes else {}
    return found


_RESULTS: Final = ("conversions", "leads")
_BARELY: Final = 0.02
"""Share of days on which a part may exceed its whole: what is paid for on Monday was ordered on Sunday."""


def _cuts(connection: Connection, held: frozenset[str]) -> tuple[OwnDimension, ...]:
    """Text columns kept under their own names by which some slice is cut."""
    return tuple(OwnDimension(**row) for row in _named(connection, own_dimension, held))


def _named(connection: Connection, table: Table, held: frozenset[str]) -> list[dict[str, str]]:
    """What stands in places that hold something; a key that is ours by now gets an ending."""
    rows = connection.execute(select(table).order_by(table.c.place)).mappings()
    known = METRICS.catalogue.keys() | DIMENSIONS.catalogue.keys()
    return [
        {**row, "key": f"{row['key']}_own" if row["key"] in known else row["key"]}
        for row in rows
        if row["place"] in held
    ]


def _words(connection: Connection, seen: Sequence[int] | None) -> frozenset[tuple[str, str]]:
    """What files call measures and usual dimensions; of two that they call by one word neither is meant by it."""
    known = select(metric_word.c.word, metric_word.c.measure).distinct()
    pairs = {(row.word, row.measure) for row in connection.execute(_of(seen, known, metric_word.c.account_id))}
    times = Counter(word for word, _ in pairs)
    return frozenset((word, measure) for word, measure in pairs if times[word] == 1)


def _called(connection: Connection, measures: Mapping[int, frozenset[str]]) -> dict[str, str]:
    """Words that no header of ours is, of measures that every account which has them calls so."""
    words: dict[str, dict[int, set[str]]] = {}
    for row in connection.execute(select(metric_word.c.account_id, metric_word.c.measure, metric_word.c.word)):
        words.setdefault(row.measure, {}).setdefault(row.account_id, set()).add(row.word)
    found = {}
    for measure, by_account in words.items():
        said = [by_account.get(number, set()) for number, held in measures.items() if measure in held]
        common = set.intersection(*said) if said else set()
        if len(common) == 1 and common == set.union(*said) and field_of(word := next(iter(common))) is None:
            found[measure] = word
    return found


def _gapped(connection: Connection, seen: Sequence[int] | None) -> frozenset[str]:
    lacking = select(*(func.sum(channel_day.c[name]).label(name) for name in MISSING))
    row = connection.execute(_of(seen, lacking, channel_day.c.account_id)).one()
    return frozenset(name.removeprefix("missing_") for name, rows in row._mapping.items() if rows)


def _values(
    connection: Connection, seen: Sequence[int] | None, cuts: Sequence[OwnDimension]
) -> dict[str, tuple[str, ...]]:
    listed = [(one.key, one.stored, one.home) for one in DIMENSIONS.catalogue.values() if one.key != "campaign"]
    columns = {key: campaign.c[stored] for key, stored, home in listed if home == "campaign"}
    columns |= {key: channel_day.c[stored] for key, stored, home in listed if home == "slice"}
    columns |= {own.key: channel_day.c[own.place] for own in cuts}
    found = {}
    for name, column in columns.items():
        stored = connection.scalars(_of(seen, select(column).distinct(), column.table.c.account_id))
        found[name] = tuple(sorted(value for value in stored if value))
    named = func.coalesce(func.nullif(account.c.name, ""), account.c.external_id)
    return found | {"account": tuple(sorted(connection.scalars(_of(seen, select(named).distinct(), account.c.id))))}
