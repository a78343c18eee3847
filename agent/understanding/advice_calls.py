"""What is asked of advice, of an experiment, of the best time, as arguments of the tools that know them."""

import re
from typing import Any, Final

from agent.understanding.grammar.frame import Wanted
from agent.understanding.grammar.scene import Clause
from agent.understanding.taken import taken
from tools.tool import find_tools


def recommend_args(scene: Clause, frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    """What of the list is asked about, and how much of it."""
    about = next((name for name, words in _ADVICE.items() if words.search(scene.text)), "")
    first = re.search(r"\b(?:top|топ|first|перв\w+)[ -]?(\d)\b", scene.text, re.I)
    most = int(first[1]) if first else 1 if _ONE.search(scene.text) else 0
    return taken(frame, find_tools()["recommend"]) | {"about": "" if most else about, "most": most or None}


_ONE: Final = re.compile(r"в первую очередь|самое (?:важное|главное)|one thing|first thing|most important", re.I)
_ADVICE: Final = {
    "stop": re.compile(
        r"выруб|отключ|выключ|останов|убить|прибить|закрыть|\bkill|\bstop\b|\bcut\b|\bpause|turn off", re.I
    ),
    "add": re.compile(
        r"докин|добав|влож|подлить|долить|налить|more money|more budget|add budget|\binvest|scale up", re.I
    ),
    "fix": re.compile(r"почин|чинить|исправ|сломал|\bfix|\brepair|\bbroken", re.I),
}


def experiment_args(scene: Clause, frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    """The advertising it is about, and whether that shall pause."""
    return taken(frame, find_tools()["experiment"]) | {"pause": bool(_PAUSES.search(scene.text))}


_PAUSES: Final = re.compile(
    r"hold-?\s?out|пауз|отключ|выключ|без реклам|инкремент|increment|\bpause|switch(?:ing)? off", re.I
)


def timing_args(scene: Clause, frame: Wanted, _before: Wanted | None) -> dict[str, Any]:
    """Posts or ads, where the words tell which."""
    posts, ads = _POSTS.search(scene.text), _ADS.search(scene.text)
    of = "posts" if posts and not ads else "ads" if ads and not posts else ""
    return taken(frame, find_tools()["best_time"]) | {"of": of}


_POSTS: Final = re.compile(r"\bпост|публик|выкладыв|\bposts?\b|\bposting|publish", re.I)
_ADS: Final = re.compile(r"реклам|объявлен|кампани|\bads?\b|advert|campaign", re.I)
