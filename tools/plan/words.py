"""Plan against fact in words: the first line answers what was asked, the lines below say who and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateutil.relativedelta import relativedelta

from ingest.channel_names import titled
from ingest.texts import Language, say
from tools.plan.choosing import RANKING, About, chosen, exceeds, parts_of, share_of, whole_of
from tools.plan.line import PlanLine
from tools.plan.span import spanned, whole_by_month
from tools.semantics.metrics import METRICS
from tools.words import wording
from tools.words.labels import figure, metric_name
from tools.words.periods.spans import name_of

NAMED: Final = 6
"""Lines said aloud; the table has all."""


def tell(lines: Sequence[PlanLine], currency: str, language: Language, about: About = "") -> str:
    """The answer in its first line, then what it is made of: months of a span, channels, goals."""
    words = PlanWords(currency, language)
    if about in RANKING:
        return words.ranked(lines, about)
    whole = [*spanned(lines), *_apart(lines)] if _is_of_months(lines) else list(lines)
    lead = whole_of(_main(whole))
    below = [line for line in _leading(whole) if line is not lead]
    goals = [line for line in below if lead and not about and _is_whole_goal(line, lead)]
    told = [words.lead(lead, about) if lead else words.head_alone(whole[0])]
    told += [words.lead(line, about) for line in goals]
    told += words.months_over(lines, lead)
    rows = words.rows(lines, lead, [line for line in below if line not in goals], about)
    return "\n".join(["\n\n".join(told), *([""] if rows else []), *rows])


def _is_of_months(lines: Sequence[PlanLine]) -> bool:
    """Whether the lines are of more than one."""
    return len({line.month for line in lines}) > 1


def _is_whole_goal(line: PlanLine, lead: PlanLine) -> bool:
    """Whether it says of everything together what a budget in the first line does not: that a goal will be missed."""
    return lead.kind == "budget" and line.kind == "goal" and not line.channel and not line.campaign


def _main(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """What the first line is about: budgets where there are any, else the goals of the first metric."""
    first = next((line for line in lines if line.kind == "budget"), lines[0] if lines else None)
    return [line for line in lines if first and (line.kind, line.metric) == (first.kind, first.metric)]


def _leading(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """Those of the first line's metric by channel, then goals: the whole of each before its channels."""
    main = _main(lines)
    others = [line for line in lines if line not in main]
    wholes = [line for line in others if not line.channel]
    return [*parts_of(main), *wholes, *parts_of(others)]


def _apart(lines: Sequence[PlanLine]) -> list[PlanLine]:
    """Goals for prices and returns, which stay those of their month."""
    return [line for line in lines if not METRICS[line.metric].additive]


