package tv.exstream.server.schedule.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import tv.exstream.server.schedule.item.StreamAddress;

/** What of the addresses in definitions may be shown, and how what was shown becomes the address again. */
public final class StreamUrls {
    private StreamUrls() {}

    /** The definition with what may be secret hidden. */
    public static ScheduleDefinition masking(ScheduleDefinition definition) {
        return mapped(definition, StreamAddress::masked);
    }

    /** The definition with each hidden address of {@code before} that it still has, as it is shown. */
    public static ScheduleDefinition restored(ScheduleDefinition definition, ScheduleDefinition before) {
        List<String> known = urls(before);
        return mapped(
                definition,
                url -> StreamAddress.isMask(url)
                        ? known.stream()
                                .filter(secret -> StreamAddress.masked(secret).equals(url))
                                .findFirst()
                                .orElse(url)
                        : url);
    }

    /** Whether an address is not whole. */
    public static boolean masked(ScheduleDefinition definition) {
        return urls(definition).stream().anyMatch(StreamAddress::isMask);
    }

    private static List<String> urls(ScheduleDefinition definition) {
        List<String> found = new ArrayList<>();
        var unused = mapped(definition, url -> {
            found.add(url);
            return url;
        });
        return found;
    }

    private static ScheduleDefinition mapped(ScheduleDefinition definition, UnaryOperator<String> url) {
        return switch (definition) {
            case ScheduleDefinition.Stream stream ->
                new ScheduleDefinition.Stream(stream.title(), url.apply(stream.url()));
            case ScheduleDefinition.Alternating all ->
                new ScheduleDefinition.Alternating(
                        all.alternates().stream()
                                .map(each ->
                                        new ScheduleDefinition.Alternate(each.days(), mapped(each.schedule(), url)))
                                .toList(),
                        mapped(all.otherwise(), url));
            default -> definition;
        };
    }
}
