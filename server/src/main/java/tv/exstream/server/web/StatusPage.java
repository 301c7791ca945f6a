package tv.exstream.server.web;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import tv.exstream.server.channels.Channel;
import tv.exstream.server.guide.GuideEntry;
import tv.exstream.server.stream.PublicUrls;

/** The page at {@code /}: channels, what is on, how to tune in. One self-contained document. Pure. */
final class StatusPage {
    private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private static final String HEAD = """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>EXStreamTV</title>
            <noscript><meta http-equiv="refresh" content="15"></noscript>
            <style>
            :root { --ground: #f5f6f8; --card: #fff; --ink: #16181d; --soft: #5b6270; --line: #dfe2e8; --accent: #2357d5; }
            @media (prefers-color-scheme: dark) {
              :root { --ground: #101216; --card: #1a1d23; --ink: #eceef2; --soft: #9aa2b1; --line: #2c313a; --accent: #86a8ff; }
            }
            * { box-sizing: border-box; }
            body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.45 system-ui, sans-serif; }
            header, main { max-width: 70rem; margin: 0 auto; padding: 1rem; }
            h1 { margin: 0; font-size: 1.5rem; } h2 { margin: 2rem 0 .6rem; font-size: 1.15rem; }
            p { margin: .4rem 0; } a { color: var(--accent); } .soft { color: var(--soft); font-size: .9rem; }
            .channels { display: grid; gap: .8rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); }
            .card { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; padding: .8rem; }
            .channel { display: flex; gap: .8rem; } .channel img { width: 4.5rem; height: 4.5rem; border-radius: .7rem; flex: none; }
            .channel > div { min-width: 0; flex: 1; overflow-wrap: anywhere; }
            .name { font-weight: 600; } .on { font-weight: 500; }
            .warning { border-left: .25rem solid #c77700; padding-left: .5rem; margin: .3rem 0; font-size: .9rem; }
            progress { width: 100%; height: .4rem; accent-color: var(--accent); }
            code { background: var(--ground); border: 1px solid var(--line); border-radius: .3rem; padding: .1rem .35rem;
              overflow-wrap: anywhere; user-select: all; }
            dt { font-weight: 600; margin-top: .8rem; } dd { margin: .2rem 0 0; }
            </style></head><body>
            """;

    private static final String TAIL = """
            <script>
            setInterval(async () => {
              try {
                const answer = await fetch(location.href);
                if (!answer.ok) return;
                const page = new DOMParser().parseFromString(await answer.text(), "text/html");
                const live = document.getElementById("live"), fresh = page.getElementById("live");
                if (live && fresh) live.innerHTML = fresh.innerHTML;
              } catch (serverIsAway) { /* shown again when it is back */ }
            }, 15000);
            </script></body></html>
            """;

    private final Html html = new Html();
    private final PublicUrls urls;
    private final ZoneId zone;
    private final Instant now;

    /**
     * A listed channel with what it shows and how many watch it.
     *
     * @param warnings what a person should look at
     * @param standing since when it stands still, if it does
     */
    record Row(
            Channel channel,
            Optional<GuideEntry> now,
            Optional<GuideEntry> next,
            List<String> warnings,
            Optional<Instant> standing,
            long viewers) {}

    private StatusPage(PublicUrls urls, ZoneId zone, Instant now) {
        this.urls = urls;
        this.zone = zone;
        this.now = now;
    }

    /** @param hidden channels that are in no list */
    static String of(List<Row> rows, int hidden, LibraryState library, PublicUrls urls, ZoneId zone, Instant now) {
        StatusPage page = new StatusPage(urls, zone, now);
        page.write(rows, hidden, library);
        return page.html.toString();
    }

    private void write(List<Row> rows, int hidden, LibraryState library) {
        html.markup(HEAD).markup("<header><h1>EXStreamTV</h1></header><main><div id=\"live\">");
        summary(rows, hidden, library);
        html.markup("<div class=\"channels\">");
        rows.forEach(this::channel);
        html.markup("</div></div>");
        tuningIn();
        html.markup("</main>").markup(TAIL);
    }

