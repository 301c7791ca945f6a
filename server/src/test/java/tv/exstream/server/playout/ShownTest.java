package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Timelines as text, minutes of a day: {@code 60-90 A} is a programme; {@code @5} where in its content it begins; {@code
 * ~60} the guide's group where that is not its own; {@code >2+60} what channel 2 showed an hour ago; {@code *A} filler;
 * {@code --} nothing.
 */
class ShownTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    private final Map<Long, PlayoutTimeline> planned = new HashMap<>();
    private final ShownTimelines shown =
            new ShownTimelines(channel -> planned.getOrDefault(channel, PlayoutTimeline.EMPTY));
    private long newest;

    private void channel(long channel, String... items) {
        List<PlayoutItem> all = new ArrayList<>();
        for (String text : items) {
            all.add(item(text));
        }
        planned.put(channel, new PlayoutTimeline(all));
    }

    private PlayoutItem item(String text) {
        String[] words = text.split(" ", -1);
        String[] times = words[0].split("-", -1);
        Instant start = minute(Long.parseLong(times[0]));
        Instant finish = minute(Long.parseLong(times[1]));
        if (words[1].equals("--")) {
            return new PlayoutItem(++newest, ScheduledItem.offline(start, finish), Optional.empty());
        }
        Duration in = Duration.ZERO;
        long group = start.toEpochMilli();
        for (String word : words) {
            if (word.startsWith("@")) {
                in = Duration.ofMinutes(Long.parseLong(word.substring(1)));
            } else if (word.startsWith("~")) {
                group = minute(Long.parseLong(word.substring(1))).toEpochMilli();
            }
        }
        boolean filler = words[1].startsWith("*");
        return new PlayoutItem(
                ++newest,
                new ScheduledItem(
                        start,
                        finish,
                        content(words[1]),
                        in,
                        in.plus(Duration.between(start, finish)),
                        filler ? Optional.of(FillerKind.TAIL) : Optional.empty(),
                        filler ? words[1].substring(1) : words[1],
                        group,
                        Overrides.NONE),
                Optional.empty());
    }

    private static Content content(String word) {
        if (!word.startsWith(">")) {
            return new Content.Media(word.charAt(word.length() - 1));
        }
        int sign = Math.max(word.indexOf('+'), word.indexOf('-'));
        return new Content.Relay(
                Long.parseLong(word.substring(1, sign)), Duration.ofMinutes(Long.parseLong(word.substring(sign))));
    }

    private static Instant minute(long minute) {
        return DAY.plus(Duration.ofMinutes(minute));
    }

    private static long minute(Instant instant) {
        return Duration.between(DAY, instant).toMinutes();
    }

    private List<String> shown(long channel) {
        return shown.of(channel).items().stream().map(ShownTest::text).toList();
    }

    private static String text(PlayoutItem airing) {
        ScheduledItem item = airing.item();
        String times = minute(item.start()) + "-" + minute(item.finish()) + " ";
        assertThat(Duration.between(item.start(), item.finish()))
                .isEqualTo(item.outPoint().minus(item.inPoint()));
        if (airing.offline()) {
            return times + "--";
        }
        return times
                + (item.fillerKind().isPresent() ? "*" : "")
                + item.title()
                + (item.inPoint().isZero() ? "" : " @" + item.inPoint().toMinutes())
                + (item.guideGroup() == item.start().toEpochMilli()
                        ? ""
                        : " ~" + minute(Instant.ofEpochMilli(item.guideGroup())));
    }

    @Test
    void aChannelWithoutRelaysShowsThePlannedTimelineItself() {
        channel(1, "0-60 A", "60-90 --", "90-120 B");
        assertThat(shown.of(1)).isSameAs(planned.get(1L));
        assertThat(shown.of(9)).isSameAs(PlayoutTimeline.EMPTY);
    }

    @Test
    void showsAnHourLater() {
        channel(2, "0-50 A", "50-60 *S ~0", "60-200 B");
        channel(1, "0-240 >2+60");
        // What is before all that is known of the other is unknown, not off air.
        assertThat(shown(1)).containsExactly("60-110 A", "110-120 *S ~60", "120-240 B");
    }

    @Test
    void showsAheadAndSaysNothingOfWhatIsNotPlannedYet() {
        channel(2, "0-50 A", "50-60 B", "60-200 C");
        channel(1, "0-240 >2-55");
        assertThat(shown(1)).containsExactly("0-5 B @5", "5-145 C");
    }

    @Test
    void cutsItemsAndGroupsToTheStretch() {
        channel(2, "0-50 A", "50-60 *S ~0", "60-100 B", "100-110 *T ~60");
        channel(1, "0-30 X", "30-105 >2+0", "105-120 Y");
        assertThat(shown(1))
                .containsExactly("0-30 X", "30-50 A @30", "50-60 *S ~30", "60-100 B", "100-105 *T ~60", "105-120 Y");
    }

    @Test
    void stretchesThatFollowEachOtherAreOne() {
        channel(2, "0-50 A", "50-150 B", "150-200 C");
        channel(1, "0-100 >2+0", "100-160 >2+0", "160-200 >2+10");
        assertThat(shown(1)).containsExactly("0-50 A", "50-150 B", "150-160 C", "160-200 C");
        assertThat(shown.of(1).items().getLast().item().inPoint()).isZero();
        assertThat(shown.of(1).items().get(2).item().guideGroup())
                .isEqualTo(minute(150).toEpochMilli());
    }

    @Test
    void holesOfTheOtherAreOffAir() {
        channel(2, "10-50 A", "60-100 --", "110-120 B");
        channel(1, "0-5 X", "5-150 >2+0", "150-160 Y");
        assertThat(shown(1))
                .containsExactly(
                        "0-5 X",
                        "5-10 --",
                        "10-50 A",
                        "50-60 --",
                        "60-100 --",
                        "100-110 --",
                        "110-120 B",
                        "120-150 --",
                        "150-160 Y");
    }

    @Test
    void aChannelThatIsNotThereIsOffAir() {
        channel(1, "0-5 X", "5-150 >7+0", "150-160 Y");
        channel(2, "0-1440 >7+60");
        assertThat(shown(1)).containsExactly("0-5 X", "5-150 --", "150-160 Y");
        assertThat(shown(2)).isEmpty();
    }

    @Test
    void fillerBehindAStretchBelongsToWhatWasShownLast() {
        channel(2, "0-80 A", "80-200 B");
        channel(1, "0-100 >2+0", "100-105 *S ~0", "105-110 *T ~0", "110-200 X");
        assertThat(shown(1)).containsExactly("0-80 A", "80-100 B", "100-105 *S ~80", "105-110 *T ~80", "110-200 X");
    }

    @Test
    void chainsAreFollowed() {
        channel(3, "0-50 A", "50-100 B");
        channel(2, "0-60 >3+60", "60-110 >3+60", "110-200 X");
        channel(1, "0-300 >2+30");
        assertThat(shown(1)).containsExactly("90-140 A", "140-230 X");
        channel(1, "0-300 >2-30");
        assertThat(shown(1)).containsExactly("30-80 A", "80-170 X");
    }

    @Test
    void circlesAreHarmless() {
        channel(1, "0-50 >2+0", "50-100 A");
        channel(2, "0-50 >1+0", "50-100 >1+0");
        channel(3, "0-100 >3+10");
        assertThat(shown(1)).containsExactly("50-100 A");
        assertThat(shown(2)).containsExactly("50-100 A");
        assertThat(shown(3)).isEmpty();
        // Where each shows the other at another time there is no circle.
        channel(4, "0-50 >5+0", "50-100 A");
        channel(5, "0-50 B", "50-100 >4+0");
        assertThat(shown(4)).containsExactly("0-50 B", "50-100 A");
        assertThat(shown(5)).containsExactly("0-50 B", "50-100 A");
    }

    @Test
    void isMadeAgainOnlyWhenSomethingItWasMadeFromIsAnother() {
        channel(3, "0-50 A");
        channel(2, "0-100 >3+0");
        channel(1, "0-100 >2+0");
        channel(9, "0-100 Z");
        PlayoutTimeline before = shown.of(1);
        channel(9, "0-100 Y");
        assertThat(shown.of(1)).isSameAs(before);
        channel(3, "0-50 B");
        assertThat(shown(1)).containsExactly("0-50 B");
        assertThat(shown.of(1)).isSameAs(shown.of(1));
    }
}
