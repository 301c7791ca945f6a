package tv.exstream.server.guide;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;

import static org.assertj.core.api.Assertions.assertThat;

class CalendarWriterTest {
    private static final Instant START = Instant.parse("2026-10-24T22:10:00.500Z");
    private static final Channel CHANNEL =
            new Channel(1, ChannelNumber.of(7), "C1.exstream.tv", "One; Only", "Group", "default", Optional.empty());

    private static GuideEntry entry(Instant start, int seconds, String title, Optional<String> fillerKind) {
        return new GuideEntry(
                start,
                start.plusSeconds(seconds),
                title,
                Optional.of("Sub, title"),
                Optional.of("Line one\r\nline \\ two"),
                OptionalInt.of(1),
                OptionalInt.of(2),
                OptionalInt.empty(),
                List.of("Series", "A,B"),
                fillerKind,
                OptionalLong.empty());
    }

    private static String write(GuideEntry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new CalendarWriter()
                .write(
                        out,
                        CHANNEL.name(),
                        List.of(CHANNEL),
                        new FixedEntries(entries),
                        START,
                        START.plusSeconds(86_400),
                        Instant.parse("2026-10-24T20:00:00Z"));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void writesAnEventForEachProgramme() throws Exception {
        String calendar = write(
                entry(START, 1800, "Title", Optional.empty()),
                entry(START.plusSeconds(1800), 60, "Spot", Optional.of("tail")),
                GuideEntry.offAir(START.plusSeconds(1860), START.plusSeconds(3600)));
        assertThat(calendar)
                .isEqualTo(String.join(
                        "\r\n",
                        "BEGIN:VCALENDAR",
                        "VERSION:2.0",
                        "PRODID:-//EXStreamTV//Guide//EN",
                        "CALSCALE:GREGORIAN",
                        "NAME:One\\; Only",
                        "X-WR-CALNAME:One\\; Only",
                        "BEGIN:VEVENT",
                        "UID:20261024T221000Z-C1.exstream.tv",
                        "DTSTAMP:20261024T200000Z",
                        "DTSTART:20261024T221000Z",
                        "DTEND:20261024T224000Z",
                        "SUMMARY:Title S01E02: Sub\\, title",
                        "DESCRIPTION:Line one\\nline \\\\ two",
                        "CATEGORIES:Series,A\\,B",
                        "LOCATION:7 One\\; Only",
                        "TRANSP:TRANSPARENT",
                        "END:VEVENT",
                        "END:VCALENDAR",
                        ""));
    }

    @Property(tries = 500)
    void linesAreFoldedAndReadBackAsTheyWere(@ForAll String text) throws Exception {
        Assume.that(!text.contains("\uFFFD"));
        String line = "DESCRIPTION:" + CalendarWriter.escaped(text) + "ü😀漢".repeat(30);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CalendarWriter.line(out, line);
        String written = out.toString(StandardCharsets.UTF_8);
        assertThat(written).endsWith("\r\n");
        for (String part : written.split("\r\n", -1)) {
            assertThat(part.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
            // A character that was torn apart would read as a replacement.
            assertThat(part).doesNotContain("\uFFFD");
        }
        assertThat(written.replace("\r\n ", "")).isEqualTo(line + "\r\n");
    }
}
