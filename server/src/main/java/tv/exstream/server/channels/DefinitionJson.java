package tv.exstream.server.channels;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;

/** Schedule definitions as the database has them. */
final class DefinitionJson {
    private static final JsonMapper JSON =
            ScheduleJson.configure(JsonMapper.builder()).build();
    private static final long FNV_OFFSET = 0xCBF2_9CE4_8422_2325L;
    private static final long FNV_PRIME = 0x100_0000_01B3L;

    private DefinitionJson() {}

    static String write(ScheduleDefinition definition) {
        try {
            return JSON.writerFor(ScheduleDefinition.class).writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ScheduleDefinition read(String json) {
        try {
            return JSON.readValue(json, ScheduleDefinition.class);
        } catch (JsonProcessingException e) {
            // Not the text itself: it may hold a stream's address.
            throw new UncheckedIOException("a schedule in the database cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** FNV-1a of what the channel is made from: the same channel has the same seed on every machine. */
    static long seed(String origin) {
        long hash = FNV_OFFSET;
        for (byte b : origin.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return hash;
    }
}
