package tv.exstream.server.schedule;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.Overrun;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.draw.Stories;
import tv.exstream.server.schedule.draw.Walker;
import tv.exstream.server.schedule.draw.Walkers;
import tv.exstream.server.schedule.filler.Expression;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.plan.GapFiller;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.plan.Planner;
import tv.exstream.server.schedule.plan.Programme;
import tv.exstream.server.schedule.plan.ProgrammeLayout;

/**
 * Rules in turn. Marks, all behind a prefix: {@code turn} counts the rules that have had theirs; of the rule that is on
 * {@code begun} is when, {@code left} how many items it may still air, {@code until} when its duration is over,
 * {@code aired} how many it has aired, {@code group} its entry in the guide; {@code soft} and {@code hard} are the next
 * fixed and the next strict start; {@code gap} is until when filler of the rule of turn {@code gapturn} is on;
 * {@code refused/<rule>} is the newest item that found no room when its rule began.
 */
final class ClassicPlanner implements Planner {
    private static final String TURN = "turn";
    private static final String BEGUN = "begun";
    private static final String LEFT = "left";
    private static final String UNTIL = "until";
    private static final String AIRED = "aired";
    private static final String GROUP = "group";
    private static final String SOFT = "soft";
    private static final String HARD = "hard";
    private static final String GAP = "gap";
    private static final String GAP_TURN = "gapturn";
    private static final String REFUSED = "refused/";

    private final ScheduleDefinition.Classic definition;
    private final PlanContext context;
    private final Memory memory;
    private final String prefix;
    private final ClassicTurns turns;

    ClassicPlanner(ScheduleDefinition.Classic definition, PlanContext context, String prefix) {
        this.definition = definition;
        this.context = context;
        this.memory = context.memory();
        this.prefix = prefix;
        this.turns = new ClassicTurns(definition, memory.seed(), context.clock());
        turns.warnOfUnreachable(context.warnings());
    }

    @Override
    public int patience() {
        return 4 * definition.items().size() + 8;
    }

    @Override
    public void step(Pieces out, long wall) {
        OptionalLong gap = memory.mark(prefix + GAP);
        if (gap.isPresent() && out.at() < gap.getAsLong()) {
            fillGap(out, Math.min(wall, gap.getAsLong()));
            return;
        }
        memory.clear(prefix + GAP);
        long turn = memory.mark(prefix + TURN).orElseGet(() -> turns.firstTurn(out.at()));
        memory.set(prefix + TURN, turn);
        ClassicRule rule = turns.rule(turn);
        if (missedStrictStart(out.at())) {
            endRule(rule, turn, out.at(), Tail.NOTHING);
            memory.clear(prefix + SOFT);
            memory.clear(prefix + HARD);
            return;
        }
        if (memory.mark(prefix + BEGUN).isEmpty()) {
            long start = startOf(rule, out.at());
            if (start > out.at()) {
                memory.set(prefix + GAP, start);
                memory.set(prefix + GAP_TURN, Math.max(0, turn - 1));
                return;
            }
            begin(rule, turn, out.at());
        }
        air(rule, turn, out, wall);
    }

    /** Begins anew after another schedule was on: what rule is on and where its walls are is forgotten. */
    void resume() {
        List.of(BEGUN, LEFT, UNTIL, AIRED, GROUP, SOFT, HARD, GAP, GAP_TURN)
                .forEach(name -> memory.clear(prefix + name));
    }

    /** The server was off, or its clock was set: the rule that is on belongs to the past. */
    private boolean missedStrictStart(long at) {
        OptionalLong hard = memory.mark(prefix + HARD);
        return hard.isPresent() && at > hard.getAsLong();
    }

    private long startOf(ClassicRule rule, long at) {
        if (rule.start().isEmpty()) {
            return at;
        }
        ClassicRule.FixedStart start = rule.start().get();
        long next = context.clock().next(start.time(), at);
        return start.flexible()
                        && !context.clock().date(next).equals(context.clock().date(at))
                ? at
                : next;
    }

