package tv.exstream.server.channels;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import tv.exstream.server.channels.ChannelException.Kind;

/** The groups and the categories of a channel: lists of short texts, without two that differ in case alone. */
final class TextList {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST = 20;
    private static final int LONGEST = 100;

    private TextList() {}

    /**
     * Without blanks around, each once.
     *
     * @param what a text is, for the error
     * @throws ChannelException for texts that are blank, too long or too many
     */
    static List<String> of(String what, List<String> given) {
        List<String> texts = new ArrayList<>();
        for (String text : given) {
            String stripped = text.strip();
            if (stripped.isEmpty() || stripped.length() > LONGEST) {
                throw invalid("a " + what + " is blank or longer than " + LONGEST + " characters: '" + text + "'");
            }
            if (texts.stream().noneMatch(stripped::equalsIgnoreCase)) {
                texts.add(stripped);
            }
        }
        if (texts.size() > MOST) {
            throw invalid(texts.size() + " of what is a " + what + ": name at most " + MOST);
        }
        return List.copyOf(texts);
    }

    /** @throws ChannelException for what would be two groups to a player, too */
    static List<String> groups(List<String> given) {
        given.stream().filter(group -> group.contains(";")).findFirst().ifPresent(group -> {
            throw invalid("the group '" + group
                    + "' has a semicolon, which divides groups in an M3U: name several as \"groups\": [\"A\", \"B\"]");
        });
        return of("group", given);
    }

    static String write(List<String> texts) {
        try {
            return JSON.writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> read(String json) {
        try {
            return List.of(JSON.readValue(json, String[].class));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a channel's list in the database cannot be read: " + json, e);
        }
    }

    private static ChannelException invalid(String message) {
        return new ChannelException(Kind.INVALID, message);
    }
}
