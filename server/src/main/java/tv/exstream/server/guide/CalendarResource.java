package tv.exstream.server.guide;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import org.jspecify.annotations.Nullable;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.channels.ChannelCatalog;
import tv.exstream.server.http.ProblemException;

/** {@code /api/channels/{number}/schedule.ics}: a channel's programmes for a calendar program to subscribe to. */
@Path("/api/channels/{number}/schedule.ics")
public final class CalendarResource {
    private static final Duration USUAL = Duration.ofDays(14);
    private static final Duration MOST = Duration.ofDays(31);

    private final ChannelCatalog channels;
    private final Guide guide;
    private final InstantSource clock;
    private final CalendarWriter writer = new CalendarWriter();

    public CalendarResource(ChannelCatalog channels, Guide guide, InstantSource clock) {
        this.channels = channels;
        this.guide = guide;
        this.clock = clock;
    }

    /** Programmes that overlap {@code [from, to)}; from is now and to two weeks later unless given. */
    @GET
    public Response calendar(
            @PathParam("number") ChannelNumber number,
            @QueryParam("from") @Nullable Instant from,
            @QueryParam("to") @Nullable Instant to) {
        Channel channel = channels.channel(number)
                .orElseThrow(() -> ProblemException.notFound(channels.absence(number)));
        Instant now = clock.instant();
        GuideWindow window = GuideWindow.of(from, to, now, USUAL, MOST);
        StreamingOutput body =
                out -> writer.write(out, channel.name(), List.of(channel), guide, window.from(), window.to(), now);
        return Response.ok(body)
                .type("text/calendar; charset=utf-8")
                .header("Content-Disposition", "inline; filename=\"channel-" + number + ".ics\"")
                .header("Cache-Control", "no-cache")
                .build();
    }
}
