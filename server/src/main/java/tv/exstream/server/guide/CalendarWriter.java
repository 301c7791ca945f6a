package tv.exstream.server.guide;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import tv.exstream.server.channels.Channel;

/**
 * Writes programmes as an iCalendar (RFC 5545), event by event. Spans off air and filler that belongs to no programme are
 * no events. An event keeps its UID for as long as a programme begins at that time on that channel. Thread-safe.
 */
public final class CalendarWriter {
    /** Octets of a line without its end, RFC 5545 section 3.1. */
    private static final int LONGEST_LINE = 75;

    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * @param out  receives UTF-8; flushed, not closed
     * @param name of the calendar
     * @param now  when it was made
     * @throws IOException when {@code out} does
     */
    public void write(
            OutputStream out, String name, List<Channel> channels, Guide guide, Instant from, Instant to, Instant now)
            throws IOException {
        line(out, "BEGIN:VCALENDAR");
        line(out, "VERSION:2.0");
        line(out, "PRODID:-//EXStreamTV//Guide//EN");
        line(out, "CALSCALE:GREGORIAN");
        // RFC 7986 has a property for it, which fewer programs know than the one before it.
        line(out, "NAME:" + escaped(name));
        line(out, "X-WR-CALNAME:" + escaped(name));
        for (Channel channel : channels) {
            for (GuideEntry entry : guide.entries(channel.number(), from, to)) {
                event(out, channel, entry, now);
            }
        }
        line(out, "END:VCALENDAR");
        out.flush();
    }

    private static void event(OutputStream out, Channel channel, GuideEntry entry, Instant now) throws IOException {
        Instant start = entry.start().truncatedTo(ChronoUnit.SECONDS);
        Instant stop = entry.stop().truncatedTo(ChronoUnit.SECONDS);
        // DTEND must be later than DTSTART (section 3.8.2.2).
        if (entry.offAir() || entry.fillerKind().isPresent() || !stop.isAfter(start)) {
            return;
        }
        line(out, "BEGIN:VEVENT");
        line(out, "UID:" + UTC.format(start) + "-" + channel.guideId());
        line(out, "DTSTAMP:" + UTC.format(now));
        line(out, "DTSTART:" + UTC.format(start));
        line(out, "DTEND:" + UTC.format(stop));
        line(out, "SUMMARY:" + escaped(summary(entry)));
        if (entry.description().isPresent()) {
            line(out, "DESCRIPTION:" + escaped(entry.description().get()));
        }
        if (!entry.categories().isEmpty()) {
            line(
                    out,
                    "CATEGORIES:"
                            + entry.categories().stream()
                                    .map(CalendarWriter::escaped)
                                    .collect(Collectors.joining(",")));
        }
        line(out, "LOCATION:" + escaped(channel.number() + " " + channel.name()));
        // Whoever imports it is not busy because something is on.
        line(out, "TRANSP:TRANSPARENT");
        line(out, "END:VEVENT");
    }

    private static String summary(GuideEntry entry) {
        StringBuilder summary = new StringBuilder(entry.title());
        EpisodeNumber.onScreen(entry.season(), entry.episode(), entry.episodeEnd(), entry.dated())
                .ifPresent(number -> summary.append(" ").append(number));
        entry.subTitle().ifPresent(text -> summary.append(": ").append(text));
        return summary.toString();
    }

    /** TEXT of section 3.3.11. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.replace("\r\n", "\n").codePoints().forEach(c -> {
            switch (c) {
                case '\\', ';', ',' -> out.append('\\').append((char) c);
                case '\n', '\r' -> out.append("\\n");
                case '\t' -> out.append(' ');
                default -> {
                    boolean control = c < ' ' || c == 0x7F || (c >= 0xD800 && c <= 0xDFFF);
                    if (!control) {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    /** A line that is too long goes on behind a line break and a space, never within a character. */
    static void line(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream folded = new ByteArrayOutputStream(bytes.length + bytes.length / 32 + 4);
        int at = 0;
        int room = LONGEST_LINE;
        while (bytes.length - at > room) {
            int end = at + room;
            while ((bytes[end] & 0xC0) == 0x80) {
                end--;
            }
            folded.write(bytes, at, end - at);
            folded.write(new byte[] {'\r', '\n', ' '});
            at = end;
            room = LONGEST_LINE - 1;
        }
        folded.write(bytes, at, bytes.length - at);
        folded.write(new byte[] {'\r', '\n'});
        folded.writeTo(out);
    }
}
