package tv.exstream.server.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import tv.exstream.engine.ChannelStatus;
import tv.exstream.engine.fanout.ViewerStats;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelMode;
import tv.exstream.server.guide.Airing;
import tv.exstream.server.guide.GuideEntry;

/**
 * What a channel shows and how it is doing, as the API shows it.
 *
 * @param state           {@code STOPPED} (it starts with its first viewer), {@code STARTING}, {@code ON_AIR} or
 *                        {@code LINGERING}
 * @param programme       by the guide, which holds whether or not anybody watches; filler is part of it
 * @param positionSeconds how far into that programme, what was shown before the channel stood still included
 * @param standsStillSince absent unless the channel is on demand and nobody watches
 * @param item            of the playout, which is what is really played: filler, or a part of the programme
 * @param slate           true while a slate stands in for the item
 * @param video           how the picture is made, while on air
 */
public record NowView(
        String channel,
        String name,
        ChannelMode mode,
        Optional<Instant> standsStillSince,
        ChannelStatus.State state,
        Instant time,
        Optional<ProgrammeView> programme,
        Optional<ProgrammeView> next,
        double positionSeconds,
        Optional<ItemView> item,
        boolean slate,
        Optional<StreamView> video,
        Optional<StreamView> audio,
        List<ViewerView> viewers,
        ChannelStatus.Counters health,
        Optional<String> fault) {

    /** A guide entry in short. */
    public record ProgrammeView(
            Instant start,
            Instant stop,
            String title,
            Optional<String> subTitle,
            OptionalInt season,
            OptionalInt episode,
            Optional<String> fillerKind,
            OptionalLong mediaId) {
        static ProgrammeView of(GuideEntry entry) {
            return new ProgrammeView(
                    entry.start(),
                    entry.stop(),
                    entry.title(),
                    entry.subTitle(),
                    entry.season(),
                    entry.episode(),
                    entry.fillerKind(),
                    entry.mediaId());
        }
    }

    /**
     * An item of the playout.
     *
     * @param kind            {@code programme}, {@code off-air}, or that of filler: {@code pre-roll}, {@code mid-roll},
     *                        {@code post-roll}, {@code tail}, {@code fallback}
     * @param positionSeconds how far into it
     * @param mediaSeconds    position in the file or stream that is played
     */
    public record ItemView(
            Instant start,
            Instant stop,
            String title,
            Optional<String> subTitle,
            String kind,
            OptionalLong mediaId,
            double positionSeconds,
            double mediaSeconds) {
        static ItemView of(Airing airing, Instant time) {
            Duration position = Duration.between(airing.start(), time);
            return new ItemView(
                    airing.start(),
                    airing.stop(),
                    airing.title(),
                    airing.subTitle(),
                    airing.fillerKind().orElse(airing.offAir() ? "off-air" : "programme"),
                    airing.mediaId(),
                    seconds(position),
                    seconds(airing.inPoint().plus(position)));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** @param mode {@code copy} or {@code transcode} */
    public record StreamView(String mode, String codec, String reason) {
        static StreamView of(ChannelStatus.StreamDecision decision) {
            return new StreamView(decision.copy() ? "copy" : "transcode", decision.codec(), decision.reason());
        }
    }

    public record ViewerView(
            String id,
            String address,
            String userAgent,
            String format,
            Instant since,
            long bytes,
            long lag,
            long drops) {
        static ViewerView of(ViewerStats stats) {
            return new ViewerView(
                    stats.viewer().id(),
                    stats.viewer().address(),
                    stats.viewer().userAgent(),
                    stats.viewer().format(),
                    stats.since(),
                    stats.deliveredBytes(),
                    stats.queuedBytes(),
                    stats.drops());
        }
    }

    /** @param at the moment that the item is asked for: the present, unless the channel stands still */
    record Played(Optional<Airing> item, Instant at) {}

    static NowView of(
            Channel channel,
            ChannelStatus status,
            Optional<GuideEntry> now,
            Optional<GuideEntry> next,
            ChannelTimes.Standing standing,
            Played played,
            Instant time) {
        Duration position = standing.position()
                .or(() -> now.map(entry -> Duration.between(entry.start(), time)))
                .orElse(status.position());
        return new NowView(
                channel.number().toString(),
                channel.name(),
                channel.mode(),
                standing.since(),
                status.state(),
                time,
                now.map(ProgrammeView::of),
                next.map(ProgrammeView::of),
                seconds(position),
                played.item().map(airing -> ItemView.of(airing, played.at())),
                status.slate(),
                status.video().map(StreamView::of),
                status.audio().map(StreamView::of),
                status.viewers().stream().map(ViewerView::of).toList(),
                status.counters(),
                status.fault());
    }
}