    private void summary(List<Row> rows, int hidden, LibraryState library) {
        long viewers = rows.stream().mapToLong(Row::viewers).sum();
        if (!rows.isEmpty() || hidden > 0) {
            html.markup("<p class=\"soft\">")
                    .text(counted(rows.size(), "channel")
                            + (hidden == 0 ? ", " : " and " + hidden + " hidden, ")
                            + counted(viewers, "viewer") + ", "
                            + counted(library.items(), "media item"))
                    .markup(library.scanning() ? ", scanning media…</p>" : "</p>");
            return;
        }
        html.markup("<div class=\"card\"><p class=\"name\">There is no channel yet.</p>");
        if (library.scanning()) {
            html.markup("<p>Your media is being scanned: ")
                    .text(counted(library.items(), "item") + " found so far.")
                    .markup(" Channels appear here by themselves when the scan is done.</p>");
        } else if (library.folders() == 0) {
            html.markup("<p>No media folder is known. Start the server with <code>--media DIR</code>, once for each"
                    + " folder of films or series, or with <code>--demo</code> to see channels without any media.</p>");
        } else {
            html.markup("<p>")
                    .text(counted(library.folders(), "media folder") + " scanned, "
                            + counted(library.items(), "playable item") + " found.")
                    .markup(" Check that the folder holds video files that this server's user may read; the server's"
                            + " log names every file that could not be used.</p>");
        }
        html.markup("</div>");
    }

    private static String counted(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private void channel(Row row) {
        Channel channel = row.channel();
        html.markup("<article class=\"card channel\"><img alt=\"\" loading=\"lazy\" src=\"")
                .text(urls.logo(channel.number()))
                .markup("\"><div><div class=\"name\">")
                .text(channel.number() + " " + channel.name())
                .markup("</div>");
        row.now().ifPresentOrElse(this::onNow, () -> html.markup("<div class=\"on\">Nothing scheduled</div>"));
        row.next()
                .ifPresent(next -> html.markup("<div class=\"soft\">Next, ")
                        .text(clock(next.start()) + ": " + title(next))
                        .markup("</div>"));
        row.standing()
                .ifPresent(since -> html.markup("<div class=\"soft\">")
                        .text("On demand: stands still since " + DAY_AND_MINUTE.format(since.atZone(zone)))
                        .markup("</div>"));
        for (String warning : row.warnings()) {
            html.markup("<div class=\"warning\">").text(warning).markup("</div>");
        }
        html.markup("<div class=\"soft\"><a href=\"")
                .text(urls.channelTs(channel.number()))
                .markup("\">Watch (MPEG-TS)</a>")
                .text(row.viewers() == 0 ? "" : " · " + counted(row.viewers(), "viewer"))
                .markup("</div></div></article>\n");
    }

    private void onNow(GuideEntry entry) {
        long total = Duration.between(entry.start(), entry.stop()).toSeconds();
        long done = Math.clamp(Duration.between(entry.start(), now).toSeconds(), 0, total);
        html.markup("<div class=\"on\">")
                .text(title(entry))
                .markup("</div><progress max=\"" + Math.max(1, total) + "\" value=\"" + done + "\"></progress>")
                .markup("<div class=\"soft\">")
                .text(clock(entry.start()) + " to " + clock(entry.stop()))
                .markup("</div>");
    }

    private String clock(Instant instant) {
        return HOUR_AND_MINUTE.format(instant.atZone(zone));
    }

    private static String title(GuideEntry entry) {
        return entry.title() + entry.subTitle().map(s -> ": " + s).orElse("");
    }

    private void tuningIn() {
        html.markup("<h2>Tuning in</h2><div class=\"card\"><p><a href=\"")
                .text(urls.m3u())
                .markup("\">Channel list (M3U)</a> · <a href=\"")
                .text(urls.xmltv())
                .markup("\">Guide (XMLTV)</a></p><dl>");
        way(
                "Plex",
                "Settings, Live TV & DVR, Set up Plex Tuner. This server is found as an HDHomeRun; if not, enter its"
                        + " address. For the guide choose \"Have an XMLTV guide\".",
                urls.base(),
                urls.xmltv());
        way(
                "Jellyfin, Emby",
                "Dashboard, Live TV: add a tuner of type HDHomeRun (or M3U Tuner), then an XMLTV guide" + " provider.",
                urls.base(),
                urls.m3u(),
                urls.xmltv());
        way("VLC, mpv", "Open Network Stream:", urls.m3u());
        way("Kodi", "Install PVR IPTV Simple Client; give it the list and the guide.", urls.m3u(), urls.xmltv());
        html.markup("</dl></div>");
    }

    private void way(String player, String how, String... addresses) {
        html.markup("<dt>").text(player).markup("</dt><dd>").text(how);
        for (String address : addresses) {
            html.markup(" <code>").text(address).markup("</code>");
        }
        html.markup("</dd>");
    }
}