    ClassicTurns turns() {
        return turns;
    }

    private void begin(ClassicRule rule, long turn, long at) {
        memory.set(prefix + BEGUN, at);
        memory.set(prefix + AIRED, 0);
        if (rule.start().isPresent() || memory.mark(prefix + SOFT).isEmpty()) {
            ClassicWalls walls = ClassicWalls.ahead(turns.upcoming(turn), context.clock(), at);
            memory.mark(prefix + SOFT, walls.soft());
            memory.mark(prefix + HARD, walls.hard());
        }
        switch (rule.mode()) {
            case RuleMode.One one -> memory.set(prefix + LEFT, 1);
            case RuleMode.Story story -> memory.set(prefix + LEFT, 1);
            case RuleMode.Multiple multiple -> memory.set(prefix + LEFT, count(multiple, rule.content(), turn));
            case RuleMode.Lasting lasting ->
                memory.set(prefix + UNTIL, at + lasting.duration().toMillis());
            case RuleMode.Flood flood -> {
                // Nothing but a wall ends it.
            }
        }
        if (rule.title().isPresent()) {
            memory.set(prefix + GROUP, guideGroup(rule, at));
        }
    }

    private long count(RuleMode.Multiple multiple, Draw content, long turn) {
        int size = context.walkers().of(content).size();
        double random = size == 0 ? 0 : Long.remainderUnsigned(SplitMix64.hash(memory.seed(), turn, size), size);
        int count = Expression.parseCount(multiple.count()).count(Map.of("count", (double) size, "random", random));
        if (count < 1) {
            context.warnings().add("'" + multiple.count() + "' gives " + count + " items: the rule is passed over");
        }
        return count;
    }

    private long guideGroup(ClassicRule rule, long at) {
        boolean merged = rule.guide().orElse(ClassicRule.GuideMode.NORMAL) == ClassicRule.GuideMode.FILLER;
        return merged ? memory.mark(GUIDE, at) : at;
    }

    private void air(ClassicRule rule, long turn, Pieces out, long outer) {
        Walkers walkers = context.walkers();
        Walker walker = definition.randomStart() ? walkers.anywhere(rule.content()) : walkers.of(rule.content());
        long at = out.at();
        long soft = memory.mark(prefix + SOFT, NO_WALL);
        long hard = Math.min(memory.mark(prefix + HARD, NO_WALL), outer);
        long until = memory.mark(prefix + UNTIL, NO_WALL);
        boolean through = overrun(rule) == Overrun.PLAY_THROUGH && until == NO_WALL && at < soft;
        long limit = Math.min(Math.min(through ? NO_WALL : soft, hard), until);
        if (walker.size() == 0 || memory.mark(prefix + LEFT, 1) < 1 || at >= limit || at >= soft) {
            endRule(rule, turn, at, Tail.AS_CONFIGURED);
            return;
        }
        if (!choose(rule, turn, walker, limit - at, limit != until)) {
            endRule(rule, turn, at, Tail.AS_CONFIGURED);
            return;
        }
        Airable item = walker.peek();
        walker.advance();
        long group = memory.mark(prefix + GROUP).orElseGet(() -> guideGroup(rule, at));
        memory.set(GUIDE, group);
        Programme programme = new Programme(
                item,
                rule.title().orElse(item.title()),
                group,
                rule.overrides().orElse(Overrides.NONE),
                rule.filler(),
                reason(turn, rule));
        ProgrammeLayout.lay(context, programme, out, limit - at);
        memory.count(prefix + AIRED);
        boolean goesOn = rule.mode() instanceof RuleMode.Story && Stories.follows(item, walker.peek());
        OptionalLong left = memory.mark(prefix + LEFT);
        if (left.isPresent() && !goesOn) {
            memory.set(prefix + LEFT, left.getAsLong() - 1);
            if (left.getAsLong() <= 1) {
                endRule(rule, turn, out.at(), Tail.AS_CONFIGURED);
            }
        }
    }

