package tv.exstream.bench.system;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.engine.ChannelSpec;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.OutputProfile;
import tv.exstream.engine.Playout;
import tv.exstream.engine.Programme;

/**
 * Channels that repeat one file for ever.
 *
 * @param clip    the file
 * @param item    how long each airing of it lasts; no longer than the file
 * @param count   of channels over which seams are spread, so that they do not all fall on one moment
 * @param highest number of the last channel
 */
record Lineup(Path clip, Duration item, int count, int highest) {
    /** Short: a stopped run is held until its linger is over, and would be taken for a leak. */
    static final Duration LINGER = Duration.ofSeconds(1);

    /** Channel {@code index} of {@link #count}; the numbers are spread evenly from 1 to {@link #highest}. */
    ChannelSpec channel(int index, OutputProfile profile) {
        int number = count == 1 ? 1 : 1 + (int) Math.round((highest - 1.0) * index / (count - 1));
        return spec(number, index, profile);
    }

    /** A channel of its own number, with the seams of channel {@code index}. */
    ChannelSpec spec(int number, int index, OutputProfile profile) {
        Instant base = Instant.EPOCH.plus(item.multipliedBy(index).dividedBy(count));
        MediaSource source = new MediaSource.File(clip);
        Playout playout = now -> {
            long airing = Duration.between(base, now).dividedBy(item);
            Instant start = base.plus(item.multipliedBy(airing));
            return Programme.of(airing, "Clip " + airing, start, start.plus(item), source);
        };
        return new ChannelSpec(ChannelNumber.of(number), "Bench " + number, profile, playout, LINGER);
    }
}
