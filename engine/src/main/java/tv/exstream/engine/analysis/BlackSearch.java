package tv.exstream.engine.analysis;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import tv.exstream.engine.BlackReport;
import tv.exstream.engine.BlackScan;
import tv.exstream.engine.BlackSpan;
import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.MediaSource;
import tv.exstream.engine.av.Decoder;
import tv.exstream.engine.av.ElementaryStream;
import tv.exstream.engine.av.Flow;
import tv.exstream.engine.av.Frame;
import tv.exstream.engine.av.Input;
import tv.exstream.engine.av.Interrupt;
import tv.exstream.engine.av.Packet;
import tv.exstream.engine.av.PictureLight;
import tv.exstream.engine.time.Timeline;

/**
 * One search for black pictures. While the pictures are bright only those are decoded that others are made from; as soon as
 * one is half dark, all are: so the end of a black stretch is exact, and its beginning is where the first picture that was
 * decoded of it is, a picture or two late at worst where the picture was cut to black. One use, one thread.
 */
public final class BlackSearch {
    private static final long REST_EVERY_NANOS = 100_000_000;
    private static final long TELL_EVERY_NANOS = 500_000_000;
    private static final int MOST_SPANS = 5_000;
    /** A container may promise a little more than it holds. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private final BlackScan scan;
    private final Input input;
    private final ElementaryStream video;
    private final long origin;
    private final Decoder decoder;
    private final Frame picture;
    private final PictureLight light;
    private final BlackRuns runs;
    private final Optional<PastSound> sound;
    private final List<BlackSpan> spans = new ArrayList<>();
    /** Over, but their sound has not all been read. */
    private final Deque<BlackRuns.Run> unheard = new ArrayDeque<>();

    private long pictures;
    private long nextPts = Packet.NOPTS;
    private final long pictureTicks;
    private long workedNanos;
    private long since = System.nanoTime();
    private long told = since;

    private BlackSearch(BlackScan scan, Input input, ElementaryStream video) {
        this.scan = scan;
        this.input = input;
        this.video = video;
        origin = input.originTicks90k();
        double rate = video.info().frameRate().orElse(25);
        pictureTicks = Math.max(1, Math.round(Timeline.RATE / rate));
        light = new PictureLight(scan.pixel());
        runs = new BlackRuns(Timeline.ticks(scan.least()), pictureTicks, unheard::add);
        decoder = Decoder.unsmoothed(video);
        picture = new Frame();
        sound = input.audio().map(audio -> new PastSound(audio, origin));
    }

    /**
     * Runs a search to its end.
     *
     * @param openDeadline for opening and analysis together
     * @param readDeadline for each read
     * @throws EngineException as {@link tv.exstream.engine.Engine#blacks}
     */
    public static BlackReport run(BlackScan scan, Duration openDeadline, Duration readDeadline) {
        if (scan.source() instanceof MediaSource.Synthetic) {
            throw new EngineException(Kind.UNSUPPORTED, "a synthetic source has no end to look for black pictures to");
        }
        try (Interrupt interrupt = new Interrupt();
                Input input = Input.open(scan.source(), interrupt, openDeadline, readDeadline)) {
            ElementaryStream video = input.video()
                    .orElseThrow(() -> new EngineException(
                            Kind.UNSUPPORTED,
                            scan.source().describe() + " holds no picture, so none of them is black"));
            BlackSearch search = new BlackSearch(scan, input, video);
            try {
                return search.search();
            } finally {
                search.close();
            }
        }
    }

    private BlackReport search() {
        List<ElementaryStream> wanted = new ArrayList<>(List.of(video));
        input.audio().ifPresent(wanted::add);
        input.select(wanted);
        Optional<EngineException> fault;
        try (Packet packet = new Packet()) {
            decoder.skipUnreferenced(true);
            fault = readAll(packet);
            decoder.send(null);
            receive();
        }
        runs.end();
        hear(Long.MAX_VALUE);
        Duration seen = Timeline.duration(runs.seen());
        return new BlackReport(spans, seen, fault.or(() -> shortfall(seen)));
    }

