-- Airings that show another channel or a live stream: the list of contents is a CHECK, so the table is made anew.
-- relay_channel is the key of the channel that is shown (not a foreign key: history outlives channels), relay_offset is
-- how many milliseconds ago it was on air there, negative for later. address is a stream's, and may hold secrets.
CREATE TABLE playout_item_v8 (
    id            INTEGER PRIMARY KEY,
    channel_id    INTEGER NOT NULL REFERENCES channel (id) ON DELETE CASCADE,
    start         INTEGER NOT NULL,
    finish        INTEGER NOT NULL CHECK (finish > start),
    content       TEXT    NOT NULL CHECK (content IN ('MEDIA', 'RENDERED', 'OFFLINE', 'RELAY', 'STREAM')),
    media_id      INTEGER,
    video_graph   TEXT,
    audio_graph   TEXT,
    relay_channel INTEGER,
    relay_offset  INTEGER,
    address       TEXT,
    in_point      INTEGER NOT NULL,
    out_point     INTEGER NOT NULL,
    filler_kind   TEXT,
    title         TEXT    NOT NULL,
    guide_group   INTEGER NOT NULL DEFAULT 0,
    overrides     TEXT    NOT NULL DEFAULT '{}',
    state_after   TEXT,
    UNIQUE (channel_id, start),
    CHECK ((content = 'RELAY') = (relay_channel IS NOT NULL AND relay_offset IS NOT NULL)),
    CHECK ((content = 'STREAM') = (address IS NOT NULL))
) STRICT;

INSERT INTO playout_item_v8 (id, channel_id, start, finish, content, media_id, video_graph, audio_graph, in_point,
    out_point, filler_kind, title, guide_group, overrides, state_after)
SELECT id, channel_id, start, finish, content, media_id, video_graph, audio_graph, in_point,
    out_point, filler_kind, title, guide_group, overrides, state_after
FROM playout_item;

DROP TABLE playout_item;
ALTER TABLE playout_item_v8 RENAME TO playout_item;

-- The hours in which a channel shows another one. JSON, see Night; '': none.
ALTER TABLE channel ADD COLUMN night TEXT NOT NULL DEFAULT '';
