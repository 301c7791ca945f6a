package tv.exstream.server.preview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;

import io.swagger.v3.oas.annotations.media.Schema;

import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

/**
 * A preview as the API shows it.
 *
 * @param until    where the last item ends
 * @param seed     as text: JSON numbers lose digits in browsers
 * @param complete false where there was too much to look at: the items end early
 */
public record PreviewView(
        Instant from,
        Instant until,
        String zone,
        String seed,
        boolean complete,
        List<Item> items,
        List<String> warnings,
        Distribution distribution) {
    public PreviewView {
        items = List.copyOf(items);
        warnings = List.copyOf(warnings);
    }

    /**
     * One item, as {@code /api/channels/{number}/schedule} would show it, and why it is there.
     *
     * @param content {@code media}, {@code rendered} or {@code offline}
     * @param rule    the part of the definition
     * @param choice  what it went by
     * @param state   what of the schedule's state it changed: positions and marks, by their names
     */
    @Schema(name = "PreviewItem")
    public record Item(
            Instant start,
            Instant stop,
            String title,
            String content,
            Optional<String> fillerKind,
            OptionalLong mediaId,
            String rule,
            String choice,
            SortedMap<String, String> state) {}

    static PreviewView of(ScheduleDefinition definition, SchedulePreview.Result result, String zone, long seed) {
        Plan plan = result.plan();
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            items.add(item(plan.steps().get(i), result.changes().get(i)));
        }
        return new PreviewView(
                plan.from(),
                plan.finish(),
                zone,
                Long.toUnsignedString(seed, 16),
                result.complete(),
                items,
                plan.warnings(),
                Distribution.of(definition, plan));
    }

    private static Item item(Plan.Step step, SortedMap<String, String> state) {
        ScheduledItem item = step.item();
        return new Item(
                item.start(),
                item.finish(),
                item.title(),
                switch (item.content()) {
                    case Content.Media media -> "media";
                    case Content.Rendered rendered -> "rendered";
                    case Content.Relay relay -> "relay";
                    case Content.Stream stream -> "stream";
                    case Content.Offline offline -> "offline";
                },
                item.fillerKind().map(kind -> kind.name().toLowerCase(Locale.ROOT)),
                item.content() instanceof Content.Media media ? OptionalLong.of(media.mediaId()) : OptionalLong.empty(),
                step.reason().rule(),
                step.reason().choice(),
                state);
    }
}
