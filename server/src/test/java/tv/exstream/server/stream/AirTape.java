package tv.exstream.server.stream;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.time.Timeline;
import tv.exstream.server.stream.KnownFilms.Sight;

/**
 * What a viewer saw and heard: reads the transport stream of a channel as it comes and writes down what each picture shows,
 * by its own timestamp, and whose sound was heard from when to when.
 */
final class AirTape {
    private static final int PACKET = 188;
    private static final int PES_HEADER = 9;
    private static final int VIDEO_STREAM = 0xe0;
    private static final int AUDIO_STREAM = 0xc0;
    /** An AAC frame of 48 kHz. */
    private static final long SOUND_TICKS = 1_920;

    private final Timeline timeline;
    private final KnownFilms films;
    private final Unit video = new Unit();
    private final Unit audio = new Unit();
    private final List<Shot> shots = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private long lastTicks;

    /**
     * A picture that left the channel.
     *
     * @param at    when it is shown
     * @param sight empty for a slate
     */
    record Shot(Instant at, Optional<Sight> sight) {}

    /**
     * Sound of one film, without interruption.
     *
     * @param film null: silence, or what nobody can tell
     * @param to   the beginning of the last frame
     */
    record Heard(Instant from, Instant to, @Nullable String film) {}

    /** An access unit that comes in pieces. */
    private static final class Unit {
        private int pid = -1;
        private byte[] bytes = new byte[4096];
        private int size;

        void add(byte[] from, int at, int to) {
            if (size + to - at > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (size + to - at));
            }
            System.arraycopy(from, at, bytes, size, to - at);
            size += to - at;
        }
    }

    /** @param begin near what is read first */
    AirTape(Timeline timeline, Instant begin, KnownFilms films) {
        this.timeline = timeline;
        this.films = films;
        lastTicks = timeline.ticksAt(begin);
    }

    List<Shot> shots() {
        return shots;
    }

    List<Heard> heard() {
        return heard;
    }

    /** All that has come. */
    void read(ViewerFeed feed) {
        for (Chunk chunk = feed.poll(); chunk != null; chunk = feed.poll()) {
            ByteBuffer view = chunk.bytes();
            int size = view.remaining();
            if (bytes.length < size) {
                bytes = new byte[size];
            }
            view.get(bytes, 0, size);
            chunk.release();
            for (int at = 0; at < size; at += PACKET) {
                packet(at);
            }
        }
    }

    /** Nothing more comes from this run of the channel: what is whole is written down. */
    void cut() {
        finish(video);
        finish(audio);
        video.size = 0;
        audio.size = 0;
    }

    private void packet(int at) {
        boolean begins = (bytes[at + 1] & 0x40) != 0;
        int pid = (bytes[at + 1] & 0x1f) << 8 | (bytes[at + 2] & 0xff);
        int control = bytes[at + 3] >> 4 & 3;
        int payload = at + 4 + ((control & 2) != 0 ? 1 + (bytes[at + 4] & 0xff) : 0);
        if ((control & 1) == 0 || payload >= at + PACKET) {
            return;
        }
        if (begins) {
            begin(pid, payload);
        }
        Unit unit = pid == video.pid ? video : pid == audio.pid ? audio : null;
        if (unit != null) {
            unit.add(bytes, payload, at + PACKET);
        }
    }

    private void begin(int pid, int at) {
        if (bytes[at] != 0 || bytes[at + 1] != 0 || bytes[at + 2] != 1) {
            return; // a table
        }
        int stream = bytes[at + 3] & 0xf0;
        Unit unit = stream == VIDEO_STREAM ? video : (bytes[at + 3] & 0xe0) == AUDIO_STREAM ? audio : null;
        if (unit != null) {
            finish(unit);
            unit.pid = pid;
            unit.size = 0;
        }
    }

    private void finish(Unit unit) {
        if (unit.size < PES_HEADER + 5) {
            return;
        }
        byte[] pes = unit.bytes;
        lastTicks += Timeline.diff33(stamp(pes), Timeline.wrap33(lastTicks));
        int data = PES_HEADER + (pes[PES_HEADER - 1] & 0xff);
        if (unit == video) {
            shots.add(new Shot(
                    timeline.instantAt(lastTicks), films.picture(KnownFilms.keyOfPicture(pes, data, unit.size))));
        } else {
            sounds(pes, data, unit.size);
        }
    }

    private static long stamp(byte[] pes) {
        return (long) (pes[9] & 0x0e) << 29
                | (pes[10] & 0xffL) << 22
                | (pes[11] & 0xfeL) << 14
                | (pes[12] & 0xffL) << 7
                | (pes[13] & 0xffL) >> 1;
    }

    private void sounds(byte[] pes, int from, int to) {
        long ticks = lastTicks;
        for (int at = from; at + KnownFilms.adtsLength(pes, at) <= to; at += KnownFilms.adtsLength(pes, at)) {
            int length = KnownFilms.adtsLength(pes, at);
            sound(
                    timeline.instantAt(ticks),
                    films.sound(KnownFilms.key(pes, at + 7, at + length)).orElse(null));
            ticks += SOUND_TICKS;
            if (at + length + 7 > to) {
                return;
            }
        }
    }

    private void sound(Instant at, @Nullable String film) {
        Heard last = heard.isEmpty() ? null : heard.getLast();
        boolean goesOn = last != null
                && Objects.equals(last.film(), film)
                && Duration.between(last.to(), at).toMillis() < 100;
        if (goesOn) {
            heard.removeLast();
        }
        heard.add(new Heard(goesOn ? Objects.requireNonNull(last).from() : at, at, film));
    }
}
