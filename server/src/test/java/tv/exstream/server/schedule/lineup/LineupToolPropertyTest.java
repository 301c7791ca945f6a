package tv.exstream.server.schedule.lineup;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import tv.exstream.server.schedule.item.ChannelRef;

import static org.assertj.core.api.Assertions.assertThat;

/** Tools neither lose nor invent programmes where they should not, and decide by chance alone what chance is to decide. */
class LineupToolPropertyTest {
    /** Any mixing of the bits will do: tools must work with every chance. */
    private static Chance chance(long seed) {
        return (use, id) -> {
            long z = seed + use * 0x9E37_79B9_7F4A_7C15L + id * 0xC2B2_AE3D_27D4_EB4FL;
            z = (z ^ (z >>> 31)) * 0xBF58_476D_1CE4_E5B9L;
            return z ^ (z >>> 29);
        };
    }

    record Case(Map<Long, LineupItem> items, List<LineupEntry> list, long seed) {
        LineupLibrary library() {
            return id -> Optional.ofNullable(items.get(id));
        }

        List<LineupEntry> after(LineupTool tool) {
            return LineupTools.apply(list, tool, library(), chance(seed));
        }

        List<LineupEntry> programmes() {
            return LineupTools.programmes(list);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.randomValue(LineupToolPropertyTest::draw);
    }

    private static Case draw(Random random) {
        Map<Long, LineupItem> items = new HashMap<>();
        int size = random.nextInt(25);
        for (long id = 1; id <= size; id++) {
            items.put(
                    id,
                    new LineupItem(
                            id,
                            "Item " + random.nextInt(9),
                            random.nextInt(4) == 0 ? "" : "Show " + random.nextInt(4),
                            id,
                            random.nextInt(6) == 0,
                            Optional.empty(),
                            Duration.ofMillis(random.nextInt(1_000, 7_200_000))));
        }
        List<LineupEntry> list = new ArrayList<>();
        for (int i = random.nextInt(50); i > 0; i--) {
            list.add(
                    switch (random.nextInt(8)) {
                        case 0 -> new LineupEntry.Flex(Duration.ofSeconds(random.nextInt(1, 900)));
                        case 1 -> new LineupEntry.Mark(30, Optional.empty());
                        case 2 ->
                            new LineupEntry.Redirect(
                                    ChannelRef.of(random.nextInt(1, 4)), Duration.ofMinutes(random.nextInt(1, 90)));
                        default -> new LineupEntry.Media(random.nextLong(1, Math.max(2, size + 1)));
                    });
        }
        return new Case(items, list, random.nextLong());
    }

    private static Map<LineupEntry, Integer> counted(List<LineupEntry> entries) {
        Map<LineupEntry, Integer> counts = new HashMap<>();
        entries.forEach(entry -> counts.merge(entry, 1, Integer::sum));
        return counts;
    }

    private static boolean within(List<LineupEntry> part, List<LineupEntry> whole) {
        int at = 0;
        for (LineupEntry entry : whole) {
            if (at < part.size() && part.get(at).equals(entry)) {
                at++;
            }
        }
        return at == part.size();
    }

    @Property(tries = 200)
    void ordersAreOnlyOrders(@ForAll("cases") Case drawn) {
        for (LineupTool tool : List.of(
                new LineupTool.Shuffle(),
                new LineupTool.CyclicShuffle(),
                new LineupTool.BlockShuffle(2, true, false),
                new LineupTool.Sort(LineupTool.Sort.By.TITLE, false),
                new LineupTool.Sort(LineupTool.Sort.By.RELEASED, true),
                new LineupTool.RemoveFlex())) {
            assertThat(counted(drawn.after(tool))).as(tool.toString()).isEqualTo(counted(drawn.programmes()));
        }
        assertThat(counted(drawn.after(new LineupTool.Slide(Duration.ofMinutes(drawn.seed % 1000)))))
                .isEqualTo(counted(drawn.list));
    }

    @Property(tries = 200)
    void spacesMoveNoProgramme(@ForAll("cases") Case drawn) {
        for (LineupTool tool : List.of(
                new LineupTool.AddFlex(Duration.ofMinutes(3), Optional.of(2)),
                new LineupTool.AddFlex(Duration.ofMinutes(3), Optional.empty()),
                new LineupTool.AddBreaks(Duration.ofMinutes(30), Duration.ofSeconds(5), Duration.ofMinutes(2)),
                new LineupTool.PadToMarks(15, Optional.of(5)),
                new LineupTool.RestrictHours(LocalTime.of(20, 0), LocalTime.of(19, 0), Optional.empty()))) {
            assertThat(LineupTools.programmes(drawn.after(tool)))
                    .as(tool.toString())
                    .isEqualTo(drawn.programmes());
        }
    }

    @Property(tries = 200)
    void removalsOnlyRemove(@ForAll("cases") Case drawn) {
        for (LineupTool tool : List.of(
                new LineupTool.Deduplicate(),
                new LineupTool.RemoveSpecials(),
                new LineupTool.RemoveShows(List.of("show 1", "")),
                new LineupTool.RestrictHours(LocalTime.of(20, 0), LocalTime.of(21, 0), Optional.empty()))) {
            List<LineupEntry> left = LineupTools.programmes(drawn.after(tool));
            assertThat(within(left, drawn.programmes())).as(tool.toString()).isTrue();
        }
        List<LineupEntry> once = LineupTools.programmes(drawn.after(new LineupTool.Deduplicate()));
        assertThat(once).doesNotHaveDuplicates();
        assertThat(new HashSet<>(once)).isEqualTo(new HashSet<>(drawn.programmes()));
    }

