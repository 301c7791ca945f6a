package tv.exstream.server.library;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.BlackSpan;

/**
 * A row of {@code media_file}. Times in UTC epoch milliseconds, absent text is '', genres are separated by newlines;
 * {@code embedded} is null for a file that was looked into before it was asked for. Facts and details are {@link Facts} as
 * text: what a look into the file found, and what lies beside it says.
 */
record MediaRow(
        long id,
        long folderId,
        String path,
        long size,
        long mtime,
        long sidecar,
        State state,
        MediaKind kind,
        boolean extra,
        String title,
        String show,
        @Nullable Integer season,
        @Nullable Integer episode,
        @Nullable Integer episodeEnd,
        @Nullable Integer year,
        String genres,
        String description,
        long duration,
        boolean hasVideo,
        boolean hasAudio,
        String tagTitle,
        @Nullable Integer tagYear,
        @Nullable EmbeddedMetadata embedded,
        long addedAt,
        String facts,
        String details) {

    enum State {
        AVAILABLE,
        /** Was there once; comes back when the file does. */
        MISSING,
        /** Looked at and found unusable; not looked at again until it changes. */
        REFUSED
    }

    /** What a look into the file found. */
    record Content(
            Duration duration,
            boolean hasVideo,
            boolean hasAudio,
            String tagTitle,
            @Nullable Integer tagYear,
            EmbeddedMetadata embedded,
            Facts facts) {
        static final Content NONE =
                new Content(Duration.ZERO, false, false, "", null, EmbeddedMetadata.NONE, Facts.NONE);
    }

    static MediaRow of(
            long folderId,
            FolderWalk.FoundFile file,
            long sidecar,
            State state,
            Describer.Description description,
            Content content,
            long now) {
        MediaName name = description.name();
        MediaKind kind = kind(name, content);
        boolean tagSaysMore = !name.telling()
                && !content.tagTitle.isBlank()
                && (kind == MediaKind.MUSIC || kind == MediaKind.OTHER)
                && !name.extra();
        OptionalInt year = name.year();
        return new MediaRow(
                0,
                folderId,
                file.relative(),
                file.size(),
                file.mtimeMillis(),
                sidecar,
                state,
                kind,
                name.extra(),
                tagSaysMore ? content.tagTitle.strip() : name.title(),
                name.show().orElse(""),
                boxed(name.season()),
                boxed(name.episode()),
                boxed(name.episodeEnd()),
                year.isEmpty() && kind == MediaKind.MUSIC ? content.tagYear : boxed(year),
                String.join(
                        "\n", description.genres().isEmpty() ? content.facts.all(Fact.GENRE) : description.genres()),
                description.plot().isEmpty() ? content.facts.first(Fact.PLOT).orElse("") : description.plot(),
                content.duration.toMillis(),
                content.hasVideo,
                content.hasAudio,
                content.tagTitle,
                content.tagYear,
                content.embedded,
                now,
                content.facts.text(),
                description.facts().text());
    }

    /** The stream decides what the name left open: sound alone is music, a "song" with a picture is a clip. */
    private static MediaKind kind(MediaName name, Content content) {
        if (name.kind() == MediaKind.OTHER && content.hasAudio && !content.hasVideo) {
            return MediaKind.MUSIC;
        }
        if (name.kind() == MediaKind.MUSIC && content.hasVideo) {
            return MediaKind.OTHER;
        }
        return name.kind();
    }

    Content content() {
        return new Content(
                Duration.ofMillis(duration),
                hasVideo,
                hasAudio,
                tagTitle,
                tagYear,
                embeddedOrNone(),
                Facts.parse(facts));
    }

    private EmbeddedMetadata embeddedOrNone() {
        return embedded == null ? EmbeddedMetadata.NONE : embedded;
    }

    /** All facts, packed. What sidecars say goes before what the file says; genres and plot are the item's own. */
    String said() {
        Facts both = new Facts.Builder()
                .addAll(Facts.parse(details))
                .addAll(Facts.parse(facts))
                .build();
        return both.without(Fact.GENRE, Fact.PLOT).packed();
    }

    /** Schedulable: there, playable, no trailer. */
    boolean listed() {
        return state == State.AVAILABLE && !extra && duration > 0;
    }

    MediaItem item(Path root, String shownAs, List<BlackSpan> blacks) {
        return new MediaItem(
                id,
                folderId,
                root.resolve(path),
                kind,
                title,
                shownAs.isEmpty() ? Optional.empty() : Optional.of(shownAs),
                optional(season),
                optional(episode),
                optional(episodeEnd),
                optional(year),
                genres.isEmpty() ? List.of() : List.of(genres.split("\n")),
                description.isEmpty() ? Optional.empty() : Optional.of(description),
                Duration.ofMillis(duration),
                hasVideo,
                hasAudio,
                Instant.ofEpochMilli(addedAt),
                embeddedOrNone(),
                blacks);
    }

    private static @Nullable Integer boxed(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    static OptionalInt optional(@Nullable Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Reads the columns that {@link LibraryDao#COLUMNS} lists. */
    static final class Mapper implements RowMapper<MediaRow> {
        @Override
        public MediaRow map(ResultSet row, StatementContext context) throws SQLException {
            return new MediaRow(
                    row.getLong("id"),
                    row.getLong("folder_id"),
                    row.getString("path"),
                    row.getLong("size"),
                    row.getLong("mtime"),
                    row.getLong("sidecar"),
                    State.valueOf(row.getString("state")),
                    MediaKind.valueOf(row.getString("kind")),
                    row.getBoolean("extra"),
                    row.getString("title"),
                    row.getString("show"),
                    nullable(row, "season"),
                    nullable(row, "episode"),
                    nullable(row, "episode_end"),
                    nullable(row, "year"),
                    row.getString("genres"),
                    row.getString("description"),
                    row.getLong("duration"),
                    row.getBoolean("has_video"),
                    row.getBoolean("has_audio"),
                    row.getString("tag_title"),
                    nullable(row, "tag_year"),
                    embedded(row.getString("embedded")),
                    row.getLong("added_at"),
                    row.getString("facts"),
                    row.getString("details"));
        }

        private static @Nullable EmbeddedMetadata embedded(@Nullable String json) {
            return json == null ? null : EmbeddedMetadata.read(json);
        }

        private static @Nullable Integer nullable(ResultSet row, String column) throws SQLException {
            int value = row.getInt(column);
            return row.wasNull() ? null : value;
        }
    }
}
