-- For how long a channel was watched on a day (days since 1970-01-01, UTC), all viewers together: what is kept warm.
CREATE TABLE watched_time (
    channel_id INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    day        INTEGER NOT NULL,
    millis     INTEGER NOT NULL CHECK (millis >= 0),
    PRIMARY KEY (channel_id, day)
) STRICT, WITHOUT ROWID;
