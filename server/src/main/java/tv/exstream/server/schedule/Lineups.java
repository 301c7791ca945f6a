package tv.exstream.server.schedule;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleDefinition.Lineup.Renewal;
import tv.exstream.server.schedule.draw.ScheduleLibrary;
import tv.exstream.server.schedule.draw.ScheduleState;
import tv.exstream.server.schedule.lineup.Chance;
import tv.exstream.server.schedule.lineup.LineupEntry;
import tv.exstream.server.schedule.lineup.LineupItem;
import tv.exstream.server.schedule.lineup.LineupLibrary;
import tv.exstream.server.schedule.lineup.LineupTool;
import tv.exstream.server.schedule.lineup.LineupTools;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.WallClock;

/** Works lineups out without airing them: what each tool makes of the list. Pure. */
public final class Lineups {
    private Lineups() {}

    /**
     * A lineup as its first pass has it.
     *
     * @param before   the base, without what cannot be played
     * @param steps    the list after each tool, in order
     * @param items    what is known of the media in any of them, by key
     * @param warnings what a person should look at
     */
    public record Worked(
            List<LineupEntry> before,
            List<List<LineupEntry>> steps,
            Map<Long, LineupItem> items,
            List<String> warnings) {
        public Worked {
            before = List.copyOf(before);
            steps = List.copyOf(steps);
            items = Map.copyOf(items);
            warnings = List.copyOf(warnings);
        }

        /** The list after the last tool. */
        public List<LineupEntry> after() {
            return steps.isEmpty() ? before : steps.getLast();
        }

        /** How long an entry takes as far as that does not depend on when it begins. */
        public Duration length(LineupEntry entry) {
            LineupLibrary library = id -> Optional.ofNullable(items.get(id));
            return library.length(entry);
        }

        /** What is known of an entry; empty for what is no item of the library. */
        public Optional<LineupItem> item(LineupEntry entry) {
            return entry instanceof LineupEntry.Media media
                    ? Optional.ofNullable(items.get(media.media()))
                    : Optional.empty();
        }
    }

    /** @param seed as a channel's schedule has it */
    public static Worked work(ScheduleDefinition.Lineup lineup, ScheduleLibrary library, long seed) {
        PlanContext context = PlanContext.of(library, ScheduleState.initial(seed), new WallClock(ZoneOffset.UTC));
        LineupPass.Base base = LineupPass.Base.of(lineup.base(), context.walkers());
        Chance chance =
                LineupPass.chance(seed, LineupPlanner.use(lineup.renewal().orElse(Renewal.PASS), 0, 0));
        List<List<LineupEntry>> steps = new ArrayList<>();
        List<LineupEntry> list = base.entries();
        for (int i = 0; i < lineup.tools().size(); i++) {
            LineupTool tool = lineup.tools().get(i);
            list = LineupTools.apply(list, tool, base.library(), chance.within(i));
            steps.add(list);
        }
        return new Worked(
                base.entries(), steps, base.facts(), context.warnings().texts());
    }
}
