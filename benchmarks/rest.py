"""The usual questions over REST at a steady rate: `python -m benchmarks.rest --rate 200 --seconds 20`.

Starts a server on demo data (300,000 rows) and sends `/api/query` at moments fixed beforehand, whether or not earlier
ones are answered: a server that falls behind is seen to. Times are from the moment at which a question was due.
The callers run in this process, on the same cores as the server.
"""

import argparse
import asyncio
import json
import os
import signal
import statistics
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.load import cpu_s, memory_mb, start

RESULTS = Path(__file__).parent / "results"
YEAR = "last 365 days"
QUESTIONS: tuple[dict[str, object], ...] = (
    {"metrics": ["spend", "revenue", "roi"], "group_by": ["channel"], "periods": ["last 30 days"]},
    {"metrics": ["spend"], "periods": ["last month"]},
    {
        "metrics": ["roi"],
        "group_by": ["campaign"],
        "periods": ["last 30 days"],
        "order_by": "roi",
        "descending": True,
        "limit": 10,
    },
    {"metrics": ["spend"], "group_by": ["day"], "periods": [YEAR]},
    {"metrics": ["revenue"], "group_by": ["week", "channel"], "periods": [YEAR]},
    {"metrics": ["spend", "roas"], "group_by": ["channel"], "periods": ["last month"], "compare_to": "previous"},
    {"metrics": ["conversions"], "group_by": ["month"], "periods": [YEAR]},
    {"metrics": ["ctr", "cpc"], "group_by": ["age"], "periods": ["last 30 days"]},
)
CONNECTIONS = 32


async def run(address: str, pid: int, rate: float, seconds: float) -> dict[str, object]:
    """What was answered, how soon, at what cost."""
    times: list[float] = []
    wrong: list[int] = []
    limits = httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=60) as client:
        for question in QUESTIONS * 3:
            (await client.post("/api/query", json=question)).raise_for_status()

        async def ask(number: int, due: float) -> None:
            answer = await client.post("/api/query", json=QUESTIONS[number % len(QUESTIONS)])
            times.append(time.perf_counter() - due)
            if answer.status_code != 200:
                wrong.append(answer.status_code)

        used, started = cpu_s(pid), time.perf_counter()
        waiting = []
        for number in range(int(rate * seconds)):
            due = started + number / rate
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            waiting.append(asyncio.create_task(ask(number, due)))
        await asyncio.gather(*waiting)
        took, used = time.perf_counter() - started, cpu_s(pid) - used
    cuts = statistics.quantiles(times, n=20)
    return {
        "rate": rate,
        "answers": len(times),
        "wrong": len(wrong),
        "per_second": round(len(times) / took, 1),
        "p50_ms": round(1000 * statistics.median(times), 1),
        "p95_ms": round(1000 * cuts[18], 1),
        "worst_ms": round(1000 * max(times), 1),
        "server_cpu_ms_per_answer": round(1000 * used / len(times), 2),
        "answers_per_cpu_second": round(len(times) / used),
        "memory_mb": round(memory_mb(pid)),
        "load_average": round(os.getloadavg()[0], 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--data", type=Path, default=None, help="a folder that keeps the demo data between runs")
    given = parser.parse_args()
    folder = given.data or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    process, address = start(folder, [])
    try:
        print(json.dumps(asyncio.run(run(address, process.pid, given.rate, given.seconds))))
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


if __name__ == "__main__":
    main()
