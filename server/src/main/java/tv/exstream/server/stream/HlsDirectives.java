package tv.exstream.server.stream;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Predicate;

import org.eclipse.jetty.util.Fields;
import org.jspecify.annotations.Nullable;

import tv.exstream.engine.hls.HlsWindow;

/**
 * What the query of a media playlist's URL asks for (RFC 8216bis, 6.2.5).
 *
 * @param msn        do not answer before this segment is listed
 * @param part       or, in it, this part
 * @param skip       a delta update will do
 * @param lowLatency list parts
 */
record HlsDirectives(OptionalLong msn, OptionalInt part, boolean skip, boolean lowLatency) {
    /** How far behind the newest part a part may be asked for (RFC 8216bis, 6.2.5.2). */
    private static final double ADVANCE_SECONDS = 3;

    /** @throws IllegalArgumentException saying what is wrong */
    static HlsDirectives of(Fields query) {
        OptionalLong msn = number(query, "_HLS_msn");
        OptionalLong part = number(query, "_HLS_part");
        if (part.isPresent() && (msn.isEmpty() || part.getAsLong() > 1_000_000)) {
            throw new IllegalArgumentException(
                    "_HLS_part=" + part.getAsLong() + " needs an _HLS_msn, and is the index of a part in that segment");
        }
        String skip = query.getValue("_HLS_skip");
        if (skip != null && !skip.equals("YES") && !skip.equals("v2")) {
            throw new IllegalArgumentException("_HLS_skip is YES or v2");
        }
        return new HlsDirectives(
                msn,
                part.isPresent() ? OptionalInt.of((int) part.getAsLong()) : OptionalInt.empty(),
                skip != null,
                isOn(query.getValue("ll")));
    }

    /** The same for a playlist that never lists parts. */
    HlsDirectives withoutParts() {
        return new HlsDirectives(msn, part, skip, false);
    }

    static boolean isOn(@Nullable String value) {
        return "1".equals(value) || "true".equals(value);
    }

    private static OptionalLong number(Fields query, String name) {
        String text = query.getValue(name);
        if (text == null) {
            return OptionalLong.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            throw new IllegalArgumentException(name + " is a number of digits only");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    boolean blocking() {
        return msn.isPresent();
    }

    /** False when it asks for what lies further ahead than the standard lets it. */
    boolean near(HlsWindow window) {
        if (msn.isEmpty()) {
            return true;
        }
        if (msn.getAsLong() > window.openMsn() + 1) {
            return false;
        }
        double partSeconds = window.options().part().toMillis() / 1000.0;
        int ahead = (int) Math.max(3, Math.ceil(ADVANCE_SECONDS / partSeconds));
        return part.isEmpty()
                || msn.getAsLong() < window.openMsn()
                || part.getAsInt() < (msn.getAsLong() == window.openMsn() ? window.nextPart() : 0) + ahead;
    }

    Predicate<HlsWindow> satisfied() {
        if (msn.isEmpty()) {
            return window -> window.playable(lowLatency);
        }
        long number = msn.getAsLong();
        return part.isEmpty() ? window -> window.has(number) : window -> window.has(number, part.getAsInt());
    }
}