    private Plan.Reason reason(long turn, ClassicRule rule) {
        return new Plan.Reason(turns.label(turn), "next of " + rule.content().key());
    }

    private Overrun overrun(ClassicRule rule) {
        return rule.overrun().or(definition::overrun).orElse(Overrun.SKIP);
    }

    /** Moves the walker to an item that may be aired in the room; false if there is none now. */
    private boolean choose(ClassicRule rule, long turn, Walker walker, long room, boolean wall) {
        int discards = 0;
        for (int tries = 0; tries <= walker.size(); tries++) {
            Airable item = walker.peek();
            if (item.airMillis() <= room) {
                if (memory.mark(prefix + REFUSED + turns.index(turn), 0) == item.mediaId()) {
                    memory.clear(prefix + REFUSED + turns.index(turn));
                }
                return true;
            }
            if (rule.mode() instanceof RuleMode.Lasting lasting) {
                boolean never = item.airMillis() > lasting.duration().toMillis();
                if (never) {
                    context.warnings()
                            .add("'" + item.title() + "' (" + item.mediaId() + ") is longer than the "
                                    + lasting.duration() + " of " + turns.label(turn) + ": it is passed over");
                } else if (walker.shortestMillis() > room
                        || discards++ >= lasting.discard().orElse(0)) {
                    // Where nothing fits nothing is given away.
                    return false;
                }
            } else if (wall && overrun(rule) != Overrun.SKIP) {
                return true;
            } else if (!refusedBefore(turn, item)) {
                return false;
            }
            walker.advance();
        }
        return false;
    }

    /** An item that finds no room when its rule begins, time after time, would hold up its rule for ever. */
    private boolean refusedBefore(long turn, Airable item) {
        if (memory.mark(prefix + AIRED, 0) > 0) {
            return false;
        }
        String name = prefix + REFUSED + turns.index(turn);
        if (memory.mark(name, 0) == item.mediaId()) {
            context.warnings()
                    .add("'" + item.title() + "' (" + item.mediaId() + ") found no room twice in " + turns.label(turn)
                            + ": it is passed over");
            return true;
        }
        memory.set(name, item.mediaId());
        return false;
    }

    private enum Tail {
        NOTHING,
        AS_CONFIGURED
    }

    private void endRule(ClassicRule rule, long turn, long at, Tail tail) {
        boolean fills = rule.mode() instanceof RuleMode.Lasting lasting
                && lasting.tail().orElse(RuleMode.Tail.NONE) != RuleMode.Tail.NONE;
        long until = Math.min(memory.mark(prefix + UNTIL, at), memory.mark(prefix + SOFT, NO_WALL));
        if (tail == Tail.AS_CONFIGURED
                && fills
                && until > at
                && memory.mark(prefix + BEGUN).isPresent()) {
            memory.set(prefix + GAP, until);
            memory.set(prefix + GAP_TURN, turn);
        }
        List.of(BEGUN, LEFT, UNTIL, AIRED, GROUP).forEach(name -> memory.clear(prefix + name));
        memory.set(prefix + TURN, turn + 1);
    }

    private void fillGap(Pieces out, long end) {
        long turn = memory.mark(prefix + GAP_TURN, 0);
        ClassicRule rule = turns.rule(turn);
        boolean offline = rule.mode() instanceof RuleMode.Lasting lasting
                && lasting.tail().orElse(RuleMode.Tail.NONE) == RuleMode.Tail.OFFLINE;
        List<Filler> fillers = rule.filler().stream()
                .filter(filler -> filler.kind() == FillerKind.FALLBACK || !offline)
                .toList();
        new GapFiller(context, fillers, "after " + turns.label(turn)).piece(out, end, memory.mark(GUIDE, out.at()));
    }
}
