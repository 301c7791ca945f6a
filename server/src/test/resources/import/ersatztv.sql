-- Tables and columns as ErsatzTV 26 has them, those that an import looks at, with channels of every kind.
CREATE TABLE "MediaItem" (
  "Id" INTEGER,
  "State" INTEGER
);
CREATE TABLE "Show" (
  "Id" INTEGER
);
CREATE TABLE "ShowMetadata" (
  "Id" INTEGER,
  "ShowId" INTEGER,
  "Title" TEXT,
  "Year" INTEGER
);
CREATE TABLE "Season" (
  "Id" INTEGER,
  "ShowId" INTEGER,
  "SeasonNumber" INTEGER
);
CREATE TABLE "Episode" (
  "Id" INTEGER,
  "SeasonId" INTEGER
);
CREATE TABLE "EpisodeMetadata" (
  "Title" TEXT,
  "EpisodeId" INTEGER,
  "Id" INTEGER,
  "EpisodeNumber" INTEGER
);
CREATE TABLE "MediaVersion" (
  "Id" INTEGER,
  "Duration" TEXT,
  "EpisodeId" INTEGER,
  "MovieId" INTEGER,
  "OtherVideoId" INTEGER,
  "MusicVideoId" INTEGER
);
CREATE TABLE "MediaFile" (
  "Id" INTEGER,
  "MediaVersionId" INTEGER,
  "Path" TEXT
);
CREATE TABLE "Movie" (
  "Id" INTEGER
);
CREATE TABLE "MovieMetadata" (
  "Title" TEXT,
  "MovieId" INTEGER,
  "Id" INTEGER,
  "Year" INTEGER
);
CREATE TABLE "OtherVideo" (
  "Id" INTEGER
);
CREATE TABLE "OtherVideoMetadata" (
  "Title" TEXT,
  "OtherVideoId" INTEGER,
  "Id" INTEGER
);
CREATE TABLE "Artist" (
  "Id" INTEGER
);
CREATE TABLE "ArtistMetadata" (
  "Id" INTEGER,
  "ArtistId" INTEGER,
  "Title" TEXT
);
CREATE TABLE "MusicVideo" (
  "Id" INTEGER,
  "ArtistId" INTEGER
);
CREATE TABLE "MusicVideoMetadata" (
  "Title" TEXT,
  "MusicVideoId" INTEGER,
  "Id" INTEGER
);
CREATE TABLE "PlexPathReplacement" (
  "Id" INTEGER,
  "PlexPath" TEXT,
  "LocalPath" TEXT
);
CREATE TABLE "Collection" (
  "Id" INTEGER,
  "Name" TEXT,
  "UseCustomPlaybackOrder" INTEGER
);
CREATE TABLE "CollectionItem" (
  "CollectionId" INTEGER,
  "MediaItemId" INTEGER,
  "CustomIndex" INTEGER
);
CREATE TABLE "MultiCollection" (
  "Id" INTEGER,
  "Name" TEXT
);
CREATE TABLE "MultiCollectionItem" (
  "MultiCollectionId" INTEGER,
  "CollectionId" INTEGER,
  "ScheduleAsGroup" INTEGER
);
CREATE TABLE "MultiCollectionSmartItem" (
  "MultiCollectionId" INTEGER,
  "SmartCollectionId" INTEGER,
  "ScheduleAsGroup" INTEGER
);
CREATE TABLE "SmartCollection" (
  "Id" INTEGER,
  "Name" TEXT,
  "Query" TEXT
);
CREATE TABLE "FillerPreset" (
  "Id" INTEGER,
  "Name" TEXT,
  "FillerMode" INTEGER,
  "PadToNearestMinute" INTEGER,
  "CollectionType" INTEGER,
  "CollectionId" INTEGER,
  "Count" INTEGER,
  "Expression" TEXT,
  "MediaItemId" INTEGER
);
CREATE TABLE "ProgramSchedule" (
  "Id" INTEGER,
  "Name" TEXT,
  "KeepMultiPartEpisodesTogether" INTEGER,
  "TreatCollectionsAsShows" INTEGER,
  "ShuffleScheduleItems" INTEGER,
  "RandomStartPoint" INTEGER,
  "FixedStartTimeBehavior" INTEGER
);
CREATE TABLE "ProgramScheduleItem" (
  "Id" INTEGER,
  "Index" INTEGER,
  "ProgramScheduleId" INTEGER,
  "GuideMode" INTEGER,
  "FillWithGroupMode" INTEGER,
  "MarathonGroupBy" INTEGER,
  "CollectionType" INTEGER,
  "MediaItemId" INTEGER,
  "PlaybackOrder" INTEGER,
  "StartTime" TEXT,
  "SmartCollectionId" INTEGER,
  "PostRollFillerId" INTEGER,
  "MidRollFillerId" INTEGER,
  "FallbackFillerId" INTEGER,
  "CustomTitle" TEXT,
  "PreferredAudioLanguageCode" TEXT,
  "SubtitleMode" INTEGER,
  "MultiCollectionId" INTEGER,
  "CollectionId" INTEGER,
  "MarathonShuffleGroups" INTEGER,
  "PlaylistId" INTEGER
);
CREATE TABLE "ProgramScheduleFloodItem" (
  "Id" INTEGER
);
CREATE TABLE "ProgramScheduleOneItem" (
  "Id" INTEGER
);
CREATE TABLE "ProgramScheduleMultipleItem" (
  "Id" INTEGER,
  "Count" TEXT,
  "MultipleMode" INTEGER
);
CREATE TABLE "ProgramScheduleDurationItem" (
  "Id" INTEGER,
  "PlayoutDuration" TEXT,
  "TailMode" INTEGER,
  "DiscardToFillAttempts" INTEGER
);
CREATE TABLE "Playlist" (
  "Id" INTEGER,
  "Name" TEXT
);
CREATE TABLE "PlaylistItem" (
  "Id" INTEGER,
  "PlaylistId" INTEGER,
  "Index" INTEGER,
  "CollectionType" INTEGER,
  "MediaItemId" INTEGER,
  "PlaybackOrder" INTEGER,
  "PlayAll" INTEGER,
  "Count" INTEGER,
  "IncludeInProgramGuide" INTEGER,
  "CollectionId" INTEGER
);
CREATE TABLE "Channel" (
  "Id" INTEGER,
  "Number" TEXT,
  "Name" TEXT,
  "Group" TEXT,
  "Categories" TEXT,
  "IsEnabled" INTEGER,
  "ShowInEpg" INTEGER,
  "FallbackFillerId" INTEGER,
  "PlayoutMode" INTEGER,
  "PlayoutSource" INTEGER,
  "MirrorSourceChannelId" INTEGER,
  "PlayoutOffset" TEXT,
  "PreferredAudioLanguageCode" TEXT
);
CREATE TABLE "Playout" (
  "Id" INTEGER,
  "ChannelId" INTEGER,
  "ProgramScheduleId" INTEGER,
  "ScheduleKind" INTEGER,
  "DecoId" INTEGER,
  "ScheduleFile" TEXT
);
CREATE TABLE "ProgramScheduleAlternate" (
  "Id" INTEGER,
  "PlayoutId" INTEGER,
  "ProgramScheduleId" INTEGER,
  "Index" INTEGER,
  "DaysOfWeek" TEXT,
  "DaysOfMonth" TEXT,
  "MonthsOfYear" TEXT,
  "LimitToDateRange" INTEGER,
  "StartMonth" INTEGER,
  "StartDay" INTEGER,
  "EndMonth" INTEGER,
  "EndDay" INTEGER
);
CREATE TABLE "Block" (
  "Id" INTEGER,
  "Name" TEXT,
  "Minutes" INTEGER,
  "StopScheduling" INTEGER
);
CREATE TABLE "BlockItem" (
  "Id" INTEGER,
  "BlockId" INTEGER,
  "Index" INTEGER,
  "CollectionType" INTEGER,
  "MediaItemId" INTEGER,
  "PlaybackOrder" INTEGER,
  "IncludeInProgramGuide" INTEGER,
  "DisableWatermarks" INTEGER,
  "SearchTitle" TEXT,
  "SearchQuery" TEXT
);
CREATE TABLE "Template" (
  "Id" INTEGER,
  "Name" TEXT
);
CREATE TABLE "TemplateItem" (
  "Id" INTEGER,
  "TemplateId" INTEGER,
  "BlockId" INTEGER,
  "StartTime" TEXT
);
CREATE TABLE "DecoTemplate" (
  "Id" INTEGER,
  "Name" TEXT
);
CREATE TABLE "DecoTemplateItem" (
  "Id" INTEGER,
  "DecoTemplateId" INTEGER,
  "DecoId" INTEGER,
  "StartTime" TEXT,
  "EndTime" TEXT
);
CREATE TABLE "Deco" (
  "Id" INTEGER,
  "Name" TEXT,
  "WatermarkMode" INTEGER,
  "DefaultFillerMode" INTEGER,
  "DefaultFillerCollectionType" INTEGER,
  "DefaultFillerCollectionId" INTEGER,
  "DefaultFillerTrimToFit" INTEGER,
  "DeadAirFallbackMode" INTEGER,
  "DeadAirFallbackCollectionType" INTEGER,
  "DeadAirFallbackCollectionId" INTEGER,
  "BreakContentMode" INTEGER
);
CREATE TABLE "DecoBreakContent" (
  "Id" INTEGER,
  "DecoId" INTEGER,
  "CollectionType" INTEGER,
  "PlaylistId" INTEGER,
  "Placement" INTEGER,
  "CollectionId" INTEGER
);
CREATE TABLE "PlayoutTemplate" (
  "Id" INTEGER,
  "PlayoutId" INTEGER,
  "TemplateId" INTEGER,
  "DecoTemplateId" INTEGER,
  "Index" INTEGER,
  "DaysOfWeek" TEXT,
  "DaysOfMonth" TEXT,
  "MonthsOfYear" TEXT,
  "LimitToDateRange" INTEGER
);

