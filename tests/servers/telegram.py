"""A server that speaks the Telegram Bot API over HTTP and holds the bot to its rules; faults come as scripted."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.servers.telegram_rules import Refused, Seen, check, standing

TOKEN = "42:local-test-token"
BOT = {"id": 42, "is_bot": True, "first_name": "Demetra", "username": "demetra_local_bot"}
LONGEST_POLL_S = 25.0
TAP_LIVES_S = 15.0
"""For so long a tap may be answered."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """Something the bot sent, edited or answered, as the server accepted it."""

    method: str
    chat: int
    message_id: int
    params: dict[str, Any]
    files: dict[str, tuple[str, bytes]]
    """Uploads by field: file name and content."""

    @property
    def text(self) -> str:
        return str(self.params.get("text") or self.params.get("caption") or "")

    @property
    def buttons(self) -> list[dict[str, str]]:
        markup = self.params.get("reply_markup") or {}
        return [button for row in markup.get("inline_keyboard", []) for button in row]

    @property
    def labels(self) -> list[str]:
        """What its buttons say."""
        return [one["text"] for one in self.buttons]

    def button(self, part: str) -> str:
        """The data of the button whose label or data contains this."""
        return next(
            one["callback_data"] for one in self.buttons if part in one.get("callback_data", "") or part in one["text"]
        )


@dataclass
class Fault:
    """What the server does instead, for requests of a method (and chat), some times, after letting some through."""

    method: str = ""
    chat: int | None = None
    status: int = 500
    description: str = "Internal Server Error"
    parameters: dict[str, Any] = field(default_factory=dict)
    hang_s: float = 0.0
    times: int = 1
    after: int = 0


class TelegramServer:
    """The server's memory."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.base_url = ""
        self.sent: list[Sent] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.faults: list[Fault] = []
        self.chaos: Callable[[str, dict[str, Any], int], Fault | None] | None = None
        """Faults by call number, for long runs."""
        self.titles: dict[int, str] = {}
        self.seen = Seen()
        self.tap_lives_s = TAP_LIVES_S
        self.closed = False
        self.changed = threading.Condition()
        self._updates: list[dict[str, Any]] = []
        self._number = 0

    # What a person does

    def say(self, chat: int, text: str, *, language: str = "en", group: bool = False) -> None:
        """A person writes to the bot."""
        self._update({"message": self._message(chat, text, language=language, group=group)})

    def update(self, chat: int, text: str) -> dict[str, Any]:
        """The same as Telegram posts it to a webhook."""
        return {"update_id": self._next(), "message": self._message(chat, text)}

    def press(self, chat: int, data: str, *, message_id: int = 1, language: str = "en") -> None:
        """A person presses a button (or sends data of their own making)."""
        number = str(self._next())
        self.seen.taps[number] = time.monotonic() + self.tap_lives_s
        self.seen.messages.setdefault((chat, message_id), ("", ""))
        query = {"id": number, "from": _person(chat, language), "chat_instance": "1", "data": data}
        under = [one.params.get("reply_markup") for one in self.to(chat) if one.message_id == message_id]
        message = self._message(chat, "", message_id=message_id) | {"reply_markup": next(filter(None, under), None)}
        self._update({"callback_query": {**query, "message": message}})

    def _message(
        self, chat: int, text: str, *, message_id: int | None = None, language: str = "en", group: bool = False
    ) -> dict[str, Any]:
        kind = (
            {"type": "supergroup", "title": "Team"} if group or chat < 0 else {"type": "private", "first_name": "Anna"}
        )
        entity = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}] if text.startswith("/") else []
        return {
            "message_id": message_id or self._next(),
            "date": int(time.time()),
            "chat": {"id": chat, **kind},
            "from": _person(abs(chat), language),
            "text": text,
            "entities": entity,
        }

    def _next(self) -> int:
        with self.changed:
            self._number += 1
            return self._number

    def _update(self, content: dict[str, Any]) -> None:
        number = self._next()
        with self.changed:
            self._updates.append({"update_id": number, **content})
            self.changed.notify_all()

    # What a test asks

    def to(self, chat: int, method: str = "send") -> list[Sent]:
        """What went to a chat."""
        return [one for one in list(self.sent) if one.chat == chat and one.method.startswith(method)]

    def wait_for(self, what: Callable[[], Any], timeout: float = 30.0) -> Any:
        """Waits until something holds and returns it."""
        end = time.monotonic() + timeout
        with self.changed:
            while not (found := what()):
                left = end - time.monotonic()
                assert left > 0, (
                    f"It did not come; the bot sent: {[(one.method, one.text[:200]) for one in self.sent[-6:]]}"
                )
                self.changed.wait(min(left, 0.25))
            return found

    # What the bot asks

    def answer(self, method: str, params: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> tuple[int, Any]:
        """The reply to a call: status and document. A fault of status 0 hangs up without a word."""
        fault = self._fault(method, params)
        if fault is not None:
            if fault.hang_s:
                with self.changed:
                    self.changed.wait_for(lambda: self.closed, fault.hang_s)
            body = {"ok": False, "error_code": fault.status, "description": fault.description}
            return (0 if fault.hang_s else fault.status), {**body, "parameters": fault.parameters}
        if method == "getUpdates":
            return 200, {"ok": True, "result": self._poll(params)}
        try:
            check(method, params, self.seen, time.monotonic())
        except Refused as refused:
            body = {"ok": False, "error_code": 400, "description": f"Bad Request: {refused}"}
            return 400, {**body, "parameters": refused.parameters}
        return 200, {"ok": True, "result": self._done(method, params, files)}

    def _fault(self, method: str, params: dict[str, Any]) -> Fault | None:
        with self.changed:
            self.calls.append((method, params))
            chat = int(params.get("chat_id") or 0)
            for fault in self.faults:
                if fault.method in ("", method) and fault.chat in (None, chat) and fault.times > 0:
                    if fault.after > 0:
                        fault.after -= 1
                        continue
                    fault.times -= 1
                    return fault
            return self.chaos(method, params, len(self.calls)) if self.chaos else None

    def _poll(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        offset, wait = int(params.get("offset") or 0), min(float(params.get("timeout") or 0), LONGEST_POLL_S)
        with self.changed:
            self._updates = [one for one in self._updates if one["update_id"] >= offset]
            self.changed.wait_for(lambda: self._updates or self.closed, wait)
            return list(self._updates)

    def _done(self, method: str, params: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> Any:
        if method == "getMe":
            return {
                **BOT,
                "can_join_groups": True,
                "can_read_all_group_messages": False,
                "supports_inline_queries": False,
            }
        if not method.startswith(("send", "edit", "answer")) or method == "sendChatAction":
            return True
        chat = int(params.get("chat_id") or 0)
        number = int(params.get("message_id") or 0) or self._next()
        with self.changed:
            self.sent.append(Sent(method=method, chat=chat, message_id=number, params=params, files=files))
            if method != "answerCallbackQuery":
                self.seen.messages[chat, number] = standing(params)
            self.changed.notify_all()
        if method == "answerCallbackQuery":
            return True
        message = self._message(chat, str(params.get("text") or ""), message_id=number)
        return [message] if method == "sendMediaGroup" else {**message, "from": BOT}


def _person(number: int, language: str) -> dict[str, Any]:
    return {"id": abs(number), "is_bot": False, "first_name": "Anna", "language_code": language}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    telegram: TelegramServer
    page: Callable[[str, str, bytes], tuple[int, str, bytes] | None] | None = None

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = urlsplit(self.path)
        if path.path.startswith("/bot"):
            token, _, method = path.path.removeprefix("/bot").partition("/")
            if token != self.telegram.token:
                self._reply(401, "application/json", b'{"ok":false,"error_code":401,"description":"Unauthorized"}')
                return
            params, files = _read(self.headers.get("content-type") or "", body, path.query)
            status, document = self.telegram.answer(method, params, files)
            if status == 0:
                self.close_connection = True
                return
            self._reply(status, "application/json", json.dumps(document, ensure_ascii=False).encode())
            return
        shown = type(self).page(self.command, self.path, body) if type(self).page else None
        self._reply(*(shown or (404, "text/plain", b"")))

    def _reply(self, status: int, kind: str, payload: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)
        self.wfile.flush()

    do_GET = do_POST = _serve  # noqa: N815 - the library's names

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Keeps quiet."""


def _read(kind: str, body: bytes, query: str) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    """Parameters and uploads of a JSON, form or multipart body; JSON inside of fields is read too."""
    if kind.startswith("application/json"):
        return json.loads(body or b"{}"), {}
    if kind.startswith("multipart/"):
        mail = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        params, files = {}, {}
        for part in mail.iter_parts():
            name, content = str(part.get_param("name", header="content-disposition")), part.get_payload(decode=True)
            if part.get_filename():
                files[name] = (str(part.get_filename()), content)
            else:
                params[name] = _plain(content.decode())
        return params, files
    return {name: _plain(value) for name, value in [*parse_qsl(query), *parse_qsl(body.decode())]}, {}


def _plain(value: str) -> Any:
    try:
        return json.loads(value) if value[:1] in "[{" else value
    except json.JSONDecodeError:
        return value


@contextmanager
def serve_telegram(*, token: str = TOKEN, port: int = 0, page: Any = None) -> Iterator[TelegramServer]:
    """Runs the server until the block ends."""
    telegram = TelegramServer(token)
    handler = type(
        "Handler", (_Handler,), {"telegram": telegram, "page": staticmethod(page(telegram)) if page else None}
    )
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    telegram.base_url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield telegram
    finally:
        with telegram.changed:
            telegram.closed = True
            telegram.changed.notify_all()
        server.shutdown()
        server.server_close()
        thread.join()
