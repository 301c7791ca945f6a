package tv.exstream.server.schedule.definition;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonProperty;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.Overrides;

/**
 * A time of the day, or of some days of the week, and what is on then. A slot ends when the next one begins, or earlier.
 *
 * @param start     by the wall clock
 * @param days      on which it begins; every day if empty
 * @param duration  it ends so long after its start at the latest; empty for not before the next slot
 * @param content   what it draws from; filler only if empty
 * @param rerunOf   the place, from 1, of the slot whose newest airing it repeats; its content is that slot's
 * @param padding   what takes the time that no programme fits in; {@link Padding#FILLER} if empty
 * @param extend    a programme may end so long after the slot; not at all if empty
 * @param compress  where no more than this is left, the next slot begins early; not at all if empty
 * @param padTo     programmes begin at multiples of so many minutes
 * @param spread    filler is spread between the programmes of the slot, not put at its end
 * @param title     of its programmes
 * @param filler    its own; that of the schedule if empty
 * @param overrides how its programmes are shown
 */
public record TimeSlot(
        LocalTime start,
        Set<DayOfWeek> days,
        Optional<Duration> duration,
        Optional<Draw> content,
        Optional<Integer> rerunOf,
        Optional<Padding> padding,
        Optional<Duration> extend,
        Optional<Duration> compress,
        Optional<Integer> padTo,
        boolean spread,
        Optional<String> title,
        List<Filler> filler,
        Optional<Overrides> overrides) {
    public TimeSlot {
        days = DateRule.sorted(days);
        filler = List.copyOf(filler);
        Filler.check(filler);
        duration.filter(d -> d.compareTo(Airable.SHORTEST) < 0).ifPresent(d -> {
            throw new IllegalArgumentException("a slot of " + d + ": give at least a second");
        });
        padTo.filter(minutes -> minutes < 1 || minutes > 1440).ifPresent(minutes -> {
            throw new IllegalArgumentException("padding to " + minutes + " minutes: give 1 to 1440");
        });
    }

    /** What takes the time that no programme of a slot fits in. */
    public enum Padding {
        /** Nothing. */
        @JsonProperty("none")
        NONE,
        /** Tail filler, then fallback filler. */
        @JsonProperty("filler")
        FILLER,
        /** The slot's newest programme again, cut at its end. */
        @JsonProperty("loop")
        LOOP,
        /** The next slot, early. */
        @JsonProperty("next")
        NEXT
    }
}
