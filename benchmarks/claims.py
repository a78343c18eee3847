"""Says true and false sentences over real results of the demo to the gate that a language model's words must pass.

    python benchmarks/claims.py [--set first|second|third ... thirteenth|both] [--show]

The sentences stand in `claims/`; the second and the ninth set and the report were written from tool results alone, before their writer had read
the gate. A false sentence must not reach the person, a true one must pass unchanged. Prints Markdown; writes results/claims.json and claims.md.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]
sys.path.remove(str(HERE)) if str(HERE) in sys.path else None

from agent.bootstrap import Demetra  # noqa: E402 - after the path is right
from ingest import demo  # noqa: E402 - after the path is right
from ingest.settings import Settings  # noqa: E402 - after the path is right
from tools.claims import Context, Evidence, Judgement, judge, sentences  # noqa: E402 - after the path is right
from tools.claims.statements import statements  # noqa: E402 - after the path is right
from tools.semantics.metrics import METRICS  # noqa: E402 - after the path is right
from tools.tool import Explained, Numbers, ToolResult, find_tools  # noqa: E402 - after the path is right
from tools.words import wording  # noqa: E402 - after the path is right

TODAY = date(2026, 11, 22)
LATER = (
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
)
FIRST_RUN = """| the half left out, first run | 302 | 1 of 152 | 130 of 150 |
| second set, first run | 300 | 5 of 150 | 86 of 150 |
| third set, written to find what the second had loosened, first run | 107 | 2 of 59 | 19 of 48 |
| fourth set, worded as models write, first run | 120 | 1 of 60 | 26 of 60 |
| fifth set, after what the fourth had shown was mended, first run | 80 | 2 of 40 | 24 of 40 |
| sixth set, pronouns, formulas, notes, talk, advice, first run | 200 | 5 of 100 | 34 of 100 |
| seventh set, the same kinds in other words: unseen, before and after what the sixth showed | 199 | 6, then 3 of 100 | 28, then 41 of 99 |
| eighth set, the same: unseen, before and after both | 200 | 3, then 0 of 100 | 15, then 27 of 100 |
| ninth set, worded as models write: unseen, by the gate as it was, then by the one with clauses, roles and unknown words | 342 | 5, then 7 of 178 | 39, then 63 of 164 |
| the half of the ninth that nobody had looked at when the other half passed 72 of 82 | 170 | 2 of 88 | 30 of 82 |
| tenth set, other wordings of the same contexts: unseen, by the gate as it was, then after the ninth | 135 | 1, then 1 of 72 | 23, then 33 of 63 |
| eleventh set, one claim a sentence: unseen, by the gate as it was before the ninth, then after the tenth | 68 | 1, then 0 of 36 | 23, then 26 of 32 |
| twelfth set, what is left unsaid, neither ... nor, after, since, some of the rows, vague amounts, plans: first run | 300 | 26 of 207 | 36 of 93 |
| thirteenth set, the same kinds in other words by the same hand: unseen, by the gate as it was, then after the twelfth | 129 | 11, then 0 of 79 | 15, then 46 of 50 |"""
"""What sets scored before anybody had looked at what went wrong; then they became material."""
FIRST_REPORT = "A fresh report of 100 claims, first run: 72 decided, 0 false called true, 15 true called false."
FIRST_UNSAID = "The twelfth and thirteenth set, first run: 7 false called true, 1 true called false."
SHORT = {
    "facebook": "facebook",
    "google": "google_ads",
    "tiktok": "tiktok",
    "instagram": "instagram",
    "telegram": "telegram",
    "yandex": "yandex_direct",
}
AGAINST = {"period": "October 2026", "compare_to": "September 2026"}
ASKED: dict[str, tuple[str, dict[str, Any], str]] = {
    "channels": (
        "query_metrics",
        {"metrics": ["roi", "spend", "revenue"], "group_by": ["channel"], "period": "last month"},
        "ROI, spend and revenue by channel last month",
    ),
    "change": (
        "compare_periods",
        {"metrics": ["roi", "revenue"], "group_by": ["channel"], **AGAINST},
        "How did ROI and revenue change in October against September by channel?",
    ),
    "total": (
        "compare_periods",
        {"metrics": ["spend", "cpa"], **AGAINST},
        "Spend and CPA in October against September",
    ),
    "months": (
        "query_metrics",
        {"metrics": ["revenue"], "group_by": ["month"], "period": "all time"},
        "Revenue by month",
    ),
    "campaigns": (
        "query_metrics",
        {"metrics": ["cpa", "spend"], "group_by": ["campaign"], "period": "last month", "limit": 8},
        "The 8 campaigns with the highest CPA last month",
    ),
    "why": ("explain_change", {"metric": "roi", **AGAINST}, "Why did ROI change in October?"),
    "budget": ("allocate_budget", {"days": 30}, "How should I split the budget?"),
    "funnel": (
        "query_metrics",
        {"metrics": ["clicks", "conversions", "ctr", "cvr"], "group_by": ["channel"], "period": "last week"},
        "Clicks, conversions, CTR and CVR by channel last week",
    ),
    "outlook": ("forecast_metric", {"metric": "revenue", "horizon": 30}, "Revenue of the next 30 days"),
    "devices": (
        "query_metrics",
        {"metrics": ["spend", "cpa", "ctr"], "group_by": ["device"], "period": "last month"},
        "Spend, CPA and CTR by device last month",
    ),
    "days": (
        "query_metrics",
        {
            "metrics": ["conversions", "spend"],
            "group_by": ["day"],
            "period": "last week",
            "filters": [{"dimension": "channel", "values": ["telegram"]}],
        },
        "Conversions and spend of Telegram by day last week",
    ),
    "advice": ("recommend", {}, "What should I do?"),
}


class Cells(SimpleNamespace):
    """A row whose cells are attributes."""


def results(folder: Path, language: str) -> dict[str, ToolResult]:
    running = Demetra(settings=Settings(_env_file=None, data_dir=folder, today=TODAY))
    if not running.metrics.catalogue().accounts:
        demo.load(running.store, today=TODAY, months=4)
    desk = running.desk("ru" if language == "ru" else "en")
    found = {}
    for name, (tool, args, _) in ASKED.items():
        entry = find_tools()[tool]
        found[name] = entry.run(entry.arguments.model_validate(args), desk)
    return found


def cells(result: ToolResult, language: str) -> dict[str, Any]:
    """What the sentences' placeholders see."""
    table = result.tables[0]
    rows = [Cells(**{column.name: cell for column, cell in zip(table.columns, row, strict=True)}) for row in table.rows]
    seen: dict[str, Any] = {f"r{place}": row for place, row in enumerate(rows)}
    by_name = {
        str(row.channel).lower().replace(".", "_").replace(" ", "_"): row for row in rows if hasattr(row, "channel")
    }
    seen |= {short: by_name[key] for short, key in SHORT.items() if key in by_name}
    if isinstance(result, Numbers) and result.total:
        seen["total"] = Cells(
            **{column.name: cell for column, cell in zip(result.total.columns, result.total.rows[0], strict=True)}
        )
    if isinstance(result, Explained):
        seen |= _why(result)
    return {**seen, **_words(language, seen.get("total"))}


