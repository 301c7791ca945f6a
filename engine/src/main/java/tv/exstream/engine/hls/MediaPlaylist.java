package tv.exstream.engine.hls;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import tv.exstream.engine.time.Timeline;

/**
 * Writes media playlists (RFC 8216bis, 4.4). Pure.
 *
 * @param names       of segments and parts
 * @param lowLatency  list parts, and hint at the next one
 * @param rendition   address of another rendition to report on, in low latency
 */
public record MediaPlaylist(SegmentNames names, boolean lowLatency, Optional<String> rendition) {
    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** Parts of older segments are not listed (RFC 8216bis, 6.2.2). */
    private static final int TARGETS_WITH_PARTS = 3;
    /** The least the standard allows for CAN-SKIP-UNTIL and PART-HOLD-BACK. */
    private static final int TARGETS_TO_SKIP = 6;

    private static final int PARTS_TO_HOLD_BACK = 3;

    /** {@code segments} without end or beginning: a live playlist. */
    public static MediaPlaylist live(String extension, boolean lowLatency, Optional<String> rendition) {
        return new MediaPlaylist(SegmentNames.numbered(extension), lowLatency, rendition);
    }

    /** @param skip leave out what a player that has an earlier version knows already (a delta update) */
    public String text(HlsWindow window, boolean skip) {
        StringBuilder out = new StringBuilder(2_048);
        List<HlsWindow.Segment> segments = window.segments();
        int skipped = skip ? skippable(window) : 0;
        header(out, window);
        if (skipped > 0) {
            out.append("#EXT-X-SKIP:SKIPPED-SEGMENTS=").append(skipped).append('\n');
        }
        long ticksToEnd =
                segments.stream().mapToLong(HlsWindow.Segment::durationTicks).sum();
        long withParts = TARGETS_WITH_PARTS * Timeline.ticks(window.options().target());
        for (int i = 0; i < segments.size(); i++) {
            HlsWindow.Segment segment = segments.get(i);
            ticksToEnd -= segment.durationTicks();
            if (i >= skipped) {
                begin(out, segment);
                if (lowLatency && ticksToEnd < withParts) {
                    parts(out, segment);
                }
                out.append("#EXTINF:");
                seconds(out, segment.durationTicks());
                out.append(",\n").append(names.segment(segment.msn())).append('\n');
            }
        }
        if (lowLatency) {
            edge(out, window);
        }
        return out.toString();
    }

    private void header(StringBuilder out, HlsWindow window) {
        HlsOptions options = window.options();
        out.append("#EXTM3U\n#EXT-X-VERSION:")
                .append(lowLatency || canSkip(window) ? 9 : 6)
                .append("\n#EXT-X-TARGETDURATION:")
                .append(options.target().toSeconds())
                .append("\n#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES");
        if (canSkip(window)) {
            out.append(",CAN-SKIP-UNTIL=");
            seconds(out, TARGETS_TO_SKIP * Timeline.ticks(options.target()));
        }
        if (lowLatency) {
            out.append(",PART-HOLD-BACK=");
            seconds(out, PARTS_TO_HOLD_BACK * Timeline.ticks(options.part()));
            out.append("\n#EXT-X-PART-INF:PART-TARGET=");
            seconds(out, Timeline.ticks(options.part()));
        }
        out.append("\n#EXT-X-MEDIA-SEQUENCE:").append(window.firstMsn()).append('\n');
        if (window.discontinuitySequence() > 0) {
            out.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
                    .append(window.discontinuitySequence())
                    .append('\n');
        }
        if (window.segments().stream().allMatch(HlsWindow.Segment::independent)
                && window.open().map(HlsWindow.Segment::independent).orElse(true)) {
            out.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        }
    }

    /** The window is long enough for a delta update to ever leave something out. */
    private static boolean canSkip(HlsWindow window) {
        Duration listed =
                window.options().segment().multipliedBy(window.options().window());
        return listed.compareTo(window.options().target().multipliedBy(TARGETS_TO_SKIP)) > 0;
    }

    /** How many of the oldest segments lie before the skip boundary. */
    private static int skippable(HlsWindow window) {
        if (!canSkip(window)) {
            return 0;
        }
        long boundary = TARGETS_TO_SKIP * Timeline.ticks(window.options().target());
        long ticksToEnd = window.open().map(HlsWindow.Segment::durationTicks).orElse(0L);
        int i = window.segments().size();
        while (i > 0 && ticksToEnd < boundary) {
            ticksToEnd += window.segments().get(--i).durationTicks();
        }
        return i;
    }

    private static void begin(StringBuilder out, HlsWindow.Segment segment) {
        if (segment.discontinuity()) {
            out.append("#EXT-X-DISCONTINUITY\n");
        }
        out.append("#EXT-X-PROGRAM-DATE-TIME:")
                .append(dateTime(segment.start()))
                .append('\n');
    }

    private void parts(StringBuilder out, HlsWindow.Segment segment) {
        for (HlsWindow.Part part : segment.parts()) {
            out.append("#EXT-X-PART:DURATION=");
            seconds(out, part.durationTicks());
            out.append(",URI=\"")
                    .append(names.part(segment.msn(), part.index()))
                    .append('"');
            out.append(part.independent() ? ",INDEPENDENT=YES\n" : "\n");
        }
    }

    /** The segment being gathered, and what comes next. */
    private void edge(StringBuilder out, HlsWindow window) {
        window.open().filter(open -> !open.parts().isEmpty()).ifPresent(open -> {
            begin(out, open);
            parts(out, open);
        });
        if (window.open().isPresent()) {
            out.append("#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"")
                    .append(names.part(window.openMsn(), window.nextPart()))
                    .append("\"\n");
        }
        rendition.ifPresent(uri -> {
            if (!window.segments().isEmpty()) {
                out.append("#EXT-X-RENDITION-REPORT:URI=\"")
                        .append(uri)
                        .append("\",LAST-MSN=")
                        .append(window.segments().getLast().msn())
                        .append('\n');
            }
        });
    }

    /** To the millisecond, rounded, in UTC. */
    static String dateTime(Instant instant) {
        return DATE_TIME.format(instant.plusNanos(500_000));
    }

    /** Five decimals, which is finer than a tick. */
    static void seconds(StringBuilder out, long ticks90k) {
        long units = (ticks90k * 10 + 4) / 9; // hundred-thousandths of a second
        out.append(units / 100_000).append('.');
        String fraction = Long.toString(units % 100_000);
        out.repeat('0', 5 - fraction.length()).append(fraction);
    }
}
