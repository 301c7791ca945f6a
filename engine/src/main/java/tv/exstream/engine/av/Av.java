package tv.exstream.engine.av;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_SERVER_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

/** libav's return codes: results where they are results, exceptions with a kind where they are errors. */
final class Av {
    private static final boolean MAC = System.getProperty("os.name", "").startsWith("Mac");

    /** libav negates POSIX error numbers, which macOS numbers differently. */
    static final int EAGAIN = MAC ? -35 : -11;

    static final int EINVAL = -22;

    private static final int ENOENT = -2;
    private static final int EIO = -5;
    private static final int EACCES = -13;
    private static final int ETIMEDOUT = MAC ? -60 : -110;
    /** Connection refused, no route to host, network unreachable. */
    private static final Set<Integer> NOT_REACHED = MAC ? Set.of(-61, -65, -51) : Set.of(-111, -113, -101);

    private Av() {}

    /** Passes a non-negative code through. */
    static int check(int code, String call, String on) {
        if (code < 0) {
            throw failure(code, call, on);
        }
        return code;
    }

    static EngineException failure(int code, String call, String on) {
        return new EngineException(
                kindOf(code), "kind=" + kindOf(code) + " call=" + call + " reason=\"" + describe(code) + "\" on=" + on);
    }

    static String describe(int code) {
        byte[] text = new byte[128];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, StandardCharsets.UTF_8);
    }

    private static Kind kindOf(int code) {
        if (code == AVERROR_EXIT || code == ETIMEDOUT) {
            return Kind.TIMEOUT;
        }
        if (NOT_REACHED.contains(code) || code == AVERROR_HTTP_SERVER_ERROR) {
            return Kind.UNAVAILABLE;
        }
        if (code == AVERROR_HTTP_NOT_FOUND || code == AVERROR_HTTP_FORBIDDEN || code == AVERROR_HTTP_UNAUTHORIZED) {
            return Kind.NOT_FOUND;
        }
        if (code == ENOENT || code == EACCES || code == EIO) {
            return Kind.NOT_FOUND;
        }
        if (code == AVERROR_INVALIDDATA || code == AVERROR_EOF) {
            return Kind.MALFORMED;
        }
        return Kind.UNSUPPORTED;
    }
}
