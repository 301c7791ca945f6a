package tv.exstream.server.channels;

import java.io.UncheckedIOException;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;

/**
 * The slates of a channel, as far as its owner chose them.
 *
 * @param error   in place of a programme that cannot be shown
 * @param offline where nothing is scheduled
 */
public record SlateChoices(Optional<SlateChoice> error, Optional<SlateChoice> offline) {
    /** All as the settings say. */
    public static final SlateChoices NONE = new SlateChoices(Optional.empty(), Optional.empty());

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.USE_DEFAULTS))
            .build();

    /** As the database has it. */
    static String write(SlateChoices choices) {
        try {
            return JSON.writeValueAsString(choices);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SlateChoices read(String json) {
        try {
            return JSON.readValue(json, SlateChoices.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a channel's slates in the database cannot be read: " + json, e);
        }
    }
}
