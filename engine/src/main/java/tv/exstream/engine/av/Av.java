package tv.exstream.engine.av;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import tv.exstream.engine.EngineException;
import tv.exstream.engine.EngineException.Kind;
import tv.exstream.engine.FaultClass;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_BAD_REQUEST;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_OTHER_4XX;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_SERVER_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_TOO_MANY_REQUESTS;
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
    /** What libav's network protocols say for want of a better word: an unknown host, a body cut short. */
    private static final int EIO = -5;

    private static final int EACCES = -13;
    private static final int ESTALE = MAC ? -70 : -116;
    private static final int ETIMEDOUT = MAC ? -60 : -110;
    /** Connection refused, host unreachable, network unreachable; reset, aborted, broken pipe, not connected. */
    private static final Set<Integer> NO_CONNECTION =
            MAC ? Set.of(-61, -65, -51, -54, -53, -32, -57) : Set.of(-111, -113, -101, -104, -103, -32, -107);

    private static final Set<Integer> HTTP_REFUSALS = Set.of(
            AVERROR_HTTP_BAD_REQUEST,
            AVERROR_HTTP_UNAUTHORIZED,
            AVERROR_HTTP_FORBIDDEN,
            AVERROR_HTTP_TOO_MANY_REQUESTS,
            AVERROR_HTTP_OTHER_4XX);
    /** Calls that only encoders make. */
    private static final Set<String> ENCODING = Set.of("avcodec_send_frame", "avcodec_receive_packet");

    private Av() {}

    /** Passes a non-negative code through. */
    static int check(int code, String call, String on) {
        if (code < 0) {
            throw failure(code, call, on);
        }
        return code;
    }

    static EngineException failure(int code, String call, String on) {
        return failure(code, call, describe(code), on);
    }

    /** @param reason in place of what libav says of the code */
    static EngineException failure(int code, String call, String reason, String on) {
        return failure(faultOf(code, call), code, call, reason, on);
    }

    static EngineException failure(FaultClass fault, int code, String call, String reason, String on) {
        Kind kind = switch (fault) {
            case NETWORK -> Kind.UNAVAILABLE;
            case NOT_FOUND -> Kind.NOT_FOUND;
            default -> kindOf(code);
        };
        return new EngineException(
                kind, fault, "kind=" + kind + " call=" + call + " reason=\"" + reason + "\" on=" + on);
    }

    static FaultClass faultOf(int code, String call) {
        if (ENCODING.contains(call)) {
            return FaultClass.ENCODER;
        }
        if (HTTP_REFUSALS.contains(code)) {
            return FaultClass.REFUSED;
        }
        if (code == AVERROR_HTTP_SERVER_ERROR) {
            return FaultClass.SERVER_ERROR;
        }
        if (NO_CONNECTION.contains(code)) {
            return FaultClass.NETWORK;
        }
        return switch (kindOf(code)) {
            case NOT_FOUND -> FaultClass.NOT_FOUND;
            case MALFORMED -> FaultClass.MALFORMED;
            case TIMEOUT -> FaultClass.TIMEOUT;
            case UNSUPPORTED -> FaultClass.UNSUPPORTED;
            case UNAVAILABLE, INTERNAL -> FaultClass.INTERNAL;
        };
    }

    /** The same code of a network protocol does not mean that a file is missing. */
    static boolean isVagueIoError(int code) {
        return code == EIO;
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
        if (code == AVERROR_HTTP_NOT_FOUND || code == AVERROR_HTTP_FORBIDDEN || code == AVERROR_HTTP_UNAUTHORIZED) {
            return Kind.NOT_FOUND;
        }
        if (NO_CONNECTION.contains(code) || code == AVERROR_HTTP_SERVER_ERROR || HTTP_REFUSALS.contains(code)) {
            return Kind.UNAVAILABLE;
        }
        if (code == ENOENT || code == EACCES || code == EIO || code == ESTALE) {
            return Kind.NOT_FOUND;
        }
        if (code == AVERROR_INVALIDDATA || code == AVERROR_EOF) {
            return Kind.MALFORMED;
        }
        return Kind.UNSUPPORTED;
    }
}