class PlanWords:
    """Sentences about lines of a plan in one language and one currency."""

    def __init__(self, currency: str, language: Language) -> None:
        self.currency = currency
        self.language: Language = language

    def lead(self, line: PlanLine, about: About) -> str:
        """The sentence that answers."""
        kind = f"{about}-{_side(line)}" if about and line.state == "running" and METRICS[line.metric].additive else ""
        key = kind.replace("_", "-") or f"lead-{line.state}"
        return self._say(f"plan-{line.kind}-{key}", line, head=self._head(line))

    def head_alone(self, line: PlanLine) -> str:
        """What the rows below are about, where no line stands for all of them."""
        days = name_of((line.month, line.until), self.language)
        return say("plan-lead-none", self.language, when=days)

    def until_now(self, line: PlanLine) -> str:
        """The months of a span that are over."""
        return self._say(f"plan-{line.kind}-until-now", line, head=name_of((line.month, line.until), self.language))

    def months_over(self, lines: Sequence[PlanLine], lead: PlanLine | None) -> list[str]:
        """Of a span that goes on, how the months went that are over."""
        if lead is None or lead.state != "running" or not _is_of_months(lines):
            return []
        over = whole_of(_main(spanned([line for line in lines if line.ended])))
        return [self.until_now(over)] if over else []

    def rows(
        self, lines: Sequence[PlanLine], lead: PlanLine | None, below: Sequence[PlanLine], about: About
    ) -> list[str]:
        """What stands below the sentences: months of a span, then whose lines there are, and how many more."""
        named = [self.row(line, name) for line, name in self.by_month(lines, lead)]
        named += [self.row(line, self.where(line, lead), about) for line in below[:NAMED]]
        more = len(below) - NAMED
        return [*(f"- {row}" for row in named), *([say("plan-more", self.language, n=more)] if more > 0 else [])]

    def by_month(self, lines: Sequence[PlanLine], lead: PlanLine | None) -> list[tuple[PlanLine, str]]:
        """The months of a span, each with its name."""
        if lead is None or lead.is_of_one_month:
            return []
        same = whole_by_month(lines, lead.kind, lead.metric) if not lead.channel else []
        same = same or [line for line in lines if line.owner == lead.owner]
        return [(line, wording.month(line.month, self.language)) for line in same]

    def row(self, line: PlanLine, name: str, about: About = "") -> str:
        """A line below the first."""
        left = about in ("left", "per_day") and line.state == "running" and _side(line) == "open"
        key = "left" if left and METRICS[line.metric].additive else line.state
        return self._say(f"plan-{line.kind}-row-{key}", line, head=name)

    def where(self, line: PlanLine, lead: PlanLine | None) -> str:
        """Whose line it is, with the metric where it is not the first line's."""
        name = say("plan-everywhere", self.language) if not line.channel else titled(line.channel, self.language)
        name = f"{name}, {line.campaign}" if line.campaign else name
        if line.kind == "budget" or (lead and lead.metric == line.metric):
            return name
        return f"{name}, {metric_name(line.metric, self.language)}"

    def ranked(self, lines: Sequence[PlanLine], about: About) -> str:
        """Who is over, under, nearest or farthest: they alone, and in the first line; or that nobody is."""
        compared = spanned(lines) if _is_of_months(lines) else lines
        whole = _main(compared) or list(lines)
        found, one = chosen(whole, about), whole[0]
        head = {"when": name_of((one.month, one.until), self.language), "what": self._what(one, inside=True)}
        head["state"] = "closed" if one.ended else "running"
        behind = self._behind(compared, whole) if about == "under" else ""
        if not found:
            begun = head if one.state != "ahead" else {**head, "state": "ahead"}
            return say(f"plan-{about}-none", self.language, **begun) + behind
        if about in ("nearest", "farthest"):
            return self._by_nearness(found, about, head)
        return self._by_side(found, about, head, ended=one.ended) + behind

    def _by_side(self, found: Sequence[PlanLine], about: About, head: dict[str, str], *, ended: bool) -> str:
        """Who is over or under already, and who will be at this pace."""
        there = [line for line in found if ended or (about == "over" and exceeds(line))]
        coming = [line for line in found if line not in there]
        named = [self._named(line, ended=line in there) for line in found]
        first = say(
            f"plan-{about}-some",
            self.language,
            there=wording.listing(named[: len(there)] if about == "over" else named, self.language),
            coming=wording.listing([self._named(line, ended=False) for line in coming], self.language),
            only=("both" if coming else "there") if there else "coming",
            **head,
        )
        return "\n".join([first, *self._rows(found)])

    def _rows(self, lines: Sequence[PlanLine]) -> list[str]:
        """Lines of their own below a sentence."""
        return ["", *(f"- {self.row(line, self.where(line, line))}" for line in lines)]

    def _behind(self, lines: Sequence[PlanLine], told: Sequence[PlanLine]) -> str:
        """Goals that will be missed, where the answer is about budgets: whoever is behind is behind those too."""
        goals = [line for line in lines if line.kind == "goal" and METRICS[line.metric].additive and line not in told]
        found = chosen(goals, "under")
        if not found:
            return ""
        rows = [f"- {self.row(line, self.where(line, told[0]))}" for line in found[:NAMED]]
        return "\n".join(["", "", say("plan-under-goals", self.language), "", *rows])

    def _by_nearness(self, found: Sequence[PlanLine], about: About, head: dict[str, str]) -> str:
        best = found[0]
        first = self._say(
            f"plan-{about}",
            best,
            head=self.where(best, best),
            part=wording.share(share_of(best), self.language),
            **head,
        )
        return "\n".join([first, *self._rows(found)])

    def _named(self, line: PlanLine, *, ended: bool) -> str:
        apart = (line.off if ended else (line.end or 0.0) - line.target) or 0.0
        values = {"where": self.where(line, line), "off": self._worded(line, abs(apart))}
        return say("plan-by", self.language, **values, part=wording.share(self._part(line, ended=ended), self.language))

    def _part(self, line: PlanLine, *, ended: bool) -> float | None:
        return line.done if ended else share_of(line)

    def _head(self, line: PlanLine) -> str:
        when = name_of((line.month, line.until), self.language)
        where = f"{self.where(line, line)}, " if line.channel else ""
        return f"{where}{self._what(line, inside=bool(where))}, {when}"

    def _what(self, line: PlanLine, *, inside: bool) -> str:
        """Budget, or the goal's metric; `inside` a sentence or at its beginning."""
        name = say("plan-budget", self.language) if line.kind == "budget" else metric_name(line.metric, self.language)
        return name if inside else wording.capitalised(name)

    def _worded(self, line: PlanLine, value: float | None) -> str:
        return figure(line.metric, value, self.currency, self.language)

    def _say(self, key: str, line: PlanLine, **beside: str) -> str:
        end = None if line.end is None else abs(line.end - line.target)
        pace = line.fact / line.elapsed / line.length if line.fact is not None and line.elapsed else None
        values = {
            "target": self._worded(line, line.target),
            "fact": self._worded(line, line.fact),
            "expected": self._worded(line, line.end),
            "low": self._worded(line, line.low),
            "high": self._worded(line, line.high),
            "done": wording.share(line.done, self.language),
            "parts": "no" if line.done is None else "yes",
            "gap": self._worded(line, line.gap_per_day),
            "pace": self._worded(line, pace),
            "off": self._worded(line, abs(line.off) if line.off is not None else None),
            "missing": self._worded(line, end),
            "side": "even" if not round(line.off or 0.0) else "over" if (line.off or 0.0) > 0 else "left",
            "days": line.days_left,
            "metric": metric_name(line.metric, self.language),
            "verdict": say(f"plan-verdict-{line.verdict}", self.language),
        }
        return say(key, self.language, **{**values, **beside})


