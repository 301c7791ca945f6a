package tv.exstream.server.portable.from.tunarr;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import tv.exstream.server.portable.from.draft.ForeignDatabase;
import tv.exstream.server.portable.from.draft.MediaFacts;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.portable.from.draft.Row;

/** What Tunarr's database knows of programmes and of what they belong to. Immutable once made. */
final class Programs {
    /** @param show the key of the show it belongs to */
    record Program(String type, Optional<String> show, MediaFacts facts) {
        /** What slots of films draw from. */
        boolean film() {
            return type.equals("movie") || type.equals("music_video") || type.equals("other_video");
        }
    }

    /** @param index the number of a season */
    record Group(String title, Optional<Integer> year, Optional<Integer> index) {}

    private final Map<String, Program> programs = new HashMap<>();
    private final Map<String, Group> groups = new HashMap<>();

    /** @param wanted the keys of those that are needed; the others are not kept */
    Programs(ForeignDatabase database, Set<String> wanted) {
        database.each(
                "program_grouping",
                row -> row.text("uuid")
                        .ifPresent(id -> groups.put(
                                id,
                                new Group(row.text("title").orElse("?"), integer(row, "year"), integer(row, "index")))),
                "uuid",
                "title",
                "year",
                "index");
        Map<String, String> paths = paths(database, wanted);
        database.each(
                "program",
                row -> row.text("uuid")
                        .filter(wanted::contains)
                        .ifPresent(id -> programs.put(id, program(id, row, paths))),
                "uuid",
                "type",
                "title",
                "duration",
                "year",
                "episode",
                "season_number",
                "season_uuid",
                "show_title",
                "tv_show_uuid",
                "file_path",
                "plex_file_path");
    }

    /** By program: of the file itself, which newer versions keep elsewhere than older ones. */
    private static Map<String, String> paths(ForeignDatabase database, Set<String> wanted) {
        Map<String, String> paths = new HashMap<>();
        database.each(
                "program_external_id",
                row -> row.text("program_uuid")
                        .filter(wanted::contains)
                        .ifPresent(id -> row.text("direct_file_path")
                                .or(() -> row.text("external_file_path"))
                                .filter(MediaFacts::isPath)
                                .ifPresent(path -> paths.putIfAbsent(id, path))),
                "program_uuid",
                "direct_file_path",
                "external_file_path");
        Map<String, String> versions = new HashMap<>();
        database.each(
                "program_version",
                row -> row.text("program_id")
                        .filter(wanted::contains)
                        .ifPresent(id -> versions.put(row.text("uuid").orElse(""), id)),
                "uuid",
                "program_id");
        database.each(
                "program_media_file",
                row -> Optional.ofNullable(
                                versions.get(row.text("program_version_id").orElse("")))
                        .ifPresent(id ->
                                row.text("path").filter(MediaFacts::isPath).ifPresent(path -> paths.put(id, path))),
                "program_version_id",
                "path");
        return paths;
    }

    private Program program(String id, Row row, Map<String, String> paths) {
        String type = row.text("type").orElse("movie");
        boolean episode = type.equals("episode");
        Optional<Group> show = row.text("tv_show_uuid").flatMap(this::group);
        Optional<Group> season = row.text("season_uuid").flatMap(this::group);
        MediaFacts facts = new MediaFacts(
                Optional.ofNullable(paths.get(id))
                        .or(() -> row.text("file_path").filter(MediaFacts::isPath))
                        .or(() -> row.text("plex_file_path").filter(MediaFacts::isPath)),
                show.map(Group::title).or(() -> row.text("show_title")).filter(unused -> episode),
                integer(row, "season_number")
                        .or(() -> season.flatMap(Group::index))
                        .filter(unused -> episode),
                integer(row, "episode").filter(unused -> episode),
                row.text("title"),
                integer(row, "year").filter(unused -> type.equals("movie")),
                row.number("duration").filter(n -> n > 0).map(Duration::ofMillis));
        return new Program(type, row.text("tv_show_uuid"), facts);
    }

    private static Optional<Integer> integer(Row row, String column) {
        return row.number(column).filter(n -> n >= 0 && n < 1_000_000).map(Long::intValue);
    }

    /** Empty where it is deleted. */
    Optional<Program> program(String id) {
        return Optional.ofNullable(programs.get(id));
    }

    /** A show or a season; empty where it is deleted. */
    Optional<Group> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    /** What people told Tunarr of the paths of their media servers. */
    static PathMap replacements(ForeignDatabase database) {
        List<PathMap.Rule> rules = new ArrayList<>();
        for (Row row : database.rows("media_source_library_replace_path", "server_path", "local_path")) {
            row.text("server_path")
                    .flatMap(from -> row.text("local_path").map(to -> new PathMap.Rule(from, to)))
                    .ifPresent(rules::add);
        }
        return new PathMap(rules);
    }
}
