package tv.exstream.server.script;

import java.time.Instant;

import tv.exstream.server.schedule.interpreter.ScriptSession;

/**
 * How far a session has come.
 *
 * @param currentTime where the next item begins
 * @param isDone      the finish has been reached
 */
public record ScriptContext(Instant currentTime, Instant startTime, Instant finishTime, boolean isDone) {
    static ScriptContext of(ScriptSession session) {
        return new ScriptContext(
                session.now(), session.from(), session.until(), !session.now().isBefore(session.until()));
    }
}
