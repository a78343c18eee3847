"""All that is wrong with the configuration, told at once: whoever deploys corrects it in one go."""

from collections.abc import Iterator
from typing import Any, Final, TypeVar

from pydantic import SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.environment import FILE, EnvironmentSettings, Unreadable, given_names, variable_of
from ingest.errors import InvalidInput
from ingest.settings import Settings
from ingest.texts import Language, say
from tools.semantics.spelling import nearest

Read = TypeVar("Read", bound=BaseSettings)

OWN: Final = "DEMETRA_"
"""Of the other prefixes a machine may have variables that are none of ours."""
KINDS: Final = {
    "int_parsing": "settings-whole",
    "float_parsing": "settings-number",
    "bool_parsing": "settings-yes-no",
    "date_from_datetime_parsing": "settings-day",
    "date_parsing": "settings-day",
    "literal_error": "settings-one-of",
    "greater_than": "settings-above",
    "greater_than_equal": "settings-least",
    "less_than_equal": "settings-most",
    "address": "settings-address",
    "https": "settings-https",
    "zone": "settings-zone",
    "currency": "settings-currency",
    "database": "settings-database",
}
"""What a value fails, to the sentence about it; other failures say their own."""


def _of_platforms() -> list[type[BaseSettings]]:
    from ingest.platform.channel import channels  # with the adapters come their libraries
    from ingest.rates.banks import FxSettings

    return [FxSettings, *(channel.settings for channel in channels())]


def settings(*, platforms: bool = False) -> Settings:
    """The settings, once all of them can be used.

    Args:
        platforms: whether those of platforms and banks are looked at too, by what asks them or says what is configured.

    Raises:
        InvalidInput: some can't; the message names every one.
    """
    language = spoken_here()
    ours, said = _read(Settings, language)
    for one in _of_platforms() if platforms else ():
        said += _read(one, language)[1]
    said += _unknown(language)
    if ours is None or said:
        raise InvalidInput("cli-bad-settings", n=len(said), faults="\n".join(f"  {line}" for line in said))
    return ours


class _Spoken(EnvironmentSettings):
    """The language alone, which is read whatever is wrong with the rest."""

    model_config = SettingsConfigDict(env_prefix=OWN)

    language: Language = "ru"


def spoken_here() -> Language:
    """The operator's language; English where it can't be read."""
    try:
        return _Spoken().language
    except ValidationError:
        return "en"


def _read(of: type[Read], language: Language) -> tuple[Read | None, list[str]]:
    """The settings of one class, or what is wrong with them."""
    try:
        return of(), []
    except ValidationError as error:
        return None, [_said(of, dict(fault), language) for fault in error.errors()]


def _said(of: type[BaseSettings], fault: dict[str, Any], language: Language) -> str:
    """One setting: its variable, what came, what is possible."""
    told = str(fault["loc"][0])
    names = {variable_of(of, name): name for name in of.model_fields}
    name = names.get(told, told)
    variable, received = variable_of(of, name), fault["input"]
    if isinstance(received, Unreadable):
        return say(received.key, language, variable=variable, received=received.received)
    secret = isinstance(of.model_fields[name].default, SecretStr) or fault["type"] == "database"
    shown = "***" if secret else str(received)[:80]
    limits = {key: str(value).replace("' or '", "', '") for key, value in fault.get("ctx", {}).items()}
    possible = say(KINDS[fault["type"]], language, **limits) if fault["type"] in KINDS else str(fault["msg"])
    return say("settings-value", language, variable=variable, received=shown, possible=possible)


def _unknown(language: Language) -> Iterator[str]:
    known = {variable_of(Settings, name) for name in Settings.model_fields}
    known |= {name + FILE for name in known}
    for name in sorted(given_names(Settings)):
        if name.startswith(OWN) and name not in known:
            yield say("settings-unknown", language, variable=name, nearest=nearest(name, tuple(sorted(known))))
