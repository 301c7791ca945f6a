package tv.exstream.server.guide;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.channels.Channel;
import tv.exstream.server.library.Artwork;
import tv.exstream.server.library.MediaDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class XmltvWriterTest {
    private static final Instant START = Instant.parse("2026-10-24T22:10:00Z");
    private static final Channel CHANNEL = new Channel(
            1, ChannelNumber.parse("7.2"), "C1.exstream.tv", "One & Only", "Group", "default", Optional.empty());

    private static final MediaDetails EVERYTHING = new MediaDetails(
            Optional.of(LocalDate.of(2004, 9, 22)),
            Optional.of(new MediaDetails.Certificate(Optional.of("VCHIP"), "TV-14")),
            Optional.of(new MediaDetails.Stars("8.4", "10")),
            List.of("A Director"),
            List.of("A Writer"),
            List.of(
                    new MediaDetails.Actor("An Actor", Optional.of("A \"Role\""), false),
                    new MediaDetails.Actor("A Guest", Optional.empty(), true)),
            List.of("A Studio"),
            List.of("Germany"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new MediaDetails.Picture(1920, 1080, "16:9", true)),
            OptionalInt.of(6),
            Optional.of("en"),
            List.of("de"),
            Set.of(Artwork.POSTER, Artwork.STILL, Artwork.BACKDROP));

    private static GuideEntry entry(
            Instant start, long millis, MediaDetails details, GuideEntry.Streams streams, Showing showing) {
        return new GuideEntry(
                start,
                start.plusMillis(millis),
                "Title",
                Optional.of("Sub"),
                Optional.of("What\nhappens"),
                OptionalInt.of(1),
                OptionalInt.of(2),
                OptionalInt.of(2004),
                List.of("Series", "Drama"),
                Optional.empty(),
                OptionalLong.of(5),
                OptionalInt.of(3),
                false,
                streams,
                details,
                showing);
    }

    private static byte[] write(ZoneId zone, GuideEntry... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new XmltvWriter(zone)
                .write(
                        out,
                        List.of(CHANNEL),
                        new FixedEntries(entries),
                        START.minusSeconds(3600),
                        START.plusSeconds(86_400),
                        new PlainLinks("http://h/"));
        return out.toByteArray();
    }

    private static String programmes(byte[] document) {
        String text = new String(document, StandardCharsets.UTF_8);
        return text.substring(text.indexOf("<programme"), text.indexOf("\n</tv>"));
    }

    @Test
    void writesEveryElementInTheOrderOfTheDtd() throws Exception {
        Showing showing = new Showing(Optional.of(START.minusSeconds(7200)), Optional.empty(), false, false);
        byte[] document = write(
                ZoneId.of("Europe/Berlin"),
                entry(START, 3_600_000, EVERYTHING, GuideEntry.Streams.PICTURE_AND_SOUND, showing));
        assertThat(new String(document, StandardCharsets.UTF_8))
                .contains("<channel id=\"C1.exstream.tv\"><display-name>One &amp; Only</display-name>"
                        + "<display-name>7.2</display-name><display-name>7.2 One &amp; Only</display-name>"
                        + "<icon src=\"http://h/7.2\"/></channel>");
        assertThat(programmes(document))
                .isEqualTo("<programme start=\"20261025001000 +0200\" stop=\"20261025011000 +0200\""
                        + " channel=\"C1.exstream.tv\">"
                        + "<title>Title</title><sub-title>Sub</sub-title><desc>What happens</desc>"
                        + "<credits><director>A Director</director>"
                        + "<actor role=\"A &quot;Role&quot;\">An Actor</actor><actor guest=\"yes\">A Guest</actor>"
                        + "<writer>A Writer</writer></credits>"
                        + "<date>20040922</date><category>Series</category><category>Drama</category>"
                        + "<language>en</language><icon src=\"http://h/5/still\"/><country>Germany</country>"
                        + "<episode-num system=\"xmltv_ns\">0.1.</episode-num>"
                        + "<episode-num system=\"onscreen\">S01E02-E03</episode-num>"
                        + "<video><colour>no</colour><aspect>16:9</aspect><quality>HDTV</quality></video>"
                        + "<audio><stereo>surround</stereo></audio>"
                        + "<previously-shown start=\"20261024221000 +0200\" channel=\"C1.exstream.tv\"/>"
                        + "<rating system=\"VCHIP\"><value>TV-14</value></rating>"
                        + "<star-rating><value>8.4/10</value></star-rating>"
                        + "<image type=\"poster\" orient=\"P\">http://h/5/poster</image>"
                        + "<image type=\"backdrop\" orient=\"L\">http://h/5/backdrop</image>"
                        + "<image type=\"still\" orient=\"L\">http://h/5/still</image>"
                        + "</programme>");
        assertThat(XmltvValidator.faults(document)).isEmpty();
    }

    @Test
    void saysThatItIsNewOnlyWhereItIs() throws Exception {
        GuideEntry.Streams both = GuideEntry.Streams.PICTURE_AND_SOUND;
        byte[] document = write(
                ZoneOffset.UTC,
                entry(START, 1000, MediaDetails.NONE, both, Showing.UNKNOWN),
                entry(
                        START.plusSeconds(1),
                        1000,
                        MediaDetails.NONE,
                        both,
                        new Showing(Optional.empty(), Optional.of(Year.of(1979)), false, false)),
                entry(
                        START.plusSeconds(2),
                        1000,
                        MediaDetails.NONE,
                        both,
                        new Showing(Optional.empty(), Optional.of(LocalDate.of(1979, 5, 25)), false, false)),
                entry(
                        START.plusSeconds(3),
                        1000,
                        MediaDetails.NONE,
                        both,
                        new Showing(Optional.empty(), Optional.empty(), true, true)));
        assertThat(programmes(document).lines().map(line -> line.replaceAll(".*</episode-num>", "")))
                .containsExactly(
                        "</programme>",
                        "<previously-shown start=\"1979\"/></programme>",
                        "<previously-shown start=\"19790525\"/></programme>",
                        "<premiere>First shown on this day</premiere><new/></programme>");
        assertThat(XmltvValidator.faults(document)).isEmpty();
    }

    @Test
    void leavesOutWhatIsUnknown() throws Exception {
        GuideEntry plain = new GuideEntry(
                START,
                START.plusSeconds(60),
                "Plain",
                Optional.empty(),
                Optional.of("Text"),
                OptionalInt.empty(),
                OptionalInt.of(7),
                OptionalInt.empty(),
                List.of(),
                Optional.empty(),
                OptionalLong.empty());
        assertThat(programmes(write(ZoneOffset.UTC, plain)))
                .isEqualTo("<programme start=\"20261024221000 +0000\" stop=\"20261024221100 +0000\""
                        + " channel=\"C1.exstream.tv\"><title>Plain</title><desc>Text</desc>"
                        + "<episode-num system=\"xmltv_ns\">.6.</episode-num>"
                        + "<episode-num system=\"onscreen\">E07</episode-num></programme>");
    }

    @Test
    void tellsWhatHasNoPictureOrNoSound() throws Exception {
        byte[] document = write(
                ZoneOffset.ofHoursMinutes(-3, -30),
                entry(START, 1000, MediaDetails.NONE, GuideEntry.Streams.SOUND_ONLY, Showing.UNKNOWN),
                entry(START.plusSeconds(1), 1000, MediaDetails.NONE, GuideEntry.Streams.PICTURE_ONLY, Showing.UNKNOWN));
        assertThat(programmes(document))
                .contains("<video><present>no</present></video>", "<audio><present>no</present></audio>", " -0330\"");
        assertThat(XmltvValidator.faults(document)).isEmpty();
    }

    @Test
    void whatIsShorterThanASecondLeavesNoHole() throws Exception {
        GuideEntry.Streams both = GuideEntry.Streams.PICTURE_AND_SOUND;
        byte[] document = write(
                ZoneOffset.UTC,
                entry(START, 1_200, MediaDetails.NONE, both, Showing.UNKNOWN),
                entry(START.plusMillis(1_200), 500, MediaDetails.NONE, both, Showing.UNKNOWN),
                entry(START.plusMillis(1_700), 5_000, MediaDetails.NONE, both, Showing.UNKNOWN));
        assertThat(programmes(document).lines().map(line -> line.substring(0, 69)))
                .containsExactly(
                        "<programme start=\"20261024221000 +0000\" stop=\"20261024221001 +0000\" c",
                        "<programme start=\"20261024221001 +0000\" stop=\"20261024221006 +0000\" c");
    }

    @Test
    void aClientThatLeavesEndsTheWriting() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> new XmltvWriter(ZoneOffset.UTC)
                        .write(gone, List.of(CHANNEL), new FixedEntries(), START, START, new PlainLinks("")))
                .isInstanceOf(IOException.class)
                .hasMessage("gone");
    }

    private static String text(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        XmlBytes xml = new XmlBytes(out);
        xml.text(text).flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void dropsOnlyWhatXmlCannotCarry() throws Exception {
        assertThat(text("a\u0000b\uFFFFc\uD83D")).isEqualTo("abc");
        assertThat(text("tab\tשלום 漢字 😀 <&>\"'")).isEqualTo("tab שלום 漢字 😀 &lt;&amp;&gt;&quot;'");
    }

    @Property(tries = 500)
    void anyTextIsWrittenAsXmlReadersReadIt(@ForAll String text) throws Exception {
        String expected = text.codePoints()
                .filter(c -> c == '\t' || c == '\n' || c == '\r' || c >= 0x20)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .filter(c -> c != 0xFFFE && c != 0xFFFF)
                .map(c -> c < 0x20 ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String read = text(text)
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        assertThat(read).isEqualTo(expected);
    }

    @Test
    void aDocumentLongerThanTheBufferIsWhole() throws Exception {
        assertThat(text("😀é<".repeat(60_000))).isEqualTo("😀é&lt;".repeat(60_000));
    }
}
