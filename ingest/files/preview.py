"""What would be read of a file; nothing is written."""

from datetime import date

from ingest.channel_names import key_for
from ingest.files.opening import Opened, OpenedTable
from ingest.files.outcome import Outcome
from ingest.files.shape import find_shape
from ingest.files.translate import translate


def preview(file: Opened, *, source: str, currency: str, today: date) -> Outcome:
    """Counts what a load would; rows that would be stored count as accepted through `unchanged`."""
    outcome = Outcome(columns={}, notes=list(file.notes))
    campaigns: set[tuple[str, str, str]] = set()
    for table in file.tables:
        campaigns |= _table(table, outcome, source=source, currency=currency, today=today)
    outcome.channels = {key_for(channel) for channel, _account, _id in campaigns}
    outcome.campaigns = len(campaigns)
    outcome.totals_said()
    return outcome


def _table(
    table: OpenedTable, outcome: Outcome, *, source: str, currency: str, today: date
) -> set[tuple[str, str, str]]:
    shape = find_shape(
        table.layout,
        table.columns,
        table.first,
        source=source,
        currency=currency,
        taught=table.taught,
    )
    outcome.columns |= shape.read_as
    outcome.notes += [note for note in shape.notes if note not in outcome.notes]
    campaigns = set()
    for chunk in table.chunks():
        part = translate(chunk, shape, today=today)
        outcome.add(part)
        outcome.counts.unchanged += len(part.facts)
        for rejected in part.rejected:
            by_reason = outcome.counts.rejected_by_reason
            by_reason[rejected.reason] = by_reason.get(rejected.reason, 0) + 1
        outcome.counts.rejected += len(part.rejected)
        for owner in part.identity.owners()[1]:
            campaigns.add((owner.channel, owner.account, owner.campaign.external_id))
            outcome.currencies[owner.currency] = None
    return campaigns
