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
LOOKED_AT: Final = {
    "up": ("demetra_database_up", "Whether the database answers."),
    "age": ("demetra_data_age_days", "Days since the newest day with data."),
    "unsent": ("demetra_messages_waiting", "Messages that wait to be delivered."),
    "firing": ("demetra_alerts_firing", "Alerts that fire."),
}
"""What is looked at anew whenever it is asked for."""


def written(**found: float | None) -> bytes:
    """All of it as Prometheus reads it; what is not known is left out."""
    own = CollectorRegistry()
    for name, value in found.items():
        if value is not None:
            Gauge(*LOOKED_AT[name], registry=own).set(value)
    return generate_latest(REGISTRY) + generate_latest(own)