INSERT INTO "MediaItem" ("Id")
  VALUES (1);
INSERT INTO "Show" ("Id")
  VALUES (1);
INSERT INTO "ShowMetadata" ("Id", "ShowId", "Title", "Year")
  VALUES (1, 1, 'Cheers', 1982);
INSERT INTO "MediaItem" ("Id")
  VALUES (2);
INSERT INTO "Season" ("Id", "ShowId", "SeasonNumber")
  VALUES (2, 1, 2);
INSERT INTO "MediaItem" ("Id", "State")
  VALUES (11, 0);
INSERT INTO "Episode" ("Id", "SeasonId")
  VALUES (11, 2);
INSERT INTO "EpisodeMetadata" ("Title", "EpisodeId", "Id", "EpisodeNumber")
  VALUES ('Ep 1', 11, 11, 1);
INSERT INTO "MediaVersion" ("Id", "Duration", "EpisodeId")
  VALUES (5011, '00:25:00.0000000', 11);
INSERT INTO "MediaFile" ("Id", "MediaVersionId", "Path")
  VALUES (9011, 5011, '/tv/Cheers/Season 2/Cheers S02E01.mkv');
INSERT INTO "MediaItem" ("Id", "State")
  VALUES (12, 0);
INSERT INTO "Episode" ("Id", "SeasonId")
  VALUES (12, 2);
