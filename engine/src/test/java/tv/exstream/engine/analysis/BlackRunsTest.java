package tv.exstream.engine.analysis;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlackRunsTest {
    private static final long PICTURE = 3_600;

    private final List<BlackRuns.Run> found = new ArrayList<>();
    private final BlackRuns runs = new BlackRuns(4 * PICTURE, PICTURE, found::add);

    private void pictures(long from, long until, boolean black) {
        for (long n = from; n < until; n++) {
            runs.picture(n * PICTURE, black, 0.5);
        }
    }

    @Test
    void aRunEndsWithTheFirstPictureThatIsNotBlack() {
        pictures(0, 10, false);
        pictures(10, 14, true);
        pictures(14, 20, false);
        assertThat(found).containsExactly(new BlackRuns.Run(10 * PICTURE, 14 * PICTURE, 0.5));
    }

    @Test
    void aShortRunIsNone() {
        pictures(0, 3, true);
        pictures(3, 10, false);
        pictures(10, 13, true);
        runs.end();
        assertThat(found).isEmpty();
    }

    @Test
    void theLastPictureIsShownAsLongAsAnyOther() {
        pictures(0, 4, true);
        runs.end();
        assertThat(found).containsExactly(new BlackRuns.Run(0, 4 * PICTURE, 0.5));
        assertThat(runs.seen()).isEqualTo(4 * PICTURE);
    }

    @Test
    void whatComesLateOrTwiceSaysNothing() {
        pictures(0, 4, true);
        runs.picture(2 * PICTURE, false, 0);
        pictures(4, 6, true);
        pictures(6, 7, false);
        assertThat(found).containsExactly(new BlackRuns.Run(0, 6 * PICTURE, 0.5));
    }

    @Test
    void nothingIsBlackAcrossABrokenTimeline() {
        pictures(0, 5, true);
        pictures(1_000, 1_005, true);
        runs.end();
        assertThat(found)
                .containsExactly(
                        new BlackRuns.Run(0, 5 * PICTURE, 0.5),
                        new BlackRuns.Run(1_000 * PICTURE, 1_005 * PICTURE, 0.5));
    }
}
