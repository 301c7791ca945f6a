-- Schedules and collections that a person made stay until a person removes them; the others go with their channel.
-- A schedule without a name belongs to one channel.
ALTER TABLE schedule ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE collection ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));
