"""Trains the reader from the phrases: `python -m benchmarks.reader.train` (needs the dependency group `train`).

Some 40,000 sentences, each made anew from a phrase; about half an hour on two quiet cores. The writers marked as held out and the
last published round are never seen; temperatures and the confidence are fitted on them afterwards.
"""

import argparse
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import torch
from torch.nn import functional

from agent.understanding.reader.artefact import HOME
from benchmarks.reader import calibrate, rounds
from benchmarks.reader.base import read_base
from benchmarks.reader.model import Net, stored
from benchmarks.reader.phrases import Sentence, phrases
from benchmarks.reader.samples import tensors, training

BATCH, AHEAD = 32, 12
RATES = {"encoder": 2.5e-4, "heads": 2e-3}
LAYERS = 8


def main() -> None:
    options = _options()
    torch.manual_seed(options.seed)
    base = read_base()
    net, vocabulary = Net(base, list(range(options.layers))), base.vocabulary()
    if options.onward:
        net.go_on_from(options.onward)
        net.keep_still(options.still)
    if options.resume and options.resume.exists():
        net.load_state_dict(torch.load(options.resume, weights_only=True), strict=False)
    heads = [*net.out.parameters(), *net.each.parameters()]
    encoder = [
        value
        for name, value in net.named_parameters()
        if not name.startswith(("out.", "each.")) and value.requires_grad
    ]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": RATES["encoder"]}, {"params": heads, "lr": RATES["heads"]}], weight_decay=0.01
    )
    for group in optimiser.param_groups:
        group["full"] = group["lr"]
    began, shown = time.monotonic(), 0.0
    stream = _batches(random.Random(options.seed))
    for step in range(options.start, options.steps):
        share = _share(step, options.steps, options.start)
        for group in optimiser.param_groups:
            group["lr"] = group["full"] * share
        loss = _step(net, tensors(next(stream), vocabulary))
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        shown = 0.97 * shown + 0.03 * loss.item() if shown else loss.item()
        if step % 20 == 0:
            print(f"{step} of {options.steps}, loss {shown:.3f}, {time.monotonic() - began:.0f} s", flush=True)
        if options.keep and step % 50 == 49:
            torch.save(
                {name: value for name, value in net.state_dict().items() if not name.startswith("word.")}, options.keep
            )
    net.eval()
    temperatures, sureness = calibrate.fitted(net, vocabulary)
    stored(net, base, options.out, temperatures, sureness)
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1200, help=f"batches of {BATCH} sentences")
    parser.add_argument("--start", type=int, default=0, help="step to go on from, with --resume")
    parser.add_argument("--layers", type=int, default=LAYERS)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", type=Path, default=HOME)
    parser.add_argument("--onward", type=Path, help="an artefact to start from rather than from the pre-trained layers")
    parser.add_argument(
        "--still", type=int, default=LAYERS // 2, help="lowest layers that stay as they are, with --onward"
    )
    parser.add_argument("--keep", type=Path, help="where the state is kept on the way")
    parser.add_argument("--resume", type=Path, help="a state to go on from")
    return parser.parse_args()


def _share(step: int, steps: int, start: int) -> float:
    """Warms up, stays, and falls over the last third."""
    return min(1.0, (step - start + 1) / 80, 3 * (steps - step) / steps)


def _batches(chance: random.Random) -> Iterator[list[Sentence]]:
    """Sentences of like length together; the phrases are read again now and then."""
    while True:
        pool = [phrase for phrase in phrases() if not phrase.held]
        published = [made for made in rounds.sentences() if not made.writer.endswith(rounds.HELD)]
        stream = training(pool, published, chance)
        for _ in range(6):
            made = sorted(islice(stream, BATCH * AHEAD), key=lambda one: len(one.text) + len(one.before or ""))
            batches = [made[at : at + BATCH] for at in range(0, len(made), BATCH)]
            chance.shuffle(batches)
            yield from batches


def _step(net: Net, given: dict[str, torch.Tensor]) -> torch.Tensor:
    out = net(given["rows"], given["own"], given["there"])
    loss = functional.cross_entropy(out["acts"], given["acts"], label_smoothing=0.02) + functional.cross_entropy(
        out["requests"], given["requests"]
    )
    for name in ("metrics", "cuts"):
        loss = (
            loss + functional.binary_cross_entropy_with_logits(out[name], given[name], reduction="none").sum(1).mean()
        )
    flags = functional.binary_cross_entropy_with_logits(out["flags"], given["flags"], reduction="none")
    edits = functional.binary_cross_entropy_with_logits(out["edits"], given["edits"], reduction="none").sum(1)
    loss = loss + (flags * given["flags_told"]).sum(1).mean() + (edits * given["with_before"]).mean()
    return loss + 1.5 * functional.cross_entropy(out["tags"].flatten(0, 1), given["tags"].flatten(), ignore_index=-100)


if __name__ == "__main__":
    main()
