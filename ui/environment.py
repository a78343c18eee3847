"""Every environment variable Demetra knows, from the classes of settings: `.env.example` and `docs/settings.md`."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import SecretStr
from pydantic.fields import FieldInfo
from pydantic_settings import BaseSettings

from ingest.environment import variable_of
from ingest.platform.channel import channels
from ingest.rates.banks import FxSettings
from ingest.settings import Settings


@dataclass(frozen=True, kw_only=True)
class Variable:
    """One variable."""

    name: str
    default: str
    description: str


def variables() -> list[tuple[str, list[Variable]]]:
    """Groups of variables: ours first, then each channel's."""
    groups = [("Demetra", list(_of(Settings))), ("exchange rates", list(_of(FxSettings)))]
    return groups + [(channel.source, list(_of(channel.settings))) for channel in channels()]


def _of(settings: type[BaseSettings]) -> Iterator[Variable]:
    for name, entry in settings.model_fields.items():
        yield Variable(
            name=variable_of(settings, name),
            default=_default(entry),
            description=entry.description or "",
        )


def _default(entry: FieldInfo) -> str:
    default = entry.get_default(call_default_factory=True) if not entry.is_required() else None
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    if isinstance(default, list | tuple):
        return ",".join(str(item) for item in default)
    return "" if default is None else str(default)


def env_example() -> str:
    """The text of `.env.example`: every variable, commented out, with its default."""
    lines = [
        "# Copy to .env and set what you need; everything has a default. Made by `make docs`.",
        "# Any of these may stand in a file instead, as secrets of containers do: NAME_FILE=/run/secrets/name.",
    ]
    for title, group in variables():
        lines += ["", f"# --- {title}"]
        for variable in group:
            lines += [f"# {variable.description}"] if variable.description else []
            lines.append(f"# {variable.name}={variable.default}")
    return "\n".join(lines) + "\n"


def tables() -> str:
    """Every variable, a table for each group, in Markdown."""
    lines: list[str] = []
    for title, group in variables():
        lines += ["", f"## {title}", "", "| variable | default | what |", "|---|---|---|"]
        lines += [
            f"| `{one.name}` | {f'`{one.default}`' if one.default else ''} | {one.description} |" for one in group
        ]
    return "\n".join(lines).strip()


def main() -> None:
    """Prints `.env.example`."""
    print(env_example(), end="")  # noqa: T201 - this is the command's output


if __name__ == "__main__":
    main()
