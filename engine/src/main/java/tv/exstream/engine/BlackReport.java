package tv.exstream.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a {@link BlackScan} found.
 *
 * @param spans in order, apart from each other
 * @param seen  how far the pictures were looked at, from the start of the contents
 * @param fault why it did not get further, where it did not; what was found before holds
 */
public record BlackReport(List<BlackSpan> spans, Duration seen, Optional<EngineException> fault) {
    public BlackReport {
        spans = List.copyOf(spans);
    }
}
