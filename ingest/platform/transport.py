"""Asks a platform over HTTP: retries what may succeed, waits as told, and lets no secret past this edge."""

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime
from functools import cached_property
from typing import Any, Final
from urllib.parse import quote

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception
from tenacity.wait import wait_exponential_jitter

from ingest.errors import AuthError, BadRequest, PermissionDenied, PlatformError, RateLimited, Transient

for _library in ("httpx", "httpcore"):
    logging.getLogger(_library).setLevel(logging.WARNING)  # at INFO they log addresses, which may hold tokens

SHORTEST_HIDDEN: Final = 6
"""A shorter secret is too likely to be an ordinary word of an answer."""

TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0)


PARSER: Final = json.JSONDecoder(parse_float=Decimal)


class Truncated(Transient):
    """The answer broke off or is not what the platform speaks; a smaller one may arrive whole."""


class Redactor:
    """Replaces secrets in texts, also where they are escaped for JSON or an address."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._hidden: set[str] = set()
        for secret in secrets:
            self.add(secret)

    def add(self, secret: str) -> None:
        """Hides one more secret from now on, for example a token got in the middle of a run."""
        if len(secret) >= SHORTEST_HIDDEN:
            self._hidden |= {secret, quote(secret, safe=""), json.dumps(secret)[1:-1]}

    def __call__(self, text: str) -> str:
        """The text without the secrets."""
        for secret in sorted(self._hidden, key=len, reverse=True):
            text = text.replace(secret, "***")
        return text


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long a refresh is willing to wait. It decides on unscaled seconds and sleeps scaled ones."""

    sleep: Callable[[float], None] = time.sleep
    scale: float = 1.0
    """`DEMETRA_WAIT_SCALE`."""
    budget_s: float = 600.0
    """A longer wait ends the account's refresh with its cursor kept."""
    attempts: int = 6

    def rest(self, seconds: float) -> None:
        """Sleeps `seconds`, scaled."""
        self.sleep(seconds * self.scale)


@dataclass(frozen=True, kw_only=True)
class Request:
    """One request; `path` begins with a slash and holds the version, or is a whole address."""

    path: str
    method: str = "GET"
    params: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    content: str | None = None
    """A JSON body, already written, so that the very same bytes can be sent again."""
    headers: Mapping[str, str] = field(default_factory=dict)


class Reply:
    """What came back, secrets already removed."""

    def __init__(self, response: httpx.Response, text: str) -> None:
        self.status = response.status_code
        self.headers: Mapping[str, str] = response.headers
        self.text = text

    @cached_property
    def body(self) -> Any:
        """The JSON body with exact decimals.

        Raises:
            Truncated: it is no whole JSON document.
        """
        try:
            return PARSER.decode(self.text)
        except ValueError:
            raise self._broken() from None

    def elements(self) -> Iterator[Any]:
        """The elements of a JSON array, parsed one after the other; a body that is no array is its only element.

        Raises:
            Truncated: the body is no whole JSON document; what came before the break was handed out already.
        """
        text, place = self.text, _after_space(self.text, 0)
        if text[place : place + 1] != "[":
            yield self.body
            return
        mark = "["
        while mark != "]":
            place = _after_space(text, place + 1)
            if mark == "[" and text[place : place + 1] == "]":
                return
            try:
                element, place = PARSER.raw_decode(text, place)
            except ValueError:
                raise self._broken() from None
            yield element
            place = _after_space(text, place)
            mark = text[place : place + 1]
            if mark not in (",", "]"):
                raise self._broken()

    def _broken(self) -> Truncated:
        return Truncated("channels-unreadable", status=str(self.status), start=self.text[:80])

    def json_or_none(self) -> Any:
        """The JSON body, or None where a gateway answered with a page instead."""
        try:
            return self.body
        except Truncated:
            return None


def _after_space(text: str, place: int) -> int:
    while text[place : place + 1].isspace():
        place += 1
    return place


Judge = Callable[[Reply], PlatformError | None]
"""Tells an error from an answer: body first, status second."""


