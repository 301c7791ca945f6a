package tv.exstream.server.schedule.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.filler.Breaks;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.filler.FillerMode.Pad;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;

/**
 * Lays one programme out with its filler: first the programme itself, then filler that is counted, then what pads to a
 * time. Filler takes the room that is left and never more. Used once.
 */
public final class ProgrammeLayout {
    private final PlanContext context;
    private final Programme programme;
    private final long at;
    private final long content;
    private final FillerPicks before;
    private final List<Long> breaks;
    private final List<FillerPicks> within = new ArrayList<>();
    private final FillerPicks after;
    /** What is left of the room. */
    private long spare;
    /** Room that is to be filled behind everything else. */
    private long rest;

    /** @param room milliseconds in which all must fit; the programme is cut if it is longer */
    private ProgrammeLayout(PlanContext context, Programme programme, long at, long room) {
        this.context = context;
        this.programme = programme;
        this.at = at;
        this.before = new FillerPicks(context, at);
        this.after = new FillerPicks(context, at);
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
        breaks.forEach(point -> within.add(new FillerPicks(context, at)));
    }

    /** @param room milliseconds that the programme may take with its filler */
    public static void lay(PlanContext context, Programme programme, Pieces out, long room) {
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
        fillers(FillerKind.PRE_ROLL).forEach(filler -> spare -= before.take(filler, spare));
        for (FillerPicks gap : within) {
            fillers(FillerKind.MID_ROLL).forEach(filler -> spare -= gap.take(filler, spare));
        }
        fillers(FillerKind.POST_ROLL).forEach(filler -> spare -= after.take(filler, spare));
    }

    private void pad() {
        Optional<Filler> padding =
                programme.fillers().stream().filter(Filler::pads).findFirst();
        if (padding.isEmpty() || !(padding.get().mode().orElseThrow() instanceof Pad pad)) {
            return;
        }
        long end = at + content + before.millis() + after.millis();
        for (FillerPicks gap : within) {
            end += gap.millis();
        }
        long room = Math.min(spare, context.clock().pad(end, pad.minutes()) - end);
        FillerPicks picks = new FillerPicks(context, at);
        rest = room - picks.fill(padding.get(), room);
        switch (padding.get().kind()) {
            case PRE_ROLL -> before.add(picks);
            case MID_ROLL -> spread(picks);
            case POST_ROLL, TAIL, FALLBACK -> after.add(picks);
        }
    }

    /** Evenly over the breaks; behind a programme that has none, before what follows it anyway. */
    private void spread(FillerPicks picks) {
        if (within.isEmpty()) {
            after.addFirst(picks);
        } else {
            picks.spread(within);
        }
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
        GapFiller fill = new GapFiller(
                context,
                programme.fillers(),
                programme.fillerOverrides(),
                programme.reason().rule());
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

    private void write(FillerPicks picks, FillerKind kind, Pieces out) {
        picks.write(
                out,
                kind,
                programme.group(),
                programme.fillerOverrides(),
                new Plan.Reason(programme.reason().rule(), kind + " filler"));
    }
}
