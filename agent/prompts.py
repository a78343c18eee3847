"""Loads `prompts/*.md` and refuses a missing or unknown placeholder."""

from functools import cache
from pathlib import Path
from string import Template

FOLDER = Path(__file__).parent / "prompts"


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / f"{name}.md").read_text(encoding="utf-8"))


def prompt(name: str, /, **values: str) -> str:
    """The prompt with its placeholders filled.

    Raises:
        ValueError: the values are not exactly the placeholders of the file.
    """
    template = _template(name)
    wanted = set(template.get_identifiers())
    if wanted != set(values):
        raise ValueError(f"Prompt {name!r} wants {sorted(wanted)}, got {sorted(values)}.")
    return template.substitute(values)
