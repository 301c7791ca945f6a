package tv.exstream.server.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.FillerMode.Count;
import tv.exstream.server.schedule.FillerMode.Pad;
import tv.exstream.server.schedule.FillerMode.RandomCount;
import tv.exstream.server.schedule.FillerMode.Span;

/**
 * Lays one programme out with its filler: first the programme itself, then filler that is counted, then what pads to a
 * time. Filler takes the room that is left and never more. Used once.
 */
final class ProgrammeLayout {
    /** @param millis played of it: all, or less where it is cut */
    private record Pick(Airable item, long millis) {}

    private final PlanContext context;
    private final Programme programme;
    private final long at;
    private final long content;
    private final List<Pick> before = new ArrayList<>();
    private final List<Long> breaks;
    private final List<List<Pick>> within = new ArrayList<>();
    private final List<Pick> after = new ArrayList<>();
    /** What is left of the room. */
    private long spare;
    /** Room that is to be filled behind everything else. */
    private long rest;

    /** @param room milliseconds in which all must fit; the programme is cut if it is longer */
    private ProgrammeLayout(PlanContext context, Programme programme, long at, long room) {
        this.context = context;
        this.programme = programme;
        this.at = at;
        this.content = Math.min(programme.item().airMillis(), room);
        this.spare = room - content;
        MidRoll rule = fillers(FillerKind.MID_ROLL).stream()
                .findFirst()
                .flatMap(Filler::breaks)
                .orElse(MidRoll.AT_CHAPTERS);
        this.breaks = fillers(FillerKind.MID_ROLL).isEmpty()
                ? List.of()
                : Breaks.of(programme.item(), rule).stream()
                        .filter(point -> point < content)
                        .toList();
        breaks.forEach(point -> within.add(new ArrayList<>()));
    }

    static void lay(PlanContext context, Programme programme, Pieces out, long room) {
        ProgrammeLayout layout = new ProgrammeLayout(context, programme, out.at(), room);
        layout.count();
        layout.pad();
        layout.write(out);
    }

    private List<Filler> fillers(FillerKind kind) {
        return programme.fillers().stream()
                .filter(filler -> filler.kind() == kind)
                .toList();
    }

    private void count() {
        fillers(FillerKind.PRE_ROLL).forEach(filler -> take(filler, before));
        for (List<Pick> gap : within) {
            fillers(FillerKind.MID_ROLL).forEach(filler -> take(filler, gap));
        }
        fillers(FillerKind.POST_ROLL).forEach(filler -> take(filler, after));
    }

    private void take(Filler filler, List<Pick> into) {
        switch (filler.mode().orElseThrow()) {
            case Count count -> spare -= take(filler, count.count(), spare, into);
            case RandomCount range ->
                spare -= take(filler, context.fillers().between(range.least(), range.most()), spare, into);
            case Span span ->
                spare -= take(
                        filler,
                        Integer.MAX_VALUE,
                        Math.min(spare, span.duration().toMillis()),
                        into);
            case Pad pad -> {
                // Comes last, when it is known what is to be padded.
            }
        }
    }

    /** At most so many items that fit in {@code room} together; how much of it they take. */
    private long take(Filler filler, int most, long room, List<Pick> into) {
        long left = room;
        for (int i = 0; i < most && left > 0; i++) {
            Optional<Airable> item = context.fillers().fitting(filler, at, left);
            if (item.isEmpty()) {
                break;
            }
            into.add(new Pick(item.get(), item.get().airMillis()));
            left -= item.get().airMillis();
        }
        boolean limited = most == Integer.MAX_VALUE;
        if (filler.trim() && limited && left >= ScheduleEngine.SHORTEST.toMillis()) {
            Optional<Airable> cut = context.fillers().any(filler, at);
            if (cut.isPresent()) {
                long millis = Math.min(left, cut.get().airMillis());
                into.add(new Pick(cut.get(), millis));
                left -= millis;
            }
        }
        return room - left;
    }

    private void pad() {
        Optional<Filler> padding =
                programme.fillers().stream().filter(Filler::pads).findFirst();
        if (padding.isEmpty() || !(padding.get().mode().orElseThrow() instanceof Pad pad)) {
            return;
        }
        long end = at + content + sum(before) + sum(after);
        for (List<Pick> gap : within) {
            end += sum(gap);
        }
        long room = Math.min(spare, context.clock().pad(end, pad.minutes()) - end);
        List<Pick> picks = new ArrayList<>();
        rest = room - take(padding.get(), Integer.MAX_VALUE, room, picks);
        switch (padding.get().kind()) {
            case PRE_ROLL -> before.addAll(picks);
            case MID_ROLL -> spread(picks);
            case POST_ROLL, TAIL, FALLBACK -> after.addAll(picks);
        }
    }

    /** Evenly over the breaks; behind a programme that has none, before what follows it anyway. */
    private void spread(List<Pick> picks) {
        if (within.isEmpty()) {
            after.addAll(0, picks);
            return;
        }
        int gaps = within.size();
        for (int i = 0; i < gaps; i++) {
            within.get(i).addAll(picks.subList(i * picks.size() / gaps, (i + 1) * picks.size() / gaps));
        }
    }

    private static long sum(List<Pick> picks) {
        return picks.stream().mapToLong(Pick::millis).sum();
    }

    private void write(Pieces out) {
        write(before, FillerKind.PRE_ROLL, out);
        long from = 0;
        for (int i = 0; i < breaks.size(); i++) {
            // A break that nothing was found for is none.
            if (!within.get(i).isEmpty()) {
                part(from, breaks.get(i), out);
                write(within.get(i), FillerKind.MID_ROLL, out);
                from = breaks.get(i);
            }
        }
        part(from, content, out);
        write(after, FillerKind.POST_ROLL, out);
        GapFiller fill =
                new GapFiller(context, programme.fillers(), programme.reason().rule());
        long end = out.at() + rest;
        while (out.at() < end) {
            fill.fallback(out, end, programme.group());
        }
    }

    private void part(long from, long to, Pieces out) {
        out.media(
                programme.item(),
                from,
                to,
                Optional.empty(),
                programme.title(),
                programme.group(),
                programme.overrides(),
                programme.reason());
    }

    private void write(List<Pick> picks, FillerKind kind, Pieces out) {
        Plan.Reason reason = new Plan.Reason(programme.reason().rule(), kind + " filler");
        for (Pick pick : picks) {
            out.media(
                    pick.item(),
                    0,
                    pick.millis(),
                    Optional.of(kind),
                    pick.item().title(),
                    programme.group(),
                    Overrides.NONE,
                    reason);
        }
    }
}
