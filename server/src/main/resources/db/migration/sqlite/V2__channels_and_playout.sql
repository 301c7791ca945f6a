-- A named set of media. The rule is JSON, see CollectionRule.
CREATE TABLE collection (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    rule TEXT NOT NULL
) STRICT;

-- How programmes are chosen. The definition is JSON, see ScheduleDefinition; the seed is of everything random in it.
CREATE TABLE schedule (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    definition TEXT    NOT NULL,
    seed       INTEGER NOT NULL
) STRICT;

-- number_* are NULL for a channel that its owner removed: the row stays so that it is not made again from the library.
-- origin is what an automatic channel was made from, NULL for one made by hand. AUTOINCREMENT: guide ids come from it.
CREATE TABLE channel (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    number_major INTEGER,
    number_minor INTEGER,
    guide_id     TEXT    NOT NULL UNIQUE,
    name         TEXT    NOT NULL,
    group_title  TEXT    NOT NULL,
    profile      TEXT    NOT NULL,
    logo         TEXT    NOT NULL DEFAULT '',
    schedule_id  INTEGER NOT NULL REFERENCES schedule (id),
    origin       TEXT UNIQUE,
    status       TEXT    NOT NULL CHECK (status IN ('ACTIVE', 'DORMANT', 'REMOVED')),
    UNIQUE (number_major, number_minor),
    CHECK ((status = 'REMOVED') = (number_major IS NULL)),
    CHECK ((number_major IS NULL) = (number_minor IS NULL))
) STRICT;

-- What a channel's future was built from; another fingerprint means that it must be built again.
CREATE TABLE playout (
    channel_id  INTEGER PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL
) STRICT;

-- One airing. Times are UTC epoch milliseconds, points are milliseconds into the content. media_id is not a foreign key:
-- history outlives files. state_after is JSON, see ScheduleState: a rebuild may pick up where there is one.
CREATE TABLE playout_item (
    id          INTEGER PRIMARY KEY,
    channel_id  INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    start       INTEGER NOT NULL,
    finish      INTEGER NOT NULL CHECK (finish > start),
    content     TEXT    NOT NULL CHECK (content IN ('MEDIA', 'RENDERED', 'OFFLINE')),
    media_id    INTEGER,
    video_graph TEXT,
    audio_graph TEXT,
    in_point    INTEGER NOT NULL,
    out_point   INTEGER NOT NULL,
    filler_kind TEXT,
    title       TEXT    NOT NULL,
    state_after TEXT,
    UNIQUE (channel_id, start)
) STRICT;
