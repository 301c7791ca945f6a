package tv.exstream.server.schedule.definition;

import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;

import tv.exstream.server.schedule.draw.Draw;
import tv.exstream.server.schedule.filler.Filler;
import tv.exstream.server.schedule.item.Overrides;

/**
 * One rule of a classic schedule.
 *
 * @param content   what it draws from
 * @param start     when it begins, by the wall clock; right after the rule before it if empty
 * @param overrun   of its items; {@link Overrun#SKIP} if empty
 * @param guide     {@link GuideMode#NORMAL} if empty
 * @param title     of all it puts on air, which is then one entry of the guide
 * @param filler    at most one of it pads
 * @param overrides how its items are shown
 */
public record ClassicRule(
        Draw content,
        RuleMode mode,
        Optional<FixedStart> start,
        Optional<Overrun> overrun,
        Optional<GuideMode> guide,
        Optional<String> title,
        List<Filler> filler,
        Optional<Overrides> overrides) {
    public ClassicRule {
        filler = List.copyOf(filler);
        Filler.check(filler);
        content.requireItems("a rule of a classic schedule");
    }

    /** A rule that says no more than what, how much and when. */
    public static ClassicRule of(Draw content, RuleMode mode, Optional<FixedStart> start) {
        return new ClassicRule(
                content,
                mode,
                start,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Whether it begins at its time even if something else is on. */
    public boolean strict() {
        return start.filter(fixed -> !fixed.flexible()).isPresent();
    }

    /** @param flexible begins at once, late, if it would otherwise have to wait for the next day */
    public record FixedStart(LocalTime time, boolean flexible) {}

    /** How the guide shows a rule's items. */
    public enum GuideMode {
        /** Each is an entry. */
        @JsonProperty("normal")
        NORMAL,
        /** They belong to the entry before them. */
        @JsonProperty("filler")
        FILLER
    }
}
