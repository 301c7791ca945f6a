-- Tables and columns as Tunarr 1.3 has them, those that an import looks at.
CREATE TABLE `media_source_library_replace_path` (
  `uuid` TEXT,
  `server_path` TEXT,
  `local_path` TEXT,
  `media_source_id` TEXT
);
CREATE TABLE `program_grouping` (
  `uuid` TEXT,
  `title` TEXT,
  `type` TEXT,
  `year` INTEGER,
  `index` INTEGER,
  `show_uuid` TEXT
);
CREATE TABLE `program` (
  `uuid` TEXT,
  `title` TEXT,
  `type` TEXT,
  `duration` INTEGER,
  `episode` INTEGER,
  `season_uuid` TEXT,
  `tv_show_uuid` TEXT,
  `show_title` TEXT,
  `season_number` INTEGER,
  `source_type` TEXT,
  `file_path` TEXT,
  `plex_file_path` TEXT,
  `year` INTEGER
);
CREATE TABLE `program_external_id` (
  `uuid` TEXT,
  `program_uuid` TEXT,
  `source_type` TEXT,
  `direct_file_path` TEXT,
  `external_file_path` TEXT
);
CREATE TABLE `filler_show` (
  `uuid` TEXT,
  `name` TEXT
);
CREATE TABLE `filler_show_content` (
  `filler_show_uuid` TEXT,
  `program_uuid` TEXT,
  `index` INTEGER
);
CREATE TABLE `custom_show` (
  `uuid` TEXT,
  `name` TEXT
);
CREATE TABLE `custom_show_content` (
  `custom_show_uuid` TEXT,
  `content_uuid` TEXT,
  `index` INTEGER
);
CREATE TABLE `smart_collection` (
  `uuid` TEXT,
  `name` TEXT,
  `query` TEXT
);
CREATE TABLE `channel` (
  `uuid` TEXT,
  `number` INTEGER,
  `name` TEXT,
  `offline` TEXT,
  `group_title` TEXT,
  `stealth` INTEGER
);
CREATE TABLE `channel_programs` (
  `channel_uuid` TEXT,
  `program_uuid` TEXT
);
CREATE TABLE `channel_filler_show` (
  `channel_uuid` TEXT,
  `filler_show_uuid` TEXT,
  `cooldown` INTEGER,
  `weight` INTEGER
);

INSERT INTO `media_source_library_replace_path` (`uuid`, `server_path`, `local_path`, `media_source_id`)
  VALUES ('00000000-0000-0000-0000-000000000384', '/data/tv', '/mnt/tv', '00000000-0000-0000-0000-000000000001');
INSERT INTO `program_grouping` (`uuid`, `title`, `type`, `year`)
  VALUES ('00000000-0000-0000-0000-00000000000a', 'Cheers', 'show', 1982);
INSERT INTO `program_grouping` (`uuid`, `title`, `type`, `index`, `show_uuid`)
  VALUES ('00000000-0000-0000-0000-00000000000b', 'Season 1', 'season', 1, '00000000-0000-0000-0000-00000000000a');
INSERT INTO `program` (`uuid`, `title`, `type`, `duration`, `episode`, `season_uuid`, `tv_show_uuid`, `show_title`, `season_number`, `source_type`, `file_path`, `plex_file_path`)
  VALUES ('00000000-0000-0000-0000-000000000065', 'Ep 1', 'episode', 1500000, 1, '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000a', 'Cheers', 1, 'plex', '/data/tv/Cheers/S01E01.mkv', '/library/parts/1/file.mkv');
INSERT INTO `program_external_id` (`uuid`, `program_uuid`, `source_type`, `direct_file_path`, `external_file_path`)
  VALUES ('00000000-0000-0000-0000-0000000003e9', '00000000-0000-0000-0000-000000000065', 'plex', '/data/tv/Cheers/S01E01.mkv', '/library/parts/1/file.mkv');
INSERT INTO `program` (`uuid`, `title`, `type`, `duration`, `episode`, `season_uuid`, `tv_show_uuid`, `show_title`, `season_number`, `source_type`, `file_path`, `plex_file_path`)
  VALUES ('00000000-0000-0000-0000-000000000066', 'Ep 2', 'episode', 1500000, 2, '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000a', 'Cheers', 1, 'plex', '/data/tv/Cheers/S01E02.mkv', '/library/parts/2/file.mkv');
