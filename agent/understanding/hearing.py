"""A message as it is heard: repaired, read by the learned reader, scanned for everything its words may mean, parsed."""

import re
from typing import Final

from agent.understanding.dialogue.memory import days_of, line_of
from agent.understanding.grammar.parse import Candidate, parse
from agent.understanding.outcome import Asked
from agent.understanding.reader import Reading
from agent.understanding.spans.currencies import EVERYDAY, codes_of
from agent.understanding.spans.message import MessageWords, message_of
from agent.understanding.spans.phrase_book import phrases_of
from agent.understanding.spans.phrases import Phrases
from agent.understanding.spans.scan import Known, scan
from agent.understanding.spans.short_forms import without_points
from agent.understanding.spans.stand_ins import in_familiar_words, in_own_words, stand_ins, with_slips
from agent.understanding.spans.years import with_years_whole
from agent.understanding.text.spelling import mended
from agent.understanding.text.tokens import LONGEST, tokens_of

_GLUED: Final = re.compile(r"(?<=\bтоп)(?=\d+\b)|(?<=\btop)(?=\d+\b)", re.IGNORECASE)
_MANY_WORDS: Final = 160  # of a longer message only so many words are read


def parsed_from(asked: Asked) -> list[Candidate]:
    """The readings of a message, by its words and by what the learned reader makes of it."""
    phrases = phrases_of(asked.catalogue)
    typed = _typed(asked)
    text = mended(typed, phrases.spelling.slips(typed))
    text = without_points(text, phrases)
    message = message_of(text, phrases)
    before = asked.earlier.frame()
    known = Known(
        catalogue=asked.catalogue,
        phrases=phrases,
        today=asked.today,
        language=asked.language,
        reading=_reading(message, phrases, line_of(before) if before else None, asked),
        days_before=days_of(before) if before else None,
        metrics_before=before.metrics if before else (),
        cuts_before=before.cuts if before else (),
        usual_days=asked.usual_days,
        vectors=asked.vectors,
    )
    heard = scan(message, known)
    return list(parse(heard, known)) if heard.tokens else []


def slips_of(asked: Asked) -> list[tuple[str, str]]:
    """Misspelt words that something in the question hangs on, each with the one that was read."""
    spelling = phrases_of(asked.catalogue).spelling
    return [(token.text, word) for token, word in spelling.slips(_typed(asked)) if spelling.is_asked_with(word)]


def _typed(asked: Asked) -> str:
    """The message in the letters of its language, with the blank that "топ5" lacks."""
    phrases, text = phrases_of(asked.catalogue), with_years_whole(_GLUED.sub(" ", _shortened(asked.text)))
    return phrases.translit.in_cyrillic(phrases.repair.in_layout(text, tokens_of(text)))


def _reading(message: MessageWords, phrases: Phrases, before: str | None, asked: Asked) -> Reading | None:
    """What the learned reader makes of the message; words of the company's files, and slips, it is given as others."""
    unusual = phrases.nouns or not set(codes_of(asked.catalogue)) <= set(EVERYDAY)
    text, meant = message.text, zip(message.tokens, message.stems, strict=True)
    words = list(phrases.find(text, message.tokens, message.stems)) if unusual else []
    slips = {token: phrases.spelled[stem] for token, stem in meant if stem != token.stem and stem in phrases.spelled}
    chosen = with_slips(stand_ins(words, list(phrases.nouns_in(words))), slips)
    reading = asked.read(in_familiar_words(text, chosen), before)
    if reading is None or not chosen:
        return reading
    return in_own_words(text, reading, chosen, {one.key: one for one in asked.catalogue.own})


def _shortened(text: str) -> str:
    tokens = tokens_of(text[:LONGEST])
    return text[: tokens[_MANY_WORDS].start] if len(tokens) > _MANY_WORDS else text[:LONGEST]