@dataclass(frozen=True, kw_only=True)
class PlanAsked:
    """What plan was asked for."""

    when: str
    metric: str
    """Empty: budgets and goals alike."""
    channels: Sequence[str]
    """By name; none: all."""


def told_missing(asked: PlanAsked, known: Sequence[date], others: Sequence[str], language: Language) -> str:
    """That there is no such plan, with the months that have one (first days), else the channels."""
    kind = "any" if not asked.metric else "budget" if asked.metric == "spend" else "goal"
    named = {"metric": METRICS[asked.metric].titles[language]} if kind == "goal" else {}
    return say(
        "plan-none",
        language,
        what=say(f"plan-none-{kind}", language, **named),
        when=asked.when,
        where=wording.listing(asked.channels, language),
        placed="yes" if asked.channels else "no",
        known=_months(known, language),
        others=wording.listing(others, language),
        has="months" if known else "channels" if others else "nothing",
    )


def _months(months: Sequence[date], language: Language) -> str:
    """Months by name; those that follow each other by their ends."""
    if len(months) > 2 and months[-1] == months[0] + relativedelta(months=len(months) - 1):
        return wording.month_range(months[0], months[-1], language)
    return wording.listing([wording.month(month, language) for month in months], language)


def _side(line: PlanLine) -> str:
    """Whether something is left of the target, or it is used up."""
    return "open" if line.gap_per_day is not None else "done"
