package tv.exstream.server.library;

import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import tv.exstream.engine.MediaProbe;

/**
 * What a file says of itself beside its streams.
 *
 * @param chapters in order of their starts
 * @param released the day it came out, where the file knows the day
 */
public record EmbeddedMetadata(
        List<Chapter> chapters,
        Optional<String> artist,
        Optional<String> album,
        Optional<String> director,
        Optional<LocalDate> released) {
    /** A file that says nothing. */
    public static final EmbeddedMetadata NONE =
            new EmbeddedMetadata(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final String NOTHING = "{}";
    private static final Pattern DAY = Pattern.compile("^(\\d{4})-(\\d{2})-(\\d{2})(?:\\D|$)");
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.USE_DEFAULTS))
            .withConfigOverride(List.class, list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    public EmbeddedMetadata {
        chapters = List.copyOf(chapters);
    }

    /**
     * @param title empty where it has none
     * @param start position in the file
     * @param end   position in the file, not before {@code start}
     */
    public record Chapter(Optional<String> title, Duration start, Duration end) {
        public Chapter {
            if (start.isNegative() || end.compareTo(start) < 0) {
                throw new IllegalArgumentException("a chapter runs from " + start + " to " + end);
            }
        }
    }

    static EmbeddedMetadata of(MediaProbe probe) {
        List<Chapter> chapters = probe.chapters().stream()
                .filter(chapter ->
                        !chapter.start().isNegative() && chapter.end().compareTo(chapter.start()) >= 0)
                .map(chapter ->
                        new Chapter(chapter.title().filter(title -> !title.isBlank()), chapter.start(), chapter.end()))
                .sorted(Comparator.comparing(Chapter::start).thenComparing(Chapter::end))
                .toList();
        return new EmbeddedMetadata(
                chapters,
                tag(probe, "artist", "album_artist"),
                tag(probe, "album"),
                tag(probe, "director"),
                tag(probe, "date_released", "originaldate", "date", "tdrl").flatMap(EmbeddedMetadata::day));
    }

    private static Optional<String> tag(MediaProbe probe, String... keys) {
        for (String key : keys) {
            String value = probe.tags().getOrDefault(key, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> day(String text) {
        Matcher day = DAY.matcher(text);
        try {
            return day.find()
                    ? Optional.of(LocalDate.of(
                            Integer.parseInt(day.group(1)),
                            Integer.parseInt(day.group(2)),
                            Integer.parseInt(day.group(3))))
                    : Optional.empty();
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }

    /** As the database has it. */
    static String write(EmbeddedMetadata embedded) {
        try {
            return JSON.writeValueAsString(embedded);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EmbeddedMetadata read(String json) {
        try {
            return json.equals(NOTHING) ? NONE : JSON.readValue(json, EmbeddedMetadata.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what the database has of a file's own metadata cannot be read: " + json, e);
        }
    }
}
