package tv.exstream.server.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.definition.RuleMode;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.draw.SplitMix64;
import tv.exstream.server.schedule.draw.Warnings;
import tv.exstream.server.schedule.plan.WallClock;

/** Which rule of a classic schedule has which turn. A value. */
record ClassicTurns(ScheduleDefinition.Classic definition, long seed, WallClock clock) {
    /** The first strict start of any rule on the day that begins at {@code midnight}. */
    OptionalLong firstStrictStart(long midnight) {
        return definition.items().stream()
                .filter(ClassicRule::strict)
                .mapToLong(rule -> clock.next(rule.start().orElseThrow().time(), midnight))
                .min();
    }

    void warnOfUnreachable(Warnings warnings) {
        for (int i = 0; i < definition.items().size(); i++) {
            if (definition.items().get(i).mode() instanceof RuleMode.Flood
                    && definition.items().size() > 1
                    && definition.items().stream().allMatch(rule -> rule.start().isEmpty())) {
                warnings.add("rule " + (i + 1) + " floods and no rule has a fixed start: no other rule gets its turn");
                return;
            }
        }
    }

    /** Where the first rule waits for its time, the rule begins whose time comes first. */
    long firstTurn(long at) {
        int rules = definition.items().size();
        if (rule(0).start().isEmpty()) {
            return 0;
        }
        long best = 0;
        long soonest = Long.MAX_VALUE;
        for (long turn = 0; turn < rules; turn++) {
            Optional<ClassicRule.FixedStart> start = rule(turn).start();
            long time = start.isPresent() ? clock.next(start.get().time(), at) : Long.MAX_VALUE;
            if (time < soonest) {
                soonest = time;
                best = turn;
            }
        }
        return best;
    }

    /** The rules' order, which is another one every round where they are shuffled. */
    ClassicRule rule(long turn) {
        return definition.items().get(index(turn));
    }

    /** The rule's place in the definition. */
    int index(long turn) {
        int rules = definition.items().size();
        int place = (int) (turn % rules);
        if (!definition.shuffle()) {
            return place;
        }
        long round = turn / rules;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < rules; i++) {
            order.add(i);
        }
        order.sort((a, b) -> Long.compareUnsigned(SplitMix64.hash(seed, round, a), SplitMix64.hash(seed, round, b)));
        return order.get(place);
    }

    /** As a person would name the rule. */
    String label(long turn) {
        ClassicRule rule = rule(turn);
        String mode = rule.mode().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return "rule " + (index(turn) + 1) + " (" + mode + ")";
    }

    /** The rules of the turns from one on, twice round and the one itself once more. */
    List<ClassicRule> upcoming(long turn) {
        List<ClassicRule> upcoming = new ArrayList<>();
        for (int i = 0; i <= 2 * definition.items().size(); i++) {
            upcoming.add(rule(turn + i));
        }
        return upcoming;
    }
}
