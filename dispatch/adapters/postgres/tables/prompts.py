"""Prompts: languages, texts, versions with their audio, which one is in use."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, LargeBinary, Table, Text, Uuid

from dispatch.adapters.postgres.tables.base import instant, metadata, words

prompt_language = Table(
    "prompt_language",
    metadata,
    Column("tag", Text, primary_key=True),
    words("name"),
    Column("is_heard", Boolean, nullable=False),
    Column("place", Integer, nullable=False),
)
prompt_line = Table(
    "prompt_line",
    metadata,
    Column("key", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    words("text"),
    words("changed_by"),
    instant("changed_at"),
)
prompt_audio = Table(
    "prompt_audio",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("audio", LargeBinary, nullable=False),
)
prompt_version = Table(
    "prompt_version",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("key"),
    words("language"),
    Column("number", Integer, nullable=False),
    words("source"),
    words("file_name", nullable=True),
    words("text"),
    Column("sha256", Text, ForeignKey(prompt_audio.c.sha256), nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("level_db", Float, nullable=False),
    words("made_by"),
    instant("made_at"),
)
prompt_choice = Table(
    "prompt_choice",
    metadata,
    Column("key", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    Column("version_id", Uuid, ForeignKey(prompt_version.c.id), nullable=False),
    Column("sha256", Text, ForeignKey(prompt_audio.c.sha256), nullable=False),
    words("put_by"),
    instant("put_at"),
)
prompt_take = Table(
    "prompt_take",
    metadata,
    Column("id", Uuid, primary_key=True),
    words("key"),
    words("language"),
    Column("seat", Integer, nullable=False),
    words("asked_by"),
    instant("asked_at"),
)