def by_status(reply: Reply, message: str = "") -> PlatformError | None:
    """What the status alone says."""
    if reply.status < 300:
        return None
    said = f"{message or reply.text[:200].strip()} (HTTP {reply.status})".lstrip()
    if reply.status == 429:
        return RateLimited("channels-rate-limit", retry_after_s=retry_after(reply), message=said)
    if reply.status == 401:
        return AuthError("channels-auth", message=said)
    if reply.status == 403:
        return PermissionDenied("channels-permission", message=said)
    if (reply.status >= 500 and reply.status != 501) or reply.status == 408:  # 501: it is not there, and won't be
        return Transient("channels-transient", message=said)
    return BadRequest("channels-request", message=said)


def retry_after(reply: Reply) -> float | None:
    """Seconds of the `Retry-After` header, which may be a number or a moment."""
    value = reply.headers.get("retry-after", "")
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        moment = parsedate_to_datetime(value)
        served = parsedate_to_datetime(reply.headers.get("date", ""))
    except (TypeError, ValueError):
        return None
    return max(0.0, (_aware(moment) - _aware(served)).total_seconds())


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Backoff:
    """The wait after a rate limit that names none: `first_s`, doubling up to `most_s`."""

    first_s: float = 2.0
    most_s: float = 60.0

    def seconds(self, attempt: int) -> float:
        """The wait after the given attempt, counted from 1."""
        return min(self.most_s, self.first_s * float(2 ** (attempt - 1)))


@dataclass(frozen=True, kw_only=True)
class ApiConnection:
    """What an adapter gets from outside: patience, the clock, and the redactor that hides its secrets."""

    patience: Patience
    redact: Redactor
    now: Callable[[], datetime]


class Transport:
    """One platform's connection: counts its requests, judges its replies, retries within the run's patience."""

    def __init__(
        self,
        *,
        base_url: str,
        judge: Judge,
        connection: ApiConnection,
        backoff: Backoff | None = None,
        hide_bodies: bool = True,
    ) -> None:
        self.requests = 0
        self.patience = connection.patience
        self._redact = connection.redact
        self._hide = connection.redact if hide_bodies else Redactor()
        self._judge = judge
        self._backoff = backoff or Backoff()
        self._client = httpx.Client(base_url=base_url.rstrip("/"), timeout=TIMEOUT)
        self._stumble = wait_exponential_jitter(initial=1, max=60, jitter=1)

    def close(self) -> None:
        """Gives the connections back."""
        self._client.close()

    def ask(self, request: Request, *, stumbles: int | None = None) -> Reply:
        """The reply to the request.

        Args:
            request: what to send; sent again as it is.
            stumbles: give up after this many temporary failures, where asking for less is the better cure.

        Raises:
            PlatformError: what the platform said in the end; its text holds no secret.
        """

        def enough(state: RetryCallState) -> bool:
            limited = state.outcome is not None and isinstance(state.outcome.exception(), RateLimited)
            most = self.patience.attempts if limited or stumbles is None else stumbles
            return state.attempt_number >= most

        retrying = Retrying(
            stop=enough,
            wait=self._wait,
            sleep=self.patience.rest,
            retry=retry_if_exception(self._worth_retrying),
            reraise=True,
        )
        return retrying(self._once, request)

    def _once(self, request: Request) -> Reply:
        self.requests += 1
        try:
            response = self._client.request(
                request.method,
                request.path,
                params=dict(request.params),
                data=request.form,
                content=request.content,
                headers=dict(request.headers),
            )
        except (httpx.InvalidURL, httpx.UnsupportedProtocol):
            raise BadRequest("channels-bad-address", address=self._redact(str(self._client.base_url))) from None
        except httpx.HTTPError as error:
            # The library's message may hold the address and with it a token, so only its kind is kept.
            raise Transient("channels-no-answer", problem=type(error).__name__) from None
        reply = Reply(response, self._hide(response.text))
        problem = self._judge(reply)
        if isinstance(problem, Transient):
            problem.retry_after_s = retry_after(reply)
        if problem is not None:
            problem.values = {name: self._clean(value) for name, value in problem.values.items()}
            raise problem
        return reply

    def _clean(self, value: Any) -> Any:
        return self._redact(value) if isinstance(value, str) else value

    def _worth_retrying(self, error: BaseException) -> bool:
        return isinstance(error, RateLimited | Transient) and (error.retry_after_s or 0.0) <= self.patience.budget_s

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, RateLimited) and error.retry_after_s is None:
            error.retry_after_s = self._backoff.seconds(state.attempt_number)
        told = error.retry_after_s if isinstance(error, PlatformError) else None
        return self._stumble(state) if told is None else told
