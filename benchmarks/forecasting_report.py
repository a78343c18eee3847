"""Figures and words of the forecast benchmark."""

from pathlib import Path

import numpy as np
import pandas as pd

RESULTS = Path(__file__).parent / "results"
REFERENCE, NAIVE = "Prophet default", "seasonal naive"


def report(rows: pd.DataFrame, ratios: pd.DataFrame, refresh: dict[str, float], skipped: str) -> tuple[str, dict]:
    """Markdown text and the same figures as plain values."""
    methods, groups = _by_method(rows), _by_group(rows)
    ratio = {
        "cases": len(ratios),
        "total coverage": ratios["total_covered"].mean(),
        "total relative width, median": ratios["total_width"].median(),
        "total error, mean": ratios["total_error"].mean(),
        "total error, median": ratios["total_error"].median(),
        "last 28 steps pooled, error mean": ratios["pooled_error"].mean(),
        "last 28 steps pooled, error median": ratios["pooled_error"].median(),
        "step coverage": ratios["step_coverage"].mean(),
        "step relative width, median": ratios["step_width"].median(),
        "seconds with folds": ratios["seconds"].mean(),
    }
    series = rows["series"].nunique()
    text = "\n\n".join(
        filter(
            None,
            [
                "# Forecast benchmark",
                f"{series} series, up to 3 rolling cut-offs each, 80 % intervals. rel = geometric mean over series of "
                "the MAE against Prophet default and against seasonal naive; worse than both = share of series.",
                methods.to_markdown_table,
                skipped,
                "## Coverage by group (Demetra)",
                groups.to_markdown_table,
                "## Ratios",
                _lines(ratio),
                "## Refresh of 6 channels x 5 metrics x 18 months, seconds",
                _lines(refresh | {"cold, per series": refresh["loky cold"] / 30}),
            ],
        )
    )
    figures = {
        "series": series,
        "methods": methods.table.to_dict("index"),
        "groups": groups.table.to_dict("index"),
        "ratios": ratio,
        "refresh": refresh,
        "skipped": skipped,
    }
    return text + "\n", figures


class _Table:
    def __init__(self, table: pd.DataFrame) -> None:
        self.table = table

    @property
    def to_markdown_table(self) -> str:
        head = "| " + " | ".join([str(self.table.index.name), *map(str, self.table.columns)]) + " |"
        rule = "|---" * (len(self.table.columns) + 1) + "|"
        body = [
            "| " + " | ".join([str(name), *map(_figure, row)]) + " |"
            for name, row in zip(self.table.index, self.table.to_numpy(), strict=True)
        ]
        return "\n".join([head, rule, *body])


def _by_method(rows: pd.DataFrame) -> _Table:
    mae = rows.pivot_table(index="series", columns="method", values="mae").clip(lower=1e-9)
    found = {}
    for method, own in rows.groupby("method"):
        error = mae[method].dropna()
        one, other = mae[REFERENCE].loc[error.index], mae[NAIVE].loc[error.index]
        found[method] = {
            "MASE": own.groupby("series")["mase"].mean().mean(),
            "WAPE median": own.groupby("series")["wape"].mean().median(),
            "rel Prophet": float(np.exp(np.log(error / one).mean())),
            "rel naive": float(np.exp(np.log(error / other).mean())),
            "beats naive": (error < other).mean(),
            "worse than both": ((error > one) & (error > other)).mean(),
            "coverage": own["coverage"].mean(),
            "width median": own["width"].median(),
            "Winkler": own["winkler"].mean(),
            "seconds": own["seconds"].mean(),
        }
    table = pd.DataFrame(found).T.sort_values("rel Prophet")
    return _Table(table.rename_axis("method"))


def _by_group(rows: pd.DataFrame) -> _Table:
    own = rows[rows["method"] == "Demetra"].groupby("group")
    return _Table(own.agg(forecasts=("cut", "size"), coverage=("coverage", "mean"), MASE=("mase", "mean")))


def _lines(figures: dict[str, float]) -> str:
    return "\n".join(f"* {name}: {_figure(value)}" for name, value in figures.items())


def _figure(value: float) -> str:
    return f"{value:.0f}" if float(value).is_integer() and abs(value) > 1 else f"{value:.3f}"
