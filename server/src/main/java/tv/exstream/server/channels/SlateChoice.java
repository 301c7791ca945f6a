package tv.exstream.server.channels;

import java.util.Optional;

/**
 * How one slate of a channel differs from what the settings say. What is absent is as there.
 *
 * @param visual     {@code text}, {@code static}, {@code test_pattern}, {@code slate} or {@code image}
 * @param audio      {@code silent}, {@code sine}, {@code white_noise} or {@code beep}
 * @param title      the large line; empty: what fits the occasion
 * @param subtitle   the small line; empty: what comes next
 * @param image      a picture in the data directory or a media folder
 * @param soundtrack an audio file there, played in a loop in place of {@code audio}
 * @param volume     0 to 1
 */
public record SlateChoice(
        Optional<String> visual,
        Optional<String> audio,
        Optional<String> title,
        Optional<String> subtitle,
        Optional<String> image,
        Optional<String> soundtrack,
        Optional<Double> volume) {}
