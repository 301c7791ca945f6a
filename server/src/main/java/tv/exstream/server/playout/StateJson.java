package tv.exstream.server.playout;

import java.io.UncheckedIOException;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

import tv.exstream.server.schedule.ScheduleState;

/** Schedule states as the database has them. */
final class StateJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
            .build();

    private StateJson() {}

    static String write(ScheduleState state) {
        try {
            return JSON.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ScheduleState read(String json) {
        try {
            return JSON.readValue(json, ScheduleState.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a schedule's state in the database cannot be read: " + json, e);
        }
    }
}
