"""Tables with a column for every channel's figure: a row for each channel, and one for what is no channel's."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ingest.channel_names import canonical, key_for, titled
from ingest.files.amounts import says_nothing
from ingest.files.column_sums import SampleFigures, is_total, repeated_sums, repeats
from ingest.files.currencies import header_currency, without_currency
from ingest.files.field_names import LONGEST_HEADER, bare_header, field_of, in_full, plain_header
from ingest.files.header_words import FIELDS, ROLE
from ingest.files.notation import MONEY
from ingest.files.reshape import Line, Reshape, is_measure, name_of
from ingest.files.word_kinds import says

_LONGEST_WORDS: Final = 3
_IN_BRACKETS: Final = re.compile(r"([^()]*)\(([^()]+)\)\s*")
_BETWEEN: Final = frozenset("на в во из с со от по для у on in from for at via of by".split())
"""Words between a measure and whose it is: "Расход на ТВ", "Clicks from VK"."""
_NOBODY: Final = "file"
"""Where figures stand that are no channel's."""


@dataclass(frozen=True, kw_only=True)
class WhoseMeasure:
    """A header that says whose its figures are."""

    whose: str
    measure: str

    @property
    def key(self) -> str:
        """Of the channel."""
        return key_for(self.whose)

    @property
    def is_known(self) -> bool:
        """Whether it is a channel of the catalogue."""
        return canonical(self.whose) is not None

    def says(self, kind: str) -> bool:
        """Whether what is said beside the measure has a word of a kind of `own_words.toml`."""
        return says(kind, plain_header(self.whose))


def channels_down(table: Reshape, sample: Sequence[Sequence[str]], apart: Collection[str] = ()) -> None:
    """Columns of channels become rows: `google_spend`, `VK Клики`, and `Print Spend` beside them.

    Once two channels of the catalogue stand before one measure, whatever stands before it is a channel, and its other
    measures are that channel's too. A column that holds the sum of others is no channel and is left out.

    Args:
        table: its header and what is done to its rows.
        sample: first rows.
        apart: headers, in lower case, that a person wants as they are or not at all.
    """
    if table.at("channel") is not None:
        return
    figures = SampleFigures(sample)
    named = {
        place: found
        for place, cell in enumerate(table.header)
        if cell.strip().casefold() not in apart and figures.may_be(place) and (found := channel_and_measure(cell))
    }
    split = _of_channels(named)
    if len({one.key for one in split.values()}) < 2:
        return
    sums = repeated_sums({place: name_of(one.measure) for place, one in split.items()}, figures)
    split = {place: one for place, one in split.items() if place not in sums}
    again = _again(split, figures)
    for key, places in (("files-note-channel-sums", sums), ("files-note-channel-repeats", again)):
        names = ", ".join(table.header[place] for place in places)
        table.notes += [(key, {"headers": names})] if names else []
    _lay_down(table, {place: one for place, one in split.items() if place not in again}, [*sums, *again], figures)


def _again(split: Mapping[int, WhoseMeasure], figures: SampleFigures) -> list[int]:
    """The columns that say what an earlier one of their channel and field says, perhaps with a tax."""
    found: list[int] = []
    for place, one in split.items():
        earlier = [at for at, other in split.items() if at < place and at not in found and other.key == one.key]
        earlier = [at for at in earlier if name_of(split[at].measure) == name_of(one.measure)]
        found += [place] if any(repeats(figures.numbers(at), figures.numbers(place)) for at in earlier) else []
    return found


def _of_channels(named: Mapping[int, WhoseMeasure]) -> dict[int, WhoseMeasure]:
    """The columns of channels."""
    known: dict[str, set[str]] = {}
    for one in named.values():
        if one.is_known:
            known.setdefault(name_of(one.measure), set()).add(one.key)
    families = {measure for measure, keys in known.items() if len(keys) > 1}
    keys = set().union(*known.values()) if known else set()
    if len(keys) > 1:
        keys |= {one.key for one in named.values() if name_of(one.measure) in families}
    return {place: one for place, one in named.items() if one.key in keys}


