package tv.exstream.server.schedule.definition;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.Overrides;

/**
 * A kind of programme that has its turn now and then.
 *
 * @param content   what it draws from
 * @param weight    how often it is drawn, or how much air time it should have, next to the others; 1 to 1000, 1 if empty
 * @param cooldown  it does not come again for so long after it ended
 * @param mostInRow so many turns in a row, where another slot could have one; as many as chance gives if empty
 * @param count     programmes in a turn; 1 if neither this nor a duration is there
 * @param duration  of a turn
 * @param title     of its programmes
 * @param filler    its own; that of the schedule if empty
 * @param overrides how its programmes are shown
 */
public record RandomSlot(
        Draw content,
        Optional<Integer> weight,
        Optional<Duration> cooldown,
        Optional<Integer> mostInRow,
        Optional<Integer> count,
        Optional<Duration> duration,
        Optional<String> title,
        List<Filler> filler,
        Optional<Overrides> overrides) {
    public RandomSlot {
        filler = List.copyOf(filler);
        Filler.check(filler);
        if (weight.filter(w -> w < 1 || w > 1000).isPresent()) {
            throw new IllegalArgumentException("a weight of " + weight.get() + ": give 1 to 1000");
        }
        if (count.isPresent() && duration.isPresent()) {
            throw new IllegalArgumentException("a slot has a count or a duration, not both");
        }
        if (count.filter(n -> n < 1).isPresent() || mostInRow.filter(n -> n < 1).isPresent()) {
            throw new IllegalArgumentException("counts of a slot are at least 1");
        }
        if (content.channel().isPresent() && duration.isEmpty()) {
            throw new IllegalArgumentException("a slot that shows a channel needs a duration: it has no programmes");
        }
        if (duration.filter(d -> d.compareTo(Airable.SHORTEST) < 0).isPresent()) {
            throw new IllegalArgumentException("a slot of " + duration.get() + ": give at least a second");
        }
    }

    /** Its weight among the others; 1 unless it has one. */
    public int weightOr1() {
        return weight.orElse(1);
    }

    /** How the next slot is found among those that are not cooling. */
    public enum Choice {
        /** By chance, all alike. */
        @JsonProperty("uniform")
        UNIFORM,
        /** By chance, by weight. */
        @JsonProperty("weighted")
        WEIGHTED,
        /** In turn. */
        @JsonProperty("sequential")
        SEQUENTIAL,
        /** The one whose share of the air time so far is the furthest behind its weight. */
        @JsonProperty("balanced")
        BALANCED
    }
}
