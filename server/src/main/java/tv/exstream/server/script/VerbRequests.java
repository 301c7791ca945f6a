package tv.exstream.server.script;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.schedule.definition.SequentialWords;
import tv.exstream.server.schedule.sequential.Amounts;
import tv.exstream.server.schedule.sequential.Fit;
import tv.exstream.server.schedule.sequential.Instruction;
import tv.exstream.server.schedule.sequential.Showing;
import tv.exstream.server.schedule.sequential.Until;
import tv.exstream.server.schedule.sequential.Vocabulary;

/**
 * What a script says to have an instruction carried out. Content is named by its key; durations and times of day are
 * written as in sequential schedules; a filler kind is none, preroll, midroll, postroll, tail or fallback.
 */
public final class VerbRequests {
    private static final int MOST_ITEMS = 10_000;

    private VerbRequests() {}

    public record ContentAll(
            String content,
            Optional<String> fillerKind,
            Optional<String> customTitle,
            Optional<Boolean> disableWatermarks) {
        Instruction instruction() {
            return new Instruction.All(showing(content, fillerKind, customTitle, disableWatermarks));
        }
    }

    public record PlayoutCount(
            String content,
            int count,
            Optional<String> fillerKind,
            Optional<String> customTitle,
            Optional<Boolean> disableWatermarks) {
        Instruction instruction() {
            return new Instruction.Count(
                    Integer.toString(limited("count", count, 0, MOST_ITEMS)),
                    showing(content, fillerKind, customTitle, disableWatermarks));
        }
    }

    public record PlayoutDuration(
            String content,
            String duration,
            Optional<String> fallback,
            Optional<Boolean> trim,
            Optional<Integer> discardAttempts,
            Optional<Boolean> stopBeforeEnd,
            Optional<Boolean> offlineTail,
            Optional<String> fillerKind,
            Optional<String> customTitle,
            Optional<Boolean> disableWatermarks) {
        Instruction instruction() {
            return new Instruction.Fill(
                    new Until.After(form("duration", duration, Amounts::duration)),
                    fit(fallback, trim, discardAttempts, stopBeforeEnd, offlineTail, false),
                    showing(content, fillerKind, customTitle, disableWatermarks));
        }
    }

    /** @param offlineTail absent: true */
    public record PlayoutPadToNext(
            String content,
            int minutes,
            Optional<String> fallback,
            Optional<Boolean> trim,
            Optional<Integer> discardAttempts,
            Optional<Boolean> stopBeforeEnd,
            Optional<Boolean> offlineTail,
            Optional<String> fillerKind,
            Optional<String> customTitle,
            Optional<Boolean> disableWatermarks) {
        Instruction instruction() {
            return new Instruction.Fill(
                    new Until.Mark(limited("minutes", minutes, 1, 1440)),
                    fit(fallback, trim, discardAttempts, stopBeforeEnd, offlineTail, true),
                    showing(content, fillerKind, customTitle, disableWatermarks));
        }
    }

    public record PlayoutPadUntil(
            String content,
            String when,
            Optional<Boolean> tomorrow,
            Optional<String> fallback,
            Optional<Boolean> trim,
            Optional<Integer> discardAttempts,
            Optional<Boolean> stopBeforeEnd,
            Optional<Boolean> offlineTail,
            Optional<String> fillerKind,
            Optional<String> customTitle,
            Optional<Boolean> disableWatermarks) {
        Instruction instruction() {
            return new Instruction.Fill(
                    clock(when, tomorrow),
                    fit(fallback, trim, discardAttempts, stopBeforeEnd, offlineTail, false),
                    showing(content, fillerKind, customTitle, disableWatermarks));
        }
    }

    public record PlayoutPadUntilExact(
            String content,
            Instant when,
            Optional<String> fallback,
            Optional<Boolean> trim,
            Optional<Integer> discardAttempts,
            Optional<Boolean> stopBeforeEnd,
            Optional<Boolean> offlineTail,
            Optional<String> fillerKind,
            Optional<String> customTitle,
            Optional<Boolean> disableWatermarks) {
        Instruction instruction() {
            return new Instruction.Fill(
                    new Until.Exactly(when),
                    fit(fallback, trim, discardAttempts, stopBeforeEnd, offlineTail, false),
                    showing(content, fillerKind, customTitle, disableWatermarks));
        }
    }

    public record ControlStartEpgGroup(Optional<Boolean> advance, Optional<String> customTitle) {
        Instruction instruction() {
            return new Instruction.EpgGroup(true, advance.orElse(true), customTitle.filter(title -> !title.isBlank()));
        }
    }

    /** @param variables what the elements' texts may refer to */
    public record ControlGraphicsOn(List<String> graphics, Optional<Map<String, String>> variables) {
        List<Instruction> instructions() {
            return graphics.stream()
                    .<Instruction>map(element -> new Instruction.GraphicsOn(element, variables.orElse(Map.of())))
                    .toList();
        }
    }

