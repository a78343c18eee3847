"""Who made a change, in words and as a table."""

from ingest.texts import Language, say
from tools.change.movers import Mover, Movers
from tools.change.story import Change, signed
from tools.engine.table import Cell, Column, Table
from tools.semantics.dimensions import DIMENSIONS
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import cell_text, figure

NAMED = 3
"""Campaigns that came or went, told by name."""


def tell_movers(movers: Movers, change: Change, language: Language) -> str:
    """What stood out among all combinations, then which campaigns came and went."""
    if not movers.looked_at:
        return ""
    looked = wording.listing([DIMENSIONS[name].titles[language].lower() for name in movers.looked_at], language)
    told = [_line(one, change, language) for one in movers.cells]
    key = "explain-movers" if told else "explain-no-movers"
    parts = [say(key, language, looked=looked, parts="\n".join(told))]
    for side, names, part in (("new", movers.new, movers.new_part), ("gone", movers.gone, movers.gone_part)):
        if names:
            values = {
                "names": wording.listing(
                    [say("explain-quoted", language, value=_plain(name)) for name in names[:NAMED]], language
                ),
                "more": len(names) - len(names[:NAMED]),
                "part": signed(change.metric, part, change.currency, language),
            }
            parts.append(say(f"explain-{side}", language, **values))
    return "\n\n".join(parts)


def _line(one: Mover, change: Change, language: Language) -> str:
    share = one.contribution / change.moved if change.moved else 0.0
    values = {
        "name": _plain(name_of(one, language)),
        "before": figure(change.metric, one.before, change.currency, language),
        "after": figure(change.metric, one.after, change.currency, language),
        "part": signed(change.metric, one.contribution, change.currency, language),
        "share": wording.share(share, language),
    }
    return say("explain-mover" if 0 < share <= 1 else "explain-mover-plain", language, **values)


def name_of(one: Mover, language: Language) -> str:
    """Its values in words: "TikTok · Москва"."""
    return " · ".join(_named(name, value, language) for name, value in one.values)


def _named(dimension: str, value: str, language: Language) -> str:
    """A channel speaks for itself; what another value is of is said."""
    worded = cell_text(value, Column(name=dimension, unit="text"), language)
    if dimension in ("channel", "device") and value:
        return worded
    quoted = say("explain-quoted", language, value=worded)
    return quoted if dimension == "campaign" else f"{DIMENSIONS[dimension].titles[language].lower()} {quoted}"


def _plain(name: str) -> str:
    return name.replace("*", "\\*")


def _row(one: Mover, language: Language) -> list[Cell]:
    return [name_of(one, language), one.before, one.after, one.contribution, one.rate, one.mix]


def movers_table(movers: Movers, change: Change, language: Language) -> Table | None:
    """One row a cell; None where none stood out."""
    if not movers.cells:
        return None
    unit = METRICS[change.metric].unit
    unit = f"money:{change.currency}" if unit == "money" else unit
    ends = ("_previous", "", "_contribution", *(("_rate", "_mix") if METRICS[change.metric].denominator else ()))
    columns = [Column(name="part", unit="text"), *(Column(name=f"{change.metric}{end}", unit=unit) for end in ends)]
    rows = [_row(one, language)[: len(columns)] for one in movers.cells]
    return Table(title=say("explain-movers-title", language), columns=columns, rows=rows, rows_total=len(rows))
