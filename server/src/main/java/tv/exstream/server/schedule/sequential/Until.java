package tv.exstream.server.schedule.sequential;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;

/** How far an instruction goes. */
public sealed interface Until {
    /** So long. */
    record After(Duration duration) implements Until {}

    /** Until the wall clock shows a multiple of so many minutes since midnight; not at all where it does. */
    record Mark(int minutes) implements Until {}

    /**
     * Until the wall clock shows a time today.
     *
     * @param tomorrow a formula: whether it is meant to be the next day where that time is over today
     */
    record Clock(LocalTime time, String tomorrow) implements Until {}

    /** Until then. */
    record Exactly(Instant instant) implements Until {}
}
