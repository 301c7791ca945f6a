package tv.exstream.server.collection;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

import tv.exstream.server.library.MediaItem;
import tv.exstream.server.library.MediaKind;

/** What a query can ask of an item. The names are part of the API. */
enum MediaQueryField {
    /** {@code movie}, {@code episode}, {@code song} or {@code other_video}. */
    TYPE,
    TITLE,
    SHOW_TITLE,
    GENRE,
    SHOW_GENRE,
    PLOT,
    PATH,
    SEASON_NUMBER,
    EPISODE_NUMBER,
    YEAR,
    /** The library knows the year: it stands for all its days. */
    RELEASE_DATE,
    MINUTES,
    SECONDS;

    private static final List<MediaQueryField> NUMBERS =
            List.of(SEASON_NUMBER, EPISODE_NUMBER, YEAR, RELEASE_DATE, MINUTES, SECONDS);

    Stream<String> of(MediaItem item) {
        return switch (this) {
            case TYPE -> Stream.of(type(item.kind()));
            case TITLE -> Stream.of(item.title());
            case SHOW_TITLE -> item.show().stream();
            case GENRE -> item.genres().stream();
            case SHOW_GENRE -> item.show().isPresent() ? item.genres().stream() : Stream.empty();
            case PLOT -> item.description().stream();
            case PATH -> Stream.of(item.path().toString());
            case SEASON_NUMBER -> number(item.season());
            case EPISODE_NUMBER -> number(item.episode());
            case YEAR, RELEASE_DATE -> number(item.year());
            case MINUTES -> Stream.of(Long.toString(item.duration().toMinutes()));
            case SECONDS -> Stream.of(Long.toString(item.duration().toSeconds()));
        };
    }

    private static String type(MediaKind kind) {
        return switch (kind) {
            case MOVIE -> "movie";
            case EPISODE -> "episode";
            case MUSIC -> "song";
            case OTHER -> "other_video";
        };
    }

    private static Stream<String> number(OptionalInt number) {
        return number.isPresent() ? Stream.of(Integer.toString(number.getAsInt())) : Stream.empty();
    }

    boolean numeric() {
        return NUMBERS.contains(this);
    }

    /** The number that a query means; empty if it is none. */
    OptionalLong number(String text) {
        if (this == RELEASE_DATE && text.matches("\\d{4}(-?\\d{2}){0,2}")) {
            return OptionalLong.of(Long.parseLong(text.substring(0, 4)));
        }
        return this != RELEASE_DATE && text.matches("\\d{1,9}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<MediaQueryField> named(String name) {
        return Arrays.stream(values())
                .filter(field -> field.text().equalsIgnoreCase(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(MediaQueryField::text).toList();
    }
}
