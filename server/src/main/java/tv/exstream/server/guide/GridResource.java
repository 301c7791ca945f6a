package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.http.ProblemException;

/** {@code /api/guide}: what a grid of channels and hours is drawn from. */
@Path("/api/guide")
@Produces(MediaType.APPLICATION_JSON)
public final class GridResource {
    private static final Duration USUAL = Duration.ofHours(3);
    private static final Duration MOST = Duration.ofDays(31);
    /** What one answer may hold: some megabytes. */
    private static final long MOST_CHANNEL_HOURS = 5_000;

    private final ChannelCatalog channels;
    private final Guide guide;
    private final InstantSource clock;

    public GridResource(ChannelCatalog channels, Guide guide, InstantSource clock) {
        this.channels = channels;
        this.guide = guide;
        this.clock = clock;
    }

    /**
     * Programmes that overlap {@code [from, to)}, whole; from is now and to three hours later unless given.
     *
     * @param numbers of the channels wanted, divided by commas; all that are listed unless given
     */
    @GET
    public GuideGrid grid(
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to,
            @QueryParam("channels") @Nullable String numbers) {
        GuideWindow window = GuideWindow.of(from, to, clock.instant(), USUAL, MOST);
        List<Channel> wanted = numbers == null ? channels.listed() : wanted(numbers);
        long hours = Duration.between(window.from(), window.to()).toHours() + 1;
        if (hours * wanted.size() > MOST_CHANNEL_HOURS) {
            throw ProblemException.badRequest(
                    wanted.size() + " channels over " + hours + " hours are more than the " + MOST_CHANNEL_HOURS
                            + " channel-hours one request may ask for: name fewer channels, or a shorter time.");
        }
        return new GuideGrid(
                window.from(),
                window.to(),
                wanted.stream()
                        .map(channel -> GuideGrid.GridChannel.of(
                                channel, guide.entries(channel.number(), window.from(), window.to())))
                        .toList());
    }

    private List<Channel> wanted(String numbers) {
        List<Channel> wanted = new ArrayList<>();
        for (String text : numbers.split(",", -1)) {
            ChannelNumber number = number(text.strip());
            Channel channel = channels.channel(number)
                    .orElseThrow(() -> ProblemException.notFound(channels.absence(number)));
            if (!wanted.contains(channel)) {
                wanted.add(channel);
            }
        }
        return wanted;
    }

    private static ChannelNumber number(String text) {
        try {
            return ChannelNumber.parse(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "channels has '" + text + "', which is no channel number: write channels=5,5.1");
        }
    }
}
