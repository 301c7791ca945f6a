package tv.exstream.server.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Every request of the API passes here: the observer is told of each, and a server that stops waits for those under way.
 * (Jetty's own graceful stop cuts off HTTP/2 requests that are quiet for as long as an idle connection may be.)
 */
final class Exchanges extends Handler.Wrapper {
    private final RequestObserver observer;
    private int underWay;
    private boolean stopping;

    Exchanges(Handler inner, RequestObserver observer) {
        super(inner);
        this.observer = observer;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!enter()) {
            Response.writeError(request, response, callback, 503, "the server is stopping; try again in a moment");
            return true;
        }
        long from = request.getBeginNanoTime();
        Request.addCompletionListener(request, failure -> {
            observer.answered(request.getMethod(), response.getStatus(), System.nanoTime() - from);
            leave();
        });
        return super.handle(request, response, callback);
    }

    private synchronized boolean enter() {
        if (stopping) {
            return false;
        }
        underWay++;
        return true;
    }

    private synchronized void leave() {
        underWay--;
        notifyAll();
    }

    /** Lets nobody in any more and waits until nobody is left. @return false when some still were after {@code limit} */
    synchronized boolean drain(Duration limit) {
        stopping = true;
        long end = System.nanoTime() + limit.toNanos();
        try {
            for (long left = limit.toNanos(); underWay > 0 && left > 0; left = end - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // in a hurry: what is under way is cut off
        }
        return underWay == 0;
    }
}
