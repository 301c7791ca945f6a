package tv.exstream.engine.av;

import java.nio.charset.StandardCharsets;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

/** libav's return codes: results where they are results, exceptions with a kind where they are errors. */
final class Av {
    /** libav negates POSIX error numbers, and this is the one of ours that differs on macOS. */
    static final int EAGAIN = System.getProperty("os.name", "").startsWith("Mac") ? -35 : -11;

    static final int EINVAL = -22;

    private static final int ENOENT = -2;
    private static final int EIO = -5;
    private static final int EACCES = -13;
    private static final int ETIMEDOUT = -110;

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
        if (code == ENOENT || code == EACCES || code == EIO) {
            return Kind.NOT_FOUND;
        }
        if (code == AVERROR_INVALIDDATA || code == AVERROR_EOF) {
            return Kind.MALFORMED;
        }
        return Kind.UNSUPPORTED;
    }
}