INSERT INTO "EpisodeMetadata" ("Title", "EpisodeId", "Id", "EpisodeNumber")
  VALUES ('Ep 2', 12, 12, 2);
INSERT INTO "MediaVersion" ("Id", "Duration", "EpisodeId")
  VALUES (5012, '00:25:00.0000000', 12);
INSERT INTO "MediaFile" ("Id", "MediaVersionId", "Path")
  VALUES (9012, 5012, '/tv/Cheers/Season 2/Cheers S02E02.mkv');
INSERT INTO "MediaItem" ("Id", "State")
  VALUES (13, 0);
INSERT INTO "Episode" ("Id", "SeasonId")
  VALUES (13, 2);
INSERT INTO "EpisodeMetadata" ("Title", "EpisodeId", "Id", "EpisodeNumber")
  VALUES ('Ep 3', 13, 13, 3);
INSERT INTO "MediaVersion" ("Id", "Duration", "EpisodeId")
  VALUES (5013, '00:25:00.0000000', 13);
INSERT INTO "MediaFile" ("Id", "MediaVersionId", "Path")
  VALUES (9013, 5013, '/tv/Cheers/Season 2/Cheers S02E03.mkv');
INSERT INTO "MediaItem" ("Id", "State")
  VALUES (20, 0);
INSERT INTO "Movie" ("Id")
  VALUES (20);
INSERT INTO "MovieMetadata" ("Title", "MovieId", "Id", "Year")
  VALUES ('Alien', 20, 20, 1979);