def _why(result: Explained) -> dict[str, Any]:
    by_channel, by_factor = result.tables[0], result.tables[1]
    share = by_channel.index("roi_contribution")
    channels = {
        str(row[0]).lower().split(".")[0].split()[0].replace("яндекс", "yandex"): row[share] for row in by_channel.rows
    }
    keys = {title: key for key, metric in METRICS.items() for title in metric.titles.values()}
    factors = {keys[str(row[0])]: row[1] for row in by_factor.rows}
    before, after = result.factors[list(factors).index("cpc")]
    return {
        "w": Cells(**channels),
        "f": Cells(
            before=result.before,
            after=result.after,
            change=result.moved,
            cpc_before=before,
            cpc_after=after,
            **factors,
        ),
    }


def _words(language: Any, total: Any) -> dict[str, Any]:
    return {
        "m": lambda amount: wording.money(abs(amount), "RUB", language),
        "m2": lambda amount: wording.money(amount, "RUB", language),
        "p": lambda ratio: wording.percent(ratio, language),
        "pp": lambda moved: wording.points(moved, language),
        "pp0": lambda moved: wording.points(abs(moved), language).lstrip("+"),
        "n": lambda amount: wording.count(round(amount), language),
        "s": lambda amount: wording.short_money(amount, "RUB", language),
        "whole": lambda ratio: f"{round(100 * ratio)}%" if language == "en" else f"{round(100 * ratio)} %",
        "share": lambda part: wording.percent(part / total.spend, language),
    }


