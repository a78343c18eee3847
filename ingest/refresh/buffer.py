"""Takes in the rows of one window as they stream: a raw body is let go at once, its facts are kept in columns."""

from array import array
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from ingest.facts import ActionFact, DailyFact, HourlyFact, Rejected
from ingest.platform.channel import FactRow, RawRow
from ingest.store.rows import FIGURES, KEYS, AnyFact, frame_of

CHUNK: Final = 10_000
"""Facts that stand in memory as objects before they become columns."""
MARK_BYTES: Final = 16
"""Of a row's identity only a fingerprint is kept; at this width no two identities of a lifetime share one."""

Flags = npt.NDArray[np.bool_]

EMPTY: Final = {kind: frame_of([], kind) for kind in KEYS}


@dataclass
class Pile:
    """Facts of one kind and channel, each with the number of the raw row it came from."""

    kind: type[AnyFact]
    waiting: list[AnyFact] = field(default_factory=list)
    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    frames: list[pd.DataFrame] = field(default_factory=list)

    def add(self, number: int, fact: AnyFact) -> None:
        """Takes one fact in."""
        self.waiting.append(fact)
        self.numbers.append(number)
        if len(self.waiting) >= CHUNK:
            self._settle()

    def frame(self, valid: Flags) -> pd.DataFrame:
        """Facts of the rows that are `valid`; those that fall on one key are added."""
        if not self.numbers:
            return EMPTY[self.kind]
        if self.waiting:
            self._settle()
        whole = pd.concat(self.frames, ignore_index=True)
        self.frames = []
        mine = valid[np.frombuffer(self.numbers, dtype=np.int64)]
        return folded(whole if mine.all() else whole[mine], self.kind)

    def _settle(self) -> None:
        self.frames.append(frame_of(self.waiting, self.kind))
        self.waiting = []


def folded(frame: pd.DataFrame, kind: type[AnyFact]) -> pd.DataFrame:
    """One row a key: figures added, an absent one adds nothing, absent in all stays absent."""
    keys = list(KEYS[kind])
    if not frame.duplicated(keys).any():
        return frame
    groups = frame.groupby(keys, sort=False, as_index=False)
    sums = groups[list(FIGURES[kind])].sum(min_count=1)
    return sums.merge(groups["derived"].max(), on=keys) if "derived" in frame else sums


@dataclass
class Part:
    """What a whole unit holds for one channel; campaigns by external id."""

    names: dict[str, str]
    """Campaign names, as the rows give them."""
    daily: pd.DataFrame
    hourly: pd.DataFrame
    actions: pd.DataFrame


NOTHING: Final = Part(names={}, daily=EMPTY[DailyFact], hourly=EMPTY[HourlyFact], actions=EMPTY[ActionFact])


@dataclass
class Heap:
    """What was read for one channel so far."""

    names: dict[str, str] = field(default_factory=dict)
    piles: dict[type[AnyFact], Pile] = field(default_factory=lambda: {kind: Pile(kind) for kind in KEYS})

    def add(self, number: int, row: FactRow) -> None:
        """Takes the facts of one row in."""
        if row.campaign_name or row.campaign not in self.names:
            self.names[row.campaign] = row.campaign_name
        for fact in (row.daily, row.hourly, *row.actions):
            if fact is not None:
                self.piles[type(fact)].add(number, fact)

    def part(self, valid: Flags) -> Part:
        """Everything of the rows that are `valid`."""
        frames = {kind: pile.frame(valid) for kind, pile in self.piles.items()}
        return Part(names=self.names, daily=frames[DailyFact], hourly=frames[HourlyFact], actions=frames[ActionFact])


@dataclass
class UnitRows:
    """The rows of one unit, in the order they came."""

    taken: int = 0
    """Rows taken in, also those that were forgotten since."""
    _heaps: dict[str, Heap] = field(default_factory=dict)
    _marks: bytearray = field(default_factory=bytearray)
    _rejected: list[tuple[int, Rejected]] = field(default_factory=list)
    _forgotten: list[tuple[int, int]] = field(default_factory=list)

    def add(self, raw: RawRow, fact: FactRow | Rejected) -> None:
        """Takes one row in; the same identity again replaces what came before."""
        words = raw.identity or ("", str(self.taken))
        self._marks += blake2b("\x1f".join(words).encode(), digest_size=MARK_BYTES).digest()
        if isinstance(fact, Rejected):
            self._rejected.append((self.taken, fact))
        else:
            channel = fact.channel or raw.account.channel
            if channel not in self._heaps:
                self._heaps[channel] = Heap()
            self._heaps[channel].add(self.taken, fact)
        self.taken += 1

    def forget(self, since: int) -> None:
        """Leaves out the rows taken in after the first `since`: they will be read again, in smaller pieces."""
        self._forgotten.append((since, self.taken))

    @property
    def read(self) -> int:
        """Rows that were read for good."""
        return self.taken - sum(end - start for start, end in self._forgotten)

    def parts(self) -> tuple[dict[str, Part], list[Rejected]]:
        """What is left by channel, the later of two rows with one identity, and the rows that can't be stored."""
        valid = self._valid()
        parts = {channel: heap.part(valid) for channel, heap in self._heaps.items()}
        return parts, [row for number, row in self._rejected if valid[number]]

    def _valid(self) -> Flags:
        halves = np.frombuffer(bytes(self._marks), dtype=np.int64).reshape(-1, 2)
        valid: Flags = ~pd.DataFrame(halves).duplicated(keep="last").to_numpy()
        for start, end in self._forgotten:
            valid[start:end] = False
        return valid
