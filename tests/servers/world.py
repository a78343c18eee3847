"""The truth behind the local platforms: campaigns, days and exact figures that tests compare the database with."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One campaign day."""

    spend: Decimal
    impressions: int
    clicks: int
    conversions: int
    revenue: Decimal


@dataclass
class World:
    """Campaigns of one account with a figure for every day."""

    campaigns: dict[str, str]
    first: date
    last: date
    cells: dict[tuple[str, date], Cell] = field(default_factory=dict)

    def rows(self, since: date, until: date) -> Iterator[tuple[str, date, Cell]]:
        for (campaign, day), cell in sorted(self.cells.items(), key=lambda item: (item[0][1], item[0][0])):
            if since <= day <= until:
                yield campaign, day, cell

    def restate(self, campaign: str, day: date, **figures: object) -> None:
        self.cells[campaign, day] = replace(self.cells[campaign, day], **figures)

    def forget(self, campaign: str, day: date) -> None:
        del self.cells[campaign, day]

    def total(self, figure: str, since: date | None = None, until: date | None = None) -> Decimal:
        rows = self.rows(since or self.first, until or self.last)
        return sum((Decimal(getattr(cell, figure)) for _, _, cell in rows), Decimal(0))


def make_world(*, campaigns: int = 4, first: date, last: date, prefix: str = "120210000000000", seed: int = 7) -> World:
    """A world of the given size; the same arguments give the same figures."""
    dice = random.Random(seed)
    names = {f"{prefix}{number:03d}": f'Кампания {number} | "50% off", EU' for number in range(1, campaigns + 1)}
    world = World(campaigns=names, first=first, last=last)
    for offset in range((last - first).days + 1):
        for campaign in names:
            impressions = dice.randint(500, 20000)
            clicks = dice.randint(0, impressions // 40)
            conversions = dice.randint(0, clicks // 5)
            world.cells[campaign, first + timedelta(days=offset)] = Cell(
                spend=Decimal(dice.randint(100, 99999)) / 100,
                impressions=impressions,
                clicks=clicks,
                conversions=conversions,
                revenue=Decimal(conversions * dice.randint(500, 9000)) / 100,
            )
    return world


def shared(cell: Cell, parts: int) -> list[Cell]:
    """The cell cut into parts that add up to it exactly."""
    cuts = [
        Cell(
            spend=(cell.spend / parts).quantize(Decimal("0.01")),
            impressions=cell.impressions // parts,
            clicks=cell.clicks // parts,
            conversions=cell.conversions // parts,
            revenue=(cell.revenue / parts).quantize(Decimal("0.01")),
        )
    ] * (parts - 1)
    return [*cuts, _less(cell, cuts)]


def _less(cell: Cell, cuts: list[Cell]) -> Cell:
    names = ("spend", "impressions", "clicks", "conversions", "revenue")
    return Cell(**{name: getattr(cell, name) - sum(getattr(cut, name) for cut in cuts) for name in names})
