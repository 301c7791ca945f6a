package tv.exstream.bench.system;

import java.util.List;

/** Of figures that are sorted already, by nearest rank. */
final class Percentiles {
    private Percentiles() {}

    /** @return NaN when there are none */
    static double of(List<Double> sorted, double percent) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }
}
