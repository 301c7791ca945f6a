package tv.exstream.engine;

import java.net.URI;
import java.nio.file.Path;

/** Where a programme's picture and sound come from. */
public sealed interface MediaSource {

    /** A file on a mounted disk. It may name nothing outside itself: playlists are refused. */
    record File(Path path) implements MediaSource {
        @Override
        public String describe() {
            return path.toString();
        }
    }

    /** A stream of the network (http, https, rtsp, udp, srt, …). */
    record Url(URI uri) implements MediaSource {
        /** The address without user info and query, which may hold secrets. */
        @Override
        public String describe() {
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return uri.getScheme() + "://" + uri.getHost() + port + path;
        }
    }

    /**
     * A stream of the network whose address is asked anew at each opening, because it expires.
     *
     * @param name     what people call it; not blank, holds no secret
     * @param resolver makes the address; the same object for the same stream, since sources are compared
     */
    record Resolved(String name, LinkResolver resolver) implements MediaSource {
        public Resolved {
            if (name.isBlank()) {
                throw new IllegalArgumentException("a source whose address is resolved needs a name");
            }
        }

        @Override
        public String describe() {
            return name;
        }
    }

    /**
     * Rendered by libavfilter, without end: no media needed.
     *
     * @param videoGraph a filter graph with one video output, e.g. {@code testsrc2=size=1280x720:rate=25}
     * @param audioGraph a filter graph with one audio output, e.g. {@code sine=frequency=440:sample_rate=48000}
     */
    record Synthetic(String videoGraph, String audioGraph) implements MediaSource {
        @Override
        public String describe() {
            return "synthetic:" + videoGraph;
        }
    }

    /** What a log line or an API answer may say of this source: no secrets. */
    String describe();
}
