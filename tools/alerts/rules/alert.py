"""An alert: a finding with its state, as people and the JSON contract see it."""

from dataclasses import dataclass, fields
from typing import Any

from ingest.texts import Language
from tools.alerts.rules.model import State, Trouble
from tools.alerts.rules.texts import Wording, word


@dataclass(frozen=True, kw_only=True)
class Alert(Trouble):
    """A finding somebody is told about. `message`, `reason` and `action` are in the alert's own language."""

    state: State = "firing"
    is_read: bool = False
    currency: str = "RUB"
    language: Language = "ru"

    @classmethod
    def of(cls, finding: Trouble, *, currency: str, language: Language) -> "Alert":
        """The alert that tells this finding."""
        content = {one.name: getattr(finding, one.name) for one in fields(Trouble)}
        return cls(**content, currency=currency, language=language)

    def say(self, language: Language) -> Wording:
        """Message, likely reason and next step in any language."""
        return word(self, self.currency, language)

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
        }
