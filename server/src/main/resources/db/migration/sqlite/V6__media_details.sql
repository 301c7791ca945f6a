-- What the guide tells of a file beyond its title: a fact a line, see Facts. 'facts' is what looking into the file found,
-- 'details' what sidecars say and which pictures lie beside it.
ALTER TABLE media_file ADD COLUMN facts TEXT NOT NULL DEFAULT '';
ALTER TABLE media_file ADD COLUMN details TEXT NOT NULL DEFAULT '';

-- Files known before have no facts: another time of change makes the next scan look into them once more.
UPDATE media_file SET mtime = -1 WHERE state <> 'REFUSED';
