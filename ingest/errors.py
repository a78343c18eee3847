"""Every deliberate error, chosen by what can be done about it: correct the input, wait, reconnect, or tell the user."""

from typing import Any, Literal

from ingest.texts import Language, say

PlatformErrorKind = Literal["auth", "permission", "rate_limit", "request", "transient", "schema"]


class DemetraError(Exception):
    """Root of our errors. `key` names a text of `ingest/locales`; `values` fill it."""

    def __init__(self, key: str, /, **values: Any) -> None:
        self.key = key
        self.values = values
        super().__init__(key)

    def say(self, language: Language) -> str:
        """One sentence: what came, what is possible, what to do."""
        return say(self.key, language, **self.values)

    def __str__(self) -> str:
        return self.say("en")


class InvalidInput(DemetraError):
    """What was asked or given can't be used as it is; the sentence says what to send instead. Exit code 2."""


class NotFound(InvalidInput):
    """What was named is not there, or not the asker's; the sentence says what is. Exit code 2."""


class NotAllowed(DemetraError):
    """The person's role does not allow it; the sentence says whose does. Exit code 2."""


class NoData(DemetraError):
    """The question is fine, but nothing is stored for it."""


class Unavailable(DemetraError):
    """Something outside Demetra does not answer now; trying later may help. Exit code 1."""


class PlatformError(DemetraError):
    """An ad platform said no. `kind` is what `demetra refresh --json` prints."""

    kind: PlatformErrorKind = "transient"
    retry_after_s: float | None = None


class AuthError(PlatformError):
    """The token is dead or wrong: stop and ask the user to reconnect."""

    kind = "auth"


class PermissionDenied(PlatformError):
    """No right to this account: stop this account, go on with the others."""

    kind = "permission"


class RateLimited(PlatformError):
    """Too many requests. `retry_after_s` is the platform's own wait, unscaled; None when it named none."""

    kind = "rate_limit"

    def __init__(self, key: str, /, *, retry_after_s: float | None = None, scope: str = "", **values: Any) -> None:
        super().__init__(key, **values)
        self.retry_after_s = retry_after_s
        self.scope = scope


class Transient(PlatformError):
    """The platform stumbled: the same request may succeed in a moment."""

    kind = "transient"


class BadRequest(PlatformError):
    """The platform refuses the request as such: repeating it is useless."""

    kind = "request"


class TooMuchData(PlatformError):
    """The window or the page is too large for the platform: ask for less at a time."""

    kind = "request"


class SchemaDrift(PlatformError):
    """The platform's answer lacks or renames a field: go on without it and record that."""

    kind = "schema"