    @Property(tries = 200)
    void consolidatingKeepsMediaAndTime(@ForAll("cases") Case drawn) {
        List<LineupEntry> after = drawn.after(new LineupTool.Consolidate());
        assertThat(after.stream().filter(LineupEntry.Media.class::isInstance).toList())
                .isEqualTo(drawn.list.stream()
                        .filter(LineupEntry.Media.class::isInstance)
                        .toList());
        assertThat(length(after, drawn)).isEqualTo(length(drawn.list, drawn));
    }

    private static Duration length(List<LineupEntry> list, Case drawn) {
        return list.stream().map(drawn.library()::length).reduce(Duration.ZERO, Duration::plus);
    }

    @Property(tries = 200)
    void copiesAreWholeCopies(@ForAll("cases") Case drawn) {
        Map<LineupEntry, Integer> before = counted(drawn.programmes());
        Map<LineupEntry, Integer> tripled = counted(LineupTools.programmes(drawn.after(new LineupTool.Replicate(3))));
        Map<LineupEntry, Integer> rerun =
                counted(LineupTools.programmes(drawn.after(new LineupTool.RerunBlocks(120, 3, Optional.empty()))));
        before.replaceAll((entry, count) -> count * 3);
        assertThat(tripled).isEqualTo(before);
        assertThat(rerun).isEqualTo(before);
        List<LineupEntry> balanced = drawn.after(new LineupTool.Balance(Optional.empty(), List.of()));
        assertThat(new HashSet<>(balanced)).isEqualTo(new HashSet<>(drawn.programmes()));
        counted(balanced)
                .forEach((entry, count) -> balanced.stream()
                        .filter(other -> drawn.library()
                                .group(other)
                                .equals(drawn.library().group(entry)))
                        .forEach(other ->
                                assertThat(counted(balanced).get(other)).isEqualTo(count)));
    }

    @Property(tries = 200)
    void cyclicShufflesKeepTheEpisodesInOrder(@ForAll("cases") Case drawn) {
        List<LineupEntry> after = drawn.after(new LineupTool.CyclicShuffle());
        Map<String, Long> newest = new HashMap<>();
        Map<LineupEntry, Integer> seen = new HashMap<>();
        for (LineupEntry entry : after) {
            String group = drawn.library().group(entry);
            if (entry instanceof LineupEntry.Media media && !group.isEmpty()) {
                int copy = seen.merge(entry, 1, Integer::sum);
                String of = group + " " + copy;
                assertThat(media.media()).isGreaterThan(newest.getOrDefault(of, 0L));
                newest.put(of, media.media());
            }
        }
    }

    @Property(tries = 100)
    void oneItemMoreMovesNoOtherInAShuffle(@ForAll("cases") Case drawn) {
        List<LineupEntry> without = LineupTools.apply(
                LineupTools.apply(drawn.list, new LineupTool.Deduplicate(), drawn.library(), chance(drawn.seed)),
                new LineupTool.Shuffle(),
                drawn.library(),
                chance(drawn.seed));
        List<LineupEntry> more = new ArrayList<>(without);
        more.addFirst(new LineupEntry.Media(4_711));
        List<LineupEntry> with = LineupTools.apply(more, new LineupTool.Shuffle(), drawn.library(), chance(drawn.seed));
        assertThat(with).hasSize(without.size() + 1);
        assertThat(within(without, with)).isTrue();
    }

    @Property(tries = 100)
    void anEarlierToolDoesNotKnowTheLaterOnes(@ForAll("cases") Case drawn) {
        List<LineupTool> tools = List.of(
                new LineupTool.Shuffle(),
                new LineupTool.AddBreaks(Duration.ofMinutes(30), Duration.ofSeconds(5), Duration.ofMinutes(2)),
                new LineupTool.CyclicShuffle());
        Chance chance = chance(drawn.seed);
        List<LineupEntry> two = LineupTools.apply(drawn.list, tools.subList(0, 2), drawn.library(), chance);
        assertThat(LineupTools.apply(drawn.list, tools, drawn.library(), chance))
                .isEqualTo(LineupTools.apply(two, tools.get(2), drawn.library(), chance.within(2)))
                .isEqualTo(LineupTools.apply(drawn.list, tools, drawn.library(), chance));
    }

    @Property(tries = 200)
    void aDiffAccountsForEverything(@ForAll("cases") Case drawn) {
        List<LineupEntry> after = drawn.after(new LineupTool.BlockShuffle(2, false, true));
        LineupDiff diff = LineupDiff.between(drawn.list, after);
        assertThat(diff.was()).hasSameSizeAs(after);
        for (int i = 0; i < after.size(); i++) {
            LineupEntry entry = after.get(i);
            diff.was()
                    .get(i)
                    .ifPresent(place -> assertThat(drawn.list.get(place)).isEqualTo(entry));
        }
        assertThat(after.size() - diff.added() + diff.removed().size()).isEqualTo(drawn.list.size());
        assertThat(LineupDiff.between(drawn.list, drawn.list).moved()).isZero();
    }
}
