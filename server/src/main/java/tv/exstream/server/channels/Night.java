package tv.exstream.server.channels;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import tv.exstream.server.schedule.definition.ScheduleJson;
import tv.exstream.server.schedule.item.ChannelRef;
import tv.exstream.server.schedule.plan.WallClock;

/**
 * The hours in which a channel shows another one in place of what begins then by its own schedule, which goes on beneath.
 *
 * @param from by the wall clock of the channel
 * @param to   later than {@code from}, or on the next day
 */
public record Night(LocalTime from, LocalTime to, ChannelRef channel) {
    private static final JsonMapper JSON =
            ScheduleJson.configure(JsonMapper.builder()).build();

    public Night {
        if (from.equals(to)) {
            throw new IllegalArgumentException("a night from " + from + " to " + to
                    + ": give two different times; a channel that always shows another has a schedule of kind 'relay'");
        }
    }

    /** @param end after {@code start} */
    public record Span(Instant start, Instant end) {}

    /** The night that an instant is in, or else the next one. */
    public Span onOrAfter(Instant instant, ZoneId zone) {
        WallClock clock = new WallClock(zone);
        LocalDate date = clock.date(instant.toEpochMilli()).minusDays(1);
        while (true) {
            Instant start = Instant.ofEpochMilli(clock.edge(date, from));
            Instant end = Instant.ofEpochMilli(clock.edge(to.isAfter(from) ? date : date.plusDays(1), to));
            // A night of an hour that clocks skip is none.
            if (end.isAfter(instant) && end.isAfter(start)) {
                return new Span(start, end);
            }
            date = date.plusDays(1);
        }
    }

    /** Whether it is night. */
    public boolean includes(Instant instant, ZoneId zone) {
        return !onOrAfter(instant, zone).start().isAfter(instant);
    }

    /** As the database has it; none is an empty text. */
    static String write(Optional<Night> night) {
        try {
            return night.isEmpty() ? "" : JSON.writeValueAsString(night.get());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Night> read(String json) {
        try {
            return json.isEmpty() ? Optional.empty() : Optional.of(JSON.readValue(json, Night.class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a channel's night in the database cannot be read: " + json, e);
        }
    }
}
