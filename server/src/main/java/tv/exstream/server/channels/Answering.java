package tv.exstream.server.channels;

import java.util.function.Supplier;

import tv.exstream.server.http.ProblemException;

/** What a change of channels or of what they air, refused by a service, is to who asked for it over HTTP. */
final class Answering {
    private Answering() {}

    static <T> T answering(Supplier<T> change) {
        try {
            return change.get();
        } catch (ChannelException e) {
            String detail = e.detail();
            throw switch (e.kind()) {
                case NOT_FOUND -> ProblemException.notFound(detail);
                case NUMBER_TAKEN, NAME_TAKEN, IN_USE -> ProblemException.conflict(detail);
                case INVALID -> ProblemException.unprocessable(detail);
            };
        }
    }
}
