package tv.exstream.server.script;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.playout.Fork;
import tv.exstream.server.schedule.interpreter.ScriptSession;

/** A session that a script has open. Safe from any thread: one caller at a time. */
final class OpenScript {
    private final String id;
    private final ChannelNumber channel;
    private final boolean fresh;
    private final Fork fork;
    private final ScriptSession session;
    private final InstantSource clock;
    private final Duration idle;
    private volatile Instant used;

    /**
     * @param fresh earlier scripts were forgotten
     * @param idle  how long it waits for its script
     */
    OpenScript(
            String id,
            ChannelNumber channel,
            boolean fresh,
            Fork fork,
            ScriptSession session,
            InstantSource clock,
            Duration idle) {
        this.id = id;
        this.channel = channel;
        this.fresh = fresh;
        this.fork = fork;
        this.session = session;
        this.clock = clock;
        this.idle = idle;
        this.used = clock.instant();
    }

    String id() {
        return id;
    }

    ChannelNumber channel() {
        return channel;
    }

    boolean fresh() {
        return fresh;
    }

    Fork fork() {
        return fork;
    }

    /** When it was last used. */
    Instant used() {
        return used;
    }

    /** When it is discarded unless it is used before. */
    Instant expires() {
        return used.plus(idle);
    }

    /** @throws ScriptException where the session refuses */
    <T> T use(Function<ScriptSession, T> work) {
        synchronized (this) {
            used = clock.instant();
            try {
                return work.apply(session);
            } catch (IllegalArgumentException e) {
                throw new ScriptException(e);
            }
        }
    }
}
