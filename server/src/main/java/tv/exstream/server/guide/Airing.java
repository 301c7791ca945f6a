package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import tv.exstream.server.playout.PlayoutItem;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.plan.Plan;

/**
 * One item of a playout as the API shows it: filler and the parts of a programme by themselves.
 *
 * @param start      first instant on air
 * @param stop       first instant no longer on air; equals the next one's start
 * @param title      of the airing
 * @param fillerKind empty for a programme, else {@code pre-roll}, {@code mid-roll}, {@code post-roll}, {@code tail} or
 *                   {@code fallback}
 * @param mediaId    library item shown, empty for synthetic or offline spans
 * @param content    {@code media}, {@code rendered}, {@code stream}, or {@code offline} for a span in which nothing is scheduled
 * @param inPoint    position in the content at {@code start}
 * @param outPoint   position in the content at {@code stop}
 * @param guideGroup when the guide's entry begins that this belongs to; left out while off air
 * @param reason     which part of the schedule chose it, and what that went by; left out unless asked for
 */
public record Airing(
        Instant start,
        Instant stop,
        String title,
        Optional<String> subTitle,
        Optional<String> description,
        OptionalInt season,
        OptionalInt episode,
        OptionalInt year,
        List<String> categories,
        Optional<String> fillerKind,
        OptionalLong mediaId,
        String content,
        Duration inPoint,
        Duration outPoint,
        Optional<Instant> guideGroup,
        Optional<Plan.Reason> reason) {
    private static final String OFFLINE = "offline";

    public Airing {
        categories = List.copyOf(categories);
    }

    /** Whether nothing is scheduled. */
    public boolean offAir() {
        return content.equals(OFFLINE);
    }

    /** @param entry of this item alone */
    static Airing of(GuideEntry entry, PlayoutItem item, Optional<Plan.Reason> reason) {
        return of(
                entry,
                switch (item.item().content()) {
                    case Content.Media media -> "media";
                    case Content.Rendered rendered -> "rendered";
                    case Content.Relay relay -> "relay";
                    case Content.Stream stream -> "stream";
                    case Content.Offline offline -> OFFLINE;
                },
                item.item().inPoint(),
                item.item().outPoint(),
                Optional.of(Instant.ofEpochMilli(item.item().guideGroup())),
                reason);
    }

    static Airing offAir(GuideEntry entry) {
        return of(
                entry,
                OFFLINE,
                Duration.ZERO,
                Duration.between(entry.start(), entry.stop()),
                Optional.empty(),
                Optional.empty());
    }

    private static Airing of(
            GuideEntry entry,
            String content,
            Duration inPoint,
            Duration outPoint,
            Optional<Instant> guideGroup,
            Optional<Plan.Reason> reason) {
        return new Airing(
                entry.start(),
                entry.stop(),
                entry.title(),
                entry.subTitle(),
                entry.description(),
                entry.season(),
                entry.episode(),
                entry.year(),
                entry.categories(),
                entry.fillerKind(),
                entry.mediaId(),
                content,
                inPoint,
                outPoint,
                guideGroup,
                reason);
    }
}
