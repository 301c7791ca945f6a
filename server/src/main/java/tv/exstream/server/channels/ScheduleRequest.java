package tv.exstream.server.channels;

import java.util.Optional;

import io.swagger.v3.oas.annotations.media.Schema;

import tv.exstream.server.schedule.definition.ScheduleDefinition;

/**
 * What a client wants a schedule to be. To create one, name and definition are needed; to change one, what is absent
 * stays.
 *
 * @param seed of everything random in it, up to 16 hexadecimal digits; absent: made from the name
 */
public record ScheduleRequest(
        Optional<String> name,
        @Schema(implementation = Object.class) Optional<ScheduleDefinition> definition,
        Optional<String> seed) {}
