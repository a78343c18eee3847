"""`make demo-telegram`: the bot on demo data in front of a local Bot API, with a page that plays the phone.

Open the printed address, type as in Telegram, press buttons; nothing leaves this machine.
"""

import asyncio
import base64
import html
import json
import logging
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from pydantic import SecretStr

from agent.bootstrap import demetra
from bots import worker
from ingest import demo
from ingest.settings import Settings
from tests.servers.telegram import TOKEN, Sent, TelegramServer, serve_telegram
from tools.delivery.guests import new_code

CHAT = 1001
PORT = 8090
PAGE = """<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Demetra</title>
<style>
body{margin:0;background:#d7e3d2;font:15px/1.4 system-ui,sans-serif;color:#1f261d}
main{max-width:560px;margin:0 auto;padding:12px 12px 84px}
.m{background:#fff;border-radius:14px;padding:9px 13px;margin:8px 0;white-space:pre-wrap;overflow-wrap:anywhere;
 box-shadow:0 1px 1px #0002;max-width:92%}
.me{background:#e2f5c8;margin-left:auto;width:fit-content}
.m img{width:100%;border-radius:9px;display:block;margin-bottom:6px}
pre{overflow-x:auto;background:#f2f5f0;border-radius:8px;padding:8px;margin:6px 0;font-size:12.5px}
.row{display:flex;gap:6px;margin:4px 0;max-width:92%}
.row button{flex:1;border:0;border-radius:10px;
 padding:9px 4px;background:#6f8a63;color:#fff;font-size:13px;cursor:pointer}
.toast{text-align:center;color:#4a5546;font-size:13px;margin:4px}
form{position:fixed;bottom:0;left:0;right:0;background:#f4f7f2;padding:12px;display:flex;gap:8px;justify-content:center}
form input{width:min(430px,70vw);padding:11px 14px;border:1px solid #b9c5b3;border-radius:20px;font-size:15px}
form button{border:0;border-radius:20px;padding:0 20px;background:#3e7b27;color:#fff;font-size:15px}
</style><main id="chat"></main>
<form id="say"><input id="text" autofocus autocomplete="off" aria-label="Message"
 placeholder="/start CODE, a question, /digest weekly ..."><button>Send</button></form>
<script>
let seen = -1;
const post = (path, data) => fetch(path, {method: "POST", body: new URLSearchParams(data)});
document.getElementById("say").onsubmit = event => {
  event.preventDefault();
  const box = document.getElementById("text");
  if (box.value.trim()) post("/say", {text: box.value});
  box.value = "";
};
document.getElementById("chat").onclick = event => {
  const {data, id, url} = event.target.dataset;
  if (url) open(url); else if (data) post("/press", {data, id});
};
setInterval(async () => {
  const found = await (await fetch("/chat?seen=" + seen)).json();
  if (found.version === seen) return;
  seen = found.version;
  document.getElementById("chat").innerHTML = found.html;
  scrollTo(0, document.body.scrollHeight);
}, 700);
</script>"""
Reply = tuple[int, str, bytes] | None


def phone(telegram: TelegramServer) -> Callable[[str, str, bytes], Reply]:
    """The page of one chat."""
    mine: list[tuple[int, str]] = []

    def answer(method: str, path: str, body: bytes) -> Reply:
        given = {name: values[0] for name, values in parse_qs(body.decode()).items()}
        if method == "POST" and path == "/say":
            mine.append((len(telegram.sent), given["text"]))
            telegram.say(CHAT, given["text"], language="ru")
        elif method == "POST" and path == "/press":
            telegram.press(CHAT, given["data"], message_id=int(given["id"]), language="ru")
        elif path.startswith("/chat"):
            shown = {"version": len(telegram.sent) + len(mine), "html": _chat(list(telegram.sent), mine)}
            return 200, "application/json", json.dumps(shown).encode()
        elif path != "/":
            return None
        return 200, "text/html; charset=utf-8", PAGE.encode()

    return answer


def _chat(sent: list[Sent], mine: list[tuple[int, str]]) -> str:
    """What was said, in order; an edited message stands where it was first sent."""
    latest = {one.message_id: one for one in sent if one.method.startswith(("send", "edit"))}
    lines: list[str] = []
    own = list(mine)
    for place, one in enumerate(sent):
        while own and own[0][0] <= place:
            lines.append(f'<div class="m me">{html.escape(own.pop(0)[1])}</div>')
        if one.method == "answerCallbackQuery" and one.text:
            lines.append(f'<div class="toast">{html.escape(one.text)}</div>')
        elif one.method.startswith("send"):
            lines.append(_message(one, latest[one.message_id]))
    return "".join([*lines, *(f'<div class="m me">{html.escape(text)}</div>' for _, text in own)])


def _message(first: Sent, now: Sent) -> str:
    pictures = [content for name, content in first.files.values() if name.endswith(".png")]
    shown = "".join(f'<img src="data:image/png;base64,{base64.b64encode(one).decode()}">' for one in pictures)
    files = "".join(f"📎 {html.escape(name)}\n" for name, _ in first.files.values() if not name.endswith(".png"))
    text = now.text if now.params.get("parse_mode") == "HTML" else html.escape(now.text)
    rows = (now.params.get("reply_markup") or {}).get("inline_keyboard", [])
    keys = "".join(f'<div class="row">{"".join(_key(key, first.message_id) for key in row)}</div>' for row in rows)
    return f'<div class="m">{shown}{files}{text}</div>{keys}'


def _key(key: dict[str, str], number: int) -> str:
    does = (
        f'data-url="{html.escape(key["url"])}"' if "url" in key else f'data-data="{html.escape(key["callback_data"])}"'
    )
    return f'<button {does} data-id="{number}">{html.escape(key["text"])}</button>'


async def main(port: int) -> None:
    folder = Path(tempfile.mkdtemp(prefix="demetra-telegram-"))
    with serve_telegram(port=port, page=phone) as telegram:
        given: dict[str, Any] = {"TELEGRAM_BOT_TOKEN": SecretStr(TOKEN), "TELEGRAM_BOT_BASE_URL": telegram.base_url}
        running = demetra(Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'demo.db'}", **given))
        print("Loading the demo data ...", flush=True)
        demo.load(running.store, today=running.clock.today(), currency=running.settings.currency, months=8)
        code = new_code(running.engine, "demo", "admin", running.clock.now())
        print(f"Open {telegram.base_url} and write:  /start {code}", flush=True)
        async with worker.start(running):
            with suppress(asyncio.CancelledError):
                await asyncio.Event().wait()


if __name__ == "__main__":
    logging.basicConfig(level=logging.WARNING)
    with suppress(KeyboardInterrupt):
        asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else PORT))
