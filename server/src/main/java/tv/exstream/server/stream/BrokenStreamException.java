package tv.exstream.server.stream;

import org.eclipse.jetty.io.EofException;

/** A stream that ended otherwise than by its viewer's leaving. An EofException, so that Jetty is quiet about it. */
final class BrokenStreamException extends EofException {
    private static final long serialVersionUID = 1L;

    BrokenStreamException(String message) {
        super(message);
    }
}
