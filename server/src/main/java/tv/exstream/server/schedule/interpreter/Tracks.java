package tv.exstream.server.schedule.interpreter;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.definition.DateRule;
import tv.exstream.server.schedule.draw.Memory;
import tv.exstream.server.schedule.draw.Walkers;
import tv.exstream.server.schedule.plan.PlanContext;
import tv.exstream.server.schedule.sequential.DatedList;
import tv.exstream.server.schedule.sequential.SequentialProgram;

/**
 * The lists of instructions of a schedule: the usual one, and those for some days. Each goes on where it was when its
 * days come again. Marks, behind a prefix: {@code list} is a number for the name of the one that is on, absent for the
 * usual one; {@code on/<number>/} goes before those of a list for some days.
 */
final class Tracks {
    private static final String LIST = "list";
    private static final String ON = "on/";

    private record Dated(long number, DateRule.Range days, int priority, Track track) {}

    private final PlanContext context;
    private final Memory memory;
    private final String prefix;
    private final Track usual;
    private final List<Dated> dated = new ArrayList<>();

    Tracks(SequentialProgram program, PlanContext context, String prefix, String cursors) {
        this.context = context;
        this.memory = context.memory();
        this.prefix = prefix;
        this.usual = Track.of(program, program.playout(), context, prefix, cursors);
        for (DatedList list : program.schedules()) {
            long number = Walkers.number(list.name());
            dated.add(new Dated(
                    number,
                    new DateRule.Range(list.from(), list.to(), list.fromYear(), list.toYear()),
                    list.priority(),
                    Track.of(program, list.playout(), context, prefix(number), cursors)));
        }
        // Stable: of equals the first in the text is the first.
        dated.sort(Comparator.comparingInt(Dated::priority).reversed());
    }

    Track usual() {
        return usual;
    }

    /** The list that is on: another one from the first instruction on that begins on its days. */
    Track on(long at) {
        long known = memory.mark(prefix + LIST, 0);
        Optional<Dated> on =
                dated.stream().filter(list -> list.number() == known).findFirst();
        Track track = on.map(Dated::track).orElse(usual);
        if (dated.isEmpty() || !track.between(memory)) {
            return track;
        }
        LocalDate today = context.clock().date(at);
        Optional<Dated> next =
                dated.stream().filter(list -> list.days().includes(today)).findFirst();
        next.ifPresentOrElse(list -> memory.set(prefix + LIST, list.number()), () -> memory.clear(prefix + LIST));
        return next.map(Dated::track).orElse(usual);
    }

    /** When a list that has come to its end may give way to another one. */
    long end(long at, long wall) {
        return dated.isEmpty() ? wall : Math.min(wall, context.clock().endOfDay(at));
    }

    /** After the text has changed: finds the instructions again, and forgets lists that are not there any more. */
    void find() {
        usual.find(memory);
        dated.forEach(list -> list.track().find(memory));
        List<String> there = dated.stream().map(list -> prefix(list.number())).toList();
        memory.forget(prefix + ON, (mark, value) -> there.stream().noneMatch(mark::startsWith));
    }

    private String prefix(long number) {
        return prefix + ON + number + "/";
    }
}
