"""Everything Demetra says to people, in Russian and English; each package keeps its own Fluent files in `locales`."""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, Protocol, runtime_checkable

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.resolver import MAX_PART_LENGTH

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")
PACKAGES = ("ingest", "tools", "agent", "bots", "ui")
"""Whose texts there are; their folders stand beside this package. Files are read, nothing is imported."""


def text_files(language: Language) -> list[Path]:
    """Every file with texts of `language`."""
    beside = Path(__file__).parents[1]
    return sorted(path for package in PACKAGES for path in (beside / package / "locales" / language).glob("*.ftl"))


@cache
def _homes(language: Language) -> dict[str, Path]:
    """The file of each key."""
    return {key: path for path in text_files(language) for key in _KEY.findall(path.read_text(encoding="utf-8"))}


_KEY: Final = re.compile(r"^([a-zA-Z][\w-]*) *=", re.MULTILINE)


@cache
def _bundle(path: Path, language: Language) -> FluentBundle:
    """The texts of one file, parsed when one of them is first said: a command needs few of them."""
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def say(key: str, language: Language, /, **values: Any) -> str:
    """The text `key` in `language` with its values put in.

    Numbers choose the plural form; pass already worded text (`tools.words.wording`) where a figure must look so, or
    what says itself (`Spoken`) where the language is not known yet.

    Raises:
        LookupError: the key is in no file of that language, or a value it needs is missing.
    """
    if key not in _homes(language):
        raise LookupError(f"No text {key!r} in {language}.")
    bundle = _bundle(_homes(language)[key], language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise LookupError(f"Text {key!r} ({language}) is empty.")
    text, problems = bundle.format_pattern(pattern, {name: _fitting(value, language) for name, value in values.items()})
    if problems:
        raise LookupError(f"Text {key!r} ({language}): {problems[0]}")
    return str(text)


@runtime_checkable
class Spoken(Protocol):
    """A value that is said in the language of the sentence it stands in."""

    def say(self, language: Language) -> str:
        """Its words."""


def _fitting(value: Any, language: Language) -> Any:
    """A value as a sentence holds it: the beginning of a name without end, since Fluent takes no more."""
    if isinstance(value, str):
        return f"{value[: MAX_PART_LENGTH - 1]}…" if len(value) > MAX_PART_LENGTH else value
    return value.say(language) if isinstance(value, Spoken) else value


def knows(key: str) -> bool:
    """Whether the key exists in every language."""
    return all(key in _homes(language) for language in LANGUAGES)
