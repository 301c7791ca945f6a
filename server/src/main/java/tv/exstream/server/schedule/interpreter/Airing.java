package tv.exstream.server.schedule.interpreter;

import java.util.List;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.filler.Breaks;
import tv.exstream.server.schedule.filler.MidRoll;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.plan.Pieces;
import tv.exstream.server.schedule.plan.Plan;
import tv.exstream.server.schedule.sequential.Instruction;
import tv.exstream.server.schedule.sequential.Line;
import tv.exstream.server.schedule.sequential.Showing;

/** Puts an item of a sequential schedule or a script on air with what goes with it. */
final class Airing {
    /** Carries out what goes with an item. */
    interface Rolls {
        /** A whole sequence at once, as far as there is room before {@code wall}. */
        void roll(String key, Pieces out, long wall, Setting in);
    }

    private final Switches switches;
    private final Rolls sequences;

    Airing(Switches switches, Rolls sequences) {
        this.switches = switches;
        this.sequences = sequences;
    }

    /**
     * @param limit       epoch milliseconds at which it is cut, if it is not over, and after which nothing goes with it
     * @param interrupted at its chapters, if something goes there
     */
    void air(Line line, Showing showing, Airable item, Pieces out, long limit, Setting in, boolean interrupted) {
        Optional<FillerKind> kind =
                showing.role().isPresent() ? kind(showing.role().get()) : in.roll();
        long group = in.group().orElseGet(() -> switches.group(kind, out.at()));
        boolean rolls = in.roll().isEmpty();
        if (rolls) {
            around(Instruction.At.BEFORE, FillerKind.PRE_ROLL, out, limit - item.airMillis(), group);
        }
        long length = Math.min(item.airMillis(), limit - out.at());
        String title = showing.title()
                .or(in::title)
                .or(() -> kind.isEmpty() ? switches.groupTitle() : Optional.empty())
                .orElse(item.title());
        Overrides overrides = switches.overrides(showing);
        Plan.Reason reason = new Plan.Reason(line.describe(), "next of " + showing.content());
        long from = 0;
        for (long point : interrupted ? breaks(item, length) : List.<Long>of()) {
            Pieces filler = new Pieces(out.at() + point - from);
            around(Instruction.At.WITHIN, FillerKind.MID_ROLL, filler, limit - (length - point), group);
            // A break that nothing was found for is none.
            if (!filler.pieces().isEmpty()) {
                out.media(item, from, point, kind, title, group, overrides, reason);
                out.append(filler);
                from = point;
            }
        }
        out.media(item, from, length, kind, title, group, overrides, reason);
        if (rolls) {
            around(Instruction.At.AFTER, FillerKind.POST_ROLL, out, limit, group);
        }
    }

    private List<Long> breaks(Airable item, long length) {
        if (switches.roll(Instruction.At.WITHIN).isEmpty()) {
            return List.of();
        }
        MidRoll rule = new MidRoll(
                new MidRoll.Points.Chapters(),
                switches.chapters(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return Breaks.of(item, rule).stream().filter(point -> point < length).toList();
    }

    private void around(Instruction.At at, FillerKind kind, Pieces out, long wall, long group) {
        switches.roll(at).ifPresent(key -> sequences.roll(key, out, wall, Setting.roll(kind, group)));
    }

    private static Optional<FillerKind> kind(Showing.Role role) {
        return switch (role) {
            case NONE -> Optional.empty();
            case PREROLL -> Optional.of(FillerKind.PRE_ROLL);
            case MIDROLL -> Optional.of(FillerKind.MID_ROLL);
            case POSTROLL -> Optional.of(FillerKind.POST_ROLL);
            case TAIL -> Optional.of(FillerKind.TAIL);
            case FALLBACK -> Optional.of(FillerKind.FALLBACK);
        };
    }
}
