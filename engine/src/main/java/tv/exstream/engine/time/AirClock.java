package tv.exstream.engine.time;

/** What time it is on air. Implementations are thread-safe and cheap enough to ask for each packet. */
@FunctionalInterface
public interface AirClock {
    /** Now on the {@link Timeline}, unwrapped 90 kHz ticks. */
    long nowTicks90k();
}
