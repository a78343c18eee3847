"""The Graph API's ways: proof of the secret, pages that shrink when they are too much, asynchronous report runs."""

import hashlib
import hmac
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from ingest.channels.meta.limits import RUN_LATER, TOO_OLD, judge, pause
from ingest.errors import BadRequest, SchemaDrift, TooMuchData
from ingest.platform.channel import PullWindow
from ingest.platform.transport import ApiConnection, Backoff, Request, Transport, Truncated

VERSION: Final = "v26.0"
LISTED: Final = 200
"""Page size of lists."""
LIMITS: Final = (500, 250, 100, 50, 25)
"""Page sizes of reports, the next one when a page is too much for the platform."""
POLL_MOST_S: Final = 30.0
RUN_MOST_S: Final = 3600.0


class Graph:
    """One token's line to the Graph API."""

    def __init__(self, base_url: str, token: str, secret: str, connection: ApiConnection) -> None:
        self._auth = {"access_token": token}
        if secret:
            proof = hmac.new(secret.encode(), token.encode(), hashlib.sha256).hexdigest()
            connection.redact.add(proof)
            self._auth["appsecret_proof"] = proof
        self._patience = connection.patience
        self.clipped = False
        """Whether a report left days out that are older than Meta keeps."""
        self._transport = Transport(
            base_url=base_url, judge=judge, connection=connection, backoff=Backoff(first_s=60, most_s=600)
        )

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._transport.requests

    def close(self) -> None:
        """Gives the connections back."""
        self._transport.close()

    def get(self, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        """One object."""
        return self._ask("GET", path, query)

    def pages(
        self, path: str, query: Mapping[str, str], sizes: Sequence[int] = (LISTED,), *, may_run: bool = False
    ) -> Iterator[Mapping[str, Any]]:
        """Rows of all pages, each asked for in the next of the `sizes` when it is too much for the platform.

        What `may_run` asynchronously is given up at once when the platform wants that.
        `next` only says that there is more; its address is never used, for it holds the token.
        """
        after, seen, left = "", set[str](), list(sizes)
        while True:
            asked = {**query, "limit": str(left[0])}
            try:
                body = self._ask("GET", path, {**asked, "after": after} if after else asked)
            except TooMuchData as error:
                del left[0]
                if not left or (may_run and error.values.get("subcode") == RUN_LATER):
                    raise
                continue
            if not isinstance(body.get("data"), list):
                raise SchemaDrift("channels-unexpected", problem=f"no list in {str(body)[:80]}")
            yield from body["data"]
            paging = body.get("paging") or {}
            if not paging.get("next"):
                return
            after = str((paging.get("cursors") or {}).get("after") or _cursor_in(str(paging["next"])))
            if not after or after in seen:
                raise Truncated("channels-paging", cursor=after[:40])
            seen.add(after)

    def report(self, path: str, query: Mapping[str, str], window: PullWindow) -> Iterator[Mapping[str, Any]]:
        """A whole report: smaller pages first, then (by the engine) smaller windows, then an asynchronous run.

        What was handed out before a run is handed out by it once more. A single day that Meta no longer keeps has no
        rows; of a window that begins with such days the engine asks for the halves.
        """
        try:
            yield from self.pages(path, query, LIMITS, may_run=True)
        except TooMuchData as error:
            if error.values.get("subcode") != RUN_LATER and window.days > 1:
                raise
            yield from self._run_later(path, query)
        except BadRequest as error:
            if error.values.get("code") != TOO_OLD:
                raise
            if window.days > 1:
                raise TooMuchData("channels-too-much", message=str(error)) from error
            self.clipped = True

    def _run_later(self, path: str, query: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
        started = self._ask("POST", path, query)
        run = str(started["report_run_id"])
        waited, step = 0.0, 2.0
        while not self._ready(run):
            if waited >= RUN_MOST_S:
                raise TooMuchData("channels-too-much", message=f"report run {run}")
            self._patience.rest(step)
            waited, step = waited + step, min(POLL_MOST_S, step * 2)
        yield from self.pages(f"/{run}/insights", {}, LIMITS)

    def _ready(self, run: str) -> bool:
        body = self._ask("GET", f"/{run}", {"fields": "async_status,async_percent_completion,error_code,error_message"})
        status = str(body.get("async_status"))
        if status in ("Job Failed", "Job Skipped"):
            raise TooMuchData("channels-too-much", message=f"{status}: {body.get('error_message') or run}")
        return status == "Job Completed" and int(body.get("async_percent_completion", 100)) == 100

    def _ask(self, method: str, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        values = {**query, **self._auth}
        request = Request(method=method, path=f"/{VERSION}{path}")
        asked = replace(request, form=values) if method == "POST" else replace(request, params=values)
        reply = self._transport.ask(asked)
        seconds = pause(reply)
        if seconds:
            self._patience.rest(seconds)
        body: Mapping[str, Any] = reply.body
        return body


def _cursor_in(address: str) -> str:
    return parse_qs(urlsplit(address).query).get("after", [""])[0]