def written(line: str, seen: dict[str, Any]) -> str:
    """The sentence with its placeholders filled; they are ours, no outsider's."""
    return re.sub(r"\{(.+?)\}", lambda match: str(eval(re.sub(r"\b0\.", "r0.", match[1]), dict(seen))), line)  # noqa: S307


def lines(kind: str, language: str, half: str) -> list[tuple[str, str, str]]:
    names = {"first": [""], "both": ["", "second_"]}.get(half, [f"{half}_"])
    texts = [(HERE / "claims" / f"{name}{kind}_{language}.txt").read_text("utf-8") for name in names]
    return [tuple(line.split("|", 2)) for text in texts for line in text.splitlines() if line.strip()]  # type: ignore[misc]


def keep_true(text: str, evidence: Evidence, question: str) -> tuple[str, list[Judgement]]:
    """The sentences that may be said, as they stand, and the judgements of those that may not."""
    context: Context | None = None
    kept: list[str] = []
    dropped: list[Judgement] = []
    for gap, sentence in sentences(text):
        judged = judge(sentence, evidence, question=question, context=context)
        if judged.verdict == "unproven":
            dropped.append(judged)
        else:
            kept.append(gap + sentence if kept else sentence)
            context = judged.context
    return "".join(kept), dropped


def run(half: str) -> list[dict[str, Any]]:
    judged = []
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "ru"):
            found = results(Path(folder), language)
            borne = {
                name: Evidence(results=[result], tools=frozenset({ASKED[name][0]}), today=TODAY)
                for name, result in found.items()
            }
            for kind in ("false", "true"):
                for place, (name, subject, line) in enumerate(lines(kind, language, half)):
                    text = written(line, cells(found[name], language))
                    kept, dropped = keep_true(text, borne[name], ASKED[name][2])
                    judged.append(
                        {
                            "kind": kind,
                            "language": language,
                            "subject": subject,
                            "place": place,
                            "text": text,
                            "passed": kept == text,
                            "reached": bool(kept.strip()),
                            "missing": [word for one in dropped for word in one.missing],
                        }
                    )
    return judged


CHECKED = frozenset(
    "figure round rank derive count sign mixed trend channel metric period direction ratio currency words".split()
)
"""Kinds of sentences that the data can decide; causes, advice and vague words are no claims about figures."""
DECIDABLE = frozenset("ellipsis neither after subset vague rows units since period denial list order overtake".split())
"""The same of the twelfth and thirteenth set."""
UNSUPPORTED = ("Revenue of Telegram has been growing.", "Выручка Telegram растёт.")
"""Not borne out by the one result of its context, but so in the data."""


def report() -> list[dict[str, Any]]:
    """An agency's report, claim by claim; its figures are those of the demo."""
    judged = []
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "ru"):
            results(Path(folder), language)
            desk = Demetra(settings=Settings(_env_file=None, data_dir=Path(folder), today=TODAY)).desk(
                "ru" if language == "ru" else "en"
            )
            for line in (HERE / "claims" / f"report_{language}.txt").read_text("utf-8").splitlines():
                kind, text = line.split("|", 1)
                verdict = verdict_of([one.truth for one in statements(text, desk)])
                judged.append(
                    {"kind": kind, "language": language, "subject": "report", "text": text, "verdict": verdict}
                )
    return judged