INSERT INTO `program_external_id` (`uuid`, `program_uuid`, `source_type`, `direct_file_path`, `external_file_path`)
  VALUES ('00000000-0000-0000-0000-0000000003ea', '00000000-0000-0000-0000-000000000066', 'plex', '/data/tv/Cheers/S01E02.mkv', '/library/parts/2/file.mkv');
INSERT INTO `program` (`uuid`, `title`, `type`, `duration`, `episode`, `season_uuid`, `tv_show_uuid`, `show_title`, `season_number`, `source_type`, `file_path`, `plex_file_path`)
  VALUES ('00000000-0000-0000-0000-000000000067', 'Ep 3', 'episode', 1500000, 3, '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000a', 'Cheers', 1, 'plex', '/data/tv/Cheers/S01E03.mkv', '/library/parts/3/file.mkv');
INSERT INTO `program_external_id` (`uuid`, `program_uuid`, `source_type`, `direct_file_path`, `external_file_path`)
  VALUES ('00000000-0000-0000-0000-0000000003eb', '00000000-0000-0000-0000-000000000067', 'plex', '/data/tv/Cheers/S01E03.mkv', '/library/parts/3/file.mkv');
INSERT INTO `program` (`uuid`, `title`, `type`, `duration`, `year`, `source_type`, `file_path`)
  VALUES ('00000000-0000-0000-0000-0000000000c8', 'Alien', 'movie', 7000000, 1979, 'jellyfin', '/data/movies/Alien (1979).mkv');
INSERT INTO `program` (`uuid`, `title`, `type`, `duration`, `source_type`)
  VALUES ('00000000-0000-0000-0000-00000000012c', 'Spot', 'movie', 30000, 'plex');
INSERT INTO `filler_show` (`uuid`, `name`)
  VALUES ('00000000-0000-0000-0000-000000000028', 'Spots');
INSERT INTO `filler_show_content` (`filler_show_uuid`, `program_uuid`, `index`)
  VALUES ('00000000-0000-0000-0000-000000000028', '00000000-0000-0000-0000-00000000012c', 0);
INSERT INTO `custom_show` (`uuid`, `name`)
  VALUES ('00000000-0000-0000-0000-000000000032', 'Best of');
INSERT INTO `custom_show_content` (`custom_show_uuid`, `content_uuid`, `index`)
  VALUES ('00000000-0000-0000-0000-000000000032', '00000000-0000-0000-0000-000000000067', 0);
INSERT INTO `custom_show_content` (`custom_show_uuid`, `content_uuid`, `index`)
  VALUES ('00000000-0000-0000-0000-000000000032', '00000000-0000-0000-0000-000000000065', 1);
INSERT INTO `smart_collection` (`uuid`, `name`, `query`)
  VALUES ('00000000-0000-0000-0000-00000000003c', 'Old films', 'type = movie AND release_year < 1980');
INSERT INTO `channel` (`uuid`, `number`, `name`, `offline`, `group_title`)
  VALUES ('00000000-0000-0000-0000-000000000001', 1, 'List', '{"mode":"pic"}', 'tunarr');
INSERT INTO `channel` (`uuid`, `number`, `name`, `offline`, `group_title`, `stealth`)
  VALUES ('00000000-0000-0000-0000-000000000002', 2, 'Slots', '{"mode":"pic"}', 'tunarr', 1);
INSERT INTO `channel` (`uuid`, `number`, `name`, `offline`, `group_title`)
  VALUES ('00000000-0000-0000-0000-000000000003', 3, 'Random', '{"mode":"pic"}', 'tunarr');
INSERT INTO `channel` (`uuid`, `number`, `name`, `offline`, `group_title`)
  VALUES ('00000000-0000-0000-0000-000000000004', 4, 'Empty', '{"mode":"pic"}', 'tunarr');
INSERT INTO `channel` (`uuid`, `number`, `name`, `offline`, `group_title`)
  VALUES ('00000000-0000-0000-0000-000000000005', 5, 'Broken', '{"mode":"pic"}', 'tunarr');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000065');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000066');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000067');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-0000000000c8');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000065');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000066');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000067');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-0000000000c8');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000065');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000066');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000067');
INSERT INTO `channel_programs` (`channel_uuid`, `program_uuid`)
  VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-0000000000c8');
INSERT INTO `channel_filler_show` (`channel_uuid`, `filler_show_uuid`, `cooldown`, `weight`)
  VALUES ('00000000-0000-0000-0000-000000000001', '00000000-0000-0000-0000-000000000028', 60, 300);
