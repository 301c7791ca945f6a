package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import tv.exstream.server.playout.PlayoutItem;
import tv.exstream.server.playout.PlayoutTimeline;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.item.ScheduledItem;

import static org.assertj.core.api.Assertions.assertThat;

/** How items become entries. Minutes count from {@link #START}. */
class GuideLineTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final List<PlayoutItem> items = new ArrayList<>();

    private static Instant at(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }

    private GuideLineTest item(int from, int to, long media, int group, FillerKind... kind) {
        items.add(new PlayoutItem(
                items.size() + 1,
                new ScheduledItem(
                        at(from),
                        at(to),
                        new Content.Media(media),
                        Duration.ZERO,
                        Duration.ofMinutes(to - from),
                        kind.length == 0 ? Optional.empty() : Optional.of(kind[0]),
                        "Media " + media,
                        at(group).toEpochMilli(),
                        Overrides.NONE),
                Optional.empty()));
        return this;
    }

    private GuideLineTest offline(int from, int to) {
        items.add(new PlayoutItem(items.size() + 1, ScheduledItem.offline(at(from), at(to)), Optional.empty()));
        return this;
    }

    private List<String> merged() {
        return shown(GuideLine.merged(new PlayoutTimeline(items)), 0, 10_000);
    }

    private static List<String> shown(GuideLine line, int from, int to) {
        return line.overlapping(at(from), at(to)).stream()
                .map(span -> minutes(span.from()) + "-" + minutes(span.to()) + " "
                        + span.item().map(item -> item.item().title()).orElse("off air")
                        + span.earlier().map(then -> " again " + minutes(then)).orElse(""))
                .toList();
    }

    private static long minutes(Instant instant) {
        return Duration.between(START, instant).toMinutes();
    }

    @Test
    void fillerIsPartOfItsProgramme() {
        item(0, 2, 91, 0, FillerKind.PRE_ROLL)
                .item(2, 8, 1, 0)
                .item(8, 10, 92, 0, FillerKind.MID_ROLL)
                .item(10, 20, 1, 0)
                .item(20, 30, 93, 0, FillerKind.POST_ROLL)
                .item(30, 50, 2, 30)
                .item(50, 60, 93, 30, FillerKind.TAIL);
        assertThat(merged()).containsExactly("0-30 Media 1", "30-60 Media 2");
        assertThat(shown(GuideLine.ofItems(new PlayoutTimeline(items)), 0, 100))
                .containsExactly(
                        "0-2 Media 91",
                        "2-8 Media 1",
                        "8-10 Media 92",
                        "10-20 Media 1 again 2",
                        "20-30 Media 93",
                        "30-50 Media 2",
                        "50-60 Media 93 again 20");
    }

    @Test
    void programmesThatAScheduleMergesAreNamedAfterTheFirst() {
        item(0, 30, 1, 0).item(30, 60, 2, 0).item(60, 90, 3, 60);
        assertThat(merged()).containsExactly("0-60 Media 1", "60-90 Media 3");
    }

    @Test
    void fillerWithoutAProgrammeIsAnEntryOfItsOwn() {
        item(0, 10, 91, 0, FillerKind.FALLBACK).item(10, 20, 1, 10);
        assertThat(merged()).containsExactly("0-10 Media 91", "10-20 Media 1");
    }

    @Test
    void offAirIsOneSpanHoweverItIsPlanned() {
        item(0, 10, 1, 0).offline(10, 60).offline(60, 120).item(125, 130, 2, 125);
        assertThat(merged()).containsExactly("0-10 Media 1", "10-125 off air", "125-130 Media 2");
    }

    @Test
    void aHoleWithinAGroupIsOffAir() {
        item(0, 10, 1, 0).item(20, 30, 1, 0);
        assertThat(merged()).containsExactly("0-10 Media 1", "10-20 off air", "20-30 Media 1 again 0");
    }

    @Test
    void knowsWhenTheSameWasOnBefore() {
        item(0, 10, 1, 0).item(10, 20, 2, 10).item(20, 30, 1, 20).item(30, 40, 1, 30);
        assertThat(merged())
                .containsExactly("0-10 Media 1", "10-20 Media 2", "20-30 Media 1 again 0", "30-40 Media 1 again 20");
    }

    @Test
    void anEntryIsWholeWhateverIsAskedFor() {
        item(0, 10, 1, 0).item(10, 12, 91, 0, FillerKind.POST_ROLL).item(12, 20, 2, 12);
        GuideLine line = GuideLine.merged(new PlayoutTimeline(items));
        assertThat(shown(line, 11, 12)).containsExactly("0-12 Media 1");
        assertThat(shown(line, 12, 13)).containsExactly("12-20 Media 2");
        assertThat(line.overlapping(at(11), at(11).plusNanos(1))).hasSize(1);
        assertThat(line.overlapping(at(12).minusNanos(1), at(12))).hasSize(1);
        assertThat(shown(line, 20, 30)).isEmpty();
        assertThat(line.overlapping(at(-5), at(0))).isEmpty();
        assertThat(line.finish()).contains(at(20));
    }

    @Property(tries = 200)
    void isContiguousAndNamesWhatIsOnAir(@ForAll long seed) {
        items.clear();
        Random random = new Random(seed);
        int minute = 0;
        int group = 0;
        for (int i = 0; i < 60; i++) {
            minute += random.nextInt(4) == 0 ? random.nextInt(5) : 0;
            int end = minute + 1 + random.nextInt(30);
            if (random.nextInt(3) > 0) {
                group = minute;
            }
            if (random.nextInt(6) == 0) {
                offline(minute, end);
            } else if (random.nextBoolean()) {
                item(minute, end, 1 + random.nextInt(9), group);
            } else {
                item(minute, end, 90 + random.nextInt(9), group, FillerKind.MID_ROLL);
            }
            minute = end;
        }
        PlayoutTimeline timeline = new PlayoutTimeline(items);
        List<GuideLine.Span> spans = GuideLine.merged(timeline).overlapping(at(0), at(minute));
        assertThat(spans.getFirst().from()).isEqualTo(items.getFirst().start());
        assertThat(spans.getLast().to()).isEqualTo(items.getLast().finish());
        for (int i = 1; i < spans.size(); i++) {
            assertThat(spans.get(i).start()).isEqualTo(spans.get(i - 1).stop());
        }
        for (GuideLine.Span span : spans) {
            for (Instant at = span.from(); at.isBefore(span.to()); at = at.plusSeconds(60)) {
                Optional<PlayoutItem> onAir = timeline.at(at).filter(item -> !item.offline());
                assertThat(onAir.map(item -> item.item().guideGroup()))
                        .isEqualTo(span.item().map(item -> item.item().guideGroup()));
            }
        }
    }
}
