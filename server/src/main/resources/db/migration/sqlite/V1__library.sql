-- What belongs to this installation for its whole life: the epoch of every channel's clock, the seed of its device id.
CREATE TABLE installation (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A root folder of the library. Times are UTC epoch milliseconds everywhere.
CREATE TABLE media_folder (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    path       TEXT    NOT NULL UNIQUE,
    state      TEXT    NOT NULL CHECK (state IN ('NEW', 'ONLINE', 'OFFLINE')),
    message    TEXT    NOT NULL DEFAULT '',
    added_at   INTEGER NOT NULL,
    scanned_at INTEGER
) STRICT;

-- A file below a folder, probed once for each (size, mtime). Absent text is '', absent numbers are NULL.
CREATE TABLE media_file (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    folder_id    INTEGER NOT NULL REFERENCES media_folder (id) ON DELETE CASCADE,
    path         TEXT    NOT NULL,
    size         INTEGER NOT NULL,
    mtime        INTEGER NOT NULL,
    sidecar      INTEGER NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('AVAILABLE', 'MISSING', 'REFUSED')),
    kind         TEXT    NOT NULL CHECK (kind IN ('EPISODE', 'MOVIE', 'MUSIC', 'OTHER')),
    extra        INTEGER NOT NULL CHECK (extra IN (0, 1)),
    title        TEXT    NOT NULL,
    show         TEXT    NOT NULL,
    season       INTEGER,
    episode      INTEGER,
    episode_end  INTEGER,
    year         INTEGER,
    genres       TEXT    NOT NULL,
    description  TEXT    NOT NULL,
    duration     INTEGER NOT NULL,
    has_video    INTEGER NOT NULL CHECK (has_video IN (0, 1)),
    has_audio    INTEGER NOT NULL CHECK (has_audio IN (0, 1)),
    tag_title    TEXT    NOT NULL,
    tag_year     INTEGER,
    added_at     INTEGER NOT NULL,
    UNIQUE (folder_id, path)
) STRICT;

-- What the last scan of a folder could not use, and what a person can do about it.
CREATE TABLE scan_issue (
    folder_id INTEGER NOT NULL REFERENCES media_folder (id) ON DELETE CASCADE,
    path      TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    message   TEXT    NOT NULL,
    remedy    TEXT    NOT NULL,
    found_at  INTEGER NOT NULL,
    PRIMARY KEY (folder_id, path, kind)
) STRICT, WITHOUT ROWID;
