"""Facts that several loads speak of: what each said is kept, and what is shown follows from all of it.

A load writes only the measures that it carries. Of two loads that say one measure of one fact the later holds.
Loads finer than a fact (ad sets, keywords, orders) are added up within their own grain; grains are never added to each
other: the newest whole holds, and without one the largest grain does, because a grain may be loaded in pieces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

import numpy as np
import pandas as pd
from sqlalchemy import Connection, Table, and_, delete, exists, insert, literal, select, tuple_

from ingest.facts import MEASURES, SLICE_COLUMNS
from ingest.schema import daily_fact, fact_layer, ingest_run
from ingest.store.upsert import fact_hashes, fill, merge, put, stage_for

KEYS: Final = ("campaign_id", "slice", "day", *SLICE_COLUMNS)
FINER: Final = ("grain", "part")
FLAGS: Final = ("vanished", "derived")
_SCORE: Final = "engagement_score"
_SUMS: Final = tuple(name for name in MEASURES if name != _SCORE)
_FACT_COLUMNS: Final = (*KEYS, "run_id", *MEASURES, *FLAGS, "loaded_at")
_LAYER_COLUMNS: Final = (*KEYS, *FINER, "run_id", *MEASURES, *FLAGS, "loaded_at")
_WHOLE_NUMBERS: Final = dict.fromkeys(MEASURES, "Int64")
BATCH: Final = 500
MOMENT: Final = "%Y-%m-%d %H:%M:%S.%f"


class Again(Exception):
    """What was written so far has to be written once more in another way."""


class KeyRepeats(Again):
    """Rows of one load have one key: the load is finer than it seemed, and has to be read with care."""


@dataclass(frozen=True, kw_only=True)
class Laid:
    """What became of the rows of one load."""

    inserted: int = 0
    """Facts that nobody had spoken of."""
    merged: int = 0
    """Completed a fact: measures it lacked, or another part of it."""
    replaced: int = 0
    """Said something else than before."""
    repeated: int = 0
    """Said the same again."""

    def __add__(self, other: "Laid") -> "Laid":
        """Both together."""
        return Laid(**{name: getattr(self, name) + getattr(other, name) for name in vars(self)})

    @property
    def changed(self) -> bool:
        """Whether the facts differ from before."""
        return bool(self.inserted or self.merged or self.replaced)


def lay(connection: Connection, rows: pd.DataFrame, *, fresh: bool, echo: bool = False, alone: bool = False) -> Laid:
    """Writes what one load says of some facts.

    Args:
        connection: inside a transaction.
        rows: of one run, no two of one key, grain and part: columns of `daily_fact`, and `grain` and `part`.
        fresh: the caller knows that none of the keys is stored yet.
        echo: the load repeats an earlier one; rows that say nothing new are not kept a second time.
        alone: rows are expected to have a key each; a second row of one key in this run is refused.

    Raises:
        KeyRepeats: with `alone`, a fact of this run is there already.
    """
    whole = bool((rows["grain"] == "").all())
    if fresh and whole:
        put(connection, daily_fact, rows)
        return Laid(inserted=len(rows))
    stage = stage_for(connection, fact_layer)
    fill(connection, stage, rows)
    stored = _joined(connection, daily_fact, stage, _FACT_COLUMNS)
    if alone and len(stored) and (stored["run_id"] == rows["run_id"].iloc[0]).any():
        raise KeyRepeats
    found = _among(rows, stored)
    plain = ~found & (rows["grain"] == "").to_numpy() & ~rows.duplicated(list(KEYS), keep=False).to_numpy()
    if plain.any():
        put(connection, daily_fact, rows[plain])
    laid = Laid(inserted=int(plain.sum()))
    if not plain.all():
        rest = rows
        if plain.any():
            rest = rows[~plain]
            connection.execute(stage.delete())
            fill(connection, stage, rest)
        laid += _over(connection, stage, rest, stored, echo=echo)
    connection.execute(stage.delete())
    return laid


def has_repeats(rows: pd.DataFrame) -> bool:
    """Whether two rows have one key, grain and part; columns that are the same throughout tell no rows apart."""
    telling = [name for name in (*KEYS, *FINER) if not _is_constant(rows[name])]
    return bool(rows.duplicated(telling).any()) if telling else len(rows) > 1


def _is_constant(column: "pd.Series[Any]") -> bool:
    cells = column.to_numpy()
    return bool((cells == cells[0]).all())


def layered(connection: Connection, rows: pd.DataFrame) -> "pd.Series[bool]":
    """For each row whether several loads speak of its fact."""
    nothing = pd.Series(data=False, index=rows.index)
    if rows.empty or connection.execute(select(fact_layer.c.run_id).limit(1)).first() is None:
        return nothing
    days = rows["day"]
    keys: list[Any] = []
    numbers = [int(number) for number in rows["campaign_id"].unique()]
    for start in range(0, len(numbers), BATCH):
        near = (
            fact_layer.c.campaign_id.in_(numbers[start : start + BATCH]),
            fact_layer.c.day.between(days.min().date(), days.max().date()),
        )
        keys += connection.execute(select(*(fact_layer.c[name] for name in KEYS)).where(*near).distinct()).all()
    known = pd.DataFrame(keys, columns=list(KEYS), dtype=object)
    known["day"] = pd.to_datetime(known["day"]).astype("datetime64[us]")
    return pd.Series(_among(rows, known.astype({"campaign_id": "int64"})), index=rows.index)


def forget_earlier_pulls(connection: Connection, rows: pd.DataFrame, source: str) -> None:
    """Of all pulls of one source only the newest keeps its layer of these facts."""
    pulls = select(ingest_run.c.id).where(
        ingest_run.c.source == source, ingest_run.c.kind != "file", ingest_run.c.id != int(rows["run_id"].iloc[0])
    )
    stage = stage_for(connection, fact_layer)
    fill(connection, stage, rows)
    connection.execute(delete(fact_layer).where(among(fact_layer, stage), fact_layer.c.run_id.in_(pulls)))
    connection.execute(stage.delete())


def _over(connection: Connection, stage: Table, rows: pd.DataFrame, stored: pd.DataFrame, *, echo: bool) -> Laid:
    """Lays rows over what is there; the stage holds exactly them."""
    _materialise(connection, stage)
    known = _joined(connection, fact_layer, stage, _LAYER_COLUMNS)
    outcome = _outcomes(rows, known, stored)
    kept = rows[(outcome != "repeated").to_numpy()] if echo else rows
    if len(kept):
        own = known["run_id"] == rows["run_id"].iloc[0]
        own &= _among(known, kept, (*KEYS, *FINER)) if own.any() else False
        if own.any():
            kept = _with_own(kept, known[own])
        if own.any() or len(kept) < len(rows):
            connection.execute(stage.delete())
            fill(connection, stage, kept)
        _keep(connection, stage, again=bool(own.any()))
        others = known[~own]
        merge(connection, daily_fact, folded(connection, pd.concat([others, kept[list(_LAYER_COLUMNS)]])))
    counts = outcome.value_counts()
    return Laid(**{name: int(counts.get(name, 0)) for name in ("inserted", "merged", "replaced", "repeated")})


def _among(
    rows: pd.DataFrame, others: pd.DataFrame, keys: tuple[str, ...] = KEYS
) -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """For each row whether its key is among the others."""
    if others.empty:
        return np.zeros(len(rows), dtype=bool)
    listed = list(keys)
    return np.asarray(pd.MultiIndex.from_frame(rows[listed]).isin(pd.MultiIndex.from_frame(others[listed])))


def _joined(connection: Connection, table: Table, stage: Table, names: tuple[str, ...]) -> pd.DataFrame:
    """Rows of a table whose key is staged."""
    keys = select(*(stage.c[name] for name in KEYS)).distinct().subquery()
    same = and_(*(table.c[name] == keys.c[name] for name in KEYS))
    return frame_of(connection.execute(select(*(table.c[name] for name in names)).join_from(keys, table, same)), names)


def frame_of(found: Any, names: tuple[str, ...]) -> pd.DataFrame:
    """Query rows in the types of the store's frames."""
    frame = pd.DataFrame(found.all(), columns=list(names), dtype=object)
    frame["day"] = pd.to_datetime(frame["day"]).astype("datetime64[us]")
    frame["loaded_at"] = [moment.astimezone(UTC).strftime(MOMENT) for moment in frame["loaded_at"]]
    numbers = {"campaign_id": "int64", "run_id": "int64", **_WHOLE_NUMBERS, **dict.fromkeys(FLAGS, "bool")}
    return frame.astype({name: kind for name, kind in numbers.items() if name in frame})


