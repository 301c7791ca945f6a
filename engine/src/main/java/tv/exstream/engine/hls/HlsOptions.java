package tv.exstream.engine.hls;

import java.time.Duration;

/**
 * How a channel is cut.
 *
 * @param segment a segment ends at the first keyframe this long after its start; 1 s up to {@code target}
 * @param target  EXT-X-TARGETDURATION, whole seconds, 2 to 60: a group of pictures longer than that is cut within
 * @param part    EXT-X-PART-INF's PART-TARGET, 200 ms up to {@code segment}
 * @param window  segments listed at least, 3 to 1000; more where three target durations need them
 */
public record HlsOptions(Duration segment, Duration target, Duration part, int window) {
    public static final HlsOptions DEFAULT =
            new HlsOptions(Duration.ofSeconds(2), Duration.ofSeconds(6), Duration.ofMillis(350), 8);

    public HlsOptions {
        if (target.compareTo(Duration.ofSeconds(2)) < 0
                || target.compareTo(Duration.ofSeconds(60)) > 0
                || !target.equals(Duration.ofSeconds(target.toSeconds()))) {
            throw new IllegalArgumentException(
                    "HLS target duration is 2 to 60 s in whole seconds, not " + target.toMillis() + " ms");
        }
        if (segment.compareTo(Duration.ofSeconds(1)) < 0 || segment.compareTo(target) > 0) {
            throw new IllegalArgumentException("HLS segments are 1 s up to the target duration (" + target.toSeconds()
                    + " s), not " + segment.toMillis() + " ms");
        }
        if (part.compareTo(Duration.ofMillis(200)) < 0 || part.compareTo(segment) > 0) {
            throw new IllegalArgumentException("HLS parts are 200 ms up to a segment (" + segment.toMillis()
                    + " ms), not " + part.toMillis() + " ms");
        }
        if (window < 3 || window > 1000) {
            throw new IllegalArgumentException("an HLS playlist lists 3 to 1000 segments, not " + window);
        }
    }
}
