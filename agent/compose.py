"""Writes an answer's text from tools' results alone: what the planner says, and what replaces untrue words."""

from collections.abc import Callable, Sequence
from datetime import date

from agent.said_back import read_as
from ingest.texts import Language, say
from tools.engine.days import UNITS
from tools.engine.table import Cell, Table
from tools.semantics.calendar import unit_span
from tools.semantics.metrics import METRICS
from tools.semantics.question import Window
from tools.tool import Numbers, ToolResult
from tools.words import wording
from tools.words.labels import cell_text, companion, name_text
from tools.words.outside_names import plain

PER = ("per_day", "per_week", "per_month", "per_quarter", "per_year")
SHOWN_BESIDE = frozenset(("", "share", "pace", "change_abs", *PER))
MOST_SIDE_BY_SIDE = 12
LISTED = 5
"""Groups that are named one by one; more are summed up by their ends."""


def compose(results: Sequence[ToolResult], language: Language) -> str:
    """Markdown for the results, in the order in which they came."""
    return "\n\n".join(_one(result, language) for result in results)


def _one(result: ToolResult, language: Language) -> str:
    text = _numbers(result, language) if isinstance(result, Numbers) else result.text
    return _said_back(text, result, language)


def _numbers(result: Numbers, language: Language) -> str:
    counted = _counted(result, language)
    if not result.rows:
        return counted + result.text
    text = counted + _Story(result, language).text()
    return f"{text}\n\n{say('compose-file', language)}" if result.files else text


def _counted(result: Numbers, language: Language) -> str:
    """How many rows there are, where that is the question."""
    if not result.question.count or not result.tables:
        return ""
    return say("compose-count", language, n=wording.count(result.tables[0].rows_total, language)) + "\n"


def _said_back(text: str, result: ToolResult, language: Language) -> str:
    if result.period is None:
        return text
    line = plain(read_as(result, language))
    if result.as_of:
        line = say("compose-as-of", language, days=line, day=wording.day(result.as_of, language))
    return f"{text}\n\n*{line}*"


