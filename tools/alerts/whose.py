"""Whose an alert is, for people who work for several clients: they hear of all of them, whichever they look at."""

from collections.abc import Iterator, Sequence

from ingest.texts import Language, say
from tools.access import Actor
from tools.access.clients import clients_of
from tools.alerts.rules.model import AlertScope
from tools.engine.engine import MetricEngine
from tools.semantics.catalogue import Catalogue


def views(metrics: MetricEngine, actor: Actor) -> Iterator[tuple[str, MetricEngine]]:
    """What a person may look at: of several clients each by its name; without a choice of one, all in one.

    Args:
        metrics: an engine that reads everything.
        actor: the person.
    """
    clients = clients_of(metrics.engine, actor.reach) if actor.held is not None else {}
    if len(clients) < 2:
        yield "", metrics.within(actor.reach)
        return
    for name, accounts in clients.items():
        yield name, metrics.within(actor.reach.narrowed(None, accounts))


def whose(places: Sequence[AlertScope], metrics: MetricEngine, language: Language) -> str:
    """The clients that places belong to, in words; empty where there are not several that could be meant."""
    clients = clients_of(metrics.engine, metrics.scope)
    if len(clients) < 2:
        return ""
    held = {name: metrics.narrowed(accounts=accounts).catalogue() for name, accounts in clients.items()}
    named = [name for name, catalogue in held.items() if any(_lies_in(place, catalogue) for place in places)]
    key = "alerts-whose-all" if len(named) == len(clients) else "alerts-whose"
    return say(key, language, n=len(named), names=", ".join(named)) if named else ""


def _lies_in(place: AlertScope, catalogue: Catalogue) -> bool:
    """Whether a client has a part in a place."""
    if place.campaign is not None:
        return any((one.channel, one.label) == (place.channel, place.campaign) for one in catalogue.campaigns)
    return place.channel is None or place.channel in catalogue.channels
