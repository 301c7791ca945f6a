package tv.exstream.engine.source;

import java.time.Duration;
import java.util.Optional;

import tv.exstream.engine.ChannelStatus.StreamDecision;
import tv.exstream.engine.av.Flow;

/**
 * An opened programme that turns into packets, step by step. Opened on one thread and then handed to the channel's source
 * thread, which alone calls {@link #start} once, {@link #step} until it says {@link Flow#END}, and {@link #close}.
 */
public interface ProgrammeSource extends AutoCloseable {
    /** How the picture is made; empty: there is none. */
    Optional<StreamDecision> video();

    /** How the sound is made; empty: there is none. */
    Optional<StreamDecision> audio();

    /** True for material that comes as time passes and has no position: it is on air as it arrives. */
    boolean live();

    /** Where the contents end by their container's word, from their start; empty when it says nothing certain. */
    default Optional<Duration> announcedLength() {
        return Optional.empty();
    }

    /** Packets and pictures lost to damage so far. */
    default long damaged() {
        return 0;
    }

    /** Broken connections that were taken up where they ended, so far. */
    default long reconnects() {
        return 0;
    }

    /** Says where on the timeline the contents go, and lends the channel's encoders. */
    void start(AirWindow window, Encoders encoders);

    /**
     * Does a bounded piece of work and gives what came of it to {@code sink}.
     *
     * @return {@link Flow#END} once the window or the contents are exhausted
     * @throws tv.exstream.engine.EngineException when the source cannot be read or converted any further
     */
    Flow step(PacketSink sink);

    @Override
    void close();
}
