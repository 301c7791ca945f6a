package tv.exstream.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A playout written down by a test: items one after the other from a given instant, nothing before and after. */
public final class ScriptedPlayout implements Playout {
    private final Instant start;
    private final List<Programme> programmes = new ArrayList<>();

    private ScriptedPlayout(Instant start) {
        this.start = start;
    }

    public static ScriptedPlayout from(Instant start) {
        return new ScriptedPlayout(start);
    }

    /** The next whole second, at least {@code aheadMillis} from now. */
    public static Instant soon(long aheadMillis) {
        return Instant.ofEpochSecond(Instant.now().plusMillis(aheadMillis + 999).getEpochSecond());
    }

    public ScriptedPlayout file(double seconds, Path file) {
        return then(seconds, String.valueOf(file.getFileName()), Optional.of(new MediaSource.File(file)));
    }

    public ScriptedPlayout source(double seconds, String title, MediaSource source) {
        return then(seconds, title, Optional.of(source));
    }

    public ScriptedPlayout nothing(double seconds) {
        return then(seconds, "Off air", Optional.empty());
    }

    private ScriptedPlayout then(double seconds, String title, Optional<MediaSource> source) {
        Instant from = end();
        Instant to = from.plusMillis(Math.round(seconds * 1000));
        programmes.add(new Programme(programmes.size() + 1, title, from, to, source, Duration.ZERO));
        return this;
    }

    public Programme programme(int index) {
        return programmes.get(index);
    }

    public Instant end() {
        return programmes.isEmpty() ? start : programmes.getLast().finish();
    }

    @Override
    public Programme programmeAt(Instant instant) {
        if (instant.isBefore(start)) {
            return Programme.offline(instant.minusSeconds(60), start);
        }
        return programmes.stream()
                .filter(p -> p.covers(instant))
                .findFirst()
                .orElseGet(() -> Programme.offline(end(), instant.plusSeconds(60)));
    }
}