INSERT INTO "MediaVersion" ("Id", "Duration", "MovieId")
  VALUES (5020, '01:57:00', 20);
INSERT INTO "MediaFile" ("Id", "MediaVersionId", "Path")
  VALUES (9020, 5020, '/movies/Alien (1979)/Alien.mkv');
INSERT INTO "MediaItem" ("Id", "State")
  VALUES (21, 0);
INSERT INTO "Movie" ("Id")
  VALUES (21);
INSERT INTO "MovieMetadata" ("Title", "MovieId", "Id", "Year")
  VALUES ('Heat', 21, 21, 1995);
INSERT INTO "MediaVersion" ("Id", "Duration", "MovieId")
  VALUES (5021, '00:25:00.0000000', 21);
INSERT INTO "MediaFile" ("Id", "MediaVersionId", "Path")
  VALUES (9021, 5021, '/movies/Heat.mkv');
INSERT INTO "MediaItem" ("Id", "State")
  VALUES (30, 0);
INSERT INTO "OtherVideo" ("Id")
  VALUES (30);
INSERT INTO "OtherVideoMetadata" ("Title", "OtherVideoId", "Id")
  VALUES ('T30', 30, 30);
INSERT INTO "MediaVersion" ("Id", "Duration", "OtherVideoId")
  VALUES (5030, '00:00:30.5000000', 30);
INSERT INTO "MediaFile" ("Id", "MediaVersionId", "Path")
  VALUES (9030, 5030, '/bumpers/b1.mp4');
INSERT INTO "MediaItem" ("Id", "State")
  VALUES (31, 0);
INSERT INTO "OtherVideo" ("Id")
  VALUES (31);
INSERT INTO "OtherVideoMetadata" ("Title", "OtherVideoId", "Id")
  VALUES ('T31', 31, 31);
INSERT INTO "MediaVersion" ("Id", "Duration", "OtherVideoId")
  VALUES (5031, '00:01:00', 31);
INSERT INTO "MediaFile" ("Id", "MediaVersionId", "Path")
  VALUES (9031, 5031, '/bumpers/b2.mp4');
INSERT INTO "MediaItem" ("Id")
  VALUES (40);
INSERT INTO "Artist" ("Id")
  VALUES (40);
INSERT INTO "ArtistMetadata" ("Id", "ArtistId", "Title")
  VALUES (40, 40, 'A-ha');
INSERT INTO "MediaItem" ("Id", "State")
  VALUES (41, 0);
INSERT INTO "MusicVideo" ("Id", "ArtistId")
  VALUES (41, 40);
INSERT INTO "MusicVideoMetadata" ("Title", "MusicVideoId", "Id")
  VALUES ('Take On Me', 41, 41);
INSERT INTO "MediaVersion" ("Id", "Duration", "MusicVideoId")
  VALUES (5041, '00:25:00.0000000', 41);
INSERT INTO "MediaFile" ("Id", "MediaVersionId", "Path")
  VALUES (9041, 5041, '/mv/take.mp4');
INSERT INTO "PlexPathReplacement" ("Id", "PlexPath", "LocalPath")
  VALUES (1, '/movies', '/srv/films');
INSERT INTO "Collection" ("Id", "Name", "UseCustomPlaybackOrder")
  VALUES (1, 'Bumpers', 0);
INSERT INTO "CollectionItem" ("CollectionId", "MediaItemId")
  VALUES (1, 30);
INSERT INTO "CollectionItem" ("CollectionId", "MediaItemId")
  VALUES (1, 31);
INSERT INTO "Collection" ("Id", "Name", "UseCustomPlaybackOrder")
  VALUES (2, 'Ordered', 1);
INSERT INTO "CollectionItem" ("CollectionId", "MediaItemId", "CustomIndex")
  VALUES (2, 20, 2);
INSERT INTO "CollectionItem" ("CollectionId", "MediaItemId", "CustomIndex")
  VALUES (2, 21, 1);
INSERT INTO "Collection" ("Id", "Name", "UseCustomPlaybackOrder")
  VALUES (3, 'Mixed', 0);
INSERT INTO "CollectionItem" ("CollectionId", "MediaItemId")
  VALUES (3, 1);
INSERT INTO "CollectionItem" ("CollectionId", "MediaItemId")
  VALUES (3, 21);
