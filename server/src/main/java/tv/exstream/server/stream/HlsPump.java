package tv.exstream.server.stream;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

import tv.exstream.engine.hls.HlsBody;

/** Writes a segment's buffers one after the other, asynchronously and without a copy; then lets go of them. */
final class HlsPump extends IteratingCallback {
    private final HlsBody body;
    private final Response response;
    private final Callback outcome;
    private final LongConsumer delivered;
    private int next;

    /** @param body closed at the end, whatever that is */
    HlsPump(HlsBody body, Response response, Callback outcome, LongConsumer delivered) {
        this.body = body;
        this.response = response;
        this.outcome = outcome;
        this.delivered = delivered;
    }

    @Override
    protected Action process() {
        if (next == body.buffers()) {
            return Action.SUCCEEDED;
        }
        ByteBuffer buffer = body.buffer(next++);
        response.write(next == body.buffers(), buffer, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        delivered.accept(body.size());
        body.close();
        outcome.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        body.close();
        outcome.failed(cause);
    }
}
