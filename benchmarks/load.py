"""Many people at once, over the real websocket and with pictures: `python -m benchmarks.load --people 50 --think 30 --seconds 90`.

Starts a server on demo data, lets everybody ask in turn, and measures from the question to the end of the answer
(text, tables, charts, follow-ups all sent). The people run in this process, on the same cores as the server.
"""

import argparse
import asyncio
import json
import os
import random
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import httpx
import socketio

ROOT = Path(__file__).parents[1]
QUESTIONS = (
    "расход за прошлый месяц",
    "расход по каналам за прошлый месяц",
    "ROI по каналам",
    "Сравни август и сентябрь по выручке",
    "Построй график расхода по неделям",
    "Топ-5 кампаний по конверсиям",
    "а по месяцам?",
    "Почему изменился ROI?",
    "Доля каждого канала в расходе",
    "revenue by channel last month",
    "выручка по дням за последние 30 дней",
    "CTR",
    "средний чек в прошлом месяце",
    "Покажи динамику конверсий по дням",
    "клики по кампаниям за прошлую неделю",
)
SLOWEST_S = 120


class Person:
    """One browser."""

    def __init__(self, address: str, seed: int) -> None:
        self.address, self.random = address, random.Random(seed)
        self.client = socketio.AsyncClient(reconnection=False)
        self.ended, self.asking, self.begun, self.pieces = asyncio.Event(), False, False, 0
        self.client.on("*", self.hear)

    async def hear(self, event: str, *data: object) -> None:
        self.pieces += event == "element"
        self.begun = self.begun or (self.asking and event == "task_start")
        if event == "task_end" and self.begun:
            self.ended.set()

    async def connect(self) -> None:
        ours = {
            "clientType": "webapp",
            "sessionId": str(uuid.uuid4()),
            "threadId": "",
            "userEnv": "{}",
            "chatProfile": "",
        }
        await self.client.connect(
            self.address, auth=ours, socketio_path="/ws/socket.io", transports=["websocket"], wait_timeout=60
        )
        await self.client.emit("connection_successful")

    async def ask(self) -> float:
        message = {
            "id": str(uuid.uuid4()),
            "type": "user_message",
            "name": "User",
            "output": self.random.choice(QUESTIONS),
            "createdAt": "",
        }
        self.ended.clear()
        self.asking, self.begun, started = True, False, time.perf_counter()
        await self.client.emit("client_message", {"message": message, "fileReferences": []})
        async with asyncio.timeout(SLOWEST_S):
            await self.ended.wait()
        self.asking = False
        return time.perf_counter() - started

    async def work(self, until: float, think_s: float, times: list[float], lost: list[str]) -> None:
        await asyncio.sleep(self.random.uniform(0, think_s))
        while time.perf_counter() < until:
            try:
                times.append(await self.ask())
            except TimeoutError:
                lost.append("no end of the answer")
            await asyncio.sleep(self.random.uniform(0.5, 1.5) * think_s)


def memory_mb(pid: int) -> float:
    """Resident memory of a process and of its children."""
    of = {
        int(line.split()[0]): tuple(map(int, line.split()[1:]))
        for line in subprocess.check_output(["ps", "-eo", "pid=,ppid=,rss="], text=True).splitlines()
    }
    family = {pid}
    while more := {child for child, (parent, _) in of.items() if parent in family} - family:
        family |= more
    return sum(of[one][1] for one in family if one in of) / 1024


def cpu_s(pid: int) -> float:
    """Processor time that a process has used, its ended children included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def start(folder: Path, extra: list[str]) -> tuple[subprocess.Popen[bytes], str]:
    """A server on demo data."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "PYTHONPATH": str(ROOT),
        "DEMETRA_DATA_DIR": str(folder),
        **dict(one.split("=", 1) for one in extra),
    }
    log = (folder / "server.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "ui", "--port", str(port)], cwd=folder, env=environment, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        try:
            if httpx.get(f"{address}/healthz", timeout=5).status_code == 200:
                return process, address
        except httpx.TransportError:
            time.sleep(0.3)
    raise SystemExit((folder / "server.log").read_text())


async def run(address: str, pid: int, people: int, think_s: float, seconds: float) -> dict[str, object]:
    """Everybody connects, warms up with nothing, asks until the time is over."""
    everybody = [Person(address, seed) for seed in range(people)]
    for person in everybody:
        await person.connect()
    await asyncio.sleep(5)
    times: list[float] = []
    lost: list[str] = []
    memory = [memory_mb(pid)]
    used, started = cpu_s(pid), time.perf_counter()

    async def watch() -> None:
        while True:
            await asyncio.sleep(10)
            memory.append(memory_mb(pid))

    watching = asyncio.create_task(watch())
    await asyncio.gather(*(person.work(started + seconds, think_s, times, lost) for person in everybody))
    took = time.perf_counter() - started - (0 if think_s == 0 else think_s)
    used = cpu_s(pid) - used
    watching.cancel()
    for person in everybody:
        await person.client.disconnect()
    cuts = statistics.quantiles(times, n=20)
    return {
        "people": people,
        "think_s": think_s,
        "answers": len(times),
        "lost": len(lost),
        "server_cpu_ms_per_answer": round(1000 * used / len(times)),
        "per_second": round(len(times) / max(took, 1), 2),
        "p50_s": round(statistics.median(times), 2),
        "p95_s": round(cuts[18], 2),
        "worst_s": round(max(times), 2),
        "elements": sum(person.pieces for person in everybody),
        "memory_mb": [round(one) for one in memory],
        "load_average": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--think", type=float, default=30)
    parser.add_argument("--seconds", type=float, default=90)
    parser.add_argument("--data", type=Path, default=None, help="a folder that keeps the demo data between runs")
    parser.add_argument("--set", action="append", default=[], help="DEMETRA_X=y for the server")
    given = parser.parse_args()
    folder = given.data or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    process, address = start(folder, given.set)
    try:
        print(json.dumps(asyncio.run(run(address, process.pid, given.people, given.think, given.seconds))))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


if __name__ == "__main__":
    main()