INSERT INTO "CollectionItem" ("CollectionId", "MediaItemId")
  VALUES (3, 777);
INSERT INTO "MultiCollection" ("Id", "Name")
  VALUES (1, 'Multi');
INSERT INTO "MultiCollectionItem" ("MultiCollectionId", "CollectionId", "ScheduleAsGroup")
  VALUES (1, 2, 1);
INSERT INTO "MultiCollectionSmartItem" ("MultiCollectionId", "SmartCollectionId", "ScheduleAsGroup")
  VALUES (1, 1, 0);
INSERT INTO "SmartCollection" ("Id", "Name", "Query")
  VALUES (1, 'Comedies', 'type:show AND genre:comedy AND title:"the"');
INSERT INTO "SmartCollection" ("Id", "Name", "Query")
  VALUES (2, 'Nested', 'smart_collection:"Comedies" OR minutes:[10 TO *]');
INSERT INTO "SmartCollection" ("Id", "Name", "Query")
  VALUES (3, 'Actors', 'actor:"Tom Hanks"');
INSERT INTO "FillerPreset" ("Id", "Name", "FillerMode", "PadToNearestMinute", "CollectionType", "CollectionId")
  VALUES (1, 'Pad 30', 3, 30, 0, 1);
INSERT INTO "FillerPreset" ("Id", "Name", "FillerMode", "Count", "CollectionType", "CollectionId", "Expression")
  VALUES (2, 'Mid', 2, 2, 0, 1, 'last_mid_filler > 300 and num < 5');
INSERT INTO "FillerPreset" ("Id", "Name", "FillerMode", "CollectionType", "MediaItemId")
  VALUES (3, 'Fallback', 0, 20, 30);
INSERT INTO "ProgramSchedule" ("Id", "Name", "KeepMultiPartEpisodesTogether", "TreatCollectionsAsShows", "ShuffleScheduleItems", "RandomStartPoint", "FixedStartTimeBehavior")
  VALUES (1, 'Evening', 1, 0, 0, 0, 1);
INSERT INTO "ProgramScheduleItem" ("Id", "Index", "ProgramScheduleId", "GuideMode", "FillWithGroupMode", "MarathonGroupBy", "CollectionType", "MediaItemId", "PlaybackOrder", "StartTime")
  VALUES (1, 1, 1, 0, 0, 0, 1, 1, 3, NULL);
INSERT INTO "ProgramScheduleFloodItem" ("Id")
  VALUES (1);
INSERT INTO "ProgramScheduleItem" ("Id", "Index", "ProgramScheduleId", "GuideMode", "FillWithGroupMode", "MarathonGroupBy", "CollectionType", "SmartCollectionId", "PlaybackOrder", "StartTime", "PostRollFillerId", "MidRollFillerId", "FallbackFillerId", "CustomTitle", "PreferredAudioLanguageCode", "SubtitleMode")
  VALUES (2, 2, 1, 0, 0, 0, 5, 2, 1, '20:15:00', 1, 2, 3, 'Film Night', 'eng', 3);
INSERT INTO "ProgramScheduleOneItem" ("Id")
  VALUES (2);
INSERT INTO "ProgramScheduleItem" ("Id", "Index", "ProgramScheduleId", "GuideMode", "FillWithGroupMode", "MarathonGroupBy", "CollectionType", "MultiCollectionId", "PlaybackOrder")
  VALUES (3, 3, 1, 0, 0, 0, 4, 1, 4);
INSERT INTO "ProgramScheduleMultipleItem" ("Id", "Count", "MultipleMode")
  VALUES (3, '0', 0);
INSERT INTO "ProgramScheduleItem" ("Id", "Index", "ProgramScheduleId", "GuideMode", "FillWithGroupMode", "MarathonGroupBy", "CollectionType", "CollectionId", "PlaybackOrder", "MarathonShuffleGroups")
  VALUES (4, 4, 1, 1, 0, 1, 0, 3, 8, 1);
INSERT INTO "ProgramScheduleDurationItem" ("Id", "PlayoutDuration", "TailMode", "DiscardToFillAttempts")
  VALUES (4, '1.02:00:00', 3, 4);
INSERT INTO "ProgramScheduleItem" ("Id", "Index", "ProgramScheduleId", "GuideMode", "FillWithGroupMode", "MarathonGroupBy", "CollectionType", "CollectionId", "PlaybackOrder")
  VALUES (5, 5, 1, 0, 0, 0, 0, 99, 1);
