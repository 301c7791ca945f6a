package tv.exstream.server.schedule.interpreter;

import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.server.schedule.item.FillerKind;

/**
 * What surrounds an instruction.
 *
 * @param title of what it airs, unless it says another
 * @param roll  it is part of what goes with a programme: what it airs is filler of that kind, has no rolls of its own,
 *              and is left out where it has no room
 * @param group in the guide; empty: by itself
 */
record Setting(Optional<String> title, Optional<FillerKind> roll, OptionalLong group) {
    static final Setting PLAIN = new Setting(Optional.empty(), Optional.empty(), OptionalLong.empty());

    static Setting titled(Optional<String> title) {
        return new Setting(title, Optional.empty(), OptionalLong.empty());
    }

    static Setting roll(FillerKind kind, long group) {
        return new Setting(Optional.empty(), Optional.of(kind), OptionalLong.of(group));
    }
}
