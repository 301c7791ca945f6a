-- mode: whether the schedule goes by the wall clock or by the channel's own, which stands still with nobody watching.
-- visibility: listed, hidden (in no list, but it can be tuned) or disabled (it cannot).
-- more_groups and categories are JSON lists: groups beside group_title, and what every programme of the channel is.
ALTER TABLE channel ADD COLUMN mode TEXT NOT NULL DEFAULT 'CONTINUOUS' CHECK (mode IN ('CONTINUOUS', 'ON_DEMAND'));
ALTER TABLE channel ADD COLUMN visibility TEXT NOT NULL DEFAULT 'LISTED'
    CHECK (visibility IN ('LISTED', 'HIDDEN', 'DISABLED'));
ALTER TABLE channel ADD COLUMN more_groups TEXT NOT NULL DEFAULT '[]';
ALTER TABLE channel ADD COLUMN categories TEXT NOT NULL DEFAULT '[]';

-- A channel's own clock where it is not the wall's. marks is JSON, see ChannelClock; alive is the newest moment (UTC epoch
-- milliseconds) at which the clock was seen to run: a server that was killed stood still since.
CREATE TABLE channel_clock (
    channel_id INTEGER PRIMARY KEY REFERENCES channel (id) ON DELETE CASCADE,
    marks      TEXT    NOT NULL,
    alive      INTEGER NOT NULL
) STRICT;
