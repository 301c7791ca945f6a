package tv.exstream.server.portable.from.m3u;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tv.exstream.engine.ChannelNumber;
import tv.exstream.server.portable.PortableChannel;
import tv.exstream.server.portable.PortableProgramming;
import tv.exstream.server.portable.from.draft.Draft;
import tv.exstream.server.portable.from.draft.ImportException;
import tv.exstream.server.portable.from.draft.Imported;
import tv.exstream.server.portable.from.draft.Numbers;
import tv.exstream.server.portable.from.draft.PathMap;
import tv.exstream.server.schedule.definition.ScheduleDefinition;
import tv.exstream.server.schedule.item.StreamAddress;

/** Makes a channel of each entry of an M3U playlist. Used once. */
public final class PlaylistImport {
    private static final int MOST_BYTES = 32 << 20;
    private static final int MOST_CHANNELS = 20_000;
    private static final int LONGEST_ADDRESS = 4_000;
    private static final Set<String> SCHEMES = Set.of("http", "https", "rtsp", "rtmp", "rtmps", "rtp", "udp", "srt");

    /** One that several channels have, or that is no plain word, is not kept. */
    private static final Pattern GUIDE_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,99}");

    private final String name;
    private final Set<String> guideIds = new HashSet<>();
    private final Draft draft = new Draft(PathMap.NONE);
    private int logos;
    private int headers;

    private PlaylistImport(String name) {
        this.name = name;
    }

    /** @throws ImportException naming the file, if it is no playlist of channels */
    public static Imported read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new ImportException(
                        file + ": is no file, or a link: links are not followed, name the file itself");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new ImportException(
                        file + ": has more than " + (MOST_BYTES >> 20) + " MiB: that is no list of channels");
            }
            try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                return read(file.toString(), PlaylistText.decode(in.readNBytes(MOST_BYTES)));
            }
        } catch (IOException e) {
            throw new ImportException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * @param name of the text in errors
     * @throws ImportException if it is no playlist of channels
     */
    public static Imported read(String name, String text) {
        return new PlaylistImport(name).convert(PlaylistText.lines(name, text));
    }

    private Imported convert(List<String> lines) {
        if (!lines.isEmpty() && lines.getFirst().toUpperCase(Locale.ROOT).startsWith("#EXTM3U")) {
            guide(Entry.Info.parse(lines.getFirst().substring("#EXTM3U".length())));
        }
        List<Entry> entries = Entry.read(lines, MOST_CHANNELS);
        if (entries.size() > MOST_CHANNELS) {
            throw new ImportException(
                    name + ": has more than " + MOST_CHANNELS + " entries: take out those that nobody watches");
        }
        List<Entry> playable = entries.stream().filter(this::playable).toList();
        Map<Integer, ChannelNumber> numbers = numbers(playable);
        for (Entry entry : playable) {
            channel(entry, Optional.ofNullable(numbers.get(entry.line())).orElseGet(draft.numbers()::free));
        }
        if (logos > 0) {
            draft.remark(
                    "the logos of " + logos + " channels are addresses on the network and are not fetched: logos are"
                            + " drawn; give the channels pictures if you want others");
        }
        if (headers > 0) {
            draft.remark(headers + " channels ask for HTTP headers (User-Agent, Referer): streams are opened without"
                    + " them; if one does not play, put a proxy that sends them before it");
        }
        return draft.finish(name);
    }

    private void guide(Entry.Info info) {
        Stream.of("url-tvg", "x-tvg-url", "tvg-url")
                .flatMap(key -> Optional.ofNullable(info.attributes().get(key)).stream())
                .filter(text -> !text.isBlank())
                .findFirst()
                .ifPresent(
                        url -> draft.remark(
                                "the playlist names a guide, " + masked(url)
                                        + ", which is not read: a channel of a stream has its own name as the only programme in the guide"));
    }

    /** Those that say which number they want have it, the first one of several. */
    private Map<Integer, ChannelNumber> numbers(List<Entry> entries) {
        Map<Integer, ChannelNumber> numbers = new TreeMap<>();
        for (Entry entry : entries) {
            Optional<String> wanted = entry.attribute("tvg-chno")
                    .or(() -> entry.attribute("channel-number"))
                    .or(() -> entry.attribute("ch-number"));
            wanted.ifPresent(text -> {
                Optional<ChannelNumber> number = Numbers.parse(text);
                if (number.filter(draft.numbers()::take).isPresent()) {
                    numbers.put(entry.line(), number.get());
                } else {
                    draft.remark("'" + title(entry) + "' wants the number " + text
                            + (number.isPresent() ? ", which another channel has" : ", which is none")
                            + ": it has the next free one");
                }
            });
        }
        return numbers;
    }

    private boolean playable(Entry entry) {
        String address = address(entry);
        String scheme = address.contains("://")
                ? address.substring(0, address.indexOf("://")).toLowerCase(Locale.ROOT)
                : "";
        if (!SCHEMES.contains(scheme) || address.length() > LONGEST_ADDRESS) {
            draft.remark("line " + entry.line() + ", '" + title(entry) + "': "
                    + (scheme.isEmpty()
                            ? "names no address on the network"
                            : "a stream cannot be played over " + scheme)
                    + ": give a channel of your own an address that begins with http:// or the like");
            return false;
        }
        try {
            StreamAddress.check(address);
            return true;
        } catch (IllegalArgumentException e) {
            draft.remark("line " + entry.line() + ", '" + title(entry)
                    + "': its address is malformed: write spaces as %20 and the like");
            return false;
        }
    }

    /** Players take what stands behind a bar for headers. */
    private static String address(Entry entry) {
        int bar = entry.address().indexOf('|');
        return (bar < 0 ? entry.address() : entry.address().substring(0, bar))
                .strip()
                .replace(" ", "%20");
    }

    private void channel(Entry entry, ChannelNumber number) {
        String title = title(entry);
        List<String> groups = groups(entry);
        PortableChannel plain = PortableChannel.of(
                number,
                title,
                new PortableProgramming.Own(
                        new ScheduleDefinition.Stream(title, address(entry)), OptionalLong.empty()));
        logos += entry.attribute("tvg-logo").isPresent() ? 1 : 0;
        headers += asksForHeaders(entry) ? 1 : 0;
        draft.channel(new PortableChannel(
                number,
                title,
                entry.attribute("tvg-id")
                        .filter(id -> GUIDE_ID.matcher(id).matches())
                        .filter(guideIds::add),
                Optional.empty(),
                groups.isEmpty() ? plain.group() : groups.getFirst(),
                groups.isEmpty() ? List.of() : groups.subList(1, groups.size()),
                plain.categories(),
                plain.profile(),
                plain.zone(),
                plain.logo(),
                plain.slates(),
                plain.visibility(),
                plain.mode(),
                plain.night(),
                plain.programming()));
    }

    private static boolean asksForHeaders(Entry entry) {
        return entry.address().indexOf('|') >= 0
                || entry.directives().stream()
                        .map(line -> line.toLowerCase(Locale.ROOT))
                        .anyMatch(line -> line.startsWith("#extvlcopt:http-user-agent")
                                || line.startsWith("#extvlcopt:http-referrer")
                                || line.startsWith("#exthttp:"));
    }

    private static String title(Entry entry) {
        String last = entry.address().substring(entry.address().lastIndexOf('/') + 1);
        return Draft.name(
                entry.title().isEmpty() ? entry.attribute("tvg-name").orElse("") : entry.title(),
                last.isBlank() ? "Channel of line " + entry.line() : "Stream of line " + entry.line());
    }

    private static List<String> groups(Entry entry) {
        List<String> texts = new ArrayList<>(entry.groups());
        entry.attribute("group-title").ifPresent(texts::addFirst);
        return Draft.groups(String.join(";", texts));
    }

    /** Without what may be a password. */
    private static String masked(String url) {
        int query = url.indexOf('?');
        return (query < 0 ? url : url.substring(0, query) + "?…").replaceFirst("//[^/@]*@", "//…@");
    }
}
