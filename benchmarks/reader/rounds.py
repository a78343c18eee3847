"""The published rounds as sentences: their gold tells metrics, cuts and some flags; spans and the rest stay open."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.reader.phrases import Sentence

HOME = Path(__file__).parents[1] / "questions"
HELD = "sixth"
"""The last round is never trained on."""
TOLD = {
    "threshold": ("having", "both"),
    "share": ("share",),
    "count": ("count",),
    "running_total": ("running",),
    "per_day": ("per_day",),
    "exclusion": ("drop",),
    "compare_periods": ("compare",),
    "chart": ("chart",),
    "export": ("file",),
    "weekday_class": ("weekdays",),
}
NEVER = frozenset(
    {
        "top_per_group",
        "with_and_without",
        "order_by_change",
        "part_of_name",
        "threshold_average",
        "threshold_named",
        "threshold_period",
        "pace",
        "wasted",
    }
)
CITIES = re.compile(r"город|горад|локац|\bcit(y|ies)|location|town", re.I)


@cache
def _all() -> tuple[Sentence, ...]:
    return tuple(made for path in sorted(HOME.glob("*.jsonl")) for made in _of_file(path))


def sentences() -> list[Sentence]:
    """Single messages whose gold is one frame."""
    return list(_all())


def _of_file(path: Path) -> Iterator[Sentence]:
    for line in path.read_text().splitlines():
        asked = json.loads(line)
        if len(asked["turns"]) == 1:
            made = _read(asked["turns"][0], asked["gold"])
            if made is not None:
                made.writer, made.family = path.stem, "round"
                made.language = "ru" if re.search("[а-яё]", made.text, re.I) else "en"
                yield made


def _read(text: str, gold: dict[str, Any]) -> Sentence | None:
    made = Sentence(parts=[(text, None)], unmarked=True, open_flags=frozenset({*TOLD, *NEVER}))
    if "definition" in gold:
        made.acts = ("define",)
        made.metrics = {"roi" if gold["definition"] == "romi" else gold["definition"]}
        return made
    if "describe" in gold or "describe_text" in gold:
        return None
    options = gold.get("either", [gold])
    if (
        any("metrics" not in option for option in options)
        or len({tuple(sorted(option["metrics"])) for option in options}) > 1
    ):
        return None
    first = options[0]
    made.metrics = {_metric(text, key) for key in first["metrics"]}
    cuts = {tuple(sorted(_cuts(text, option))) for option in options}
    if len(cuts) > 1:
        return None
    made.cuts = set(cuts.pop())
    made.flags = {flag for flag, keys in TOLD.items() if any(key in first for key in keys)}
    return made


def _metric(text: str, key: str) -> str:
    return "cac" if key == "cpa" and re.search(r"\bcac\b|привлечени|acquisition", text, re.I) else key


def _cuts(text: str, gold: dict[str, Any]) -> set[str]:
    """A cut that only holds the named values apart is not said by the person."""
    named = {*gold.get("where", {}), *(gold.get("by", []) if "mention" in gold else [])}
    cuts = {cut for cut in gold.get("by", []) if cut not in named}
    return {"location" if cut == "region" and CITIES.search(text) else cut for cut in cuts}
