"""The team's own words in a message, each replaced by the words that it stands for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from agent.understanding.text.tokens import Word, tokens_of
from ingest.texts import Language, say
from tools.notes.terms import Term
from tools.words.outside_names import plain
from tools.words.stems import root_of


@dataclass(frozen=True, kw_only=True)
class Worded:
    """A message as it is read."""

    text: str
    read: Mapping[str, str]
    """Words of the message that are the team's, to what was read in their place."""

    def notes(self, language: Language) -> tuple[str, ...]:
        """A sentence for each word that was replaced."""
        return tuple(
            say("terms-read", language, said=plain(said), meaning=plain(meaning)) for said, meaning in self.read.items()
        )


def worded(text: str, terms: Sequence[Term]) -> Worded:
    """The message with every word of the team replaced, the longest first; meanings are taken as they are."""
    known = {_roots(tokens_of(term.term)): term.meaning for term in terms}
    parts, read, done = [], {}, 0
    for start, end, meaning in _found(tokens_of(text) if known else (), known):
        parts += [text[done:start], meaning]
        read[text[start:end]] = meaning
        done = end
    return Worded(text="".join((*parts, text[done:])), read=read)


def _found(tokens: Sequence[Word], known: Mapping[tuple[str, ...], str]) -> Iterator[tuple[int, int, str]]:
    """Characters of the words from left to right, none overlapping, with what each stands for."""
    longest, place = max(map(len, known), default=0), 0
    while place < len(tokens):
        after = min(place + longest, len(tokens))
        while after > place and _roots(tokens[place:after]) not in known:
            after -= 1
        if after > place:
            part = tokens[place:after]
            yield part[0].start, part[-1].end, known[_roots(part)]
        place = max(after, place + 1)


def _roots(tokens: Sequence[Word]) -> tuple[str, ...]:
    return tuple(root_of(token.plain) for token in tokens)
