"""Words that may stand for stored names: parts of them, their sounds in the other alphabet, compounds."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Final

from agent.understanding import lexicon
from agent.understanding.spans.name_parts import keys_of, values_with, values_with_any
from agent.understanding.spans.names import labels_holding, sound_alike
from agent.understanding.spans.phrases import Phrases
from agent.understanding.spans.span import Stretch, guess, places_of
from agent.understanding.text.tokens import LONGEST_WORD, Word, stem, stems_of
from agent.understanding.text.typing import sound_of
from tools.semantics.catalogue import Catalogue

_GUESSED: Final = 0.55
_SOUND_LETTERS: Final = 4
_BESIDE_CAMPAIGNS: Final = 1.3
_ONE: Final = ("one", "ones")
_BESIDE: Final = frozenset("с со with про about for по".split())
_MOST_ALIKE: Final = 60
_TOGETHER: Final = 1.35
_MOST_TOGETHER: Final = 3
_NO_NAMES: Final = ("uncollected", "small_talk", "absent_value", "absent_channel")
"""What a word of a stored name is no more than: «пицца» is a campaign here, not small talk."""


def likely_names(
    tokens: Sequence[Word], found: Sequence[Stretch], stems: Sequence[str], phrases: Phrases
) -> list[Stretch]:
    """Words nothing else explains that are part of stored names, or sound like one in the other alphabet."""
    covered = places_of(span for span in found if not span.is_a(*_NO_NAMES))
    taken, channels = places_of(found), places_of(span for span in found if span.is_a("absent_channel"))
    covered |= {span.after for span in found if span.is_a("count")} & taken  # "сколько возвратов" counts, names nothing
    guesses: list[Stretch] = []
    for place, token in enumerate(tokens):
        shortest = 2 if place in channels else _SOUND_LETTERS - 1  # "fb" is in the names of a cabinet's campaigns
        if place in covered or token.is_number or len(token.plain) < shortest:
            continue
        free = place not in taken
        if free and (compound := _compound(token, place, phrases)):
            guesses.append(compound)
            continue
        if _is_cut_by(tokens, place):
            if not free:  # "per hotel" is no small talk
                guesses.append(guess([token], place, "", kind="unknown", value=token.plain, weight=_BESIDE_CAMPAIGNS))
            continue
        named = _holding(token, stems[place], phrases) or (_sounding(token, phrases) if free else {})
        weight = _GUESSED if free else _BESIDE_CAMPAIGNS
        guesses += [_guess(tokens[place : place + 1], place, name, values, weight) for name, values in named.items()]
    guesses += [*_several(tokens, phrases), *_sounding_together(tokens, phrases)]
    return [guess for guess in guesses if len(guess.values) <= _MOST_ALIKE]


def _is_cut_by(tokens: Sequence[Word], place: int) -> bool:
    """Whether the word names rows, not one of them: "per hotel", "each of our four hotels", "hotel by hotel"."""
    before = (token for token in reversed(tokens[:place]) if not (token.is_number or token.plain in _BEFORE_ROWS))
    nearest = next(before, None)
    behind = tokens[place + 1 : place + 3]
    again = len(behind) == 2 and behind[0].plain == "by" and behind[1].stem == tokens[place].stem
    return again or (nearest is not None and (nearest.plain in _CUTTING or nearest.plain.startswith("кажд")))


_CUTTING: Final = frozenset("by per each every across".split())
_BEFORE_ROWS: Final = frozenset("the our of all these those two three four five six seven eight nine ten".split())


def _holding(token: Word, meant: str, phrases: Phrases) -> dict[str, tuple[str, ...]]:
    """Stored names, by dimension, that hold the word, as written or as the stem it was meant to be."""
    named = values_with_any((*keys_of(token), meant), phrases.parts)
    named = named or values_with_any(_longer(token, phrases), phrases.parts)
    if "campaign" in named:
        named["campaign"] = (*named["campaign"], *_in_other_letters(token, named["campaign"], phrases))
    return named


def _sounding(token: Word, phrases: Phrases) -> dict[str, tuple[str, ...]]:
    """Stored names, by dimension, that sound like the word."""
    sound = sound_of(token.plain) if len(token.plain) >= _SOUND_LETTERS else ""
    return {meaning.dimension: (meaning.value,) for meaning in phrases.sounds.get(sound, ()) if len(sound) > 2}


def _longer(token: Word, phrases: Phrases) -> list[str]:
    """Words of names made of this one: "краснодар" is said of "Краснодарский край"."""
    if len(token.stem) < _ROOT_LETTERS:
        return []
    longest = len(token.stem) + _SUFFIX_LETTERS
    return [word for word in phrases.parts if word.startswith(token.stem) and len(word) <= longest]


_ROOT_LETTERS: Final = 5
_SUFFIX_LETTERS: Final = 4
"""Letters by which an adjective is longer than the name it is made of."""


def _in_other_letters(token: Word, found: Sequence[str], phrases: Phrases) -> list[str]:
    """Campaigns that hold the word as it sounds in the other alphabet: "Бренд поиск RU" beside "Brand search EN"."""
    if len(sound := sound_of(token.plain)) < _SOUND_LETTERS - 1:
        return []
    written = (word for word in phrases.parts if word[0] != "~" and word.isascii() != token.plain.isascii())
    names = [name for word in written if sound_alike(word, {sound}) for name in phrases.parts[word].get("campaign", ())]
    return [name for name in dict.fromkeys(names) if name not in found]


def _several(tokens: Sequence[Word], phrases: Phrases) -> Iterator[Stretch]:
    """Reads "city breaks" as the campaigns whose names hold both words, whatever each means by itself."""
    for first, after in itertools.combinations(range(len(tokens) + 1), 2):
        words = tokens[first:after]
        if not 1 < len(words) <= _MOST_TOGETHER or any(
            word.is_number or len(word.plain) < _SOUND_LETTERS - 1 or word.plain in lexicon.courtesy() for word in words
        ):
            continue
        labels = values_with([word.stem for word in words], phrases.parts).get("campaign", ())
        if labels:
            yield _guess(words, first, "campaign", labels, _TOGETHER * len(words))


def _sounding_together(tokens: Sequence[Word], phrases: Phrases) -> Iterator[Stretch]:
    """Reads "гугл хотел адс" as the stored name that sounds so, whatever each word means by itself."""
    for first, after in itertools.combinations(range(len(tokens) + 1), 2):
        words = tokens[first:after]
        if not 1 < len(words) <= _MOST_TOGETHER or any(word.is_number for word in words):
            continue
        named = phrases.sounds.get(" ".join(sound_of(word.plain) for word in words), ())
        written = {" ".join(word.plain for word in words)}
        for meaning in named if written.isdisjoint(one.value.casefold() for one in named) else ():
            yield _guess(words, first, meaning.dimension, (meaning.value,), _TOGETHER * len(words))


def _guess(words: Sequence[Word], first: int, dimension: str, values: Sequence[str], weight: float) -> Stretch:
    value = "\n".join(values)
    return guess(words, first, ", ".join(values), kind="value", value=value, dimension=dimension, weight=weight)


def parts_of_names(
    tokens: Sequence[Word], found: Sequence[Stretch], catalogue: Catalogue, *, of_campaigns: bool = False
) -> list[Stretch]:
    """Reads "brand campaigns", "кампании с ретаргетом": a word beside "campaigns" that stored names hold.

    Args:
        tokens: of the message.
        found: what the words are known for.
        catalogue: its campaigns.
        of_campaigns: whether the rows before were campaigns; "the brand one" is one of them then.
    """
    ones = {place - 1 for place, token in enumerate(tokens) if of_campaigns and place and token.plain in _ONE}
    without = {span.after for span in found if span.is_a("exclude") and span.after < len(tokens)}
    guesses: list[Stretch] = []
    for place in sorted(ones | without | _beside_campaigns(tokens, found)):
        token = tokens[place]
        meant = [span for span in found if span.first <= place < span.after]
        if len(token.plain) < _SOUND_LETTERS or not all(_yields(span) for span in meant):
            continue
        said = token.plain in lexicon.courtesy()
        labels = tuple(
            label for label in labels_holding(token.plain, catalogue) if not said or token.stem in stems_of(label)
        )
        if 0 < len(labels) <= _MOST_ALIKE:
            guesses.append(_guess(tokens[place : place + 1], place, "campaign", labels, _BESIDE_CAMPAIGNS))
    return guesses


def _beside_campaigns(tokens: Sequence[Word], found: Sequence[Stretch]) -> set[int]:
    """The words next to "campaigns"; behind "campaigns with" the one after it too."""
    words = [span for span in found if span.is_a("dimension") and span.value == "campaign"]
    single = [span for span in words if span.after - span.first == 1]
    places = {place for span in single for place in (span.first - 1, span.after)}
    places |= {span.after + 1 for span in single if _links(tokens, span.after)}
    return places & {*range(len(tokens))}


def _yields(span: Stretch) -> bool:
    """Whether a meaning gives way to a part of a name: nothing of its own, or a guess ("brand" as an account)."""
    return span.is_a("filler", *_NO_NAMES) or bool(span.guessed) or (span.is_a("dimension") and span.value == "account")


def _links(tokens: Sequence[Word], place: int) -> bool:
    return place < len(tokens) and tokens[place].plain in _BESIDE


def _compound(token: Word, place: int, phrases: Phrases) -> Stretch | None:
    """Reads "видеокампании" as the value and the word it introduces."""
    if len(token.plain) > LONGEST_WORD:
        return None
    for end in range(len(token.plain) - _SOUND_LETTERS, _SOUND_LETTERS - 1, -1):
        head, tail = token.plain[:end], token.plain[end:]
        introduces = any(meaning.kind == "dimension" for meaning in phrases.meanings.get((stem(tail),), ()))
        named = [m for m in phrases.meanings.get((stem(head),), ()) if m.kind == "value"]
        if introduces and named:
            return _guess([token], place, named[0].dimension, [named[0].value], _GUESSED)
    return None
