"""An alert: a finding with its state, as people and the JSON contract see it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from ingest.texts import Language
from tools.alerts.rules.ended import end_of
from tools.alerts.rules.model import State, Trouble
from tools.alerts.rules.texts import Wording, word


@dataclass(frozen=True, kw_only=True)
class Alert(Trouble):
    """A finding somebody is told about. `message`, `reason` and `action` are in the alert's own language."""

    state: State = "firing"
    is_read: bool = False
    end: Mapping[str, Any] | None = None
    """How it ended, once it has."""
    currency: str = "RUB"
    language: Language = "ru"

    @classmethod
    def of(cls, finding: Trouble, *, currency: str, language: Language) -> "Alert":
        """The alert that tells this finding."""
        content = {one.name: getattr(finding, one.name) for one in fields(Trouble)}
        return cls(**content, currency=currency, language=language)

    def say(self, language: Language) -> Wording:
        """Message, likely reason and next step in any language; of what is over its end, which needs no step."""
        words = word(self, self.currency, language)
        if self.state != "resolved":
            return words
        return replace(words, message=end_of(self, self.end, self.currency, language), action="")

    @property
    def message(self) -> str:
        """What, where, how much, since when, against what."""
        return self.say(self.language).message

    @property
    def reason(self) -> str:
        """The likely reason."""
        return self.say(self.language).reason

    @property
    def action(self) -> str:
        """The next step."""
        return self.say(self.language).action

    def as_json(self, language: Language | None = None) -> dict[str, Any]:
        """The shape of `demetra alerts list --json`."""
        words = self.say(language or self.language)
        return {
            "id": self.id,
            "rule": self.rule,
            "severity": self.severity,
            "state": self.state,
            "scope": self.scope.as_json(),
            "metric": self.metric,
            "value": self.value,
            "threshold": self.threshold,
            "expected": self.expected,
            "since": self.since.isoformat(),
            "last_seen": self.last_seen.isoformat(),
            "money_at_stake": self.money_at_stake,
            "message": words.message,
            "reason": words.reason,
            "action": words.action,
            "is_read": self.is_read,
            "ended": None if self.end is None else dict(self.end),
        }
