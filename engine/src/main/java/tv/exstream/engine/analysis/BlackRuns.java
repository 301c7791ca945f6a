package tv.exstream.engine.analysis;

import java.util.function.Consumer;

import tv.exstream.engine.av.Packet;

/** Joins black pictures that follow each other into runs. Positions are 90 kHz from the start of the contents. Pure. */
final class BlackRuns {
    /** Where nothing is shown for so long the timeline is broken: no picture lasts until then. */
    private static final long FAR_TICKS = 10 * 90_000L;

    private final long least;
    private final long pictureTicks;
    private final Consumer<Run> out;
    private long last = Packet.NOPTS;
    private long from = Packet.NOPTS;
    private double darkness;
    private int pictures;

    /** @param darkness of its pictures on average */
    record Run(long from, long until, double darkness) {}

    /**
     * @param least        a shorter run is none
     * @param pictureTicks how long the last picture of all is shown, positive
     * @param out          is given each run when it is over
     */
    BlackRuns(long least, long pictureTicks, Consumer<Run> out) {
        this.least = least;
        this.pictureTicks = pictureTicks;
        this.out = out;
    }

    /** Takes the next picture; one that is not later than the one before says nothing. */
    void picture(long at, boolean black, double howDark) {
        if (last != Packet.NOPTS && at <= last) {
            return;
        }
        if (open() && at - last > FAR_TICKS) {
            finish(last + pictureTicks);
        }
        last = at;
        if (!black) {
            finish(at);
            return;
        }
        if (!open()) {
            from = at;
            darkness = 0;
            pictures = 0;
        }
        darkness += howDark;
        pictures++;
    }

    /** No picture follows. */
    void end() {
        finish(seen());
    }

    /** Whether the newest picture was black. */
    boolean open() {
        return from != Packet.NOPTS;
    }

    /** Where the newest picture is over; 0 before the first. */
    long seen() {
        return last == Packet.NOPTS ? 0 : last + pictureTicks;
    }

    private void finish(long at) {
        if (open()) {
            long begin = Math.max(0, from);
            from = Packet.NOPTS;
            if (at - begin >= least) {
                out.accept(new Run(begin, at, Math.clamp(darkness / pictures, 0, 1)));
            }
        }
    }
}
