package tv.exstream.server.library;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A .nfo sidecar as Kodi and Jellyfin write them. Absent elements are empty.
 *
 * @param root  {@code movie}, {@code episodedetails}, {@code tvshow}, {@code musicvideo}, …
 * @param facts what it says beyond that: dates, ratings, credits, studios
 */
record Nfo(
        String root,
        Optional<String> title,
        Optional<String> plot,
        Optional<String> showTitle,
        OptionalInt year,
        OptionalInt season,
        OptionalInt episode,
        List<String> genres,
        Facts facts) {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern GENRE_SEPARATOR = Pattern.compile("[/,;|]");
    private static final Pattern YEAR = Pattern.compile("^\\s*((?:18|19|20)\\d\\d)");

    /** Says in a few words why a sidecar cannot be used. */
    static final class NfoException extends Exception {
        private static final long serialVersionUID = 1L;

        NfoException(String message) {
            super(message);
        }
    }

    /**
     * Reads the first element of the file; what follows (Kodi appends addresses, or a second episode) is left alone.
     * Nothing outside the file is ever opened: no document types, no entities.
     *
     * @return empty where the file holds only an address
     * @throws NfoException when it is not well-formed
     */
    static Optional<Nfo> read(Path file) throws NfoException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw new NfoException("it cannot be read: " + ScanIssues.reason(e));
        }
        if (bytes.length > MAX_BYTES) {
            throw new NfoException("it is larger than 1 MiB");
        }
        String start = new String(bytes, 0, Math.min(bytes.length, 16), StandardCharsets.ISO_8859_1).strip();
        if (start.startsWith("http://") || start.startsWith("https://")) {
            return Optional.empty();
        }
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return Optional.of(new Reader(xml).read());
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new NfoException(
                    "line " + (e.getLocation() == null ? 1 : e.getLocation().getLineNumber()));
        }
    }

    /** The parts of "Drama / Crime". */
    static Stream<String> genres(String text) {
        return GENRE_SEPARATOR.splitAsStream(text).map(String::strip).filter(genre -> !genre.isEmpty());
    }

    private static final class Reader {
        private final XMLStreamReader xml;
        private final NfoFacts facts = new NfoFacts();
        private final List<String> genres = new ArrayList<>();
        private Optional<String> title = Optional.empty();
        private Optional<String> plot = Optional.empty();
        private Optional<String> showTitle = Optional.empty();
        private OptionalInt year = OptionalInt.empty();
        private OptionalInt season = OptionalInt.empty();
        private OptionalInt episode = OptionalInt.empty();

        Reader(XMLStreamReader xml) {
            this.xml = xml;
        }

        Nfo read() throws XMLStreamException {
            while (xml.next() != XMLStreamConstants.START_ELEMENT) {
                if (!xml.hasNext()) {
                    throw new XMLStreamException("no element", xml.getLocation());
                }
            }
            String root = xml.getLocalName();
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (xml.isStartElement()) {
                    element(xml.getLocalName());
                }
            }
            return new Nfo(root, title, plot, showTitle, year, season, episode, List.copyOf(genres), facts.facts());
        }

        private void element(String name) throws XMLStreamException {
            switch (name) {
                case "actor" -> facts.actor(children());
                case "ratings" -> {
                    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                        if (xml.isStartElement()) {
                            boolean preferred = attribute("default").equals("true");
                            String most = attribute("max");
                            facts.stars(children().getOrDefault("value", ""), most, preferred);
                        }
                    }
                }
                default -> plain(name, text());
            }
        }

        private void plain(String name, String text) {
            switch (name) {
                case "title" -> title = first(title, text);
                case "plot" -> plot = first(plot, text);
                case "outline" -> plot = first(plot, text);
                case "showtitle" -> showTitle = first(showTitle, text);
                case "season" -> season = number(text);
                case "episode" -> episode = number(text);
                case "year", "premiered", "aired", "releasedate" -> {
                    year = year.isPresent() ? year : year(text);
                    facts.premiered(text);
                }
                case "genre" ->
                    genres(text).filter(genre -> !genres.contains(genre)).forEach(genres::add);
                default -> facts.plain(name, text);
            }
        }

        /** The texts of the element's children by their names, the first of each; their own children are passed over. */
        private Map<String, String> children() throws XMLStreamException {
            Map<String, String> texts = new HashMap<>();
            while (xml.next() != XMLStreamConstants.END_ELEMENT) {
                if (xml.isStartElement()) {
                    String name = xml.getLocalName();
                    texts.putIfAbsent(name, text());
                }
            }
            return texts;
        }

        private String attribute(String name) {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeLocalName(i).equals(name)) {
                    return xml.getAttributeValue(i).strip();
                }
            }
            return "";
        }

        /** The element's own text; its children are passed over. Leaves the cursor at its end. */
        private String text() throws XMLStreamException {
            StringBuilder text = new StringBuilder();
            int depth = 0;
            while (true) {
                int event = xml.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    depth++;
                } else if (event == XMLStreamConstants.END_ELEMENT && depth-- == 0) {
                    return text.toString().strip();
                } else if (depth == 0
                        && (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)) {
                    text.append(xml.getText());
                }
            }
        }

        private static Optional<String> first(Optional<String> known, String text) {
            return known.isPresent() || text.isEmpty() ? known : Optional.of(text);
        }

        private static OptionalInt number(String text) {
            return text.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
        }

        private static OptionalInt year(String text) {
            Matcher m = YEAR.matcher(text);
            return m.find() ? OptionalInt.of(Integer.parseInt(m.group(1))) : OptionalInt.empty();
        }
    }
}