INSERT INTO "ProgramScheduleOneItem" ("Id")
  VALUES (5);
INSERT INTO "ProgramSchedule" ("Id", "Name")
  VALUES (2, 'Christmas');
INSERT INTO "ProgramScheduleItem" ("Id", "Index", "ProgramScheduleId", "GuideMode", "FillWithGroupMode", "MarathonGroupBy", "CollectionType", "CollectionId", "PlaybackOrder")
  VALUES (6, 1, 2, 0, 0, 0, 0, 2, 1);
INSERT INTO "ProgramScheduleFloodItem" ("Id")
  VALUES (6);
INSERT INTO "Playlist" ("Id", "Name")
  VALUES (1, 'PL');
INSERT INTO "PlaylistItem" ("Id", "PlaylistId", "Index", "CollectionType", "MediaItemId", "PlaybackOrder", "PlayAll", "Count", "IncludeInProgramGuide")
  VALUES (1, 1, 0, 1, 1, 1, 0, 2, 1);
INSERT INTO "PlaylistItem" ("Id", "PlaylistId", "Index", "CollectionType", "CollectionId", "PlaybackOrder", "PlayAll", "IncludeInProgramGuide")
  VALUES (2, 1, 1, 0, 1, 3, 1, 1);
INSERT INTO "ProgramSchedule" ("Id", "Name")
  VALUES (3, 'PlaylistSched');
INSERT INTO "ProgramScheduleItem" ("Id", "Index", "ProgramScheduleId", "GuideMode", "FillWithGroupMode", "MarathonGroupBy", "CollectionType", "PlaylistId", "PlaybackOrder")
  VALUES (7, 1, 3, 0, 0, 0, 6, 1, 0);
INSERT INTO "ProgramScheduleOneItem" ("Id")
  VALUES (7);
INSERT INTO "Channel" ("Id", "Number", "Name", "Group", "Categories", "IsEnabled", "ShowInEpg", "FallbackFillerId")
  VALUES (1, '1', 'Classic', 'ErsatzTV', 'A, B', 1, 1, 3);
INSERT INTO "Channel" ("Id", "Number", "Name", "Group", "Categories", "IsEnabled", "ShowInEpg", "PlayoutMode")
  VALUES (2, '2.1', 'Blocks', 'ErsatzTV', 'A, B', 1, 1, 1);
INSERT INTO "Channel" ("Id", "Number", "Name", "Group", "Categories", "IsEnabled", "ShowInEpg", "PlayoutSource", "MirrorSourceChannelId", "PlayoutOffset")
  VALUES (3, '3', 'Mirror', 'ErsatzTV', 'A, B', 1, 1, 1, 1, '01:00:00');
INSERT INTO "Channel" ("Id", "Number", "Name", "Group", "Categories", "IsEnabled", "ShowInEpg")
  VALUES (4, '4', 'YAML', 'ErsatzTV', 'A, B', 0, 1);
INSERT INTO "Channel" ("Id", "Number", "Name", "Group", "Categories", "IsEnabled", "ShowInEpg", "PreferredAudioLanguageCode")
  VALUES (5, '5', 'Lists', 'ErsatzTV', 'A, B', 1, 1, 'jpn');
INSERT INTO "Channel" ("Id", "Number", "Name", "Group", "Categories", "IsEnabled", "ShowInEpg", "FallbackFillerId")
  VALUES (6, '6', 'Shares', 'ErsatzTV', 'A, B', 1, 1, 3);
INSERT INTO "Channel" ("Id", "Number", "Name", "Group", "Categories", "IsEnabled", "ShowInEpg")
  VALUES (7, '7', 'Script', 'ErsatzTV', 'A, B', 1, 0);
INSERT INTO "Channel" ("Id", "Number", "Name", "Group", "Categories", "IsEnabled", "ShowInEpg")
  VALUES (8, '8', 'None', 'ErsatzTV', 'A, B', 1, 1);
INSERT INTO "Playout" ("Id", "ChannelId", "ProgramScheduleId", "ScheduleKind")
  VALUES (1, 1, 1, 1);
