"""How people really type: courtesies around, fillers between, typos, no marks, another layout, Latin letters, capitals."""

import random
from functools import cache

from benchmarks.reader.phrases import HOME, Sentence
from benchmarks.reader.slots import kept

NEXT_RU = dict(zip("йцукенгшщзхъфывапролджэячсмитьбю", "цукенгшщзхъхывапролджэжчсмитьбюю", strict=True))
NEXT_EN = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuiopisdfghjklkxcvbnmn", strict=True))
LAYOUT_RU, LAYOUT_EN = "йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
TO_LATIN_KEYS = str.maketrans(LAYOUT_RU, LAYOUT_EN)
TO_RUSSIAN_KEYS = str.maketrans(LAYOUT_EN, LAYOUT_RU)
TRANSLIT = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i y k l m n o p r s t u f h c ch sh sch  y  e yu ya".split(" "),
        strict=True,
    )
)


@cache
def courtesies() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for line in (HOME / "slots" / "courtesy.txt").read_text().splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line.strip():
            found[name] = [item.strip("\n") for item in line.split("|")]
    return found


def polite(made: Sentence, chance: random.Random, *, held: bool, share: float = 0.35) -> None:
    """Words of courtesy in front and behind, marked as such."""
    pools, language = courtesies(), made.language
    if chance.random() < share:
        front = chance.choice([item for item in pools[f"{language} front"] if kept(item, held=held)] or ["привет"])
        made.parts[:0] = [(front.strip() + " ", "FILLER")]
        made.flags.add("courtesy")
    if chance.random() < share:
        back = chance.choice([item for item in pools[f"{language} back"] if kept(item, held=held)] or ["?"])
        mark = not any(letter.isalpha() for letter in back)
        made.parts.append(
            (back.strip() if mark or back.strip()[0] in ",.?" else " " + back.strip(), None if mark else "FILLER")
        )
        if not mark:
            made.flags.add("courtesy")


def joined(first: Sentence, second: Sentence, chance: random.Random) -> Sentence:
    """Two messages as one; the joint is a break."""
    joint = chance.choice(courtesies()[f"{first.language} join"]).strip()
    lead = "" if joint[0] in ",.;?" else " "
    return Sentence(
        parts=[*first.parts, (lead + joint + " ", "BREAK"), *second.parts],
        acts=(*first.acts, *second.acts),
        metrics=first.metrics | second.metrics,
        cuts=first.cuts | second.cuts,
        flags=first.flags | second.flags,
        requests=first.requests + second.requests,
        language=first.language,
        writer=first.writer,
        family="compound",
    )


def spoiled(made: Sentence, chance: random.Random, *, strength: float = 1.0) -> None:
    """The ways of writing; meaning and marks stay."""
    roll = chance.random()
    if roll < 0.012 * strength:
        made.parts = [
            (text.lower().translate(TO_LATIN_KEYS if made.language == "ru" else TO_RUSSIAN_KEYS), tag)
            for text, tag in made.parts
        ]
        return
    if roll < 0.03 * strength and made.language == "ru":
        made.parts = [
            ("".join(TRANSLIT.get(letter, letter) for letter in text.lower()), tag) for text, tag in made.parts
        ]
    if chance.random() < 0.35 * strength:
        made.parts = [(_unmarked(text), tag) for text, tag in made.parts]
    if chance.random() < 0.15 * strength:
        _filled(made, chance)
    if chance.random() < 0.45 * strength:
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            typo(made, chance)


def _unmarked(text: str) -> str:
    bare = text.replace(",", "").replace("?", "").replace("!", "").replace(":", "").replace(";", "")
    return bare if bare.strip() else " "


def _filled(made: Sentence, chance: random.Random) -> None:
    at = chance.randrange(len(made.parts) + 1)
    if (at and made.parts[at - 1][0].endswith(" ")) or at == 0:
        word = chance.choice(courtesies()[f"{made.language} fill"]).strip()
        made.parts.insert(at, (word + " ", "FILLER"))
        made.flags.add("courtesy")


def typo(made: Sentence, chance: random.Random) -> None:
    """One slip in one word of at least four letters."""
    at = chance.randrange(len(made.parts))
    text, tag = made.parts[at]
    places = [place for place, letter in enumerate(text) if letter.isalpha() and place and text[place - 1].isalpha()]
    if len(places) < 3:
        return
    made.parts[at] = (slip(text, chance.choice(places), chance), tag)


def slip(text: str, place: int, chance: random.Random) -> str:
    """A letter left out, doubled, swapped with the one before, or its neighbour on the keyboard."""
    letter = text[place]
    kind = chance.randrange(4)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + letter + text[place:]
    if kind == 2:
        return text[: place - 1] + letter + text[place - 1] + text[place + 1 :]
    near = NEXT_RU.get(letter.lower()) or NEXT_EN.get(letter.lower()) or letter
    return text[:place] + near + text[place + 1 :]