def verdict_of(truths: Sequence[str]) -> str:
    """A sentence is false when one claim of it is, and true when all are."""
    return next((truth for truth in ("false", "unknown", "true") if truth in truths), "unknown")


def checked(*sets: str, subjects: frozenset[str] = CHECKED) -> list[dict[str, Any]]:
    """The sentences of the three contexts about October, given to `check_claim` as somebody's report."""
    judged = []
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "ru"):
            found = results(Path(folder), language)
            desk = Demetra(settings=Settings(_env_file=None, data_dir=Path(folder), today=TODAY)).desk(
                "ru" if language == "ru" else "en"
            )
            for kind in ("true", "false"):
                said = [line for half in sets or ("first",) for line in lines(kind, language, half)]
                for name, subject, line in said:
                    text = (
                        written(line, cells(found[name], language)) if name in ("channels", "change", "total") else ""
                    )
                    if subject not in subjects or not text or text in UNSUPPORTED:
                        continue
                    truths = [
                        one.truth
                        for one in statements(
                            text, desk, period="2026-10-01..2026-10-31", against="2026-09-01..2026-09-30"
                        )
                    ]
                    verdict = verdict_of(truths)
                    judged.append(
                        {"kind": kind, "language": language, "subject": subject, "text": text, "verdict": verdict}
                    )
    return judged


def checked_line(judged: list[dict[str, Any]]) -> str:
    decided = sum(row["verdict"] != "unknown" for row in judged)
    wrong = [
        sum((row["kind"], row["verdict"]) == pair for row in judged) for pair in (("false", "true"), ("true", "false"))
    ]
    return (
        f"`check_claim` on {len(judged)} claims: {decided} decided ({100 * decided / len(judged):.1f} %), "
        f"{wrong[0]} false called true, {wrong[1]} true called false."
    )


def share(rows: list[dict[str, Any]], name: str) -> str:
    return f"{sum(row[name] for row in rows)} of {len(rows)}"


def markdown(rows: list[dict[str, Any]], later: dict[str, list[dict[str, Any]]]) -> str:
    out = ["| sentences | n | false ones that reached the person | true ones unchanged |", "|---|---|---|---|"]
    for name in ("both", "en", "ru"):
        chosen = [row for row in rows if name in ("both", row["language"])]
        wrong, right = ([row for row in chosen if row["kind"] == kind] for kind in ("false", "true"))
        out.append(f"| {name} | {len(chosen)} | {share(wrong, 'reached')} | {share(right, 'passed')} |")
    for name, own in later.items():
        wrong, right = ([row for row in own if row["kind"] == kind] for kind in ("false", "true"))
        out.append(f"| {name} set | {len(own)} | {share(wrong, 'reached')} | {share(right, 'passed')} |")
    return "\n".join([*out, FIRST_RUN])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--set", default="both", choices=("first", "second", *LATER, "both"))
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    rows = run(options.set)
    if options.show:
        for row in rows:
            if (row["kind"] == "false" and row["reached"]) or (row["kind"] == "true" and not row["passed"]):
                print(row["kind"], row["language"], row["subject"], "|", row["text"], "|", row["missing"])
        print(Counter((row["kind"], row["subject"]) for row in rows if (row["kind"] == "false") == row["reached"]))
    if options.set == "both":
        later = {name: run(name) for name in LATER}
        unsaid = checked_line(checked("twelfth", "thirteenth", subjects=DECIDABLE))
        told = "\n\n".join(
            [checked_line(checked()), f"{FIRST_REPORT} Now: {checked_line(report())}", f"{FIRST_UNSAID} Now: {unsaid}"]
        )
        print(f"{markdown(rows, later)}\n\n{told}")
        (HERE / "results" / "claims.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        (HERE / "results" / "claims.md").write_text(f"{markdown(rows, later)}\n\n{told}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