class _Story:
    """One table told in a few sentences."""

    def __init__(self, result: Numbers, language: Language) -> None:
        self.table, self.total = result.tables[0], result.total
        self.question = question = result.question
        self.language = language
        order = question.order_by
        self.metric = order if order in question.metrics else question.metrics[0]

    def text(self) -> str:
        """The sentences: first those the question names, then the rest."""
        return "\n".join([*self._focused(), self._told()])

    def _focused(self) -> list[str]:
        """The rows that the question names, with their places."""
        places = [place for place, row in enumerate(self.table.rows) if set(self.question.focus) & set(map(str, row))]
        return [self._focus_line(place) for place in places[:LISTED]]

    def _focus_line(self, place: int) -> str:
        row = self.table.rows[place]
        values = {"name": self._name(row), "metric": self._title(self.metric), "value": self._cell(row, self.metric)}
        line = self._say("focus", **values, rest=self._rest(row))
        if self.question.compare_to:
            before, change = (self._cell(row, f"{self.metric}_{part}") for part in ("previous", "change"))
            moved = self._moved(row, self.metric, self.table, change)
            line = self._say("focus-change", line=line, change=moved, before=before)
        if self._ranked() and self.table.complete and self._sorted_by_metric():
            return self._say("focus-place", line=line, place=str(place + 1), of=str(len(self.table.rows)))
        return line

    def _told(self) -> str:
        if len(self.table.rows) == 1 and self.question.group_by:
            return self._single()
        return next(tell for fits, tell in self._ways() if fits)()

    def _ways(self) -> tuple[tuple[bool, Callable[[], str]], ...]:
        """How a table is told, the first that fits."""
        asked = self.question
        return (
            (asked.total and self.total is not None, self._kept),
            (asked.keys != asked.group_by, self._side_by_side),
            (not asked.group_by, lambda: self._totals(self.table)),
            (bool(asked.compare_to), self._movers),
            (bool(asked.time) and not self._ranked(), self._course),
            (True, self._ranking),
        )

    def _kept(self) -> str:
        """The sum that was asked for, then the rows it is the sum of."""
        total = self.total or self.table
        values = [f"{self._title(name)} {self._cell(total.rows[0], name, total)}" for name in self.question.metrics]
        return "\n".join([self._say("kept-total", values=", ".join(values)), self._ranking()])

    def _side_by_side(self) -> str:
        """Rows of several periods or parts, one under the other."""
        rows = self.table.rows[:MOST_SIDE_BY_SIDE]
        lines = [f"- {self._name(row)} — {self._cell(row, self.metric)}{self._rest(row)}" for row in rows]
        return "\n".join([self._say("heading", metric=self._title(self.metric)), *lines])

    def _say(self, key: str, **values: object) -> str:
        return say(f"compose-{key}", self.language, **values)

    def _cell(self, row: Sequence[Cell], name: str, table: Table | None = None) -> str:
        table = table or self.table
        place = table.index(name)
        return cell_text(row[place], table.columns[place], self.language)

    def _name(self, row: Sequence[Cell]) -> str:
        keys = [(row[place], self.table.columns[place]) for place in map(self.table.index, self.question.keys)]
        return " · ".join(f"**{name_text(cell, column, self.language)}**" for cell, column in keys)

    def _title(self, metric: str) -> str:
        return METRICS[metric].titles[self.language]

    def _totals(self, table: Table) -> str:
        return "\n".join(self._value_line(table, metric) for metric in self.question.metrics)

    def _value_line(self, table: Table, metric: str) -> str:
        row = table.rows[0]
        line = self._say("value", metric=self._title(metric), value=self._cell(row, metric, table))
        names = {column.name for column in table.columns}
        if f"{metric}_previous" in names:
            before, change = (self._cell(row, f"{metric}_{part}", table) for part in ("previous", "change"))
            line = self._say("value-change", line=line, before=before, change=self._moved(row, metric, table, change))
        for suffix in (*PER, "pace", "share"):
            if f"{metric}_{suffix}" in names:
                value = self._cell(row, f"{metric}_{suffix}", table)
                line = self._say(f"value-{suffix.replace('_', '-')}", line=line, value=value)
        return line

    def _moved(self, row: Sequence[Cell], metric: str, table: Table, change: str) -> str:
        """The change, in units too where they are asked for; between two percentages in percentage points."""
        units = f"{metric}_change_abs"
        if any(column.name == units for column in table.columns):
            change = f"{'+' * change.startswith('+')}{self._cell(row, units, table)} ({change})"
        now, before = row[table.index(metric)], row[table.index(f"{metric}_previous")]
        if (
            METRICS[metric].style != "percent"
            or not isinstance(now, float | int)
            or not isinstance(before, float | int)
        ):
            return change
        return wording.points(now - before, self.language)

    def _single(self) -> str:
        row = self.table.rows[0]
        return f"{self._name(row)}\n" + self._totals(self.table)

    def _rest(self, row: Sequence[Cell]) -> str:
        """The further metrics of a row, in brackets."""
        names = [column.name for column in self.table.columns if column.name not in self.question.keys]
        others = [name for name in names if name != self.metric and companion(name)[1] in SHOWN_BESIDE]
        if not others:
            return ""
        worded = [self._say("other", title=self._other_title(name), value=self._cell(row, name)) for name in others[:3]]
        return f" ({', '.join(worded)})"

    def _other_title(self, name: str) -> str:
        metric, suffix = companion(name)
        if metric == self.metric and suffix:
            return self._say(f"suffix-{suffix.replace('_', '-')}")
        title = self._title(metric)
        return title if title.isupper() else title[:1].lower() + title[1:]

    def _ranking(self) -> str:
        rows = [row for row in self.table.rows if row[self.table.index(self.metric)] is not None]
        if not rows:
            return self._say("all-missing", metric=self._title(self.metric))
        if len(rows) <= LISTED:
            lines = [f"- {self._name(row)} — {self._cell(row, self.metric)}{self._rest(row)}" for row in rows]
            told = "\n".join([self._say("heading", metric=self._title(self.metric)), *lines])
            return "\n\n".join([told, *self._whole()])  # a line right after a list would become part of its last bullet
        first, last = rows[0], rows[-1]
        lines = [
            self._say(
                self._end(first),
                metric=self._title(self.metric),
                name=self._name(first),
                value=self._cell(first, self.metric),
                rest=self._rest(first),
            )
        ]
        next_ones = [f"{self._name(row)} ({', '.join(self._with_share(row))})" for row in rows[1:3]]
        lines.append(self._say("next", names=", ".join(next_ones)))
        if self.table.complete and self._sorted_by_metric():
            lines.append(
                self._say(
                    self._end(last, tail=True),
                    metric=self._title(self.metric),
                    name=self._name(last),
                    value=self._cell(last, self.metric),
                )
            )
        return " ".join(lines) + "".join(f"\n{line}" for line in self._whole())

    def _with_share(self, row: Sequence[Cell]) -> list[str]:
        share = f"{self.metric}_share"
        known = share in {column.name for column in self.table.columns}
        return [self._cell(row, name) for name in (self.metric, *([share] if known else []))]

    def _ranked(self) -> bool:
        """Whether the rows were asked for from best to worst rather than in their own order."""
        return self.question.order_by in METRICS

    def _sorted_by_metric(self) -> bool:
        return not self.question.order_by or (self.question.order_by, self.question.order_of) == (self.metric, "value")

    def _descending(self) -> bool:
        return self.question.descending if self.question.order_by else True

    def _end(self, _row: Sequence[Cell], *, tail: bool = False) -> str:
        better = METRICS[self.metric].better
        if not self._sorted_by_metric():
            return "first"
        high = self._descending() != tail
        if not better or METRICS[self.metric].style == "count" or METRICS[self.metric].key in ("revenue",):
            return ("most" if high else "least") + ("-tail" if tail else "")
        return ("best" if high == (better == "up") else "worst") + ("-tail" if tail else "")

    def _whole(self) -> list[str]:
        total = self.total
        if total is None or self.question.having or self.question.total:
            return []
        values = [
            f"{self._title(metric)} {self._cell(total.rows[0], metric, total)}" for metric in self.question.metrics[:4]
        ]
        return [self._say("whole", values=", ".join(values))]

    def _course(self) -> str:
        place = self.table.index(self.metric)
        rows = [row for row in self.table.rows if isinstance(row[place], int | float)]
        if not rows:
            return self._say("all-missing", metric=self._title(self.metric))
        ordered = sorted(self._whole_steps(rows), key=lambda row: float(str(row[place])))
        ends = {"top": ordered[-1], "low": ordered[0]}
        said = {end: f"{self._name(row)} ({self._cell(row, self.metric)})" for end, row in ends.items()}
        line = self._say("course", metric=self._title(self.metric), top=said["top"], low=said["low"])
        return "\n".join([line, *self._mean(ordered, place), *self._whole()])

    def _mean(self, rows: list[list[Cell]], place: int) -> list[str]:
        """The mean of what adds up, over whole weeks or months; days have an average of their own."""
        if self.question.time not in UNITS or not METRICS[self.metric].additive:
            return []
        mean = sum(float(str(row[place])) for row in rows) / len(rows)
        return [self._say("mean", value=cell_text(mean, self.table.columns[place], self.language))]

    def _whole_steps(self, rows: list[list[Cell]]) -> list[list[Cell]]:
        """Rows without weeks, months and quarters that the period cuts off, as long as enough whole ones remain."""
        time = self.question.time or ""
        if time not in UNITS:
            return rows
        place, window = self.table.index(time), self.question.window
        whole = [row for row in rows if _is_whole(row[place], window, time)]
        return whole if len(whole) > 1 else rows

    def _movers(self) -> str:
        if self.question.time and len(self.question.group_by) == 1:
            return self._course()
        place = self.table.index(f"{self.metric}_change")
        rows = [row for row in self.table.rows if isinstance(row[place], int | float)]
        if not rows:
            return self._say("no-base", metric=self._title(self.metric))
        ordered = sorted(rows, key=lambda row: float(str(row[place])))
        lines = [self._mover("fell", ordered[0], place), self._mover("rose", ordered[-1], place)]
        total = self.total
        head = [self._value_line(total, metric) for metric in self.question.metrics] if total else []
        return "\n".join([*head, " ".join(line for line in reversed(lines) if line)])

    def _mover(self, key: str, row: Sequence[Cell], place: int) -> str:
        moved = float(str(row[place]))
        if (key == "rose") != (moved > 0) or moved == 0:
            return ""
        before, now = self._cell(row, f"{self.metric}_previous"), self._cell(row, self.metric)
        change = self._moved(row, self.metric, self.table, self._cell(row, f"{self.metric}_change"))
        return self._say(
            key, metric=self._title(self.metric), name=self._name(row), change=change, before=before, now=now
        )


def _is_whole(start: Cell, window: Window, unit: str) -> bool:
    return isinstance(start, date) and start >= window.start and unit_span(start, unit)[1] <= window.end
