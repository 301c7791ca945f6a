package tv.exstream.cli;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/**
 * One line on a terminal, redrawn at most ten times a second; nothing at all where nobody looks. Used by one thread.
 */
final class ProgressBar implements AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final int WIDEST_BAR = 40;
    private static final int NARROWEST_BAR = 8;

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private long drawnNanos;
    private boolean drawn;

    ProgressBar(Terminal terminal) {
        this(terminal, System::nanoTime);
    }

    ProgressBar(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
        this.drawnNanos = startNanos - REDRAW_NANOS;
    }

    /**
     * @param fraction done, 0 to 1; empty when the whole is unknown
     * @param label    what is being done and how fast, e.g. {@code "3 of 20 files  clip.mkv"}
     */
    void update(OptionalDouble fraction, String label) {
        long now = nanoTime.getAsLong();
        if (!terminal.interactive() || now - drawnNanos < REDRAW_NANOS) {
            return;
        }
        drawnNanos = now;
        drawn = true;
        // carriage return, line, erase what an earlier longer line left
        terminal.err()
                .print("\r"
                        + line(fraction, Duration.ofNanos(now - startNanos), label, terminal.columns() - 1)
                        + "\u001b[K");
        terminal.err().flush();
    }

    /** Clears the line, so that what follows stands alone. Idempotent. */
    @Override
    public void close() {
        if (drawn) {
            drawn = false;
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }

    static String line(OptionalDouble fraction, Duration elapsed, String label, int columns) {
        if (fraction.isEmpty()) {
            return cut(MediaTime.clock(elapsed) + "  " + label, columns);
        }
        double done = Math.clamp(fraction.getAsDouble(), 0.0, 1.0);
        String percent = String.format("%3d%%", (int) Math.floor(done * 100));
        String left = done > 0.005
                ? "ETA " + MediaTime.clock(Duration.ofMillis((long) (elapsed.toMillis() * (1 - done) / done)))
                : "ETA --:--";
        int room = columns - percent.length() - left.length() - label.length() - 8;
        String bar = "";
        if (room >= NARROWEST_BAR) {
            int cells = Math.min(room, WIDEST_BAR);
            int full = (int) Math.round(done * cells);
            bar = "[" + "#".repeat(full) + "-".repeat(cells - full) + "] ";
        }
        return cut(percent + " " + bar + left + "  " + label, columns);
    }

    private static String cut(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + "…";
    }
}
