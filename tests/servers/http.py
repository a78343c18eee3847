"""A small HTTP server in a thread: it records every request and lets scripted faults answer first."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as it arrived."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    sent: bytes = b""

    @property
    def body(self) -> str:
        return self.sent.decode()

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body))

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A reply; `cut` sends only the beginning of what `Content-Length` promises."""

    status: int = 200
    body: Any = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int | None = None

    def payload(self) -> bytes:
        text = self.body if isinstance(self.body, str) else json.dumps(self.body, ensure_ascii=False)
        return text.encode()


@dataclass
class Fault:
    """Answers instead of the platform `times` times, for requests whose path contains `path`."""

    answer: Answer
    path: str = ""
    times: int = 1
    after: int = 0
    """Lets this many matching requests through first."""


class Platform:
    """A running server."""

    def __init__(self, respond: Callable[[Asked], Answer]) -> None:
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.base_url = ""
        self._respond = respond
        self._guard = threading.Lock()

    def fail(self, status: int, body: Any, *, path: str = "", times: int = 1, after: int = 0, **more: Any) -> None:
        """Scripts a fault."""
        self.faults.append(Fault(answer=Answer(status=status, body=body, **more), path=path, times=times, after=after))

    def answer(self, asked: Asked) -> Answer:
        with self._guard:
            self.asked.append(asked)
            for fault in self.faults:
                if fault.path in asked.path and fault.times > 0:
                    if fault.after > 0:
                        fault.after -= 1
                        continue
                    fault.times -= 1
                    return fault.answer
            return self._respond(asked)

    def paths(self, part: str = "") -> list[str]:
        return [asked.path for asked in self.asked if part in asked.path]


Server = TypeVar("Server", bound=Callable[[Asked], Answer])


class Changed(Generic[Server]):
    """A platform whose answers are changed on their way out."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.change: Callable[[Asked, Answer], Answer] = lambda _asked, answer: answer

    def __call__(self, asked: Asked) -> Answer:
        return self.change(asked, self.server(asked))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: two would wait for each other 40 ms
    platform: Platform

    def _serve(self) -> None:
        parts = urlsplit(self.path)
        length = int(self.headers.get("content-length") or 0)
        asked = Asked(
            method=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers={name.lower(): value for name, value in self.headers.items()},
            sent=self.rfile.read(length),
        )
        answer = self.platform.answer(asked)
        payload = answer.payload()
        self.send_response(answer.status)
        for name, value in {"Content-Type": "application/json", **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload if answer.cut is None else payload[: answer.cut])
        self.wfile.flush()
        self.close_connection = answer.cut is not None

    do_GET = do_POST = _serve  # noqa: N815 - the library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keeps quiet."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news."""


@contextmanager
def serve(respond: Callable[[Asked], Answer]) -> Iterator[Platform]:
    """Runs the server on a free port until the block ends."""
    platform = Platform(respond)
    handler = type("Handler", (_Handler,), {"platform": platform})
    server = _Server(("127.0.0.1", 0), handler)
    platform.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield platform
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
