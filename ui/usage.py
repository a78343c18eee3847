"""What the command line could not understand, in a sentence of the person's language; exit code 2."""

import re
import sys
from typing import Any, Final, NoReturn

import typer
from typer.exceptions import TyperException

from ingest.texts import Language, say
from ui.configuration import spoken_here
from ui.console import emit

KINDS: Final = {"valid integer": "usage-whole", "valid number": "usage-number", "valid boolean": "usage-yes-no"}
"""What a message of a value says, to the word for what is expected."""
_QUOTED: Final = re.compile(r"'([^']+)'|\(([^()]+)\)")


def refuse(error: TyperException, *, as_json: bool) -> NoReturn:
    """Says why and ends with exit code 2."""
    sentence = usage_said(error, spoken_here())
    typer.echo(sentence, err=True)
    if as_json:
        emit({"error": sentence})
    sys.exit(2)


def usage_said(error: TyperException, language: Language) -> str:
    """One sentence: what was received or is missing, and what is possible.

    Args:
        error: of parsing the arguments; which one, its class tells.
        language: of the sentence.
    """
    told: Any = error
    command = getattr(getattr(told, "ctx", None), "command_path", "demetra")
    kind, message = type(error).__name__, error.format_message()
    if kind == "NoSuchOption":
        near = ", ".join(told.possibilities or ())
        key = "usage-no-option-near" if near else "usage-no-option"
        return say(key, language, received=told.option_name, near=near, command=command)
    if kind == "MissingParameter":
        return say("usage-missing", language, name=_name(told), command=command)
    if kind == "BadOptionUsage":
        return say("usage-no-value", language, name=told.option_name, command=command)
    if kind == "BadParameter":
        return say("usage-bad-value", language, name=_name(told), expected=_expected(told.message, language))
    found = [one or other for one, other in _QUOTED.findall(message)] or [message]
    if message.startswith("No such command"):
        return say("usage-no-command", language, received=found[0], command=command)
    return say("usage-other", language, received=found[-1], command=command)


def _name(error: Any) -> str:
    """The option or argument as people write it."""
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    if param.param_type_name == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper()).removesuffix("...")


def _expected(message: str, language: Language) -> str:
    """What the value must be."""
    key = next((key for said, key in KINDS.items() if said in message), None)
    return say(key, language) if key else message