def _materialise(connection: Connection, stage: Table) -> None:
    """A fact that one load alone had brought gets the layer that its row has been until now."""
    keys = select(*(stage.c[name] for name in KEYS)).distinct().subquery()
    same = and_(*(daily_fact.c[name] == keys.c[name] for name in KEYS))
    has = exists().where(and_(*(fact_layer.c[name] == daily_fact.c[name] for name in KEYS)))
    cells = [literal("").label(name) if name in FINER else daily_fact.c[name] for name in _LAYER_COLUMNS]
    rows = select(*cells).join_from(keys, daily_fact, same).where(~has)
    connection.execute(insert(fact_layer).from_select(list(_LAYER_COLUMNS), rows))


def among(table: Table, keys: Table, names: Sequence[str] = KEYS) -> Any:
    """Whether a row's key is in another table; written so that both databases look it up instead of comparing all."""
    return tuple_(*(table.c[name] for name in names)).in_(select(*(keys.c[name] for name in names)))


def _keep(connection: Connection, stage: Table, *, again: bool) -> None:
    """Stores the staged layers; with `again` they replace what the same run has said of the same parts."""
    if again:
        connection.execute(delete(fact_layer).where(among(fact_layer, stage, (*KEYS, *FINER, "run_id"))))
    connection.execute(
        insert(fact_layer).from_select(list(_LAYER_COLUMNS), select(*(stage.c[name] for name in _LAYER_COLUMNS)))
    )


