-- Why an airing is on: the part of the definition, and what it went by. Both '' for what was planned before this was kept.
ALTER TABLE playout_item ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE playout_item ADD COLUMN choice TEXT NOT NULL DEFAULT '';