    /** Reads until there is nothing more, or gives why that cannot be. */
    private Optional<EngineException> readAll(Packet packet) {
        while (true) {
            if (rested() > scan.deadline().toNanos()) {
                return Optional.of(new EngineException(
                        Kind.TIMEOUT,
                        "looking for black pictures in " + scan.source().describe() + " took longer than "
                                + scan.deadline()));
            }
            try {
                if (input.read(packet) == Flow.END) {
                    return Optional.empty();
                }
                if (packet.streamIndex() == video.index()) {
                    decoder.send(packet);
                    receive();
                } else {
                    sound.ifPresent(past -> hear(past.add(packet)));
                }
            } catch (EngineException e) {
                return Optional.of(e);
            }
            if (spans.size() > MOST_SPANS) {
                return Optional.of(new EngineException(
                        Kind.UNSUPPORTED,
                        scan.source().describe() + " is black more than " + MOST_SPANS + " times: it flickers"));
            }
        }
    }

    private void receive() {
        while (decoder.receive(picture) == Flow.OUTPUT) {
            long stamp = picture.bestEffortPts();
            long at = stamp == Packet.NOPTS ? nextPts : video.ticks90k(stamp) - origin;
            if (at == Packet.NOPTS) {
                at = 0;
            }
            nextPts = at + pictureTicks;
            pictures++;
            light.look(picture);
            boolean black = light.dark() >= scan.picture();
            runs.picture(at, black, scan.pixel() == 0 ? 1 : 1 - light.mean() / scan.pixel());
            decoder.skipUnreferenced(light.dark() < scan.picture() / 2);
        }
    }

    /** Completes what is over and whose sound has been read up to here. */
    private void hear(long readUntil) {
        while (!unheard.isEmpty()
                && (sound.isEmpty() || readUntil >= unheard.element().until())) {
            BlackRuns.Run run = unheard.remove();
            boolean silent = sound.map(past -> past.silent(run)).orElse(true);
            spans.add(new BlackSpan(
                    Timeline.duration(run.from()), Timeline.duration(run.until()), run.darkness(), silent));
        }
    }

    /** Counts work, rests when it is time to, and ends where the thread was interrupted. @return work so far, nanoseconds */
    private long rested() {
        long now = System.nanoTime();
        if (Thread.interrupted()) {
            throw cancelled();
        }
        if (now - since < REST_EVERY_NANOS) {
            return workedNanos;
        }
        workedNanos += now - since;
        try {
            scan.pace().rest(Duration.ofNanos(now - since));
        } catch (InterruptedException e) {
            throw cancelled();
        }
        since = System.nanoTime();
        if (since - told > TELL_EVERY_NANOS) {
            told = since;
            scan.progress().accept(Timeline.duration(runs.seen()));
        }
        return workedNanos;
    }

    private EngineException cancelled() {
        return new EngineException(
                Kind.UNAVAILABLE,
                "the search for black pictures in " + scan.source().describe() + " was cancelled");
    }

    /** A file whose pictures are over long before its own word for that is cut off. */
    private Optional<EngineException> shortfall(Duration seen) {
        if (pictures == 0) {
            return Optional.of(new EngineException(
                    Kind.MALFORMED,
                    FaultClass.CORRUPT,
                    "no picture of " + scan.source().describe() + " can be decoded"));
        }
        return input.announcedLength()
                .filter(whole ->
                        seen.plus(SLACK).compareTo(whole.multipliedBy(9).dividedBy(10)) < 0)
                .map(whole -> new EngineException(
                        Kind.MALFORMED,
                        FaultClass.ENDED,
                        scan.source().describe() + " ends after " + seen.truncatedTo(ChronoUnit.SECONDS)
                                + " of " + whole.truncatedTo(ChronoUnit.SECONDS)
                                + ": it is damaged or incomplete"));
    }

    private void close() {
        decoder.close();
        picture.close();
        sound.ifPresent(PastSound::close);
    }
}
