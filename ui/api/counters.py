"""What is counted of a process's requests, in Prometheus' words; nothing of anybody's data is in it."""

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

REGISTRY: Final = CollectorRegistry()
REQUESTS: Final = Counter(
    "demetra_requests", "Requests by method, route and status.", ("method", "route", "status"), registry=REGISTRY
)
SECONDS: Final = Histogram(
    "demetra_request_seconds",
    "Seconds until a response began, by route.",
    ("route",),
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
    registry=REGISTRY,
)
UP: Final = Gauge("demetra_database_up", "Whether the database answers.", registry=REGISTRY)
AGE: Final = Gauge("demetra_data_age_days", "Days since the newest day with data.", registry=REGISTRY)
UNSENT: Final = Gauge("demetra_messages_waiting", "Messages that wait to be delivered.", registry=REGISTRY)
FIRING: Final = Gauge("demetra_alerts_firing", "Alerts that fire.", registry=REGISTRY)


def written() -> bytes:
    """All of it as Prometheus reads it."""
    return generate_latest(REGISTRY)