INSERT INTO "ProgramScheduleAlternate" ("Id", "PlayoutId", "ProgramScheduleId", "Index", "DaysOfWeek", "DaysOfMonth", "MonthsOfYear", "LimitToDateRange", "StartMonth", "StartDay", "EndMonth", "EndDay")
  VALUES (1, 1, 2, 1, '["Monday","Tuesday","Wednesday","Thursday","Friday","Saturday","Sunday"]', '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31', '12', 1, 12, 20, 1, 6);
INSERT INTO "Playout" ("Id", "ChannelId", "DecoId", "ScheduleKind")
  VALUES (2, 2, 1, 2);
INSERT INTO "Playout" ("Id", "ChannelId", "ScheduleFile", "ScheduleKind")
  VALUES (4, 4, '/config/scripts/sat.yml', 3);
INSERT INTO "Playout" ("Id", "ChannelId", "ProgramScheduleId", "ScheduleKind")
  VALUES (5, 5, 3, 1);
INSERT INTO "Playout" ("Id", "ChannelId", "ProgramScheduleId", "ScheduleKind")
  VALUES (6, 6, 1, 1);
INSERT INTO "Playout" ("Id", "ChannelId", "ScheduleKind")
  VALUES (7, 7, 4);
INSERT INTO "Block" ("Id", "Name", "Minutes", "StopScheduling")
  VALUES (1, 'Cartoons', 120, 1);
INSERT INTO "BlockItem" ("Id", "BlockId", "Index", "CollectionType", "MediaItemId", "PlaybackOrder", "IncludeInProgramGuide", "DisableWatermarks")
  VALUES (1, 1, 1, 2, 2, 1, 1, 1);
INSERT INTO "BlockItem" ("Id", "BlockId", "Index", "CollectionType", "MediaItemId", "PlaybackOrder", "IncludeInProgramGuide")
  VALUES (2, 1, 2, 3, 40, 3, 0);
INSERT INTO "Block" ("Id", "Name", "Minutes", "StopScheduling")
  VALUES (2, 'Cartoons', 30, 0);
INSERT INTO "BlockItem" ("Id", "BlockId", "Index", "CollectionType", "SearchTitle", "SearchQuery", "PlaybackOrder", "IncludeInProgramGuide")
  VALUES (3, 2, 1, 9, 'Short', 'type:movie AND minutes:[* TO 30]', 3, 1);
INSERT INTO "Template" ("Id", "Name")
  VALUES (1, 'Day');
INSERT INTO "TemplateItem" ("Id", "TemplateId", "BlockId", "StartTime")
  VALUES (1, 1, 1, '07:00:00');
INSERT INTO "TemplateItem" ("Id", "TemplateId", "BlockId", "StartTime")
  VALUES (2, 1, 2, '09:00:00');
INSERT INTO "DecoTemplate" ("Id", "Name")
  VALUES (1, 'Hours');
INSERT INTO "DecoTemplateItem" ("Id", "DecoTemplateId", "DecoId", "StartTime", "EndTime")
  VALUES (1, 1, 2, '20:00:00', '1.00:00:00');
INSERT INTO "Deco" ("Id", "Name", "WatermarkMode", "DefaultFillerMode", "DefaultFillerCollectionType", "DefaultFillerCollectionId", "DefaultFillerTrimToFit", "DeadAirFallbackMode", "DeadAirFallbackCollectionType", "DeadAirFallbackCollectionId", "BreakContentMode")
  VALUES (1, 'House', 2, 2, 0, 1, 1, 2, 0, 1, 2);
INSERT INTO "DecoBreakContent" ("Id", "DecoId", "CollectionType", "PlaylistId", "Placement")
  VALUES (1, 1, 6, 1, 0);
INSERT INTO "DecoBreakContent" ("Id", "DecoId", "CollectionType", "CollectionId", "Placement")
  VALUES (2, 1, 0, 1, 3);
INSERT INTO "Deco" ("Id", "Name", "WatermarkMode", "DefaultFillerMode", "DeadAirFallbackMode", "BreakContentMode")
  VALUES (2, 'Night', 1, 1, 0, 0);
INSERT INTO "PlayoutTemplate" ("Id", "PlayoutId", "TemplateId", "DecoTemplateId", "Index", "DaysOfWeek", "DaysOfMonth", "MonthsOfYear", "LimitToDateRange")
  VALUES (1, 2, 1, 1, 1, '["Saturday","Sunday"]', '1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31', '1,2,3,4,5,6,7,8,9,10,11,12', 0);