def _lay_down(table: Reshape, split: Mapping[int, WhoseMeasure], gone: Collection[int], figures: SampleFigures) -> None:
    header = table.header
    headers: dict[str, list[str]] = {}
    for place, one in split.items():
        headers.setdefault(name_of(one.measure), []).append(header[place])
    fields = {name: _column_name(name, said) for name, said in headers.items()}
    others = [place for place in range(len(header)) if place not in split and place not in gone]
    totals = {place: parts for place in others if (parts := _parts_of(place, header[place], split, figures))}
    rest = [place for place in others if place not in totals]
    shared = [place for place in rest if _is_nobodys(header[place], place, figures)]
    columns = _ChannelColumns(
        rows=_rows(split),
        fields=tuple(fields),
        totals={name_of(header[place]): (place, parts) for place, parts in totals.items()},
        shared=shared,
        base=[place for place in rest if place not in shared],
        width=len(header),
        figures=figures,
    )
    table.steps.append(columns.down)
    table.afterwards.append(lambda: columns.rest_notes(header))
    table.notes += _notes(header, columns, totals)
    table.header = [*(header[place] for place in columns.base), "Channel", *fields.values()]
    table.header += [header[place] for place in shared]


def _parts_of(place: int, header: str, split: Mapping[int, WhoseMeasure], figures: SampleFigures) -> list[int]:
    """The columns of channels that a column is the total of; none where it is no total."""
    parts = [at for at, one in split.items() if name_of(one.measure) == name_of(header)]
    whole = parts and is_total(figures.numbers(place), [figures.numbers(at) for at in parts])
    return parts if whole else []


def _column_name(name: str, headers: Sequence[str]) -> str:
    """The best word of a field, with what the headers of its columns say of their money and shares."""
    word = next(one.words[0] for one in FIELDS if one.name == name)
    codes = {header_currency(header) for header in headers}
    code = codes.pop() if len(codes) == 1 else ""
    return word + (f", {code}" if code else "") + (", %" if all("%" in header for header in headers) else "")


def _is_nobodys(header: str, place: int, figures: SampleFigures) -> bool:
    """Whether a column holds figures that are no channel's, and not what its rows are of."""
    role = ROLE.get(name_of(header))
    return role in ("measure", "ratio") or (role is None and figures.any(place))


def _rows(split: Mapping[int, WhoseMeasure]) -> list[tuple[str, dict[str, int]]]:
    """The channels with the column of each field; two columns of one field are two rows of their channel."""
    rows: list[tuple[str, dict[str, int]]] = []
    for place, one in split.items():
        name = name_of(one.measure)
        free = (at for channel, at in rows if key_for(channel) == one.key and name not in at)
        at = next(free, None)
        if at is None:
            at = {}
            rows.append((one.whose, at))
        at[name] = place
    return rows


