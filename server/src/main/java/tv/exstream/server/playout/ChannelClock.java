package tv.exstream.server.playout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A channel's own clock: by it its programmes are planned, and it is behind the clock on the wall by as long as it ever
 * stood still. It never goes back; it leaps ahead where it rejoins the wall's. Immutable and pure; milliseconds.
 *
 * <p>What it says of a moment changes only where it is stopped or resumed at that moment or before.
 *
 * @param marks where it began to run, to stand still, or to run at another distance from the wall's, in order. Before the
 *              first it ran, at the distance that it has there; with none it is the wall's
 */
record ChannelClock(List<Mark> marks) {
    /** The clock on the wall. */
    static final ChannelClock WALL = new ChannelClock(List.of());

    /** So far from now nothing is; times ten of it can be added up. */
    private static final long FAR = Long.MAX_VALUE / 1_000_000;

    private static final Instant FAR_AHEAD = Instant.ofEpochMilli(FAR);

    /**
     * @param wall    epoch milliseconds
     * @param channel what the clock says then
     * @param running whether it runs on from there
     */
    record Mark(long wall, long channel, boolean running) {
        private long at(long later) {
            return running ? channel + (later - wall) : channel;
        }

        private long behind() {
            return wall - channel;
        }
    }

    /**
     * A time for which the clock runs: {@code [from, to)} of the wall's, in epoch milliseconds.
     *
     * @param behind milliseconds that it is behind the wall's
     */
    record Run(long from, long to, long behind) {
        Instant channelFrom() {
            return Instant.ofEpochMilli(from - behind);
        }

        Instant channelTo() {
            return Instant.ofEpochMilli(to - behind);
        }
    }

    ChannelClock {
        marks = List.copyOf(marks);
        for (int i = 1; i < marks.size(); i++) {
            Mark before = marks.get(i - 1);
            Mark mark = marks.get(i);
            if (mark.wall() <= before.wall() || mark.channel() < before.at(mark.wall())) {
                throw new IllegalArgumentException("a clock that goes back from " + before + " to " + mark);
            }
        }
    }

    /** What this clock says at an instant of the wall's. */
    Instant channel(Instant wall) {
        int index = markBy(millis(wall));
        if (index < 0) {
            return marks.isEmpty() ? wall : wall.minusMillis(marks.getFirst().behind());
        }
        Mark mark = marks.get(index);
        return mark.running() ? wall.minusMillis(mark.behind()) : Instant.ofEpochMilli(mark.channel());
    }

    /** When this clock first says so, or first something later; empty when it stands still before that. */
    Optional<Instant> wall(Instant channel) {
        for (Run run : runs()) {
            if (channel.isBefore(run.channelTo())) {
                return Optional.of(
                        channel.isBefore(run.channelFrom())
                                ? Instant.ofEpochMilli(run.from())
                                : channel.plusMillis(run.behind()));
            }
        }
        return Optional.empty();
    }

    /** The first time at or after {@code channel} that this clock, running on, ever shows. */
    Instant onward(Instant channel) {
        return wall(channel).map(this::channel).filter(channel::isBefore).orElse(channel);
    }

    /** When it runs, in order; the last one ends when it is stopped, if it is. */
    List<Run> runs() {
        List<Run> runs = new ArrayList<>(marks.size() + 1);
        if (marks.isEmpty()) {
            runs.add(new Run(-FAR, FAR, 0));
        } else if (!marks.getFirst().running()) {
            runs.add(new Run(-FAR, marks.getFirst().wall(), marks.getFirst().behind()));
        }
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).running()) {
                runs.add(run(i));
            }
        }
        return runs;
    }

    /** The one that an instant of the wall's is in; empty while it stands still. */
    Optional<Run> runAt(Instant wall) {
        int index = markBy(millis(wall));
        if (index < 0) {
            return Optional.of(runs().getFirst());
        }
        return marks.get(index).running() ? Optional.of(run(index)) : Optional.empty();
    }

    private Run run(int index) {
        Mark mark = marks.get(index);
        return new Run(
                index == 0 ? -FAR : mark.wall(),
                index + 1 < marks.size() ? marks.get(index + 1).wall() : FAR,
                mark.behind());
    }

    /** Since when it stands still, with no end to it. */
    Optional<Instant> standingSince() {
        return marks.isEmpty() || marks.getLast().running()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli(marks.getLast().wall()));
    }

    /** In the end it is the wall's. */
    boolean rejoins() {
        return marks.isEmpty()
                || (marks.getLast().running() && marks.getLast().behind() == 0);
    }

    /** Standing still from {@code wall} on; not before it last began to run. The same if it stands still. */
    ChannelClock stopped(Instant wall) {
        if (standingSince().isPresent()) {
            return this;
        }
        long at = notBeforeLast(wall);
        return turned(new Mark(at, channel(Instant.ofEpochMilli(at)).toEpochMilli(), false));
    }

    /** Running again from {@code wall} on; not before it stood still. The same if it runs. */
    ChannelClock resumed(Instant wall) {
        if (standingSince().isEmpty()) {
            return this;
        }
        return turned(new Mark(notBeforeLast(wall), marks.getLast().channel(), true));
    }

    /**
     * As far as {@code channel}, and from there on the wall's.
     *
     * @throws IllegalStateException while it stands still
     */
    ChannelClock leapingAt(Instant channel) {
        Instant wall = wall(channel).orElseThrow(() -> new IllegalStateException("it stands still"));
        return turned(new Mark(wall.toEpochMilli(), wall.toEpochMilli(), true));
    }

    /** Without what was before an instant of the wall's. */
    ChannelClock since(Instant wall) {
        int index = markBy(millis(wall));
        return index <= 0 ? this : of(marks.subList(index, marks.size()));
    }

    private long notBeforeLast(Instant wall) {
        return marks.isEmpty()
                ? millis(wall)
                : Math.max(millis(wall), marks.getLast().wall());
    }

    /** With one mark more, in the place of the last one if they are of one moment; none that changes nothing. */
    private ChannelClock turned(Mark mark) {
        List<Mark> turned = new ArrayList<>(marks);
        if (!turned.isEmpty() && turned.getLast().wall() >= mark.wall()) {
            turned.removeLast();
        }
        boolean same = !turned.isEmpty()
                && turned.getLast().running() == mark.running()
                && turned.getLast().at(mark.wall()) == mark.channel();
        if (!same) {
            turned.add(mark);
        }
        return of(turned);
    }

    private static ChannelClock of(List<Mark> marks) {
        boolean wall = marks.size() == 1
                && marks.getFirst().running()
                && marks.getFirst().behind() == 0;
        return wall ? WALL : new ChannelClock(marks);
    }

    /** The newest mark that is not later. */
    private int markBy(long wall) {
        int low = 0;
        int high = marks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (marks.get(middle).wall() <= wall) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private static long millis(Instant instant) {
        return instant.isAfter(FAR_AHEAD) ? FAR : instant.toEpochMilli();
    }
}