    /** @param graphics absent or empty: all */
    public record ControlGraphicsOff(Optional<List<String>> graphics) {
        List<Instruction> instructions() {
            return graphics.filter(some -> !some.isEmpty())
                    .map(some -> some.stream()
                            .<Instruction>map(element -> new Instruction.GraphicsOff(Optional.of(element)))
                            .toList())
                    .orElse(List.of(new Instruction.GraphicsOff(Optional.empty())));
        }
    }

    public record ControlWatermarkOn(List<String> watermark) {
        List<Instruction> instructions() {
            return watermark.stream()
                    .<Instruction>map(name -> new Instruction.Watermark(true, Optional.of(name)))
                    .toList();
        }
    }

    /** @param watermark absent or empty: all */
    public record ControlWatermarkOff(Optional<List<String>> watermark) {
        List<Instruction> instructions() {
            return watermark
                    .filter(some -> !some.isEmpty())
                    .map(some -> some.stream()
                            .<Instruction>map(name -> new Instruction.Watermark(false, Optional.of(name)))
                            .toList())
                    .orElse(List.of(new Instruction.Watermark(false, Optional.empty())));
        }
    }

    /** @param playlist the key of a playlist, or of any content for one item of it */
    public record ControlRollOn(String playlist) {
        Instruction instruction(Instruction.At at) {
            return new Instruction.Roll(at, Optional.of(playlist), Optional.empty());
        }
    }

    /**
     * @param playlist   the key of a playlist, or of any content for one item of it
     * @param expression which chapters are breaks; absent: all
     */
    public record ControlMidRollOn(String playlist, Optional<String> expression) {
        Instruction instruction() {
            expression.ifPresent(
                    formula -> SequentialWords.VOCABULARY.formulas().check(Vocabulary.Kind.BREAK, formula));
            return new Instruction.Roll(Instruction.At.WITHIN, Optional.of(playlist), expression);
        }
    }

    public record ControlSkipItems(String content, int count) {
        Instruction instruction() {
            return new Instruction.SkipItems(content, Integer.toString(limited("count", count, 0, 1_000_000)));
        }
    }

    public record ControlSkipToItem(String content, int season, int episode) {
        Instruction instruction() {
            return new Instruction.SkipToItem(
                    content, limited("season", season, 0, 100_000), limited("episode", episode, 1, 100_000));
        }
    }

    public record ControlWaitUntil(String when, Optional<Boolean> tomorrow, Optional<Boolean> rewindOnReset) {
        Instruction instruction() {
            return new Instruction.WaitUntil(clock(when, tomorrow), rewindOnReset.orElse(false));
        }
    }

    public record ControlWaitUntilExact(Instant when, Optional<Boolean> rewindOnReset) {
        Instruction instruction() {
            return new Instruction.WaitUntil(new Until.Exactly(when), rewindOnReset.orElse(false));
        }
    }

    /** @param amount how long the playout has been on when the session begins; at most a day */
    public record ControlRewind(String amount) {
        Instruction instruction() {
            return new Instruction.Rewind(form("amount", amount, Amounts::duration));
        }
    }

    private static Until clock(String when, Optional<Boolean> tomorrow) {
        return new Until.Clock(form("when", when, Amounts::time), tomorrow.orElse(false) ? "true" : "false");
    }

    private static Fit fit(
            Optional<String> fallback,
            Optional<Boolean> trim,
            Optional<Integer> discardAttempts,
            Optional<Boolean> stopBeforeEnd,
            Optional<Boolean> offlineTail,
            boolean usualTail) {
        return new Fit(
                stopBeforeEnd.orElse(true),
                limited("discardAttempts", discardAttempts.orElse(0), 0, MOST_ITEMS),
                trim.orElse(false),
                fallback.filter(key -> !key.isBlank()),
                offlineTail.orElse(usualTail));
    }

    private static Showing showing(
            String content, Optional<String> fillerKind, Optional<String> title, Optional<Boolean> bare) {
        return new Showing(
                content,
                title.filter(text -> !text.isBlank()),
                fillerKind.filter(text -> !text.isBlank()).map(VerbRequests::role),
                bare.orElse(false));
    }

    private static Showing.Role role(String text) {
        for (Showing.Role role : Showing.Role.values()) {
            if (role.name().equalsIgnoreCase(text)) {
                return role;
            }
        }
        throw new IllegalArgumentException("there is no filler kind '" + text.toLowerCase(Locale.ROOT)
                + "': use none, preroll, midroll, postroll, tail or fallback");
    }

    private static int limited(String property, int n, int least, int most) {
        if (n < least || n > most) {
            throw new IllegalArgumentException("'" + property + "' is " + n + ": give " + least + " to " + most);
        }
        return n;
    }

    private static <T> T form(String property, String text, java.util.function.Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + property + "' is '" + text + "', but takes " + e.getMessage(), e);
        }
    }
}