def _with_own(rows: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The rows completed by what this run has said of the same part before."""
    places = [*KEYS, *FINER]
    before = rows[places].merge(own[[*places, *MEASURES]], on=places, how="left")
    return rows.assign(**{name: rows[name].fillna(pd.Series(before[name].array, rows.index)) for name in MEASURES})


def _outcomes(rows: pd.DataFrame, known: pd.DataFrame, stored: pd.DataFrame) -> "pd.Series[str]":
    """What each row is to what is stored: inserted, merged, replaced or repeated."""
    places = [*KEYS, *FINER]
    said = _latest(known, places)
    whole = stored[[*KEYS, *MEASURES]].assign(grain="", part="")
    before = pd.concat([said[said["grain"] != ""], whole]) if len(known) else whole
    joined = rows[places].merge(before, on=places, how="left", indicator=True)
    has = (joined["_merge"] == "both").to_numpy()
    differs, fills = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    for name in MEASURES:
        new, old = rows[name].array, joined[name].astype("Int64").array
        differs |= np.asarray((~new.isna()) & ~old.isna() & (new != old).fillna(False), dtype=bool)
        fills |= np.asarray((~new.isna()) & old.isna(), dtype=bool)
    later = rows.duplicated(list(KEYS)).to_numpy() | _among(rows, stored)
    names = np.select(
        [~has & ~later, ~has, differs, fills], ["inserted", "merged", "replaced", "merged"], default="repeated"
    )
    return pd.Series(names, index=rows.index)


def _latest(layers: pd.DataFrame, places: list[str]) -> pd.DataFrame:
    """The newest word on each measure of each part."""
    ordered = layers.sort_values("run_id", kind="stable")
    return ordered.groupby(places, sort=False)[list(MEASURES)].last().reset_index()


def folded(connection: Connection, layers: pd.DataFrame) -> pd.DataFrame:
    """The facts that follow from all layers of their keys, with every column of `daily_fact`."""
    places = list(KEYS)
    parts = _latest(layers, [*KEYS, *FINER])
    values = parts[[*KEYS, *MEASURES]] if (parts["grain"] == "").all() else _over_grains(parts, layers)
    newest = layers.sort_values("run_id", kind="stable").groupby(places, sort=False)
    last = newest[["run_id", "loaded_at", "vanished"]].last()
    last["derived"] = newest["derived"].any()
    facts = values.merge(last.reset_index(), on=places)
    runs = [int(number) for number in facts["run_id"].unique()]
    sources = dict(
        connection.execute(select(ingest_run.c.id, ingest_run.c.source).where(ingest_run.c.id.in_(runs))).all()
    )
    facts["source"] = facts["run_id"].map(sources)
    return hashed(facts)


def hashed(facts: pd.DataFrame) -> pd.DataFrame:
    """The facts with their row hash, in the table's columns."""
    facts = facts.astype(_WHOLE_NUMBERS)
    facts["row_hash"] = fact_hashes(facts)
    return facts[list(daily_fact.c.keys())]


def _over_grains(parts: pd.DataFrame, layers: pd.DataFrame) -> pd.DataFrame:
    """One value a fact and measure: the newest whole, else the largest grain."""
    cuts = [*KEYS, "grain"]
    sums = parts.groupby(cuts, sort=False)[list(_SUMS)].sum(min_count=1)
    sums[_SCORE] = _scores(parts, cuts)
    if len(sums) == parts.groupby(list(KEYS), sort=False).ngroups:  # each fact has one grain, as most have
        return sums.astype(_WHOLE_NUMBERS).reset_index()[[*KEYS, *MEASURES]]
    newest = layers.groupby(cuts, sort=False)["run_id"].max().rename("newest")
    grains = sums.join(newest).reset_index()
    grains = grains.assign(whole=grains["grain"] == "").sort_values(["newest", "whole"], kind="stable")
    by_key = grains.groupby(list(KEYS), sort=False)
    largest = by_key[list(_SUMS)].max()
    largest[_SCORE] = by_key[_SCORE].last()
    latest = grains[~grains.duplicated(list(KEYS), keep="last")]
    whole = latest[latest["grain"] == ""].set_index(list(KEYS))[list(MEASURES)]
    return whole.combine_first(largest).astype(_WHOLE_NUMBERS).reset_index()[[*KEYS, *MEASURES]]


def _scores(parts: pd.DataFrame, cuts: list[str]) -> "pd.Series[Any]":
    """The score of the parts together: averaged, weighted by impressions where they are known."""
    weight = parts["impressions"].where(parts[_SCORE].notna()).astype("Float64")
    score = parts[_SCORE].astype("Float64")
    table = parts[cuts].assign(weighted=score * weight, weight=weight, score=score)
    grouped = table.groupby(cuts, sort=False)
    total = grouped["weight"].sum(min_count=1)
    average = (grouped["weighted"].sum(min_count=1) / total.where(total > 0)).fillna(grouped["score"].mean())
    return average.round().astype("Int64")
