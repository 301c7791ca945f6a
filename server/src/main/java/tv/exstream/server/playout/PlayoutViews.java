package tv.exstream.server.playout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.ChannelProgramming;
import tv.exstream.server.http.ProblemException;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.definition.ScheduleJson;
import tv.exstream.server.schedule.definition.StreamUrls;
import tv.exstream.server.schedule.item.Content;
import tv.exstream.server.schedule.item.FillerKind;
import tv.exstream.server.schedule.item.Overrides;
import tv.exstream.server.schedule.item.ScheduledItem;
import tv.exstream.server.schedule.plan.Plan;

/** Playouts as the API shows and takes them. */
final class PlayoutViews {
    private static final int HEXADECIMAL = 16;
    private static final Pattern SEED = Pattern.compile("[0-9a-fA-F]{1,16}");

    private PlayoutViews() {}

    /**
     * How a channel's playout stands.
     *
     * @param seed      of everything random in it, as text: JSON numbers lose digits in browsers
     * @param zone      whose wall clock its schedule goes by
     * @param items     airings in memory, those of the kept history included
     * @param from      where the first of them begins, absent before the first build
     * @param until     where the last of them ends
     * @param heldUntil an edit counts only from this moment on; absent when all of the future follows the schedule
     * @param warnings  what a person should look at
     */
    record PlayoutView(
            ChannelNumber number,
            String name,

            @JsonSerialize(using = ScheduleJson.DefinitionWriter.class)
            ScheduleDefinition definition,

            String seed,
            String zone,
            int items,
            Optional<Instant> from,
            Optional<Instant> until,
            Optional<Instant> heldUntil,
            List<String> warnings) {
        static PlayoutView of(PlayoutStatus status) {
            ChannelProgramming programming = status.programming();
            return new PlayoutView(
                    programming.channel().number(),
                    programming.channel().name(),
                    StreamUrls.masking(programming.definition()),
                    Long.toUnsignedString(programming.seed(), HEXADECIMAL),
                    status.zone().getId(),
                    status.items(),
                    status.from(),
                    status.until(),
                    status.heldUntil(),
                    status.warnings());
        }
    }

    /** What an airing shows. */
    enum Shown {
        @JsonProperty("media")
        MEDIA,
        @JsonProperty("rendered")
        RENDERED,
        @JsonProperty("relay")
        RELAY,
        @JsonProperty("stream")
        STREAM,
        @JsonProperty("offline")
        OFFLINE
    }

    /**
     * An airing.
     *
     * @param mediaId    of the library item shown
     * @param missing    true when the library does not have it any more: a slate stands in for it
     * @param inPoint    position in the content at the start
     * @param outPoint   position in the content at the finish
     * @param fillerKind absent for a programme
     * @param groupStart airings of one group are one entry of the guide: when the group begins
     * @param overrides  of how it is shown; absent: as the channel says
     * @param reason     which part of the schedule chose it, and what that went by; absent in what an edit changes
     */
    record PlannedAiring(
            Instant start,
            Instant finish,
            String title,
            Shown content,
            OptionalLong mediaId,
            Optional<Boolean> missing,
            Duration inPoint,
            Duration outPoint,
            Optional<FillerKind> fillerKind,
            Instant groupStart,
            Optional<Overrides> overrides,
            Optional<Plan.Reason> reason) {
        static PlannedAiring of(PlayoutItem airing, Optional<Plan.Reason> reason) {
            boolean missing = !airing.offline() && airing.source().isEmpty();
            return of(airing.item(), missing ? Optional.of(true) : Optional.empty(), reason);
        }

        static PlannedAiring of(ScheduledItem item) {
            return of(item, Optional.empty(), Optional.empty());
        }

        private static PlannedAiring of(ScheduledItem item, Optional<Boolean> missing, Optional<Plan.Reason> reason) {
            return new PlannedAiring(
                    item.start(),
                    item.finish(),
                    item.title(),
                    switch (item.content()) {
                        case Content.Media media -> Shown.MEDIA;
                        case Content.Rendered rendered -> Shown.RENDERED;
                        case Content.Relay relay -> Shown.RELAY;
                        case Content.Stream stream -> Shown.STREAM;
                        case Content.Offline offline -> Shown.OFFLINE;
                    },
                    item.content() instanceof Content.Media media
                            ? OptionalLong.of(media.mediaId())
                            : OptionalLong.empty(),
                    missing,
                    item.inPoint(),
                    item.outPoint(),
                    item.fillerKind(),
                    Instant.ofEpochMilli(item.guideGroup()),
                    Optional.of(item.overrides()).filter(overrides -> !overrides.equals(Overrides.NONE)),
                    reason);
        }
    }

    /**
     * How a future would differ, or differs, from the one before.
     *
     * @param from what began before is untouched
     * @param kept airings that are in both, to the millisecond
     */
    record Diff(
            Instant from,
            List<PlannedAiring> removed,
            List<PlannedAiring> added,
            List<PlannedAiring> kept,
            List<String> warnings) {
        static Diff of(PlayoutDiff diff) {
            return new Diff(
                    diff.from(), airings(diff.removed()), airings(diff.added()), airings(diff.kept()), diff.warnings());
        }

        private static List<PlannedAiring> airings(List<ScheduledItem> items) {
            return items.stream().map(PlannedAiring::of).toList();
        }
    }

    /**
     * What is wanted of a channel's future. All may be left out.
     *
     * @param definition the channel's schedule from then on
     * @param seed       up to 16 hexadecimal digits; another seed, another order of everything random
     * @param from       what begins before this moment stays as it is planned
     * @param reset      begin as a channel that has never aired anything
     */
    record Edit(
            @JsonDeserialize(contentUsing = ScheduleJson.DefinitionReader.class)
            Optional<ScheduleDefinition> definition,

            Optional<String> seed,
            Optional<Instant> from,
            Optional<Boolean> reset) {
        PlayoutEdit edit() {
            OptionalLong number =
                    seed.map(text -> OptionalLong.of(parseSeed(text))).orElse(OptionalLong.empty());
            return new PlayoutEdit(definition, number, from, reset.orElse(false));
        }
    }

    /** @throws ProblemException for what is no seed */
    static long parseSeed(String text) {
        if (!SEED.matcher(text).matches()) {
            throw ProblemException.badRequest(
                    "'" + text + "' is not a seed: give up to 16 digits from 0 to f, as /api/playouts shows them");
        }
        return Long.parseUnsignedLong(text, HEXADECIMAL);
    }
}