@dataclass(frozen=True, kw_only=True)
class _ChannelColumns:
    rows: list[tuple[str, dict[str, int]]]
    fields: tuple[str, ...]
    totals: Mapping[str, tuple[int, list[int]]]
    """Field to the column of its total and the columns that this is made of."""
    shared: list[int]
    """Figures that name no channel."""
    base: list[int]
    width: int
    figures: SampleFigures
    rests: dict[int, float] = field(default_factory=dict)
    """What totals had beyond their parts, by column."""

    def down(self, lines: Iterator[Line]) -> Iterator[Line]:
        """A row for each channel, and one for what names none."""
        self.rests.clear()
        for cells, state in lines:
            row = [*cells, *[""] * (self.width - len(cells))]
            kept = [row[place] for place in self.base]
            for channel, at in self.rows:
                own = [row[at[name]] if name in at else "" for name in self.fields]
                if not all(map(says_nothing, own)):
                    yield [*kept, channel, *own, *[""] * len(self.shared)], state
            rest = [self._rest(name, row) for name in self.fields]
            if not all(map(says_nothing, [*rest, *(row[place] for place in self.shared)])):
                yield [*kept, _NOBODY, *rest, *(row[place] for place in self.shared)], state

    def _rest(self, name: str, row: Sequence[str]) -> str:
        """What the total of a field has beyond its channels; nothing where it is their sum."""
        if name not in self.totals:
            return ""
        place, parts = self.totals[name]
        rest = self.figures.beyond(row, place, parts)
        if not rest:
            return ""
        self.rests[place] = self.rests.get(place, 0.0) + rest
        return self.figures.written(rest, place)

    def rest_notes(self, header: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
        """Names what totals had beyond their channels."""
        return [
            ("files-note-total-rest", {"header": header[place], "rest": f"{rest:.2f}".removesuffix(".00")})
            for place, rest in self.rests.items()
        ]


def _notes(
    header: Sequence[str], columns: _ChannelColumns, totals: Collection[int]
) -> list[tuple[str, dict[str, str]]]:
    channels = ", ".join(dict.fromkeys(channel for channel, _at in columns.rows))
    notes = [("files-note-channels-down", {"channels": channels})]
    if totals:
        notes.append(("files-note-channel-sums", {"headers": ", ".join(header[place] for place in sorted(totals))}))
    if columns.shared:
        names = ", ".join(header[place] for place in columns.shared)
        notes.append(("files-note-without-channel", {"headers": names}))
    return notes


def channel_and_measure(header: str) -> WhoseMeasure | None:
    """The channel, known or not, and the measure that a header names together; none where words say other than whose.

    >>> channel_and_measure("google_spend"), channel_and_measure("Website purchases")
    (WhoseMeasure(whose='Google Ads', measure='spend'), None)
    >>> channel_and_measure("Расход на Наружку, руб с НДС"), channel_and_measure("Competitor sales")
    (WhoseMeasure(whose='Наружку', measure='расход'), None)
    """
    found = whose_and_measure(header)
    if found is None or (not found.is_known and any(found.says(kind) for kind in _NO_CHANNEL)):
        return None
    return found


_NO_CHANNEL: Final = ("share", "average", "rank", "standing", "limit", "number", "days", "apart", "state", "loss")
"""Kinds of words of `own_words.toml` that say what figures are, and not whose."""


def whose_and_measure(header: str) -> WhoseMeasure | None:
    """What a header names before or after a measure: a channel that is known goes before the longest words of one.

    >>> whose_and_measure("Revenue, new customers"), whose_and_measure("Revenue")
    (WhoseMeasure(whose='new customers', measure='revenue'), None)
    """
    aside = _IN_BRACKETS.fullmatch(without_currency(header))
    if aside and aside[1].strip():
        return _in_brackets(*aside.groups())
    if field_of(header) or len(header) > LONGEST_HEADER:
        return None
    tokens = bare_header(in_full(header), of_money=True).split()
    ends = [(tokens[:size], tokens[size:]) for size in range(1, len(tokens))]
    pairs = [*ends, *((_without_between(after), before) for before, after in ends)]
    known = [(whose, rest) for whose, rest in pairs if len(whose) <= _LONGEST_WORDS and canonical(" ".join(whose))]
    for whose, measure in (*_longest_first(known), *_shortest_first(pairs)):
        if whose and is_measure(" ".join(measure)):
            return _named(header, whose, " ".join(measure))
    return None


def _longest_first(pairs: list[tuple[list[str], list[str]]]) -> list[tuple[list[str], list[str]]]:
    return sorted(pairs, key=lambda pair: -len(pair[0]))


def _shortest_first(pairs: list[tuple[list[str], list[str]]]) -> list[tuple[list[str], list[str]]]:
    """The fewest words that are no measure; of two measures money: revenue of orders is revenue."""
    return sorted(pairs, key=lambda pair: (len(pair[0]), name_of(" ".join(pair[1])) not in MONEY))


def _without_between(words: list[str]) -> list[str]:
    return words[1:] if words and words[0] in _BETWEEN else words


def _in_brackets(before: str, inside: str) -> WhoseMeasure | None:
    """Reads `TV (spend)` and `Spend (TV)`: brackets beside a measure name a channel only where it is known."""
    if is_measure(inside) and not is_measure(before):
        return _named(before, plain_header(before).split(), plain_header(inside))
    if is_measure(before) and canonical(inside):
        return _named(inside, plain_header(inside).split(), plain_header(before))
    return None


def _named(header: str, whose: Sequence[str], measure: str) -> WhoseMeasure:
    """The name as it is written."""
    known = canonical(" ".join(whose))
    if known:
        return WhoseMeasure(whose=titled(known.key, "en"), measure=measure)
    spelled = re.search(r"[\W_]*".join(word.replace("е", "[её]") for word in whose), header, re.IGNORECASE)
    return WhoseMeasure(whose=spelled[0] if spelled else " ".join(whose), measure=measure)
