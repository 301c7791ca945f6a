package tv.exstream.engine.hls;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.fanout.Chunk;
import tv.exstream.engine.fanout.ViewerFeed;
import tv.exstream.engine.time.AirClock;
import tv.exstream.engine.time.Timeline;

/**
 * From the first HLS viewer to the last: the feed, the segmenter, the shelf of segments, and what a playlist lists of
 * them. Outlives a channel that stops and starts again. Confined to its output's lock, but for {@link #request} and
 * {@link #close}.
 */
final class SegmentRun implements Segmenter.Listener {
    /** The next programme may be copied from a file of another size. */
    private static final long FORMAT_PERIOD_TICKS = Timeline.RATE;

    private final HlsOptions options;
    private final HlsNumbers numbers;
    private final AirClock clock;
    private final Timeline timeline;
    private final CueTrack cues;
    private final SegmentShelf shelf;
    private final AtomicBoolean requested = new AtomicBoolean();

    private @Nullable ViewerFeed feed;
    private Segmenter segmenter;
    private @Nullable Segment open;
    private boolean numbered;
    private boolean changed;
    private boolean closed;
    private Optional<HlsFormat> format = Optional.empty();
    private long formatDueTicks = Long.MIN_VALUE;
    private HlsWindow window;

    SegmentRun(HlsOptions options, HlsNumbers numbers, AirClock clock, Timeline timeline, CueTrack cues) {
        this.options = options;
        this.numbers = numbers;
        this.clock = clock;
        this.timeline = timeline;
        this.cues = cues;
        this.shelf = new SegmentShelf(options);
        this.segmenter = new Segmenter(options, false, this);
        this.window = HlsWindow.empty(options);
    }

    HlsOptions options() {
        return options;
    }

    HlsWindow window() {
        return window;
    }

    boolean tunedIn() {
        return feed != null;
    }

    /** @param wake called by the channel's thread when there is something to {@link #advance} with */
    void start(ViewerFeed newFeed, Runnable wake) {
        feed = newFeed;
        segmenter = new Segmenter(options, !shelf.isEmpty(), this);
        newFeed.onReadable(wake);
    }

    /** True when nobody else has asked for a turn since the last one. */
    boolean request() {
        return requested.compareAndSet(false, true);
    }

    void forgetRequest() {
        requested.set(false);
    }

    /** Takes in what is there. @return whether the window has changed */
    boolean advance() {
        ViewerFeed current = feed;
        if (closed || current == null) {
            return false;
        }
        changed = false;
        for (Chunk chunk = current.poll(); chunk != null; chunk = current.poll()) {
            if (chunk.startsWithKeyframe() && chunk.timelineTicks90k() >= formatDueTicks) {
                format = HlsFormat.of(chunk.bytes()).or(() -> format);
                formatDueTicks = chunk.timelineTicks90k() + FORMAT_PERIOD_TICKS;
            }
            current.delivered(chunk.size());
            segmenter.add(chunk);
        }
        if (current.ended()) {
            segmenter.finish();
            open = null;
            feed = null;
            current.close();
            changed = true;
        }
        if (changed) {
            window = snapshot();
        }
        return changed;
    }

    @Override
    public long number() {
        if (numbered) {
            return numbers.next();
        }
        numbered = true;
        return numbers.first(clock.nowTicks90k());
    }

    @Override
    public void opened(Segment segment) {
        open = segment;
        changed = true;
    }

    @Override
    public void partClosed() {
        changed = true;
    }

    @Override
    public void segmentClosed(Segment segment) {
        open = null;
        shelf.add(segment);
        cues.forgetBefore(shelf.fromTicks90k());
        changed = true;
    }

    private HlsWindow snapshot() {
        List<Segment> listed = shelf.listed();
        long ticks = 0;
        long bytes = 0;
        long peak = 0;
        for (Segment segment : listed) {
            ticks += segment.durationTicks90k;
            bytes += segment.bytes;
            peak = Math.max(peak, segment.bitsPerSecond());
        }
        Segment oldest = listed.isEmpty() ? open : listed.getFirst();
        boolean subtitles = oldest != null && cues.any(oldest.startTicks90k, Long.MAX_VALUE);
        return new HlsWindow(
                options,
                listed.stream().map(this::view).toList(),
                Optional.ofNullable(open).map(this::view),
                shelf.discontinuitiesGone(),
                format,
                peak,
                ticks <= 0 ? 0 : bytes * 8 * Timeline.RATE / ticks,
                subtitles);
    }

    private HlsWindow.Segment view(Segment segment) {
        long ticks = segment.parts.stream().mapToLong(p -> p.durationTicks90k).sum();
        return new HlsWindow.Segment(
                segment.msn,
                timeline.instantAt(shownAt(segment)),
                ticks,
                segment.independent,
                segment.discontinuity,
                segment.parts.stream()
                        .map(p -> new HlsWindow.Part(p.index, p.durationTicks90k, p.independent))
                        .toList());
    }

    /** PTS of a keyframe is its DTS and what every channel adds to it. */
    private long shownAt(Segment segment) {
        return segment.startTicks90k + segmenter.presentationDelay();
    }

    Optional<Segment> segment(long msn) {
        return closed ? Optional.empty() : shelf.segment(msn);
    }

    Optional<HlsBody> part(long msn, int index) {
        if (closed || index < 0) {
            return Optional.empty();
        }
        Segment gathered = open;
        Optional<Segment> segment =
                gathered != null && gathered.msn == msn ? Optional.of(gathered) : shelf.segment(msn);
        return segment.filter(s -> index < s.parts.size()).map(s -> s.body(index));
    }

    Optional<String> subtitles(long msn) {
        return segment(msn).map(s -> cues.webVtt(shownAt(s), shownAt(s) + s.durationTicks90k));
    }

    /** Leaves the channel and lets go of everything. The output no longer knows this run: nobody else uses it. */
    void close() {
        ViewerFeed current = feed;
        closed = true;
        if (current != null) {
            current.close();
        }
        segmenter.discard();
        shelf.releaseAll();
    }
}
