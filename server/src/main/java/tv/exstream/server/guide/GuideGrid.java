package tv.exstream.server.guide;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.library.MediaDetails;

/** Channels and their programmes in one window of time, as the API shows them; what else is known is at the media item. */
public record GuideGrid(Instant from, Instant to, List<GridChannel> channels) {
    public GuideGrid {
        channels = List.copyOf(channels);
    }

    /**
     * @param group  its main group
     * @param groups all of them
     * @param logo   address on this server
     */
    public record GridChannel(
            ChannelNumber number,
            String name,
            String group,
            List<String> groups,
            String guideId,
            String logo,
            List<GridProgramme> programmes) {
        public GridChannel {
            groups = List.copyOf(groups);
            programmes = List.copyOf(programmes);
        }

        static GridChannel of(Channel channel, List<GuideEntry> entries) {
            return new GridChannel(
                    channel.number(),
                    channel.name(),
                    channel.group(),
                    channel.groups(),
                    channel.guideId(),
                    "/iptv/logo/" + channel.number() + ".png",
                    entries.stream().map(GridProgramme::of).toList());
        }
    }

    /**
     * @param number     {@code S01E02}
     * @param fillerKind of an entry that is nothing but filler
     * @param icon       address of a picture on this server
     * @param repeat     it was shown before, here or elsewhere
     * @param premiere   it is first shown anywhere on this day
     * @param offAir     nothing is scheduled
     */
    public record GridProgramme(
            Instant start,
            Instant stop,
            String title,
            Optional<String> subTitle,
            Optional<String> description,
            Optional<String> number,
            OptionalInt season,
            OptionalInt episode,
            OptionalInt year,
            List<String> categories,
            Optional<String> rating,
            Optional<String> fillerKind,
            OptionalLong mediaId,
            Optional<String> icon,
            boolean repeat,
            boolean premiere,
            boolean offAir) {
        public GridProgramme {
            categories = List.copyOf(categories);
        }

        static GridProgramme of(GuideEntry entry) {
            Showing showing = entry.showing();
            return new GridProgramme(
                    entry.start(),
                    entry.stop(),
                    entry.title(),
                    entry.subTitle(),
                    entry.description(),
                    EpisodeNumber.onScreen(entry.season(), entry.episode(), entry.episodeEnd(), entry.dated()),
                    entry.season(),
                    entry.episode(),
                    entry.year(),
                    entry.categories(),
                    entry.details().certificate().map(MediaDetails.Certificate::value),
                    entry.fillerKind(),
                    entry.mediaId(),
                    entry.icon().map(kind -> "/iptv/art/" + entry.mediaId().orElseThrow() + "/" + kind.word() + ".jpg"),
                    showing.earlier().isPresent() || showing.elsewhere().isPresent(),
                    showing.premiere(),
                    entry.offAir());
        }
    }
}
