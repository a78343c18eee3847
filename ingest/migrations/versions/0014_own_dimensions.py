"""Places for what a company cuts its own trade by: parts of the key of facts, their layers and the accounts' rollup."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PLACES = tuple(f"own_text_{number}" for number in range(1, 7))
SLICES = ("region", "device", "age", "gender", "placement")
KEYS = {
    "daily_fact": (("campaign_id", "slice", "day", *SLICES), ()),
    "fact_layer": (("campaign_id", "slice", "day", *SLICES), ("grain", "part", "run_id")),
    "channel_day": (("account_id", "slice", "day", *SLICES), ()),
}
"""Of each table the columns of its key before the places and after them."""


def upgrade() -> None:
    """Applies the revision."""
    for table, (before, after) in KEYS.items():
        _rekeyed(table, (*before, *PLACES, *after), added=PLACES)
    op.create_table(
        "own_dimension",
        sa.Column("place", sa.Text(), nullable=False, comment="The column of `daily_fact` that holds it: `own_text_1`"),
        sa.Column("word", sa.Text(), nullable=False, comment="The column's header, plain"),
        sa.Column("title", sa.Text(), nullable=False, comment="The header as people see it"),
        sa.Column("key", sa.Text(), nullable=False, comment="What tools and the command line call it"),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_own_dimension")),
        sa.UniqueConstraint("key", name=op.f("uq_own_dimension_key")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Takes the revision back; rows cut by own columns only repeat others."""
    op.drop_table("own_dimension")
    op.execute("DELETE FROM campaign_slice WHERE slice LIKE '%own\\_text\\_%' ESCAPE '\\'")
    for table, (before, after) in KEYS.items():
        op.execute(f"DELETE FROM {table} WHERE slice LIKE '%own\\_text\\_%' ESCAPE '\\'")  # noqa: S608 - our own names
        _rekeyed(table, (*before, *after), dropped=PLACES)


def _rekeyed(table: str, key: tuple[str, ...], added: tuple[str, ...] = (), dropped: tuple[str, ...] = ()) -> None:
    """Gives a table other columns in its key."""
    if op.get_context().dialect.name == "sqlite":
        _written_anew(table, key, dropped)
        return
    for place in added:
        op.add_column(table, sa.Column(place, sa.Text(), server_default="", nullable=False))
    op.drop_constraint(op.f(f"pk_{table}"), table, type_="primary")
    for place in dropped:
        op.drop_column(table, place)
    op.create_primary_key(op.f(f"pk_{table}"), table, list(key))


def _written_anew(table: str, key: tuple[str, ...], dropped: tuple[str, ...]) -> None:
    """SQLite keeps such a table in the order of its key, which can't be changed."""
    old = sa.Table(table, sa.MetaData(), autoload_with=op.get_bind())
    kept = {column.name: column for column in old.columns if column.name not in dropped}
    rest = [name for name in kept if name not in key]
    columns = [
        sa.Column(name, kept[name].type, nullable=kept[name].nullable, server_default=kept[name].server_default)
        if name in kept
        else sa.Column(name, sa.Text(), server_default="", nullable=False)
        for name in (*key, *rest)
    ]
    owners = [
        sa.ForeignKeyConstraint(
            [column.name for column in one.columns],
            [element.target_fullname for element in one.elements],
            name=one.name,
        )
        for one in old.foreign_key_constraints
    ]
    new = op.create_table(
        f"{table}_anew",
        *columns,
        sa.PrimaryKeyConstraint(*key, name=op.f(f"pk_{table}")),
        *owners,
        sqlite_with_rowid=False,
    )
    op.execute(new.insert().from_select(list(kept), sa.select(*kept.values())))
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)
