"""What a figure is by the words around it: the value of the days told of, of the days before, or how far it moved."""

import re
from collections.abc import Callable
from typing import Final

from tools.claims.mark import Mark, figure_of
from tools.claims.scope import Scope
from tools.words.numbers import Figure

_BEFORE: Final = re.compile(
    r"(?:\b(?:from|с|со|against|versus|vs\.?|против|instead of|вместо|compared (?:with|to)|up from|down from"
    r"|was before)"
    r"|,? (?:раньше |до этого )?было|раньше(?: был[аои]?)?)\W*$",
    re.I,
)
_WAS: Final = re.compile(r"(?<!раньше )(?<!до этого )(?<!\w)было\W*$", re.I)
_BY: Final = re.compile(
    r"(?:\b(?:by|на|gained|lost)|потерял\w*|недосчитал\w*|прибавил\w*|добавил\w*|отнял\w*|added"
    r"|вернул\w*|of it:|часть:)\W*"
    r"(?:about |around |около |примерно )?$",
    re.I,
)
ABOUT: Final = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|some|nearly|almost|close to"
    r"|около|примерно|приблизительно|порядка|почти)|~|≈)\s*(?:на\s+|в\s+|до\s+|to\s+)?$",
    re.I,
)
TURNS: Final = ("up", "down", "up_hard", "down_hard", "better_now", "worse_now", "cheaper", "dearer")
_INTO: Final = re.compile(r"\s*(?:to|до)\s+(?:[A-Z]{3}\s|[$€₽])?[−-]?\d")
_BECAME: Final = re.compile(r"[^.;\d]{0,6}\b(?:became|now|стал[аио]?|теперь)\b\W", re.I)
_BETWEEN: Final = re.compile(r"(?:\bbetween|\brange\w*|\bмежду|диапазон\w*|\bот)\W*(?:[A-Z]{3} )?$", re.I)
_OR: Final = re.compile(r"\W*(?:i\.e\.|that is|or|или|то есть|т\.\s?е\.)[\s,]*(?:on average\s|всего\s)?(?:на\s)?", re.I)
_WITH: Final = re.compile(r"\b(?:с|со)\W*$", re.I)
_GOES_ON: Final = re.compile(r"[^.;]{0,30}(?:\bдо|\bна|→|к)\s*[−-]?\d", re.I)
_ARROW: Final[re.Pattern[str]] = re.compile(r"\s*(?:→|->|—>|=>)")
_APART: Final = re.compile(
    r"\s*(?:more|less|higher|lower|above|below|cheaper|dearer|больше|меньше|выше|ниже|дешевле|дороже)"
)
_EARLIER: Final = re.compile(r"(?:before that|до этого|раньше|ранее|previously)\W[^.;]*$", re.I)
_OF_BEFORE: Final = re.compile(
    r"\s*(?:before|раньше|ранее|previously)"
    r"|\s*(?:in |of |over |during |for |за )?(?:the )?(?:(?:previous|preceding|prior)\b|\d+ days (?:before|earlier)"
    r"|предыдущ)",
    re.I,
)
_ROLES: Final[tuple[tuple[str, Callable[[str, str, Figure], object]], ...]] = (
    ("previous", lambda _before, after, _figure: _ARROW.match(after)),
    ("current", lambda before, _after, _figure: re.search(r"(?:→|->|=>)\s*$", before)),
    ("previous", lambda _before, after, _figure: _BECAME.match(after)),
    ("by", lambda _before, _after, figure: figure.signed_up and figure.unit in ("percent", "money")),
    ("by", lambda before, _after, figure: figure.unit == "pp" or _BY.search(before)),
    ("previous", lambda before, after, _figure: _INTO.match(after) and not _BETWEEN.search(before)),
    ("by", lambda _before, after, figure: figure.unit == "percent" and _APART.match(after)),
    ("previous", lambda before, _after, _figure: _BEFORE.search(before) or _EARLIER.search(before)),
    ("previous", lambda _before, after, _figure: _OF_BEFORE.match(after)),
    ("by", lambda _before, after, _figure: _APART.match(after)),
    ("by", lambda before, _after, figure: figure.unit == "percent" and re.search(r"(?:\bup|\bdown)\W*$", before)),
)
"""What a figure is by the words around it: the first that fits."""


def role_of(scope: Scope, mark: Mark) -> str:
    """`current`, `previous`, or `by` for how far something moved."""
    text, figure = scope.sentence.text, figure_of(mark)
    if turned_by(scope, mark) or _is_restated(scope, mark):
        return "by"
    if any(0 <= mark.start - one.end <= 1 and one.text.lower().endswith("на") for one in scope.inside(mark, "metric")):
        return "current"  # "окупился на 57 %"
    before, after = ABOUT.sub("", text[: mark.start]), text[mark.end :]
    alone = _WAS.search(before) and not scope.sentence.before(mark, "figure")
    if alone or scope.paired(mark) is not None:
        return "current"  # "в октябре было 540": nothing came after it
    if scope.own_name(mark) is not None and _BEFORE.search(before):
        return "current"  # another name's figure, not another period's
    if _WITH.search(before) and not _GOES_ON.match(after):
        return "current"  # "Telegram с 257,1 %"
    return next((role for role, fits in _ROLES if fits(before, after, figure)), "current")


def _is_restated(scope: Scope, mark: Mark) -> bool:
    """Whether a figure says another one once more: "by 1.16 %, or about 21 roubles"."""
    before = scope.sentence.before(mark, "figure")
    if not before or not _OR.fullmatch(ABOUT.sub("", scope.sentence.between(before[0].end, mark.start))):
        return False
    return role_of(scope, before[0]) == "by"


def turned_by(scope: Scope, mark: Mark) -> bool:
    """Whether a percentage stands right behind a word of direction: "rose 5 %"."""
    turns = [one for one in scope.inside(mark, *TURNS) if not one.text.lower().endswith("from")]
    start = len(ABOUT.sub("", scope.sentence.text[: mark.start]).rstrip())
    return figure_of(mark).unit == "percent" and any(0 <= start - one.end <= 1 for one in turns)
