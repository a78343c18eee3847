"""Tables that stand beside each other on one sheet, an empty column between them: they are put one below the other."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.channel_names import canonical
from ingest.files.field_names import plain_header
from ingest.files.reshape import Line, Reshape, name_of

_FEWEST: Final = 2


def stacked(table: Reshape, header: Sequence[str], above: Sequence[str]) -> bool:
    """Makes one table of several whose headers are the same, each with its day; a title over each names its channel.

    Args:
        table: gets the header of one and the step.
        header: of all of them, as it stands.
        above: the row over it.

    Returns:
        Whether there are several.
    """
    blocks = _blocks(header)
    first = [plain_header(header[place]) for place in blocks[0]] if blocks else []
    days = sum(name_of(header[place]) == "day" for place in (blocks[0] if blocks else ()))
    if len(blocks) < _FEWEST or days != 1 or any([plain_header(header[at]) for at in one] != first for one in blocks):
        return False
    over = [next((above[at].strip() for at in one if at < len(above) and above[at].strip()), "") for one in blocks]
    named = all(over) and any(canonical(title) for title in over) and "channel" not in map(name_of, header)
    table.header = [*(["Channel"] if named else []), *(header[place] for place in blocks[0])]

    def down(lines: Iterator[Line]) -> Iterator[Line]:
        for cells, state in lines:
            for title, places in zip(over, blocks, strict=True):
                own = [cells[at] if at < len(cells) else "" for at in places]
                if any(cell.strip() for cell in own):
                    yield [*([title] if named else []), *own], state

    table.steps.append(down)
    return True


def _blocks(header: Sequence[str]) -> list[list[int]]:
    """Runs of columns that have a header."""
    found: list[list[int]] = [[]]
    for place, cell in enumerate(header):
        if cell.strip():
            found[-1].append(place)
        elif found[-1]:
            found.append([])
    return [one for one in found if one]
