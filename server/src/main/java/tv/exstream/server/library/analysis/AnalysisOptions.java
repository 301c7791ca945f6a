package tv.exstream.server.library.analysis;

import java.time.Duration;

import tv.exstream.server.config.Settings;

/**
 * @param mode      when files are looked at
 * @param publish   what was found reaches the library at most so often, and when all is done
 * @param lookAgain how often it is looked for something to do
 * @param retry     after a fault that may pass, the first time; the second time twice as long
 */
public record AnalysisOptions(Settings.Library.Analysis mode, Duration publish, Duration lookAgain, Duration retry) {
    public static AnalysisOptions of(Settings.Library.Analysis mode) {
        return new AnalysisOptions(mode, Duration.ofMinutes(3), Duration.ofSeconds(15), Duration.ofHours(1));
    }
}
