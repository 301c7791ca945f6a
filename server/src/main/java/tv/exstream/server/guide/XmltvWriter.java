package tv.exstream.server.guide;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import tv.exstream.server.channels.Channel;

/**
 * Writes the guide as XMLTV, programme by programme, so that its length costs no memory. The order of elements is the
 * DTD's. Thread-safe.
 */
public final class XmltvWriter {
    private final DateTimeFormatter time;
    private final XMLOutputFactory factory = XMLOutputFactory.newDefaultFactory();

    /** @param zone of the times written; each carries its offset */
    public XmltvWriter(ZoneId zone) {
        this.time = DateTimeFormatter.ofPattern("yyyyMMddHHmmss Z", Locale.ROOT).withZone(zone);
    }

    /**
     * @param out     receives UTF-8; flushed, not closed
     * @param logoUrl where a channel's logo is
     * @throws IOException when {@code out} does
     */
    public void write(
            OutputStream out,
            List<Channel> channels,
            Guide guide,
            Instant from,
            Instant to,
            Function<Channel, String> logoUrl)
            throws IOException {
        try {
            XMLStreamWriter xml = factory.createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeDTD("\n<!DOCTYPE tv SYSTEM \"xmltv.dtd\">\n");
            xml.writeStartElement("tv");
            xml.writeAttribute("source-info-name", "EXStreamTV");
            xml.writeAttribute("generator-info-name", "EXStreamTV");
            for (Channel channel : channels) {
                channel(xml, channel, logoUrl.apply(channel));
            }
            for (Channel channel : channels) {
                for (GuideEntry entry : guide.entries(channel.number(), from, to)) {
                    programme(xml, channel, entry);
                }
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.flush();
            out.flush();
        } catch (XMLStreamException e) {
            if (e.getNestedException() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException("the guide could not be written: " + e.getMessage(), e);
        }
    }

    private static void channel(XMLStreamWriter xml, Channel channel, String logo) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("channel");
        xml.writeAttribute("id", channel.guideId());
        String number = channel.number().toString();
        for (String name : Stream.of(channel.name(), number, number + " " + channel.name())
                .distinct()
                .toList()) {
            text(xml, "display-name", name);
        }
        xml.writeEmptyElement("icon");
        xml.writeAttribute("src", legal(logo));
        xml.writeEndElement();
    }

    private void programme(XMLStreamWriter xml, Channel channel, GuideEntry entry) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("programme");
        xml.writeAttribute("start", time.format(entry.start()));
        xml.writeAttribute("stop", time.format(entry.stop()));
        xml.writeAttribute("channel", channel.guideId());
        text(xml, "title", entry.title());
        if (entry.subTitle().isPresent()) {
            text(xml, "sub-title", entry.subTitle().get());
        }
        if (entry.description().isPresent()) {
            text(xml, "desc", entry.description().get());
        }
        if (entry.year().isPresent()) {
            text(xml, "date", String.format(Locale.ROOT, "%04d", entry.year().getAsInt()));
        }
        for (String category : entry.categories()) {
            text(xml, "category", category);
        }
        if (entry.episode().isPresent()) {
            episode(
                    xml,
                    entry.season().orElse(1),
                    entry.season().isPresent(),
                    entry.episode().getAsInt());
        }
        xml.writeEndElement();
    }

    /** xmltv_ns counts from zero and leaves out what it does not know; it cannot express specials (season 0). */
    private static void episode(XMLStreamWriter xml, int season, boolean seasonKnown, int episode)
            throws XMLStreamException {
        if (season > 0 && episode > 0) {
            numbered(xml, "xmltv_ns", (seasonKnown ? Integer.toString(season - 1) : "") + "." + (episode - 1) + ".");
        }
        numbered(
                xml,
                "onscreen",
                seasonKnown
                        ? String.format(Locale.ROOT, "S%02dE%02d", season, episode)
                        : String.format(Locale.ROOT, "E%02d", episode));
    }

    private static void numbered(XMLStreamWriter xml, String system, String value) throws XMLStreamException {
        xml.writeStartElement("episode-num");
        xml.writeAttribute("system", system);
        xml.writeCharacters(value);
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String element, String value) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(legal(value));
        xml.writeEndElement();
    }

    /** Without what XML 1.0 cannot carry: control characters, lone surrogates, U+FFFE and U+FFFF. Any script stays. */
    static String legal(String text) {
        return text.codePoints().allMatch(XmltvWriter::legal)
                ? text
                : text.codePoints()
                        .filter(XmltvWriter::legal)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean legal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c < 0xD800)
                || (c > 0xDFFF && c < 0xFFFE)
                || c > 0xFFFF;
    }
}
