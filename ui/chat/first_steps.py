"""Where nothing is stored yet: three ways to begin, and which of them this person may take."""

from typing import Any

from ingest.channel_names import titled
from ingest.platform.channel import channels
from ingest.texts import Language, say
from tools.access import Actor

ELEMENT = "DemetraFirstSteps"
WAYS = ("upload", "demo", "connect")


def first_steps(person: Actor, language: Language) -> dict[str, Any]:
    """The guide as props: a way each with what to do, and a button where a click does it."""
    if not person.may("load"):
        return {"title": say("first-title", language), "ways": [], "text": say("first-ask-admin", language)}
    allowed = {"upload": True, "demo": person.may("unload"), "connect": person.reach.whole}
    ways = [way for way in WAYS if allowed[way]]
    return {
        "title": say("first-title", language),
        "text": say("first-text", language),
        "busy": say("first-busy", language),
        "ways": [
            {
                "key": way,
                "title": say(f"first-{way}", language),
                "text": say(f"first-{way}-text", language),
                "button": say(f"first-{way}-button", language) if way != "connect" else "",
                "needs": _needs(language) if way == "connect" else [],
            }
            for way in ways
        ],
    }


def _needs(language: Language) -> list[dict[str, str]]:
    """What each platform must be given before it can be asked."""
    return [
        {
            "name": " · ".join(titled(key, language) for key in channel.channels),
            "variables": ", ".join(
                _variable(channel.settings.model_config.get("env_prefix", ""), name, language)
                for name in channel.required
            ),
        }
        for channel in channels()
    ]


def _variable(prefix: str, name: str, language: Language) -> str:
    return f" {say('first-or', language)} ".join(f"{prefix}{part}".upper() for part in name.split("|"))
