-- Prompts: languages, texts, versions with their audio, which one is in use.

CREATE TABLE dispatch.prompt_language (
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    is_heard BOOLEAN NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (tag)
);
INSERT INTO dispatch.prompt_language VALUES ('zh-CN', '中文', TRUE, 1), ('en', 'English', FALSE, 2);

CREATE TABLE dispatch.prompt_line (
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (key, language)
);

CREATE TABLE dispatch.prompt_audio (
    sha256 TEXT NOT NULL,
    audio BYTEA NOT NULL CHECK (length(audio) <= 480000),
    PRIMARY KEY (sha256)
);

CREATE TABLE dispatch.prompt_version (
    id UUID NOT NULL,
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    number INTEGER NOT NULL,
    source TEXT NOT NULL,
    file_name TEXT,
    text TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES dispatch.prompt_audio (sha256),
    duration_ms INTEGER NOT NULL,
    level_db DOUBLE PRECISION NOT NULL,
    made_by TEXT NOT NULL,
    made_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (key, language, number)
);

CREATE TABLE dispatch.prompt_choice (
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    version_id UUID NOT NULL REFERENCES dispatch.prompt_version (id),
    sha256 TEXT NOT NULL REFERENCES dispatch.prompt_audio (sha256),
    put_by TEXT NOT NULL,
    put_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (key, language)
);

CREATE TABLE dispatch.prompt_take (
    id UUID NOT NULL,
    key TEXT NOT NULL,
    language TEXT NOT NULL,
    seat INTEGER NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (id)
);

GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.prompt_language TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE ON dispatch.prompt_line TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.prompt_audio TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.prompt_version TO d120_dispatch;
GRANT SELECT, INSERT, UPDATE, DELETE ON dispatch.prompt_choice TO d120_dispatch;
GRANT SELECT, INSERT ON dispatch.prompt_take TO d120_dispatch;
