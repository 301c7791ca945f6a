package tv.exstream.server.playout;

import java.io.UncheckedIOException;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.item.Overrides;

/** What the database has as JSON: schedule states, overrides, warnings and clocks. */
final class StoredJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
            .build();
    private static final String NO_OVERRIDES = "{}";

    private StoredJson() {}

    static String write(ScheduleState state) {
        return text(state);
    }

    static ScheduleState state(String json) {
        return value(json, ScheduleState.class, "a schedule's state");
    }

    static String write(Overrides overrides) {
        return overrides.equals(Overrides.NONE) ? NO_OVERRIDES : text(overrides);
    }

    static Overrides overrides(String json) {
        return json.equals(NO_OVERRIDES) ? Overrides.NONE : value(json, Overrides.class, "an airing's overrides");
    }

    static String write(List<String> warnings) {
        return text(warnings);
    }

    static List<String> warnings(String json) {
        return List.of(value(json, String[].class, "a playout's warnings"));
    }

    static String marks(ChannelClock clock) {
        return text(clock.marks());
    }

    static List<ChannelClock.Mark> marks(String json) {
        return List.of(value(json, ChannelClock.Mark[].class, "a channel's clock"));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T value(String json, Class<T> type, String what) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(what + " in the database cannot be read: " + json, e);
        }
    }
}
