package tv.exstream.server.script;

import java.util.function.Supplier;

import tv.exstream.server.http.ProblemException;

/** Which problem an answer is. */
final class ScriptProblems {
    private static final int RETRY_SECONDS = 60;

    private ScriptProblems() {}

    static <T> T answering(Supplier<T> work) {
        try {
            return work.get();
        } catch (ScriptException e) {
            throw switch (e.kind()) {
                case NOT_FOUND -> ProblemException.notFound(e.detail());
                case INVALID -> ProblemException.unprocessable(e.detail());
                case CONFLICT -> ProblemException.conflict(e.detail());
                case FULL -> ProblemException.unavailable(e.detail(), RETRY_SECONDS);
            };
        }
    }
}
