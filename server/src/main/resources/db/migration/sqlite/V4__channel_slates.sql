-- What a channel shows in place of what it cannot show. JSON, see SlateChoices; '{}': as the settings say.
ALTER TABLE channel ADD COLUMN slates TEXT NOT NULL DEFAULT '{}';
