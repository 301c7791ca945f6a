package tv.exstream.engine.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import tv.exstream.engine.ChannelHandle;
import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.FaultClass;
import tv.exstream.engine.TestViewer;
import tv.exstream.engine.TsFigures;
import tv.exstream.engine.TsInspector;
import tv.exstream.engine.hls.PlaylistRules;

import static org.assertj.core.api.Assertions.assertThat;

/** A channel under test with two viewers, and what was seen of it; polled by one thread. */
final class Patient implements AutoCloseable {
    private static final int LOOKS_A_RELOAD = 40;

    /** One change between programme and slate. */
    record Change(long nanos, boolean slate) {}

    /** Something that goes wrong, or right again. */
    interface Deed {
        void run() throws Exception;
    }

    final String name;
    final FaultClass expected;
    final Deed breaks;
    final Deed heals;
    final ChannelHandle channel;
    private final TestViewer viewer;
    private final HlsPlayer player;
    private int looks;
    private final List<Change> changes = new ArrayList<>();
    private long brokenNanos;
    /** What the source gave was no sound media. */
    boolean damaged;

    private long healedNanos;

    Patient(String name, FaultClass expected, ChannelHandle channel, Deed breaks, Deed heals) {
        this.name = name;
        this.expected = expected;
        this.channel = channel;
        this.breaks = breaks;
        this.heals = heals;
        viewer = TestViewer.of(channel);
        player = HlsPlayer.of(channel, PlaylistRules.withHoles());
    }

    void breakNow() throws Exception {
        brokenNanos = System.nanoTime();
        breaks.run();
    }

    void healNow() throws Exception {
        healedNanos = System.nanoTime();
        heals.run();
    }

    /** Looks whether the channel shows its programme or a slate. */
    void look() {
        if (looks++ % LOOKS_A_RELOAD == 0) {
            player.reload();
        }
        ChannelStatus status = channel.status();
        boolean slate = status.slate();
        if (changes.isEmpty() || changes.getLast().slate() != slate) {
            changes.add(new Change(System.nanoTime(), slate));
        }
    }

    boolean onSlate() {
        return !changes.isEmpty() && changes.getLast().slate();
    }

    boolean onProgramme() {
        return !changes.isEmpty()
                && !changes.getLast().slate()
                && channel.status().video().isPresent();
    }

    boolean slateSinceBroken() {
        return onSlate() || changes.stream().anyMatch(c -> c.slate() && c.nanos() > brokenNanos);
    }

    /** From the fault to the first slate; what was buffered is shown first. */
    Duration toSlate() {
        return changes.stream()
                .filter(c -> c.slate() && c.nanos() > brokenNanos)
                .findFirst()
                .map(c -> Duration.ofNanos(c.nanos() - brokenNanos))
                .orElse(Duration.ZERO);
    }

    /** From the source's return to the programme's; zero when it was not missed then. */
    Duration toProgramme() {
        return changes.reversed().stream()
                .filter(c -> !c.slate() && c.nanos() > healedNanos)
                .findFirst()
                .map(c -> Duration.ofNanos(c.nanos() - healedNanos))
                .orElse(Duration.ZERO);
    }

    List<Change> changes() {
        return changes;
    }

    /** Neither viewer was ever cut off, both got the same, and that is a clean transport stream. */
    TsInspector verify() {
        assertThat(viewer.ended()).as(name).isFalse();
        player.reload();
        player.close();
        byte[] bytes = viewer.leave();
        assertThat(player.last).as(name).doesNotContain("EXT-X-DISCONTINUITY");
        assertThat(player.segments).as(name).hasSizeGreaterThan(1);
        byte[] unused = player.isPartOf(bytes);
        TsInspector ts = TsInspector.of(bytes);
        TsFigures figures = TsFigures.of(ts);
        assertThat(figures.sync() + figures.crc()).as("%s %s", name, figures).isZero();
        assertThat(figures.continuity()).as("%s %s", name, figures).isZero();
        assertThat(figures.dtsBackward() + figures.dtsRepeat())
                .as("%s %s", name, figures)
                .isZero();
        assertThat(figures.ptsBeforeDts()).as("%s %s", name, figures).isZero();
        assertThat(figures.falseKeys()).as("%s %s", name, figures).isZero();
        if (!damaged) { // pictures and frames that arrived in pieces leave so, or not at all
            assertThat(figures.pcrJumps()).as("%s %s", name, figures).isZero();
            assertThat(figures.audioGapMillis()).as("%s %s", name, figures).isLessThan(22);
        }
        return ts;
    }

    @Override
    public void close() {
        viewer.close();
        player.close();
    }
}
