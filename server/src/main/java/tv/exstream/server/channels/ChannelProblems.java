package tv.exstream.server.channels;

import java.util.function.Supplier;

import tv.exstream.server.http.ProblemException;

/** What the API answers when a change of a channel cannot be made. */
public final class ChannelProblems {
    private ChannelProblems() {}

    /** Does it, with a {@link ProblemException} for a {@link ChannelException}. */
    public static <T> T answering(Supplier<T> change) {
        try {
            return change.get();
        } catch (ChannelException e) {
            String detail = e.detail();
            throw switch (e.kind()) {
                case NOT_FOUND -> ProblemException.notFound(detail);
                case NUMBER_TAKEN -> ProblemException.conflict(detail);
                case INVALID -> ProblemException.unprocessable(detail);
            };
        }
    }
}
