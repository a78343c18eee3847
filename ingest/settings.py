"""What an operator may set, read once from the environment and `.env`. Credentials stand in their channel's file."""

import errno
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.numbers import list_currencies
from pydantic import Field, SecretStr, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import SettingsConfigDict

from ingest.environment import Address, EnvironmentSettings
from ingest.errors import InvalidInput
from ingest.texts import Language

PRIVATE: Final = 0o700
"""Rights of the data folder: in it lie people's conversations and the key of their sessions."""


class Settings(EnvironmentSettings):
    """Each field's description is what `.env.example` and `demetra doctor` show."""

    model_config = SettingsConfigDict(env_prefix="DEMETRA_")

    database_url: str = Field(
        "", description="postgresql://user:password@host/name; empty means SQLite in the data folder."
    )
    data_dir: Path = Field(Path("data"), description="Where the SQLite file, charts, exports and uploads live.")
    today: date | None = Field(None, description="Pretend that today is this day (YYYY-MM-DD); for demos and tests.")
    timezone: str = Field("Europe/Moscow", description="Whose midnight ends a day (IANA name).")
    currency: str = Field("RUB", description="Reporting currency, and the currency of files that name none (ISO 4217).")
    language: Language = Field("ru", description="Language when a question leaves it open: ru or en.")
    model: str = Field(
        "", description="Model name at the OpenAI-compatible endpoint; empty means the built-in planner."
    )
    model_timeout_s: float = Field(
        20.0, gt=0, description="Seconds to wait for a model's first word, and for each next one; more for a slow one."
    )
    model_window: int = Field(
        8192, ge=4096, description="Tokens the model's server was started with; a conversation is cut to fit."
    )
    refresh_minutes: int = Field(60, ge=1, le=1440, description="Minutes between refreshes.")
    forecasts_on: str = Field(
        "loky",
        pattern=r"^(loky|threading|sequential|(tcp|tls)://[^\s/]+)$",
        description="Where forecasts are fitted: loky (processes), threading, sequential, or the address of a Dask "
        "scheduler, tcp://host:8786.",
    )
    upload_mb: int = Field(500, ge=1, description="Megabytes that one file attached in the chat may have.")
    reading_mb: int = Field(1500, ge=64, description="Megabytes of memory that reading an attached file may take.")
    reading_seconds: int = Field(900, ge=1, description="Seconds that loading an attached file may take.")
    questions_a_minute: int = Field(30, ge=1, description="Questions that one signed-in person may ask in a minute.")
    requests_a_minute: int = Field(
        600, ge=1, description="Requests to the interfaces that one signed-in person or token may make in a minute."
    )
    own_rules: int = Field(20, ge=0, description="Alert rules that one person may have for themselves alone.")
    pass_on_minutes: int = Field(
        60, ge=5, description="How long a critical alert waits for one person before it goes to the next."
    )
    question_characters: int = Field(4000, ge=100, le=4000, description="Characters that a question may have.")
    files_days: int = Field(30, ge=1, description="Days that pictures, downloads and attached files are kept.")
    audit_days: int = Field(365, ge=1, description="Days that is kept who asked, loaded, exported, changed, signed in.")
    conversations_days: int = Field(
        365,
        ge=1,
        description="Days after its last word that a conversation is kept, in the chat and in the agent's memory.",
    )
    log_mb: int = Field(5, ge=1, description="Megabytes of the log of unexpected errors, and of the two before it.")
    log_format: Literal["text", "json"] = Field("text", description="Log lines for people, or a JSON object a line.")
    otel_endpoint: Address = Field(
        "", description="OpenTelemetry collector that spans go to, http://host:4318; empty means none."
    )
    langsmith_key: SecretStr = Field(
        SecretStr(""), description="Key of LangSmith, which is then sent every conversation; empty means it never is."
    )
    wait_scale: float = Field(1.0, ge=0, description="Multiplies every wait between retries; tests set it near 0.")
    openai_api_key: SecretStr = Field(
        SecretStr(""), validation_alias="OPENAI_API_KEY", description="Key of the model endpoint."
    )
    openai_base_url: Address = Field(
        "", validation_alias="OPENAI_BASE_URL", description="Any OpenAI-compatible server, up to /v1."
    )
    telegram_bot_token: SecretStr = Field(
        SecretStr(""),
        validation_alias="TELEGRAM_BOT_TOKEN",
        description="Bot token from BotFather; empty means no bot.",
    )
    telegram_bot_base_url: Address = Field(
        "https://api.telegram.org", validation_alias="TELEGRAM_BOT_BASE_URL", description="Host of the Bot API."
    )
    telegram_webhook_url: Address = Field(
        "",
        validation_alias="TELEGRAM_WEBHOOK_URL",
        description="Public https address Telegram shall call; empty means polling.",
    )
    telegram_webhook_secret: SecretStr = Field(
        SecretStr(""),
        validation_alias="TELEGRAM_WEBHOOK_SECRET",
        description="Word Telegram sends along with each call.",
    )
    telegram_webhook_port: int = Field(
        8443, ge=1, le=65535, validation_alias="TELEGRAM_WEBHOOK_PORT", description="Port the webhook listens on."
    )
    public_url: Address = Field(
        "", description="Where people open the chat in a browser; links in messages lead there."
    )

    allowed_hosts: str = Field(
        "",
        description="Names that people reach the chat by, separated by commas; that of DEMETRA_PUBLIC_URL is known.",
    )

    admin_password: SecretStr = Field(
        SecretStr(""), description="Password of the user admin, who is made at the start if there is none."
    )
    session_hours: int = Field(168, ge=1, description="Hours after which a person signs in again.")
    sign_in_header: str = Field("", description="Header in which a trusted proxy names the person, X-Forwarded-User.")
    trusted_proxies: str = Field("", description="Addresses of proxies whose headers are believed, by commas.")
    sign_in_oauth: bool = Field(
        False, description="Sign in by an identity provider, set up by OAUTH_GOOGLE_CLIENT_ID and the like."
    )

    @field_validator("today", mode="before")
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (LookupError, OSError, ValueError) as error:
            raise PydanticCustomError("zone", "it takes an IANA name such as Europe/Moscow") from error
        return value

    @field_validator("currency")
    @classmethod
    def _iso_currency(cls, value: str) -> str:
        if value.upper() not in list_currencies():
            raise PydanticCustomError("currency", "it takes an ISO 4217 code such as RUB")
        return value.upper()

    @field_validator("telegram_webhook_url")
    @classmethod
    def _safe_address(cls, value: str) -> str:
        if value and not value.startswith("https://"):
            raise PydanticCustomError("https", "it takes an address that begins with https://")
        return value

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str) -> str:
        if value and value.partition(":")[0].partition("+")[0] not in ("postgresql", "postgres", "sqlite"):
            raise PydanticCustomError("database", "it takes postgresql://user:password@host/name or sqlite:///path")
        return value

    def resolved_database_url(self) -> str:
        """The SQLAlchemy address, with the driver we ship; a SQLite file in the data folder when none is set."""
        if not self.database_url:
            return f"sqlite:///{(self.data_dir / 'demetra.db').absolute()}"
        for prefix in ("postgresql://", "postgres://"):
            if self.database_url.startswith(prefix):
                return "postgresql+psycopg2://" + self.database_url.removeprefix(prefix)
        return self.database_url

    def folder(self) -> Path:
        """The data folder, made when it is missing; a new one, or one that holds nothing yet, is this user's alone.

        Raises:
            InvalidInput: there is no such folder and none can be made.
        """
        place = self.data_dir.absolute()
        try:
            place.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise
            raise InvalidInput("settings-no-folder", folder=str(place), problem=error.strerror) from error
        with suppress(OSError):  # another's, or a file system without rights
            if not any(place.iterdir()):
                place.chmod(PRIVATE)
        return place

    def hosts(self) -> frozenset[str]:
        """Every name that the chat is reached by, in lower case and without ports."""
        named = [*self.allowed_hosts.split(","), urlsplit(self.public_url).hostname or ""]
        return frozenset(urlsplit(f"//{name.strip()}").hostname or "" for name in named) - {""}


class Clock:
    """The only place that asks what time it is; everyone below the entry points receives `today` and `now`."""

    def __init__(self, timezone: str, fixed: date | None = None) -> None:
        self.zone = ZoneInfo(timezone)
        self.fixed = fixed

    def now(self) -> datetime:
        """The moment, aware, in the team's zone; on a fixed day it keeps the real time of day."""
        moment = datetime.now(self.zone)  # noqa: TID251 - this is the clock
        if self.fixed is None:
            return moment
        return moment.replace(year=self.fixed.year, month=self.fixed.month, day=self.fixed.day)

    def today(self) -> date:
        """The team's calendar day."""
        return self.fixed or self.now().date()

    def yesterday(self) -> date:
        """The last complete day."""
        return self.today() - timedelta(days=1)
