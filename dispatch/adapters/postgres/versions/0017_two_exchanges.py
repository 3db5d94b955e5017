"""Which exchanges reach a seat's phone; labels have a place in the events for each exchange.

The old column says meanwhile whether any exchange reaches it.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0017"
down_revision = "0016"

_EACH_GOES_ON = sa.text("""
    INSERT INTO dispatch.reaction (name, n)
    SELECT :name || ':' || known.exchange, reaction.n
    FROM dispatch.reaction, (SELECT DISTINCT exchange FROM dispatch.call) AS known
    WHERE reaction.name = :name
""")


def upgrade() -> None:
    op.execute("SET LOCAL lock_timeout = '2s'")
    nowhere = sa.text("'{}'")
    column: sa.Column[list[str]] = sa.Column(
        "phone_at", ARRAY(sa.Text()), nullable=False, server_default=nowhere
    )
    op.add_column("seat", column, schema="dispatch")
    for name in ("recording_label", "supervision_label"):
        op.execute(_EACH_GOES_ON.bindparams(name=name))
