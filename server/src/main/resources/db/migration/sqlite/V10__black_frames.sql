-- What a look at all pictures of a file found. It holds while size and mtime are those of media_file. RUNNING is what a
-- server that ended left behind. 'spans' has one in a line: start and finish in microseconds, darkness from 0 to 1, and
-- 'silent' or 'heard'. 'seen' is how far it was looked, in milliseconds; no 'retry_at' means: not before the file changes.
CREATE TABLE media_analysis (
    file_id    INTEGER PRIMARY KEY REFERENCES media_file (id) ON DELETE CASCADE,
    size       INTEGER NOT NULL,
    mtime      INTEGER NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('RUNNING', 'DONE', 'FAILED')),
    attempts   INTEGER NOT NULL,
    reason     TEXT    NOT NULL DEFAULT '',
    seen       INTEGER NOT NULL DEFAULT 0,
    spans      TEXT    NOT NULL DEFAULT '',
    retry_at   INTEGER,
    changed_at INTEGER NOT NULL
) STRICT;
