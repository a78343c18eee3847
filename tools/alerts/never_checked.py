"""Open alerts of a database whose rules may never have been evaluated."""

from tools.alerts.book import AlertBook
from tools.alerts.rows import StoredAlert


def open_alerts(book: AlertBook) -> list[StoredAlert]:
    """Open alerts; rules that were never evaluated are evaluated now, so that silence means calm."""
    if not book.listed("all"):
        book.check()
    return book.listed("open")
