"""What the trained reader knows: `python -m benchmarks.reader.measure` writes `benchmarks/results/reader.{json,md}`.

Writers that are held out from training (with names and courtesies of their own) and the last published round, which training
never saw either. Needs numpy only; the calibration curve is drawn with matplotlib.
"""

import argparse
import json
import random
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from agent.understanding.reader import Reader, Reading
from agent.understanding.reader.artefact import HOME
from agent.understanding.reader.labels import IDLE
from benchmarks.reader import noise, rounds
from benchmarks.reader.phrases import Sentence, expand, phrases

RESULTS = Path(__file__).parents[1] / "results"
HEADS = ("act", "metrics", "cuts", "flags", "requests")
DRAWS = 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--artefact", type=Path, default=HOME)
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    options = parser.parse_args()
    reader = Reader.load(options.artefact)
    found: dict[str, Any] = {
        "artefact_mb": round(options.artefact.stat().st_size / 1e6, 1),
        **_speed(reader, options.artefact),
    }
    read = {}
    for name, typos in (("as written", 0), ("one typo a sentence", 1), ("two typos a sentence", 2)):
        pairs = [(made, reader.read(made.text, made.before)) for made in held_out(typos)]
        read[name] = pairs
        found[name] = {
            "both": _scores(pairs),
            **{
                language: _scores([pair for pair in pairs if pair[0].language == language]) for language in ("ru", "en")
            },
        }
        if options.show and not typos:
            _show(pairs)
    pairs = read["as written"]
    found["by writer"] = {writer: _scores(own) for writer, own in _grouped(pairs, lambda made: made.writer).items()}
    found["by family"] = {
        family: {"sentences": len(own), "frame": _share(_frame(*pair) for pair in own)}
        for family, own in sorted(_grouped(pairs, lambda made: made.family).items())
    }
    found["calibration"] = _calibration([pair for own in read.values() for pair in own])
    last = [(made, reader.read(made.text)) for made in rounds.sentences() if made.writer.endswith(rounds.HELD)]
    found["last published round"] = {
        "questions": len(last),
        **{head: _share(_right(head, *pair) for pair in last) for head in ("act", "metrics", "cuts")},
        "the three at once": _share(all(_right(head, *pair) for head in ("act", "metrics", "cuts")) for pair in last),
    }
    if options.show:
        _show(last, heads=("act", "metrics", "cuts"))
    (RESULTS / "reader.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    (RESULTS / "reader.md").write_text(_page(found))
    _draw(found["calibration"], RESULTS / "reader_calibration.png")
    print(_page(found))


def held_out(typos: int) -> list[Sentence]:
    """Every phrase of the held-out writers, made anew, with so many slips."""
    chance, found = random.Random(17), []
    for phrase in phrases():
        for _ in range(DRAWS if phrase.held else 0):
            made = expand(phrase, chance)
            noise.polite(made, chance, held=True, share=0.3)
            state = random.Random(len(found))
            for _ in range(typos):
                noise.typo(made, state)
            found.append(made)
    return found


def _right(head: str, made: Sentence, read: Reading) -> bool:
    if head == "act":
        return read.act in made.acts
    if head == "requests":
        return read.count == made.requests
    return {*read.said(getattr(read, head))} == getattr(made, head)


def _frame(made: Sentence, read: Reading) -> bool:
    """Everything that could change a number."""
    flags = {*read.said(read.flags)} - IDLE == made.flags - IDLE
    return flags and all(_right(head, made, read) for head in HEADS if head != "flags")


def _scores(pairs: Sequence[tuple[Sentence, Reading]]) -> dict[str, Any]:
    edited = [pair for pair in pairs if pair[0].before]
    return {
        "sentences": len(pairs),
        "all exact": _share(all(_right(head, *pair) for head in HEADS) for pair in pairs),
        "frame": _share(_frame(*pair) for pair in pairs),
        **{head: _share(_right(head, *pair) for pair in pairs) for head in HEADS},
        "edits": _share({*pair[1].said(pair[1].edits)} == pair[0].edits for pair in edited),
        **_spans(pairs),
    }


def _spans(pairs: Sequence[tuple[Sentence, Reading]]) -> dict[str, float]:
    """F1 of spans of one kind that meet, and of those with the same bounds; courtesies are left out."""
    given = met = same = told = found = 0
    for made, read in pairs:
        gold = [span for span in made.spans if span[2] != "FILLER"]
        own = [(span.start, span.end, span.kind) for span in read.spans if span.kind != "FILLER"]
        given, told = given + len(gold), told + len(own)
        met += sum(
            any(kind == tag and start < stop and end > begin for begin, stop, kind in own) for start, end, tag in gold
        )
        found += sum(
            any(kind == tag and start < stop and end > begin for begin, stop, kind in gold) for start, end, tag in own
        )
        same += len({*gold} & {*own})
    recall, precision = met / max(given, 1), found / max(told, 1)
    return {
        "spans F1": round(200 * recall * precision / max(recall + precision, 1e-9), 1),
        "spans F1 exact bounds": round(200 * same / max(given + told, 1), 1),
    }


def _calibration(pairs: Sequence[tuple[Sentence, Reading]]) -> dict[str, Any]:
    ranked = sorted((read.confidence, _frame(made, read)) for made, read in pairs)
    bins = [ranked[len(ranked) * at // 10 : len(ranked) * (at + 1) // 10] for at in range(10)]
    curve = [
        {
            "said": round(statistics.mean(sure for sure, _ in own), 3),
            "right": round(statistics.mean(right for _, right in own), 3),
        }
        for own in bins
    ]
    positive = [place for place, (_, right) in enumerate(ranked) if right]
    wrong = len(ranked) - len(positive)
    area = (sum(positive) - len(positive) * (len(positive) - 1) / 2) / max(len(positive) * wrong, 1)
    error = sum(abs(one["said"] - one["right"]) for one in curve) / len(curve)
    top = {
        f"surest {share} %": _share(right for _, right in ranked[-len(ranked) * share // 100 :])
        for share in (50, 65, 80)
    }
    return {"curve": curve, "expected error": round(error, 3), "auroc": round(area, 3), **top}


def _speed(reader: Reader, artefact: Path) -> dict[str, float]:
    texts = [made.text for made in held_out(0)][::7]
    for text in texts[:10]:
        reader.read(text)
    spans = []
    for text in texts:
        began = time.thread_time()
        reader.read(text)
        spans.append((time.thread_time() - began) * 1000)
    code = (
        "import sys, time; from pathlib import Path; import numpy; from agent.understanding.reader import Reader; "
        "held = lambda: int(Path('/proc/self/statm').read_text().split()[1]) / 256; before = held(); began = time.thread_time(); "
        "reader = Reader.load(Path(sys.argv[1])); print(time.thread_time() - began, held() - before)"
    )
    loads = [
        subprocess.run(
            [sys.executable, "-c", code, str(artefact)], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(3)
    ]
    cuts = statistics.quantiles(spans, n=100)
    return {
        "p50_ms": round(cuts[49], 1),
        "p90_ms": round(cuts[89], 1),
        "p95_ms": round(cuts[94], 1),
        "load_s": round(min(float(line[0]) for line in loads), 2),
        "memory_mb": round(min(float(line[1]) for line in loads)),
    }


def _grouped(pairs: Sequence[tuple[Sentence, Reading]], key: Any) -> dict[str, list[tuple[Sentence, Reading]]]:
    groups: dict[str, list[tuple[Sentence, Reading]]] = defaultdict(list)
    for pair in pairs:
        groups[key(pair[0])].append(pair)
    return groups


def _share(values: Iterable[bool]) -> float:
    known = list(values)
    return round(100 * sum(known) / max(len(known), 1), 1)


def _show(pairs: Sequence[tuple[Sentence, Reading]], heads: Sequence[str] = HEADS) -> None:
    for made, read in pairs:
        wrong = {
            head: (sorted(getattr(made, head)), read.said(getattr(read, head)))
            for head in heads
            if head not in ("act", "requests") and not _right(head, made, read)
        }
        wrong |= {"act": (made.acts, read.act)} if not _right("act", made, read) else {}
        wrong |= (
            {"requests": (made.requests, read.count)}
            if "requests" in heads and not _right("requests", made, read)
            else {}
        )
        if wrong:
            print(f"{read.confidence:.2f} [{made.writer} {made.family}] {made.text}  {wrong}")


def _page(found: dict[str, Any]) -> str:
    lines = [
        "# The learned reader alone",
        "",
        f"Artefact {found['artefact_mb']} MB; time of one core for one message p50 {found['p50_ms']} ms, p90 {found['p90_ms']} ms, p95 {found['p95_ms']} ms; "
        f"load {found['load_s']} s, {found['memory_mb']} MB.",
        "",
        "Writers held out from training, with names of their own. `frame` leaves out courtesy, yes/no and vague, which change no number.",
        "",
    ]
    columns = list(found["as written"]["both"])
    lines += ["| |" + "|".join(columns) + "|", "|---|" + "---|" * len(columns)]
    for name in ("as written", "one typo a sentence", "two typos a sentence"):
        lines += [
            f"|{name}, {language}|" + "|".join(str(value) for value in row.values()) + "|"
            for language, row in found[name].items()
        ]
    lines += [
        f"|writer {writer}|" + "|".join(str(value) for value in row.values()) + "|"
        for writer, row in found["by writer"].items()
    ]
    last, sure = found["last published round"], found["calibration"]
    lines += [
        "",
        f"Last published round, never trained on ({last['questions']} single questions whose gold is one frame): act {last['act']} %, metrics {last['metrics']} %, "
        f"cuts {last['cuts']} %, the three at once {last['the three at once']} %.",
        "",
        f"Confidence: expected error {sure['expected error']}, AUROC {sure['auroc']}; the surest half is right in {sure['surest 50 %']} %, 65 % in {sure['surest 65 %']} %, "
        f"80 % in {sure['surest 80 %']} %. Drawn in `reader_calibration.png`.",
        "",
        "| said | right |",
        "|---|---|",
    ]
    lines += [f"| {one['said']} | {one['right']} |" for one in sure["curve"]]
    lines += ["", "| family | sentences | frame right, % |", "|---|---|---|"]
    lines += [f"| {family} | {row['sentences']} | {row['frame']} |" for family, row in found["by family"].items()]
    return "\n".join(lines) + "\n"


def _draw(sure: dict[str, Any], path: Path) -> None:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(4, 4), dpi=110)
    axes = figure.add_subplot()
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.plot([one["said"] for one in sure["curve"]], [one["right"] for one in sure["curve"]], marker="o")
    axes.set(xlabel="confidence said", ylabel="whole frame right", xlim=(0, 1), ylim=(0, 1), title="The learned reader")
    figure.tight_layout()
    figure.savefig(path)


if __name__ == "__main__":
    main()
