"""Where settings come from: the environment, `.env`, and files named there, as containers hand secrets over."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

FILE: Final = "_FILE"
"""`NAME_FILE` names a file that holds the value of `NAME`."""


def _address(value: str) -> str:
    parts = urlsplit(value)
    if value and not (parts.scheme in ("http", "https") and parts.hostname):
        raise PydanticCustomError("address", "it takes an address such as https://host")
    return value


Address = Annotated[str, AfterValidator(_address)]
"""Where a server is, or nothing."""


@dataclass(frozen=True)
class Unreadable:
    """Stands where a value should be, and is no value of any setting."""

    key: str
    """Text that says why."""
    received: str


class EnvironmentSettings(BaseSettings):
    """Settings under the names of their fields, each of which a file may hold instead."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is handed in, then files, then the environment, then `.env`."""
        files = _FileSource(settings_cls, _given(dotenv_settings, env_settings))
        return init_settings, files, env_settings, dotenv_settings


def _given(*sources: PydanticBaseSettingsSource) -> dict[str, str]:
    """Names in lower case and their values, of those that have one; a later source wins."""
    found = {
        name.lower(): value
        for source in sources
        if isinstance(source, EnvSettingsSource)
        for name, value in source.env_vars.items()
    }
    return {name: value for name, value in found.items() if value}


def variable_of(settings: type[BaseSettings], name: str) -> str:
    """The variable that sets a field."""
    alias = settings.model_fields[name].validation_alias
    return alias if isinstance(alias, str) else f"{settings.model_config.get('env_prefix', '')}{name}".upper()


def given_names(settings: type[BaseSettings], env_file: str | Path | None = ".env") -> set[str]:
    """Names of all variables that are set to something, in upper case."""
    read = DotEnvSettingsSource(settings, env_file=env_file), EnvSettingsSource(settings)
    return {name.upper() for name in _given(*read)}


class _FileSource(PydanticBaseSettingsSource):
    """Values from the files that `NAME_FILE` names."""

    def __init__(self, settings: type[BaseSettings], given: Mapping[str, str]) -> None:
        super().__init__(settings)
        self.given = given

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:
        """The file's text without the end of its line; nothing where none is named."""
        variable = variable_of(self.settings_cls, field_name)
        key = variable if field.validation_alias else field_name
        path = self.given.get((variable + FILE).lower())
        if path is None:
            return None, key, False
        if variable.lower() in self.given:
            return Unreadable("settings-both", variable + FILE), key, False
        try:
            return Path(path).read_text(encoding="utf-8").rstrip("\r\n"), key, False
        except (OSError, UnicodeDecodeError):
            return Unreadable("settings-no-file", path), key, False

    def __call__(self) -> dict[str, Any]:
        """All of them."""
        read = (self.get_field_value(field, name) for name, field in self.settings_cls.model_fields.items())
        return {key: value for value, key, _ in read if value is not None}
