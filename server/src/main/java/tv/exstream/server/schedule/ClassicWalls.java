package tv.exstream.server.schedule;

import java.util.List;
import java.util.OptionalLong;

import tv.exstream.server.schedule.definition.ClassicRule;
import tv.exstream.server.schedule.plan.WallClock;

/**
 * When the fixed starts come that lie ahead of a rule, going round the rules in their order.
 *
 * @param soft the first fixed start
 * @param hard the first strict one
 */
record ClassicWalls(OptionalLong soft, OptionalLong hard) {
    /**
     * @param upcoming the rules in the order of their turns, the one that is on first, twice round
     * @param at       when that one began
     */
    static ClassicWalls ahead(List<ClassicRule> upcoming, WallClock clock, long at) {
        OptionalLong soft = OptionalLong.empty();
        long time = at;
        for (int i = 1; i < upcoming.size(); i++) {
            ClassicRule rule = upcoming.get(i);
            if (rule.start().isPresent()) {
                // A rule that has just begun begins again the next day, others may begin at this very moment.
                boolean itself = rule.equals(upcoming.getFirst());
                time = clock.next(rule.start().get().time(), itself && time == at ? time + 1 : time);
                soft = soft.isPresent() ? soft : OptionalLong.of(time);
                if (rule.strict()) {
                    return new ClassicWalls(soft, OptionalLong.of(time));
                }
            }
        }
        return new ClassicWalls(soft, OptionalLong.empty());
    }
}
