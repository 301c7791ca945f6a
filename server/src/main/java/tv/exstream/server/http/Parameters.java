package tv.exstream.server.http;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.function.Function;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;

/** Lets resources take channel numbers and instants as path and query parameters. */
final class Parameters implements ParamConverterProvider {
    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> rawType, Type genericType, Annotation[] annotations) {
        if (rawType == ChannelNumber.class) {
            return converter(rawType, ChannelNumber::parse);
        }
        if (rawType == Instant.class) {
            return converter(rawType, Parameters::instant);
        }
        return null;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a time: use ISO-8601 with an offset, e.g. 2026-01-31T20:15:00+01:00"
                            + " (in a URL, + is written %2B)",
                    e);
        }
    }

    private static <T> ParamConverter<T> converter(Class<T> type, Function<String, ?> parse) {
        return new ParamConverter<>() {
            @Override
            public @Nullable T fromString(@Nullable String value) {
                return value == null ? null : type.cast(parse.apply(value));
            }

            @Override
            public String toString(T value) {
                return value.toString();
            }
        };
    }
}
