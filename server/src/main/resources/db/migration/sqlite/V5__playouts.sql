-- Whose wall clock a channel's schedule goes by: the name of a zone; '': the installation's.
ALTER TABLE channel ADD COLUMN zone TEXT NOT NULL DEFAULT '';

-- What a file says of itself beside its streams. JSON, see EmbeddedMetadata; NULL: looked into before this was asked
-- for, so the next scan looks again.
ALTER TABLE media_file ADD COLUMN embedded TEXT;

-- Items of one guide_group are one entry of the guide: the moment at which the group begins. overrides is JSON, see
-- Overrides.
ALTER TABLE playout_item ADD COLUMN guide_group INTEGER NOT NULL DEFAULT 0;
ALTER TABLE playout_item ADD COLUMN overrides TEXT NOT NULL DEFAULT '{}';
UPDATE playout_item SET guide_group = start;

-- warnings: what a person should look at since the future was last built anew, a JSON list. Before held_until the
-- future is left as it is: someone chose the moment from which an edit counts.
ALTER TABLE playout ADD COLUMN warnings TEXT NOT NULL DEFAULT '[]';
ALTER TABLE playout ADD COLUMN held_until INTEGER NOT NULL DEFAULT 0;
