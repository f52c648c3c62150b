"""The archive's tables."""

import sqlalchemy as sa

SCHEMA_VERSION = "3"
METADATA = sa.MetaData()
META = sa.Table(
    "meta",
    METADATA,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)
BULLETINS = sa.Table(
    "bulletins",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("source", sa.String, nullable=False),  # the Source as JSON
    sa.Column("published", sa.String),
    sa.Column("period_start", sa.String),
    sa.Column("period_end", sa.String),
    sa.Column("text", sa.String, nullable=False),
    sa.Column("text_hash", sa.String, nullable=False, index=True),  # of its words and figures
)
ORIGINS = sa.Table(
    "origins",
    METADATA,
    sa.Column("origin", sa.String, primary_key=True),
    sa.Column("raw_hash", sa.String, nullable=False),
    sa.Column("bulletin", sa.ForeignKey("bulletins.id"), nullable=False, index=True),
)
CHUNKS = sa.Table(
    "chunks",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.String, unique=True, nullable=False),
    sa.Column("bulletin", sa.ForeignKey("bulletins.id"), nullable=False, index=True),
    sa.Column("start", sa.Integer, nullable=False),
    sa.Column("end", sa.Integer, nullable=False),
    sa.Column("heading", sa.String, nullable=False),
    sa.Column("statements", sa.String, nullable=False),  # JSON, read with the chunk
    sa.Column("vector", sa.LargeBinary, nullable=False),  # float16, unit length
)
TOPICS = sa.Table(  # what each chunk states: one row an indicator and period
    "topics",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("chunk", sa.ForeignKey("chunks.id"), nullable=False, index=True),
    sa.Column("indicator", sa.String, nullable=False, index=True),
    sa.Column("period_start", sa.String),
    sa.Column("period_end", sa.String, index=True),
)
FIGURES = sa.Table(  # every figure the sentences state, also those that were not resolved
    "figures",
    METADATA,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("bulletin", sa.ForeignKey("bulletins.id"), nullable=False, index=True),
    sa.Column("indicator", sa.String, nullable=False),
    sa.Column("part", sa.String, nullable=False),
    sa.Column("place", sa.String, nullable=False),
    sa.Column("period_start", sa.String),
    sa.Column("period_end", sa.String),
    sa.Column("complete", sa.Boolean, nullable=False),
    sa.Column("sentence_start", sa.Integer, nullable=False),
    sa.Column("sentence_end", sa.Integer, nullable=False),
    sa.Column("claim", sa.String, nullable=False),  # JSON
    sa.Index("figures_by_subject", "indicator", "part", "period_end"),
)
