package tv.exstream.server.schedule.filler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tv.exstream.server.schedule.draw.Airable;
import tv.exstream.server.schedule.draw.Facets;

/** Chooses where a programme is interrupted. */
public final class Breaks {
    /** Before any break, the last one is taken to be this long ago. */
    private static final double LONG_AGO_SECONDS = 99_999;

    private Breaks() {}

    private record Point(long millis, String title) {}

    /** Positions in milliseconds, rising, within the item. */
    public static List<Long> of(Airable item, MidRoll rule) {
        long length = item.airMillis();
        if (length < rule.shortest().map(Duration::toMillis).orElse(0L)) {
            return List.of();
        }
        long last = length - Math.max(1, rule.keepEnd().map(Duration::toMillis).orElse(0L));
        List<Point> points = points(item, rule.at()).stream()
                .filter(point -> point.millis > 0 && point.millis <= last)
                .toList();
        Optional<Expression> expression = rule.expression().map(Expression::parse);
        long apart = rule.apart().map(Duration::toMillis).orElse(1L);
        int most = rule.most().orElse(Integer.MAX_VALUE);
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < points.size() && taken.size() < most; i++) {
            Point point = points.get(i);
            boolean farEnough = point.millis - (taken.isEmpty() ? 0 : taken.getLast()) >= apart;
            if (farEnough
                    && expression
                            .map(e -> e.holds(values(point, points, taken, length)))
                            .orElse(true)) {
                taken.add(point.millis);
            }
        }
        return taken;
    }

    private static Map<String, Object> values(Point point, List<Point> all, List<Long> taken, long length) {
        double at = point.millis / 1000.0;
        double total = length / 1000.0;
        Map<String, Object> values = new HashMap<>();
        values.put("last_mid_filler", taken.isEmpty() ? at + LONG_AGO_SECONDS : at - taken.getLast() / 1000.0);
        values.put("total_points", (double) all.size());
        values.put("total_duration", total);
        values.put("total_progress", at / total);
        values.put("remaining_duration", total - at);
        values.put("matched_points", (double) taken.size());
        values.put("point", at);
        values.put("num", (double) (all.indexOf(point) + 1));
        values.put("title", point.title);
        return values;
    }

    private static List<Point> points(Airable item, MidRoll.Points points) {
        return switch (points) {
            case MidRoll.Points.Chapters chapters -> {
                List<Facets.Chapter> all = item.facets().chapters();
                yield all.subList(0, Math.max(0, all.size() - 1)).stream()
                        .map(chapter -> new Point(chapter.end().toMillis(), chapter.title()))
                        .toList();
            }
            case MidRoll.Points.Blacks blacks ->
                item.facets().blacks().stream()
                        .filter(black -> black.silent() || !blacks.silent())
                        .map(black -> new Point(black.at().toMillis(), ""))
                        .toList();
            case MidRoll.Points.Every every -> {
                List<Point> marks = new ArrayList<>();
                long step = every.interval().toMillis();
                for (long at = every.first().map(Duration::toMillis).orElse(step); at < item.airMillis(); at += step) {
                    marks.add(new Point(at, ""));
                }
                yield marks;
            }
            case MidRoll.Points.Percent percent ->
                percent.percent().stream()
                        .map(p -> new Point(item.airMillis() * p / 100, ""))
                        .toList();
        };
    }
}
